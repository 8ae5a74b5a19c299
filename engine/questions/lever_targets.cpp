#include "engine/questions/lever_targets.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace headroom {

namespace {

constexpr int candidates = 20;

/// One lever moved one way: where it stands between what misses the target and what meets it.
class OutwardSearch {
 public:
  /// `end`: the furthest, in steps; its sign is the way.
  OutwardSearch(std::size_t lever, int end) : lever_(lever), end_(end) {}

  std::size_t lever() const { return lever_; }
  bool is_found() const { return met_ != 0; }
  int met() const { return met_; }

  /// The next step to be tried; nothing where the search is over. `best`: the nearest that another way has found.
  std::optional<int> next(std::optional<int> best) const {
    if (is_found()) return std::abs(met_ - missed_) > 1 ? std::optional(missed_ + (met_ - missed_) / 2) : std::nullopt;
    if (tried_ == candidates || (best && std::abs(missed_) + 1 >= std::abs(*best))) return std::nullopt;
    return candidate(tried_ + 1);
  }

  void tell(int step, bool meets) {
    if (!is_found()) ++tried_;
    (meets ? met_ : missed_) = step;
  }

 private:
  int candidate(int number) const {
    const int furthest = std::abs(end_), rounded = (2 * number * furthest + candidates) / (2 * candidates);
    return end_ < 0 ? -rounded : rounded;
  }

  std::size_t lever_;
  int end_;
  int tried_ = 0;             // candidates, outwards
  int missed_ = 0, met_ = 0;  // steps; 0: none has met it
};

}  // namespace

std::vector<LeverToTarget> levers_to_target(CasePlayer& player, const Scenario& scenario,
                                            const std::vector<Lever>& levers, double target) {
  const std::uint64_t paths = std::min(player.settings().paths, paths_to_target_max);
  std::vector<LeverToTarget> results;
  std::vector<OutwardSearch> searches;
  std::vector<std::optional<int>> best(levers.size());
  for (std::size_t i = 0; i < levers.size(); ++i) {
    results.push_back({levers[i], std::nullopt, std::nullopt, 1.0, scenario});
    const LeverRange range = range_of(levers[i]);
    searches.emplace_back(i, range.lowest);
    searches.emplace_back(i, range.highest);
  }
  for (;;) {
    std::vector<CaseChange> cases;
    std::vector<std::pair<OutwardSearch*, int>> asked;
    for (OutwardSearch& search : searches) {
      const std::size_t i = search.lever();
      const std::optional<int> step = search.next(best[i]);
      if (!step) continue;
      asked.emplace_back(&search, *step);
      cases.push_back({with_lever(scenario, levers[i], range_of(levers[i]).change(*step)), {}, {}});
    }
    if (asked.empty()) return results;
    player.expect(cases.size());
    const std::vector<CaseDefaults> defaults = player.play(cases, paths);
    for (std::size_t k = 0; k < asked.size(); ++k) {
      auto& [search, step] = asked[k];
      const std::size_t i = search->lever();
      const double value = defaults[k].value();
      results[i].lowest = std::min(results[i].lowest, value);
      search->tell(step, value <= target);
      if (value > target || (best[i] && std::abs(step) >= std::abs(*best[i]))) continue;
      best[i] = step;
      results[i].change = range_of(levers[i]).change(step);
      results[i].estimate = defaults[k].estimate();
      results[i].scenario = cases[k].scenario;
    }
  }
}

}  // namespace headroom
