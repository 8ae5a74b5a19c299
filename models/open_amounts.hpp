// What is open of each receivable once credit notes are set off.
#pragma once
#include <cstddef>
#include <vector>

#include "models/ledger.hpp"

namespace headroom {

/// What each receivable of a ledger comes to, in its own currency, once credit notes that name an invoice are set off
/// against it.
///
/// A note lowers what is open and not in dispute of its invoice, the instalment due first before the next, and then
/// pays nothing itself. Requires: the ledger outlives it, unchanged; a note is in its invoice's currency. What notes
/// exceed their invoice by is lost, so a valid ledger has none of that.
class OpenAmounts {
 public:
  explicit OpenAmounts(const Ledger& ledger);

  /// Of the receivable at this place: 0 for a note that is set off, negative for one that is paid out.
  Minor of(std::size_t i) const { return open_.empty() ? ledger_.receivables[i].amount : open_[i]; }

 private:
  const Ledger& ledger_;
  std::vector<Minor> open_;  ///< empty where no note names an invoice
};

}  // namespace headroom
