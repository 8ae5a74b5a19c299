#include "engine/questions/actuals.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "engine/draws/normal_table.hpp"
#include "engine/flows/exposure.hpp"
#include "engine/flows/shocked_ledger.hpp"
#include "engine/measures/statistics.hpp"
#include "engine/play/block_player.hpp"
#include "engine/play/first_paths.hpp"
#include "engine/play/parallel_parts.hpp"
#include "engine/questions/played_cases.hpp"

namespace headroom {

namespace {

/// The cash of every future at the end of one day. Shape: [path]
std::vector<Minor> cash_by_path(const PlannedScenario& planned, const SimulationSettings& settings, int day) {
  normal_table();  // is there before several threads ask for it
  const std::vector<std::int32_t> samples{day};
  const std::vector<ScenarioRun> runs{{planned.plan, planned.options, samples, settings}};
  const auto lanes = static_cast<std::uint64_t>(settings.lanes);
  const std::uint64_t blocks = (settings.paths + lanes - 1) / lanes;
  PlayersByThread players(runs, thread_count(settings.threads, blocks));
  std::vector<Minor> cash(settings.paths);
  for_each_part(players.thread_count(), blocks, [&](std::size_t thread, std::uint64_t block) {
    const std::uint64_t first = block * lanes;
    const auto active = static_cast<std::uint64_t>(active_lanes(first, settings.lanes, settings.paths));
    const BlockOutcomes& outcomes = players.of(thread).play(first).front()->front();
    std::copy_n(outcomes.cash.data(), active, cash.data() + first);
  });
  return cash;
}

}  // namespace

CashOfDay cash_of_day(const Ledger& ledger, const Scenario& scenario, const SimulationSettings& settings, int day,
                      Minor value) {
  const PlannedScenario planned = plan_case({&ledger, scenario}, settings);
  std::vector<Minor> cash;
  if (planned.is_random()) cash = cash_by_path(planned, settings, day);
  else cash = {BlockPlayer(planned.plan, planned.options, {day}).play_written().front().cash[0]};
  std::sort(cash.begin(), cash.end());
  const auto at_rank = [&cash](double p) { return cash[quantile_rank(p, cash.size()) - 1]; };
  const auto [below, above] = std::equal_range(cash.begin(), cash.end(), value);
  const auto paths = static_cast<double>(cash.size());
  CashOfDay found{planned.is_random(), 0.0, 0.0, at_rank(0.05), at_rank(0.5), at_rank(0.95)};
  found.quantile = (static_cast<double>(below - cash.begin()) + static_cast<double>(above - below) / 2.0) / paths;
  found.standard_error = std::sqrt(found.quantile * (1.0 - found.quantile) / paths);
  return found;
}

double InvoiceForecast::paid_by(int day) const {
  const double open_before = more_than_ ? law_.unpaid_after(*more_than_) : 1.0;
  if (open_before <= 0.0) return 1.0;
  if (more_than_ && day - due_day_ <= *more_than_) return 0.0;
  return 1.0 - law_.unpaid_after(day - due_day_) / open_before;
}

std::vector<InvoiceForecast> invoice_forecasts(const Ledger& ledger, const Scenario& scenario, int horizon_days) {
  const ShockedLedger shocked(ledger, scenario, horizon_days);
  CounterpartyLaws laws(ledger, shocked.shocks, shocked.grid);
  const Exposures exposures(ledger, shocked.shocks, shocked.grid, laws);
  // An exposure knows its invoice by customer, number and part.
  const auto key = [](std::string_view customer, std::string_view number, std::string_view part) {
    return std::string(customer) + '\x1F' + std::string(number) + '\x1F' + std::string(part);
  };
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < ledger.receivables.size(); ++i) {
    const Receivable& invoice = ledger.receivables[i];
    places.emplace(key(invoice.counterparty, invoice.invoice, invoice.part), i);
  }
  std::unordered_map<std::size_t, InvoiceForecast> found;
  for (int who = 0; who < static_cast<int>(laws.count()); ++who)
    exposures.for_each_of(who, [&](const Exposure& exposure) {
      if (exposure.identity.kind != "invoice" || exposure.is_disputed || exposure.payment.delay_law < 0) return;
      const auto place =
          places.find(key(exposure.identity.counterparty, exposure.identity.number, exposure.identity.part));
      if (place == places.end()) return;
      // Of an invoice in pieces the last one, which follows the customer's law.
      found.insert_or_assign(place->second, InvoiceForecast(place->second, laws.delay_law(exposure.payment.delay_law),
                                                            exposure.payment.due_day, exposure.payment.more_than));
    });
  std::vector<InvoiceForecast> forecasts;
  for (std::size_t i = 0; i < ledger.receivables.size(); ++i)
    if (const auto forecast = found.find(i); forecast != found.end()) forecasts.push_back(forecast->second);
  return forecasts;
}

PaidQuantile paid_quantile(const InvoiceForecast& forecast, const DayGrid& grid, int day) {
  int before = day - 1;
  while (before > 0 && grid.settled(before) >= day) --before;
  return {forecast.paid_by(day), forecast.paid_by(before)};
}

}  // namespace headroom
