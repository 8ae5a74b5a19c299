// What one option makes of a block of paths: what settlement fills and the measures read.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/lanes/aligned_vector.hpp"
#include "engine/lanes/block.hpp"
#include "models/default_event.hpp"
#include "models/money.hpp"

namespace headroom {

inline constexpr std::uint8_t no_class = 0xFF;  // in place of a payment class

/// What suppliers do and charge where they are paid late. Shape: [block_lanes] unless said otherwise; nothing without
/// suppliers.
struct LateOutcomes {
  explicit LateOutcomes(std::size_t supplier_count);

  AlignedVector<std::int32_t> stop_day;  ///< H + 1: not by the horizon. Shape: [supplier][block_lanes]
  AlignedVector<Minor> interest, fees;   ///< fallen due by the horizon

  // Of suppliers with a credit limit, else H + 1 and 0. Shape: [supplier][block_lanes]
  AlignedVector<std::int32_t>
      cash_day;               ///< on which the limit first had something paid on delivery; H + 1: not by the horizon
  AlignedVector<Minor> cash;  ///< wanted on delivery by the horizon
};

/// What one option makes of a block of paths. Shape: [block_lanes] unless said otherwise. Money in minor units.
struct BlockOutcomes {
  std::array<AlignedVector<std::int32_t>, event_count> first_day;  ///< H + 1: not by the horizon
  AlignedVector<Minor> lowest_position, funding_need;
  AlignedVector<std::uint8_t> first_unpaid_class;  ///< on the first illiquid day, in payment order; no_class: none
  AlignedVector<Minor> owed_after_horizon, relief_received;
  AlignedVector<Minor> owed_in_arrears;  ///< of owed_after_horizon, what the relief had fall due by then
  AlignedVector<Minor> forgiven, forgiven_after_horizon;
  AlignedVector<Minor> cash, position;  ///< Shape: [sample][block_lanes]; cash is net of drawn lines
  LateOutcomes late;                    ///< what suppliers with terms of their own do and charge

  explicit BlockOutcomes(std::size_t sample_count, std::size_t supplier_count = 0);
};

}  // namespace headroom
