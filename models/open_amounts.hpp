// What each receivable comes to once credit notes are set off.
#pragma once

#include <cstddef>
#include <vector>

#include "models/ledger.hpp"

namespace headroom {

/// What each receivable of a ledger comes to, in its own currency, once credit notes are set off.
///
/// A note lowers what is open and not in dispute of the invoice that it names, the instalment due first before the
/// next. One that names none lowers the customer's open invoices of its currency, the oldest due first; what is left of
/// it is paid out. Requires: the ledger outlives it, unchanged; a note is in its invoice's currency. What notes exceed
/// the invoice that they name by is lost, so a valid ledger has none of that.
class OpenAmounts {
 public:
  explicit OpenAmounts(const Ledger& ledger);

  /// Of the receivable at this place: 0 for a note that is set off, negative for what is paid out of one.
  Minor of(std::size_t i) const { return open_.empty() ? ledger_.receivables[i].amount : open_[i]; }

 private:
  void sort_by_due(std::vector<std::size_t>& places) const;
  /// Takes a credit off invoices in their order, and gives what is left of it.
  Minor set_off(Minor credit, const std::vector<std::size_t>& invoices);
  void set_off_named_notes();
  void set_off_free_notes();

  const Ledger& ledger_;
  std::vector<Minor> open_;  ///< empty where there is no note
};

}  // namespace headroom
