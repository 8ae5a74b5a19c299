#include "models/basel.hpp"

#include <algorithm>
#include <cmath>

#include "models/normal.hpp"

namespace headroom {

namespace {

/// How firms move together: from 0.24 for the safest down to 0.12; up to 0.04 less for small firms.
double correlation_of(double pd, const std::optional<double>& firm_size) {
  const double weight = (1.0 - exponential(-50.0 * pd)) / (1.0 - exponential(-50.0));
  const double correlation = 0.12 * weight + 0.24 * (1.0 - weight);
  return firm_size ? correlation - 0.04 * (1.0 - (*firm_size - 5.0) / 45.0) : correlation;
}

}  // namespace

BaselCapital basel_capital(const BaselInputs& inputs) {
  BaselCapital capital;
  capital.pd = std::max(inputs.pd, basel_pd_floor);
  capital.maturity = std::clamp(inputs.maturity_years, 1.0, 5.0);
  if (inputs.revenue && *inputs.revenue <= 50.0) capital.firm_size = std::max(*inputs.revenue, 5.0);
  capital.correlation = correlation_of(capital.pd, capital.firm_size);
  const double slope = 0.11852 - 0.05478 * logarithm(capital.pd);
  capital.maturity_adjustment = slope * slope;
  const double b = capital.maturity_adjustment, r = capital.correlation;
  const double stressed =
      normal_cdf((normal_quantile(capital.pd) + std::sqrt(r) * normal_quantile(0.999)) / std::sqrt(1.0 - r));
  capital.k = inputs.lgd * (stressed - capital.pd) * (1.0 + (capital.maturity - 2.5) * b) / (1.0 - 1.5 * b);
  capital.risk_weight = 12.5 * capital.k;
  return capital;
}

}  // namespace headroom
