#include "engine/lending/lending_play.hpp"

#include <algorithm>
#include <memory>
#include <mutex>

#include "engine/draws/normal_table.hpp"
#include "engine/paths/path_kernel.hpp"
#include "engine/play/first_paths.hpp"
#include "engine/play/parallel_parts.hpp"
#include "engine/settlement/settlement.hpp"

namespace headroom {

namespace {

constexpr std::uint64_t first_paths_max = 1024;
constexpr std::uint64_t blocks_of_part = 8;

/// What one thread plays with.
class LendingPlayer {
 public:
  explicit LendingPlayer(const LendingPlayRequest& request) : request_(request), tiles_(request.plan) {
    std::vector<std::int32_t> periods = request.task.grid->period_of_day;
    if (!request.task.by_month)
      std::transform(periods.begin(), periods.end(), periods.begin(), [](std::int32_t period) { return period > 0; });
    for (const OptionPlan& option : request.options) {
      settlements_.push_back(std::make_unique<Settlement>(request.plan, option, std::vector<std::int32_t>{}));
      if (has_coverage(settlements_.size() - 1)) settlements_.back()->follow_periods(periods);
      outcomes_.emplace_back(0, request.plan.suppliers.terms.size());
    }
    late_months_.assign(block_lanes, -1);
  }

  void play(std::uint64_t first_path) {
    play_paths(request_.plan, first_path, tiles_, nullptr);
    settle();
  }
  void play_written() {
    play_as_written(request_.plan, tiles_);
    settle();
  }

  void add_to(std::vector<LendingCounts>& counts, int active) const {
    for (std::size_t k = 0; k < counts.size(); ++k)
      counts[k].add(tiles_, outcomes_[k], outcomes_[0], has_coverage(k) ? &settlements_[k]->periods() : nullptr,
                    late_months_.data(), active);
  }

  void add_to(std::vector<RatioRanges>& ranges, int active) {
    for (std::size_t k = 0; k < ranges.size(); ++k) {
      if (!has_coverage(k)) continue;
      const PeriodFlows& periods = settlements_[k]->periods();
      available_.assign(periods.period_count(), 0);
      service_.assign(periods.period_count(), 0);
      for (std::size_t lane = 0; lane < static_cast<std::size_t>(active); ++lane) {
        sum_months(periods, lane, available_, service_);
        for_each_ratio(request_.task, available_, service_, [&](std::size_t kind, std::size_t month, double ratio) {
          if (kind == 0) ranges[k].horizon.include(ratio);
          else (kind == 1 ? ranges[k].monthly : ranges[k].rolling)[month].include(ratio);
        });
      }
    }
  }

 private:
  /// Nobody asks how the debt service is covered without the relief.
  bool has_coverage(std::size_t option) const { return request_.task.has_coverage && option > 0; }

  void settle() {
    for (std::size_t k = 0; k < settlements_.size(); ++k) settlements_[k]->settle(tiles_, outcomes_[k]);
    if (request_.late_months) request_.late_months(tiles_, late_months_.data());
  }

  const LendingPlayRequest& request_;
  Tiles tiles_;
  std::vector<std::unique_ptr<Settlement>> settlements_;
  std::vector<BlockOutcomes> outcomes_;
  std::vector<std::int32_t> late_months_;
  std::vector<Minor> available_, service_;
};

std::vector<LendingCounts> counts_of(const LendingPlayRequest& request, const std::vector<RatioRanges>& ranges) {
  std::vector<LendingCounts> counts;
  for (std::size_t k = 0; k < request.options.size(); ++k)
    counts.emplace_back(request.task, request.options[k], request.loans[k], ranges[k]);
  return counts;
}

std::vector<RatioRanges> empty_ranges(const LendingPlayRequest& request) {
  const bool by_month = request.task.has_coverage && request.task.by_month;
  std::vector<RatioRanges> ranges(request.options.size(), RatioRanges(by_month ? request.task.grid->months.size() : 0));
  ranges[0] = RatioRanges(0);
  return ranges;
}

}  // namespace

std::vector<LendingCounts> play_written_for_lender(const LendingPlayRequest& request) {
  normal_table();
  LendingPlayer player(request);
  player.play_written();
  std::vector<RatioRanges> ranges = empty_ranges(request);
  player.add_to(ranges, 1);
  std::vector<LendingCounts> counts = counts_of(request, ranges);
  player.add_to(counts, 1);
  return counts;
}

std::vector<LendingCounts> play_for_lender(const LendingPlayRequest& request) {
  const bool is_random = std::any_of(request.options.begin(), request.options.end(),
                                     [](const OptionPlan& option) { return option.is_random; });
  if (!is_random) return play_written_for_lender(request);
  normal_table();  // is there before several threads ask for it
  const SimulationSettings& settings = request.settings;
  const auto lanes = static_cast<std::uint64_t>(settings.lanes);
  const std::uint64_t blocks = (settings.paths + lanes - 1) / lanes;
  const std::size_t threads = thread_count(settings.threads, blocks);
  std::vector<std::unique_ptr<LendingPlayer>> players(threads);
  players[0] = std::make_unique<LendingPlayer>(request);
  std::vector<RatioRanges> ranges = empty_ranges(request);
  const std::uint64_t first_paths = request.task.has_coverage ? std::min(settings.paths, first_paths_max) : 0;
  for (std::uint64_t first = 0; first < first_paths; first += lanes) {
    players[0]->play(first);
    players[0]->add_to(ranges, active_lanes(first, settings.lanes, first_paths));
  }
  std::vector<std::vector<LendingCounts>> counts(threads, counts_of(request, ranges));
  std::mutex mutex;
  std::uint64_t done = 0;
  for_each_part(threads, (blocks + blocks_of_part - 1) / blocks_of_part, [&](std::size_t thread, std::uint64_t part) {
    if (!players[thread]) players[thread] = std::make_unique<LendingPlayer>(request);
    for (std::uint64_t block = part * blocks_of_part; block < std::min((part + 1) * blocks_of_part, blocks); ++block) {
      players[thread]->play(block * lanes);
      players[thread]->add_to(counts[thread], active_lanes(block * lanes, settings.lanes, settings.paths));
    }
    if (!settings.progress) return;
    const std::lock_guard lock(mutex);
    settings.progress(std::min(settings.paths, done += blocks_of_part * lanes));
  });
  for (std::size_t thread = 1; thread < threads; ++thread)
    for (std::size_t k = 0; k < counts[0].size(); ++k) counts[0][k].merge(counts[thread][k]);
  return std::move(counts[0]);
}

}  // namespace headroom
