// A loan and its terms, as the ledger gives them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/calendar.hpp"
#include "models/date.hpp"
#include "models/error.hpp"
#include "models/floating_rate.hpp"
#include "models/money.hpp"
#include "models/recurrence.hpp"
#include "models/repayment.hpp"

namespace headroom {

/// What a lender charges beside interest: an amount, a share of the balance, or both, each time.
struct LoanFee {
  Minor amount = 0;
  double share = 0.0;  ///< of the balance before that day's payment
  Date next;
  Every every = Every::year;
};

/// A loan as the ledger gives it. Amounts are in minor units of its own currency, in which its schedule is worked out
/// too.
struct Loan {
  std::string name;
  Minor balance = 0;  ///< outstanding principal at as_of, arrears not included
  double rate_annual = 0.0;
  Date next_payment;
  Every every = Every::month;
  Date maturity;
  Repayment repayment = Repayment::annuity;
  DayCount day_count = DayCount::thirty_e_360;
  Date accrued_from;             ///< last interest date
  std::optional<Minor> payment;  ///< the level payment as the contract states it
  Minor past_due = 0;            ///< in arrears at as_of, on top of the balance
  std::optional<Date> past_due_since;
  std::string currency = {};  ///< empty: the ledger's

  bool on_last_day = false;            ///< pins payments to their month's last day; never for periods of days or weeks
  bool long_last_period = false;       ///< what is left before maturity joins the period before it
  std::optional<Date> principal_from;  ///< the first payment of principal; until then interest only
  std::optional<Every> principal_every;    ///< of equal parts; none: with the interest
  std::optional<Minor> principal_payment;  ///< the equal part as the contract states it
  std::optional<Date>
      capitalised_until;  ///< interest up to here joins the balance, on each interest date and on this day
  BusinessDays business_days =
      BusinessDays::none;  ///< by which the contract moves payment dates, and interest with them
  std::string country;     ///< whose holidays count for that
  std::optional<LoanFee> fee;
  std::optional<FloatingRate> floating;
  std::vector<RateReset> resets;       ///< of `floating`, by the series that the ledger holds
  bool payment_kept_at_reset = false;  ///< of an annuity: a reset does not change the level payment
};

/// Which days of a cycle count.
struct CycleRule {
  bool on_last_day = false;
  bool long_last_period = false;
};

/// The last maturity of a loan: a schedule looks a year further, and dates end with 2199.
Date latest_maturity();

/// Payment dates from `first` on, a period apart, the last on `maturity` (a shorter last period gets its own payment,
/// or joins the one before it). Requires: first <= maturity <= latest_maturity(). Source: QuantLib's Schedule, forward
/// from `first`, unadjusted.
std::vector<Date> payment_dates(Date first, Every every, Date maturity, const CycleRule& rule = {});

/// Days on which principal is repaid, before any business-day rule: from `first_principal_date` on, on the dates that
/// the loan's own cycle gives. Where principal begins on the last day of a short month, it goes on on the loan's own
/// day of the month. The last is the maturity.
std::vector<Date> principal_dates(const Loan& loan);

/// The interest dates of a loan as the contract counts them, before any business-day rule.
std::vector<Date> interest_dates(const Loan& loan);

/// The first day on which principal is repaid, before any business-day rule; the maturity where nothing is repaid
/// before.
Date first_principal_date(const Loan& loan);

/// The schedule's dates with the rate of each period and what its end brings.
RepaymentPlan repayment_plan(const Loan& loan);

/// The date on which the stated payment (of an annuity, or of equal parts) has cleared the balance but for a rest below
/// a twentieth of it, at the rate of today; none where it does not within 100 years. `maturity` is not looked at.
std::optional<Date> date_repaid(const Loan& loan);

/// The rate that the contract has in force from a day on.
double rate_from(const Loan& loan, Date date);

/// A time with one rate: from one reset to the next. The first has no beginning, the last no end.
struct RateSpan {
  std::optional<Date> from, until;
  double rate_annual = 0.0;
};

/// The rates of a loan one after another; of a fixed one, a single one.
std::vector<RateSpan> rate_spans(const Loan& loan);

/// The share of a year from `start` to `end` that lies within a span.
double years_within(const RateSpan& span, DayCount day_count, Date start, Date end);

}  // namespace headroom
