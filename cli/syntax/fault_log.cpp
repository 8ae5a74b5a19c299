#include "cli/syntax/fault_log.hpp"

#include <algorithm>
#include <tuple>

#include "cli/syntax/message.hpp"

namespace headroom {

Message FaultLog::words_of(Place place) const { return words_ ? words_(place) : message("line {}", place.line); }

void FaultLog::add_all(const Faults& findings) {
  for (const Fault& finding : findings) {
    if (finding.severity == Severity::fault) ++fault_count_;
    if (!is_full()) findings_.push_back(finding);
  }
}

void FaultLog::add(Place place, Message what, std::string value, Message mend, Severity severity) {
  if (is_full()) return;
  findings_.push_back({file_, place.line, place.column, std::move(what), std::move(value), std::move(mend), severity});
}

Faults FaultLog::findings() const {
  Faults all = findings_;
  if (is_full())
    all.push_back({file_, 0, 0, message("has more findings than the {} listed", findings_max), "",
                   "mend these first: the rest may share their cause",
                   fault_count_ > 0 ? Severity::fault : Severity::note});
  return all;
}

void sort_by_place(Faults& findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Fault& a, const Fault& b) {
    return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
  });
}

}  // namespace headroom
