// Causes and levers in words, and what a report of drivers says of them.
#pragma once

#include <string>
#include <vector>

#include "cli/report/drivers_report.hpp"
#include "engine/questions/levers.hpp"
#include "models/cause.hpp"
#include "models/message.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// The JSON names: `fixed_cost.wages`, `largest_customer`; `times 0.9`, `add -0.01`, `set 1`.
std::string lever_key(const Lever& lever);
std::string change_key(const LeverChange& change);

/// The scenario of a lever with a name that says what it is: "sales times 0.9", after the name of what it comes on top
/// of where that is more than the ledger as written.
Scenario named_lever_scenario(Scenario scenario, const Lever& lever, const LeverChange& change);

/// "orders are cancelled".
Message cause_words(Cause cause);
/// "wages", "interest rates", "the largest customer leaves and pays nothing".
Message lever_words(const Lever& lever);
/// "x0.9", "+1 point".
Message change_words(const LeverChange& change);

/// Why there is no estimate of what was asked about; empty where there is one.
Message reason_without_estimate(const DriversResult& result);

/// Said first where the default happens with all causes off.
Message fails_without_bad_luck();

/// The answer: how likely, and what luck adds most to it.
std::vector<Message> drivers_answer(const DriversReport& report);

}  // namespace headroom
