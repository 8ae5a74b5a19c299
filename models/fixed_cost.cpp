#include "models/fixed_cost.hpp"

namespace headroom {

Minor amount_on(const FixedCost& cost, Date date) {
  int years = 0;
  while (add_months(cost.when.first, 12 * (years + 1)) <= date) ++years;
  double factor = 1.0;
  for (int i = 0; i < years; ++i) factor *= 1.0 + cost.growth_annual;
  return round_half_away(static_cast<double>(cost.amount) * factor);
}

}  // namespace headroom
