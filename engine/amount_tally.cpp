#include "engine/amount_tally.hpp"

#include <algorithm>
#include <cmath>

#include "engine/statistics.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::uint64_t narrow_paths_max = std::uint64_t{1} << 31;  // with a block more, still within 32 bits

}  // namespace

AmountTally::AmountTally(std::vector<AmountLayout> layouts) : layouts_(std::move(layouts)), sums_(layouts_.size(), 0) {
  for (std::size_t row = 0; row < layouts_.size(); ++row) {
    if (layouts_[row].is_continuous) {
      index_.push_back(continuous_.size());
      continuous_.push_back(row);
    } else {
      index_.push_back(histograms_.size());
      histograms_.emplace_back(layouts_[row].lowest, layouts_[row].highest);
    }
  }
  counts_.assign(continuous_.size() * slots_per_amount, 0);
  outside_.resize(continuous_.size());
  binned_.resize(continuous_.size());
}

void AmountTally::add(const std::vector<const Minor*>& amounts, int active) {
  if (narrow_paths_ >= narrow_paths_max) widen();
  paths_ += static_cast<std::uint64_t>(active);
  narrow_paths_ += static_cast<std::uint64_t>(active);
  for (std::size_t row = 0; row < layouts_.size(); ++row) {
    if (layouts_[row].is_continuous) continue;
    Minor sum = 0;
    for (int lane = 0; lane < active; ++lane) {
      sum += amounts[row][lane];
      histograms_[index_[row]].add(amounts[row][lane]);
    }
    sums_[row] += sum;
  }
  if (active == static_cast<int>(block_lanes)) add_whole_block(amounts);
  else add_singly(amounts, active);
}

void AmountTally::add_whole_block(const std::vector<const Minor*>& amounts) noexcept {
  for (std::size_t i = 0; i < continuous_.size(); ++i)
    binned_[i] = {&layouts_[continuous_[i]].bins, amounts[continuous_[i]], counts_.data() + i * slots_per_amount, 0, 0};
  count_rows(binned_.data(), binned_.size());
  for (std::size_t i = 0; i < continuous_.size(); ++i) {
    sums_[continuous_[i]] += binned_[i].sum;
    for (std::size_t lane = 0; lane < block_lanes && binned_[i].outside > 0; ++lane) {
      if (!is_outside(*binned_[i].bins, binned_[i].amounts[lane])) continue;
      add_outside(i, binned_[i].amounts[lane]);
      --binned_[i].outside;
    }
  }
}

void AmountTally::add_singly(const std::vector<const Minor*>& amounts, int active) noexcept {
  for (std::size_t i = 0; i < continuous_.size(); ++i)
    for (int lane = 0; lane < active; ++lane) {
      const Minor amount = amounts[continuous_[i]][lane];
      const std::size_t slot = slot_of(layouts_[continuous_[i]].bins, amount);
      sums_[continuous_[i]] += amount;
      ++counts_[i * slots_per_amount + slot];
      if (slot == outside_slot) add_outside(i, amount);
    }
}

void AmountTally::add_outside(std::size_t continuous, Minor amount) noexcept {
  const BinLayout& bins = layouts_[continuous_[continuous]].bins;
  Outside& outside = outside_[continuous];
  (amount < bins.origin ? outside.below : outside.above).add(amount);
  const Wide place = (amount - bins.origin) >> bins.width_bits;
  outside.places += place;
  outside.squared_places += place * place;
}

void AmountTally::widen() {
  wide_counts_.resize(counts_.size(), 0);
  for (std::size_t i = 0; i < counts_.size(); ++i) wide_counts_[i] += counts_[i];
  std::fill(counts_.begin(), counts_.end(), 0);
  narrow_paths_ = 0;
}

void AmountTally::merge(const AmountTally& other) {
  if (counts_.size() != other.counts_.size()) throw ContractError("amounts of different pilots do not merge");
  paths_ += other.paths_;
  if (narrow_paths_ + other.narrow_paths_ > narrow_paths_max) widen();
  if (wide_counts_.empty() && other.wide_counts_.empty()) {
    narrow_paths_ += other.narrow_paths_;
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
  } else {
    wide_counts_.resize(counts_.size(), 0);
    for (std::size_t i = 0; i < counts_.size(); ++i)
      wide_counts_[i] += other.counts_[i] + (other.wide_counts_.empty() ? 0 : other.wide_counts_[i]);
  }
  for (std::size_t i = 0; i < outside_.size(); ++i) {
    outside_[i].below.merge(other.outside_[i].below);
    outside_[i].above.merge(other.outside_[i].above);
    outside_[i].places += other.outside_[i].places;
    outside_[i].squared_places += other.outside_[i].squared_places;
  }
  for (std::size_t i = 0; i < histograms_.size(); ++i) histograms_[i].merge(other.histograms_[i]);
  for (std::size_t row = 0; row < sums_.size(); ++row) sums_[row] += other.sums_[row];
}

std::uint64_t AmountTally::count(std::size_t continuous, std::size_t slot) const {
  const std::size_t place = continuous * slots_per_amount + slot;
  return counts_[place] + (wide_counts_.empty() ? 0 : wide_counts_[place]);
}

std::vector<RankedAmount> AmountTally::quantiles(std::size_t row, const std::vector<double>& probabilities) const {
  std::vector<std::uint64_t> ranks;
  for (const double p : probabilities) ranks.push_back(quantile_rank(p, paths_));
  if (layouts_[row].is_continuous) return continuous_at_ranks(index_[row], ranks);
  std::vector<RankedAmount> found;
  for (const std::uint64_t rank : ranks) found.push_back(histograms_[index_[row]].at_rank(rank));
  return found;
}

std::vector<RankedAmount> AmountTally::continuous_at_ranks(std::size_t continuous, const std::vector<std::uint64_t>& ranks) const {
  const BinLayout& bins = layouts_[continuous_[continuous]].bins;
  const Outside& outside = outside_[continuous];
  std::array<std::uint64_t, BinLayout::bin_count> in_bin;  // piles too
  for (std::size_t bin = 0; bin < in_bin.size(); ++bin) in_bin[bin] = count(continuous, bin);
  for (std::size_t pile = 0; pile < bins.pile_count; ++pile)
    in_bin[static_cast<std::size_t>((bins.piles[pile] - bins.origin) >> bins.width_bits)] += count(continuous, BinLayout::bin_count + pile);
  std::vector<RankedAmount> found;
  std::uint64_t before = outside.below.count();
  std::size_t bin = 0;
  for (const std::uint64_t rank : ranks) {
    while (bin < in_bin.size() && before + in_bin[bin] < rank) before += in_bin[bin++];
    if (rank <= outside.below.count()) found.push_back(outside.below.at(rank));
    else found.push_back(bin < in_bin.size() ? within_bin(continuous, bin, rank - before) : outside.above.at(rank - before));
  }
  return found;
}

/// The amounts of a bin other than its piles are taken as evenly spread, and so are those below and above each pile.
RankedAmount AmountTally::within_bin(std::size_t continuous, std::size_t bin, std::uint64_t place) const {
  const BinLayout& bins = layouts_[continuous_[continuous]].bins;
  const Minor width = Minor{1} << bins.width_bits, lowest = bins.origin + static_cast<Minor>(bin) * width, highest = lowest + width - 1;
  const std::uint64_t others = count(continuous, bin);
  std::uint64_t others_before = 0, piled_before = 0;
  Minor from = lowest;
  for (std::size_t i = 0; i < bins.pile_count; ++i) {
    const Minor pile = bins.piles[i];
    if (pile < lowest || pile > highest) continue;
    const auto below =
        static_cast<std::uint64_t>(static_cast<double>(others) * (static_cast<double>(pile - lowest) / static_cast<double>(width)));
    const std::uint64_t piled = count(continuous, BinLayout::bin_count + i);
    if (place <= piled_before + below) {
      const RankedAmount between = spread_evenly(from, pile, place - piled_before - others_before, below - others_before);
      return {between.amount, width - 1};
    }
    if (place <= piled_before + below + piled) {
      const std::uint64_t below_max = pile == lowest ? 0 : others;
      const bool is_certain = place > piled_before + below_max && place <= piled_before + piled;
      return {pile, is_certain ? 0 : width - 1};
    }
    piled_before += piled;
    others_before = below;
    from = pile;
  }
  return {spread_evenly(from, highest, place - piled_before - others_before, others - others_before).amount, width - 1};
}

double AmountTally::continuous_squares(std::size_t continuous, double centre) const {
  const BinLayout& bins = layouts_[continuous_[continuous]].bins;
  const double width = std::ldexp(1.0, bins.width_bits), within = (width * width - 1.0) / 12.0;  // of whole numbers, evenly spread
  const Outside& outside = outside_[continuous];
  const double outside_count = static_cast<double>(outside.below.count() + outside.above.count());
  const double first = (static_cast<double>(bins.origin) + (width - 1.0) / 2.0 - centre) / width;  // bin's middle from the centre, in bins
  double squares =
      static_cast<double>(outside.squared_places) + 2.0 * first * static_cast<double>(outside.places) + outside_count * first * first;
  double count_inside = 0.0;
  for (std::size_t bin = 0; bin < BinLayout::bin_count; ++bin) {
    const double count_here = static_cast<double>(count(continuous, bin)), place = first + static_cast<double>(bin);
    squares += count_here * place * place;
    count_inside += count_here;
  }
  squares = squares * width * width + (count_inside + outside_count) * within;
  for (std::size_t pile = 0; pile < bins.pile_count; ++pile) {
    const double distance = static_cast<double>(bins.piles[pile]) - centre;
    squares += static_cast<double>(count(continuous, BinLayout::bin_count + pile)) * distance * distance;
  }
  return squares;
}

Estimate AmountTally::mean(std::size_t row) const {
  const double n = static_cast<double>(paths_), lowest = static_cast<double>(layouts_[row].lowest);
  const Wide above_lowest = sums_[row] - static_cast<Wide>(layouts_[row].lowest) * static_cast<Wide>(paths_);
  const double mean = lowest + static_cast<double>(above_lowest) / n;
  if (paths_ <= 1) return {mean, 0.0};
  const double squares = layouts_[row].is_continuous ? continuous_squares(index_[row], mean) : histograms_[index_[row]].squares_about(mean);
  return {mean, std::sqrt(squares / (n - 1.0) / n)};
}

}  // namespace headroom
