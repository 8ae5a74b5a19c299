#include "models/loan.hpp"

#include <algorithm>
#include <map>
#include <ql/time/calendars/nullcalendar.hpp>
#include <ql/time/schedule.hpp>

namespace headroom {

namespace {

namespace ql = QuantLib;

constexpr int quantlib_serial_of_epoch = 25569;  // 1970-01-01 as QuantLib counts days
constexpr int repaid_within_years = 100;
constexpr Minor rest_divisor = 20;  // a smaller part of a payment is what rounding left, and joins the last one

ql::Date to_quantlib(Date date) { return ql::Date(quantlib_serial_of_epoch + date.serial()); }

Date from_quantlib(const ql::Date& date) {
  return Date::from_serial(static_cast<std::int32_t>(date.serialNumber()) - quantlib_serial_of_epoch);
}

CycleRule rule_of(const Loan& loan) { return {loan.on_last_day, loan.long_last_period}; }

/// Collects what happens on which day of a loan.
class Timetable {
 public:
  explicit Timetable(const Loan& loan) : loan_(loan) {
    if (loan.business_days != BusinessDays::none) calendar_ = BusinessCalendar::of_country(loan.country);
    maturity_ = moved(loan.maturity);
  }

  std::map<Date, PeriodEnd> build() {
    at(maturity_);
    for (const Date date : interest_dates(loan_)) add_interest(date);
    if (loan_.capitalised_until && *loan_.capitalised_until < loan_.maturity) add_interest(*loan_.capitalised_until);
    if (loan_.repayment == Repayment::annuity || loan_.repayment == Repayment::equal_principal) add_principal();
    for (const RateReset& reset : loan_.resets)
      if (reset.date > loan_.accrued_from && reset.date < maturity_) at(reset.date).resets = true;
    if (loan_.fee) add_fees(*loan_.fee);
    return std::move(ends_);
  }

 private:
  Date moved(Date date) const { return calendar_ ? calendar_->adjust(date, loan_.business_days) : date; }

  PeriodEnd& at(Date date) {
    return ends_.try_emplace(date, PeriodEnd{false, false, false, false, false}).first->second;
  }

  void add_interest(Date date) {
    const bool joins_balance = loan_.capitalised_until && date <= *loan_.capitalised_until;
    (joins_balance ? at(moved(date)).capitalises : at(moved(date)).pays_interest) = true;
  }

  void add_principal() {
    for (const Date date : principal_dates(loan_)) at(moved(date)).pays_principal = true;
  }

  void add_fees(const LoanFee& fee) {
    for (const Date date : dates_up_to({fee.next, fee.every, false, std::nullopt}, loan_.maturity))
      at(moved(date)).charges_fee = true;
  }

  const Loan& loan_;
  std::optional<BusinessCalendar> calendar_;
  Date maturity_;
  std::map<Date, PeriodEnd> ends_;
};

}  // namespace

Date latest_maturity() { return Date::of(2198, 12, 31); }

std::vector<Date> payment_dates(Date first, Every every, Date maturity, const CycleRule& rule) {
  if (first > maturity) throw ContractError("a schedule cannot start after its maturity");
  if (maturity > latest_maturity()) throw ContractError("a loan ends after the last date that schedules know");
  if (first == maturity) return {maturity};
  const ql::Period period = every.months > 0 ? ql::Period(every.months, ql::Months) : ql::Period(every.days, ql::Days);
  const ql::Schedule schedule(to_quantlib(first), to_quantlib(maturity), period, ql::NullCalendar(), ql::Unadjusted,
                              ql::Unadjusted, ql::DateGeneration::Forward, rule.on_last_day);
  std::vector<Date> dates;
  for (const ql::Date& date : schedule.dates()) dates.push_back(from_quantlib(date));
  const bool has_stub = !schedule.isRegular(schedule.size() - 1);
  if (rule.long_last_period && has_stub && dates.size() > 2) dates.erase(dates.end() - 2);
  return dates;
}

std::vector<Date> interest_dates(const Loan& loan) {
  if (loan.repayment == Repayment::bullet) return {loan.maturity};
  return payment_dates(loan.next_payment, loan.every, loan.maturity, rule_of(loan));
}

Date first_principal_date(const Loan& loan) {
  if (loan.repayment == Repayment::interest_only || loan.repayment == Repayment::bullet) return loan.maturity;
  if (loan.principal_from) return std::min(*loan.principal_from, loan.maturity);
  if (!loan.capitalised_until) return loan.next_payment;
  for (const Date date : interest_dates(loan))
    if (date > *loan.capitalised_until) return date;
  return loan.maturity;
}

std::vector<Date> principal_dates(const Loan& loan) {
  const Date first = first_principal_date(loan);
  const Every every = loan.principal_every.value_or(loan.every);
  int months = 12 * (first.year() - loan.next_payment.year()) + first.month() - loan.next_payment.month();
  const bool is_of_own_cycle = every.months > 0 && !loan.on_last_day && first < loan.maturity && months >= 0 &&
                               add_months(loan.next_payment, months) == first;
  if (!is_of_own_cycle) return payment_dates(first, every, loan.maturity, rule_of(loan));
  std::vector<Date> dates;
  Date date = first;
  for (; date < loan.maturity; date = add_months(loan.next_payment, months)) {
    dates.push_back(date);
    months += every.months;
  }
  const bool has_stub = date != loan.maturity;
  if (has_stub && loan.long_last_period && dates.size() > 1) dates.pop_back();
  dates.push_back(loan.maturity);
  return dates;
}

RepaymentPlan repayment_plan(const Loan& loan) {
  RepaymentPlan plan;
  plan.principal = loan.balance;
  plan.accrued_from = loan.accrued_from;
  plan.repayment = loan.repayment;
  plan.day_count = loan.day_count;
  plan.payment = loan.payment;
  plan.payment_kept = loan.payment_kept_at_reset;
  plan.principal_payment = loan.principal_payment;
  if (loan.fee) plan.fee_amount = loan.fee->amount, plan.fee_share = loan.fee->share;
  double rate = loan.rate_annual;
  auto reset = loan.resets.begin();
  Date start = loan.accrued_from;
  for (const auto& [date, end] : Timetable(loan).build()) {
    for (; reset != loan.resets.end() && reset->date <= start; ++reset) rate = reset->rate_annual;
    plan.dates.push_back(date);
    plan.terms.push_back({rate, 1.0, end});
    start = date;
  }
  return plan;
}

std::optional<Date> date_repaid(const Loan& loan) {
  Loan fixed = loan;
  fixed.resets.clear();
  fixed.fee.reset();
  const bool ends_in_time = loan.next_payment.year() + repaid_within_years < latest_maturity().year();
  fixed.maturity = ends_in_time ? add_months(loan.next_payment, 12 * repaid_within_years) : latest_maturity();
  Minor balance = loan.balance;
  for (const Instalment& instalment : instalments(repayment_plan(fixed))) {
    const Minor paid = instalment.interest + instalment.principal;
    const bool is_rest = instalment.principal > 0 && instalment.balance_after <= paid / rest_divisor;
    if (is_rest && instalment.date < fixed.maturity) return instalment.date;
    balance = instalment.balance_after;
  }
  return balance == 0 && loan.balance == 0 ? std::optional(loan.next_payment) : std::nullopt;
}

double rate_from(const Loan& loan, Date date) {
  double rate = loan.rate_annual;
  for (const RateReset& reset : loan.resets)
    if (reset.date <= date) rate = reset.rate_annual;
  return rate;
}

std::vector<RateSpan> rate_spans(const Loan& loan) {
  std::vector<RateSpan> spans(1);
  spans.front().rate_annual = loan.rate_annual;
  for (const RateReset& reset : loan.resets) {
    spans.back().until = reset.date;
    spans.push_back({reset.date, std::nullopt, reset.rate_annual});
  }
  return spans;
}

double years_within(const RateSpan& span, DayCount day_count, Date start, Date end) {
  if (span.from) start = std::max(start, *span.from);
  if (span.until) end = std::min(end, *span.until);
  return (span.from || span.until) && start >= end ? 0.0 : year_fraction(day_count, start, end);
}

}  // namespace headroom
