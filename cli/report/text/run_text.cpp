#include "cli/report/text/run_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/report/text/notices_text.hpp"
#include "cli/report/text/run_screen.hpp"
#include "cli/report/text/run_tables.hpp"
#include "cli/report/text/supplier_text.hpp"
#include "cli/report/words/eligibility_words.hpp"
#include "cli/report/words/precision_report.hpp"
#include "cli/report/words/relief_terms.hpp"
#include "cli/report/words/run_sentences.hpp"
#include "cli/report/words/screen_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/terminal/display_width.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

std::string scenario_notes(const RunReport& report, const Style& style) {
  std::string out;
  if (const std::string strength = intensity_words(report); !strength.empty()) out += style.paragraph(strength, "  ");
  for (const Scenario& scenario : report.scenarios)
    if (!scenario.description.empty())
      out += style.paragraph(fmt::format("scenario {}: {}", printable(scenario.name), printable(scenario.description)),
                             "  ");
  return out;
}

std::string relief_notes(const RunReport& report, const Style& style) {
  std::string out;
  for (const Relief& relief : report.reliefs) {
    out += style.paragraph(fmt::format("relief {}: {}", printable(relief.name), fmt::join(relief_terms(relief), ". ")),
                           "  ");
    for (const std::string& assumption : relief.assumptions)
      out += style.paragraph("assumption: " + printable(assumption), "    ");
  }
  return out;
}

/// What is special about the results as a whole: nothing random, events that cannot happen, reliefs that are not to be
/// had.
std::string result_notes(const RunReport& report, const Style& style) {
  std::string out;
  for (const ScenarioResult& result : report.results) {
    const std::string name = shortened(printable(result.name), 60);
    const OptionResult& base = result.options.front();
    if (!base.is_random)
      out += style.paragraph(
          fmt::format(
              "{}: nothing is random, so there is no probability to give; the figures are those of the one course",
              name),
          "  ");
    std::vector<std::string_view> impossible;
    for (std::size_t i = 0; i < event_count; ++i)
      if (!base.possible[i]) impossible.push_back(event_names()[i]);
    if (!impossible.empty())
      out += style.paragraph(fmt::format("{}: cannot happen with this ledger: {}", name, fmt::join(impossible, ", ")),
                             "  ");
    for (const OptionResult& option : result.options)
      if (option.not_eligible)
        out += style.paragraph(fmt::format("{}: not eligible for {}: {}", name, shortened(printable(option.name), 60),
                                           printable(reason_words(*option.not_eligible, report.manifest))),
                               "  ");
  }
  return out;
}

std::string scenario_text(const Manifest& manifest, const ScenarioResult& result, const Style& style) {
  const bool is_random = std::any_of(result.options.begin(), result.options.end(), [](const OptionResult& option) {
    return !option.not_eligible && option.is_random;
  });
  std::string out = "\n" + style.title("Scenario: " + printable(result.name)) + "\n\n" +
                    options_table(manifest, result, style) + "\n";
  for (const std::string& sentence : precision_sentences(manifest, result)) out += style.paragraph(sentence);
  for (const std::string& sentence : base_sentences(manifest, result.options.front())) out += style.paragraph(sentence);
  for (std::size_t i = 1; i < result.options.size(); ++i)
    out += style.paragraph(relief_sentence(manifest, result.options[i]), "- ");
  if (is_random) {
    out += fmt::format("\nDefault ({}) by the end of each month\n\n", name_of(manifest.default_event));
    out += default_by_month_table(manifest, result, style);
    out += "\nHow often what happens by the horizon\n\n" + events_table(result, style);
  }
  out += suppliers_text(manifest, result, style);
  out += "\n" + style.line(is_random ? "Cash net of drawn credit lines: 5%, 50% and 95% of futures lie at or below; "
                                       "position: less what is unpaid"
                                     : "Cash net of drawn credit lines, and position: less what is unpaid");
  return out + "\n" + cash_by_month_table(manifest, result, style);
}

std::string closing_text(const RunReport& report, const Style& style) {
  const Manifest& manifest = report.manifest;
  double resolution = 0.0;
  bool is_random = false;
  for (const ScenarioResult& result : report.results)
    for (const OptionResult& option : result.options) {
      resolution = std::max(resolution, option.money_resolution);
      is_random = is_random || (!option.not_eligible && option.is_random);
    }
  std::string words;
  if (is_random && manifest.precision) words = precision_closing(manifest, report.results);
  else if (is_random)
    words = fmt::format("± is one standard error of {} futures, the same for every option; seed {}. ",
                        count_words(manifest.paths), manifest.seed);
  if (is_random && resolution > 1.0)
    words += fmt::format("Quantiles of amounts are good to {} {}. ",
                         money_words(round_half_away(resolution), manifest.decimals), printable(manifest.currency));
  if (is_random) words += "The probability is that of the laws in the ledger, not a rating.";
  return "\n" + (is_random ? style.paragraph(words) : std::string()) +
         style.line(fmt::format("Inputs (SHA-256): {}", manifest.inputs_sha256)) +
         style.command("The same again:", report.manifest.command);
}

}  // namespace

std::string run_text(const RunReport& report, const Style& style) {
  std::string out = run_screen(report, style) + notices_text(report.manifest, report.notices, style);
  out += scenario_notes(report, style) + relief_notes(report, style) + result_notes(report, style);
  for (const ScenarioResult& result : report.results) out += scenario_text(report.manifest, result, style);
  return out + closing_text(report, style);
}

}  // namespace headroom
