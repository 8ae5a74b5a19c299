#include "cli/report/text/question_screen.hpp"

#include "cli/report/text/notices_text.hpp"
#include "cli/report/text/screen.hpp"
#include "cli/report/words/question_words.hpp"
#include "cli/report/words/screen_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

std::string question_opening(const Manifest& manifest, const std::vector<Message>& answer,
                             const std::vector<Unanswered>& unanswered, const Faults& notices,
                             const std::vector<Message>& notes, const Style& style) {
  constexpr std::size_t lines_of_sentence_max = 3;
  Screen screen(style);
  screen.title(printable(manifest.company));
  screen.say(period_words(manifest));
  screen.empty_line();
  for (const Message& sentence : answer) screen.say(sentence, lines_of_sentence_max);
  std::vector<Message> unsafe;
  add_unanswered(unanswered, unsafe);
  add_warnings(notices, unsafe);
  if (manifest.is_wind_down()) unsafe.push_back(wind_down_sentence(manifest));
  screen.list(unsafe);
  std::string out = screen.text() + notices_text(manifest, notices, style);
  for (const Message& note : notes) out += style.paragraph(shown_text(note), "  ");
  return out;
}

std::string question_closing(const Manifest& manifest, bool is_random, const Style& style) {
  std::string out = "\n";
  if (is_random)
    out += style.paragraph(shown_text(
        message("± is one standard error of {} futures, the same for every option; seed {}. The probability is that "
                "of the laws in the ledger, not a rating.",
                count_words(manifest.paths), manifest.seed)));
  return out + style.line(shown_text(message("Inputs (SHA-256): {}", manifest.inputs_sha256))) +
         style.command("The same again:", manifest.command);
}

}  // namespace headroom
