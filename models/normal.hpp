// The normal distribution, exp and log with the same bits on every machine.
#pragma once

#include <array>
#include <span>

namespace headroom {

// The normal distribution and the two functions it rests on, from sums, products, quotients and square roots alone:
// the same bits on every machine that keeps IEEE 754 double arithmetic (libm differs by version and instruction set).

/// e^x. Accuracy: 2 units in the last place for |x| <= 700; 0 below -745, infinity above 709.8.
double exponential(double x);

/// Natural logarithm. Requires: x >= 0 (minus infinity at 0). Accuracy: 2 units in the last place.
double logarithm(double x);

/// P(Z <= x) of the standard normal distribution. Relative accuracy 1e-14 in both tails down to x = -37.
/// Source: power series (Marsaglia 2004, J. Stat. Software 11-4) inside |x| < 2; Laplace's continued fraction outside.
double normal_cdf(double x);

/// Puts the same bits in the place of each of `values`: side by side, at a fraction of the time.
void normal_cdf(std::span<double> values);

/// The p-quantile of the standard normal distribution (minus and plus infinity at 0 and 1). Relative accuracy 1e-15.
/// Source: Wichura 1988, algorithm AS 241 (PPND16), Applied Statistics 37-3.
double normal_quantile(double p);

/// The quantile of 1 - q, without forming 1 - q: exact where q is small.
double normal_quantile_upper(double q);

/// What `exponential` is made of, for those who compute many at once: e^x = 2^k e^r, k the whole number nearest to x /
/// ln 2.
inline constexpr double log_2_inverse = 1.44269504088896340736;
inline constexpr double log_2_high = 0x1.62e42fefa0000p-1;  ///< the leading 33 bits of ln 2: k times it is exact
inline constexpr double log_2_low = 0x1.cf79abc9e3b39p-40;  ///< the rest
/// The Taylor series of e^r to the 14th power, lowest first.
inline constexpr std::array<double, 15> series_of_e = {1.0,
                                                       1.0,
                                                       1.0 / 2,
                                                       1.0 / 6,
                                                       1.0 / 24,
                                                       1.0 / 120,
                                                       1.0 / 720,
                                                       1.0 / 5040,
                                                       1.0 / 40320,
                                                       1.0 / 362880,
                                                       1.0 / 3628800,
                                                       1.0 / 39916800,
                                                       1.0 / 479001600,
                                                       1.0 / 6227020800,
                                                       1.0 / 87178291200};

}  // namespace headroom
