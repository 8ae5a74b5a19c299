// Levers: single changes of one quantity that a firm or its customers could make, each a scenario.
#pragma once

#include <optional>
#include <vector>

#include "engine/simulation/planned_scenario.hpp"
#include "models/ledger.hpp"
#include "models/payment_class.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// What a lever moves. Source: docs/drivers.md.
struct Lever {
  ShockOf of = ShockOf::sales;
  std::optional<PaymentClass> payment_class;  ///< of a fixed cost
  bool is_largest_customer = false;           ///< its cancellation and never, set together

  bool is_two_sided() const { return !is_largest_customer; }
  bool operator==(const Lever&) const = default;
};

/// How far a lever is moved: the quantity times this, this added to it, or set to this.
struct LeverChange {
  enum class Kind { times, add, set };

  Kind kind = Kind::times;
  double value = 1.0;

  bool operator==(const LeverChange&) const = default;
};

/// A lever with its usual changes. One without a low has one side.
struct LeverSteps {
  Lever lever;
  std::optional<LeverChange> low;
  LeverChange high;
};

/// How far a lever may be moved to reach a target: value(0) is no change.
struct LeverRange {
  LeverChange::Kind kind = LeverChange::Kind::times;
  int lowest = 0, highest = 0;  ///< in steps

  LeverChange change(int steps) const;
};

/// Every lever, whether or not a ledger has what it moves; a class of fixed costs only where there is one of it.
std::vector<LeverSteps> levers_of(const Ledger& ledger);

/// times 0 to 3 by 0.01; a rate -0.05 to 0.05 by 0.001.
LeverRange range_of(const Lever& lever);

/// The scenario with the lever's shocks after its own. Its name and description stay.
Scenario with_lever(const Scenario& scenario, const Lever& lever, const LeverChange& change);

/// Whether two cases of one option are the same in all that is played of them.
bool are_played_alike(const PlannedScenario& a, const PlannedScenario& b);

}  // namespace headroom
