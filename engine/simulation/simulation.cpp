#include "engine/simulation/simulation.hpp"

#include <algorithm>
#include <mutex>
#include <optional>

#include "engine/draws/normal_table.hpp"
#include "engine/measures/pilot.hpp"
#include "engine/measures/tally.hpp"
#include "engine/plan/option_plan.hpp"
#include "engine/plan/plan.hpp"
#include "engine/play/block_player.hpp"
#include "engine/play/deal.hpp"
#include "engine/play/scenario_players.hpp"
#include "engine/sampling/precision.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::uint64_t paths_between_reports = 2048;
constexpr std::uint64_t blocks_of_part_max = 4;  // taken by a thread in one go
constexpr std::uint64_t parts_of_thread = 8;  // at least, where there are so many blocks: threads end at about one time

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

/// A scenario as it is played: what players and results look at.
struct PlannedScenario {
  Plan plan;
  std::vector<OptionPlan> options;                  ///< the base case, then the reliefs that the firm is eligible for
  std::vector<std::optional<std::string>> reasons;  ///< why it is not eligible. Shape: [relief]
  std::vector<BlockOutcomes> as_written;            ///< Shape: [option]
  std::vector<Tally> tallies;                       ///< Shape: [option]; empty where nothing is random
  std::optional<PrecisionRun> precise;

  bool is_random() const {
    return std::any_of(options.begin(), options.end(), [](const OptionPlan& option) { return option.is_random; });
  }
};

PlannedScenario plan_scenario(const Ledger& ledger, const Scenario& scenario, const std::vector<Relief>& reliefs,
                              const std::vector<std::int32_t>& samples, const SimulationSettings& settings) {
  PlannedScenario planned;
  planned.plan = build_plan({&ledger, &scenario, settings.horizon_days, settings.seed});
  planned.options.push_back(build_option_plan(ledger, scenario, planned.plan, nullptr));
  for (const Relief& relief : reliefs) {
    planned.reasons.push_back(reason_not_eligible(relief, ledger));
    if (planned.reasons.back()) continue;
    const Relief converted = in_ledger_currency(relief, ledger).value();
    planned.options.push_back(build_option_plan(ledger, scenario, planned.plan, &converted));
  }
  planned.as_written = BlockPlayer(planned.plan, planned.options, samples).play_written();
  return planned;
}

/// Scenarios that are played together, on the same paths.
using PlayedTogether = std::vector<const PlannedScenario*>;

ScenarioPlayers players_of(const PlayedTogether& scenarios, const std::vector<std::int32_t>& samples) {
  std::vector<BlockPlayer> players;
  for (const PlannedScenario* scenario : scenarios) players.emplace_back(scenario->plan, scenario->options, samples);
  return ScenarioPlayers(std::move(players));
}

/// Shape: [scenario][option]
template <class Item>
using ByOption = std::vector<std::vector<Item>>;

/// What a thread has to itself.
struct Worker {
  ScenarioPlayers players;
  ByOption<Tally> tallies;

  void play(std::uint64_t first, int active) {
    const auto& outcomes = players.play(first);
    for (std::size_t k = 0; k < tallies.size(); ++k)
      for (std::size_t i = 0; i < tallies[k].size(); ++i)
        tallies[k][i].add((*outcomes[k])[i], outcomes[k]->front(), active);
  }
};

ByOption<Tally> empty_tallies(const PlayedTogether& scenarios, const ByOption<std::vector<AmountLayout>>& layouts,
                              const SimulationSettings& settings) {
  ByOption<Tally> tallies(scenarios.size());
  for (std::size_t k = 0; k < scenarios.size(); ++k)
    for (const auto& layout : layouts[k]) tallies[k].emplace_back(scenarios[k]->plan, layout, settings.default_event);
  return tallies;
}

/// Plays the first paths, counts them in the way that they teach, and says how that is. Each thread's players are made
/// by itself.
ByOption<std::vector<AmountLayout>> play_pilot(const PlayedTogether& scenarios,
                                               const std::vector<std::int32_t>& samples,
                                               const SimulationSettings& settings,
                                               std::vector<std::optional<Worker>>& workers) {
  const std::uint64_t pilot_paths = std::min(settings.paths, Pilot::paths_max),
                      lanes = static_cast<std::uint64_t>(settings.lanes);
  const std::size_t block_count = (pilot_paths + lanes - 1) / lanes, amounts = amount_count(samples.size());
  ByOption<Pilot> pilots(scenarios.size());
  for (std::size_t k = 0; k < scenarios.size(); ++k) pilots[k].resize(scenarios[k]->options.size(), Pilot(block_count));
  deal(std::min(workers.size(), block_count), block_count, [&](std::size_t thread, std::uint64_t block) {
    if (!workers[thread]) workers[thread].emplace(Worker{players_of(scenarios, samples), {}});
    const std::uint64_t first = block * lanes;
    const auto& outcomes = workers[thread]->players.play(first);
    for (std::size_t k = 0; k < pilots.size(); ++k)
      for (std::size_t i = 0; i < pilots[k].size(); ++i)
        pilots[k][i].include(block, (*outcomes[k])[i], active_lanes(first, settings.lanes, pilot_paths));
  });

  ByOption<std::vector<AmountLayout>> layouts(scenarios.size());
  for (std::size_t k = 0; k < pilots.size(); ++k)
    layouts[k].resize(pilots[k].size(), std::vector<AmountLayout>(amounts));
  deal(workers.size(), amounts, [&](std::size_t, std::uint64_t amount) {
    for (std::size_t k = 0; k < pilots.size(); ++k)
      for (std::size_t i = 0; i < pilots[k].size(); ++i)
        layouts[k][i][amount] = pilots[k][i].layout(amount, settings.paths);
  });

  for (std::optional<Worker>& worker : workers) {
    if (!worker) worker.emplace(Worker{players_of(scenarios, samples), {}});
    worker->tallies = empty_tallies(scenarios, layouts, settings);
  }
  for (std::size_t k = 0; k < pilots.size(); ++k)
    for (std::size_t i = 0; i < pilots[k].size(); ++i)
      for (std::size_t block = 0; block < block_count; ++block)
        workers[0]->tallies[k][i].add(*pilots[k][i].blocks()[block], *pilots[k][0].blocks()[block],
                                      active_lanes(block * lanes, settings.lanes, settings.paths));
  return layouts;
}

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

/// Plays all paths, the pilot's first, in parts of several blocks over threads. Each thread has tallies of its own,
/// merged at the end.
ByOption<Tally> play_all(const PlayedTogether& scenarios, const std::vector<std::int32_t>& samples,
                         const SimulationSettings& settings) {
  const auto lanes = static_cast<std::uint64_t>(settings.lanes);
  const std::uint64_t blocks = (settings.paths + lanes - 1) / lanes,
                      played = std::min(blocks, (Pilot::paths_max + lanes - 1) / lanes);
  normal_table();  // is there before several threads ask for it
  std::vector<std::optional<Worker>> workers(thread_count(settings.threads, blocks));
  const ByOption<std::vector<AmountLayout>> layouts = play_pilot(scenarios, samples, settings, workers);

  const std::uint64_t part =
      std::clamp<std::uint64_t>((blocks - played) / (parts_of_thread * workers.size()), 1, blocks_of_part_max);
  ProgressReport progress(settings);
  deal(workers.size(), (blocks - played + part - 1) / part, [&](std::size_t thread, std::uint64_t index) {
    const std::uint64_t begin = played + index * part, end = std::min(begin + part, blocks);
    for (std::uint64_t first = begin * lanes; first < end * lanes; first += lanes)
      workers[thread]->play(first, active_lanes(first, settings.lanes, settings.paths));
    progress.done(begin * lanes, end * lanes);
  });
  for (std::size_t i = 1; i < workers.size(); ++i)
    for (std::size_t k = 0; k < scenarios.size(); ++k)
      for (std::size_t option = 0; option < layouts[k].size(); ++option)
        workers[0]->tallies[k][option].merge(workers[i]->tallies[k][option]);
  return std::move(workers[0]->tallies);
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
  result.forgiven = static_cast<double>(outcomes.forgiven[0]);
  result.forgiven_after_horizon = static_cast<double>(outcomes.forgiven_after_horizon[0]);
  return result;
}

/// Names what falls due on the day and in the class of the first failure, in order of names: rows of a ledger have
/// none.
void name_first_failure(const Plan& plan, OptionResult& result) {
  if (!result.first_failure) return;
  std::vector<std::string> names;
  for (const DatedFlow& flow : plan.flows)
    if (flow.day == result.first_failure->day && flow.payment_class == result.first_failure->payment_class &&
        std::find(names.begin(), names.end(), flow.item) == names.end())
      names.emplace_back(flow.item);
  if (names.empty() && result.first_failure->payment_class == PaymentClass::supplier)
    for (const CreditDelivery& delivery : plan.suppliers.credit.deliveries) {
      const FollowedDue& due = plan.suppliers.dues[static_cast<std::size_t>(delivery.due)];
      const std::string_view item = plan.suppliers.exposures[static_cast<std::size_t>(due.exposure)].item;
      if (delivery.day == result.first_failure->day && std::find(names.begin(), names.end(), item) == names.end())
        names.emplace_back(item);
    }
  std::sort(names.begin(), names.end());
  constexpr std::size_t named_max = 3;
  for (std::size_t i = 0; i < std::min(names.size(), named_max); ++i)
    result.first_failure->items += (i > 0 ? ", " : "") + names[i];
  if (names.size() > named_max) result.first_failure->items += " and others";
}

/// What a scenario comes to.
ScenarioResult result_of(const Scenario& scenario, const std::vector<Relief>& reliefs, const PlannedScenario& planned,
                         const std::vector<std::int32_t>& samples, const SimulationSettings& settings) {
  ScenarioResult result{scenario.name, {}};
  if (planned.precise) result.precision = planned.precise->report;
  std::size_t next = 0;
  for (std::size_t i = 0; i <= reliefs.size(); ++i) {
    OptionResult option;
    if (i > 0 && planned.reasons[i - 1]) {
      option.name = reliefs[i - 1].name;
      option.not_eligible = planned.reasons[i - 1];
      result.options.push_back(std::move(option));
      continue;
    }
    const std::size_t k = next++;
    const OptionPlan& option_plan = planned.options[k];
    const BlockOutcomes& as_written = planned.as_written[k];
    const bool random = option_plan.is_random;
    const LateResult late = late_as_written(planned.plan.suppliers.terms, as_written.late, settings.horizon_days);
    option = random ? planned.tallies[k].result(planned.plan, option_plan, samples)
                    : deterministic_result(planned.plan, option_plan, as_written, samples);
    if (!random) option.late = late;
    for (std::size_t s = 0; s < late.suppliers.size(); ++s) {
      SupplierResult& supplier = option.late.suppliers[s];
      supplier.deterministic_day = late.suppliers[s].deterministic_day;
      if (!supplier.limit) continue;
      supplier.limit->deterministic_day = late.suppliers[s].limit->deterministic_day;
      supplier.limit->deterministic_cash = late.suppliers[s].limit->deterministic_cash;
    }
    if (option_plan.possible[static_cast<std::size_t>(settings.default_event)]) {
      const std::int32_t day = as_written.first_day[static_cast<std::size_t>(settings.default_event)][0];
      if (day <= settings.horizon_days) option.runway.deterministic = day;
    }
    if (i > 0) {
      option.name = reliefs[i - 1].name;
      option.exempted = static_cast<double>(option_plan.exempted);
      if (random && option.default_probability && result.options[0].default_probability)
        option.change = planned.tallies[k].change();
      option.owed_after_horizon =
          random ? planned.tallies[k].owed_after_horizon() : static_cast<double>(as_written.owed_after_horizon[0]);
    }
    if (random && planned.precise)
      apply_precision({planned.plan, planned.options, samples, settings}, *planned.precise, k, option);
    name_first_failure(planned.plan, option);
    result.options.push_back(std::move(option));
  }
  return result;
}

}  // namespace

std::vector<ScenarioResult> simulate(const Ledger& ledger, const std::vector<Scenario>& scenarios,
                                     const std::vector<Relief>& reliefs, const SimulationSettings& settings) {
  if (settings.paths == 0) throw ContractError("a simulation needs at least one path");
  if (settings.lanes <= 0 || settings.lanes > static_cast<int>(block_lanes) || settings.lanes % 4 != 0)
    throw ContractError("a block has 4 to 64 paths, a multiple of 4");
  const std::vector<std::int32_t> samples = sample_days(settings.horizon_days);
  std::vector<PlannedScenario> planned;
  planned.reserve(scenarios.size());
  for (const Scenario& scenario : scenarios)
    planned.push_back(plan_scenario(ledger, scenario, reliefs, samples, settings));

  PlayedTogether together;
  for (PlannedScenario& scenario : planned) {
    if (!scenario.is_random()) continue;
    if (!settings.precision) {
      together.push_back(&scenario);
      continue;
    }
    scenario.precise =
        play_to_precision({scenario.plan, scenario.options, samples, settings}, [&](std::uint64_t paths) {
          SimulationSettings plain = settings;
          plain.paths = paths;
          return std::move(play_all({&scenario}, samples, plain).front());
        });
    scenario.tallies = std::move(scenario.precise->tallies);
  }
  if (!together.empty()) {
    ByOption<Tally> tallies = play_all(together, samples, settings);
    std::size_t next = 0;
    for (PlannedScenario& scenario : planned)
      if (scenario.is_random()) scenario.tallies = std::move(tallies[next++]);
  }

  std::vector<ScenarioResult> results;
  for (std::size_t i = 0; i < scenarios.size(); ++i)
    results.push_back(result_of(scenarios[i], reliefs, planned[i], samples, settings));
  return results;
}

ScenarioResult simulate(const Ledger& ledger, const Scenario& scenario, const std::vector<Relief>& reliefs,
                        const SimulationSettings& settings) {
  return std::move(simulate(ledger, std::vector{scenario}, reliefs, settings).front());
}

int default_horizon_days(const Ledger& ledger) {
  constexpr int shortest_days = 13 * 7;
  const Date as_of = ledger.company.as_of, year_end = add_months(as_of, 12);
  const std::optional<Date> known = known_until(ledger, year_end);
  const Date end = known ? std::min(*known, year_end) : as_of;
  return std::max(end - as_of, shortest_days);
}

}  // namespace headroom
