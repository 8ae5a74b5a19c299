// Vectors of lanes, masks of a bit a lane, and tables looked up lane by lane. Included once an instruction set.

#if defined(HEADROOM_LANE_VECTORS) == defined(HWY_TARGET_TOGGLE)
#ifdef HEADROOM_LANE_VECTORS
#undef HEADROOM_LANE_VECTORS
#else
#define HEADROOM_LANE_VECTORS
#endif

#include <hwy/highway.h>

#include <cstdint>

#include "engine/lanes/block.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Doubles = hn::ScalableTag<double>;
using Floats = hn::ScalableTag<float>;
using Bits = hn::ScalableTag<std::uint32_t>;
using Integers = hn::ScalableTag<std::int32_t>;
using Amounts = hn::ScalableTag<std::int64_t>;
using LaneMask = std::uint64_t;  // one bit a lane
constexpr LaneMask all_lanes = ~LaneMask{0};

/// Bits of a vector's mask, for the lanes from `first` on.
template <class D, class M>
HWY_INLINE LaneMask bits_of(D d, M mask, std::size_t first) {
#if HWY_TARGET <= HWY_AVX3 && HWY_ARCH_X86
  (void)d;
  return LaneMask{mask.raw} << first;  // a mask is a register of bits
#else
  LaneMask bits = 0;
  hn::StoreMaskBits(d, mask, reinterpret_cast<std::uint8_t*>(&bits));
  return (bits & (all_lanes >> (64 - hn::Lanes(d)))) << first;
#endif
}

template <class D>
HWY_INLINE hn::Mask<D> mask_of(D d, LaneMask bits, std::size_t first) {
#if HWY_TARGET <= HWY_AVX3 && HWY_ARCH_X86
  (void)d;
  hn::Mask<D> mask;
  mask.raw = static_cast<decltype(mask.raw)>(bits >> first);
  return mask;
#else
  const LaneMask from_first = bits >> first;
  return hn::LoadMaskBits(d, reinterpret_cast<const std::uint8_t*>(&from_first));
#endif
}

/// Whole numbers, cut off, of floats that are within their range: what lies beyond it Highway's conversion would mend,
/// at a cost.
template <class V>
HWY_INLINE hn::Vec<Integers> whole_part(V x) {
#if HWY_TARGET <= HWY_AVX3 && HWY_ARCH_X86
  return hn::Vec<Integers>{_mm512_cvttps_epi32(x.raw)};
#else
  return hn::ConvertTo(Integers(), x);
#endif
}

/// table[index] of each lane, of a table that has no more entries than a block has lanes. Requires: the table is
/// aligned to vectors.
template <std::size_t entries, class T, class V>
HWY_INLINE hn::Vec<hn::ScalableTag<T>> look_up(const T* HWY_RESTRICT table, V index) {
  const hn::ScalableTag<T> d;
#if HWY_TARGET <= HWY_AVX3 && HWY_ARCH_X86
  static_assert(entries == 32 || entries == 64);
  const auto half = [&](const T* from) {
    const auto first = hn::BitCast(Bits(), hn::Load(d, from)), second = hn::BitCast(Bits(), hn::Load(d, from + 16));
    return hn::BitCast(d, hn::Vec<Bits>{_mm512_permutex2var_epi32(first.raw, index.raw, second.raw)});
  };
  if constexpr (entries == 32) return half(table);
  else {
    const auto is_second = hn::Gt(hn::BitCast(Integers(), index), hn::Set(Integers(), 31));
    return hn::IfThenElse(hn::RebindMask(d, is_second), half(table + 32), half(table));
  }
#else
  HWY_ALIGN std::uint32_t places[hn::MaxLanes(Bits())];
  HWY_ALIGN T values[hn::MaxLanes(Bits())];
  hn::Store(index, Bits(), places);
  for (std::size_t i = 0; i < hn::Lanes(d); ++i) values[i] = table[places[i]];
  return hn::Load(d, values);
#endif
}

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
