#include "cli/report/words/question_words.hpp"

#include <fmt/format.h>

#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

std::string share_words(double share) { return fmt::format("{:.10g}%", 100.0 * share); }

Message outcome_words(const CaseOutcome& outcome) {
  if (!outcome.possible) return message("it cannot happen");
  if (const auto probability = outcome.probability()) return message("{}", percent_with_error(*probability));
  return outcome.share() > 0.0 ? message("it happens in the one course")
                               : message("it does not happen in the one course");
}

Message nothing_random_words(const std::string& scenario) {
  return message("{}: nothing is random, so there is no probability to give; the figures are those of the one course",
                 scenario_name(scenario));
}

Message asked_money(Minor amount, int decimals, const std::string& currency) {
  Minor unit = 1;
  for (int i = 0; i < decimals; ++i) unit *= 10;
  return amount % unit == 0 ? mean_money_in_currency(static_cast<double>(amount), decimals, currency)
                            : money_in_currency(amount, decimals, currency);
}

}  // namespace headroom
