#include "cli/report/words/finding_text.hpp"

#include "cli/syntax/message.hpp"

namespace headroom {

std::string finding_text(const Fault& finding, const MessageWords& words) {
  if (finding.severity == Severity::fault) return to_text(finding, words);
  Fault marked = finding;
  marked.what =
      finding.severity == Severity::warning ? message("warning: {}", finding.what) : message("note: {}", finding.what);
  return to_text(marked, words);
}

std::string findings_text(const Faults& findings, const MessageWords& words) {
  std::string out;
  for (const Fault& finding : findings) out += finding_text(finding, words) + "\n";
  return out;
}

}  // namespace headroom
