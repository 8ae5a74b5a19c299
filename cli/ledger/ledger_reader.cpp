#include "cli/ledger/ledger_reader.hpp"

#include <array>

#include "cli/files/text_file.hpp"
#include "cli/ledger/company_file.hpp"
#include "cli/ledger/ledger_columns.hpp"
#include "cli/ledger/ledger_tables.hpp"
#include "cli/syntax/csv.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/toml.hpp"

namespace headroom {

namespace {

using TableFunction = std::vector<std::string> (*)(CsvRows&, LedgerDraft&, FaultLog&);

struct TableDocument {
  const char* name;
  TableFunction read;
};

/// Read before company.toml, whose floating loans look them up.
constexpr TableDocument rates_document = {"rates.csv", &read_rates};

/// In the order in which they are read: laws before the counterparties that name them, orders before their milestones.
constexpr std::array<TableDocument, 8> table_documents = {{{"delays.csv", &read_delays},
                                                           {"counterparties.csv", &read_counterparties},
                                                           {"suppliers.csv", &read_suppliers},
                                                           {"receivables.csv", &read_receivables},
                                                           {"orders.csv", &read_orders},
                                                           {"milestones.csv", &read_milestones},
                                                           {"payables.csv", &read_payables},
                                                           {"history.csv", &read_history}}};

/// What stands between the columns in the place of commas; nothing where nothing does.
std::optional<std::string_view> other_separator(const CsvRow& header) {
  if (header.fields.size() != 1) return std::nullopt;
  const std::string& text = header.fields.front().text;
  return text.find(';') != std::string::npos    ? std::optional<std::string_view>("semicolons")
         : text.find('\t') != std::string::npos ? std::optional<std::string_view>("tabs")
         : text.find('|') != std::string::npos  ? std::optional<std::string_view>("vertical bars")
                                                : std::nullopt;
}

Message mend_of_separator(const TableDocument& document) {
  if (!is_importable(*table_of_document(document.name))) return "save it with commas";
  const std::string_view name = document.name;
  return message("save it with commas, or take it for an export: `headroom import {} --as {} --into DIR`", name,
                 name.substr(0, name.rfind('.')));
}

/// Reads the documents of one ledger, keeping every finding.
class LedgerReader {
 public:
  explicit LedgerReader(LedgerSource& source) : source_(source) {}

  LedgerReading run() {
    read_table(rates_document);
    read_company();
    for (const TableDocument& document : table_documents) read_table(document);
    add(source_.misnamed(ledger_documents()));
    reading_.ledger = std::move(draft_.ledger);
    reading_.lines = std::move(draft_.lines);
    reading_.assumed_risk = std::move(draft_.assumed_risk);
    return std::move(reading_);
  }

 private:
  void add(const Faults& findings) {
    reading_.findings.insert(reading_.findings.end(), findings.begin(), findings.end());
  }

  void keep_unknowns(const std::string& document, const FaultLog& log) {
    if (log.unknowns().empty()) return;
    auto& kept = reading_.unknowns[document] = log.unknowns();
    for (UnknownFigure& figure : kept)
      if (figure.taken.empty()) figure.taken = taken_for(document, figure.table, figure.key);
  }

  FaultLog log_of(const std::string& document) {
    return FaultLog(source_.file_of(document),
                    [this, document](Place place) { return source_.words_of(document, place); });
  }

  /// The text of a document, or nothing; that it cannot be read is kept as a finding.
  std::optional<std::string> text_of(const std::string& document, std::uintmax_t bytes_max, bool is_required = false) {
    auto text = source_.text_of(document, bytes_max);
    if (!text) add(text.faults());
    else if (!text.value() && is_required) add({source_.missing(document)});
    if (!text || !text.value()) return std::nullopt;
    reading_.documents.push_back(document);
    return std::move(text).value();
  }

  void read_company() {
    const std::string document(company_document);
    const auto text = text_of(document, toml_bytes_max, true);
    if (!text) return;
    FaultLog log = log_of(document);
    read_company_text(*text, draft_, log);
    add(log.findings());
    keep_unknowns(document, log);
  }

  void read_table(const TableDocument& document) {
    const bool is_orders = document.read == &read_orders;
    const std::size_t findings_before = reading_.findings.size();
    const auto text = text_of(document.name, text_file_bytes_max);
    if (!text) {
      draft_.orders_at_fault = draft_.orders_at_fault || (is_orders && reading_.findings.size() > findings_before);
      return;
    }
    const std::string file = source_.file_of(document.name);
    CsvRows rows(file, *text);
    FaultLog log = log_of(document.name), all(file);
    if (const auto separator = other_separator(rows.header())) {
      log.fault({rows.header().line, 1},
                message("the columns are separated by {}, where the files of a ledger have commas", *separator),
                rows.header().fields.front().text, mend_of_separator(document));
      add(log.findings());
      draft_.orders_at_fault = draft_.orders_at_fault || is_orders;
      return;
    }
    log.accept_unknowns();
    if (!rows.header().fields.empty()) {
      auto notes = document.read(rows, draft_, log);
      if (!notes.empty()) reading_.note_columns[document.name] = std::move(notes);
    }
    while (!log.is_full() && rows.next() != nullptr) {  // what a table at fault left unread may have faults of its own
    }
    keep_unknowns(document.name, log);
    all.add_all(rows.faults());
    all.add_all(log.findings());
    add(all.findings());
    if (is_orders) draft_.orders_at_fault = has_fault(all.findings());
  }

  LedgerSource& source_;
  LedgerDraft draft_;
  LedgerReading reading_;
};

}  // namespace

std::vector<std::string> ledger_documents() {
  std::vector<std::string> names = {std::string(company_document), rates_document.name};
  for (const TableDocument& document : table_documents) names.emplace_back(document.name);
  return names;
}

LedgerReading read_ledger_documents(LedgerSource& source) { return LedgerReader(source).run(); }

}  // namespace headroom
