// Reads CSV into fields that know their places.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "models/error.hpp"

namespace headroom {

/// One field, with the place where its content begins. Lines and columns count from 1; columns count characters, not
/// bytes.
struct CsvField {
  std::string text;
  int line = 0;
  int column = 0;
};

/// One record; a quoted field may make it span several lines, `line` is its first.
struct CsvRow {
  int line = 0;
  std::vector<CsvField> fields;
};

/// A header and rows with exactly as many fields each.
struct CsvTable {
  std::string file;  ///< as faults name it
  CsvRow header;
  std::vector<CsvRow> rows;
};

/// What can be read of a table, and every fault of the rest. Rows at fault are left out of the table.
struct CsvReading {
  CsvTable table;
  Faults faults;
};

// Limits that no real table meets and a hostile one cannot pass.
inline constexpr std::size_t csv_field_bytes_max = 64 * 1024;
inline constexpr std::size_t csv_columns_max = 1000;
inline constexpr std::size_t csv_fields_max = 20'000'000;
inline constexpr std::size_t csv_faults_max = 1000;

/// Whether the first row names the columns, and every other has as many fields; or rows of any length, as reports have
/// them.
enum class CsvShape { table, ragged };

/// Reads CSV text row by row, so that a table need not be held whole: as `scan_csv` does, with the same faults.
/// Requires: the text outlives it.
class CsvRows {
 public:
  CsvRows(const std::string& file, std::string_view text, char delimiter = ',', CsvShape shape = CsvShape::table);
  ~CsvRows();
  CsvRows(const CsvRows&) = delete;
  CsvRows& operator=(const CsvRows&) = delete;

  /// The names of the columns; without fields where there is no header to read, or none is asked for.
  const CsvRow& header() const;
  /// The next row with as many fields as the header; null after the last. Valid until the next call.
  const CsvRow* next();
  /// The faults of what has been read so far.
  const Faults& faults() const;

 private:
  class Scan;
  std::unique_ptr<Scan> scan_;
};

/// Reads CSV text as far as it can be read: RFC 4180 with CRLF, LF or CR, a byte order mark accepted, rows without any
/// content skipped, spaces around an unquoted field dropped.
///
/// Errors: what is not UTF-8, NUL bytes, quotes out of place or never closed, rows with too many or too few fields, no
/// header, a header that names a column twice, and what passes the limits above.
CsvReading scan_csv(const std::string& file, std::string_view text, char delimiter = ',',
                    CsvShape shape = CsvShape::table);

/// The table, or all of its faults.
Result<CsvTable> read_csv_text(const std::string& file, std::string_view text, char delimiter = ',');

/// The table in a file, or all of its faults; also where the file is missing, a folder, unreadable or too large.
Result<CsvTable> read_csv(const std::filesystem::path& path, char delimiter = ',');

}  // namespace headroom
