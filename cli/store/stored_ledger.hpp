// The ledger of one company in a database.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cli/ledger/ledger_source.hpp"
#include "cli/store/document_places.hpp"

namespace headroom {

/// The ledger of one company in a database: the documents that its tables say, and findings that name table, row and
/// column.
class StoredLedger : public LedgerSource {
 public:
  StoredLedger(std::shared_ptr<SQLite::Database> database, std::filesystem::path path, std::int64_t company)
      : database_(std::move(database)), path_(std::move(path)), company_(company) {}

  Result<std::optional<std::string>> text_of(const std::string& document, std::uintmax_t bytes_max) override;
  std::string file_of(std::string_view document) const override { return std::string(document); }
  Message words_of(const std::string& document, Place place) override;
  Message reference(const std::string& document, Place place) override { return words_of(document, place); }
  Fault missing(std::string_view document) const override;
  Faults shown(Faults findings) override;

 private:
  /// The places of one document and the rows of its tables.
  struct Index {
    DocumentPlaces places;
    std::map<const LedgerTable*, std::vector<std::int64_t>> ids;
  };

  Index& index_of(const std::string& document);
  Message words_of(const TablePlace& place, Index& index);
  Fault shown_one(const Fault& finding);

  std::shared_ptr<SQLite::Database> database_;
  std::filesystem::path path_;
  std::int64_t company_;
  std::map<std::string, Index> indexes_;  ///< of the documents with findings
};

}  // namespace headroom
