// What a result was computed from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/measures/results.hpp"
#include "models/date.hpp"
#include "models/default_event.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// What the scenarios of a run to a precision took.
struct PrecisionSummary {
  double requested = 0.0;
  /// Of the scenario that took most paths, but with the widest interval of all; nothing where nothing is random.
  std::optional<PrecisionReport> most;
};

/// What a result was computed from: enough to compute it again. Nothing in it depends on the clock, the threads or the
/// machine.
struct Manifest {
  std::string company;
  Date as_of;
  int horizon_days = 0;
  std::optional<Date> known_until;  ///< nothing where expected sales have no end, or nothing is known
  bool sales_are_endless = false;
  std::string currency;
  int decimals = 2;
  std::uint64_t paths = 0;  ///< with a precision: behind the default probability of the scenario that took most
  std::uint64_t seed = 0;
  Event default_event = Event::illiquid;
  std::string inputs_sha256;
  std::optional<PrecisionSummary> precision;  ///< where one was asked for
  double intensity = 1.0;                     ///< how many times its strength each scenario is played at
  std::string command;                        ///< the command line that computes the same again

  Date horizon_date() const { return as_of + horizon_days; }
  /// Whether the horizon lies beyond what the ledger knows: from there on it holds costs alone.
  bool is_wind_down() const { return !sales_are_endless && (!known_until || *known_until < horizon_date()); }
};

/// What the ledger alone says; paths, seed, event and hash are the caller's to add.
Manifest manifest_of(const Ledger& ledger, int horizon_days);

}  // namespace headroom
