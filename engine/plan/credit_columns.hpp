// Accounts with suppliers who limit what they lend, as columns.
#pragma once

#include <cstdint>
#include <vector>

#include "models/money.hpp"

namespace headroom {

/// The goods of one cost, delivered within the horizon by a supplier with a credit limit, and before the cost falls
/// due.
struct CreditDelivery {
  std::int32_t due = 0;       ///< the cost, among the followed dues
  std::int32_t tile_row = 0;  ///< of its amount, in the tile of deliveries
  std::int32_t day = 0;       ///< settled, on which the goods come; 0: on that day or before
  std::int32_t due_day = 0;   ///< on which what of it is on credit falls due; H + 1: beyond the horizon

  bool operator==(const CreditDelivery&) const = default;
};

/// What happens to an account, in the order of time, where all that falls due is paid.
struct CreditStep {
  enum class Kind : std::uint8_t {
    bills,    ///< what bills have on the account changes
    opens,    ///< a delivery is on it from the start
    is_due,   ///< what of a delivery is on credit leaves it
    delivers  ///< a delivery is put on it as far as the limit goes, and the rest is paid in cash
  };
  Kind kind = Kind::bills;
  std::int32_t delivery = -1;
  Minor change = 0;  ///< of bills

  bool operator==(const CreditStep&) const = default;
};

/// The account that a firm has with a supplier who limits it.
struct CreditAccount {
  std::int32_t supplier = 0;
  Minor limit = 0;
  std::vector<Minor> bills;  ///< as seen on the morning of day d: delivered by then, due on d or later. Shape: [H + 1]
  std::vector<std::int32_t> delivered_begin;  ///< the deliveries of day d are [begin[d], begin[d + 1]). Shape: [H + 2]
  std::vector<std::int32_t> open_begin;  ///< no delivery before this one falls due on day d or later. Shape: [H + 1]
  std::vector<CreditStep> steps;         ///< none where the limit cannot be reached as long as all is paid
  Minor most_lent = 0;                   ///< then: what is open and not yet due never exceeds it

  bool operator==(const CreditAccount&) const = default;
};

/// Suppliers with a credit limit, and what they deliver. Source: docs/model/supplier.md.
struct CreditColumns {
  std::vector<CreditAccount> accounts;     ///< by supplier
  std::vector<CreditDelivery> deliveries;  ///< by supplier, day and rank

  bool is_empty() const { return accounts.empty(); }

  bool operator==(const CreditColumns&) const = default;
};

}  // namespace headroom
