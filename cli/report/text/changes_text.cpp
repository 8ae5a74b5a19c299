#include "cli/report/text/changes_text.hpp"

#include <algorithm>
#include <cmath>

#include "cli/report/text/notices_text.hpp"
#include "cli/report/words/changes_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "models/error.hpp"

namespace headroom {

std::string changes_text(const ChangesReport& report, const Style& style) {
  const auto sentence = [&style](const Message& said) { return style.paragraph(printable(text_of(said))); };
  std::string out =
      style.title(printable(text_of(message("Why the answer moved: {}", report.manifest.company)))) + "\n";
  out += sentence(mixture_sentence(report)) + "\n";
  if (!report.is_random()) return out + sentence(nothing_random_sentence());
  out += sentence(difference_sentence(report));
  std::vector<PartChange> parts = report.changes.parts;
  if (parts.empty()) return out + sentence(nothing_changed_sentence());
  std::stable_sort(parts.begin(), parts.end(), [](const PartChange& a, const PartChange& b) {
    return std::abs(a.share.value) > std::abs(b.share.value);
  });
  TableColumn names{text_of(message("what changed")), {}, true}, shares{text_of(message("share of the difference"))};
  for (const PartChange& change : parts) {
    names.cells.push_back(text_of(part_words(change.part)));
    shares.cells.push_back(text_of(points_with_error(change.share)));
  }
  out += "\n" + style.table({names, shares}, 1);
  for (const PartChange& change : parts) {
    out += "\n" + style.title(text_of(part_words(change.part))) + "\n";
    for (const Message& what : what_changed(change, report)) out += style.paragraph(printable(text_of(what)), "  ");
  }
  out += "\n" + sentence(shares_sentence(report));
  return out + style.command("The same again:", report.manifest.command);
}

}  // namespace headroom
