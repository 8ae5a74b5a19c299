// What goes wrong: shocks to the quantities of a ledger.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/date.hpp"
#include "models/dependence.hpp"
#include "models/payment_class.hpp"

namespace headroom {

/// What a shock acts on.
enum class ShockOf { cancellation, on_time, late_days, never, failure, sales, cost, fixed_cost, rate };

std::optional<ShockOf> parse_shock_of(std::string_view text);
std::string_view name_of(ShockOf of);
/// All names, in the order of the list above.
const std::vector<std::string_view>& shock_names();

/// One change of a quantity: `times`, then `add`, then `set`. Amounts are in major units where the quantity is money.
struct Shock {
  ShockOf of = ShockOf::cancellation;
  std::optional<double> times;
  std::optional<double> add;
  std::optional<double> set;
  double set_share = 1.0;       ///< how far a value goes towards `set`: x becomes x + set_share (set - x)
  std::optional<Date> from;     ///< inclusive
  std::optional<Date> until;    ///< inclusive
  std::optional<int> from_day;  ///< the same, in days after as_of: what a scenario for any firm uses
  std::optional<int> until_day;
  std::string counterparty = "*";  ///< a name, "*" for all, or `largest_counterparty`
  std::string group = "*";
  std::string country = "*";
  std::optional<PaymentClass> payment_class;

  bool operator==(const Shock&) const = default;
};

/// Stands in a shock for the customer with the largest receivables, orders and expected sales together.
inline constexpr std::string_view largest_counterparty = "@largest";

/// What goes wrong: a change of the dependence and a list of shocks, applied in order.
struct Scenario {
  std::string name;  ///< empty: the ledger as written
  std::string description;
  std::optional<Dependence> dependence;
  std::vector<Shock> shocks;

  bool operator==(const Scenario&) const = default;
};

/// The scenario at `intensity` M times its strength: `times t` becomes max(0, 1 + M (t - 1)), `add a` becomes M a, and
/// `set s` becomes x + min(M, 1) (s - x) with x the value before it; the dependence likewise, from that of the ledger
/// as written. 0 is the ledger as written, 1 the scenario itself. Source: docs/model/scenario.md.
Scenario scaled(const Scenario& scenario, double intensity, const Dependence& as_written);

}  // namespace headroom
