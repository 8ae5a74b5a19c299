// Writes a company's documents into a database's tables.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <optional>
#include <string>

#include "models/error.hpp"

namespace headroom {

/// The row of the company that is stored under a name.
std::optional<std::int64_t> id_of_company(SQLite::Database& database, const std::string& label);

/// Writes the documents of one company into the tables.
class CompanyWriter {
 public:
  /// `replaced`: the company whose place it takes, which is removed with everything that is its.
  CompanyWriter(SQLite::Database& database, std::string label, std::optional<std::int64_t> replaced);

  /// Requires: a document without faults, company.toml first. Gives what stands in the way.
  std::optional<Fault> write(const std::string& document, const std::string& text);

 private:
  std::optional<Fault> write_company(const std::string& text);
  void write_rows(const std::string& document, const std::string& text);
  void keep(const std::string& document, const std::optional<std::string>& columns,
            const std::optional<std::string>& text);

  SQLite::Database& database_;
  std::string label_;
  std::optional<std::int64_t> id_;
};

}  // namespace headroom
