#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/date.hpp"
#include "models/default_event.hpp"
#include "models/ledger.hpp"
#include "models/loan.hpp"

namespace headroom {

enum class Grace { interest_only, capitalised, simple };

/// A policy loan: how much, at what rate, when, and with what help. Amounts are in the ledger's minor units.
struct ReliefLoan {
  std::optional<Minor> amount;             ///< exactly one of the three
  std::optional<double> share_of_revenue;
  std::optional<double> payroll_months;
  std::optional<Minor> cap;
  double rate_annual = 0.0;
  double interest_subsidy = 0.0;  ///< share of the interest that the state pays
  int subsidy_months = 0;
  int months = 0;        ///< from disbursement to the last payment
  int grace_months = 0;  ///< included in `months`
  Grace grace = Grace::interest_only;
  Repayment repayment = Repayment::annuity;
  Every every = Every::month;
  DayCount day_count = DayCount::thirty_e_360;
  double fee = 0.0;  ///< share of the amount, withheld at disbursement
  int disbursed_after_days = 0;
  double approval_probability = 1.0;
  std::optional<Event> withheld_after;
  double guarantee = 0.0;  ///< share of the lender's loss borne by the guarantor
};

/// Dues of one class in a window are put off and repaid in monthly parts.
struct Deferral {
  PaymentClass payment_class = PaymentClass::loan;
  std::optional<Date> from, until;          ///< inclusive
  std::optional<int> from_day, until_day;   ///< the same, in days after as_of
  int repay_months = 0;                     ///< 0: at once, the day after `until`
  bool interest_free = false;
};

/// Money that arrives with, and as a share of, a class's dues.
struct Grant {
  PaymentClass payment_class = PaymentClass::wages;
  double share = 0.0;
  std::optional<Date> from, until;
  std::optional<int> from_day, until_day;
};

struct Eligibility {
  std::optional<int> employees_max;
  std::optional<Minor> revenue_max;
  std::optional<std::string> country;  ///< ISO 3166 alpha-2
};

/// What may help: loans, deferrals and grants, for the firms that qualify.
struct Relief {
  std::string name;
  std::string description;
  std::string source;                    ///< where the terms come from
  std::vector<std::string> assumptions;  ///< terms that no source confirms, shown to the user
  std::string currency;                  ///< of its amounts; empty: the ledger's
  std::vector<ReliefLoan> loans;
  std::vector<Deferral> deferrals;
  std::vector<Grant> grants;
  Eligibility eligibility;
};

/// The relief with its amounts in the ledger's currency, or nothing where the ledger has no rate for the relief's currency.
std::optional<Relief> in_ledger_currency(const Relief& relief, const Ledger& ledger);

/// Why the firm does not qualify, or nothing if it does. What the ledger does not say counts as unmet, and the reason names it.
std::optional<std::string> reason_not_eligible(const Relief& relief, const Ledger& ledger);

/// The amount that the firm would get, capped and rounded.
/// Requires: the firm is eligible, and the relief is in the ledger's currency.
Minor loan_amount(const ReliefLoan& loan, const Ledger& ledger);

/// The instalments of a relief loan disbursed on `disbursed`: payments the borrower makes, subsidy taken off.
std::vector<Instalment> relief_instalments(const ReliefLoan& loan, Minor amount, Date disbursed);

}  // namespace headroom
