#include "tests/engine/lane_probe.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tests/engine/lane_probe.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "engine/draws/lane_normal-inl.hpp"
#include "engine/lanes/lane_rounding-inl.hpp"
#include "engine/lanes/lane_vectors-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

void estimate_normals(std::span<const std::uint32_t> draws, std::span<float> numbers) {
  for (std::size_t i = 0; i < draws.size(); i += hn::Lanes(Bits()))
    hn::StoreU(estimated_normal(normal_table(), hn::LoadU(Bits(), draws.data() + i)), Floats(), numbers.data() + i);
}

void exact_numbers(std::span<const std::uint32_t> draws, std::span<double> numbers) {
  for (std::size_t i = 0; i < draws.size(); i += block_lanes)
    exact_normals(normal_table(), draws.data() + i, numbers.data() + i);
}

void estimate_shares(std::span<const float> places, std::span<std::uint32_t> shares) {
  for (std::size_t i = 0; i < places.size(); i += hn::Lanes(Floats()))
    hn::StoreU(estimated_share(hn::LoadU(Floats(), places.data() + i)), Bits(), shares.data() + i);
}

void exact_exponentials(std::span<const double> x, std::span<double> values) {
  for (std::size_t i = 0; i < x.size(); i += hn::Lanes(Doubles()))
    hn::StoreU(exact_exponential(hn::LoadU(Doubles(), x.data() + i)), Doubles(), values.data() + i);
}

void exact_nearest_wholes(std::span<const double> x, std::span<double> values) {
  for (std::size_t i = 0; i < x.size(); i += hn::Lanes(Doubles()))
    hn::StoreU(exact_nearest_whole(hn::LoadU(Doubles(), x.data() + i)), Doubles(), values.data() + i);
}

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace headroom {

HWY_EXPORT(estimate_normals);
HWY_EXPORT(exact_numbers);
HWY_EXPORT(estimate_shares);
HWY_EXPORT(exact_exponentials);
HWY_EXPORT(exact_nearest_wholes);

void estimate_normals(std::span<const std::uint32_t> draws, std::span<float> numbers) {
  HWY_DYNAMIC_DISPATCH(estimate_normals)(draws, numbers);
}
void exact_normals(std::span<const std::uint32_t> draws, std::span<double> numbers) {
  HWY_DYNAMIC_DISPATCH(exact_numbers)(draws, numbers);
}
void estimate_shares(std::span<const float> places, std::span<std::uint32_t> shares) {
  HWY_DYNAMIC_DISPATCH(estimate_shares)(places, shares);
}
void exact_exponentials(std::span<const double> x, std::span<double> values) {
  HWY_DYNAMIC_DISPATCH(exact_exponentials)(x, values);
}
void exact_nearest_wholes(std::span<const double> x, std::span<double> values) {
  HWY_DYNAMIC_DISPATCH(exact_nearest_wholes)(x, values);
}

}  // namespace headroom
#endif
