#include "cli/syntax/nearest_name.hpp"

#include <algorithm>

#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

constexpr std::size_t name_length_max =
    100;  // beyond this nothing is a slip of the pen, and the table below stays small

/// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
std::size_t slips_between(const std::string& a, const std::string& b) {
  std::vector<std::size_t> before_last, last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = last;
    last = row;
  }
  return last[b.size()];
}

}  // namespace

std::optional<std::string> nearest_name(std::string_view name, const std::vector<std::string>& candidates) {
  if (name.empty() || name.size() > name_length_max || candidates.size() > nearest_candidates_max) return std::nullopt;
  const std::string wanted = lower_case(name);
  std::optional<std::string> best;
  std::size_t best_slips = std::max<std::size_t>(1, name.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > name_length_max || candidate.size() > name.size() + best_slips ||
        name.size() > candidate.size() + best_slips)
      continue;
    const std::size_t slips = slips_between(wanted, lower_case(candidate));
    if (slips < best_slips && slips < name.size()) best = candidate, best_slips = slips;
  }
  return best;
}

}  // namespace headroom
