#include "cli/report/text/run_screen.hpp"

#include <algorithm>

#include "cli/report/text/screen.hpp"
#include "cli/report/words/run_sentences.hpp"
#include "cli/report/words/screen_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/terminal/display_width.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::size_t rows_max = 6, option_columns_max = 4, name_width_max = 30, column_width_max = 16;

std::string short_name(const std::string& name, std::size_t width) { return shortened(printable(name), width); }

std::string probability_cell(const OptionResult& option) {
  if (option.not_eligible) return "not eligible";
  if (!option.is_random) return "nothing random";
  return option.default_probability ? percent_with_error(*option.default_probability) : "cannot happen";
}

/// A row a scenario, a column an option.
std::vector<TableColumn> comparison(const std::vector<ScenarioResult>& results) {
  const std::size_t rows = std::min(results.size(), rows_max);
  std::vector<TableColumn> columns = {{.header = "Scenario", .is_left = true}};
  for (std::size_t i = 0; i < rows; ++i) columns[0].cells.push_back(short_name(results[i].name, name_width_max));
  for (std::size_t k = 0; k < std::min(results.front().options.size(), option_columns_max); ++k) {
    TableColumn column{.header = short_name(results.front().options[k].name, column_width_max)};
    for (std::size_t i = 0; i < rows; ++i) column.cells.push_back(probability_cell(results[i].options[k]));
    columns.push_back(std::move(column));
  }
  return columns;
}

/// A row an option: how likely, what it changes, what it leaves owed.
std::vector<TableColumn> effects(const Manifest& manifest, const ScenarioResult& result) {
  TableColumn names{.header = "Relief", .is_left = true}, probabilities{.header = "Probability"},
      changes{.header = "Change"}, owed{.header = "Owed afterwards"};
  for (std::size_t i = 0; i < std::min(result.options.size(), rows_max); ++i) {
    const OptionResult& option = result.options[i];
    names.cells.push_back(short_name(option.name, name_width_max));
    probabilities.cells.push_back(probability_cell(option));
    const bool has_change = !option.not_eligible && option.is_random && option.change;
    changes.cells.push_back(has_change ? points_with_error(option.change->default_probability) : "-");
    owed.cells.push_back(!option.not_eligible && option.owed_after_horizon
                             ? mean_money_words(*option.owed_after_horizon, manifest.decimals)
                             : "-");
  }
  return {names, probabilities, changes, owed};
}

}  // namespace

std::string run_screen(const RunReport& report, const Style& style) {
  const Manifest& manifest = report.manifest;
  Screen screen(style);
  screen.title(printable(manifest.company));
  screen.line(period_words(manifest));
  screen.empty_line();
  const bool compares = report.results.size() > 1;
  if (compares) {
    screen.table(comparison(report.results));
    if (report.results.size() > rows_max) screen.line(more_below_words(report.results.size() - rows_max));
    screen.empty_line();
  }
  const ScenarioResult& result = worst_of(report.results);
  if (compares) screen.line(worst_scenario_words(short_name(result.name, 50)));
  for (const std::string& sentence : answer_sentences(manifest, result.options.front())) screen.paragraph(sentence, 3);
  if (result.options.size() > 1 && !compares) {
    screen.empty_line();
    screen.table(effects(manifest, result));
    if (result.options.size() > rows_max) screen.line(more_below_words(result.options.size() - rows_max));
  }
  if (const std::string best = reliefs_words(result); !best.empty()) screen.line(best);
  screen.list(unsafe_words(report));
  return screen.text();
}

}  // namespace headroom
