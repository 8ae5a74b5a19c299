// What two plans have in common, so that they can be played together.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/plan/plan_columns.hpp"

namespace headroom {

/// Flags of what two plans have in common of one counterparty.
struct InCommon {
  static constexpr std::uint8_t factors = 1;        ///< what its rows share on a path
  static constexpr std::uint8_t cancellations = 2;  ///< which rows go ahead on which paths
  static constexpr std::uint8_t lateness =
      4;  ///< on which paths a row that goes ahead is paid later than it may be at the earliest
  static constexpr std::uint8_t delays = 8;  ///< when a row that goes ahead is paid
};

/// Whether two plans have the same random receipts and dues on every path: the same tiles.
bool have_same_futures(const Plan& a, const Plan& b);

/// What the plan has in common with another, the first of those played together, counterparty by counterparty: flags of
/// `InCommon`. Requires: they meet the same counterparties. Shape: [counterparty], flags
std::vector<std::uint8_t> in_common_of(const Plan& plan, const Plan& other);

/// Whether two plans meet the same counterparties, with the same draws: they can be played together.
bool meet_same_counterparties(const Plan& a, const Plan& b);

}  // namespace headroom
