#include "cli/checks/inspected_ledger.hpp"

#include <algorithm>

#include "cli/checks/ledger_warnings.hpp"
#include "cli/checks/likely_doubles.hpp"
#include "cli/checks/likely_slips.hpp"
#include "cli/checks/supplier_warnings.hpp"
#include "cli/ledger/ledger_folder.hpp"
#include "cli/ledger/ledger_reader.hpp"

namespace headroom {

namespace {

/// Whether the day is known from which dates are near or far away.
bool is_dated(const std::vector<Unanswered>& unanswered) {
  return std::none_of(unanswered.begin(), unanswered.end(), [](const Unanswered& one) { return one.key == "as_of"; });
}

}  // namespace

Result<LoadedLedger> load_ledger(LedgerSource& source) {
  LedgerReading reading = read_ledger_documents(source);
  Faults findings = std::move(reading.findings);
  const auto add = [&findings](const Faults& more) { findings.insert(findings.end(), more.begin(), more.end()); };
  std::vector<Unanswered> unanswered = unanswered_of(reading, source);
  if (!has_fault(findings) && obstacles_to_play(unanswered).empty()) {
    add(ledger_warnings(reading.ledger, source));
    add(supplier_warnings(reading.ledger, source));
    add(likely_doubles(reading.ledger, reading.lines, source));
    add(likely_slips(reading.ledger, reading.lines, source));
  } else if (!has_fault(findings) && is_dated(unanswered)) {
    add(likely_date_slips(reading.ledger, reading.lines, source));
  }
  sort_by_place(findings);
  findings = source.shown(std::move(findings));
  if (has_fault(findings)) return findings;
  return LoadedLedger{std::move(reading.ledger),    std::move(findings),   std::move(reading.note_columns),
                      std::move(reading.documents), std::move(unanswered), std::move(reading.assumed_risk)};
}

Result<LoadedLedger> load_ledger_folder(const std::filesystem::path& folder) {
  if (auto obstacle = obstacle_to_folder(folder)) return std::move(*obstacle);
  LedgerFolder source(folder);
  return load_ledger(source);
}

}  // namespace headroom
