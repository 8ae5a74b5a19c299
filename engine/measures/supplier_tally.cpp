#include "engine/measures/supplier_tally.hpp"

#include <algorithm>
#include <cmath>

#include "engine/measures/statistics.hpp"

namespace headroom {

namespace {

/// On how many paths something has happened by the horizon, and its median day; the last count stands for never.
std::pair<Estimate, std::optional<int>> share_and_median(const std::uint64_t* begin, std::size_t day_count,
                                                         std::uint64_t paths) {
  const std::vector<std::uint64_t> to_horizon(begin, begin + day_count - 1);
  return {proportion(paths - begin[day_count - 1], paths), day_quantile(to_horizon, paths, 0.5)};
}

}  // namespace

LateTally::LateTally(const SupplierColumns& suppliers, int horizon_days)
    : day_count_(static_cast<std::size_t>(horizon_days) + 2), stopped_on_(suppliers.terms.size() * day_count_, 0) {
  for (const CreditAccount& account : suppliers.credit.accounts)
    limited_.push_back(static_cast<std::size_t>(account.supplier));
  cash_on_.assign(limited_.size() * day_count_, 0);
  cash_.resize(limited_.size());
}

void LateTally::Sum::add(Minor amount) noexcept {
  sum += amount;
  squares += static_cast<Wide>(amount) * amount;
}

void LateTally::Sum::add(const Sum& other) noexcept {
  sum += other.sum;
  squares += other.squares;
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
    for (std::size_t i = 0; i < limited_.size(); ++i) {
      const std::size_t place = limited_[i] * block_lanes + lane;
      ++cash_on_[i * day_count_ + static_cast<std::size_t>(late.cash_day[place])];
      cash_[i].add(late.cash[place]);
    }
    interest_.add(late.interest[lane]);
    fees_.add(late.fees[lane]);
  }
}

void LateTally::merge(const LateTally& other) {
  for (std::size_t i = 0; i < stopped_on_.size(); ++i) stopped_on_[i] += other.stopped_on_[i];
  for (std::size_t i = 0; i < cash_on_.size(); ++i) cash_on_[i] += other.cash_on_[i];
  for (std::size_t i = 0; i < cash_.size(); ++i) cash_[i].add(other.cash_[i]);
  interest_.add(other.interest_);
  fees_.add(other.fees_);
}

LateResult LateTally::result(const std::vector<Supplier>& terms, std::uint64_t paths) const {
  LateResult result;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const auto [stops, median_day] = share_and_median(stopped_on_.data() + i * day_count_, day_count_, paths);
    result.suppliers.push_back({terms[i].name, stops, median_day, {}, terms[i].stops_after.has_value(), {}});
  }
  for (std::size_t i = 0; i < limited_.size(); ++i) {
    const auto [reached, median_day] = share_and_median(cash_on_.data() + i * day_count_, day_count_, paths);
    result.suppliers[limited_[i]].limit = {reached, median_day, {}, cash_[i].mean(paths), 0.0};
  }
  result.interest = interest_.mean(paths);
  result.fees = fees_.mean(paths);
  return result;
}

LateResult late_as_written(const std::vector<Supplier>& terms, const LateOutcomes& late, int horizon_days) {
  LateResult result;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const auto day_of = [&](const AlignedVector<std::int32_t>& days) {
      return days[i * block_lanes] <= horizon_days ? std::optional<int>(days[i * block_lanes]) : std::nullopt;
    };
    SupplierResult& supplier = result.suppliers.emplace_back();
    supplier.name = terms[i].name;
    supplier.deterministic_day = day_of(late.stop_day);
    supplier.may_stop = terms[i].stops_after.has_value();
    if (!terms[i].credit_limit) continue;
    LimitResult& limit = supplier.limit.emplace();
    limit.deterministic_day = day_of(late.cash_day);
    limit.cash.value = limit.deterministic_cash = static_cast<double>(late.cash[i * block_lanes]);
  }
  if (terms.empty()) return result;
  result.interest.value = static_cast<double>(late.interest[0]);
  result.fees.value = static_cast<double>(late.fees[0]);
  return result;
}

}  // namespace headroom
