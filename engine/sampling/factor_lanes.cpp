#include "engine/sampling/factor_lanes.hpp"

#include "engine/draws/normal_table.hpp"
#include "engine/paths/tiles.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/sampling/factor_lanes.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "engine/draws/lane_normal-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

void factor_lanes(const std::uint32_t* HWY_RESTRICT lanes, std::uint32_t higher, double mean,
                  double* HWY_RESTRICT out) {
  const hn::ScalableTag<std::uint32_t> du;
  const hn::ScalableTag<double> d;
  alignas(64) std::uint32_t draws[block_lanes];
  for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(du))
    hn::Store(hn::Xor(hn::Load(du, lanes + lane), hn::Set(du, higher)), du, draws + lane);
  const auto moved = hn::Set(d, mean);
  exact_normals(normal_table(), draws, out);
  for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d))
    hn::Store(hn::Add(moved, hn::Load(d, out + lane)), d, out + lane);
}

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace headroom {

HWY_EXPORT(factor_lanes);

void factor_lanes(const std::uint32_t* lanes, std::uint32_t higher, double mean, double* out) noexcept {
  HWY_DYNAMIC_DISPATCH(factor_lanes)(lanes, higher, mean, out);
}

}  // namespace headroom
#endif
