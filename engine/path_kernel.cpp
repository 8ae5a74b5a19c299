#include "engine/path_kernel.hpp"

#include <algorithm>
#include <cmath>

#include "engine/normal_table.hpp"
#include "engine/random_stream.hpp"
#include "models/money.hpp"
#include "models/normal.hpp"

namespace headroom {

namespace {

using LaneNumbers = std::array<double, block_lanes>;
using LaneDays = std::array<std::int32_t, block_lanes>;
using LaneAmounts = std::array<Minor, block_lanes>;
using LaneFlags = std::array<bool, block_lanes>;

/// A realised size never exceeds this, so that no sum of a plan can overflow.
constexpr double size_max = 1e13;

/// The draws of one block: which paths it holds, and their market factor.
class Block {
 public:
  Block(const Plan& plan, std::uint64_t first_path, Tiles& tiles, const FactorDraws* factors) noexcept
      : plan_(plan), table_(normal_table()), first_path_(first_path), tiles_(tiles), factors_(factors) {
    if (factors) std::copy_n(factors->market.begin(), block_lanes, market_.begin());
    else normals(plan.market_key, market_);
    for (std::size_t lane = 0; lane < block_lanes; ++lane) tiles_.approval_draw[lane] = draw(plan.approval_key, first_path + lane);
  }

  void play() noexcept {
    for (std::size_t i = 0; i + 1 < plan_.counterparties.exposure_begin.size(); ++i) play_counterparty(i);
  }

 private:
  /// The normal draws of a stream on the block's paths.
  void normals(std::uint64_t key, LaneNumbers& out) const noexcept {
    for (std::size_t lane = 0; lane < block_lanes; lane += 4) {
      const auto words = philox(key, (first_path_ + lane) / 4);
      for (std::size_t k = 0; k < 4; ++k) out[lane + k] = table_.value(words[k]);
    }
  }

  /// L of one use of an item: what it shares with its counterparty, and its own draw.
  void latents(std::uint64_t key, LaneNumbers& out) const noexcept {
    normals(key, out);
    for (std::size_t lane = 0; lane < block_lanes; ++lane) out[lane] = shared_[lane] + plan_.own_loading * out[lane];
  }

  void play_counterparty(std::size_t i) noexcept {
    const CounterpartyColumns& columns = plan_.counterparties;
    const std::int32_t begin = columns.exposure_begin[i], end = columns.exposure_begin[i + 1];
    if (begin == end) return;
    shared_.fill(0.0);
    if (factors_)
      std::copy_n(factors_->counterparties.begin() + static_cast<std::ptrdiff_t>(i * block_lanes), block_lanes, shared_.begin());
    else if (plan_.counterparty_loading > 0.0) normals(columns.factor_key[i], shared_);
    for (std::size_t lane = 0; lane < block_lanes; ++lane)
      shared_[lane] = plan_.market_loading * market_[lane] + plan_.counterparty_loading * shared_[lane];
    failing_ = columns.failure_begin[i] >= 0;
    if (failing_) find_failures(i);
    for (std::int32_t row = begin; row < end; ++row) play_exposure(static_cast<std::size_t>(row));
  }

  /// The first day by which each path's counterparty has failed; beyond every item where it has not.
  void find_failures(std::size_t i) noexcept {
    const double* thresholds = plan_.counterparties.failure_thresholds.data() + plan_.counterparties.failure_begin[i];
    latents(plan_.counterparties.failure_key[i], latent_);
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      const double* found = std::upper_bound(thresholds, thresholds + plan_.counterparties.failure_days, latent_[lane]);
      const auto day = static_cast<std::int32_t>(found - thresholds) + 1;
      failure_day_[lane] = day <= plan_.counterparties.failure_days ? day : std::numeric_limits<std::int32_t>::max();
    }
  }

  void play_exposure(std::size_t row) noexcept {
    const ExposureColumns& columns = plan_.exposures;
    goes_ahead_.fill(true);
    if (columns.cancellation_threshold[row] > never_below) {
      latents(columns.cancellation_key[row], latent_);
      for (std::size_t lane = 0; lane < block_lanes; ++lane) goes_ahead_[lane] = latent_[lane] >= columns.cancellation_threshold[row];
    }
    if (failing_ && columns.last_failure_day[row] >= 0)
      for (std::size_t lane = 0; lane < block_lanes; ++lane)
        goes_ahead_[lane] = goes_ahead_[lane] && failure_day_[lane] > columns.last_failure_day[row];
    if (columns.size_law[row] >= 0) draw_sizes(static_cast<std::size_t>(columns.size_law[row]));
    else size_.fill(columns.receipt[row]);
    for (std::int32_t due = columns.due_begin[row]; due < columns.due_begin[row + 1]; ++due) add_due(static_cast<std::size_t>(due));
    add_receipts(row);
  }

  void draw_sizes(std::size_t row) noexcept {
    const SizeLawColumns& columns = plan_.sizes;
    const double v = columns.volatility[row], w = columns.level_volatility[row];
    LaneNumbers& level = market_scratch_;
    if (v > 0.0) latents(columns.period_key[row], latent_);
    if (w > 0.0) latents(columns.level_key[row], level);
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      double size = columns.expected[row];
      if (v > 0.0) size *= exponential(v * latent_[lane] - v * v / 2.0);
      if (w > 0.0) size *= exponential(w * level[lane] - w * w / 2.0);
      size_[lane] = static_cast<Minor>(nearest_whole(std::min(size, size_max)));
    }
  }

  void add_due(std::size_t row) noexcept {
    const ExposureDueColumns& columns = plan_.exposure_dues;
    Minor* tile =
        tiles_.dues[static_cast<std::size_t>(columns.tile[row])].data() + static_cast<std::size_t>(columns.day[row]) * block_lanes;
    const double per_size = columns.per_size[row];
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      Minor due = goes_ahead_[lane] ? columns.if_goes_ahead[row] : columns.if_cancelled[row];
      if (per_size != 0.0)
        due =
            static_cast<Minor>(std::clamp(nearest_whole(columns.fixed[row] + per_size * static_cast<double>(size_[lane])), 0.0, size_max));
      if (failing_ && failure_day_[lane] <= columns.last_failure_day[row]) due = 0;
      tile[lane] += due;
    }
  }

  void add_receipts(std::size_t row) noexcept {
    const ExposureColumns& columns = plan_.exposures;
    const std::int32_t last = static_cast<std::int32_t>(plan_.settled_day.size()) - 1, beyond = plan_.horizon_days + 1;
    if (columns.delay_law[row] >= 0) find_payment_days(row);
    else paid_day_.fill(columns.due_day[row]);
    const std::int32_t first = columns.first_day[row], *settled = plan_.settled_day.data();
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      const std::int32_t unmoved = std::max(paid_day_[lane], first);
      paid_day_[lane] = unmoved > last ? beyond : settled[unmoved];
    }
    if (failing_)
      for (std::size_t lane = 0; lane < block_lanes; ++lane)
        if (failure_day_[lane] <= paid_day_[lane]) paid_day_[lane] = beyond;
    Minor* receipts = tiles_.receipts.data();
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      const auto day = static_cast<std::size_t>(goes_ahead_[lane] ? paid_day_[lane] : beyond);
      receipts[day * block_lanes + lane] += size_[lane];
    }
  }

  /// By halving without branches: lanes run side by side, and no step depends on what a lane found.
  void find_payment_days(std::size_t row) noexcept {
    const ExposureColumns& columns = plan_.exposures;
    const DelayLawColumns& laws = plan_.delay_laws;
    const auto law = static_cast<std::size_t>(columns.delay_law[row]);
    const double* thresholds = laws.thresholds.data() + laws.begin[law];
    const std::int32_t* guide = laws.guide.data() + law * (DelayLawColumns::guide_cells + 1);
    const std::int32_t count = laws.count[law], steps = laws.search_steps[law];
    const std::int32_t first = columns.due_day[row] + laws.first_days[law];
    const auto beyond = static_cast<std::int32_t>(plan_.settled_day.size());
    latents(columns.delay_key[row], latent_);
    LaneDays &found = paid_day_, &left = left_;
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      const double cell = (latent_[lane] - DelayLawColumns::guide_lowest) * DelayLawColumns::guide_per_unit;
      const auto index = static_cast<std::int32_t>(std::min(std::max(cell, 0.0), DelayLawColumns::guide_cells - 1.0));
      found[lane] = guide[index + 1];
      left[lane] = guide[index] - guide[index + 1];
    }
    for (std::int32_t step = 0; step < steps; ++step)
      for (std::size_t lane = 0; lane < block_lanes; ++lane) {
        const std::int32_t half = left[lane] / 2, further = latent_[lane] < thresholds[found[lane] + half] ? 1 : 0;
        found[lane] += further * (half + 1);
        left[lane] = further ? left[lane] - half - 1 : half;
      }
    for (std::size_t lane = 0; lane < block_lanes; ++lane) found[lane] = found[lane] < count ? first + found[lane] : beyond;
  }

  const Plan& plan_;
  const NormalTable& table_;
  std::uint64_t first_path_;
  Tiles& tiles_;
  const FactorDraws* factors_;
  LaneNumbers market_, shared_, latent_, market_scratch_;
  LaneDays failure_day_, paid_day_, left_;
  LaneAmounts size_;
  LaneFlags goes_ahead_;
  bool failing_ = false;
};

}  // namespace

Tiles::Tiles(const Plan& plan) : approval_draw(block_lanes, 0) {
  const std::size_t size = (plan.day_count() + 2) * block_lanes;
  receipts.assign(size, 0);
  for (std::size_t i = 0; i < random_class_count; ++i) dues[i].assign(plan.has_random_dues(i) ? size : 0, 0);
}

void play_paths(const Plan& plan, std::uint64_t first_path, Tiles& tiles, const FactorDraws* factors) noexcept {
  std::fill(tiles.receipts.begin(), tiles.receipts.end(), 0);
  for (auto& tile : tiles.dues) std::fill(tile.begin(), tile.end(), 0);
  Block(plan, first_path, tiles, factors).play();
}

void play_as_written(const Plan& plan, Tiles& tiles) {
  std::fill(tiles.receipts.begin(), tiles.receipts.end(), 0);
  for (auto& tile : tiles.dues) std::fill(tile.begin(), tile.end(), 0);
  for (const DatedFlow& flow : plan.flows) {
    if (flow.certain) continue;
    auto* tile = &tiles.receipts;
    for (std::size_t i = 0; i < random_class_count; ++i)
      if (flow.payment_class == random_classes[i]) tile = &tiles.dues[i];
    const int row = flow.payment_class && !flow.deferrable ? plan.horizon_days + 2 : flow.day;
    for (std::size_t lane = 0; lane < block_lanes; ++lane) (*tile)[static_cast<std::size_t>(row) * block_lanes + lane] += flow.amount;
  }
  std::fill(tiles.approval_draw.begin(), tiles.approval_draw.end(), 0);
}

}  // namespace headroom
