#include "engine/measures/amount_tally.hpp"

#include <algorithm>
#include <cmath>

#include "engine/measures/statistics.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

std::vector<BinLayout> bin_layouts(const std::vector<AmountLayout>& layouts) {
  std::vector<BinLayout> bins;
  for (const AmountLayout& layout : layouts)
    if (layout.counting == Counting::bins) bins.push_back(layout.bins);
  return bins;
}

}  // namespace

AmountTally::AmountTally(const std::vector<AmountLayout>& layouts) : bins_(bin_layouts(layouts)) {
  for (const AmountLayout& layout : layouts) {
    std::size_t index = 0;
    switch (layout.counting) {
      case Counting::each:
        index = kept_.size();
        kept_.emplace_back();
        break;
      case Counting::bins:
        index = binned_amounts_.size();
        binned_amounts_.push_back(nullptr);
        break;
      case Counting::histogram:
        index = histograms_.size();
        histograms_.emplace_back(layout.lowest, layout.highest);
        break;
    }
    rows_.push_back({layout.counting, index, layout.lowest, 0});
  }
}

void AmountTally::add(const std::vector<const Minor*>& amounts, int active) {
  paths_ += static_cast<std::uint64_t>(active);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    Row& row = rows_[i];
    const Minor *begin = amounts[i], *end = begin + active;
    if (row.counting == Counting::bins) {
      binned_amounts_[row.index] = begin;
      continue;
    }
    for (const Minor* amount = begin; amount < end; ++amount) row.sum += *amount;
    if (row.counting == Counting::each) kept_[row.index].insert(kept_[row.index].end(), begin, end);
    else
      for (const Minor* amount = begin; amount < end; ++amount) histograms_[row.index].add(*amount);
  }
  bins_.add(binned_amounts_, active);
}

void AmountTally::merge(const AmountTally& other) {
  if (rows_.size() != other.rows_.size()) throw ContractError("tallies of different layouts do not merge");
  paths_ += other.paths_;
  for (std::size_t i = 0; i < rows_.size(); ++i) rows_[i].sum += other.rows_[i].sum;
  bins_.merge(other.bins_);
  for (std::size_t i = 0; i < histograms_.size(); ++i) histograms_[i].merge(other.histograms_[i]);
  for (std::size_t i = 0; i < kept_.size(); ++i)
    kept_[i].insert(kept_[i].end(), other.kept_[i].begin(), other.kept_[i].end());
}

std::vector<RankedAmount> AmountTally::quantiles(std::size_t row, const std::vector<double>& probabilities) const {
  std::vector<std::uint64_t> ranks;
  for (const double p : probabilities) ranks.push_back(quantile_rank(p, paths_));
  const std::size_t index = rows_[row].index;
  if (rows_[row].counting == Counting::bins) return bins_.at_ranks(index, ranks);
  std::vector<RankedAmount> found;
  if (rows_[row].counting == Counting::histogram) {
    for (const std::uint64_t rank : ranks) found.push_back(histograms_[index].at_rank(rank));
    return found;
  }
  std::vector<Minor> sorted = kept_[index];
  std::sort(sorted.begin(), sorted.end());
  for (const std::uint64_t rank : ranks) found.push_back({sorted[rank - 1], 0});
  return found;
}

double AmountTally::squares_about(const Row& row, double centre) const {
  if (row.counting == Counting::bins) return bins_.squares_about(row.index, centre);
  if (row.counting == Counting::histogram) return histograms_[row.index].squares_about(centre);
  std::vector<Minor> sorted = kept_[row.index];
  std::sort(sorted.begin(), sorted.end());  // a sum in one order, whatever the order of merging was
  double squares = 0.0;
  for (const Minor amount : sorted)
    squares += (static_cast<double>(amount) - centre) * (static_cast<double>(amount) - centre);
  return squares;
}

Estimate AmountTally::mean(std::size_t row) const {
  const double n = static_cast<double>(paths_), lowest = static_cast<double>(rows_[row].lowest);
  const Wide sum = rows_[row].counting == Counting::bins ? bins_.sum(rows_[row].index) : rows_[row].sum;
  const Wide above_lowest = sum - static_cast<Wide>(rows_[row].lowest) * static_cast<Wide>(paths_);
  const double mean = lowest + static_cast<double>(above_lowest) / n;
  return {mean, paths_ > 1 ? std::sqrt(squares_about(rows_[row], mean) / (n - 1.0) / n) : 0.0};
}

}  // namespace headroom
