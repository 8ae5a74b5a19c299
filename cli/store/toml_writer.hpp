// Writes company.toml from the rows of its tables.
#pragma once

#include <string>
#include <vector>

#include "cli/store/document_rows.hpp"

namespace headroom {

/// Writes company.toml from rows, table by table.
class TomlWriter {
 public:
  explicit TomlWriter(int company_decimals) : decimals_(company_decimals) {}

  /// The rows of one table, which is none of a CSV document. The company's come first.
  void add(const LedgerTable& table, const std::vector<StoredRow>& rows);

  /// The document of all that was added.
  std::string text() const { return top_ + (top_.empty() ? "" : "\n") + body_; }

 private:
  void add_record(const LedgerTable& table, const StoredRow& row);
  void add_entry(const LedgerTable& table, const StoredRow& row);
  void add_rates(const LedgerTable& table, const std::vector<StoredRow>& rows);
  void add_policy(const LedgerTable& table, const std::vector<StoredRow>& rows);
  void begin(const std::string& heading);

  int decimals_;
  std::string top_;  ///< keys that stand before every table
  std::string body_;
};

}  // namespace headroom
