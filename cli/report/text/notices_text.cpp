#include "cli/report/text/notices_text.hpp"

#include <fmt/format.h>

#include "cli/report/words/finding_text.hpp"
#include "cli/report/words/screen_words.hpp"

namespace headroom {

namespace {

std::string of_severity(const Faults& notices, Severity severity, const Style& style) {
  std::string out;
  for (const Fault& notice : notices) {
    if (notice.severity != severity) continue;
    const std::string text = style.paragraph(finding_text(notice), "  ");
    out += severity == Severity::warning ? style.warning(text) : text;
  }
  return out;
}

}  // namespace

std::string notices_text(const Manifest& manifest, const Faults& notices, const Style& style) {
  std::string out = of_severity(notices, Severity::warning, style) + of_severity(notices, Severity::note, style);
  if (manifest.is_wind_down())
    out += style.paragraph(wind_down_sentence(manifest) +
                               "; from then on the ledger holds costs alone, and what follows shows a firm that ends, "
                               "not one that goes on",
                           "  ");
  else if (manifest.sales_are_endless) out += "  The ledger's expected sales go on without an end.\n";
  else out += fmt::format("  The ledger knows of sales until {}.\n", date_words(*manifest.known_until));
  return "\nWhat this rests on:\n" + out;
}

}  // namespace headroom
