// Schedules of interest and principal.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "models/date.hpp"
#include "models/day_count.hpp"
#include "models/money.hpp"

namespace headroom {

enum class Repayment { annuity, equal_principal, interest_only, bullet };

std::optional<Repayment> parse_repayment(std::string_view text);
std::string_view name_of(Repayment repayment);

/// One payment of a schedule, on its date. `interest + principal + fee` is what is paid.
struct Instalment {
  Date date;
  Minor interest = 0;
  Minor principal = 0;
  Minor balance_after = 0;
  Minor fee = 0;
  Minor capitalised = 0;  ///< interest that joins the balance
};

/// What the last day of an accrual period brings; on the last day of all, interest and principal are always paid.
struct PeriodEnd {
  bool pays_interest = true;
  bool pays_principal = true;
  bool capitalises = false;  ///< the interest joins the balance; nothing else is paid
  bool resets = false;       ///< the periods that follow have another rate, unknown before
  bool charges_fee = false;
};

/// Terms of one accrual period: what a schedule needs to know beside its dates.
/// `borrower_share` is the share of the interest that the borrower pays (a subsidy pays the rest).
struct AccrualTerms {
  double rate_annual = 0.0;
  double borrower_share = 1.0;
  PeriodEnd end = {};
};

/// What a scenario makes of a rate on a payment date.
using RateShift = std::function<double(double rate_annual, Date payment)>;

/// A schedule in its most general form: dates, terms of each period, and how principal is paid.
struct RepaymentPlan {
  Minor principal = 0;
  Date accrued_from;
  std::vector<Date> dates;          ///< rising; the last one is the maturity
  std::vector<AccrualTerms> terms;  ///< one for each date: the terms of the period that ends on it
  Repayment repayment = Repayment::annuity;
  DayCount day_count = DayCount::thirty_e_360;
  std::optional<Minor> payment;            ///< stated level payment
  bool payment_kept = false;               ///< a reset leaves the level payment as it is
  std::optional<Minor> principal_payment;  ///< stated equal part of the principal
  Minor fee_amount = 0;
  double fee_share = 0.0;  ///< of the balance before that day's payment
  RateShift shift;         ///< none: rates as they stand
};

/// The instalments: interest rounded at each payment, principal = payment - interest, the last one clears the balance.
/// A stated payment that clears the balance early ends the schedule early. Source: docs/model/loan.md.
std::vector<Instalment> instalments(const RepaymentPlan& plan);

/// The level payment that brings the balance to zero at the last date, rounded to minor units, as it is known at the
/// start: rates after the first reset are not.
Minor level_payment(const RepaymentPlan& plan);

}  // namespace headroom
