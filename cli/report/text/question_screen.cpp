#include "cli/report/text/question_screen.hpp"

#include "cli/report/text/notices_text.hpp"
#include "cli/report/text/screen.hpp"
#include "cli/report/words/screen_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

std::string question_opening(const Manifest& manifest, const std::vector<Message>& answer,
                             const std::vector<Unanswered>& unanswered, const Faults& notices,
                             const std::vector<Message>& notes, const Style& style, const MessageWords& words) {
  constexpr std::size_t lines_of_sentence_max = 3;
  Screen screen(style, words);
  screen.title(printable(manifest.company));
  screen.say(period_words(manifest));
  screen.empty_line();
  for (const Message& sentence : answer) screen.say(sentence, lines_of_sentence_max);
  screen.list(unsafe_words(manifest, unanswered, notices));
  std::string out = screen.text() + notices_text(manifest, notices, style, words);
  for (const Message& note : notes) out += style.paragraph(shown_text(note, words), "  ");
  return out;
}

std::string question_closing(const Manifest& manifest, bool is_random, const Style& style, const MessageWords& words) {
  const auto say = [&words](const Message& message) { return shown_text(message, words); };
  std::string out = "\n";
  if (is_random)
    out += style.paragraph(
        say(joined({message("± is one standard error of {} futures, the same for every option; seed {}.",
                            count_words(manifest.paths), manifest.seed),
                    message("The probability is that of the laws in the ledger, not a rating.")},
                   " ")));
  return out + style.line(say(message("Inputs (SHA-256): {}", manifest.inputs_sha256))) +
         style.command(say(message("The same again:")), manifest.command);
}

}  // namespace headroom
