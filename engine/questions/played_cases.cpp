#include "engine/questions/played_cases.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "engine/draws/normal_table.hpp"
#include "engine/measures/statistics.hpp"
#include "engine/play/first_paths.hpp"
#include "engine/play/parallel_parts.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::size_t cases_together_max = 16;  // their tiles are held at once, by each thread
constexpr std::uint64_t parts_of_thread = 8;    // at least, where there are so many blocks
constexpr std::uint64_t blocks_of_part_max = 16;
constexpr std::uint64_t paths_between_reports = 2048;

const std::vector<std::int32_t> no_samples = {};

/// Tells of the paths done over all batches of cases, as if they were played once.
class BatchProgress {
 public:
  BatchProgress(const SimulationSettings& settings, std::uint64_t paths, std::size_t batches)
      : settings_(settings), total_(paths * batches), batches_(batches) {}

  void done(std::uint64_t paths) {
    if (!settings_.progress || total_ == 0) return;
    const std::lock_guard lock(mutex_);
    done_ += paths;
    if (done_ / batches_ < reported_ + paths_between_reports) return;
    settings_.progress(reported_ = done_ / batches_);
  }

 private:
  const SimulationSettings& settings_;
  std::mutex mutex_;
  std::uint64_t total_, batches_, done_ = 0, reported_ = 0;
};

/// Plays cases `begin` to `end` (exclusive) on all blocks of the range.
void play_batch(const std::vector<const PlannedScenario*>& cases, std::size_t begin, std::size_t end,
                const SimulationSettings& settings, PathRange paths, BatchProgress& progress,
                const std::function<void(const SeenBlock&)>& see) {
  std::vector<ScenarioRun> runs;
  for (std::size_t i = begin; i < end; ++i) runs.push_back({cases[i]->plan, cases[i]->options, no_samples, settings});
  const auto lanes = static_cast<std::uint64_t>(settings.lanes);
  const std::uint64_t blocks = (paths.count + lanes - 1) / lanes;
  PlayersByThread players(runs, thread_count(settings.threads, blocks));
  const std::uint64_t part =
      std::clamp<std::uint64_t>(blocks / (parts_of_thread * players.thread_count()), 1, blocks_of_part_max);
  for_each_part(players.thread_count(), (blocks + part - 1) / part, [&](std::size_t thread, std::uint64_t index) {
    for (std::uint64_t block = index * part; block < std::min((index + 1) * part, blocks); ++block) {
      const std::uint64_t first = paths.first + block * lanes;
      const int active = active_lanes(first, settings.lanes, paths.first + paths.count);
      const auto& outcomes = players.of(thread).play(first);
      for (std::size_t i = begin; i < end; ++i) see({thread, i, first, active, *outcomes[i - begin]});
      progress.done(static_cast<std::uint64_t>(active));
    }
  });
}

CaseOutcome outcome_without_paths(const PlannedScenario& planned, std::size_t option, Event event,
                                  std::uint64_t paths) {
  CaseOutcome outcome;
  outcome.is_random = planned.options[option].is_random;
  outcome.possible = planned.options[option].possible[static_cast<std::size_t>(event)];
  outcome.written_day = planned.as_written[option].first_day[static_cast<std::size_t>(event)][0];
  outcome.horizon_days = planned.plan.horizon_days;
  outcome.paths = paths;
  return outcome;
}

}  // namespace

std::optional<Estimate> CaseOutcome::probability() const {
  if (!has_estimate()) return std::nullopt;
  return proportion(defaults, paths);
}

double CaseOutcome::share() const {
  if (!possible) return 0.0;
  if (!is_random) return written_day <= horizon_days ? 1.0 : 0.0;
  return proportion(defaults, paths).value;
}

Interval CaseOutcome::ci95() const {
  if (!has_estimate()) return {share(), share()};
  return wilson_interval(defaults, paths);
}

PlannedScenario plan_case(const AskedCase& asked, const SimulationSettings& settings) {
  PlannedScenario planned;
  planned.plan = build_plan({asked.ledger, &asked.scenario, settings.horizon_days, settings.seed});
  set_options(planned, asked.options);
  return planned;
}

void set_options(PlannedScenario& planned, const std::vector<const Relief*>& options) {
  planned.options.clear();
  for (const Relief* relief : options) planned.options.push_back(build_option_plan(planned.plan, relief));
  planned.as_written = BlockPlayer(planned.plan, planned.options, no_samples).play_written();
}

void play_blocks(const std::vector<const PlannedScenario*>& cases, const SimulationSettings& settings, PathRange paths,
                 const std::function<void(const SeenBlock&)>& see) {
  if (settings.lanes <= 0 || settings.lanes > static_cast<int>(block_lanes) || settings.lanes % 4 != 0)
    throw ContractError("a block has 4 to 64 paths, a multiple of 4");
  if (paths.first % static_cast<std::uint64_t>(settings.lanes) != 0)
    throw ContractError("a range of paths begins with a block");
  normal_table();  // is there before several threads ask for it
  BatchProgress progress(settings, paths.count, (cases.size() + cases_together_max - 1) / cases_together_max);
  for (std::size_t begin = 0; begin < cases.size(); begin += cases_together_max)
    play_batch(cases, begin, std::min(begin + cases_together_max, cases.size()), settings, paths, progress, see);
}

ByOption<CaseOutcome> play_planned(const std::vector<const PlannedScenario*>& cases, const SimulationSettings& settings,
                                   KeptDays kept, PathRange paths) {
  const auto event = static_cast<std::size_t>(settings.default_event);
  ByOption<CaseOutcome> outcomes;
  std::vector<const PlannedScenario*> random;  // the others need no playing
  std::vector<std::size_t> place;              // [random case]: among all
  for (std::size_t i = 0; i < cases.size(); ++i) {
    std::vector<CaseOutcome>& of_case = outcomes.emplace_back();
    for (std::size_t k = 0; k < cases[i]->options.size(); ++k) {
      of_case.push_back(outcome_without_paths(*cases[i], k, settings.default_event, paths.count));
      if (kept == KeptDays::all)
        of_case.back().days.assign(paths.count, static_cast<std::uint16_t>(of_case.back().written_day));
      if (!of_case.back().is_random && of_case.back().share() > 0.0) of_case.back().defaults = paths.count;
    }
    if (!cases[i]->is_random()) continue;
    random.push_back(cases[i]);
    place.push_back(i);
  }
  std::vector<ByOption<std::uint64_t>> counts;  // [thread][random case][option]
  for (std::size_t thread = 0; thread < thread_count(settings.threads, paths.count); ++thread) {
    ByOption<std::uint64_t>& of_thread = counts.emplace_back();
    for (const PlannedScenario* planned : random) of_thread.emplace_back(planned->options.size(), 0);
  }
  play_blocks(random, settings, paths, [&](const SeenBlock& seen) {
    std::vector<CaseOutcome>& of_case = outcomes[place[seen.case_index]];
    for (std::size_t k = 0; k < of_case.size(); ++k) {
      if (!of_case[k].is_random) continue;
      const std::int32_t* const days = seen.options[k].first_day[event].data();
      counts[seen.thread][seen.case_index][k] += static_cast<std::uint64_t>(
          std::count_if(days, days + seen.active, [&](std::int32_t day) { return day <= of_case[k].horizon_days; }));
      if (kept == KeptDays::none) continue;
      const auto at = static_cast<std::ptrdiff_t>(seen.first_path - paths.first);
      std::transform(days, days + seen.active, of_case[k].days.begin() + at,
                     [](std::int32_t day) { return static_cast<std::uint16_t>(day); });
    }
  });
  for (const auto& of_thread : counts)
    for (std::size_t i = 0; i < random.size(); ++i)
      for (std::size_t k = 0; k < of_thread[i].size(); ++k) outcomes[place[i]][k].defaults += of_thread[i][k];
  return outcomes;
}

ByOption<CaseOutcome> play_cases(const std::vector<AskedCase>& cases, const SimulationSettings& settings,
                                 KeptDays kept) {
  std::vector<PlannedScenario> planned;
  planned.reserve(cases.size());
  std::vector<const PlannedScenario*> all;
  for (const AskedCase& asked : cases) {
    planned.push_back(plan_case(asked, settings));
    all.push_back(&planned.back());
  }
  return play_planned(all, settings, kept, {0, settings.paths});
}

Estimate paired_difference(const CaseOutcome& a, const CaseOutcome& b) {
  if (a.days.size() != b.days.size() || a.days.empty())
    throw ContractError("a paired difference needs the days of both on the same paths");
  std::uint64_t only_a = 0, only_b = 0;
  for (std::size_t path = 0; path < a.days.size(); ++path) {
    const bool in_a = a.days[path] <= a.horizon_days, in_b = b.days[path] <= b.horizon_days;
    only_a += in_a && !in_b;
    only_b += in_b && !in_a;
  }
  const double n = static_cast<double>(a.days.size());
  const double more = static_cast<double>(only_a) / n, less = static_cast<double>(only_b) / n, difference = more - less;
  return {difference, std::sqrt(std::max(0.0, more + less - difference * difference) / n)};
}

}  // namespace headroom
