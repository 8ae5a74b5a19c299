// Probabilities worked out without the engine, to compare it with.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "models/money.hpp"

/// Probabilities worked out without the engine and without its normal distribution: sums, recursions, and quadrature on
/// erfc.
namespace headroom::exact {

/// P(Z <= x) of the standard normal distribution, from the standard library.
double normal(double x);
/// Its inverse, by bisection. Requires: 0 < p < 1.
double normal_inverse(double p);

/// P(X >= least) of a binomial.
double binomial_at_least(int least, int n, double p);

/// The law of a sum of independent losses, each of which happens with its probability.
std::map<Minor, double> loss_law(const std::vector<double>& probabilities, const std::vector<Minor>& amounts);
/// P(loss > amount) of such a law.
double loss_above(const std::map<Minor, double>& law, Minor amount);

/// P(a walk of +1 (probability `up`) and -1 that starts at `start` has been at 0 by step t), t = 0..steps.
std::vector<double> ruin_by_step(int start, double up, int steps);

/// The mean of f(M) for a standard normal M: Simpson's rule on [-10, 10].
double normal_mean(const std::function<double(double)>& f);
/// P(Z <= Phi^-1(p)) given the common factor, where Z correlates by `correlation` with its likes.
double given_factor(double p, double correlation, double factor);

/// P(D <= days) of the mixture of on time, lognormal lateness rounded up, and never.
double paid_by(double on_time, double never, double median, double sigma, int days);

}  // namespace headroom::exact
