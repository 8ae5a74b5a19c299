// Small ledgers in memory, for tests of the database.
#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/ledger/ledger_folder.hpp"
#include "cli/ledger/ledger_reader.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/store/ledger_store.hpp"

namespace headroom {

inline const std::string small_company =
    "[company]\nname = \"Alder\"\nas_of = 2026-10-31\ncurrency = \"EUR\"\n\n[cash]\nbalance = 1000.00\n";
inline const std::string small_receivables =
    "invoice,counterparty,due,amount\n1,Ada,2026-11-30,100.00\n2,Bao,2026-12-15,50.00\n";

/// Documents that are nowhere but here.
class DocumentSource : public LedgerSource {
 public:
  explicit DocumentSource(std::map<std::string, std::string> documents) : documents_(std::move(documents)) {}

  Result<std::optional<std::string>> text_of(const std::string& document, std::uintmax_t) override {
    const auto found = documents_.find(document);
    if (found == documents_.end()) return std::optional<std::string>();
    return std::optional(found->second);
  }
  std::string file_of(std::string_view document) const override { return std::string(document); }
  Fault missing(std::string_view document) const override {
    return {std::string(document), 0, 0, "is not there", "", ""};
  }

 private:
  std::map<std::string, std::string> documents_;
};

/// Reads a ledger, which must be free of faults, and stores it.
inline void put_source(const std::filesystem::path& file, const std::string& company, LedgerSource& source,
                       bool replace = false) {
  const auto loaded = load_ledger(source);
  if (!loaded) FAIL(findings_text(loaded.faults()));
  auto store = LedgerStore::open_to_write(file);
  if (!store) FAIL(findings_text(store.faults()));
  const auto put = store.value().put(company, source, loaded.value().documents, replace);
  if (!put) FAIL(findings_text(put.faults()));
  const auto done = store.value().commit();
  if (!done) FAIL(findings_text(done.faults()));
}

inline void put_documents(const std::filesystem::path& file, const std::string& company,
                          const std::map<std::string, std::string>& documents, bool replace = false) {
  DocumentSource source(documents);
  put_source(file, company, source, replace);
}

inline void put_folder(const std::filesystem::path& file, const std::filesystem::path& folder) {
  LedgerFolder source(folder);
  const auto loaded = load_ledger_folder(folder);
  if (!loaded) FAIL(findings_text(loaded.faults()));
  put_source(file, loaded.value().ledger.company.name, source);
}

}  // namespace headroom
