#include "models/floating_rate.hpp"

#include <algorithm>

#include "models/error.hpp"

namespace headroom {

std::optional<Fixing> RateSeries::known_on(Date date) const {
  const auto later = std::upper_bound(fixings.begin(), fixings.end(), date,
                                      [](Date day, const Fixing& fixing) { return day < fixing.date; });
  if (later == fixings.begin()) return std::nullopt;
  return *std::prev(later);
}

double loan_rate(const FloatingRate& floating, double index_rate) {
  double rate = index_rate * floating.multiplier + floating.spread;
  if (floating.cap) rate = std::min(rate, *floating.cap);
  if (floating.floor) rate = std::max(rate, *floating.floor);
  return rate;
}

std::vector<Date> reset_dates(const FloatingRate& floating, Date maturity) {
  return dates_up_to({floating.next_reset, floating.reset_every, false, std::nullopt}, maturity - 1);
}

std::vector<RateReset> rate_resets(const FloatingRate& floating, const RateSeries& series, Date maturity) {
  std::vector<RateReset> resets;
  for (const Date date : reset_dates(floating, maturity)) {
    if (resets.empty() && floating.next_rate) {
      resets.push_back({date, *floating.next_rate});
      continue;
    }
    const auto fixing = series.known_on(date - floating.fixing_days);
    if (!fixing) throw ContractError("no fixing is known for a reset");
    resets.push_back({date, loan_rate(floating, fixing->rate)});
  }
  return resets;
}

}  // namespace headroom
