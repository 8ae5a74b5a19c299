#include "engine/measures/bin_counts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::uint64_t narrow_paths_max = 65535 - block_lanes;  // with a block more, still within 16 bits

std::size_t bin_of(const BinLayout& bins, Minor amount) {
  return static_cast<std::size_t>((amount - bins.origin) >> bins.width_bits);
}

}  // namespace

BinCounts::BinCounts(std::vector<BinLayout> layouts)
    : layouts_(std::move(layouts)),
      sums_(layouts_.size(), 0),
      outside_(layouts_.size()),
      counts_(layouts_.size() * slots_per_amount, 0),
      block_(layouts_.size()) {}

void BinCounts::add(const std::vector<const Minor*>& amounts, int active) {
  if (narrow_paths_ >= narrow_paths_max) widen();
  narrow_paths_ += static_cast<std::uint64_t>(active);
  if (active == static_cast<int>(block_lanes)) {
    for (std::size_t row = 0; row < layouts_.size(); ++row)
      block_[row] = {&layouts_[row], amounts[row], counts_.data() + row * slots_per_amount, 0, 0};
    count_rows(block_.data(), block_.size());
    for (std::size_t row = 0; row < layouts_.size(); ++row) {
      sums_[row] += block_[row].sum;
      for (std::size_t lane = 0; block_[row].outside > 0; ++lane) {
        if (!is_outside(layouts_[row], amounts[row][lane])) continue;
        add_outside(row, amounts[row][lane]);
        --block_[row].outside;
      }
    }
    return;
  }
  for (std::size_t row = 0; row < layouts_.size(); ++row)
    for (int lane = 0; lane < active; ++lane) {
      const std::size_t slot = slot_of(layouts_[row], amounts[row][lane]);
      ++counts_[row * slots_per_amount + slot];
      sums_[row] += amounts[row][lane];
      if (slot == outside_slot) add_outside(row, amounts[row][lane]);
    }
}

void BinCounts::add_outside(std::size_t row, Minor amount) noexcept {
  const BinLayout& bins = layouts_[row];
  Outside& outside = outside_[row];
  (amount < bins.origin ? outside.below : outside.above).add(amount);
  const Wide place = (amount - bins.origin) >> bins.width_bits;
  outside.places += place;
  outside.squared_places += place * place;
}

void BinCounts::widen() {
  wide_counts_.resize(counts_.size(), 0);
  for (std::size_t i = 0; i < counts_.size(); ++i) wide_counts_[i] += counts_[i];
  std::fill(counts_.begin(), counts_.end(), 0);
  narrow_paths_ = 0;
}

void BinCounts::merge(const BinCounts& other) {
  if (counts_.size() != other.counts_.size()) throw ContractError("counts of different layouts do not merge");
  if (narrow_paths_ + other.narrow_paths_ > narrow_paths_max) widen();
  if (!wide_counts_.empty() || !other.wide_counts_.empty()) {
    wide_counts_.resize(counts_.size(), 0);
    for (std::size_t i = 0; i < counts_.size(); ++i)
      wide_counts_[i] += other.counts_[i] + (other.wide_counts_.empty() ? 0 : other.wide_counts_[i]);
  } else {
    for (std::size_t i = 0; i < counts_.size(); ++i)
      counts_[i] = static_cast<std::uint16_t>(counts_[i] + other.counts_[i]);
    narrow_paths_ += other.narrow_paths_;
  }
  for (std::size_t row = 0; row < outside_.size(); ++row) {
    sums_[row] += other.sums_[row];
    outside_[row].below.merge(other.outside_[row].below);
    outside_[row].above.merge(other.outside_[row].above);
    outside_[row].places += other.outside_[row].places;
    outside_[row].squared_places += other.outside_[row].squared_places;
  }
}

std::uint64_t BinCounts::count(std::size_t row, std::size_t slot) const {
  const std::size_t place = row * slots_per_amount + slot;
  return counts_[place] + (wide_counts_.empty() ? 0 : wide_counts_[place]);
}

std::vector<RankedAmount> BinCounts::at_ranks(std::size_t row, const std::vector<std::uint64_t>& ranks) const {
  const BinLayout& bins = layouts_[row];
  const Outside& outside = outside_[row];
  std::array<std::uint64_t, BinLayout::bin_count> in_bin;  // atoms too
  for (std::size_t bin = 0; bin < in_bin.size(); ++bin) in_bin[bin] = count(row, bin);
  for (std::size_t atom = 0; atom < bins.atom_count; ++atom)
    in_bin[bin_of(bins, bins.atoms[atom])] += count(row, first_atom_slot + atom);
  std::vector<RankedAmount> found;
  std::uint64_t before = outside.below.count();
  std::size_t bin = 0;
  for (const std::uint64_t rank : ranks) {
    while (bin < in_bin.size() && before + in_bin[bin] < rank) before += in_bin[bin++];
    if (rank <= outside.below.count()) found.push_back(outside.below.at(rank));
    else found.push_back(bin < in_bin.size() ? within_bin(row, bin, rank - before) : outside.above.at(rank - before));
  }
  return found;
}

/// The other amounts of a bin are taken as evenly spread over it, so that a share of them lies below each atom.
RankedAmount BinCounts::within_bin(std::size_t row, std::size_t bin, std::uint64_t place) const {
  const BinLayout& bins = layouts_[row];
  const Minor width = Minor{1} << bins.width_bits, lowest = bins.origin + static_cast<Minor>(bin) * width,
              highest = lowest + width - 1;
  const std::uint64_t others = count(row, bin);
  std::uint64_t others_before = 0, atoms_before = 0;
  Minor from = lowest;
  for (std::size_t i = 0; i < bins.atom_count; ++i) {
    const Minor atom = bins.atoms[i];
    if (bin_of(bins, atom) != bin) continue;
    const double share_below = static_cast<double>(atom - lowest) / static_cast<double>(width);
    const auto below = static_cast<std::uint64_t>(static_cast<double>(others) * share_below);
    const std::uint64_t at_atom = count(row, first_atom_slot + i);
    if (place <= atoms_before + below)
      return {spread_evenly(from, atom, place - atoms_before - others_before, below - others_before), width - 1};
    if (place <= atoms_before + below + at_atom) {
      const std::uint64_t below_most = atom == lowest ? 0 : others;
      const bool is_certain = place > atoms_before + below_most && place <= atoms_before + at_atom;
      return {atom, is_certain ? 0 : width - 1};
    }
    atoms_before += at_atom;
    others_before = below;
    from = atom;
  }
  return {spread_evenly(from, highest, place - atoms_before - others_before, others - others_before), width - 1};
}

double BinCounts::squares_about(std::size_t row, double centre) const {
  const BinLayout& bins = layouts_[row];
  const Outside& outside = outside_[row];
  const double width = std::ldexp(1.0, bins.width_bits);
  const double first = (static_cast<double>(bins.origin) + (width - 1.0) / 2.0 - centre) /
                       width;  // a bin's middle from the centre, in bins
  double counted = static_cast<double>(outside.below.count() + outside.above.count());
  double squares = static_cast<double>(outside.squared_places) + 2.0 * first * static_cast<double>(outside.places) +
                   counted * first * first;
  for (std::size_t bin = 0; bin < BinLayout::bin_count; ++bin) {
    const double count_here = static_cast<double>(count(row, bin)), place = first + static_cast<double>(bin);
    squares += count_here * place * place;
    counted += count_here;
  }
  squares =
      squares * width * width + counted * (width * width - 1.0) / 12.0;  // of whole numbers, evenly spread over a bin
  for (std::size_t atom = 0; atom < bins.atom_count; ++atom) {
    const double distance = static_cast<double>(bins.atoms[atom]) - centre;
    squares += static_cast<double>(count(row, first_atom_slot + atom)) * distance * distance;
  }
  return squares;
}

}  // namespace headroom
