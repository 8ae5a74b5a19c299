// Random sizes of a block of paths. Included once an instruction set, see path_lanes.cpp.

#if defined(HEADROOM_LANE_SIZES) == defined(HWY_TARGET_TOGGLE)
#ifdef HEADROOM_LANE_SIZES
#undef HEADROOM_LANE_SIZES
#else
#define HEADROOM_LANE_SIZES
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engine/draws/lane_normal-inl.hpp"
#include "engine/lanes/lane_rounding-inl.hpp"
#include "engine/paths/lane_latents-inl.hpp"
#include "engine/plan/plan_columns.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// The size of one row on each lane, and what of it is received.
class Sizes {
 public:
  /// Before another counterparty is begun.
  void forget_levels() noexcept { level_key_ = 0; }

  /// Draws the sizes of a row. `receipt_share`: what of them is received: all (1), a share, or what that share leaves
  /// (negative).
  void draw(const SizeLawColumns& columns, std::size_t row, double receipt_share, Latents& latents) noexcept {
    const Doubles d;
    const double v = columns.volatility[row], w = columns.level_volatility[row];
    if (v > 0.0) latents.of_stream(columns.period_key[row], latent_);
    if (w > 0.0) find_levels(columns.level_key[row], w, latents);
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d)) {
      auto size = hn::Set(d, columns.expected[row]);
      if (v > 0.0) size = hn::Mul(size, growth(v, hn::Load(d, latent_ + lane)));
      if (w > 0.0) size = hn::Mul(size, hn::Load(d, levels_ + lane));
      hn::Store(exact_nearest_whole(hn::Min(size, hn::Set(d, realised_size_max))), d, whole_ + lane);
    }
    for (std::size_t lane = 0; lane < block_lanes; ++lane) received_[lane] = static_cast<Minor>(whole_[lane]);
    if (receipt_share != 1.0) divide(receipt_share);
  }

  const double* whole() const noexcept { return whole_; }       ///< whole numbers. Shape: [block_lanes]
  const Minor* received() const noexcept { return received_; }  ///< [block_lanes]

 private:
  void divide(double receipt_share) noexcept {
    const Doubles d;
    HWY_ALIGN double shares[block_lanes];
    const auto share = hn::Set(d, std::abs(receipt_share));
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d))
      hn::Store(exact_nearest_whole(hn::Mul(hn::Load(d, whole_ + lane), share)), d, shares + lane);
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      const auto part = static_cast<Minor>(shares[lane]);
      received_[lane] = receipt_share < 0.0 ? received_[lane] - part : part;
    }
  }

  /// exp(v L - v^2 / 2), whose mean is 1.
  template <class V>
  static HWY_INLINE V growth(double v, V latent) noexcept {
    const Doubles d;
    return exact_exponential(hn::Sub(hn::Mul(hn::Set(d, v), latent), hn::Set(d, v * v / 2.0)));
  }

  /// The level of a stream of sales: one draw a path, for all its periods.
  void find_levels(std::uint64_t key, double volatility, Latents& latents) noexcept {
    const Doubles d;
    if (key == level_key_) return;
    level_key_ = key;
    latents.of_stream(key, levels_);
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d))
      hn::Store(growth(volatility, hn::Load(d, levels_ + lane)), d, levels_ + lane);
  }

  alignas(64) double latent_[block_lanes], levels_[block_lanes], whole_[block_lanes];
  alignas(64) Minor received_[block_lanes];
  std::uint64_t level_key_ = 0;  // of `levels_`
};

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
