// The engine's plain twin: one path, one day after the other.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/default_event.hpp"
#include "models/ledger.hpp"
#include "models/relief.hpp"
#include "models/scenario.hpp"
#include "tests/engine/amendment.hpp"

/// The plain reference twin of the engine: one ledger, one path, one day after the other, written straight from the
/// model's description. It shares the nouns of `models/` and the draws with the engine, and nothing else.
namespace headroom::twin {

/// What is played. Requires: a valid ledger; a relief for which the firm is eligible, in the ledger's currency.
struct Request {
  const Ledger* ledger = nullptr;
  const Scenario* scenario = nullptr;
  const Relief* relief = nullptr;  ///< nullptr: none
  std::uint64_t seed = 0;
  int horizon_days = 0;
  const Amendment* amendment = nullptr;  ///< nullptr: the ledger as it is
};

/// What became of the firm. Units: minor units; days after as_of.
struct PathOutcome {
  std::array<std::optional<int>, event_count> first_day;
  std::vector<Minor> cash;  ///< at the end of each day 0..H, net of drawn lines
  std::vector<Minor> position;
  Minor lowest_position = 0;
  Minor funding_need = 0;
  std::optional<PaymentClass>
      first_unpaid_class;  ///< on the illiquid day: the first class in payment order with unpaid dues
  Minor owed_after_horizon = 0;
  Minor owed_in_arrears = 0;            ///< of it
  std::map<std::string, int> stop_day;  ///< of suppliers who stop by the horizon
  Minor late_interest = 0, late_fees = 0;
  std::map<std::string, int> cash_day;     ///< on which a supplier's limit first had something paid on delivery
  std::map<std::string, Minor> cash_paid;  ///< on delivery, or owed since, for a limit
  Minor forgiven = 0, forgiven_after_horizon = 0, exempted = 0;
  /// By day: what comes in from customers, and what falls due to lenders and to all others but the owner.
  std::vector<Minor> receipts, loan_dues, other_dues;
};

/// One random future.
PathOutcome play_path(const Request& request, std::uint64_t path);

/// The deterministic play: orders go ahead, customers pay on the due date, sales are as expected, nobody fails, relief
/// is approved, overdue receivables are left out; only what is certain (after shocks) differs from that.
PathOutcome play_as_written(const Request& request);

}  // namespace headroom::twin
