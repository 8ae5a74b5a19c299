// Statistical tests of random words.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace headroom {

/// What one test of randomness says of some words: under the hypothesis that they are independent and uniform, p is
/// uniform too.
struct TestVerdict {
  std::string test;
  double p = 0.0;  ///< of the upper tail; near 1: too regular
};

/// Classical tests on 32-bit words as they come, each with a source in stream_battery.cpp.
/// Requires: at least 2^16 words, a multiple of 4096.
std::vector<TestVerdict> battery_verdicts(const std::vector<std::uint32_t>& words);

/// How far a p-value is from where it may be: the smaller of both tails, doubled.
double two_sided(double p);

/// Whether columns of words are uncorrelated: over all pairs the largest correlation, and the sum of their squares.
/// Shape: [column][word], all of one length.
std::vector<TestVerdict> correlation_verdicts(const std::vector<std::vector<std::uint32_t>>& columns);

/// Probability that as many p-values from independent words lie as far from uniform as these (Kolmogorov and Smirnov).
double kolmogorov_smirnov_p(std::vector<double> p_values);

}  // namespace headroom
