// What is random of a block of paths: what the kernel fills and settlement reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/lanes/aligned_vector.hpp"
#include "engine/lanes/block.hpp"
#include "engine/plan/plan_columns.hpp"

namespace headroom {

/// What became of the exposures that are followed (`SupplierColumns`), for those who ask about one of them. Lanes on
/// which one does not go ahead hold anything.
struct FollowedOutcomes {
  bool as_written = false;                  ///< of the ledger as written: nothing is kept
  AlignedVector<std::uint64_t> goes_ahead;  ///< a bit a lane. Shape: [exposure]
  AlignedVector<Minor> sizes;  ///< realised, where they are random; empty where none is. Shape: [exposure][block_lanes]
  AlignedVector<std::int32_t>
      paid_days;  ///< settled; beyond H: not by the horizon, or never. Shape: [exposure][block_lanes]
  AlignedVector<std::int32_t>
      failure_days;  ///< of the counterparty; empty where none can fail. Shape: [exposure][block_lanes]
};

/// What suppliers with a credit limit want in cash on delivery, where all that falls due is paid: the draws alone
/// decide it.
struct CashOnDelivery {
  AlignedVector<Minor> parts;      ///< of each delivery. Shape: [delivery][block_lanes]
  AlignedVector<Minor> by_day;     ///< the same summed. Shape: [H + 1][block_lanes]
  AlignedVector<Minor> first_day;  ///< H + 1: not by the horizon. Shape: [account][block_lanes]
  AlignedVector<Minor> sum;        ///< by the horizon. Shape: [account][block_lanes]
};

/// What is random of a block of paths, by day. Row H + 1 takes what no longer counts; row H + 2 holds what falls on day
/// 0 but was due before as_of, which no relief puts off; then a row for each of the plan's arrears_days. Shape: each
/// tile [row][block_lanes], in minor units.
struct Tiles {
  AlignedVector<Minor> receipts;  ///< empty where they are narrow
  AlignedVector<std::int32_t>
      narrow_receipts;  ///< the same in 32 bits, where the plan says so: half as much to move; else empty
  /// By class, empty where no due of it is random; what is wanted on delivery is moved to that day. Then the tile of
  /// deliveries, whose shape is [delivery][block_lanes], before they are put in order; then what is to be multiplied by
  /// factors, receipts among it, as it is before that.
  std::vector<AlignedVector<Minor>> dues;
  AlignedVector<double> factors;  ///< Shape: [process][H + 1][block_lanes]
  CashOnDelivery on_delivery;
  AlignedVector<std::uint32_t> approval_draw;  ///< [block_lanes]
  FollowedOutcomes followed;

  explicit Tiles(const Plan& plan);
  void clear() noexcept;

  /// Requires: where receipts are narrow, the plan's own amounts.
  void add_receipt(std::size_t place, Minor amount) noexcept {
    if (receipts.empty()) narrow_receipts[place] += static_cast<std::int32_t>(amount);
    else receipts[place] += amount;
  }
};

/// The factors of a block as standard normal numbers, for a run that chooses its sampling: they replace the plain draws
/// of the market factor and of the counterparties' factors. All other draws stay those of their paths.
struct FactorDraws {
  AlignedVector<double> market;          ///< [block_lanes]
  AlignedVector<double> counterparties;  ///< [counterparty of the plan][block_lanes]
};

}  // namespace headroom
