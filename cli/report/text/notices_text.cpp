#include "cli/report/text/notices_text.hpp"

#include "cli/report/words/finding_text.hpp"
#include "cli/report/words/language.hpp"
#include "cli/report/words/screen_words.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

std::string of_severity(const Faults& notices, Severity severity, const Style& style, const MessageWords& words) {
  std::string out;
  for (const Fault& notice : notices) {
    if (notice.severity != severity) continue;
    const std::string text = style.paragraph(finding_text(notice, words), "  ");
    out += severity == Severity::warning ? style.warning(text) : text;
  }
  return out;
}

}  // namespace

std::string notices_text(const Manifest& manifest, const Faults& notices, const Style& style,
                         const MessageWords& words) {
  std::string out = "\n" + shown_text(message("What this rests on:"), words) + "\n";
  for (const Severity severity : {Severity::warning, Severity::note})
    out += of_severity(notices, severity, style, words);
  return out + style.paragraph(shown_text(knowledge_sentence(manifest), words), "  ");
}

}  // namespace headroom
