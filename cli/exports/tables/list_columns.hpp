// The columns of a list, with what a mapping makes of them: what every rule about headings and values begins with.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/exports/tables/column_mapping.hpp"
#include "cli/exports/tables/export_table.hpp"

namespace headroom {

/// The distinct values of a column, empty ones left out, each with its first field.
using ColumnValues = std::map<std::string, const CsvField*>;

/// Looks at a list's columns under a mapping that others go on completing.
class ListColumns {
 public:
  /// Requires: both outlive it.
  ListColumns(const ExportTable& source, const ColumnMapping& mapping);

  const std::vector<std::string>& headings() const { return headings_; }
  const std::vector<CsvRow>& rows() const { return source_.table.rows; }
  /// Whether the mapping says what this column is.
  bool is_used(const std::string& heading) const;
  std::size_t index_of(const std::string& heading) const;
  /// At most `most` and one more.
  ColumnValues values_of(std::size_t column, std::size_t most = 1000) const;
  /// The number in a field, in the format of the mapping; nothing where it is none.
  std::optional<double> number_in(const CsvField& field) const;
  /// That number, 0 where there is none.
  double amount_of(const CsvRow& row, std::size_t column) const;
  /// Whether most of what stands there are numbers.
  bool holds_amounts(std::size_t column) const;
  /// Whether all that stands there are days, in whatever format, and there are some.
  bool holds_dates(std::size_t column) const;
  /// Whether a day stands there that can be told without the others.
  bool holds_some_date(std::size_t column) const;
  /// Whether all that stands there is yes or no, and there is some.
  bool holds_yes_and_no(std::size_t column) const;
  /// The first field that holds a number that is not 0.
  const CsvField* first_amount(std::size_t column) const;
  /// The heading of a target that the export has a column for.
  std::optional<std::string> source_of(const std::string& target) const;

 private:
  const ExportTable& source_;
  const ColumnMapping& mapping_;
  std::vector<std::string> headings_;
};

}  // namespace headroom
