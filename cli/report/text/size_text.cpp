#include "cli/report/text/size_text.hpp"

#include "cli/report/text/question_screen.hpp"
#include "cli/report/words/language.hpp"
#include "cli/report/words/question_words.hpp"
#include "cli/report/words/relief_terms.hpp"
#include "cli/report/words/size_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

std::vector<Message> notes_of(const SizeReport& report) {
  std::vector<Message> notes = size_notes(report);
  const Relief& relief = report.question.relief;
  const Scenario& scenario = report.question.scenario;
  if (!scenario.description.empty())
    notes.push_back(message("scenario {}: {}", scenario_name(scenario.name), given_name(scenario.description)));
  notes.push_back(message("relief {}: {}", given_name(relief.name), relief_terms_sentence(relief)));
  for (const std::string& assumption : relief.assumptions)
    notes.push_back(message("assumption: {}", given_name(assumption)));
  return notes;
}

/// Every candidate that was played, the smallest first.
std::string candidates_table(const SizeReport& report, const Style& style, const MessageWords& words) {
  const auto say = [&words](const Message& message) { return shown_text(message, words); };
  TableColumn amounts{.header = say(message("Amount"))}, probabilities{.header = say(message("Probability"))},
      meets{.header = say(message("Meets the target")), .is_left = true};
  for (const SizedLoan& one : report.answer.computed) {
    amounts.cells.push_back(say(asked_money(one.amount, report.decimals, report.currency)));
    probabilities.cells.push_back(say(outcome_words(one.outcome)));
    meets.cells.push_back(one.outcome.share() <= report.question.target ? say(message("yes")) : say(message("no")));
  }
  return style.table({amounts, probabilities, meets}, 1);
}

}  // namespace

std::string size_text(const SizeReport& report, const Style& style, const MessageWords& words) {
  std::string out = question_opening(report.manifest, size_sentences(report), report.unanswered, report.notices,
                                     notes_of(report), style, words);
  if (!report.answer.computed.empty())
    out += "\n" + style.title(shown_text(message("Candidates played, on the same futures"), words)) + "\n\n" +
           candidates_table(report, style, words);
  return out + question_closing(report.manifest, report.answer.without.has_estimate(), style, words);
}

}  // namespace headroom
