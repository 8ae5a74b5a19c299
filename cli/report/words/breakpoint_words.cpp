#include "cli/report/words/breakpoint_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/report/words/language.hpp"
#include "cli/report/words/question_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/display_width.hpp"

namespace headroom {

namespace {

Message name_of_scenario(const BreakpointReport& report) {
  return scenario_name(shortened(printable(report.scenario.name), 50));
}

const IntensityOutcome& highest_of(const BreakpointAnswer& answer) {
  return *std::max_element(
      answer.computed.begin(), answer.computed.end(),
      [](const IntensityOutcome& a, const IntensityOutcome& b) { return a.outcome.share() < b.outcome.share(); });
}

}  // namespace

std::string strength_words(double intensity) { return fmt::format("{:.2f}", intensity); }

std::vector<Message> breakpoint_notes(const BreakpointReport& report) {
  std::vector<Message> notes;
  if (!report.scenario.description.empty())
    notes.push_back(
        message("scenario {}: {}", scenario_name(report.scenario.name), given_name(report.scenario.description)));
  notes.push_back(message("strengths are played from 0, the ledger as written, to 10, and found to 0.01"));
  if (std::none_of(report.answer.computed.begin(), report.answer.computed.end(),
                   [](const IntensityOutcome& one) { return one.outcome.is_random; }))
    notes.push_back(nothing_random_words(report.scenario.name));
  return notes;
}

std::optional<Message> reason_without_breakpoint(const BreakpointReport& report) {
  if (report.answer.at) return std::nullopt;
  if (report.answer.cannot_happen)
    return message("it cannot happen with this ledger that {}", given_name(clause_of(report.manifest.default_event)));
  const IntensityOutcome& highest = highest_of(report.answer);
  if (!highest.outcome.has_estimate())
    return message("it does not happen in the one course, up to 10 times its strength");
  return message("no strength from 0 to 10 reaches {}: the highest is {}, at {} times its strength",
                 share_words(report.target), outcome_words(highest.outcome), strength_words(highest.intensity));
}

std::vector<Message> breakpoint_sentences(const BreakpointReport& report) {
  const BreakpointAnswer& answer = report.answer;
  const Message event = given_name(clause_of(report.manifest.default_event));
  if (const auto reason = reason_without_breakpoint(report))
    return {message("There is no strength of {} to give: {}.", name_of_scenario(report), *reason)};
  std::vector<Message> sentences;
  const IntensityOutcome& at = *answer.at;
  if (at.intensity == 0.0)
    sentences.push_back(message("The ledger as written is there already: {}, the target being {}, that {} by {}.",
                                outcome_words(at.outcome), share_words(report.target), event,
                                in_words(report.manifest.horizon_date())));
  else if (!at.outcome.has_estimate())
    sentences.push_back(message("At {} times its strength, {} brings it about in the one course that {} by {}.",
                                strength_words(at.intensity), name_of_scenario(report), event,
                                in_words(report.manifest.horizon_date())));
  else
    sentences.push_back(
        message("At {} times its strength, {} brings the probability to {}, the target being {}, that "
                "{} by {}.",
                strength_words(at.intensity), name_of_scenario(report), outcome_words(at.outcome),
                share_words(report.target), event, in_words(report.manifest.horizon_date())));
  if (answer.below)
    sentences.push_back(message("At {} times it is {}.", strength_words(answer.below->intensity),
                                outcome_words(answer.below->outcome)));
  const auto played = [&](double intensity) {
    return std::find_if(answer.computed.begin(), answer.computed.end(),
                        [&](const IntensityOutcome& one) { return one.intensity == intensity; });
  };
  if (at.intensity > 0.0)
    sentences.push_back(message("As written, without the scenario: {}.", outcome_words(played(0.0)->outcome)));
  sentences.push_back(message("The scenario as it stands: {}.", outcome_words(played(1.0)->outcome)));
  if (at.intensity > 1.0)
    sentences.push_back(
        message("Above 1 the scenario is stronger than it was written: more is held against the firm."));
  return sentences;
}

}  // namespace headroom
