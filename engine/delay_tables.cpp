#include "engine/delay_tables.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "models/error.hpp"
#include "models/normal.hpp"

namespace headroom {

const DelayTables::Cumulative& DelayTables::cumulative(const std::string& name, const PaymentDelay& law, int days_max) {
  const int first = law.earliest_days();
  const auto count = static_cast<std::size_t>(std::max(days_max - first + 1, 0));
  if (last_.name == name && last_.probability.size() >= count) return last_;
  last_.name = name;
  last_.first_days = first;
  last_.probability.resize(count);
  law.paid_by(first, last_.probability);
  return last_;
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

  std::vector<std::int32_t> guide(DelayLawColumns::guide_cells + 1);  // one before the first cell: L may be anything below
  guide[0] = count;
  std::int32_t j = 0, widest = 0;
  for (int cell = DelayLawColumns::guide_cells - 1; cell >= 0; --cell) {
    const bool topmost = cell + 1 == DelayLawColumns::guide_cells;
    const double upper =
        topmost ? std::numeric_limits<double>::infinity() : DelayLawColumns::guide_lowest + (cell + 1) / DelayLawColumns::guide_per_unit;
    while (j < count && thresholds[static_cast<std::size_t>(j)] > upper) ++j;
    guide[static_cast<std::size_t>(cell) + 1] = j;
  }
  for (std::size_t cell = 1; cell < guide.size(); ++cell) widest = std::max(widest, guide[cell - 1] - guide[cell]);
  columns_.search_steps.push_back(std::bit_width(static_cast<std::uint32_t>(widest)));
  columns_.guide.insert(columns_.guide.end(), guide.begin(), guide.end());
  return static_cast<int>(columns_.first_days.size()) - 1;
}

int DelayTables::row_of(const std::string& name, const PaymentDelay& law, std::optional<int> more_than, int days_max) {
  const int earliest = law.earliest_days(), first = more_than ? std::max(earliest, *more_than + 1) : earliest;
  const double excluded = more_than ? law.paid_by(*more_than) : 0.0;
  if (excluded >= 1.0) throw ContractError("a payment delay is conditioned on what cannot happen");
  const int days_end = std::max(days_max, first - 1);
  std::string key =
      name + "|" + (excluded > 0.0 ? std::to_string(*more_than) : "") + "|" + std::to_string(first) + "|" + std::to_string(days_end);
  const auto known = rows_.find(key);
  if (known != rows_.end()) return known->second;
  const Cumulative& table = cumulative(name, law, days_max);
  std::vector<double> probabilities;
  for (int days = first; days <= days_end; ++days) {
    const double paid = table.probability[static_cast<std::size_t>(days - table.first_days)];
    probabilities.push_back(std::clamp((paid - excluded) / (1.0 - excluded), 0.0, 1.0));
    if (probabilities.back() >= 1.0) break;
  }
  return rows_[key] = append(first, probabilities);
}

std::optional<DelayTables::Certain> DelayTables::certain(int row) const {
  const auto r = static_cast<std::size_t>(row);
  constexpr double surely = 8.3;  // beyond it the tail holds less than 1e-16
  int outcomes = 0;
  Certain outcome;
  double upper = std::numeric_limits<double>::infinity();
  for (std::int32_t j = 0; j < columns_.count[r]; ++j) {
    const double lower = columns_.thresholds[static_cast<std::size_t>(columns_.begin[r] + j)];
    if (lower < upper && lower < surely && upper > -surely) {
      ++outcomes;
      outcome.days = columns_.first_days[r] + j;
    }
    upper = std::min(upper, lower);
  }
  if (upper > -surely) {
    ++outcomes;
    outcome.nothing_paid = true;
  }
  return outcomes == 1 ? std::optional(outcome) : std::nullopt;
}

}  // namespace headroom
