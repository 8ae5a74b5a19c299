#pragma once

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

}  // namespace headroom
