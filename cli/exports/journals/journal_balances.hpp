// What the accounts of a journal hold, and whether that is what the journal itself says.
#pragma once

#include <map>
#include <string>

#include "cli/exports/journals/journal.hpp"

namespace headroom {

/// Sums of postings in the order in which they are added.
class RunningBalances {
 public:
  void add(const JournalPosting& posting);
  void add(const std::string& account, const std::string& commodity, Millionths quantity);

  /// What an account holds, as a statement counts it: with the accounts below it or without.
  Millionths of(const std::string& account, const AssertedBalance& asserted) const;

 private:
  std::map<std::string, std::map<std::string, Millionths>> sums_;
};

/// Says that the journal's own figure and the sum of its postings differ. `line`: where it says so.
Fault balance_fault(const std::string& file, int line, const std::string& account, const AssertedBalance& asserted,
                    Millionths balance);

/// Balances that the journal states and that its own postings do not come to, each with both figures. Programs check
/// them in the order of days or in that of the file: only what is wrong in both is a fault.
Faults balance_faults(const Journal& journal);

/// Whether a balance is the one that was stated, but for what rounded costs leave.
bool is_balance(Millionths balance, Millionths stated);

}  // namespace headroom
