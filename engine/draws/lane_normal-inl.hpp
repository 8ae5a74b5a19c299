// The normal distribution in vectors: exact doubles, the same bits as the plain code, and quick estimates with a bound
// on their error. Included once an instruction set, see path_lanes.cpp.

#if defined(HEADROOM_LANE_NORMAL) == defined(HWY_TARGET_TOGGLE)
#ifdef HEADROOM_LANE_NORMAL
#undef HEADROOM_LANE_NORMAL
#else
#define HEADROOM_LANE_NORMAL
#endif

#include <hwy/highway.h>

#include <cstdint>

#include "engine/draws/lane_estimates.hpp"
#include "engine/draws/normal_table.hpp"
#include "engine/lanes/lane_vectors-inl.hpp"
#include "models/normal.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET <= HWY_AVX3 && HWY_ARCH_X86

constexpr std::size_t cubics_together = 8;

/// The cubics of some segments, each at its place, which it replaces. The coefficients are loaded a segment at a time,
/// and turned. Shape: segments and places [cubics_together]
HWY_INLINE void exact_cubics(const double* HWY_RESTRICT cubics, const std::uint64_t* HWY_RESTRICT segments,
                             double* HWY_RESTRICT places) {
  const Doubles d;
  const auto segment = [&](std::size_t i) { return _mm256_loadu_pd(cubics + 4 * segments[i]); };
  const auto two = [&](std::size_t i) {
    return _mm512_insertf64x4(_mm512_castpd256_pd512(segment(i)), segment(i + 4), 1);
  };
  const auto lower = _mm512_setr_epi64(0, 1, 8, 9, 4, 5, 12, 13), upper = _mm512_setr_epi64(2, 3, 10, 11, 6, 7, 14, 15);
  const auto even_01 = _mm512_unpacklo_pd(two(0), two(1)), even_23 = _mm512_unpacklo_pd(two(2), two(3));
  const auto odd_01 = _mm512_unpackhi_pd(two(0), two(1)), odd_23 = _mm512_unpackhi_pd(two(2), two(3));
  const hn::Vec<Doubles> c0{_mm512_permutex2var_pd(even_01, lower, even_23)},
      c1{_mm512_permutex2var_pd(odd_01, lower, odd_23)};
  const hn::Vec<Doubles> c2{_mm512_permutex2var_pd(even_01, upper, even_23)},
      c3{_mm512_permutex2var_pd(odd_01, upper, odd_23)};
  const auto t = hn::Load(d, places);
  hn::Store(hn::Add(hn::Mul(hn::Add(hn::Mul(hn::Add(hn::Mul(c3, t), c2), t), c1), t), c0), d, places);
}

#else

constexpr std::size_t cubics_together = 1;

HWY_INLINE void exact_cubics(const double* HWY_RESTRICT cubics, const std::uint64_t* HWY_RESTRICT segments,
                             double* HWY_RESTRICT places) {
  const double* c = cubics + 4 * *segments;  // gathering is slower on many machines
  const double t = *places;
  *places = ((c[3] * t + c[2]) * t + c[1]) * t + c[0];
}

#endif

/// `NormalTable::value` of each draw, bit for bit. Shape: draws and numbers [block_lanes]
HWY_INLINE void exact_normals(const NormalTable& table, const std::uint32_t* HWY_RESTRICT draws,
                              double* HWY_RESTRICT numbers) {
  const Doubles d;
  const hn::RebindToUnsigned<Doubles> d64;
  const hn::Rebind<std::uint32_t, Doubles> d32;
  const hn::Rebind<std::int32_t, Doubles> di32;
  constexpr int fraction_bits = 52 - NormalTable::segment_bits;
  HWY_ALIGN std::uint64_t segments[block_lanes];
  HWY_ALIGN double places[block_lanes];
  for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d)) {
    const auto bits = hn::LoadU(d32, draws + lane);
    const auto near = hn::Min(bits, hn::Not(bits));  // distance from the nearer end, below 2^31
    const auto x = hn::Add(hn::PromoteTo(d, hn::BitCast(di32, near)), hn::Set(d, 0.5));
    const auto raw = hn::BitCast(d64, x);
    const auto start = hn::BitCast(d, hn::And(raw, hn::Set(d64, ~((std::uint64_t{1} << fraction_bits) - 1))));
    // One over the segment's width, a power of two: from the exponent of x.
    const auto scale_exponent = hn::Sub(hn::Set(d64, 2 * 1023 + NormalTable::segment_bits), hn::ShiftRight<52>(raw));
    hn::Store(hn::Sub(hn::ShiftRight<fraction_bits>(raw), hn::Set(d64, NormalTable::first_segment)), d64,
              segments + lane);
    hn::Store(hn::Mul(hn::Sub(x, start), hn::BitCast(d, hn::ShiftLeft<52>(scale_exponent))), d, places + lane);
  }
  for (std::size_t lane = 0; lane < block_lanes; lane += cubics_together)
    exact_cubics(table.cubics(), segments + lane, places + lane);
  for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d)) {
    const auto upper = hn::ShiftLeft<63>(
        hn::ShiftRight<31>(hn::PromoteTo(d64, hn::LoadU(d32, draws + lane))));  // mirrors the lower half
    hn::StoreU(hn::Xor(hn::Load(d, places + lane), hn::BitCast(d, upper)), d, numbers + lane);
  }
}

/// `exponential` of each lane, bit for bit.
template <class V>
HWY_INLINE V exact_exponential(V x) {
  const Doubles d;
  const hn::RebindToSigned<Doubles> di;
  const V k = hn::Floor(hn::Add(hn::Mul(x, hn::Set(d, log_2_inverse)), hn::Set(d, 0.5)));
  const V r = hn::Sub(hn::Sub(x, hn::Mul(k, hn::Set(d, log_2_high))), hn::Mul(k, hn::Set(d, log_2_low)));
  V sum = hn::Set(d, series_of_e.back());
  for (std::size_t i = series_of_e.size() - 1; i-- > 0;) sum = hn::Add(hn::Mul(sum, r), hn::Set(d, series_of_e[i]));
  const auto is_plain = hn::And(hn::Ge(k, hn::Set(d, -1021.0)), hn::Le(k, hn::Set(d, 1023.0)));
  const hn::Rebind<std::int32_t, Doubles> di32;
  const V bounded = hn::Min(hn::Max(k, hn::Set(d, -1021.0)), hn::Set(d, 1023.0));
  const auto exponent = hn::PromoteTo(di, hn::DemoteTo(di32, bounded));
  const V power = hn::BitCast(d, hn::ShiftLeft<52>(hn::Add(exponent, hn::Set(di, 1023))));
  const V plain = hn::Mul(sum, power);
  if (HWY_LIKELY(hn::AllTrue(d, is_plain))) return plain;
  HWY_ALIGN double lanes[hn::MaxLanes(Doubles())], values[hn::MaxLanes(Doubles())];
  hn::Store(x, d, lanes);
  for (std::size_t i = 0; i < hn::Lanes(d); ++i)
    values[i] = exponential(lanes[i]);  // overflow, underflow, denormal numbers
  return hn::Load(d, values);
}

template <std::size_t n, class V>
HWY_INLINE V estimated_polynomial(const std::array<float, n>& coefficients, V x) {
  const Floats d;
  V sum = hn::Set(d, coefficients[n - 1]);
  for (std::size_t i = n - 1; i-- > 0;) sum = hn::MulAdd(sum, x, hn::Set(d, coefficients[i]));
  return sum;
}

#if HWY_TARGET <= HWY_AVX3 && HWY_ARCH_X86

/// The normal number of each draw, within `estimate::normal_error`: the polynomials of all octaves fit into registers.
template <class V>
HWY_INLINE hn::Vec<Floats> estimated_normal(const NormalTable& table, V draws) {
  const Floats d;
  const Integers di;
  const Bits du;
  const auto near = hn::Min(draws, hn::Not(draws));
  const auto distance =
      hn::Min(hn::Add(hn::ConvertTo(d, hn::BitCast(di, near)), hn::Set(d, 0.5f)), hn::Set(d, 2147483520.0f));
  const auto raw = hn::BitCast(du, distance);
  const auto octave = hn::ShiftRight<23>(raw);  // a look-up heeds its lowest five bits alone
  const auto leading = hn::Or(hn::And(raw, hn::Set(du, 0x007FFFFF)), hn::Set(du, 0x3F800000));
  const auto x = hn::Sub(hn::BitCast(d, leading), hn::Set(d, 1.5f));
  const auto coefficient = [&](std::size_t i) {
    return look_up<32>(table.estimates() + i * NormalTable::octaves, octave);
  };
  auto z = coefficient(NormalTable::estimate_size - 1);
  HWY_UNROLL(8)
  for (std::size_t i = NormalTable::estimate_size - 1; i-- > 0;) z = hn::MulAdd(z, x, coefficient(i));
  const auto sign = hn::AndNot(draws, hn::Set(du, 0x80000000));  // low draws are low numbers
  return hn::Xor(z, hn::BitCast(d, sign));
}

#else

/// log2 of x in (0, 2).
template <class V>
HWY_INLINE V estimated_log2(V x) {
  const Floats d;
  const Integers di;
  const auto raw = hn::BitCast(di, x);
  const auto exponent = hn::ShiftRight<23>(hn::Sub(raw, hn::BitCast(di, hn::Set(d, 2.0f / 3.0f))));
  const V t = hn::Sub(hn::BitCast(d, hn::Sub(raw, hn::ShiftLeft<23>(exponent))), hn::Set(d, 1.0f));  // in [-1/3, 1/3]
  return hn::MulAdd(t, estimated_polynomial(estimate::log2_ratio, t), hn::ConvertTo(d, exponent));
}

/// The normal number of each draw, within `estimate::normal_error`: by polynomials of its depth.
template <class V>
HWY_INLINE hn::Vec<Floats> estimated_normal(const NormalTable&, V draws) {
  const Floats d;
  const Integers di;
  const Bits du;
  const auto near = hn::Min(draws, hn::Not(draws));
  const auto half = hn::Set(d, 0.5f), unit = hn::Set(d, 0x1p-31f);
  const auto tail =
      hn::Mul(hn::Add(hn::ConvertTo(d, hn::BitCast(di, near)), half), unit);  // twice the nearer tail's probability
  const auto centre = hn::Sub(hn::Set(d, 1.0f), tail);
  const auto depth = hn::Neg(estimated_log2(hn::Mul(tail, hn::Sub(hn::Set(d, 2.0f), tail))));
  auto z = hn::Mul(
      centre, estimated_polynomial(estimate::quantile_centre, hn::Sub(depth, hn::Set(d, estimate::centre_origin))));
  const auto far = hn::Gt(depth, hn::Set(d, estimate::centre_depth));
  if (HWY_UNLIKELY(!hn::AllFalse(d, far))) {
    const auto s = hn::Sub(hn::Sqrt(hn::Max(depth, hn::Zero(d))), hn::Set(d, estimate::tail_origin));
    z = hn::IfThenElse(far, hn::Mul(centre, estimated_polynomial(estimate::quantile_tail, s)), z);
  }
  const auto sign = hn::AndNot(draws, hn::Set(du, 0x80000000));  // low draws are low numbers
  return hn::Xor(z, hn::BitCast(d, sign));
}

#endif

/// 2 to the power x, for x from -126 to 126.
template <class V>
HWY_INLINE hn::Vec<Floats> estimated_exp2(V x) {
  const Floats d;
  const Integers di;
  const auto whole = hn::NearestInt(x);
  const auto fraction = hn::Sub(x, hn::ConvertTo(d, whole));
  const auto shape = hn::BitCast(di, estimated_polynomial(estimate::exp2_fraction, fraction));
  return hn::BitCast(d, hn::Add(shape, hn::ShiftLeft<23>(whole)));
}

/// 2^32 Phi(-|x|).
template <class V>
HWY_INLINE hn::Vec<Floats> estimated_tail(V x) {
  const Floats d;
  const auto depth = hn::Min(hn::Abs(x), hn::Set(d, estimate::cdf_reach));
  return estimated_exp2(hn::Add(estimated_polynomial(estimate::log2_cdf, depth), hn::Set(d, 32.0f)));
}

/// 2^32 Phi(x) as a whole number, within `estimate::share_error`.
template <class V>
HWY_INLINE hn::Vec<Bits> estimated_share(V x) {
  const Floats d;
  const Bits du;
  const auto lower = hn::BitCast(du, whole_part(hn::Min(estimated_tail(x), hn::Set(d, 2147483520.0f))));
  const auto is_negative = hn::MaskFromVec(hn::BitCast(du, hn::VecFromMask(d, hn::Lt(x, hn::Zero(d)))));
  return hn::IfThenElse(is_negative, lower, hn::Not(lower));
}

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
