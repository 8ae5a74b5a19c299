#include "engine/measures/histogram.hpp"

#include <algorithm>
#include <cmath>

#include "engine/measures/statistics.hpp"
#include "models/error.hpp"

namespace headroom {

Histogram::Histogram(Minor lowest, Minor highest) : lowest_(lowest), bins_(bin_count) {
  if (lowest > highest) throw ContractError("a histogram's bounds are the wrong way round");
  bins_per_unit_ = bin_count / (static_cast<double>(highest - lowest) + 1.0);
}

void Histogram::merge(const Histogram& other) {
  if (lowest_ != other.lowest_ || bins_per_unit_ != other.bins_per_unit_)
    throw ContractError("histograms of different bounds do not merge");
  for (std::size_t i = 0; i < bin_count; ++i) bins_[i].merge(other.bins_[i]);
}

std::uint64_t Histogram::total() const {
  std::uint64_t total = 0;
  for (const AmountBin& bin : bins_) total += bin.count();
  return total;
}

RankedAmount Histogram::at_rank(std::uint64_t rank) const {
  std::uint64_t before = 0;
  for (const AmountBin& bin : bins_) {
    if (before + bin.count() >= rank) return bin.at(rank - before);
    before += bin.count();
  }
  throw ContractError("a quantile of no paths");
}

RankedAmount Histogram::quantile(double p) const { return at_rank(quantile_rank(p, total())); }

MoneyQuantile Histogram::quantile_with_error(double p) const {
  const std::uint64_t n = total(), rank = quantile_rank(p, n);
  const auto spread = static_cast<std::uint64_t>(std::ceil(std::sqrt(p * (1.0 - p) * static_cast<double>(n))));
  const Minor above = at_rank(std::min(rank + spread, n)).amount,
              below = at_rank(rank > spread ? rank - spread : 1).amount;
  return {at_rank(rank).amount, static_cast<double>(above - below) / 2.0};
}

double Histogram::squares_about(double centre) const {
  double squares = 0.0;
  for (const AmountBin& bin : bins_) squares += bin.squares_about(centre);
  return squares;
}

void TailHistogram::merge(const TailHistogram& other) {
  amounts_.merge(other.amounts_);
  for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += other.sums_[i];
}

double TailHistogram::mean_of_lowest(double p) const {
  const std::uint64_t rank = quantile_rank(p, amounts_.total());
  std::uint64_t taken = 0;
  double sum = 0.0;
  for (std::size_t i = 0; i < sums_.size() && taken < rank; ++i) {
    const std::uint64_t count = amounts_.bin(i).count();
    if (count == 0) continue;
    const std::uint64_t used = std::min(count, rank - taken);
    sum += static_cast<double>(sums_[i]) * (static_cast<double>(used) / static_cast<double>(count));
    taken += used;
  }
  return static_cast<double>(amounts_.lowest()) + sum / static_cast<double>(rank);
}

}  // namespace headroom
