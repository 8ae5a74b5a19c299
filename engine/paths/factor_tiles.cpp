#include "engine/paths/factor_tiles.hpp"

#include <algorithm>

namespace headroom {

namespace {

/// Adds the sums of one day. Shape: [block_lanes]
void add_multiplied(const Minor* sums, const double* factors, Minor* to) noexcept {
  for (std::size_t lane = 0; lane < block_lanes; ++lane) {
    const double amount = nearest_whole(static_cast<double>(sums[lane]) * factors[lane]);
    to[lane] += static_cast<Minor>(std::clamp(amount, 0.0, realised_size_max));
  }
}

}  // namespace

void apply_factors(const Plan& plan, std::uint64_t first_path, Tiles& tiles) noexcept {
  if (plan.factor_tiles.empty()) return;
  plan.factors->fill(first_path, plan.day_count(), tiles.factors.data());
  for (std::size_t i = 0; i < plan.factor_tiles.size(); ++i) {
    const FactorTile& tile = plan.factor_tiles[i];
    const double* const factors =
        tiles.factors.data() + static_cast<std::size_t>(tile.process) * plan.day_count() * block_lanes;
    const AlignedVector<Minor>& sums = tiles.dues[first_factor_tile + i];
    AlignedVector<Minor>& to = tile.payment_class ? tiles.dues[tile_of(*tile.payment_class)] : tiles.receipts;
    for (std::size_t row = 0; row < plan.day_count() * block_lanes; row += block_lanes)
      add_multiplied(sums.data() + row, factors + row, to.data() + row);
    const std::size_t before = (plan.day_count() + 1) * block_lanes;
    add_multiplied(sums.data() + before, factors, to.data() + before);
  }
}

}  // namespace headroom
