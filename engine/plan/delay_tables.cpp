#include "engine/plan/delay_tables.hpp"

#include <algorithm>
#include <cmath>

#include "engine/draws/lane_estimates.hpp"
#include "models/error.hpp"
#include "models/normal.hpp"

namespace headroom {

namespace {

/// Makes room for a law's days; whether they have to be filled in.
template <class ByDay>
bool begins_anew(ByDay& table, const std::string& name, int first_days, int days_max) {
  const auto count = static_cast<std::size_t>(std::max(days_max - first_days + 1, 0));
  if (table.name == name && table.probability.size() >= count) return false;
  table.name = name;
  table.first_days = first_days;
  table.probability.resize(count);
  return true;
}

}  // namespace

const DelayTables::ByDay& DelayTables::paid_by(const std::string& name, const PaymentDelay& law, int days_max) {
  const int first = law.earliest_days();
  if (begins_anew(paid_by_, name, first, days_max)) law.paid_by(first, paid_by_.probability);
  return paid_by_;
}

const DelayTables::ByDay& DelayTables::unpaid_after(const std::string& name, const PaymentDelay& law, int days_max) {
  const int first = law.earliest_days();
  if (begins_anew(unpaid_after_, name, first, days_max)) law.unpaid_after(first, unpaid_after_.probability);
  return unpaid_after_;
}

void DelayTables::append_cells(const std::vector<double>& thresholds) {
  // |L| of 32-bit draws is at most 6.34 (sqrt a + sqrt b + sqrt(1 - a - b)). Factors that are moved go further, but
  // downwards, and below -8.3 no double is left between a probability and 1.
  constexpr double reach = 11.0;
  constexpr double per_unit_max = 2048.0;  // finer cells than an estimate can tell apart would all have to be searched
  constexpr std::size_t cells_max = 1024;
  constexpr double estimate_error =
      2.0 * estimate::normal_error;  // of L: the estimated number, and roundings to floats
  const auto first =
      std::find_if(thresholds.begin(), thresholds.end(), [](double threshold) { return threshold < reach; });
  const auto last = std::find_if(first, thresholds.end(), [](double threshold) { return threshold <= -reach; });
  const double highest = first == last ? 0.0 : *first, lowest_threshold = first == last ? 0.0 : *(last - 1);
  // Three cells more at either end, so that nothing passes in the outermost, where whatever lies further out is put.
  const auto per_unit = static_cast<float>(
      std::min(per_unit_max, static_cast<double>(cells_max - 6) / std::max(highest - lowest_threshold, 1e-9)));
  const auto lowest = static_cast<float>(lowest_threshold - 3.0 / static_cast<double>(per_unit));
  const double error =
      estimate_error * static_cast<double>(per_unit) + 0x1p-12;  // placing among up to 1,024 cells rounds as well
  const auto count = static_cast<std::int32_t>(
      std::ceil((highest - static_cast<double>(lowest)) * static_cast<double>(per_unit)) + 3.0);

  columns_.cell_begin.push_back(static_cast<std::int32_t>(columns_.cells.size()));
  columns_.cell_count.push_back(count);
  columns_.cell_lowest.push_back(lowest);
  columns_.below_cells.push_back(static_cast<std::int32_t>(last - thresholds.begin()));
  columns_.cells_per_unit.push_back(per_unit);
  columns_.cell_error.push_back(static_cast<float>(2.0 * error));  // a passage just outside its cell is put on the edge
  const std::size_t begin = columns_.cells.size();
  columns_.cells.resize(begin + static_cast<std::size_t>(count));
  auto j = static_cast<std::size_t>(first - thresholds.begin());  // thresholds above the cell
  for (std::int32_t cell = count - 1; cell >= 0; --cell) {
    const auto place = [&](std::size_t row) {
      return (thresholds[row] - static_cast<double>(lowest)) * static_cast<double>(per_unit) -
             static_cast<double>(cell);
    };
    while (j < thresholds.size() && place(j) > 1.0 + error) ++j;
    std::size_t below = j;
    while (below < thresholds.size() && place(below) >= -error) ++below;
    std::uint32_t& entry = columns_.cells[begin + static_cast<std::size_t>(cell)];
    if (j + 1 >= (DelayLawColumns::must_search >> DelayLawColumns::passage_bits)) entry = DelayLawColumns::must_search;
    else if (below > j + 1)
      entry = static_cast<std::uint32_t>(j) << DelayLawColumns::passage_bits | DelayLawColumns::several_pass;
    else if (below == j)
      entry = static_cast<std::uint32_t>(j) << DelayLawColumns::passage_bits | DelayLawColumns::nothing_passes;
    else
      entry = static_cast<std::uint32_t>(j + 1) << DelayLawColumns::passage_bits |
              static_cast<std::uint32_t>(std::clamp(place(j), 0.0, 1.0) * DelayLawColumns::passage_units);
  }
}

int DelayTables::append(int first_days, const std::vector<double>& probabilities) {
  std::vector<double> thresholds;
  for (const double probability : probabilities) thresholds.push_back(-normal_quantile(probability));
  const auto count = static_cast<std::int32_t>(thresholds.size());
  columns_.first_days.push_back(first_days);
  columns_.begin.push_back(static_cast<std::int32_t>(columns_.thresholds.size()));
  columns_.count.push_back(count);
  columns_.thresholds.insert(columns_.thresholds.end(), thresholds.begin(), thresholds.end());
  columns_.thresholds.push_back(never_below);

  append_cells(thresholds);
  return static_cast<int>(columns_.first_days.size()) - 1;
}

int DelayTables::row_of(const std::string& name, const PaymentDelay& law, std::optional<int> more_than, int days_max,
                        std::optional<int> latest) {
  const int earliest = law.earliest_days(), first = more_than ? std::max(earliest, *more_than + 1) : earliest;
  const double open = more_than ? law.unpaid_after(*more_than) : 1.0;
  if (open <= 0.0) throw ContractError("a payment delay is conditioned on what cannot happen");
  const bool is_conditioned = open < 1.0;
  const int days_end = std::max(days_max, first - 1);
  std::string key = name + "|" + (is_conditioned ? std::to_string(*more_than) : "") + "|" + std::to_string(first) +
                    "|" + std::to_string(days_end) + (latest ? "|" + std::to_string(*latest) : "");
  const auto known = rows_.find(key);
  if (known != rows_.end()) return known->second;
  const ByDay& table = is_conditioned ? unpaid_after(name, law, days_max) : paid_by(name, law, days_max);
  std::vector<double> probabilities;
  for (int days = first; days <= days_end; ++days) {
    const double probability = table.probability[static_cast<std::size_t>(days - table.first_days)];
    probabilities.push_back(std::clamp(is_conditioned ? 1.0 - probability / open : probability, 0.0, 1.0));
    const bool is_last = latest && days >= *latest;
    if (is_last) probabilities.back() = 1.0 - law.never() / open;
    if (is_last || probabilities.back() >= 1.0) break;
  }
  return rows_[key] = append(first, probabilities);
}

std::optional<DelayTables::Certain> DelayTables::certain(int row) const {
  int outcomes = 0;
  Certain outcome;
  for_each_outcome(row, [&](std::optional<int> days) {
    outcome = {!days, days.value_or(0), false};
    return ++outcomes < 2;
  });
  return outcomes == 1 ? std::optional(outcome) : std::nullopt;
}

}  // namespace headroom
