#include "cli/report/text/breakpoint_text.hpp"

#include <algorithm>

#include "cli/report/text/question_screen.hpp"
#include "cli/report/words/breakpoint_words.hpp"
#include "cli/report/words/language.hpp"
#include "cli/report/words/question_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

std::string strengths_table(const BreakpointReport& report, const Style& style, const MessageWords& words) {
  const auto say = [&words](const Message& message) { return shown_text(message, words); };
  TableColumn strengths{.header = say(message("Times its strength"))},
      probabilities{.header = say(message("Probability"))};
  for (const IntensityOutcome& one : report.answer.computed) {
    strengths.cells.push_back(strength_words(one.intensity));
    probabilities.cells.push_back(say(outcome_words(one.outcome)));
  }
  return style.table({strengths, probabilities}, 1);
}

}  // namespace

std::string breakpoint_text(const BreakpointReport& report, const Style& style, const MessageWords& words) {
  const auto& computed = report.answer.computed;
  const bool is_random =
      std::any_of(computed.begin(), computed.end(), [](const auto& one) { return one.outcome.has_estimate(); });
  return question_opening(report.manifest, breakpoint_sentences(report), report.unanswered, report.notices,
                          breakpoint_notes(report), style, words) +
         "\n" + style.title(shown_text(message("Strengths played, on the same futures"), words)) + "\n\n" +
         strengths_table(report, style, words) + question_closing(report.manifest, is_random, style, words);
}

}  // namespace headroom
