#include "engine/paths/tiles.hpp"

#include <algorithm>

namespace headroom {

Tiles::Tiles(const Plan& plan) : approval_draw(block_lanes, 0) {
  const std::size_t size = plan.tile_row_count() * block_lanes;
  if (plan.has_narrow_receipts) narrow_receipts.assign(size, 0);
  else receipts.assign(size, 0);
  dues.resize(first_factor_tile + plan.factor_tiles.size());
  for (std::size_t i = 0; i < class_tile_count; ++i) dues[i].assign(plan.has_random_dues(i) ? size : 0, 0);
  for (std::size_t i = first_factor_tile; i < dues.size(); ++i) dues[i].assign(size, 0);
  if (!plan.factor_tiles.empty()) factors.assign(plan.factors->process_count() * plan.day_count() * block_lanes, 1.0);
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

}  // namespace headroom
