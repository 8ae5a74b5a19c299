// A relief's loan as its lender sees it: its schedule by day, and what is outstanding when a default comes.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/default_event.hpp"
#include "models/lender_schedule.hpp"
#include "models/lending_policy.hpp"
#include "models/relief.hpp"

namespace headroom {

/// A loan of a relief with its terms worked out for one firm. Days are settled days after as_of, amounts minor units.
struct LentLoan {
  ReliefLoan terms;
  Minor amount = 0;
  Minor forgiven = 0;  ///< decided by the horizon
  Date disbursed;
  int disbursed_day = 0;
  std::vector<LenderReceipt> schedule;  ///< as offered, payments rounded as the borrower pays them
  std::vector<int> days;                ///< settled, of each row of the schedule

  int last_day() const { return days.empty() ? disbursed_day : days.back(); }
  Minor net() const { return amount - share_of(amount, terms.fee); }
};

/// The loans of a relief. Requires: the firm is eligible, the relief is in the ledger's currency. `forgiven`: of each
/// loan, by the horizon.
std::vector<LentLoan> lent_loans(const Ledger& ledger, const Relief& relief, const std::vector<Minor>& forgiven);

/// The share of principal that falls due at least `waiting_days` before the horizon. Requires: something is lent.
double covered_share(const std::vector<LentLoan>& loans, int horizon_days, int waiting_days);

/// The scheduled principal outstanding before the payments of a day.
double outstanding_on(const std::vector<LenderReceipt>& schedule, const std::vector<int>& days, double amount, int day);

/// The day on which the exposure of a future is taken whose event comes on `event_day`: that on which its oldest
/// unpaid due fell due, or the disbursement, whichever is later.
inline int exposure_day(const LentLoan& loan, int event_day, int waiting_days) {
  return event_day - waiting_days > loan.disbursed_day ? event_day - waiting_days : loan.disbursed_day;
}

/// The exposure at default by the event's day, where the loan is disbursed. Shape: [H + 1]
std::vector<double> exposures_at_default(const LentLoan& loan, int horizon_days, int waiting_days);

/// What is lost of an exposure: its share, guarantee and collateral counted.
struct LossTerms {
  double lgd = 0.0, guarantee = 0.0;
  std::optional<double> recovered;  ///< what selling the collateral brings, minor units

  LossTerms() = default;
  LossTerms(const ReliefLoan& loan, const LendingPolicy& policy);
  /// The loss given default before the guarantee: lower where there is collateral, not below a tenth.
  double lgd_of(double exposure) const;
  double loss_of(double exposure) const { return lgd_of(exposure) * (1.0 - guarantee) * exposure; }
};

}  // namespace headroom
