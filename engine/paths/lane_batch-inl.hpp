// Lanes of several rows side by side. Included once an instruction set, see path_lanes.cpp.

#if defined(HEADROOM_LANE_BATCH) == defined(HWY_TARGET_TOGGLE)
#ifdef HEADROOM_LANE_BATCH
#undef HEADROOM_LANE_BATCH
#else
#define HEADROOM_LANE_BATCH
#endif

#include <hwy/highway.h>

#include <bit>
#include <cstdint>

#include "engine/lanes/lane_vectors-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// Lanes of several rows side by side, for what only some lanes of a row need. An entry is a row of the batch and a
/// lane.
struct Batch {
  static constexpr std::size_t size_max = 512;
  static constexpr std::size_t room = size_max + block_lanes;  // vectors are stored whole
  std::size_t size = 0;
  alignas(64) std::uint32_t entries[room];  // row x block_lanes + lane
  alignas(64) std::uint32_t draws[room];
  bool has_room() const noexcept { return size + block_lanes <= size_max; }
};

/// Adds lanes of a row to a batch. Shape: draws [block_lanes]
HWY_INLINE void append(Batch& batch, std::size_t row, LaneMask lanes,
                       const std::uint32_t* HWY_RESTRICT draws) noexcept {
  std::size_t size = batch.size;
#if HWY_TARGET <= HWY_AVX3 && HWY_ARCH_X86
  const Bits du;
  const auto place = hn::Iota(du, 0);  // of a constant: from anything else it is written lane by lane
  for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(du)) {
    const auto mask = mask_of(du, lanes, lane);
    const auto entry = hn::Add(place, hn::Set(du, static_cast<std::uint32_t>(row * block_lanes + lane)));
    hn::StoreU(hn::Compress(entry, mask), du, batch.entries + size);
    hn::StoreU(hn::Compress(hn::Load(du, draws + lane), mask), du, batch.draws + size);
    size += hn::CountTrue(du, mask);
  }
#else  // without an instruction for it, compressing costs more than it gains
  for (; lanes != 0; lanes &= lanes - 1, ++size) {
    const auto lane = static_cast<std::size_t>(std::countr_zero(lanes));
    batch.entries[size] = static_cast<std::uint32_t>(row * block_lanes + lane);
    batch.draws[size] = draws[lane];
  }
#endif
  batch.size = size;
}

/// Fills the last vector of a batch: what is there is worked out like the rest, and left.
HWY_INLINE void fill_up(Batch& batch) noexcept {
  hn::StoreU(hn::Zero(Bits()), Bits(), batch.entries + batch.size);
  hn::StoreU(hn::Zero(Bits()), Bits(), batch.draws + batch.size);
}

/// Calls visit(k, lane) for every entry whose bit is set.
template <class Visit>
HWY_INLINE void each_bit(const Batch& batch, const LaneMask* bits, Visit&& visit) noexcept {
  const std::size_t lanes = hn::Lanes(Floats());
  for (std::size_t first = 0; first < batch.size; first += lanes) {
    LaneMask left = bits[first / lanes];
    if (first + lanes > batch.size) left &= (LaneMask{1} << (batch.size - first)) - 1;
    for (; left != 0; left &= left - 1) {
      const std::size_t k = first + static_cast<std::size_t>(std::countr_zero(left));
      visit(k, batch.entries[k] % block_lanes);
    }
  }
}

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
