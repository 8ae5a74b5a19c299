// What one option, the base case or a relief, adds to a plan.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/plan/plan_columns.hpp"
#include "models/default_event.hpp"
#include "models/relief.hpp"

namespace headroom {

/// A loan of a relief: paid out on a path if approved and not withheld, then due like any loan.
struct ReliefLoanColumns {
  int disbursed_day = 0;
  Minor disbursed = 0;  ///< net of the fee
  double approval_probability = 1.0;
  std::optional<Event> withheld_after;
  std::vector<Minor> dues;       ///< [H + 1]
  Minor due_within_horizon = 0;  ///< their sum
  Minor owed_after_horizon = 0;
  Minor forgiven = 0, forgiven_after_horizon = 0;  ///< at most one of them is not 0
};

/// A share of the random dues of a class that is not owed: of each day's, rounded a day.
struct ExemptionColumns {
  std::size_t tile = 0;
  int first_day = 0, last_day = 0;
  double share = 0.0;
};

/// Dues of a class that is random in part, put off: what falls due in the window is paid in parts.
struct DeferralColumns {
  std::size_t tile = 0;
  int first_day = 0, last_day = 0;
  Minor certain = 0;                    ///< the deferred dues that are certain
  std::vector<std::int32_t> part_days;  ///< H + 1 where beyond the horizon
};

/// A share of the dues of a class that is random in part, arriving with them.
struct GrantColumns {
  std::size_t tile = 0;
  int first_day = 0, last_day = 0;
  double share = 0.0;
  std::vector<Minor> certain;  ///< the class's certain dues before any deferral. Shape: [H + 1]
};

/// A day on which something falls due that the relief itself brings: a payment of its loan, a part of what it put off.
struct ReliefDueDay {
  int day = 0;
  PaymentClass payment_class = PaymentClass::loan;
};

/// What one option adds to a plan: certain money in and out by day, after deferrals and grants, and the relief's own
/// loans.
struct OptionPlan {
  std::vector<Minor> receipts;  ///< certain ones and grants on certain dues. Shape: [H + 1]
  std::vector<Minor> grants;    ///< of these, the grants. Shape: [H + 1]
  std::array<std::vector<Minor>, payment_class_count> dues;  ///< certain ones, by class. Shape: [class][H + 1]
  std::vector<Minor> creditor_dues;                          ///< their sum without the owner's. Shape: [H + 1]
  /// Certain dues of a class up to a real day, from -age_days_max on. Shape: [class][age_days_max + H + 1]
  std::array<std::vector<Minor>, creditor_class_count> dues_by_age;
  std::vector<ReliefLoanColumns> loans;
  std::vector<ExemptionColumns> exemption_rules;
  std::vector<DeferralColumns> deferrals;
  std::vector<GrantColumns> grant_rules;
  std::string relief_name;                ///< empty: the base case
  std::vector<ReliefDueDay> relief_dues;  ///< days 0..H
  Minor owed_after_horizon = 0;           ///< certain deferred dues with their interest
  /// Certain deferred dues with their interest that fall due again by the horizon. Shape: [class]
  std::array<Minor, creditor_class_count> deferred_within_horizon = {};
  Minor exempted = 0;  ///< certain dues of days 0..H that are not owed at all
  std::array<bool, event_count> possible = {};
  bool is_random = false;
};

/// The base case (`relief` null) or a relief on the same plan. Requires: the firm is eligible; the relief is in its
/// currency.
OptionPlan build_option_plan(const Plan& plan, const Relief* relief);

}  // namespace headroom
