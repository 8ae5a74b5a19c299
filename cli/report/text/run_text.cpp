#include "cli/report/text/run_text.hpp"

#include <algorithm>

#include "cli/report/text/notices_text.hpp"
#include "cli/report/text/run_screen.hpp"
#include "cli/report/text/run_tables.hpp"
#include "cli/report/text/supplier_text.hpp"
#include "cli/report/words/eligibility_words.hpp"
#include "cli/report/words/language.hpp"
#include "cli/report/words/precision_report.hpp"
#include "cli/report/words/relief_terms.hpp"
#include "cli/report/words/run_sentences.hpp"
#include "cli/report/words/screen_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/display_width.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

std::string scenario_notes(const RunReport& report, const Style& style, const MessageWords& words) {
  std::string out;
  if (const Message strength = intensity_words(report); !strength.empty())
    out += style.paragraph(shown_text(strength, words), "  ");
  for (const Scenario& scenario : report.scenarios)
    if (!scenario.description.empty())
      out += style.paragraph(
          shown_text(message("scenario {}: {}", scenario_name(scenario.name), given_name(scenario.description)), words),
          "  ");
  return out;
}

std::string relief_notes(const RunReport& report, const Style& style, const MessageWords& words) {
  std::string out;
  for (const Relief& relief : report.reliefs) {
    out += style.paragraph(
        shown_text(message("relief {}: {}", given_name(relief.name), relief_terms_sentence(relief)), words), "  ");
    for (const std::string& assumption : relief.assumptions)
      out += style.paragraph(shown_text(message("assumption: {}", given_name(assumption)), words), "    ");
  }
  return out;
}

/// What is special about the results as a whole: nothing random, events that cannot happen, reliefs that are not to be
/// had.
std::string result_notes(const RunReport& report, const Style& style, const MessageWords& words) {
  std::string out;
  const auto add = [&](const Message& message) { out += style.paragraph(shown_text(message, words), "  "); };
  for (const ScenarioResult& result : report.results) {
    const Message name = scenario_name(shortened(printable(result.name), 60));
    const OptionResult& base = result.options.front();
    if (!base.is_random)
      add(message("{}: nothing is random, so there is no probability to give; the figures are those of the one course",
                  name));
    std::vector<Message> impossible;
    for (std::size_t i = 0; i < event_count; ++i)
      if (!base.possible[i]) impossible.push_back(message("{}", event_names()[i]));
    if (!impossible.empty()) add(message("{}: cannot happen with this ledger: {}", name, joined(impossible)));
    for (const OptionResult& option : result.options)
      if (option.not_eligible)
        add(message("{}: not eligible for {}: {}", name, option_name(shortened(printable(option.name), 60)),
                    reasons_message(*option.not_eligible, company_of(report.manifest))));
  }
  return out;
}

std::string scenario_text(const Manifest& manifest, const ScenarioResult& result, const Style& style,
                          const MessageWords& words) {
  const auto say = [&words](const Message& message) { return shown_text(message, words); };
  const bool is_random = std::any_of(result.options.begin(), result.options.end(), [](const OptionResult& option) {
    return !option.not_eligible && option.is_random;
  });
  std::string out = "\n" + style.title(say(message("Scenario: {}", scenario_name(result.name)))) + "\n\n" +
                    options_table(manifest, result, style, words) + "\n";
  for (const Message& sentence : precision_sentences(manifest, result)) out += style.paragraph(say(sentence));
  for (const Message& sentence : base_sentences(manifest, result.options.front()))
    out += style.paragraph(say(sentence));
  for (std::size_t i = 1; i < result.options.size(); ++i)
    out += style.paragraph(say(relief_sentence(manifest, result.options[i])), "- ");
  if (is_random) {
    out += "\n" + say(message("Default ({}) by the end of each month", name_of(manifest.default_event))) + "\n\n" +
           default_by_month_table(manifest, result, style, words);
    out += "\n" + say(message("How often what happens by the horizon")) + "\n\n" + events_table(result, style, words);
  }
  out += suppliers_text(manifest, result, style, words);
  out +=
      "\n" +
      style.line(say(is_random ? message("Cash net of drawn credit lines: 5%, 50% and 95% of futures lie at or below; "
                                         "position: less what is unpaid")
                               : message("Cash net of drawn credit lines, and position: less what is unpaid")));
  return out + "\n" + cash_by_month_table(manifest, result, style, words);
}

std::string closing_text(const RunReport& report, const Style& style, const MessageWords& words) {
  const auto say = [&words](const Message& message) { return shown_text(message, words); };
  const Manifest& manifest = report.manifest;
  double resolution = 0.0;
  bool is_random = false;
  for (const ScenarioResult& result : report.results)
    for (const OptionResult& option : result.options) {
      resolution = std::max(resolution, option.money_resolution);
      is_random = is_random || (!option.not_eligible && option.is_random);
    }
  std::vector<Message> closing;
  if (manifest.precision) closing.push_back(precision_closing(manifest, report.results));
  else
    closing.push_back(message("± is one standard error of {} futures, the same for every option; seed {}.",
                              count_words(manifest.paths), manifest.seed));
  if (resolution > 1.0)
    closing.push_back(message("Quantiles of amounts are good to {}.",
                              money_in_currency(round_half_away(resolution), manifest.decimals, manifest.currency)));
  closing.push_back(message("The probability is that of the laws in the ledger, not a rating."));
  return "\n" + (is_random ? style.paragraph(say(joined(closing, " "))) : std::string()) +
         style.line(say(message("Inputs (SHA-256): {}", manifest.inputs_sha256))) +
         style.command(say(message("The same again:")), report.manifest.command);
}

}  // namespace

std::string run_text(const RunReport& report, const Style& style, const MessageWords& words) {
  std::string out = run_screen(report, style, words) + notices_text(report.manifest, report.notices, style, words);
  out += scenario_notes(report, style, words) + relief_notes(report, style, words) + result_notes(report, style, words);
  for (const ScenarioResult& result : report.results) out += scenario_text(report.manifest, result, style, words);
  return out + closing_text(report, style, words);
}

}  // namespace headroom
