// Reads spreadsheets, XLSX and ODS, into tables of text.
#pragma once

#include <string>
#include <vector>

#include "models/error.hpp"

namespace headroom {

/// A sheet as text. Dates are written YYYY-MM-DD, numbers plainly with a point.
struct Sheet {
  std::string name;
  std::vector<std::vector<std::string>> rows;  ///< from the sheet's first on, so that row i has the number i + 1
};

/// The sheets of a workbook that hold anything: what cells show of values, of formulas the last result.
///
/// Errors: an archive that is no workbook, is encrypted or damaged, or passes the limits of cli/syntax/markup.hpp; more
/// cells than are read.
Result<std::vector<Sheet>> read_spreadsheet(const std::string& file, const std::string& bytes);

/// A sheet as CSV, a row a line, so that whatever reads CSV reads it and names its rows.
std::string csv_of(const Sheet& sheet);

}  // namespace headroom
