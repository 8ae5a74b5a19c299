#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/date.hpp"
#include "models/error.hpp"
#include "models/money.hpp"
#include "models/recurrence.hpp"

namespace headroom {

enum class Repayment { annuity, equal_principal, interest_only, bullet };
enum class DayCount { thirty_e_360, act_365f, act_360, act_act };

std::optional<Repayment> parse_repayment(std::string_view text);
std::string_view name_of(Repayment repayment);
std::optional<DayCount> parse_day_count(std::string_view text);
std::string_view name_of(DayCount day_count);

/// Share of a year from `start` to `end` (30E/360, Act/365 fixed, Act/360, Act/Act ISDA). Source: QuantLib's day counters.
double year_fraction(DayCount day_count, Date start, Date end);

/// A loan as the ledger gives it. Amounts are in minor units of its own currency, in which its schedule is worked out too.
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
};

/// One payment of a schedule, on its unmoved date. `interest + principal` is what is paid.
struct Instalment {
  Date date;
  Minor interest = 0;
  Minor principal = 0;
  Minor balance_after = 0;
};

/// Interest terms of one accrual period: what a schedule needs to know beside its dates.
/// `borrower_share` is the share of the interest that the borrower pays (a subsidy pays the rest).
struct AccrualTerms {
  double rate_annual = 0.0;
  double borrower_share = 1.0;
};

/// A schedule in its most general form: dates, terms of each period, and how principal is paid.
struct RepaymentPlan {
  Minor principal = 0;
  Date accrued_from;
  std::vector<Date> dates;           ///< rising; the last one is the maturity
  std::vector<AccrualTerms> terms;   ///< one for each date: the terms of the period that ends on it
  Repayment repayment = Repayment::annuity;
  DayCount day_count = DayCount::thirty_e_360;
  std::optional<Minor> payment;      ///< stated level payment
};

/// The last maturity of a loan: a schedule looks a year further, and dates end with 2199.
Date latest_maturity();

/// Payment dates from `first` on, a period apart, the last on `maturity` (a shorter last period gets its own payment).
/// Requires: first <= maturity <= latest_maturity(). Source: QuantLib's Schedule, forward from `first`, unadjusted.
std::vector<Date> payment_dates(Date first, Every every, Date maturity);

/// The instalments: interest rounded at each payment, principal = payment - interest, the last one clears the balance.
/// A stated payment that clears the balance early ends the schedule early. Source: spec section 1; docs/model/loan.md.
std::vector<Instalment> instalments(const RepaymentPlan& plan);

/// The level payment that brings the balance to zero at the last date, rounded to minor units.
Minor level_payment(const RepaymentPlan& plan);

/// Terms for every period at one rate, with the schedule's dates.
RepaymentPlan repayment_plan(const Loan& loan);

}  // namespace headroom
