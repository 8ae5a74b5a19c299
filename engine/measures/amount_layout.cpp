#include "engine/measures/amount_layout.hpp"

#include <algorithm>
#include <bit>

namespace headroom {

namespace {

constexpr std::size_t distinct_min = 16;  // fewer beside the atoms do not tell what comes later
constexpr auto bin_count = static_cast<std::uint64_t>(BinLayout::bin_count);

/// An amount, and how many of the first paths share it.
struct Shared {
  Minor amount = 0;
  std::uint32_t paths = 0;
};

/// The distinct amounts of the first paths, in the order in which they come.
std::vector<Shared> distinct_amounts(const std::vector<Minor>& amounts) {
  const std::size_t places = std::bit_ceil(2 * amounts.size());
  std::vector<std::uint32_t> table(places, 0);  // 1 + index in `distinct`; 0: nothing
  std::vector<Shared> distinct;
  distinct.reserve(amounts.size());
  for (const Minor amount : amounts) {
    const std::uint64_t mixed =
        static_cast<std::uint64_t>(amount) * 0x9E3779B97F4A7C15ULL;  // 2^64 over the golden ratio
    std::size_t place = (mixed >> 32) & (places - 1);
    while (table[place] != 0 && distinct[table[place] - 1].amount != amount) place = (place + 1) & (places - 1);
    if (table[place] == 0) {
      distinct.push_back({amount, 0});
      table[place] = static_cast<std::uint32_t>(distinct.size());
    }
    ++distinct[table[place] - 1].paths;
  }
  return distinct;
}

/// The few amounts that most paths share, the most shared first. Four of 1,024 continuous amounts are never equal by
/// chance.
std::vector<Shared> greatest_atoms(const std::vector<Shared>& distinct, std::size_t paths) {
  const auto paths_min = static_cast<std::uint32_t>(std::max<std::size_t>(3, paths / 256));
  std::vector<Shared> atoms;
  for (const Shared& shared : distinct)
    if (shared.paths >= paths_min) atoms.push_back(shared);
  std::sort(atoms.begin(), atoms.end(), [](const Shared& a, const Shared& b) {
    return a.paths != b.paths ? a.paths > b.paths : a.amount < b.amount;
  });
  atoms.resize(std::min(atoms.size(), BinLayout::atom_max));
  return atoms;
}

/// Bins that hold lowest..highest with room on either side, the greatest atom (else 0) at an edge.
BinLayout bins_over(Minor lowest, Minor highest, std::vector<Shared> atoms) {
  BinLayout bins;
  const auto span = static_cast<std::uint64_t>(highest - lowest) + 1;
  while ((span >> bins.width_bits) + 2 > bin_count) ++bins.width_bits;
  const auto width = Minor{1} << bins.width_bits;
  const Minor room = static_cast<Minor>(bin_count << bins.width_bits) - static_cast<Minor>(span);
  bins.origin = lowest - room / 2;
  const Minor edge = atoms.empty() ? 0 : atoms.front().amount, above_edge = (bins.origin - edge) % width;
  bins.origin -= above_edge < 0 ? above_edge + width : above_edge;
  if (bins.width_bits == 0) return bins;  // each amount has a bin of its own
  std::sort(atoms.begin(), atoms.end(), [](const Shared& a, const Shared& b) { return a.amount < b.amount; });
  for (const Shared& atom : atoms) bins.atoms[bins.atom_count++] = atom.amount;
  return bins;
}

}  // namespace

AmountLayout amount_layout(const std::vector<Minor>& amounts, bool is_whole_run) {
  const auto [lowest, highest] = std::minmax_element(amounts.begin(), amounts.end());
  const Minor margin = (*highest - *lowest) / 10;  // later paths go a little further than the first ones
  AmountLayout layout{is_whole_run ? Counting::each : Counting::histogram, *lowest - margin, *highest + margin, {}};
  if (is_whole_run) return layout;
  const std::vector<Shared> distinct = distinct_amounts(amounts), atoms = greatest_atoms(distinct, amounts.size());
  layout.bins = bins_over(layout.lowest, layout.highest, atoms);
  std::size_t elsewhere = amounts.size();
  for (const Shared& atom : atoms) elsewhere -= atom.paths;
  const std::size_t distinct_elsewhere = distinct.size() - atoms.size();
  const bool hardly_shared = distinct_elsewhere >= distinct_min && 16 * distinct_elsewhere >= 15 * elsewhere;
  if (layout.bins.width_bits == 0 || hardly_shared) layout.counting = Counting::bins;
  return layout;
}

void FirstPaths::include(std::size_t block, const BlockOutcomes& outcomes, int active) {
  blocks_[block] = outcomes;
  active_[block] = active;
}

AmountLayout FirstPaths::layout(std::size_t amount, std::uint64_t paths) const {
  const std::size_t samples = blocks_.front()->cash.size() / block_lanes;
  std::vector<Minor> amounts;
  amounts.reserve(blocks_.size() * block_lanes);
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const BlockOutcomes& outcomes = *blocks_[i];
    const Minor* lanes = outcomes.funding_need.data();
    if (amount < samples) lanes = outcomes.cash.data() + amount * block_lanes;
    else if (amount < 2 * samples) lanes = outcomes.position.data() + (amount - samples) * block_lanes;
    else if (amount == 2 * samples) lanes = outcomes.lowest_position.data();
    amounts.insert(amounts.end(), lanes, lanes + active_[i]);
  }
  return amount_layout(amounts, amounts.size() >= paths);
}

}  // namespace headroom
