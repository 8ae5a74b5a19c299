// What a bank must hold against a corporate loan by the internal ratings-based formula of Basel III.
#pragma once

#include <optional>

namespace headroom {

/// What the formula is fed. `revenue` in millions of euro; none: not known.
struct BaselInputs {
  double pd = 0.0;
  double lgd = 0.4;
  double maturity_years = 2.5;
  std::optional<double> revenue;
};

/// What it gives. The capital is 8% of the risk weight times the exposure.
struct BaselCapital {
  double pd = 0.0;                  ///< at least `basel_pd_floor`
  double maturity = 0.0;            ///< clipped to 1..5 years
  std::optional<double> firm_size;  ///< millions of euro that lower the correlation, 5..50; none: no lower correlation
  double correlation = 0.0, maturity_adjustment = 0.0, k = 0.0;
  double risk_weight = 0.0;  ///< 12.5 k
};

inline constexpr double basel_pd_floor = 0.0005;

/// Requires: 0 <= pd < 1. Source: docs/model/basel.md.
BaselCapital basel_capital(const BaselInputs& inputs);

}  // namespace headroom
