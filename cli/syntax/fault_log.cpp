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

void FaultLog::unknown(UnknownFigure figure) {
  // A value may be asked for more than once while its item is read.
  constexpr std::ptrdiff_t looked_at = 40;
  const auto begin = unknowns_.end() - std::min<std::ptrdiff_t>(looked_at, std::ssize(unknowns_));
  const bool is_noted = std::any_of(begin, unknowns_.end(), [&figure](const UnknownFigure& noted) {
    return noted.place.line == figure.place.line && noted.place.column == figure.place.column;
  });
  if (!is_noted) unknowns_.push_back(std::move(figure));
}

void FaultLog::take_for_last(std::string_view key, std::string taken) {
  const auto found = std::find_if(unknowns_.rbegin(), unknowns_.rend(),
                                  [key](const UnknownFigure& figure) { return figure.key == key; });
  if (found != unknowns_.rend()) found->taken = std::move(taken);
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
