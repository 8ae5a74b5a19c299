// Random receipts in vectors, whatever their width. Included once an instruction set, see settlement_days.cpp.

#if defined(HEADROOM_RANDOM_RECEIPTS) == defined(HWY_TARGET_TOGGLE)
#ifdef HEADROOM_RANDOM_RECEIPTS
#undef HEADROOM_RANDOM_RECEIPTS
#else
#define HEADROOM_RANDOM_RECEIPTS
#endif

#include <hwy/highway.h>

#include <cstdint>

#include "engine/settlement/settlement_lanes.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

template <class D>
HWY_INLINE hn::Vec<D> load_receipts(D d, const RandomReceipts& receipts, std::size_t place) {
  if (receipts.narrow) return hn::PromoteTo(d, hn::Load(hn::Rebind<std::int32_t, D>(), receipts.narrow + place));
  return hn::Load(d, receipts.wide + place);
}

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
