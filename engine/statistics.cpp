#include "engine/statistics.hpp"

#include <algorithm>
#include <cmath>

#include "models/error.hpp"
#include "models/normal.hpp"

namespace headroom {

Estimate proportion(std::uint64_t count, std::uint64_t total) {
  const double n = static_cast<double>(total), p = static_cast<double>(count) / n;
  return {p, std::sqrt(p * (1.0 - p) / n)};
}

Interval wilson_interval(std::uint64_t count, std::uint64_t total) {
  const double z = normal_quantile(0.975);
  const double n = static_cast<double>(total), p = static_cast<double>(count) / n;
  const double scale = 1.0 + z * z / n, centre = (p + z * z / (2.0 * n)) / scale;
  const double half = z * std::sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n)) / scale;
  return {count == 0 ? 0.0 : std::max(0.0, centre - half), count == total ? 1.0 : std::min(1.0, centre + half)};
}

std::uint64_t quantile_rank(double p, std::uint64_t total) {
  const double exact = p * static_cast<double>(total), nearest = std::round(exact);
  const double rank = std::abs(exact - nearest) < 1e-9 * std::max(1.0, exact) ? nearest : std::ceil(exact);  // 0.05 x 100 is 5
  return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(rank), 1, total);
}

std::optional<int> day_quantile(const std::vector<std::uint64_t>& count_by_day, std::uint64_t total, double p) {
  const std::uint64_t rank = quantile_rank(p, total);
  std::uint64_t seen = 0;
  for (std::size_t day = 0; day < count_by_day.size(); ++day) {
    seen += count_by_day[day];
    if (seen >= rank) return static_cast<int>(day);
  }
  return std::nullopt;
}

Histogram::Histogram(Minor lowest, Minor highest) : lowest_(lowest), bins_(bin_count) {
  if (lowest > highest) throw ContractError("a histogram's bounds are the wrong way round");
  bins_per_unit_ = bin_count / (static_cast<double>(highest - lowest) + 1.0);
}

void Histogram::include_smallest(Bin& bin, Minor amount, std::uint64_t count) noexcept {
  if (bin.count == 0 || amount < bin.smallest) {
    bin.smallest = amount;
    bin.at_smallest = count;
  } else if (amount == bin.smallest) {
    bin.at_smallest += count;
  }
}

void Histogram::include_largest(Bin& bin, Minor amount, std::uint64_t count) noexcept {
  if (bin.count == 0 || amount > bin.largest) {
    bin.largest = amount;
    bin.at_largest = count;
  } else if (amount == bin.largest) {
    bin.at_largest += count;
  }
}

void Histogram::add(Minor amount) noexcept {
  const double place = static_cast<double>(amount - lowest_) * bins_per_unit_;
  Bin& bin = bins_[static_cast<std::size_t>(std::clamp(place, 0.0, bin_count - 1.0))];
  include_smallest(bin, amount, 1);
  include_largest(bin, amount, 1);
  bin.sum += amount - lowest_;
  ++bin.count;
}

void Histogram::merge(const Histogram& other) {
  if (lowest_ != other.lowest_ || bins_per_unit_ != other.bins_per_unit_ || bins_.size() != other.bins_.size())
    throw ContractError("histograms of different bounds do not merge");
  for (std::size_t i = 0; i < bins_.size(); ++i) {
    Bin& bin = bins_[i];
    const Bin& added = other.bins_[i];
    if (added.count == 0) continue;
    include_smallest(bin, added.smallest, added.at_smallest);
    include_largest(bin, added.largest, added.at_largest);
    bin.sum += added.sum;
    bin.count += added.count;
  }
}

std::uint64_t Histogram::total() const {
  std::uint64_t total = 0;
  for (const Bin& bin : bins_) total += bin.count;
  return total;
}

Estimate Histogram::mean() const {
  const double n = static_cast<double>(total());
  double sum = 0.0;
  for (const Bin& bin : bins_) sum += static_cast<double>(bin.sum);
  const double mean = sum / n;
  double squares = 0.0;  // between bins by their means, within a bin as if even between its smallest and largest
  for (const Bin& bin : bins_) {
    if (bin.count == 0) continue;
    const double count = static_cast<double>(bin.count), distance = static_cast<double>(bin.sum) / count - mean;
    const double span = static_cast<double>(bin.largest - bin.smallest);
    squares += count * (distance * distance + span * span / 12.0);
  }
  return {static_cast<double>(lowest_) + mean, n > 1.0 ? std::sqrt(squares / (n - 1.0) / n) : 0.0};
}

Minor Histogram::at_rank(std::uint64_t rank) const {
  std::uint64_t before = 0;
  for (const Bin& bin : bins_) {
    if (before + bin.count < rank) {
      before += bin.count;
      continue;
    }
    const std::uint64_t place = rank - before;
    if (place <= bin.at_smallest) return bin.smallest;
    if (place > bin.count - bin.at_largest) return bin.largest;
    const double share =
        static_cast<double>(place - bin.at_smallest) / static_cast<double>(bin.count - bin.at_smallest - bin.at_largest + 1);
    return bin.smallest + static_cast<Minor>(std::round(share * static_cast<double>(bin.largest - bin.smallest)));
  }
  throw ContractError("a quantile of no paths");
}

Minor Histogram::quantile(double p) const { return at_rank(quantile_rank(p, total())); }

MoneyQuantile Histogram::quantile_with_error(double p) const {
  const std::uint64_t n = total(), rank = quantile_rank(p, n);
  const auto spread = static_cast<std::uint64_t>(std::ceil(std::sqrt(p * (1.0 - p) * static_cast<double>(n))));
  const Minor above = at_rank(std::min(rank + spread, n)), below = at_rank(rank > spread ? rank - spread : 1);
  return {at_rank(rank), static_cast<double>(above - below) / 2.0};
}

double Histogram::mean_of_lowest(double p) const {
  const std::uint64_t rank = quantile_rank(p, total());
  std::uint64_t taken = 0;
  double sum = 0.0;
  for (const Bin& bin : bins_) {
    if (bin.count == 0 || taken == rank) continue;
    const std::uint64_t used = std::min(bin.count, rank - taken);
    sum += static_cast<double>(bin.sum) * (static_cast<double>(used) / static_cast<double>(bin.count));
    taken += used;
  }
  return static_cast<double>(lowest_) + sum / static_cast<double>(rank);
}

Minor Histogram::resolution() const {
  Minor widest = 0;
  for (std::size_t i = 1; i + 1 < bins_.size(); ++i)
    if (bins_[i].count > bins_[i].at_smallest + bins_[i].at_largest) widest = std::max(widest, bins_[i].largest - bins_[i].smallest);
  return widest;
}

}  // namespace headroom
