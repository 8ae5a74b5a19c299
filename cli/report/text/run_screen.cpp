#include "cli/report/text/run_screen.hpp"

#include <algorithm>

#include "cli/report/text/screen.hpp"
#include "cli/report/words/language.hpp"
#include "cli/report/words/run_sentences.hpp"
#include "cli/report/words/screen_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::size_t rows_max = 6, option_columns_max = 4, name_width_max = 30, column_width_max = 16;

Message probability_cell(const OptionResult& option) {
  if (option.not_eligible) return message("not eligible");
  if (!option.is_random) return message("nothing random");
  return option.default_probability ? message("{}", percent_with_error(*option.default_probability))
                                    : message("cannot happen");
}

/// A row a scenario, a column an option.
std::vector<TableColumn> comparison(const std::vector<ScenarioResult>& results, const MessageWords& words) {
  const std::size_t rows = std::min(results.size(), rows_max);
  std::vector<TableColumn> columns = {{.header = shown_text(message("Scenario"), words), .is_left = true}};
  for (std::size_t i = 0; i < rows; ++i)
    columns[0].cells.push_back(short_scenario_name(results[i].name, name_width_max, words));
  for (std::size_t k = 0; k < std::min(results.front().options.size(), option_columns_max); ++k) {
    TableColumn column{.header = short_option_name(results.front().options[k].name, column_width_max, words)};
    for (std::size_t i = 0; i < rows; ++i)
      column.cells.push_back(shown_text(probability_cell(results[i].options[k]), words));
    columns.push_back(std::move(column));
  }
  return columns;
}

/// A row an option: how likely, what it changes, what it leaves owed.
std::vector<TableColumn> effects(const Manifest& manifest, const ScenarioResult& result, const MessageWords& words) {
  const auto say = [&words](const Message& message) { return shown_text(message, words); };
  TableColumn names{.header = say(message("Relief")), .is_left = true},
      probabilities{.header = say(message("Probability"))}, changes{.header = say(message("Change"))},
      owed{.header = say(message("Owed afterwards"))};
  for (std::size_t i = 0; i < std::min(result.options.size(), rows_max); ++i) {
    const OptionResult& option = result.options[i];
    names.cells.push_back(short_option_name(option.name, name_width_max, words));
    probabilities.cells.push_back(say(probability_cell(option)));
    const bool has_change = !option.not_eligible && option.is_random && option.change;
    changes.cells.push_back(has_change ? say(points_with_error(option.change->default_probability)) : "-");
    owed.cells.push_back(!option.not_eligible && option.owed_after_horizon
                             ? mean_money_words(*option.owed_after_horizon, manifest.decimals)
                             : "-");
  }
  return {names, probabilities, changes, owed};
}

}  // namespace

std::string run_screen(const RunReport& report, const Style& style, const MessageWords& words) {
  const Manifest& manifest = report.manifest;
  Screen screen(style, words);
  screen.title(printable(manifest.company));
  screen.say(period_words(manifest));
  screen.empty_line();
  const bool compares = report.results.size() > 1;
  if (compares) {
    screen.table(comparison(report.results, words));
    if (report.results.size() > rows_max) screen.say(more_below_words(report.results.size() - rows_max));
    screen.empty_line();
  }
  const ScenarioResult& result = worst_of(report.results);
  if (compares) screen.say(worst_scenario_words(message("{}", short_scenario_name(result.name, 50, words))));
  for (const Message& sentence : answer_sentences(manifest, result.options.front())) screen.say(sentence, 3);
  if (result.options.size() > 1 && !compares) {
    screen.empty_line();
    screen.table(effects(manifest, result, words));
    if (result.options.size() > rows_max) screen.say(more_below_words(result.options.size() - rows_max));
  }
  if (const Message best = reliefs_words(result, words); !best.empty()) screen.say(best);
  screen.list(unsafe_words(report));
  return screen.text();
}

}  // namespace headroom
