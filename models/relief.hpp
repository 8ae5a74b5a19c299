// What may help a firm: policy loans, deferrals, grants and exemptions, with their terms.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/date.hpp"
#include "models/default_event.hpp"
#include "models/ledger.hpp"
#include "models/loan.hpp"

namespace headroom {

enum class Grace { interest_only, capitalised, simple };

/// The largest loan of firms up to so many employees.
struct CapByEmployees {
  std::optional<int> employees_max;  ///< none: all that are larger
  Minor cap = 0;
};

/// When and how much of a loan need not be repaid.
struct Forgiveness {
  double share = 0.0;    ///< of the amount, at most
  int after_months = 0;  ///< from disbursement to the decision
  /// Classes whose dues within `weeks` of disbursement are what may be forgiven at most; empty: not limited by costs.
  std::vector<PaymentClass> costs;
  std::optional<double> wages_share;  ///< of what is forgiven, at least so much must be wages due within `weeks`
  int weeks = 0;
};

/// A policy loan: how much, at what rate, when, and with what help. Amounts are in the ledger's minor units.
struct ReliefLoan {
  std::optional<Minor> amount;  ///< exactly one of the three
  std::optional<double> share_of_revenue;
  std::optional<double> payroll_months;
  std::optional<Minor> cap;
  std::vector<CapByEmployees> caps_by_employees;  ///< rising; the first that holds the firm counts
  Minor above = 0;                                ///< only what exceeds this is lent: another loan covers the rest
  double rate_annual = 0.0;
  double interest_subsidy = 0.0;  ///< share of the interest that the state pays
  int subsidy_months = 0;
  int interest_free_months = 0;  ///< from disbursement: no interest accrues
  int months = 0;                ///< from disbursement to the last payment
  int grace_months = 0;          ///< included in `months`
  Grace grace = Grace::interest_only;
  int interest_only_months = 0;  ///< after the grace, included in `months`: interest alone is paid
  Repayment repayment = Repayment::annuity;
  Every every = Every::month;
  DayCount day_count = DayCount::thirty_e_360;
  double fee = 0.0;  ///< share of the amount, withheld at disbursement
  int disbursed_after_days = 0;
  double approval_probability = 1.0;
  std::optional<Event> withheld_after;
  double guarantee = 0.0;  ///< share of the lender's loss borne by the guarantor
  /// What the guarantee costs, a year and on the balance, by year of the loan; the last one goes on.
  std::vector<double> guarantee_fees_annual;
  std::optional<Forgiveness> forgiveness;
};

/// Dues of one class in a window are put off and repaid in monthly parts.
struct Deferral {
  PaymentClass payment_class = PaymentClass::loan;
  std::optional<Date> from, until;         ///< inclusive
  std::optional<int> from_day, until_day;  ///< the same, in days after as_of
  int repay_months = 0;                    ///< 0: at once, the day after `until`
  bool interest_free = false;
};

/// Money that arrives with, and as a share of, a class's dues.
struct Grant {
  PaymentClass payment_class = PaymentClass::wages;
  double share = 0.0;
  std::optional<Date> from, until;
  std::optional<int> from_day, until_day;
};

/// Dues in a window that are not owed at all.
struct Exemption {
  std::optional<PaymentClass> payment_class;  ///< none: any
  std::string item;  ///< in the name of a fixed cost or loan, letter case aside; empty: any due of the class
  double share = 1.0;
  std::optional<Date> from, until;
  std::optional<int> from_day, until_day;
};

struct Eligibility {
  std::optional<int> employees_max;
  std::optional<Minor> revenue_max;
  std::optional<std::string> country;  ///< ISO 3166 alpha-2
};

/// What may help: loans, deferrals, grants and exemptions, for the firms that qualify.
struct Relief {
  std::string name;
  std::string description;
  std::string source;                    ///< where the terms come from
  std::vector<std::string> assumptions;  ///< terms that no source confirms, shown to the user
  std::string currency;                  ///< of its amounts; empty: the ledger's
  std::vector<ReliefLoan> loans;
  std::vector<Deferral> deferrals;
  std::vector<Grant> grants;
  std::vector<Exemption> exemptions;
  Eligibility eligibility;
};

/// The relief with its amounts in the ledger's currency, or nothing where the ledger has no rate for the relief's
/// currency.
std::optional<Relief> in_ledger_currency(const Relief& relief, const Ledger& ledger);

/// The largest loan of a firm of this size; nothing where the limits end below it or its size is not known.
std::optional<Minor> cap_by_employees(const ReliefLoan& loan, const Company& company);

/// What the firm would get, capped but not rounded: it may be more than can be counted. Requires: the ledger says what
/// the amount depends on.
double unrounded_loan_amount(const ReliefLoan& loan, const Ledger& ledger);

/// The relief with `amount` lent by its first loan, whatever its terms say of how much: no share, no months of payroll,
/// nothing above another loan. 0: without that loan. Requires: a loan; an amount in the relief's own currency.
Relief with_first_loan(const Relief& relief, Minor amount);

/// Whether the name of a fixed cost or loan is one that the exemption is for.
bool names_item(const Exemption& exemption, std::string_view name);

/// The amount that the firm would get, capped and rounded.
/// Requires: the firm is eligible, and the relief is in the ledger's currency.
Minor loan_amount(const ReliefLoan& loan, const Ledger& ledger);

/// How much of `amount` is forgiven, given the wages and the costs due in the weeks that count.
Minor forgiven_amount(const Forgiveness& forgiveness, Minor amount, Minor wages, Minor costs);

/// The instalments of a relief loan disbursed on `disbursed`: payments the borrower makes, subsidy taken off; guarantee
/// fees and forgiveness left out.
std::vector<Instalment> relief_instalments(const ReliefLoan& loan, Minor amount, Date disbursed);

/// What the borrower pays, the cost of the guarantee as the fee of each instalment, where `forgiven` of the amount, and
/// the unpaid interest on it, is dropped at the decision. Requires: nothing is repaid before the decision. Source:
/// docs/model/relief.md.
std::vector<Instalment> relief_payments(const ReliefLoan& loan, Minor amount, Minor forgiven, Date disbursed);

}  // namespace headroom
