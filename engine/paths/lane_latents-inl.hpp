// The latent variables of a block of paths. Included once an instruction set, see path_lanes.cpp.

#if defined(HEADROOM_LANE_LATENTS) == defined(HWY_TARGET_TOGGLE)
#ifdef HEADROOM_LANE_LATENTS
#undef HEADROOM_LANE_LATENTS
#else
#define HEADROOM_LANE_LATENTS
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "engine/draws/lane_draws-inl.hpp"
#include "engine/draws/lane_estimates.hpp"
#include "engine/draws/lane_normal-inl.hpp"
#include "engine/draws/normal_table.hpp"
#include "engine/paths/block_of_paths.hpp"
#include "engine/paths/lane_batch-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// A threshold of L as thresholds of the draw: below `low` L is surely below it, above `high` surely not.
struct DrawThresholds {
  alignas(64) std::uint32_t low[block_lanes];
  alignas(64) std::uint32_t high[block_lanes];
};

/// What thresholds of the draw are near one threshold of L, lane by lane: Phi((threshold - shared) / own) and its
/// derivatives.
struct DrawExpansion {
  std::int32_t place_index = -1;           // in the plan
  alignas(64) float place[block_lanes];    // (threshold - shared) / own
  alignas(64) float share[block_lanes];    // 2^31 Phi(place)
  alignas(64) float density[block_lanes];  // 2^31 phi(place)
};

/// Where the lanes of a block stand to a threshold of L.
struct Sides {
  LaneMask below = 0, in_doubt = 0;
};

/// All that L is made of: the factors of a block, what the rows of a counterparty share, and the draws made last.
class Latents {
 public:
  Latents(const BlockOfPaths& block, SharedDraws* shared) noexcept
      : plan_(*block.plan),
        table_(normal_table()),
        factors_(block.factors),
        shared_draws_(shared),
        counters_(block.first_path / 4),
        own_inverse_(plan_.own_loading >= estimate::own_loading_least ? 1.0 / plan_.own_loading : 0.0) {
    error_ = own_inverse_ > 0.0 ? estimate::draw_error(own_inverse_) : 0x1p32;
    if (factors_) std::copy_n(factors_->market.begin(), block_lanes, market_);
    else normals(plan_.market_key, market_);
  }

  /// Begins a counterparty that another has begun: what its rows share is the same.
  void share_factors(const Latents& other) noexcept {
    shared_ = other.shared_;
    shared_estimate_ = other.shared_estimate_;
  }

  /// Begins a counterparty.
  void share_factors(std::size_t i) noexcept {
    shared_ = own_shared_;
    shared_estimate_ = own_shared_estimate_;
    const Doubles d;
    const hn::Rebind<float, Doubles> df;
    const auto market = hn::Set(d, plan_.market_loading), counterparty = hn::Set(d, plan_.counterparty_loading);
    if (factors_)
      std::copy_n(factors_->counterparties.begin() + static_cast<std::ptrdiff_t>(i * block_lanes), block_lanes,
                  own_shared_);
    else if (plan_.counterparty_loading > 0.0) normals(plan_.counterparties.factor_key[i], own_shared_);
    else std::fill_n(own_shared_, block_lanes, 0.0);
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d)) {
      const auto sum =
          hn::Add(hn::Mul(market, hn::Load(d, market_ + lane)), hn::Mul(counterparty, hn::Load(d, own_shared_ + lane)));
      hn::Store(sum, d, own_shared_ + lane);
      hn::Store(hn::DemoteTo(df, sum), df, own_shared_estimate_ + lane);
    }
  }

  /// Makes the draws of a stream: they are those made last from then on.
  void draw(std::uint64_t key) noexcept { draw(key, 2 * SharedDraws::rows_together_max + key % SharedDraws::others); }

  /// The same, kept for other plans in a row of its own. Requires: row < SharedDraws::rows
  void draw(std::uint64_t key, std::size_t row) noexcept {
    if (!shared_draws_) {
      counters_.draw(key, own_draws_);
      return;
    }
    std::uint32_t* kept = shared_draws_->draws.data() + row * block_lanes;
    if (shared_draws_->keys[row] != key || key == 0) counters_.draw(key, kept);
    shared_draws_->keys[row] = key;
    draws_ = kept;
  }

  /// The normal draws of a stream on the block's paths.
  void normals(std::uint64_t key, double* HWY_RESTRICT out) noexcept {
    draw(key);
    exact_normals(table_, draws_, out);
  }

  /// L of one use of an item on all lanes: what it shares with its counterparty, and its own draw.
  void of_stream(std::uint64_t key, double* HWY_RESTRICT out) noexcept {
    const Doubles d;
    normals(key, out);
    const auto own = hn::Set(d, plan_.own_loading);
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d))
      hn::Store(hn::Add(hn::Load(d, shared_ + lane), hn::Mul(own, hn::Load(d, out + lane))), d, out + lane);
  }

  /// The same for one lane and draw.
  double exact(std::size_t lane, std::uint32_t draw) const noexcept {
    return shared_[lane] + plan_.own_loading * table_.value(draw);
  }

  /// The same for one lane of the draws made last.
  double exact(std::size_t lane) const noexcept { return exact(lane, draws_[lane]); }

  /// What is decided in doubles, lane by lane, of those in doubt.
  LaneMask exactly_below(LaneMask in_doubt, double threshold) const noexcept {
    LaneMask below = 0;
    for (; in_doubt != 0; in_doubt &= in_doubt - 1) {
      const auto lane = static_cast<std::size_t>(std::countr_zero(in_doubt));
      below |= LaneMask{exact(lane) < threshold} << lane;
    }
    return below;
  }

  /// The draws at which L passes a threshold, lane by lane.
  void find_thresholds(double threshold, DrawThresholds& out) const noexcept {
    const Floats d;
    const Bits du;
    const auto error = hn::Set(du, static_cast<std::uint32_t>(std::min(error_, 4294967295.0)));
    const auto from = hn::Set(d, static_cast<float>(threshold)), scale = hn::Set(d, static_cast<float>(own_inverse_));
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d)) {
      const auto share = estimated_share(hn::Mul(hn::Sub(from, hn::Load(d, shared_estimate_ + lane)), scale));
      hn::Store(hn::Sub(share, hn::Min(share, error)), du, out.low + lane);
      hn::Store(hn::Add(share, hn::Min(hn::Not(share), error)), du, out.high + lane);
    }
  }

  /// Expands the thresholds of the draw about a place of L.
  void expand(std::int32_t place_index, DrawExpansion& out) const noexcept {
    const double threshold = plan_.cancellations.places[static_cast<std::size_t>(place_index)];
    const Floats d;
    const auto from = hn::Set(d, static_cast<float>(threshold)), scale = hn::Set(d, static_cast<float>(own_inverse_));
    const auto reach = hn::Set(d, estimate::cdf_reach), half = hn::Set(d, 0.5f);
    out.place_index = place_index;
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d)) {
      const auto x = hn::Mul(hn::Sub(from, hn::Load(d, shared_estimate_ + lane)), scale);
      const auto place = hn::Max(hn::Min(x, reach), hn::Neg(reach));
      const auto tail = hn::Mul(estimated_tail(place), half);
      hn::Store(place, d, out.place + lane);
      hn::Store(hn::IfThenElse(hn::Lt(place, hn::Zero(d)), tail, hn::Sub(hn::Set(d, 0x1p31f), tail)), d,
                out.share + lane);
      const auto power =
          hn::MulAdd(hn::Mul(place, place), hn::Set(d, -0.72134752f), hn::Set(d, 29.674252f));  // log2 of 2^31 phi
      hn::Store(estimated_exp2(power), d, out.density + lane);
    }
  }

  /// Sorts the draws made last by a threshold of L near the place of an expansion.
  Sides sides_near(const CancellationSeries& series, const DrawExpansion& about) const noexcept {
    const Floats d;
    const Integers di;
    const Bits du;
    const auto error = hn::Set(d, series.error);
    const auto c0 = hn::Set(d, series.powers[0]), c1 = hn::Set(d, series.powers[1]);
    const auto c2 = hn::Set(d, series.powers[2]), c3 = hn::Set(d, series.powers[3]);
    Sides found;
    LaneMask above = 0;
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d)) {
      const auto x = hn::Load(d, about.place + lane);
      const auto change = hn::MulAdd(hn::MulAdd(hn::MulAdd(c3, x, c2), x, c1), x, c0);
      const auto share = hn::MulAdd(change, hn::Load(d, about.density + lane), hn::Load(d, about.share + lane));
      const auto half_draws = hn::ConvertTo(d, hn::BitCast(di, hn::ShiftRight<1>(hn::Load(du, draws_ + lane))));
      const auto distance = hn::Sub(half_draws, share);
      found.below |= bits_of(d, hn::Lt(distance, hn::Neg(error)), lane);
      above |= bits_of(d, hn::Gt(distance, error), lane);
    }
    found.in_doubt = ~(found.below | above);
    return found;
  }

  /// Sorts the draws made last by thresholds of the draw.
  Sides sides(const DrawThresholds& thresholds) const noexcept {
    const Bits d;
    Sides found;
    LaneMask above = 0;
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d)) {
      const auto draws = hn::Load(d, draws_ + lane);
      found.below |= bits_of(d, hn::Lt(draws, hn::Load(d, thresholds.low + lane)), lane);
      above |= bits_of(d, hn::Gt(draws, hn::Load(d, thresholds.high + lane)), lane);
    }
    found.in_doubt = ~(found.below | above);
    return found;
  }

  /// The lanes on which L is below a threshold, or too near to it to tell.
  LaneMask not_above(const DrawThresholds& thresholds) const noexcept {
    const Bits d;
    LaneMask above = 0;
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d))
      above |= bits_of(d, hn::Gt(hn::Load(d, draws_ + lane), hn::Load(d, thresholds.high + lane)), lane);
    return ~above;
  }

  /// L of entries of a batch from the k-th on, within 2 x `estimate::normal_error`.
  HWY_INLINE hn::Vec<Floats> estimated(const Batch& batch, std::size_t k) const noexcept {
    const Floats d;
    const auto own = estimated_normal(table_, hn::Load(Bits(), batch.draws + k));
    const auto lane = hn::And(hn::Load(Bits(), batch.entries + k), hn::Set(Bits(), block_lanes - 1));
    return hn::MulAdd(own, hn::Set(d, static_cast<float>(plan_.own_loading)),
                      look_up<block_lanes>(shared_estimate_, lane));
  }

  /// Adds lanes of a row to a batch, with the draws made last.
  HWY_INLINE void append_to(Batch& batch, std::size_t row, LaneMask lanes) const noexcept {
    append(batch, row, lanes, draws_);
  }

 private:
  const Plan& plan_;
  const NormalTable& table_;
  const FactorDraws* factors_;
  SharedDraws* shared_draws_;  // null: nobody else asks for them
  Counters counters_;
  double own_inverse_;  // 0 where the own part is too small to be divided by: then every lane is in doubt
  double error_ = 0.0;  // of a threshold of the draw
  alignas(64) double market_[block_lanes], own_shared_[block_lanes];
  alignas(64) float own_shared_estimate_[block_lanes];
  const double* shared_ = own_shared_;  // or another's
  const float* shared_estimate_ = own_shared_estimate_;
  alignas(64) std::uint32_t own_draws_[block_lanes];
  const std::uint32_t* draws_ = own_draws_;  // made last
};

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
