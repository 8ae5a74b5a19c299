#include "cli/report/words/set_words.hpp"

#include <fmt/format.h>

#include "models/error.hpp"

namespace headroom {

std::string change_line(const std::string& document, const std::string& what, const std::string& before,
                        const std::string& after) {
  const std::string was = before.empty() ? "" : fmt::format(" (it was {})", before);
  return printable(fmt::format("{}: {} = {}{}", document, what, after, was)) + "\n";
}

std::string nothing_written_line() { return "Nothing was written.\n"; }

std::string questions_heading(std::size_t count) {
  return fmt::format(
      "{} questions, a line each. Enter keeps what stands in brackets, q leaves; each\n"
      "answer is saved as it is given, so that you can go on another day.\n\n",
      count);
}

std::string question_line(std::size_t number, std::size_t count, const std::string& words, const std::string& form,
                          const std::string& known, bool has_default) {
  const std::string hint = !known.empty() ? printable(known)
                           : has_default  ? fmt::format("like {}; else none", form)
                                          : fmt::format("like {}", form);
  return fmt::format("{}/{} {} [{}] ", number, count, words, hint);
}

std::string questions_closing(const std::string& ledger) {
  return printable(fmt::format("Saved. Next: headroom check {}, then headroom run {}", ledger, ledger)) + "\n";
}

}  // namespace headroom
