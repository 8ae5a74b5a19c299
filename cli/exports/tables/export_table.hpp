// An export as a table of rows, whatever its encoding and separator.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exports/tables/column_mapping.hpp"
#include "cli/syntax/csv.hpp"
#include "models/date.hpp"
#include "models/error.hpp"

namespace headroom {

/// An accounting export as a table, and how it had to be read.
struct ExportTable {
  CsvTable table;
  Faults faults;  ///< of rows that are no part of the table
  std::string encoding;
  char delimiter = ',';
  std::string above;          ///< what stands above the headings
  std::vector<CsvRow> foot;   ///< what stands below the list: sums, when it was printed
  std::optional<Date> as_of;  ///< the day that stands above the headings
  int as_of_line = 0;
  int header_line = 1;               ///< lines before it (titles, the firm's name) are left out
  std::vector<Message> assumptions;  ///< sentences, for a person
};

/// The first lines, each with the byte at which it begins, and no more of it than headings can have.
std::vector<std::pair<std::size_t, std::string_view>> first_lines(std::string_view text);

/// A line cut at the delimiters outside quotation marks, quotation marks and spaces around a field taken off. One with
/// more fields than a table may have is no line of headings: the rest of it is left.
std::vector<std::string> rough_fields(std::string_view line, char delimiter);

/// Reads an export: its encoding, delimiter and header line as the mapping says, else as its content tells.
///
/// Errors: a file that cannot be read or decoded, or holds no header.
Result<ExportTable> read_export_table(const std::filesystem::path& path, ImportKind kind,
                                      const std::optional<ColumnMapping>& mapping);
Result<ExportTable> read_export_table_text(const std::string& file, std::string bytes, ImportKind kind,
                                           const std::optional<ColumnMapping>& mapping);

}  // namespace headroom
