#include "engine/paths/path_kernel.hpp"

#include <algorithm>

#include "engine/paths/credit_lanes.hpp"
#include "engine/paths/path_lanes.hpp"
#include "engine/paths/played_exposure.hpp"

namespace headroom {

Tiles::Tiles(const Plan& plan) : approval_draw(block_lanes, 0) {
  const std::size_t size = (plan.day_count() + 2) * block_lanes;
  if (plan.has_narrow_receipts) narrow_receipts.assign(size, 0);
  else receipts.assign(size, 0);
  for (std::size_t i = 0; i < random_class_count; ++i) dues[i].assign(plan.has_random_dues(i) ? size : 0, 0);
  const std::size_t followed_count = plan.suppliers.exposure_count(), lanes = followed_count * block_lanes;
  const std::vector<std::int32_t>& failures = plan.counterparties.failure_begin;
  const bool may_fail = std::any_of(failures.begin(), failures.end(), [](std::int32_t begin) { return begin >= 0; });
  followed.goes_ahead.assign(followed_count, 0);
  followed.sizes.assign(plan.sizes.expected.empty() ? 0 : lanes, 0);
  followed.paid_days.assign(lanes, 0);
  followed.failure_days.assign(may_fail ? lanes : 0, 0);
  const CreditColumns& credit = plan.suppliers.credit;
  dues[deliveries_tile].assign(credit.deliveries.size() * block_lanes, 0);
  on_delivery.parts.assign(credit.deliveries.size() * block_lanes, 0);
  on_delivery.by_day.assign(credit.is_empty() ? 0 : plan.day_count() * block_lanes, 0);
  on_delivery.first_day.assign(credit.accounts.size() * block_lanes, 0);
  on_delivery.sum.assign(credit.accounts.size() * block_lanes, 0);
}

void Tiles::clear() noexcept {
  std::fill(receipts.begin(), receipts.end(), 0);
  std::fill(narrow_receipts.begin(), narrow_receipts.end(), 0);
  for (auto& tile : dues) std::fill(tile.begin(), tile.end(), 0);
}

void play_paths(const Plan& plan, std::uint64_t first_path, Tiles& tiles, const FactorDraws* factors) noexcept {
  tiles.clear();
  tiles.followed.as_written = false;
  const BlockOfPaths block{&plan, &tiles, first_path, factors};
  play_lanes({&block, 1}, nullptr);
  ask_for_cash(plan, tiles);
}

void play_as_written(const Plan& plan, Tiles& tiles) {
  tiles.clear();
  tiles.followed.as_written = true;
  for (const DatedFlow& flow : plan.flows) {
    if (flow.certain) continue;
    AlignedVector<Minor>* dues = nullptr;  // else a receipt
    for (std::size_t i = 0; i < random_class_count; ++i)
      if (flow.payment_class == random_classes[i]) dues = &tiles.dues[i];
    const int row = flow.payment_class && !flow.deferrable ? plan.horizon_days + 2 : flow.day;
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      const std::size_t place = static_cast<std::size_t>(row) * block_lanes + lane;
      if (dues) (*dues)[place] += flow.amount;
      else tiles.add_receipt(place, flow.amount);
    }
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
