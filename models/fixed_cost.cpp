#include "models/fixed_cost.hpp"

#include <algorithm>

namespace headroom {

Minor amount_on(const FixedCost& cost, Date date) {
  int years = std::max(0, date.year() - cost.when.first.year());
  if (years > 0 && add_months(cost.when.first, 12 * years) > date) --years;
  double factor = 1.0;
  for (int i = 0; i < years; ++i) factor *= 1.0 + cost.growth_annual;
  return round_half_away(static_cast<double>(cost.amount) * factor);
}

}  // namespace headroom
