#include "tests/oracle/exact.hpp"

#include <cmath>

namespace headroom::exact {

double normal(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

double normal_inverse(double p) {
  double low = -10.0, high = 10.0;
  for (int i = 0; i < 100; ++i) {
    const double middle = 0.5 * (low + high);
    (normal(middle) < p ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

double binomial_at_least(int least, int n, double p) {
  double sum = 0.0;
  for (int k = least; k <= n; ++k)
    sum += std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) + k * std::log(p) +
                    (n - k) * std::log1p(-p));
  return sum;
}

std::map<Minor, double> loss_law(const std::vector<double>& probabilities, const std::vector<Minor>& amounts) {
  std::map<Minor, double> law = {{0, 1.0}};
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    std::map<Minor, double> next;
    for (const auto& [loss, share] : law) {
      next[loss] += share * (1.0 - probabilities[i]);
      next[loss + amounts[i]] += share * probabilities[i];
    }
    law = next;
  }
  return law;
}

double loss_above(const std::map<Minor, double>& law, Minor amount) {
  double sum = 0.0;
  for (auto above = law.upper_bound(amount); above != law.end(); ++above) sum += above->second;
  return sum;
}

std::vector<double> ruin_by_step(int start, double up, int steps) {
  std::vector<double> alive(static_cast<std::size_t>(start + steps + 2), 0.0), ruined = {0.0};
  alive[static_cast<std::size_t>(start)] = 1.0;
  for (int step = 1; step <= steps; ++step) {
    std::vector<double> next(alive.size(), 0.0);
    for (std::size_t level = 1; level + 1 < alive.size(); ++level) {
      next[level + 1] += alive[level] * up;
      next[level - 1] += alive[level] * (1.0 - up);
    }
    ruined.push_back(ruined.back() + next[0]);
    next[0] = 0.0;
    alive = next;
  }
  return ruined;
}

double normal_mean(const std::function<double(double)>& f) {
  constexpr int intervals = 4000;
  constexpr double end = 10.0, width = 2.0 * end / intervals;
  double sum = 0.0;
  for (int i = 0; i <= intervals; ++i) {
    const double x = -end + width * i, weight = i == 0 || i == intervals ? 1.0 : i % 2 == 1 ? 4.0 : 2.0;
    sum += weight * f(x) * std::exp(-0.5 * x * x);
  }
  return sum * width / 3.0 / std::sqrt(2.0 * std::acos(-1.0));
}

double given_factor(double p, double correlation, double factor) {
  return normal((normal_inverse(p) - std::sqrt(correlation) * factor) / std::sqrt(1.0 - correlation));
}

double paid_by(double on_time, double never, double median, double sigma, int days) {
  if (days < 0) return 0.0;
  return on_time + (days == 0 ? 0.0 : (1.0 - on_time - never) * normal(std::log(days / median) / sigma));
}

}  // namespace headroom::exact
