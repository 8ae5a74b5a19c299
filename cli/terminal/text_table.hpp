// Sets tables of text in columns.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace headroom {

/// One column of a table for people. Shape: `cells` has the same length in every column.
struct TableColumn {
  std::string header = {};
  std::vector<std::string> cells = {};
  bool is_left = false;              ///< numbers stand right, names left
  bool stays_with_previous = false;  ///< in one table with the column before it
  bool may_wrap = false;             ///< text, whose cells may take several lines
  bool may_drop = false;             ///< its cells may stand below those of the column before it
};

/// What gives way where a table is too wide.
enum class TableFit {
  document,    ///< nothing within a cell; long words of a header are cut: the same text everywhere
  whole_words  ///< cells that may wrap or drop; words of a header are cut only where they are wider than the table
};

/// The columns side by side, two spaces apart, headers broken over lines; where they take more than `width_max`, in
/// several tables that all begin with the first `repeated` columns. Every line ends with a line break.
std::string table_text(const std::vector<TableColumn>& columns, std::size_t repeated, std::size_t width_max,
                       TableFit fit = TableFit::document);

}  // namespace headroom
