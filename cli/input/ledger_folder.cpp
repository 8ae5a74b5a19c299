#include "cli/input/ledger_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "cli/input/company_file.hpp"
#include "cli/input/csv.hpp"
#include "cli/input/ledger_tables.hpp"
#include "cli/input/ledger_warnings.hpp"
#include "cli/input/nearest_name.hpp"
#include "cli/input/supplier_warnings.hpp"
#include "cli/input/text_file.hpp"
#include "cli/input/toml.hpp"

namespace headroom {

namespace {

using TableFunction = std::vector<std::string> (*)(CsvRows&, LedgerDraft&, FaultLog&);

struct TableFile {
  const char* name;
  TableFunction read;
};

/// Read before company.toml, whose floating loans look them up.
constexpr TableFile rates_file = {"rates.csv", &read_rates};

/// In the order in which they are read: laws before the counterparties that name them, orders before their milestones.
constexpr std::array<TableFile, 8> table_files = {{{"delays.csv", &read_delays},
                                                   {"counterparties.csv", &read_counterparties},
                                                   {"suppliers.csv", &read_suppliers},
                                                   {"receivables.csv", &read_receivables},
                                                   {"orders.csv", &read_orders},
                                                   {"milestones.csv", &read_milestones},
                                                   {"payables.csv", &read_payables},
                                                   {"history.csv", &read_history}}};

/// Reads the files of one folder, keeping every finding.
class FolderReader {
 public:
  explicit FolderReader(const std::filesystem::path& folder) : folder_(folder) {}

  Result<LoadedLedger> run() {
    read_table_file(rates_file);
    read_company_file();
    for (const TableFile& file : table_files) read_table_file(file);
    warn_of_misspelt_files();
    if (!has_fault(findings_)) {
      add(ledger_warnings(draft_.ledger, folder_.string()));
      add(supplier_warnings(draft_.ledger, folder_.string()));
    }
    sort_by_place(findings_);
    if (has_fault(findings_)) return std::move(findings_);
    loaded_.ledger = std::move(draft_.ledger);
    loaded_.notices = std::move(findings_);
    return std::move(loaded_);
  }

 private:
  void add(const Faults& findings) { findings_.insert(findings_.end(), findings.begin(), findings.end()); }

  void read_company_file() {
    const auto path = folder_ / "company.toml";
    FaultLog log(path.string());
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
      log.fault({}, "there is no such file", "", "every ledger needs one: `headroom init DIR` writes a starter to copy from");
      return add(log.findings());
    }
    const auto text = read_text_file(path, toml_bytes_max);
    if (!text) return add(text.faults());
    loaded_.files.push_back(path);
    read_company_text(text.value(), draft_, log);
    add(log.findings());
  }

  void read_table_file(const TableFile& file) {
    const auto path = folder_ / file.name;
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return;
    const bool is_orders = file.read == &read_orders;
    draft_.orders_at_fault = draft_.orders_at_fault || is_orders;
    const auto text = read_text_file(path);
    if (!text) return add(text.faults());
    loaded_.files.push_back(path);
    CsvRows rows(path.string(), text.value());
    FaultLog log(path.string()), all(path.string());
    if (!rows.header().fields.empty()) {
      auto notes = file.read(rows, draft_, log);
      if (!notes.empty()) loaded_.note_columns[file.name] = std::move(notes);
    }
    while (!log.is_full() && rows.next() != nullptr) {  // what a table at fault left unread may have faults of its own
    }
    all.add_all(rows.faults());
    all.add_all(log.findings());
    add(all.findings());
    if (is_orders) draft_.orders_at_fault = has_fault(all.findings());
  }

  /// A file that is almost called like one of ours was probably meant to be read.
  void warn_of_misspelt_files() {
    std::vector<std::string> known = {"company.toml", rates_file.name};
    for (const TableFile& file : table_files) known.emplace_back(file.name);
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
      const std::string name = entry.path().filename().string();
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      const auto near = nearest_name(name, known);
      if (near && !std::filesystem::exists(folder_ / *near, error))
        findings_.push_back({entry.path().string(), 0, 0, "is not read: no file of a ledger has this name", "",
                             fmt::format("did you mean `{}`?", *near), Severity::warning});
    }
  }

  std::filesystem::path folder_;
  LedgerDraft draft_;
  LoadedLedger loaded_;
  Faults findings_;
};

}  // namespace

Result<LoadedLedger> load_ledger_folder(const std::filesystem::path& folder) {
  std::error_code error;
  const auto status = std::filesystem::status(folder, error);
  if (status.type() == std::filesystem::file_type::not_found)
    return Fault{folder.string(),           0,  0,
                 "there is no such folder", "", "check the path, or write a starter ledger with `headroom init DIR`"};
  if (!std::filesystem::is_directory(status))
    return Fault{folder.string(), 0, 0, "is not a folder", "", "name the folder that holds company.toml"};
  return FolderReader(folder).run();
}

}  // namespace headroom
