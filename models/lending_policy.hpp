// A lender's policy: what it expects to lose and to earn, covenants, what it watches, and the rules that decide.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "models/grade_scale.hpp"
#include "models/money.hpp"

namespace headroom {

/// What a rule looks at. All but the DSCR are met above their limit.
enum class RuleOf {
  pd_12m,                 ///< probability of the lender's event within 12 months, with the loan
  pd_12m_without,         ///< of `illiquid` within 12 months, without the relief
  expected_loss,          ///< of the amount
  dscr_p50,               ///< over the horizon
  harmed,                 ///< share of futures
  delayed_exceeds_saved,  ///< share of futures delayed less share saved
  concentration           ///< share of the largest counterparty
};

inline constexpr std::size_t rule_count = 7;

/// As a policy writes it: `pd_12m_above`.
std::string_view name_of(RuleOf of);
/// All of them, in order.
const std::vector<RuleOf>& all_rules();

/// What one rule asks, such as "more than 5% within 12 months".
struct LendingRule {
  RuleOf of = RuleOf::pd_12m;
  double limit = 0.0;

  bool is_met_by(double value) const { return of == RuleOf::dscr_p50 ? value < limit : value > limit; }
};

/// What is watched once the loan is out, each if it is given.
struct WatchLimits {
  std::optional<double> pd_12m_above;
  std::optional<Minor> cash_below;
  std::optional<double> dscr_below;
  std::optional<int> largest_customer_late_days;
};

/// Amounts are in the ledger's currency.
struct LendingPolicy {
  double lgd = 0.40;               ///< share of the exposure that is lost in default
  double haircut = 0.40;           ///< of collateral's value, where it has to be sold
  double funding_rate = 0.03;      ///< what the lender pays for its money, a year
  double target_return = 0.02;     ///< what it wants above that
  std::optional<double> eur_rate;  ///< one euro in the ledger's currency
  int dscr_months = 12;            ///< of the rolling DSCR
  std::optional<double> min_dscr;  ///< covenants
  std::optional<Minor> min_cash;
  WatchLimits watch;
  std::vector<LendingRule> decline, refer;  ///< in the order of `RuleOf`
  GradeScale scale = default_grade_scale();
  bool is_given = false;          ///< else all of it is assumed
  bool has_funding_rate = false;  ///< else it is an assumption
  bool has_rules = false;         ///< else those below decide
};

/// What decides where nobody says: decline above 20% within 12 months, refer above 5% or where more futures are only
/// delayed than saved.
void use_default_rules(LendingPolicy& policy);

/// Nothing but assumptions.
LendingPolicy default_lending_policy();

}  // namespace headroom
