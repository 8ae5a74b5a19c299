// How likely a firm is to run out of money, and what reliefs change: default_probability LEDGER [RELIEF...]
#include <headroom/headroom.hpp>
#include <iostream>
#include <vector>

int main(int count, char** arguments) {
  if (count < 2) return std::cerr << "usage: default_probability LEDGER [RELIEF...]\n", 2;
  const auto read = headroom::read_ledger(arguments[1]);
  if (!read) return std::cerr << headroom::findings_text(read.faults()), 1;
  const headroom::Ledger& ledger = read.value().ledger;

  std::vector<headroom::Relief> reliefs;
  for (int i = 2; i < count; ++i) {
    const auto relief = headroom::read_relief(arguments[i], ledger);
    if (!relief) return std::cerr << headroom::findings_text(relief.faults()), 1;
    reliefs.push_back(relief.value());
  }

  const auto result = headroom::simulate(ledger, headroom::Scenario(), reliefs, headroom::plain_settings(ledger));
  for (const headroom::OptionResult& option : result.options) {
    std::cout << headroom::text_of(headroom::option_name(option.name)) << ": ";
    if (option.not_eligible)
      std::cout << "not eligible. " << headroom::reason_words(*option.not_eligible, ledger.company) << "\n";
    else if (!option.default_probability) std::cout << "nothing is random, so there is no probability\n";
    else
      std::cout << 100 * option.default_probability->value << "% ± " << 100 * option.default_probability->standard_error
                << "%\n";
  }
}
