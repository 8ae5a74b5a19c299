// Rows of a report below its titles, and the columns found by their headings.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/syntax/csv.hpp"
#include "models/date.hpp"
#include "models/side.hpp"

namespace headroom {

/// A report as a program exports it: lines of title, a row of headings, rows of any length.
struct ReportText {
  std::string file;
  std::vector<CsvRow> rows;
  std::size_t header = 0;  ///< index of the row of headings
};

/// The field of a row, an empty one where the row is shorter.
const CsvField& cell(const CsvRow& row, std::size_t column);

/// The first column whose heading, in normal form, is one of `names` (separated by commas, likeliest first).
std::optional<std::size_t> column_named(const CsvRow& header, std::string_view names);

/// What stands above the headings, in small letters, a line break after each row.
std::string title_of(const ReportText& report);

/// The day that a line of title ends with: "As of July 25, 2026", "1 January - 31 March 2026"; the last such line
/// counts.
std::optional<Date> day_in_title(const ReportText& report);

/// Which side the title says that it is about, by customers or suppliers; nothing where it says neither.
std::optional<Side> side_in(std::string_view title);

/// The only field of a row that holds anything, or nothing where there are several or none.
const CsvField* only_cell(const CsvRow& row);

/// Whether a row holds percentages: the foot of an ageing.
bool is_of_shares(const CsvRow& row);

/// Whether a row's first text is a total's: "Total for Ash", "TOTAL". Gives what it is the total of, empty for the
/// whole report.
std::optional<std::string> total_of(const CsvRow& row);

}  // namespace headroom
