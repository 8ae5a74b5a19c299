#include "tests/bench/rounds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace headroom {

Spread spread_of(std::vector<double> numbers) {
  std::sort(numbers.begin(), numbers.end());
  const std::size_t half = numbers.size() / 2;
  return {numbers.front(), numbers.size() % 2 == 1 ? numbers[half] : (numbers[half - 1] + numbers[half]) / 2.0,
          numbers.back()};
}

std::string text_of(const Spread& spread, const std::string& number_format) {
  const auto text = [&](double number) { return fmt::format(fmt::runtime(number_format), number); };
  return fmt::format("{} ({} to {})", text(spread.middle), text(spread.least), text(spread.largest));
}

Rounds::Rounds(const std::vector<Program>& programs, int rounds) : runs_(programs.size()) {
  for (const Program& program : programs) names_.push_back(program.name);
  for (int round = 0; round <= rounds; ++round)
    for (std::size_t i = 0; i < programs.size(); ++i) {
      std::fputs(fmt::format("round {} of {}: {}\n", round, rounds, programs[i].name).c_str(), stderr);
      ProcessRun run = run_process(programs[i]);
      if (round > 0) runs_[i].push_back(std::move(run));
    }
}

const std::vector<ProcessRun>& Rounds::runs_of(const std::string& name) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  if (found == names_.end()) throw std::logic_error("no program is called " + name);
  return runs_[static_cast<std::size_t>(found - names_.begin())];
}

double Rounds::seconds(const std::string& name) const {
  return spread({name}, [](const std::vector<ProcessRun>& runs) { return runs[0].seconds; }).middle;
}

double Rounds::cpu_seconds(const std::string& name) const {
  return spread({name}, [](const std::vector<ProcessRun>& runs) { return runs[0].cpu_seconds; }).middle;
}

double Rounds::peak_mb(const std::string& name) const {
  return spread({name}, [](const std::vector<ProcessRun>& runs) { return runs[0].peak_mb; }).largest;
}

Spread Rounds::ratio(const std::string& first, const std::string& second) const {
  return spread({first, second}, [](const std::vector<ProcessRun>& runs) { return runs[0].seconds / runs[1].seconds; });
}

}  // namespace headroom
