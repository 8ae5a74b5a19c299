// The one rounding of money, in vectors: `nearest_whole` of models/money.hpp. Included once an instruction set.

#if defined(HEADROOM_LANE_ROUNDING) == defined(HWY_TARGET_TOGGLE)
#ifdef HEADROOM_LANE_ROUNDING
#undef HEADROOM_LANE_ROUNDING
#else
#define HEADROOM_LANE_ROUNDING
#endif

#include <hwy/highway.h>

#include "models/money.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// `nearest_whole` of models/money.hpp, lane by lane, bit for bit.
template <class V>
HWY_INLINE V exact_nearest_whole(V value) {
  const hn::DFromV<V> d;
  const V size = hn::Abs(value), whole = hn::Floor(size);
  const V slack = hn::Min(hn::Mul(hn::Set(d, nearest_whole_relative_error), size), hn::Set(d, nearest_whole_error_max));
  const auto is_up = hn::Ge(hn::Sub(size, whole), hn::Sub(hn::Set(d, 0.5), slack));
  const V nearest = hn::IfThenElse(is_up, hn::Add(whole, hn::Set(d, 1.0)), whole);
  return hn::IfThenElse(hn::Lt(value, hn::Zero(d)), hn::Neg(nearest), nearest);
}

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
