#include "cli/report/text/check_text.hpp"

#include "cli/report/text/screen.hpp"
#include "cli/report/words/check_sentences.hpp"

namespace headroom {

std::string check_screen(const CheckReport& report, const Style& style) {
  Screen screen(style);
  screen.title(printable(report.ledger.company.name));
  screen.line(books_words(report.ledger));
  screen.empty_line();
  screen.paragraph(ready_sentence(report), 3);
  screen.list(unsafe_words(report));
  return screen.text();
}

std::string check_details(const CheckReport& report, const Style& style) {
  std::string out;
  if (!report.unanswered.empty()) {
    out += "\n" + style.title("Not entered (\"?\")") + "\n";
    for (const Unanswered& one : report.unanswered) out += style.paragraph(unanswered_words(one), "  ");
  }
  out += "\n" + style.title("What it holds") + "\n";
  return out + style.paragraph(report.lacks_an_answer()
                                   ? "That is said, with every warning that follows of it, when they are entered."
                                   : holdings_sentences(report.ledger));
}

}  // namespace headroom
