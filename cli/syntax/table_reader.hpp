// Finds the columns of a CSV table by their names, and reads it row by row.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/syntax/csv.hpp"
#include "cli/syntax/fault_log.hpp"
#include "cli/syntax/values.hpp"

namespace headroom {

/// A column that a table may have.
struct Column {
  std::string_view name;
  bool required = false;
  const NumberRange* range = nullptr;  ///< of its numbers
  bool may_be_unknown = false;         ///< "?" stands for a figure that nobody has entered
};

/// The columns of a CSV table found by name. Unknown ones are reported once, a missing required one is a fault.
class TableReader {
 public:
  TableReader(const CsvRow& header, const std::vector<Column>& columns, FaultLog& log);

  /// Whether all required columns are there.
  bool is_complete() const { return complete_; }
  std::optional<std::size_t> index_of(std::string_view column) const;
  /// Requires: a column of the table.
  const Column& column(std::string_view name) const;
  /// Names of the columns that are not known, in the order of the file.
  const std::vector<std::string>& note_columns() const { return note_columns_; }

 private:
  void report_unknown(const CsvRow& header, FaultLog& log);
  void report_missing(const CsvRow& header, FaultLog& log);

  std::vector<Column> columns_;
  std::vector<std::optional<std::size_t>> index_;
  std::vector<std::string> note_columns_;
  bool complete_ = true;
};

/// One row of a table, field by field.
class RowReader {
 public:
  RowReader(const TableReader& table, const CsvRow& row, FaultLog& log) : table_(table), row_(row), log_(log) {}

  /// The field of a column; nothing where it is empty or not there, and a fault where it must not be.
  std::optional<RawValue> value(std::string_view column) const;
  /// The number in a column, within the column's range. Requires: a column that has one.
  std::optional<double> number(std::string_view column) const;
  std::optional<int> whole_number(std::string_view column) const;
  std::optional<Date> date(std::string_view column) const { return date_of(value(column), log_); }
  std::optional<std::string> line(std::string_view column) const { return line_of(value(column), log_); }
  /// Whether "?" stands there for a figure that nobody has entered.
  bool is_unknown(std::string_view column) const;
  /// Where the field of a column stands, or the row.
  Place place_of(std::string_view column) const;
  Place place() const { return {row_.line, 1}; }

 private:
  const TableReader& table_;
  const CsvRow& row_;
  FaultLog& log_;
};

}  // namespace headroom
