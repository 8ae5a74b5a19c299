// Chooses the sheet of a spreadsheet that an import is about.
#pragma once

#include <optional>
#include <string>

#include "cli/exports/tables/source_context.hpp"
#include "models/error.hpp"

namespace headroom {

/// The sheet that is meant, as CSV.
struct ChosenSheet {
  std::string name;
  std::string csv;
};

/// The one sheet that holds anything, else the one whose headings are known.
///
/// Errors: those of `read_spreadsheet`; several sheets that may be meant, or none of several.
Result<ChosenSheet> chosen_sheet(const std::string& file, const std::string& bytes, const SourceContext& context);

}  // namespace headroom
