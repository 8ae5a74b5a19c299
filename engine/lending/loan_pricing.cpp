#include "engine/lending/loan_pricing.hpp"

#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <functional>

namespace headroom {

namespace {

constexpr double rate_least = -0.5, rate_most = 1.0;

/// The root of a rising function between two places; nothing where it does not change its sign.
std::optional<double> root_between(const std::function<double(double)>& value, double low, double high) {
  const double at_low = value(low), at_high = value(high);
  if (!std::isfinite(at_low) || !std::isfinite(at_high) || at_low > 0.0 || at_high < 0.0) return std::nullopt;
  if (at_low == 0.0) return low;
  if (at_high == 0.0) return high;
  boost::uintmax_t steps = 200;
  const auto is_close = [](double a, double b) { return std::abs(a - b) < 1e-10; };
  const auto [a, b] = boost::math::tools::toms748_solve(value, low, high, at_low, at_high, is_close, steps);
  return 0.5 * (a + b);
}

/// The schedule of a loan at another rate, in units so fine that rounding does not show.
LentLoan at_rate(const LentLoan& loan, double rate_annual) {
  LentLoan other = loan;
  other.terms.rate_annual = rate_annual;
  other.schedule = lender_schedule(other.terms, loan.amount, loan.forgiven, loan.disbursed, finest_units(loan.amount));
  return other;
}

/// The expected value at the disbursement of all that one future pays.
double expected_value(const LentLoan& loan, const LossTerms& loss, const DisbursedFutures& futures, int waiting_days,
                      double yield_annual) {
  const auto discounted = [&](int day) { return discount_factor(yield_annual, day - loan.disbursed_day); };
  std::vector<double> paid_before = {0.0};  // by the rows that are paid
  for (std::size_t i = 0; i < loan.schedule.size(); ++i)
    paid_before.push_back(paid_before.back() + loan.schedule[i].sum() * discounted(loan.days[i]));
  std::uint64_t defaults = 0;
  double value = 0.0;
  for (std::size_t day = 0; day < futures.events_by_day.size(); ++day) {
    const std::uint64_t count = futures.events_by_day[day];
    if (count == 0) continue;
    defaults += count;
    const int event_day = static_cast<int>(day), taken = exposure_day(loan, event_day, waiting_days);
    const auto rows =
        static_cast<std::size_t>(std::lower_bound(loan.days.begin(), loan.days.end(), taken) - loan.days.begin());
    const double exposure = outstanding_on(loan.schedule, loan.days, static_cast<double>(loan.amount), taken);
    const double recovered = exposure - loss.loss_of(exposure);
    value += static_cast<double>(count) *
             (paid_before[rows] + recovered * discounted(std::max(event_day, loan.disbursed_day)));
  }
  value += static_cast<double>(futures.count - defaults) * paid_before.back();
  return value / static_cast<double>(futures.count);
}

}  // namespace

double discount_factor(double rate_effective, int days) { return std::pow(1.0 + rate_effective, -days / 365.0); }

std::optional<double> rate_that_pays(const LentLoan& loan, const LossTerms& loss, const DisbursedFutures& futures,
                                     int waiting_days, double yield_annual) {
  const auto lent = static_cast<double>(loan.net());
  const auto gain = [&](double rate) {
    return expected_value(at_rate(loan, rate), loss, futures, waiting_days, yield_annual) - lent;
  };
  return root_between(gain, rate_least, rate_most);
}

std::optional<double> effective_rate_with_fee(const LentLoan& loan) {
  const auto loss_at = [&](double rate) {  // rises with the rate
    double value = 0.0;
    for (std::size_t i = 0; i < loan.schedule.size(); ++i)
      value += loan.schedule[i].sum() * discount_factor(rate, loan.days[i] - loan.disbursed_day);
    return static_cast<double>(loan.net()) - value;
  };
  return root_between(loss_at, -0.99, 100.0);
}

}  // namespace headroom
