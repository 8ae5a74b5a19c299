// An export as a table of rows, whatever its encoding and separator.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exports/tables/column_mapping.hpp"
#include "cli/syntax/csv.hpp"
#include "models/error.hpp"

namespace headroom {

/// An accounting export as a table, and how it had to be read.
struct ExportTable {
  CsvTable table;
  Faults faults;  ///< of rows that are no part of the table
  std::string encoding;
  char delimiter = ',';
  int header_line = 1;                   ///< lines before it (titles, the firm's name) are left out
  std::vector<std::string> assumptions;  ///< sentences, for a person
};

/// Reads an export: its encoding, delimiter and header line as the mapping says, else as its content tells.
///
/// Errors: a file that cannot be read or decoded, or holds no header.
Result<ExportTable> read_export_table(const std::filesystem::path& path, ImportKind kind,
                                      const std::optional<ColumnMapping>& mapping);
Result<ExportTable> read_export_table_text(const std::string& file, std::string bytes, ImportKind kind,
                                           const std::optional<ColumnMapping>& mapping);

}  // namespace headroom
