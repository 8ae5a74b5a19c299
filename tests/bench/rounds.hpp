// Repeats measurements in turn and sums them up.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/bench/process.hpp"

namespace headroom {

/// Least, middle and largest of some numbers.
struct Spread {
  double least = 0.0, middle = 0.0, largest = 0.0;
};

/// Requires: at least one number.
Spread spread_of(std::vector<double> numbers);

/// As a table says it: `12.3 (11.8 to 13.0)`.
std::string text_of(const Spread& spread, const std::string& number_format = "{:.2f}");

/// Programs run in turn, round after round, so that what else the machine does falls on all of them alike.
class Rounds {
 public:
  /// Says on standard error how far it is. A first round, not kept, warms caches.
  Rounds(const std::vector<Program>& programs, int rounds);

  const std::vector<ProcessRun>& runs_of(const std::string& name) const;
  double seconds(const std::string& name) const;      ///< middle of the rounds
  double cpu_seconds(const std::string& name) const;  ///< middle of the rounds
  double peak_mb(const std::string& name) const;      ///< largest of the rounds

  /// Round by round, time of the first over time of the second.
  Spread ratio(const std::string& first, const std::string& second) const;
  /// Round by round, what `number` says of the runs with these names.
  template <class Number>
  Spread spread(const std::vector<std::string>& names, const Number& number) const {
    std::vector<double> numbers;
    for (std::size_t round = 0; round < runs_of(names[0]).size(); ++round) {
      std::vector<ProcessRun> runs;
      for (const std::string& name : names) runs.push_back(runs_of(name)[round]);
      numbers.push_back(number(runs));
    }
    return spread_of(std::move(numbers));
  }

 private:
  std::vector<std::string> names_;
  std::vector<std::vector<ProcessRun>> runs_;  // [program][round]
};

}  // namespace headroom
