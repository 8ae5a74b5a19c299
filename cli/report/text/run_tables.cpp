#include "cli/report/text/run_tables.hpp"

#include <algorithm>

#include "cli/report/words/language.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/display_width.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::string_view nothing = "-";
constexpr std::size_t name_width_max = 48;
constexpr std::size_t rows_max = 24;

/// Options that the firm can have; the others are said in sentences.
std::vector<const OptionResult*> computed_options(const ScenarioResult& result) {
  std::vector<const OptionResult*> options;
  for (const OptionResult& option : result.options)
    if (!option.not_eligible) options.push_back(&option);
  return options;
}

std::string column_name(const OptionResult& option, const MessageWords& words) {
  return short_option_name(option.name, name_width_max, words);
}

/// Rows that only some reliefs have.
struct ReliefRows {
  bool any = false, forgiven = false, exempted = false, in_arrears = false;
};

ReliefRows relief_rows(const std::vector<const OptionResult*>& options) {
  ReliefRows rows;
  rows.any = options.size() > 1;
  for (const OptionResult* option : options) {
    rows.forgiven = rows.forgiven || option->forgiven > 0.0;
    rows.exempted = rows.exempted || option->exempted > 0.0;
    rows.in_arrears = rows.in_arrears || option->owed_in_arrears > 0.0;
  }
  return rows;
}

/// The cells of one option, in the order of `option_labels`.
class OptionCells {
 public:
  OptionCells(const Manifest& manifest, const OptionResult& option, const MessageWords& words)
      : manifest_(manifest), option_(option), words_(words) {}

  std::vector<std::string> run(const ReliefRows& rows) const {
    std::vector<std::string> cells = {probability(),
                                      interval(),
                                      runway(option_.runway.p05),
                                      runway(option_.runway.p50),
                                      deterministic_runway(),
                                      money(option_.lowest_position.p05),
                                      money(option_.funding_need.p95)};
    if (!rows.any) return cells;
    cells.push_back(of_relief(option_.relief_received));
    if (rows.forgiven) cells.push_back(of_relief(option_.forgiven));
    if (rows.exempted) cells.push_back(of_relief(option_.exempted));
    cells.push_back(of_relief(option_.owed_after_horizon.value_or(0.0)));
    if (rows.in_arrears) cells.push_back(of_relief(option_.owed_in_arrears));
    const bool has_change = option_.is_random && option_.change.has_value();
    cells.push_back(has_change ? say(points_with_error(option_.change->default_probability)) : dash());
    const Change change = option_.change.value_or(Change());
    const ChangeErrors errors = change.errors.value_or(ChangeErrors{
        error_of(change.saved), error_of(change.delayed), error_of(change.fails_anyway), error_of(change.harmed)});
    for (const Estimate& share : {Estimate{change.saved, errors.saved}, Estimate{change.delayed, errors.delayed},
                                  Estimate{change.harmed, errors.harmed}})
      cells.push_back(has_change ? percent_with_error(share) : dash());
    return cells;
  }

 private:
  static std::string dash() { return std::string(nothing); }
  std::string say(const Message& message) const { return shown_text(message, words_); }

  std::string of_relief(double amount) const {
    return option_.owed_after_horizon ? mean_money_words(amount, manifest_.decimals) : dash();
  }

  std::string probability() const {
    if (!option_.is_random) return say(message("nothing random"));
    return option_.default_probability ? percent_with_error(*option_.default_probability)
                                       : say(message("cannot happen"));
  }

  std::string interval() const {
    if (!option_.is_random || !option_.default_ci95 || !option_.default_probability) return dash();
    const double error = option_.default_probability->standard_error;
    // At 0 of N the error is 0: the interval's own width says how many decimals matter.
    const double scale = error > 0.0 ? error : (option_.default_ci95->upper - option_.default_ci95->lower) / 4.0;
    return say(message("{} to {}", percent_words(option_.default_ci95->lower, scale),
                       percent_words(option_.default_ci95->upper, scale)));
  }

  std::string date_or_beyond(const std::optional<int>& day) const {
    return say(day ? message("{}", in_short_words(manifest_.as_of + *day)) : message("beyond the horizon"));
  }
  bool can_happen() const { return option_.possible[static_cast<std::size_t>(manifest_.default_event)]; }
  std::string deterministic_runway() const {
    return can_happen() ? date_or_beyond(option_.runway.deterministic) : dash();
  }
  std::string runway(const std::optional<int>& day) const {
    return option_.is_random && option_.default_probability ? date_or_beyond(day) : dash();
  }

  std::string money(const MoneyQuantile& quantile) const {
    return option_.is_random ? money_with_error(quantile, manifest_.decimals)
                             : money_words_rounded(quantile.value, manifest_.decimals);
  }

  double error_of(double share) const { return error_of_share(share, option_.paths); }

  const Manifest& manifest_;
  const OptionResult& option_;
  const MessageWords& words_;
};

/// Texts of a column; a part of the row above is set in a little.
struct Label {
  Message text;
  bool is_part = false;
};

std::vector<std::string> cells_of(const std::vector<Label>& labels, const MessageWords& words) {
  std::vector<std::string> cells;
  for (const Label& label : labels) cells.push_back((label.is_part ? "  " : "") + shown_text(label.text, words));
  return cells;
}

std::vector<Label> option_labels(const ReliefRows& rows) {
  std::vector<Label> labels = {{message("Default probability")},       {message("95% interval"), true},
                               {message("Runway, worst 5%")},          {message("Runway, half of futures")},
                               {message("Runway, ledger as written")}, {message("Lowest position, worst 5%")},
                               {message("Funding enough in 95%")}};
  if (!rows.any) return labels;
  labels.push_back({message("Paid out by the relief")});
  if (rows.forgiven) labels.push_back({message("of loans, forgiven"), true});
  if (rows.exempted) labels.push_back({message("Dues not owed at all")});
  labels.push_back({message("Owed after the horizon")});
  if (rows.in_arrears) labels.push_back({message("of it, in arrears"), true});
  labels.push_back({message("Change of probability")});
  labels.push_back({message("saved"), true});
  labels.push_back({message("delayed"), true});
  labels.push_back({message("harmed"), true});
  return labels;
}

std::vector<Label> event_labels() {
  return {{message("position below the minimum")},
          {message("credit line drawn further")},
          {message("something due unpaid")},
          {message("wages, tax or loan unpaid")},
          {message("wages unpaid")},
          {message("loan 30 days past due")},
          {message("loan 90 days past due")},
          {message("wages 30 days past due")},
          {message("any due 90 days past due")}};
}

std::string short_date(const Manifest& manifest, int day, const MessageWords& words) {
  return text_of(message("{}", in_short_words(manifest.as_of + day)), words);
}

std::string estimate_cell(const std::optional<Estimate>& estimate) {
  return estimate ? percent_with_error(*estimate) : std::string(nothing);
}

/// The last day of each month up to the horizon and the horizon itself; of each third, sixth ... month where that is
/// too many.
std::vector<int> month_end_days(const Manifest& manifest) {
  std::vector<int> days;
  for (const int step : {1, 3, 6, 12}) {
    days.clear();
    for (Date end = last_day_of_month(manifest.as_of); end < manifest.horizon_date();
         end = last_day_of_month(add_months(end, step)))
      if (end > manifest.as_of) days.push_back(end - manifest.as_of);
    days.push_back(manifest.horizon_days);
    if (days.size() <= rows_max) break;
  }
  return days;
}

/// The rows of `spreads` that come last before or on each of `days`.
std::vector<const DaySpread*> rows_near(const std::vector<DaySpread>& spreads, const std::vector<int>& days) {
  std::vector<const DaySpread*> rows;
  for (const int day : days) {
    const DaySpread* last = nullptr;
    for (const DaySpread& spread : spreads)
      if (spread.day <= day) last = &spread;
    if (last != nullptr && (rows.empty() || rows.back() != last)) rows.push_back(last);
  }
  return rows;
}

}  // namespace

std::string options_table(const Manifest& manifest, const ScenarioResult& result, const Style& style,
                          const MessageWords& words) {
  const ReliefRows rows = relief_rows(computed_options(result));
  std::vector<TableColumn> columns = {
      {.cells = cells_of(option_labels(rows), words), .is_left = true, .may_wrap = true}};
  for (const OptionResult* option : computed_options(result))
    columns.push_back({column_name(*option, words), OptionCells(manifest, *option, words).run(rows), false});
  return style.table(columns, 1);
}

std::string events_table(const ScenarioResult& result, const Style& style, const MessageWords& words) {
  std::vector<TableColumn> columns = {{.cells = cells_of(event_labels(), words), .is_left = true, .may_wrap = true}};
  for (const OptionResult* computed : computed_options(result)) {
    const OptionResult& option = *computed;
    TableColumn column{column_name(option, words), {}, false};
    for (std::size_t i = 0; i < event_count; ++i)
      column.cells.push_back(option.possible[i] ? estimate_cell(option.is_random ? option.events[i] : std::nullopt)
                                                : shown_text(message("cannot happen"), words));
    columns.push_back(std::move(column));
  }
  return style.table(columns, 1);
}

std::string default_by_month_table(const Manifest& manifest, const ScenarioResult& result, const Style& style,
                                   const MessageWords& words) {
  const std::vector<int> days = month_end_days(manifest);
  TableColumn dates{shown_text(message("by"), words), {}, true};
  for (const int day : days) dates.cells.push_back(short_date(manifest, day, words));
  std::vector<TableColumn> columns = {std::move(dates)};
  for (const OptionResult* computed : computed_options(result)) {
    const OptionResult& option = *computed;
    TableColumn column{column_name(option, words), {}, false};
    for (const int day : days) {
      const auto row = static_cast<std::size_t>(day);
      column.cells.push_back(row < option.by_day.size() ? estimate_cell(option.by_day[row]) : std::string(nothing));
    }
    columns.push_back(std::move(column));
  }
  return style.table(columns, 1);
}

std::string cash_by_month_table(const Manifest& manifest, const ScenarioResult& result, const Style& style,
                                const MessageWords& words) {
  const std::vector<int> days = month_end_days(manifest);
  const auto base_rows = rows_near(result.options.front().cash, days);
  TableColumn dates{shown_text(message("on"), words), {}, true};
  for (const DaySpread* row : base_rows) dates.cells.push_back(short_date(manifest, row->day, words));
  std::vector<TableColumn> columns = {std::move(dates)};
  const auto money = [&manifest](Minor amount) { return money_words_rounded(amount, manifest.decimals); };
  for (const OptionResult* computed : computed_options(result)) {
    const OptionResult& option = *computed;
    const auto rows = rows_near(option.cash, days), positions = rows_near(option.position, days);
    if (rows.size() != base_rows.size() || positions.size() != rows.size()) continue;
    const std::string name = column_name(option, words);
    std::vector<TableColumn> part = {
        {name + " 5%", {}}, {name + " 50%", {}, false, true}, {name + " 95%", {}, false, true}};
    if (!option.is_random) part = {{name, {}, false}};
    part.push_back(
        {shown_text(option.is_random ? message("position 50%") : message("position"), words), {}, false, true});
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (option.is_random) part[0].cells.push_back(money(rows[i]->p05));
      part[option.is_random ? 1 : 0].cells.push_back(money(rows[i]->p50));
      if (option.is_random) part[2].cells.push_back(money(rows[i]->p95));
      part.back().cells.push_back(money(positions[i]->p50));
    }
    for (TableColumn& column : part) columns.push_back(std::move(column));
  }
  return style.table(columns, 1);
}

}  // namespace headroom
