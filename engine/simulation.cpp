#include "engine/simulation.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <set>
#include <thread>

#include "engine/block_player.hpp"
#include "engine/option_plan.hpp"
#include "engine/plan.hpp"
#include "engine/precision.hpp"
#include "engine/tally.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::uint64_t pilot_paths_max = 1024;
constexpr std::uint64_t paths_between_reports = 2048;

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

std::vector<Bounds> pilot(BlockPlayer& player, std::size_t option_count, std::size_t sample_count, std::uint64_t paths, int lanes) {
  std::vector<Bounds> bounds(option_count, Bounds(sample_count));
  const std::uint64_t pilot_paths = std::min(paths, pilot_paths_max);
  for (std::uint64_t first = 0; first < pilot_paths; first += static_cast<std::uint64_t>(lanes)) {
    const auto& outcomes = player.play(first);
    for (std::size_t i = 0; i < option_count; ++i) bounds[i].include(outcomes[i], active_lanes(first, lanes, pilot_paths));
  }
  return bounds;
}

/// Plays all paths in blocks over threads; each thread has tallies of its own, merged at the end.
std::vector<Tally> play_all(const Plan& plan, const std::vector<OptionPlan>& options, const std::vector<std::int32_t>& samples,
                            const SimulationSettings& settings) {
  const auto lanes = static_cast<std::uint64_t>(settings.lanes);
  BlockPlayer pilot_player(plan, options, samples);
  const std::vector<Bounds> bounds = pilot(pilot_player, options.size(), samples.size(), settings.paths, settings.lanes);
  std::vector<Tally> empty;
  for (const Bounds& bound : bounds) empty.emplace_back(plan, bound, settings.default_event);

  const std::uint64_t blocks = (settings.paths + lanes - 1) / lanes;
  const unsigned cores = settings.threads > 0 ? static_cast<unsigned>(settings.threads) : std::max(1U, std::thread::hardware_concurrency());
  const auto thread_count = static_cast<std::size_t>(std::min<std::uint64_t>(cores, blocks));
  std::vector<std::vector<Tally>> tallies(thread_count);
  std::vector<std::exception_ptr> failures(thread_count);
  std::atomic<std::uint64_t> next_block{0}, reported{0};
  std::mutex reporting;
  const auto work = [&](std::size_t thread) {
    try {
      tallies[thread] = empty;
      BlockPlayer player(plan, options, samples);
      for (std::uint64_t block = next_block++; block < blocks; block = next_block++) {
        const std::uint64_t first = block * lanes;
        const auto& outcomes = player.play(first);
        for (std::size_t i = 0; i < options.size(); ++i)
          tallies[thread][i].add(outcomes[i], outcomes[0], active_lanes(first, settings.lanes, settings.paths));
        if (!settings.progress || first / paths_between_reports == (first + lanes) / paths_between_reports) continue;
        const std::lock_guard lock(reporting);
        reported = std::max<std::uint64_t>(reported, first);
        settings.progress(reported);
      }
    } catch (...) {
      failures[thread] = std::current_exception();
      next_block = blocks;
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < thread_count; ++i) threads.emplace_back(work, i);
    work(0);
  }
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
  for (std::size_t i = 1; i < thread_count; ++i)
    for (std::size_t k = 0; k < options.size(); ++k) tallies[0][k].merge(tallies[i][k]);
  return std::move(tallies[0]);
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
      names.push_back(flow.item);
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

  BlockPlayer written(plan, options, samples);
  const std::vector<BlockOutcomes> as_written = written.play_written();
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
