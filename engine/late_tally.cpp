#include "engine/late_tally.hpp"

#include <algorithm>
#include <cmath>

#include "engine/statistics.hpp"

namespace headroom {

LateTally::LateTally(std::size_t supplier_count, int horizon_days)
    : day_count_(static_cast<std::size_t>(horizon_days) + 2), stopped_on_(supplier_count * day_count_, 0) {}

void LateTally::Sum::add(Minor amount) noexcept {
  sum += amount;
  squares += static_cast<Wide>(amount) * amount;
}

Estimate LateTally::Sum::mean(std::uint64_t paths) const {
  const double n = static_cast<double>(paths), mean = static_cast<double>(sum) / n;
  const Wide spread = static_cast<Wide>(paths) * squares - sum * sum;  // n^2 times the variance, exactly
  return {mean, paths > 1 ? std::sqrt(static_cast<double>(spread) / (n * n * (n - 1.0))) : 0.0};
}

void LateTally::add(const LateOutcomes& late, int active) noexcept {
  const std::size_t suppliers = stopped_on_.size() / day_count_;
  if (suppliers == 0) return;
  for (std::size_t lane = 0; lane < static_cast<std::size_t>(active); ++lane) {
    for (std::size_t i = 0; i < suppliers; ++i)
      ++stopped_on_[i * day_count_ + static_cast<std::size_t>(late.stop_day[i * block_lanes + lane])];
    interest_.add(late.interest[lane]);
    fees_.add(late.fees[lane]);
  }
}

void LateTally::merge(const LateTally& other) {
  for (std::size_t i = 0; i < stopped_on_.size(); ++i) stopped_on_[i] += other.stopped_on_[i];
  interest_.sum += other.interest_.sum;
  interest_.squares += other.interest_.squares;
  fees_.sum += other.fees_.sum;
  fees_.squares += other.fees_.squares;
}

LateResult LateTally::result(const std::vector<Supplier>& terms, std::uint64_t paths) const {
  LateResult result;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const auto begin = stopped_on_.begin() + static_cast<std::ptrdiff_t>(i * day_count_);
    const std::vector<std::uint64_t> to_horizon(begin, begin + static_cast<std::ptrdiff_t>(day_count_) - 1);
    const std::uint64_t never = stopped_on_[(i + 1) * day_count_ - 1];
    result.suppliers.push_back(
        {terms[i].name, proportion(paths - never, paths), day_quantile(to_horizon, paths, 0.5), {}, terms[i].stops_after.has_value()});
  }
  result.interest = interest_.mean(paths);
  result.fees = fees_.mean(paths);
  return result;
}

LateResult late_as_written(const std::vector<Supplier>& terms, const LateOutcomes& late, int horizon_days) {
  LateResult result;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const std::int32_t day = late.stop_day[i * block_lanes];
    result.suppliers.push_back(
        {terms[i].name, {}, {}, day <= horizon_days ? std::optional<int>(day) : std::nullopt, terms[i].stops_after.has_value()});
  }
  if (terms.empty()) return result;
  result.interest.value = static_cast<double>(late.interest[0]);
  result.fees.value = static_cast<double>(late.fees[0]);
  return result;
}

}  // namespace headroom
