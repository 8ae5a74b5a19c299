#include "cli/report/words/set_words.hpp"

#include "cli/report/words/language.hpp"
#include "cli/syntax/message.hpp"
#include "models/error.hpp"

namespace headroom {

std::string change_line(const std::string& document, const std::string& what, const std::string& before,
                        const std::string& after, const MessageWords& words) {
  const Message change = before.empty() ? message("{}: {} = {}", document, what, after)
                                        : message("{}: {} = {} (it was {})", document, what, after, before);
  return shown_text(change, words) + "\n";
}

std::string nothing_written_line(const MessageWords& words) {
  return shown_text(message("Nothing was written."), words) + "\n";
}

std::string questions_heading(std::size_t count, const MessageWords& words) {
  return text_of(message("{} questions, a line each. Enter keeps what stands in brackets, q leaves; each\n"
                         "answer is saved as it is given, so that you can go on another day.\n\n",
                         count),
                 words);
}

std::string question_line(std::size_t number, std::size_t count, const Message& question, const std::string& form,
                          const std::string& known, bool has_default, const MessageWords& words) {
  const Message hint = !known.empty() ? message("{}", printable(known))
                       : has_default  ? message("like {}; else none", form)
                                      : message("like {}", form);
  return text_of(message("{}/{} {} [{}] ", number, count, question, hint), words);
}

std::string questions_closing(const std::string& ledger, const MessageWords& words) {
  return shown_text(message("Saved. Next: headroom check {}, then headroom run {}", ledger, ledger), words) + "\n";
}

}  // namespace headroom
