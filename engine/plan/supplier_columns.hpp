// Suppliers with terms of their own, and what depends on them, as columns.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/plan/credit_columns.hpp"
#include "models/supplier.hpp"

namespace headroom {

/// An exposure that is followed path by path: a supplier may stop it, or its cost was due before as_of.
struct FollowedExposure {
  std::int32_t row = 0;           ///< in the plan's exposures
  std::int32_t counterparty = 0;  ///< in the plan's counterparties
  std::int32_t order =
      0;  ///< the followed one that says whether all it is a piece of goes ahead: itself, or an earlier one
  std::int32_t supplier = -1;     ///< on whom it depends; -1: on nobody with terms
  std::int32_t delivery_day = 0;  ///< settled, on which it ships or is invoiced: a stop before that day undoes it
  Minor deposit = 0;              ///< already received; with the first piece alone
  std::int32_t refund_day = 0;    ///< on which a deposit that is owed back falls due; H + 1: beyond the horizon
  std::int32_t due_begin = 0;     ///< its dues are `dues_of[begin]` .. up to the next one's

  std::string_view item, customer;  ///< as people call them; texts of the ledger

  // As written:
  bool goes_ahead = false;
  std::int32_t paid_day = 0;  ///< settled; H + 1: not by the horizon
  Minor size = 0;

  bool operator==(const FollowedExposure&) const = default;
};

/// A due of class supplier that is told apart from the rest of its class.
struct FollowedDue {
  std::int32_t supplier = -1;    ///< to whom it is owed; -1: to nobody with terms
  std::int32_t exposure = -1;    ///< among the followed ones; -1: it is certain
  std::int32_t row = -1;         ///< in the plan's dues of exposures
  Minor amount = 0;              ///< where it is certain
  std::int32_t day = 0;          ///< on which it falls due; H + 1: beyond the horizon
  std::int32_t real_day = 0;     ///< from which its age counts
  std::int32_t rank = 0;         ///< the lower is paid first of two with one real day
  std::int32_t prepaid_day = 0;  ///< settled, on which it falls due where delivery has to be paid in advance
  std::int32_t delivery =
      -1;  ///< of the goods that it pays for, among those on credit; -1: their supplier has no limit, or lends nothing
  bool deferrable = true;

  bool operator==(const FollowedDue&) const = default;
};

/// Suppliers with terms of their own, what they are owed, and what depends on them. Empty where there are none.
struct SupplierColumns {
  std::vector<Supplier> terms;              ///< by name
  std::vector<FollowedExposure> exposures;  ///< the last one stands for the end
  std::vector<FollowedDue> dues;            ///< by day, real day and rank
  std::vector<std::int32_t> due_begin;  ///< those that fall due on day d are [begin[d], begin[d + 1]). Shape: [H + 3]
  std::vector<std::int32_t> dues_of;    ///< places in `dues`, by exposure
  std::vector<bool> is_month_end;       ///< [H + 1]
  CreditColumns credit;                 ///< of suppliers with a limit

  bool is_empty() const { return terms.empty(); }
  std::size_t exposure_count() const { return exposures.empty() ? 0 : exposures.size() - 1; }

  bool operator==(const SupplierColumns&) const = default;
};

}  // namespace headroom
