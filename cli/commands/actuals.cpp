#include "cli/commands/actuals.hpp"

#include <algorithm>
#include <memory>
#include <ostream>
#include <utility>

#include "cli/commands/json_output.hpp"
#include "cli/commands/options.hpp"
#include "cli/commands/run.hpp"
#include "cli/commands/saved_answers.hpp"
#include "cli/commands/shell_words.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/json/actuals_json.hpp"
#include "cli/report/text/actuals_text.hpp"
#include "cli/report/version.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

/// A saved run as it is played again.
struct SavedForecast {
  RunArguments arguments;
  WhatIfInputs inputs;
};

/// Errors: a run of another command, which has no cash by day; inputs that this version finds at fault.
Result<SavedForecast> saved_forecast(const std::string& file, const SavedRun& run) {
  auto words = words_of_shell_line(run.command);
  if (!words || words->size() < 2 || (*words)[1] != "run")
    return Fault{file,        0,
                 0,           message("run {} shows no cash by day: it is not of `headroom run`", run.id),
                 run.command, "name one that is"};
  words->erase(words->begin());
  RunArguments arguments;
  const auto wrong = read_command_words(*words, [&](CommandOptions& command) { add_run_options(command, arguments); });
  if (wrong) return Fault{file, 0, 0, message("run {} cannot be computed again by this version", run.id), *wrong, ""};
  arguments.saved_inputs = std::make_shared<const std::vector<SavedInput>>(run.inputs);
  auto inputs = read_what_if_inputs(arguments);
  if (!inputs) return inputs.faults();
  return SavedForecast{std::move(arguments), std::move(inputs).value()};
}

bool is_same(const Receivable& invoice, const HistoryItem& item) {
  return item.kind == HistoryItem::Kind::invoice && item.id == invoice.invoice &&
         item.counterparty == invoice.counterparty && (item.part.empty() || item.part == invoice.part);
}

/// What the later ledger says of an invoice.
void find_fate(const Ledger& later, Date forecast_as_of, InvoiceActual& actual) {
  const Receivable& invoice = actual.invoice;
  for (const Receivable& open : later.receivables) {
    if (open.invoice != invoice.invoice || open.counterparty != invoice.counterparty || open.part != invoice.part)
      continue;
    actual.fate = open.amount < invoice.amount ? InvoiceFate::partly_paid : InvoiceFate::open;
    return;
  }
  actual.fate = InvoiceFate::paid_day_unknown;
  std::optional<Date> settled;
  bool is_cancelled = false;
  for (const HistoryItem& item : later.history) {
    if (!is_same(invoice, item)) continue;
    is_cancelled = is_cancelled || item.cancelled;
    if (item.settled) settled = settled ? std::max(*settled, *item.settled) : *item.settled;
  }
  if (is_cancelled) actual.fate = InvoiceFate::cancelled;
  else if (settled) actual.fate = *settled > forecast_as_of ? InvoiceFate::paid : InvoiceFate::paid_before;
  if (actual.fate == InvoiceFate::paid) actual.paid = settled;
}

/// The day of payment within the invoice's law; what is open is outside once its law would have had it paid.
void put_quantile(const InvoiceForecast& forecast, const DayGrid& grid, int day_now, Date as_of,
                  InvoiceActual& actual) {
  if (actual.fate == InvoiceFate::paid) {
    actual.quantile = paid_quantile(forecast, grid, *actual.paid - as_of);
    actual.is_within_90 = actual.quantile->is_within_90();
  } else if ((actual.fate == InvoiceFate::open || actual.fate == InvoiceFate::partly_paid) &&
             forecast.paid_by(day_now) > 0.95) {
    actual.is_within_90 = false;
  }
}

std::vector<InvoiceActual> invoices_of(const Ledger& then, const Scenario& scenario, int horizon_days,
                                       const Ledger& later) {
  const Date as_of = then.company.as_of;
  const int day_now = later.company.as_of - as_of, days = std::max(horizon_days, day_now);
  const std::vector<InvoiceForecast> forecasts = invoice_forecasts(then, scenario, days);
  const DayGrid grid(then, days);
  std::vector<InvoiceActual> actuals;
  auto forecast = forecasts.begin();
  for (std::size_t i = 0; i < then.receivables.size(); ++i) {
    const Receivable& invoice = then.receivables[i];
    const bool has_law = forecast != forecasts.end() && forecast->receivable() == i;
    if (invoice.amount > 0) {
      InvoiceActual& actual = actuals.emplace_back();
      actual.invoice = invoice;
      const ExchangeRates::Row* foreign = then.exchange_rates.find(invoice.currency);
      actual.currency = invoice.currency.empty() ? then.company.currency : invoice.currency;
      actual.decimals = foreign != nullptr ? foreign->currency.decimals : then.company.decimals;
      find_fate(later, as_of, actual);
      if (has_law) put_quantile(*forecast, grid, day_now, as_of, actual);
      else if (actual.fate != InvoiceFate::paid) actual.fate = InvoiceFate::disputed;
    }
    if (has_law) ++forecast;
  }
  return actuals;
}

Minor cash_net_of_lines(const Ledger& ledger) {
  Minor cash = ledger.cash;
  for (const CreditLine& line : ledger.credit_lines) cash -= in_ledger_currency(ledger, line.drawn, line.currency);
  return cash;
}

std::optional<Fault> unlike(const LedgerArgument& named, const Ledger& then, const Ledger& later) {
  const std::string file = named.path.string();
  if (then.company.currency != later.company.currency)
    return Fault{file,
                 0,
                 0,
                 message("is kept in another currency than the forecast ({})", then.company.currency),
                 later.company.currency,
                 "name a ledger of the same firm"};
  if (later.company.as_of <= then.company.as_of)
    return Fault{file,
                 0,
                 0,
                 message("is not later than the forecast, which was made on {}", then.company.as_of),
                 iso_text(later.company.as_of),
                 "bring the ledger to a later day"};
  return std::nullopt;
}

ActualsReport report_of(const std::string& file, const SavedRun& run, const SavedForecast& forecast,
                        const LoadedLedger& loaded, int threads) {
  const Ledger &then = forecast.inputs.ledger(), &later = loaded.ledger;
  const Scenario& scenario = forecast.inputs.scenarios.front();
  SimulationSettings settings = settings_of(forecast.arguments, then);
  settings.threads = threads;
  if (forecast.arguments.precision) settings.paths = paths_of_plain_run;
  ActualsReport report;
  report.file = file;
  report.id = run.id;
  report.saved_at = run.saved_at;
  report.company = then.company.name;
  report.currency = then.company.currency;
  report.scenario = scenario.name;
  report.decimals = then.company.decimals;
  report.forecast_as_of = then.company.as_of;
  report.as_of = later.company.as_of;
  report.horizon_days = settings.horizon_days;
  report.notices = loaded.notices;
  if (later.company.name != then.company.name)
    report.notices.push_back({file, 0, 0, message("the forecast is of another name ({})", then.company.name),
                              later.company.name, "make sure that it is the same firm", Severity::warning});
  report.cash = cash_net_of_lines(later);
  if (report.day() <= report.horizon_days)
    report.forecast_cash = cash_of_day(then, scenario, settings, report.day(), report.cash);
  report.invoices = invoices_of(then, scenario, settings.horizon_days, later);
  return report;
}

}  // namespace

int run_actuals(const ActualsArguments& arguments, std::ostream& out, std::ostream& err) {
  const auto stop = [&err](const Faults& faults) {
    err << findings_text(faults);
    return exit_status_of(faults);
  };
  const std::string file = arguments.file.string();
  const auto run = find_saved_run(arguments.file, arguments.id);
  if (!run) return stop(run.faults());
  const auto source = open_ledger(arguments.ledger);
  if (!source) return stop(source.faults());
  const auto loaded = load_ledger(*source.value());
  if (!loaded) return stop(loaded.faults());
  if (const Faults obstacles = obstacles_to_play(loaded.value().unanswered); !obstacles.empty()) return stop(obstacles);
  if (const auto obstacle = obstacle_to_json(arguments.json)) return stop({*obstacle});
  const auto forecast = saved_forecast(file, run.value());
  if (!forecast) return stop(forecast.faults());
  if (const auto fault = unlike(arguments.ledger, forecast.value().inputs.ledger(), loaded.value().ledger))
    return stop({*fault});
  const ActualsReport report = report_of(file, run.value(), forecast.value(), loaded.value(), arguments.threads);
  err << findings_text(report.notices);
  return write_reports(arguments.json, actuals_json(report, version()),
                       actuals_text(report, style_of_standard_output()), out, err);
}

void add_actuals(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "actuals", "A saved forecast against a later ledger: was it right?");
  const auto arguments = std::make_shared<ActualsArguments>();
  command.argument("FILE.db", arguments->file, "The file to which the forecast was saved");
  command.argument("ID", arguments->id, "Which run, as headroom runs lists them");
  command.ledger(arguments->ledger);
  command.whole_number(
      "--threads", 0, 1024, [arguments](std::uint64_t threads) { arguments->threads = static_cast<int>(threads); },
      "Changes no result (default: 0, all cores)");
  command.json(arguments->json);
  command.closing("Example:\n  headroom actuals runs.db 1 my_firm");
  command.action(chosen,
                 [arguments](std::ostream& out, std::ostream& err) { return run_actuals(*arguments, out, err); });
}

}  // namespace headroom
