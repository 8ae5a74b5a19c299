// When what is paid late is paid, many entries of a batch at a time. Included once an instruction set, see
// path_lanes.cpp.

#if defined(HEADROOM_LANE_DAYS) == defined(HWY_TARGET_TOGGLE)
#ifdef HEADROOM_LANE_DAYS
#undef HEADROOM_LANE_DAYS
#else
#define HEADROOM_LANE_DAYS
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <cstdint>

#include "engine/paths/block_of_paths.hpp"
#include "engine/paths/lane_batch-inl.hpp"
#include "engine/paths/lane_latents-inl.hpp"
#include "engine/plan/plan_columns.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// Rows of one counterparty that are worked on together: enough to fill vectors, few enough to stay in the first cache.
constexpr std::size_t rows_max = SharedDraws::rows_together_max;

constexpr int lane_bits = 6;  // of an entry of a batch
static_assert(block_lanes == 1 << lane_bits);

/// What is worked with between beginning a batch and emptying it: one for all plans that take turns, so that it stays
/// in cache.
struct Scratch {
  Batch later;                   // what is paid later than on its law's earliest day
  LaneMask doubts[Batch::room];  // by vector
  alignas(64) float latents[Batch::room], places[Batch::room];
  alignas(64) std::int32_t cells[Batch::room], days[Batch::room];
  alignas(64) std::uint32_t entries[Batch::room];
};

/// In which cell of the law the entries of the batch lie. `latent_of`: the estimated L of the entries from the k-th on.
template <class LatentOf>
HWY_INLINE void find_cells(const DelayLawColumns& laws, std::size_t law, Scratch& scratch,
                           LatentOf&& latent_of) noexcept {
  const Floats d;
  const Integers di;
  const auto lowest = hn::Set(d, laws.cell_lowest[law]), unit = hn::Set(d, laws.cells_per_unit[law]);
  const auto highest = hn::Set(d, static_cast<float>(laws.cell_count[law]) - 0.5f);
  for (std::size_t k = 0; k < scratch.later.size; k += hn::Lanes(d)) {
    const auto place = hn::Min(hn::Mul(hn::Sub(latent_of(k), lowest), unit), highest);
    hn::Store(place, d, scratch.places + k);
    hn::Store(whole_part(hn::Max(place, hn::Zero(d))), di, scratch.cells + k);
  }
  const std::uint32_t* cells =
      laws.cells.data() + laws.cell_begin[law];  // one by one: gathering is slower on many machines
  HWY_UNROLL(8)
  for (std::size_t k = 0; k < scratch.later.size; ++k) scratch.entries[k] = cells[scratch.cells[k]];
}

/// What is the same for all lanes of a row.
struct RowConstants {
  alignas(64) std::int32_t earliest_days[rows_max];   // the unmoved day of a payment on its law's earliest day
  alignas(64) std::int32_t amounts[rows_max];         // receipts, where they are narrow
  std::int32_t followed[rows_max];                    // its place among the exposures that are followed; -1: it is not
  bool has_followed = false;                          // whether any row is
  alignas(64) std::uint32_t goes_ahead[2][rows_max];  // the lower and the upper lanes on which it goes ahead
};

/// The settled day of each entry, by what the cells say of the places within them, and which of them an estimate cannot
/// tell.
HWY_INLINE void read_cells(const Plan& plan, std::size_t law, const RowConstants& rows, std::int32_t wait,
                           Scratch& scratch) noexcept {
  const DelayLawColumns& laws = plan.delay_laws;
  const Floats d;
  const Integers di;
  const Bits du;
  const auto error = hn::Set(d, laws.cell_error[law]);
  const auto below_cells = hn::Set(di, laws.below_cells[law]), least_wait = hn::Set(di, wait);
  const auto last = hn::Set(di, static_cast<std::int32_t>(plan.settled_day.size()) - 1),
             none = hn::Set(di, laws.count[law] - 1), beyond = hn::Set(di, plan.horizon_days + 1);
  constexpr float passage_width = 1.0f / static_cast<float>(DelayLawColumns::passage_units);
  for (std::size_t k = 0; k < scratch.later.size; k += hn::Lanes(d)) {
    const auto place = hn::Load(d, scratch.places + k), cell = hn::ConvertTo(d, hn::Load(di, scratch.cells + k));
    const auto entry = hn::Load(du, scratch.entries + k);
    const auto passage = hn::BitCast(di, hn::And(entry, hn::Set(du, DelayLawColumns::nothing_passes)));
    const auto past = hn::Sub(hn::Sub(place, cell), hn::Mul(hn::ConvertTo(d, passage), hn::Set(d, passage_width)));
    const auto steps = hn::BitCast(di, hn::ShiftRight<DelayLawColumns::passage_bits>(entry));
    const auto below = hn::Lt(place, hn::Neg(error));
    const auto several = hn::RebindMask(d, hn::Eq(passage, hn::Set(di, DelayLawColumns::several_pass)));
    const auto doubt = hn::Or(hn::Le(hn::Abs(past), error), several);
    scratch.doubts[k / hn::Lanes(d)] = bits_of(d, hn::AndNot(below, doubt), 0);
    const auto at_or_above = hn::VecFromMask(d, hn::Ge(past, hn::Zero(d)));  // all ones are -1
    const auto j = hn::Add(steps, hn::BitCast(di, at_or_above));
    const auto steps_found = hn::IfThenElse(hn::RebindMask(di, below), below_cells, j);
    const auto row = hn::ShiftRight<lane_bits>(hn::Load(du, scratch.later.entries + k));
    const auto earliest_day = look_up<rows_max>(rows.earliest_days, row);
    const auto unmoved = hn::Add(earliest_day, hn::Max(steps_found, least_wait));
    auto day = hn::Max(hn::Min(unmoved, last), hn::Zero(di));
    if (!plan.settles_at_once) day = hn::GatherIndex(di, plan.settled_day.data(), day);
    hn::Store(hn::IfThenElse(hn::Or(hn::Gt(unmoved, last), hn::Gt(steps_found, none)), beyond, day), di,
              scratch.days + k);
  }
}

/// The j of one L, in doubles: by the threshold that passes in its cell, or by searching where more than one may.
inline std::int32_t exact_step(const DelayLawColumns& laws, std::size_t law, std::uint32_t cell,
                               double latent) noexcept {
  const double* thresholds = laws.thresholds.data() + laws.begin[law];
  const double* end = thresholds + laws.count[law];
  const std::uint32_t passage = cell & DelayLawColumns::nothing_passes;
  const auto below = static_cast<std::int32_t>(cell >> DelayLawColumns::passage_bits);
  if (passage < DelayLawColumns::several_pass) return latent >= thresholds[below - 1] ? below - 1 : below;
  const double* from =
      passage == DelayLawColumns::several_pass && cell < DelayLawColumns::must_search ? thresholds + below : thresholds;
  constexpr int at_once = 8;
  for (int i = 0; i < at_once;
       ++i, ++from)  // nearly always a few suffice; the last threshold is one that every L reaches
    if (latent >= *from) return static_cast<std::int32_t>(from - thresholds);
  const double* found = std::partition_point(from, end, [latent](double threshold) { return latent < threshold; });
  return static_cast<std::int32_t>(found - thresholds);
}

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
