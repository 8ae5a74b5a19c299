#include "models/payment_delay.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/error.hpp"
#include "models/normal.hpp"

namespace headroom {

namespace {

// What is left of shares written with rounded decimals is not lateness: the tolerance that reading a ledger grants too.
constexpr double mass_tolerance = 1e-9;
constexpr double days_tolerance = 1e-9;  // 33 / 1.1 is a little below 30, and is meant to be 30

double late_mass(double on_time, double never) {
  const double mass = 1.0 - on_time - never;
  return mass < mass_tolerance ? 0.0 : mass;
}

/// The on-time mass that leaves either a true late mass or none at all.
double normalised_on_time(double on_time, double never) {
  return late_mass(on_time, never) > 0.0 ? on_time : 1.0 - never;
}

template <class Points>
double cumulative_at(const Points& points, double days) {
  double probability = 0.0;
  for (const auto& point : points) {
    if (point.days > days + days_tolerance) break;
    probability = point.probability;
  }
  return probability;
}

}  // namespace

PaymentDelay PaymentDelay::mixture(double on_time, double never, std::optional<LatePart> late) {
  if (!(on_time >= 0.0 && never >= 0.0 && on_time + never <= 1.0 + mass_tolerance))
    throw ContractError("the shares of a payment delay are no probabilities, or sum to more than 1");
  if (!late && late_mass(on_time, never) > 0.0)
    throw ContractError("a payment delay with a late share needs a late part");
  if (late && !(late->median_days > 0.0 && late->sigma > 0.0))
    throw ContractError("lateness needs a median and a sigma above 0");
  PaymentDelay law;
  law.never_ = std::min(never, 1.0);
  law.on_time_ = normalised_on_time(on_time, law.never_);
  law.late_ = late;
  return law;
}

PaymentDelay PaymentDelay::from_table(const DelayTable& table) {
  PaymentDelay law;
  double paid = 0.0, on_time = 0.0;
  for (const DelayRow& row : table.rows) {
    if (!row.days) continue;
    paid = row.probability;
    if (*row.days <= 0) on_time = row.probability;
  }
  for (const DelayRow& row : table.rows) {
    if (!row.days || row.probability <= 0.0) continue;  // a row of probability 0 says nothing
    if (*row.days <= 0) law.early_table_.push_back({row.probability / on_time, *row.days});
    else law.late_table_.push_back({(row.probability - on_time) / (paid - on_time), *row.days});
  }
  law.on_time_ = on_time;
  law.never_ = 1.0 - paid;
  return law;
}

PaymentDelay PaymentDelay::overdue_assumption() { return mixture(0.0, overdue_never, overdue_late_part); }

double PaymentDelay::unstretched(double days) const {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (auto stretch = stretches_.rbegin(); stretch != stretches_.rend(); ++stretch) {  // from the last to the first
    if (stretch->times == 0.0) return std::max(0.0, stretch->add) <= days + days_tolerance ? infinity : -infinity;
    days = (days - stretch->add) / stretch->times;
    if (days < -days_tolerance) return -infinity;
  }
  return days;
}

double PaymentDelay::late_level(double days) const {
  const double limit = unstretched(days);
  return limit > 0.0 ? logarithm(limit / late_->median_days) / late_->sigma : -std::numeric_limits<double>::infinity();
}

double PaymentDelay::late_by(int days) const {
  if (!late_table_.empty()) return cumulative_at(late_table_, unstretched(days) / late_table_scale_);
  return normal_cdf(late_level(days));
}

double PaymentDelay::paid_by(int days) const {
  if (days < 0) return early_table_.empty() ? 0.0 : on_time_ * cumulative_at(early_table_, days);
  const double late = late_mass(on_time_, never_);
  return late > 0.0 ? on_time_ + late * late_by(days) : on_time_;
}

void PaymentDelay::paid_by(int first_days, std::span<double> probabilities) const {
  const double late = late_mass(on_time_, never_);
  const bool is_lognormal = late > 0.0 && late_table_.empty();
  std::size_t begin = 0;  // of the days for which the normal distribution is asked
  int days = first_days;
  for (; begin < probabilities.size() && (days < 0 || !is_lognormal); ++begin, ++days)
    probabilities[begin] = paid_by(days);
  const std::span<double> rest = probabilities.subspan(begin);
  for (double& level : rest) level = late_level(days++);
  normal_cdf(rest);
  for (double& probability : rest) probability = on_time_ + late * probability;
}

double PaymentDelay::unpaid_after(int days) const {
  if (days < 0) return early_table_.empty() ? 1.0 : 1.0 - on_time_ * cumulative_at(early_table_, days);
  const double late = late_mass(on_time_, never_);
  if (late <= 0.0) return never_;
  const double later = late_table_.empty() ? normal_cdf(-late_level(days)) : 1.0 - late_by(days);
  return late * later + never_;
}

void PaymentDelay::unpaid_after(int first_days, std::span<double> probabilities) const {
  const double late = late_mass(on_time_, never_);
  const bool is_lognormal = late > 0.0 && late_table_.empty();
  std::size_t begin = 0;  // of the days for which the normal distribution is asked
  int days = first_days;
  for (; begin < probabilities.size() && (days < 0 || !is_lognormal); ++begin, ++days)
    probabilities[begin] = unpaid_after(days);
  const std::span<double> rest = probabilities.subspan(begin);
  for (double& level : rest) level = -late_level(days++);
  normal_cdf(rest);
  for (double& probability : rest) probability = late * probability + never_;
}

bool PaymentDelay::is_certain_after(int days) const {
  constexpr double nothing = 1e-12;
  constexpr int beyond_any_horizon = 100'000;
  const double open = unpaid_after(days), some_have_paid = open * (1.0 - nothing);
  int before = days, after = beyond_any_horizon;
  if (unpaid_after(after) >= some_have_paid) return true;
  while (after - before > 1) {
    const int middle = before + (after - before) / 2;
    (unpaid_after(middle) < some_have_paid ? after : before) = middle;
  }
  return unpaid_after(after) <= open * nothing;
}

int PaymentDelay::earliest_days() const {
  if (early_table_.empty() || on_time_ <= 0.0) return 0;
  for (const TablePoint& point : early_table_)
    if (point.probability > 0.0) return point.days;
  return 0;
}

void PaymentDelay::set_masses(double on_time, double never) {
  never_ = std::clamp(never, 0.0, 1.0);
  on_time_ = normalised_on_time(std::min(std::clamp(on_time, 0.0, 1.0), 1.0 - never_), never_);
  if (!late_ && late_table_.empty() && late_mass(on_time_, never_) > 0.0) late_ = overdue_late_part;
}

void PaymentDelay::stretch_lateness(double times, double add) { stretches_.push_back({times, add}); }

const PaymentDelay::TablePoint& PaymentDelay::table_median() const {
  return *std::find_if(late_table_.begin(), late_table_.end(),
                       [](const TablePoint& p) { return p.probability >= 0.5; });
}

double PaymentDelay::late_median() const {
  double median =
      !late_table_.empty() ? late_table_scale_ * table_median().days : late_.value_or(overdue_late_part).median_days;
  for (const Stretch& stretch : stretches_) median = std::max(0.0, stretch.times * median + stretch.add);
  return median;
}

void PaymentDelay::set_late_median(double median_days) {
  if (!(median_days > 0.0)) throw ContractError("the median of lateness must be above 0");
  stretches_.clear();
  if (!late_table_.empty()) {
    late_table_scale_ = median_days / table_median().days;
  } else {
    late_ = LatePart{median_days, late_ ? late_->sigma : overdue_late_part.sigma};
  }
}

}  // namespace headroom
