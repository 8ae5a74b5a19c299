#include "models/loan.hpp"

#include <algorithm>
#include <array>
#include <ql/time/calendars/nullcalendar.hpp>
#include <ql/time/daycounters/actual360.hpp>
#include <ql/time/daycounters/actual365fixed.hpp>
#include <ql/time/daycounters/actualactual.hpp>
#include <ql/time/daycounters/thirty360.hpp>
#include <ql/time/schedule.hpp>

namespace headroom {

namespace {

namespace ql = QuantLib;

constexpr int quantlib_serial_of_epoch = 25569;  // 1970-01-01 as QuantLib counts days

constexpr std::array<std::string_view, 4> repayment_names = {"annuity", "equal_principal", "interest_only", "bullet"};
constexpr std::array<std::string_view, 4> day_count_names = {"30E/360", "Act/365F", "Act/360", "Act/Act"};

ql::Date to_quantlib(Date date) { return ql::Date(quantlib_serial_of_epoch + date.serial()); }

const ql::DayCounter& day_counter(DayCount day_count) {
  static const std::array<ql::DayCounter, 4> counters = {ql::Thirty360(ql::Thirty360::European), ql::Actual365Fixed(), ql::Actual360(),
                                                         ql::ActualActual(ql::ActualActual::ISDA)};
  return counters[static_cast<std::size_t>(day_count)];
}

/// Each period's interest on one unit of principal, at the full rate.
std::vector<double> period_rates(const RepaymentPlan& plan) {
  std::vector<double> rates;
  Date start = plan.accrued_from;
  for (std::size_t i = 0; i < plan.dates.size(); ++i) {
    rates.push_back(plan.terms[i].rate_annual * year_fraction(plan.day_count, start, plan.dates[i]));
    start = plan.dates[i];
  }
  return rates;
}

void require_complete(const RepaymentPlan& plan) {
  if (plan.dates.empty() || plan.dates.size() != plan.terms.size()) throw ContractError("a repayment plan needs terms for each date");
}

/// Everything at the last date: each period's simple interest on the whole principal, rounded once.
std::vector<Instalment> bullet_instalment(const RepaymentPlan& plan, const std::vector<double>& rates) {
  double interest = 0.0;
  for (std::size_t i = 0; i < rates.size(); ++i) interest += static_cast<double>(plan.principal) * rates[i] * plan.terms[i].borrower_share;
  return {{plan.dates.back(), round_half_away(interest), plan.principal, 0}};
}

}  // namespace

std::optional<Repayment> parse_repayment(std::string_view text) {
  const auto found = std::find(repayment_names.begin(), repayment_names.end(), text);
  if (found == repayment_names.end()) return std::nullopt;
  return static_cast<Repayment>(found - repayment_names.begin());
}

std::string_view name_of(Repayment repayment) { return repayment_names[static_cast<std::size_t>(repayment)]; }

std::optional<DayCount> parse_day_count(std::string_view text) {
  const auto found = std::find(day_count_names.begin(), day_count_names.end(), text);
  if (found == day_count_names.end()) return std::nullopt;
  return static_cast<DayCount>(found - day_count_names.begin());
}

std::string_view name_of(DayCount day_count) { return day_count_names[static_cast<std::size_t>(day_count)]; }

double year_fraction(DayCount day_count, Date start, Date end) {
  return day_counter(day_count).yearFraction(to_quantlib(start), to_quantlib(end));
}

Date latest_maturity() { return Date::of(2198, 12, 31); }

std::vector<Date> payment_dates(Date first, Every every, Date maturity) {
  if (first > maturity) throw ContractError("a schedule cannot start after its maturity");
  if (maturity > latest_maturity()) throw ContractError("a loan ends after the last date that schedules know");
  if (first == maturity) return {maturity};
  const ql::Period period =
      every == Every::week ? ql::Period(1, ql::Weeks) : ql::Period(months_in(every), ql::Months);
  const ql::Schedule schedule(to_quantlib(first), to_quantlib(maturity), period, ql::NullCalendar(), ql::Unadjusted,
                                    ql::Unadjusted, ql::DateGeneration::Forward, false);
  std::vector<Date> dates;
  for (const ql::Date& date : schedule.dates()) dates.push_back(Date::from_serial(static_cast<std::int32_t>(date.serialNumber()) - quantlib_serial_of_epoch));
  return dates;
}

Minor level_payment(const RepaymentPlan& plan) {
  require_complete(plan);
  double discount = 1.0, annuity = 0.0;  // the present value of one unit paid on each date
  for (const double rate : period_rates(plan)) {
    discount /= 1.0 + rate;
    annuity += discount;
  }
  return round_half_away(static_cast<double>(plan.principal) / annuity);
}

std::vector<Instalment> instalments(const RepaymentPlan& plan) {
  require_complete(plan);
  if (plan.principal == 0) return {};
  const std::vector<double> rates = period_rates(plan);
  if (plan.repayment == Repayment::bullet) return bullet_instalment(plan, rates);

  const Minor level = plan.repayment == Repayment::annuity ? plan.payment.value_or(level_payment(plan)) : 0;
  const Minor part = round_half_away(static_cast<double>(plan.principal) / static_cast<double>(plan.dates.size()));
  Minor balance = plan.principal;
  std::vector<Instalment> schedule;
  for (std::size_t i = 0; i < plan.dates.size() && balance > 0; ++i) {
    const double full = static_cast<double>(balance) * rates[i];
    Minor principal = 0;
    if (plan.repayment == Repayment::annuity) principal = level - round_half_away(full);
    if (plan.repayment == Repayment::equal_principal) principal = part;
    if (i + 1 == plan.dates.size()) principal = balance;
    principal = std::min(principal, balance);
    balance -= principal;
    schedule.push_back({plan.dates[i], round_half_away(full * plan.terms[i].borrower_share), principal, balance});
  }
  return schedule;
}

RepaymentPlan repayment_plan(const Loan& loan) {
  RepaymentPlan plan;
  plan.principal = loan.balance;
  plan.accrued_from = loan.accrued_from;
  plan.dates =
      loan.repayment == Repayment::bullet ? std::vector<Date>{loan.maturity} : payment_dates(loan.next_payment, loan.every, loan.maturity);
  plan.terms.assign(plan.dates.size(), {loan.rate_annual, 1.0});
  plan.repayment = loan.repayment;
  plan.day_count = loan.day_count;
  plan.payment = loan.payment;
  return plan;
}

}  // namespace headroom
