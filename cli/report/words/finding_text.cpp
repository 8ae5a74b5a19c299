#include "cli/report/words/finding_text.hpp"

namespace headroom {

std::string finding_text(const Fault& finding) {
  if (finding.severity == Severity::fault) return to_text(finding);
  Fault marked = finding;
  marked.what = (finding.severity == Severity::warning ? "warning: " : "note: ") + text_of(finding.what);
  return to_text(marked);
}

std::string findings_text(const Faults& findings) {
  std::string out;
  for (const Fault& finding : findings) out += finding_text(finding) + "\n";
  return out;
}

}  // namespace headroom
