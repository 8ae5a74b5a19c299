#include "cli/report/xlsx/result_sheets.hpp"

#include <algorithm>

#include "cli/report/html/owner_figures.hpp"
#include "cli/report/words/screen_words.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

/// Cells of one firm's money and days.
class Cells {
 public:
  explicit Cells(const Manifest& manifest) : manifest_(manifest) {}

  Cell money(Minor minor) const { return MoneyCell{to_major(minor, manifest_.decimals)}; }
  Cell mean_money(double minor) const { return MoneyCell{minor * to_major(1, manifest_.decimals)}; }
  Cell day(int day) const { return manifest_.as_of + day; }
  Cell day(const std::optional<int>& day) const { return day ? this->day(*day) : Cell(); }
  static Cell share(double share) { return ShareCell{share}; }
  static Cell share(const std::optional<double>& share) { return share ? Cell(ShareCell{*share}) : Cell(); }

 private:
  const Manifest& manifest_;
};

std::vector<std::string> said(const Wording& wording, const std::vector<const char*>& texts) {
  std::vector<std::string> out;
  for (const char* text : texts) out.push_back(wording.say(text));
  return out;
}

/// One row of the summary for each option of each scenario.
CellRow option_row(const ScenarioResult& result, const OptionResult& option, const Cells& cells,
                   const Wording& wording) {
  CellRow row = {wording.scenario_name(result.name), wording.option_name(option.name)};
  if (option.not_eligible) {
    row.emplace_back(wording.say("not eligible"));
    return row;
  }
  const bool has = has_probability(option);
  const auto of_chance = [&](double value) { return has ? Cells::share(value) : Cell(); };
  const Estimate chance = option.default_probability.value_or(Estimate{});
  row.push_back(has ? Cells::share(chance.value)
                    : Cell(wording.say(option.is_random ? "cannot happen" : "nothing random")));
  row.push_back(of_chance(chance.standard_error));
  row.push_back(has && option.default_ci95 ? Cells::share(option.default_ci95->lower) : Cell());
  row.push_back(has && option.default_ci95 ? Cells::share(option.default_ci95->upper) : Cell());
  for (const auto& day :
       {option.runway.p05, option.runway.p25, option.runway.p50, option.runway.p75, option.runway.p95})
    row.push_back(has ? cells.day(day) : Cell());
  row.push_back(cells.day(option.runway.deterministic));
  row.push_back(cells.money(option.lowest_position.p05.value));
  row.push_back(cells.money(option.funding_need.p50.value));
  row.push_back(cells.money(option.funding_need.p95.value));
  row.push_back(static_cast<double>(option.paths));
  return row;
}

/// Where the rows of one option lie on the sheet Fan.
void write_fan_rows(Workbook& workbook, const ScenarioResult& result, const OptionResult& option, const Cells& cells,
                    const Wording& wording) {
  for (std::size_t i = 0; i < option.cash.size(); ++i) {
    const DaySpread& cash = option.cash[i];
    CellRow row = {wording.scenario_name(result.name), wording.option_name(option.name), cells.day(cash.day)};
    for (const Minor amount : {cash.p05, cash.p25, cash.p50, cash.p75, cash.p95}) row.push_back(cells.money(amount));
    row.push_back(cells.mean_money(cash.mean.value));
    if (i < option.position.size())
      for (const Minor amount : {option.position[i].p05, option.position[i].p50, option.position[i].p95})
        row.push_back(cells.money(amount));
    row.resize(12);
    const auto day = static_cast<std::size_t>(cash.day);
    if (option.is_random && day < option.by_day.size() && option.by_day[day])
      row.push_back(Cells::share(option.by_day[day]->value));
    workbook.row(row);
  }
}

}  // namespace

void write_summary_sheet(Workbook& workbook, const RunReport& report, const Wording& wording) {
  const Manifest& manifest = report.manifest;
  const Cells cells(manifest);
  workbook.sheet("Summary", {26, 30, 14, 14, 12, 12, 12, 12, 12, 12, 12, 14, 16, 16, 16, 12});
  workbook.heading({manifest.company});
  for (const auto& sentence : answer_sentences(manifest, worst_of(report.results).options.front()))
    workbook.row({wording.say(sentence)});
  workbook.empty_row();
  const auto fact = [&](const char* name, Cell cell) { workbook.row({wording.say(name), std::move(cell)}); };
  fact("as of", manifest.as_of);
  fact("looks until", manifest.horizon_date());
  fact("days", static_cast<double>(manifest.horizon_days));
  fact("currency", manifest.currency);
  fact("what counts as default", wording.say(std::string(clause_of(manifest.default_event))));
  workbook.empty_row();
  workbook.heading(said(wording, {"scenario", "option", "chance of default", "standard error", "95% from", "95% to",
                                  "5% have it by", "25% by", "50% by", "75% by", "95% by", "as written",
                                  "lowest position, worst 5%", "funding need, 50%", "funding need, 95%", "futures"}));
  for (const ScenarioResult& result : report.results)
    for (const OptionResult& option : result.options) workbook.row(option_row(result, option, cells, wording));
  workbook.empty_row();
  workbook.heading(said(wording, {"scenario", "option", "event", "chance", "standard error"}));
  for (const ScenarioResult& result : report.results)
    for (const OptionResult& option : result.options)
      for (std::size_t i = 0; i < event_count; ++i)
        if (!option.not_eligible && option.is_random && option.possible[i] && option.events[i])
          workbook.row({wording.scenario_name(result.name), wording.option_name(option.name),
                        std::string(event_names()[i]), Cells::share(option.events[i]->value),
                        Cells::share(option.events[i]->standard_error)});
}

void write_calendar_sheet(Workbook& workbook, const RunReport& report, const Wording& wording) {
  const Forecast& forecast = report.as_written->forecast;
  const Cells cells(report.manifest);
  workbook.sheet("Cash calendar", std::vector<double>(18, 14.0));
  std::vector<std::string> headings =
      said(wording, {"week from", "week to", "at the start", "comes in", "falls due", "at the end", "cash"});
  for (const std::string_view name : payment_class_names()) headings.push_back(wording.say(std::string(name)));
  workbook.heading(headings);
  workbook.freeze();
  const int first = workbook.next_row();
  for (const CashWeek& week : forecast.weeks) {
    Minor due = 0;
    for (const Minor payment : week.payments) due += payment;
    const auto last = static_cast<std::size_t>(week.last_day);
    CellRow row = {cells.day(week.first_day),
                   cells.day(week.last_day),
                   cells.money(week.opening),
                   cells.money(week.receipts),
                   cells.money(-due),
                   cells.money(week.closing),
                   last < forecast.days.size() ? cells.money(forecast.days[last].cash) : Cell()};
    for (const Minor payment : week.payments) row.push_back(cells.money(-payment));
    workbook.row(row);
  }
  const int last = workbook.next_row() - 1;
  workbook.chart({SheetChart::Kind::columns,
                  wording.say("Money in and out, week by week"),
                  0,
                  first,
                  last,
                  {{3}, {4}, {5}},
                  0,
                  last + 2});
}

void write_fan_sheet(Workbook& workbook, const RunReport& report, const Wording& wording) {
  const Cells cells(report.manifest);
  workbook.sheet("Fan", {22, 26, 12, 15, 15, 15, 15, 15, 15, 15, 15, 15, 14});
  workbook.heading(
      said(wording, {"scenario", "option", "date", "cash 5%", "cash 25%", "cash 50%", "cash 75%", "cash 95%",
                     "cash mean", "position 5%", "position 50%", "position 95%", "chance so far"}));
  workbook.freeze();
  const ScenarioResult& worst = worst_of(report.results);
  int first = 0, last = -1;
  for (const ScenarioResult& result : report.results)
    for (const OptionResult& option : result.options) {
      if (option.not_eligible) continue;
      const bool is_drawn = &result == &worst && &option == &result.options.front();
      if (is_drawn) first = workbook.next_row();
      write_fan_rows(workbook, result, option, cells, wording);
      if (is_drawn) last = workbook.next_row() - 1;
    }
  workbook.chart({SheetChart::Kind::lines,
                  wording.say("Cash day by day"),
                  2,
                  first,
                  last,
                  {{3, true}, {4, true}, {5}, {6, true}, {7, true}},
                  14,
                  1});
}

void write_reliefs_sheet(Workbook& workbook, const RunReport& report, const Wording& wording) {
  const Cells cells(report.manifest);
  workbook.sheet("Reliefs", {26, 34, 12, 14, 14, 14, 12, 12, 14, 12, 16, 16, 16});
  workbook.heading(said(wording, {"scenario", "option", "chance", "standard error", "change", "error of the change",
                                  "prevents it", "only delays it", "does not move it", "makes it worse", "paid out",
                                  "forgiven", "still owed afterwards"}));
  workbook.freeze();
  const ScenarioResult& worst = worst_of(report.results);
  int first = 0, last = -1;
  for (const ScenarioResult& result : report.results) {
    if (&result == &worst) first = workbook.next_row();
    for (const OptionResult& option : result.options) {
      CellRow row = {wording.scenario_name(result.name), wording.option_name(option.name)};
      if (option.not_eligible) row.emplace_back(wording.say("not eligible"));
      else if (has_probability(option)) {
        row.push_back(Cells::share(option.default_probability->value));
        row.push_back(Cells::share(option.default_probability->standard_error));
        if (const auto& change = option.change) {
          for (const double share : {change->default_probability.value, change->default_probability.standard_error,
                                     change->saved, change->delayed, change->fails_anyway, change->harmed})
            row.push_back(Cells::share(share));
        }
      }
      row.resize(10);
      if (!option.not_eligible && option.owed_after_horizon)
        for (const double amount : {option.relief_received, option.forgiven, *option.owed_after_horizon})
          row.push_back(cells.mean_money(amount));
      workbook.row(row);
    }
    if (&result == &worst) last = workbook.next_row() - 1;
  }
  workbook.chart({SheetChart::Kind::bars,
                  wording.say("The chance with each form of help"),
                  1,
                  first,
                  last,
                  {{2}},
                  0,
                  workbook.next_row() + 1});
}

}  // namespace headroom
