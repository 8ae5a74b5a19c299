#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace headroom {

/// One column of a table for people. Shape: `cells` has the same length in every column.
struct TableColumn {
  std::string header;
  std::vector<std::string> cells;
  bool is_left = false;  ///< numbers stand right, names left
};

/// The columns side by side, two spaces apart, headers broken over lines; where they take more than `width_max`, in several tables
/// that all begin with the first `repeated` columns. Every line ends with a line break.
std::string table_text(const std::vector<TableColumn>& columns, std::size_t repeated, std::size_t width_max = 100);

}  // namespace headroom
