#include "engine/simulation.hpp"

#include <algorithm>
#include <mutex>

#include "engine/block_player.hpp"
#include "engine/deal.hpp"
#include "engine/option_plan.hpp"
#include "engine/pilot.hpp"
#include "engine/plan.hpp"
#include "engine/precision.hpp"
#include "engine/tally.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::uint64_t paths_between_reports = 2048;
constexpr std::uint64_t blocks_of_part_max = 16;  // taken by a thread in one go
constexpr std::uint64_t parts_of_thread = 8;      // at least, where there are so many blocks: threads end at about one time

/// Day 0, every seventh day, and the horizon.
std::vector<std::int32_t> sample_days(int horizon_days) {
  std::vector<std::int32_t> days;
  for (int day = 0; day < horizon_days; day += 7) days.push_back(day);
  days.push_back(horizon_days);
  return days;
}

/// The lanes of the block at `first_path` that count.
int active_lanes(std::uint64_t first_path, int lanes, std::uint64_t paths) {
  return static_cast<int>(std::min<std::uint64_t>(static_cast<std::uint64_t>(lanes), paths - first_path));
}

/// One option's paths, as counted, and how they are.
struct CountedOption {
  std::vector<AmountLayout> layouts;
  Tally tally;
};

/// Plays the first paths, and counts them in the way that they teach.
std::vector<CountedOption> play_pilot(const Plan& plan, std::size_t option_count, const SimulationSettings& settings, BlockPlayer& player) {
  std::vector<Pilot> pilots(option_count);
  const std::uint64_t pilot_paths = std::min(settings.paths, Pilot::paths_max);
  for (std::uint64_t first = 0; first < pilot_paths; first += static_cast<std::uint64_t>(settings.lanes)) {
    const auto& outcomes = player.play(first);
    for (std::size_t i = 0; i < option_count; ++i) pilots[i].include(outcomes[i], active_lanes(first, settings.lanes, pilot_paths));
  }
  std::vector<CountedOption> counted;
  for (const Pilot& pilot : pilots) {
    const std::vector<AmountLayout> layouts = pilot.layouts(settings.paths);
    counted.push_back({layouts, Tally(plan, layouts, settings.default_event)});
    for (std::size_t block = 0; block < pilot.blocks().size(); ++block)
      counted.back().tally.add(pilot.blocks()[block], pilots[0].blocks()[block],
                               active_lanes(block * static_cast<std::uint64_t>(settings.lanes), settings.lanes, settings.paths));
  }
  return counted;
}

/// What a thread has to itself.
struct Worker {
  BlockPlayer player;
  std::vector<Tally> tallies;  // [option]
};

/// Tells of paths done, in steps, whichever threads they come from.
class ProgressReport {
 public:
  explicit ProgressReport(const SimulationSettings& settings) : settings_(settings) {}

  void done(std::uint64_t first, std::uint64_t end) {
    if (!settings_.progress || first / paths_between_reports == end / paths_between_reports) return;
    const std::lock_guard lock(mutex_);
    reported_ = std::max(reported_, first);
    settings_.progress(reported_);
  }

 private:
  const SimulationSettings& settings_;
  std::mutex mutex_;
  std::uint64_t reported_ = 0;
};

/// Plays all paths, the pilot's first, in parts of several blocks over threads. Each thread has tallies of its own, merged at the end.
std::vector<Tally> play_all(const Plan& plan, const std::vector<OptionPlan>& options, const std::vector<std::int32_t>& samples,
                            const SimulationSettings& settings) {
  std::vector<Worker> workers;
  workers.push_back({BlockPlayer(plan, options, samples), {}});
  std::vector<CountedOption> counted = play_pilot(plan, options.size(), settings, workers[0].player);
  for (CountedOption& option : counted) workers[0].tallies.push_back(std::move(option.tally));

  const auto lanes = static_cast<std::uint64_t>(settings.lanes);
  const std::uint64_t blocks = (settings.paths + lanes - 1) / lanes, played = std::min(blocks, (Pilot::paths_max + lanes - 1) / lanes);
  const std::size_t threads = thread_count(settings.threads, blocks - played);
  const std::uint64_t part = std::clamp<std::uint64_t>((blocks - played) / (parts_of_thread * threads), 1, blocks_of_part_max);
  while (workers.size() < threads) {
    workers.push_back({BlockPlayer(plan, options, samples), {}});
    for (const CountedOption& option : counted) workers.back().tallies.emplace_back(plan, option.layouts, settings.default_event);
  }
  ProgressReport progress(settings);
  deal(threads, (blocks - played + part - 1) / part, [&](std::size_t thread, std::uint64_t index) {
    const std::uint64_t begin = played + index * part, end = std::min(begin + part, blocks);
    for (std::uint64_t first = begin * lanes; first < end * lanes; first += lanes) {
      const auto& outcomes = workers[thread].player.play(first);
      for (std::size_t i = 0; i < options.size(); ++i)
        workers[thread].tallies[i].add(outcomes[i], outcomes[0], active_lanes(first, settings.lanes, settings.paths));
    }
    progress.done(begin * lanes, end * lanes);
  });
  for (std::size_t i = 1; i < workers.size(); ++i)
    for (std::size_t k = 0; k < options.size(); ++k) workers[0].tallies[k].merge(workers[i].tallies[k]);
  return std::move(workers[0].tallies);
}

/// The one course of an option where nothing is random: no estimate, no share, every spread a single value.
OptionResult deterministic_result(const Plan& plan, const OptionPlan& option, const BlockOutcomes& outcomes,
                                  const std::vector<std::int32_t>& samples) {
  OptionResult result;
  result.is_random = false;
  result.possible = option.possible;
  result.by_day.resize(plan.day_count());
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const auto row = [&](Minor amount) {
      return DaySpread{samples[i], amount, amount, amount, amount, amount, {static_cast<double>(amount), 0.0}};
    };
    result.cash.push_back(row(outcomes.cash[i * block_lanes]));
    result.position.push_back(row(outcomes.position[i * block_lanes]));
  }
  const MoneyQuantile lowest = {outcomes.lowest_position[0], 0.0}, need = {outcomes.funding_need[0], 0.0};
  result.lowest_position = {lowest, lowest, lowest, static_cast<double>(lowest.value)};
  result.funding_need = {need, need, need, need};
  if (outcomes.first_unpaid_class[0] != no_class)
    result.first_failure = {outcomes.first_day[static_cast<std::size_t>(Event::illiquid)][0],
                            static_cast<PaymentClass>(outcomes.first_unpaid_class[0]), "", 1.0};
  result.relief_received = static_cast<double>(outcomes.relief_received[0]);
  return result;
}

/// Names what falls due on the day and in the class of the first failure, in order of names: rows of a ledger have none.
void name_first_failure(const Plan& plan, OptionResult& result) {
  if (!result.first_failure) return;
  std::vector<std::string> names;
  for (const DatedFlow& flow : plan.flows)
    if (flow.day == result.first_failure->day && flow.payment_class == result.first_failure->payment_class &&
        std::find(names.begin(), names.end(), flow.item) == names.end())
      names.emplace_back(flow.item);
  std::sort(names.begin(), names.end());
  constexpr std::size_t named_max = 3;
  for (std::size_t i = 0; i < std::min(names.size(), named_max); ++i) result.first_failure->items += (i > 0 ? ", " : "") + names[i];
  if (names.size() > named_max) result.first_failure->items += " and others";
}

}  // namespace

ScenarioResult simulate(const Ledger& ledger, const Scenario& scenario, const std::vector<Relief>& reliefs,
                        const SimulationSettings& settings) {
  if (settings.paths == 0) throw ContractError("a simulation needs at least one path");
  if (settings.lanes <= 0 || settings.lanes > static_cast<int>(block_lanes) || settings.lanes % 4 != 0)
    throw ContractError("a block has 4 to 64 paths, a multiple of 4");
  const Plan plan = build_plan({&ledger, &scenario, settings.horizon_days, settings.seed});
  const std::vector<std::int32_t> samples = sample_days(settings.horizon_days);

  ScenarioResult result{scenario.name, {}};
  std::vector<OptionPlan> options = {build_option_plan(ledger, scenario, plan, nullptr)};
  std::vector<std::optional<std::string>> reasons;
  for (const Relief& relief : reliefs) {
    reasons.push_back(reason_not_eligible(relief, ledger));
    if (reasons.back()) continue;
    const Relief converted = in_ledger_currency(relief, ledger).value();
    options.push_back(build_option_plan(ledger, scenario, plan, &converted));
  }

  const std::vector<BlockOutcomes> as_written = BlockPlayer(plan, options, samples).play_written();
  const bool any_random = std::any_of(options.begin(), options.end(), [](const OptionPlan& option) { return option.is_random; });
  const Game game{plan, options, samples, settings};
  std::optional<PrecisionRun> precise;
  std::vector<Tally> tallies;
  if (any_random && settings.precision) {
    precise = play_to_precision(game, [&](std::uint64_t paths) {
      SimulationSettings plain = settings;
      plain.paths = paths;
      return play_all(plan, options, samples, plain);
    });
    result.precision = precise->report;
    tallies = std::move(precise->tallies);
  } else if (any_random) {
    tallies = play_all(plan, options, samples, settings);
  }

  std::size_t next = 0;
  for (std::size_t i = 0; i <= reliefs.size(); ++i) {
    OptionResult option;
    if (i > 0 && reasons[i - 1]) {
      option.name = reliefs[i - 1].name;
      option.not_eligible = reasons[i - 1];
      result.options.push_back(std::move(option));
      continue;
    }
    const std::size_t k = next++;
    const bool random = options[k].is_random;
    option = random ? tallies[k].result(plan, options[k], samples) : deterministic_result(plan, options[k], as_written[k], samples);
    if (options[k].possible[static_cast<std::size_t>(settings.default_event)]) {
      const std::int32_t day = as_written[k].first_day[static_cast<std::size_t>(settings.default_event)][0];
      if (day <= settings.horizon_days) option.runway.deterministic = day;
    }
    if (i > 0) {
      option.name = reliefs[i - 1].name;
      if (random && option.default_probability && result.options[0].default_probability) option.change = tallies[k].change();
      option.owed_after_horizon = random ? tallies[k].owed_after_horizon() : static_cast<double>(as_written[k].owed_after_horizon[0]);
    }
    if (random && precise) apply_precision(game, *precise, k, option);
    name_first_failure(plan, option);
    result.options.push_back(std::move(option));
  }
  return result;
}

int default_horizon_days(const Ledger& ledger) {
  constexpr int shortest_days = 13 * 7;
  const Date as_of = ledger.company.as_of, year_end = add_months(as_of, 12);
  const std::optional<Date> known = known_until(ledger, year_end);
  const Date end = known ? std::min(*known, year_end) : as_of;
  return std::max(end - as_of, shortest_days);
}

}  // namespace headroom
