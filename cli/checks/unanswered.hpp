// What nobody has entered in a ledger ("?"), and what is taken in its place.
#pragma once

#include <string>
#include <vector>

#include "cli/ledger/ledger_source.hpp"
#include "models/error.hpp"

namespace headroom {

struct LedgerReading;

/// A figure that nobody has entered.
struct Unanswered {
  Fault finding;      ///< where it stands, as it is shown, and what to do; a fault where nothing is taken, else a note
  std::string key;    ///< `cost_share`, or a column
  std::string taken;  ///< a number or words; empty: nothing is taken, and the ledger cannot be played

  bool has_default() const { return !taken.empty(); }
};

/// The unanswered figures of a ledger, the most telling first: those for which nothing is taken, cash and what falls
/// due before what is expected, and that before behaviour.
std::vector<Unanswered> unanswered_of(const LedgerReading& reading, LedgerSource& source);

/// The findings of those for which nothing is taken: why the ledger cannot be played. Empty where it can.
Faults obstacles_to_play(const std::vector<Unanswered>& unanswered);

/// What is said beside a result: what is taken for each of the others, before everything else that was noticed.
Faults notices_with(const std::vector<Unanswered>& unanswered, const Faults& notices);

}  // namespace headroom
