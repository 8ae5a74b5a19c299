#include "engine/paths/path_kernel.hpp"

#include <algorithm>

#include "engine/paths/credit_lanes.hpp"
#include "engine/paths/path_lanes.hpp"
#include "engine/paths/played_exposure.hpp"

namespace headroom {

void play_paths(const Plan& plan, std::uint64_t first_path, Tiles& tiles, const FactorDraws* factors) noexcept {
  tiles.clear();
  tiles.followed.as_written = false;
  const BlockOfPaths block{&plan, &tiles, first_path, factors};
  play_lanes({&block, 1}, nullptr);
  ask_for_cash(plan, tiles);
}

namespace {

/// What was due before as_of also stands in the row of its age.
void add_to_arrears(const Plan& plan, const DatedFlow& flow, AlignedVector<Minor>& dues) {
  const auto day = std::find(plan.arrears_days.begin(), plan.arrears_days.end(), flow.real_day);
  if (flow.deferrable || day == plan.arrears_days.end()) return;
  const std::size_t row = plan.day_count() + 2 + static_cast<std::size_t>(day - plan.arrears_days.begin());
  for (std::size_t lane = 0; lane < block_lanes; ++lane) dues[row * block_lanes + lane] += flow.amount;
}

}  // namespace

void play_as_written(const Plan& plan, Tiles& tiles) {
  tiles.clear();
  tiles.followed.as_written = true;
  for (const DatedFlow& flow : plan.flows) {
    if (flow.certain) continue;
    AlignedVector<Minor>* dues = nullptr;  // else a receipt
    if (flow.payment_class) dues = &tiles.dues[tile_of(*flow.payment_class)];
    const int row = flow.payment_class && !flow.deferrable ? plan.horizon_days + 2 : flow.day;
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      const std::size_t place = static_cast<std::size_t>(row) * block_lanes + lane;
      if (dues) (*dues)[place] += flow.amount;
      else tiles.add_receipt(place, flow.amount);
    }
    if (dues) add_to_arrears(plan, flow, *dues);
  }
  for (const CreditDelivery& delivery : plan.suppliers.credit.deliveries) {
    const FollowedDue& due = plan.suppliers.dues[static_cast<std::size_t>(delivery.due)];
    const Minor amount = played_due(plan, tiles.followed, due, 0);
    std::fill_n(tiles.dues[deliveries_tile].data() + static_cast<std::size_t>(delivery.tile_row) * block_lanes,
                block_lanes, amount);
  }
  ask_for_cash(plan, tiles);
  std::fill(tiles.approval_draw.begin(), tiles.approval_draw.end(), 0);
}

}  // namespace headroom
