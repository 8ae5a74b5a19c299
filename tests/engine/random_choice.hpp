// Random choices for test cases, the same on every machine.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

#include "models/date.hpp"
#include "models/money.hpp"

namespace headroom::twin {

/// Random choices for test cases, the same on every machine: SplitMix64, without the standard library's distributions.
/// Source: Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators".
class RandomChoice {
 public:
  explicit RandomChoice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  /// Both ends included.
  int whole(int low, int high) { return low + static_cast<int>(bits() % static_cast<std::uint64_t>(high - low + 1)); }
  double real(double low, double high) { return low + (high - low) * static_cast<double>(bits() >> 11) * 0x1p-53; }
  bool chance(double probability) { return real(0.0, 1.0) < probability; }
  template <class T>
  T pick(std::initializer_list<T> from) {
    return from.begin()[bits() % from.size()];
  }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[bits() % from.size()];
  }
  /// Now and then nothing at all.
  Minor money(Minor most) {
    return chance(0.05) ? 0 : static_cast<Minor>(bits() % static_cast<std::uint64_t>(most + 1));
  }
  /// Often one of the ends.
  double probability() { return chance(0.25) ? pick({0.0, 1.0}) : real(0.0, 1.0); }
  Date date(Date from, int earliest, int latest) { return from + whole(earliest, latest); }

 private:
  std::uint64_t state_;
};

/// The scale of one month's flows in the random ledgers, in minor units of any currency.
inline constexpr Minor random_unit = 1'000'000;

}  // namespace headroom::twin
