#include "cli/report/text/check_text.hpp"

#include "cli/report/text/screen.hpp"
#include "cli/report/words/check_sentences.hpp"
#include "cli/report/words/language.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

std::string check_screen(const CheckReport& report, const Style& style, const MessageWords& words) {
  Screen screen(style, words);
  screen.title(printable(report.ledger.company.name));
  screen.say(books_words(report.ledger));
  screen.empty_line();
  screen.say(ready_sentence(report), 3);
  screen.list(unsafe_words(report));
  return screen.text();
}

std::string check_details(const CheckReport& report, const Style& style, const MessageWords& words) {
  const auto say = [&words](const Message& message) { return shown_text(message, words); };
  std::string out;
  if (!report.unanswered.empty()) {
    out += "\n" + style.title(say(message("Not entered (\"?\")"))) + "\n";
    for (const Unanswered& one : report.unanswered) out += style.paragraph(say(unanswered_words(one)), "  ");
  }
  out += "\n" + style.title(say(message("What it holds"))) + "\n";
  return out + style.paragraph(
                   say(report.lacks_an_answer()
                           ? message("That is said, with every warning that follows of it, when they are entered.")
                           : holdings_sentences(report.ledger)));
}

}  // namespace headroom
