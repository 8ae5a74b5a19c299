#include "cli/report/text/saved_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/report/words/saved_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/terminal/display_width.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::size_t differences_shown_max = 20, columns_of_value_max = 300;

std::string sentence(const Message& said, const Style& style) { return style.paragraph(printable(text_of(said))); }

std::string shown(const std::string& value) { return shortened(printable(value), columns_of_value_max); }

}  // namespace

std::string saved_runs_text(const std::string& file, const std::vector<SavedRun>& runs, const Style& style) {
  std::string out = sentence(saved_runs_sentence(file, runs.size()), style);
  if (runs.empty()) return out;
  TableColumn ids{"id"}, times{"saved at", {}, true}, companies{"company", {}, true}, days{"as of", {}, true};
  TableColumn defaults{"default"}, paths{"paths"}, seeds{"seed"};
  for (const SavedRun& run : runs) {
    ids.cells.push_back(std::to_string(run.id));
    times.cells.push_back(printable(run.saved_at));
    companies.cells.push_back(shortened(printable(run.company), 30));
    days.cells.push_back(printable(run.as_of));
    const std::optional<double>& probability = run.default_probability;
    defaults.cells.push_back(
        probability ? percent_words(*probability, error_of_share(*probability, std::max<std::uint64_t>(run.paths, 1)))
                    : "-");
    paths.cells.push_back(count_words(run.paths));
    seeds.cells.push_back(std::to_string(run.seed));
  }
  out += "\n" + style.table({ids, times, companies, days, defaults, paths, seeds}, 1) + "\n";
  for (const SavedRun& run : runs) out += style.command(fmt::format("{}: ", run.id), printable(run.command));
  return out;
}

std::string rerun_text(const RerunReport& report, const Style& style) {
  std::string out = sentence(rerun_sentence(report), style);
  if (report.first_difference) {
    ChangedField field = *report.first_difference;
    field.first = shown(field.first);
    field.second = shown(field.second);
    out += sentence(first_difference_sentence(field), style);
  }
  return out + sentence(programs_sentence(report), style);
}

std::string run_difference_text(const RunDifference& difference, const Style& style) {
  std::string out = sentence(changed_lines_sentence(difference), style);
  const auto put_rest = [&out, &style](std::size_t count) {
    if (count > differences_shown_max)
      out += style.paragraph(text_of(more_in_json_sentence(count - differences_shown_max)), "  ");
  };
  for (std::size_t i = 0; i < std::min(difference.inputs.size(), differences_shown_max); ++i) {
    const ChangedLine& line = difference.inputs[i];
    out += style.paragraph(fmt::format("{}:{}", printable(line.file), line.difference.line), "  ");
    if (line.difference.first) out += style.paragraph(shown(*line.difference.first), "    - ");
    if (line.difference.second) out += style.paragraph(shown(*line.difference.second), "    + ");
  }
  put_rest(difference.inputs.size());
  out += sentence(changed_fields_sentence(difference), style);
  for (std::size_t i = 0; i < std::min(difference.results.size(), differences_shown_max); ++i) {
    const ChangedField& field = difference.results[i];
    out += style.paragraph(fmt::format("{}: {} -> {}", printable(field.field), shown(field.first), shown(field.second)),
                           "  ");
  }
  put_rest(difference.results.size());
  return out;
}

}  // namespace headroom
