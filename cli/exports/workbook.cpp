#include "cli/exports/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cli/exports/known_source.hpp"
#include "cli/exports/tables/column_names.hpp"
#include "cli/exports/tables/spreadsheet.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

constexpr std::size_t rows_looked_at = 30, columns_wanted = 3;

/// Whether some row near the top names columns that an import knows.
bool has_known_headings(const Sheet& sheet, std::optional<ImportKind> kind) {
  for (std::size_t i = 0; i < std::min(sheet.rows.size(), rows_looked_at); ++i)
    for (const ImportKind one :
         {ImportKind::receivables, ImportKind::payables, ImportKind::orders, ImportKind::history})
      if (kind.value_or(one) == one && propose_columns(one, sheet.rows[i]).size() >= columns_wanted) return true;
  return false;
}

}  // namespace

Result<ChosenSheet> chosen_sheet(const std::string& file, const std::string& bytes, const SourceContext& context) {
  const Result<std::vector<Sheet>> sheets = read_spreadsheet(file, bytes);
  if (!sheets) return sheets.faults();
  std::vector<ChosenSheet> chosen;
  std::vector<std::string> names;
  const std::optional<std::string> wanted = context.mapping ? context.mapping->sheet : std::nullopt;
  for (const Sheet& sheet : sheets.value()) {
    ChosenSheet one{sheet.name, csv_of(sheet)};
    names.push_back(sheet.name);
    if (wanted) {
      if (sheet.name == *wanted) return one;
      continue;
    }
    if (sheets.value().size() == 1 || has_known_headings(sheet, context.kind) ||
        read_known_source(file, one.csv, context))
      chosen.push_back(std::move(one));
  }
  if (chosen.size() == 1) return std::move(chosen.front());
  if (wanted)
    return Fault{context.mapping->file,
                 0,
                 0,
                 message("{} has no such sheet", file),
                 *wanted,
                 message("name one of its sheets: {}", fmt::format("{}", fmt::join(names, ", ")))};
  return Fault{file,
               0,
               0,
               chosen.empty() ? "holds several sheets, and the headings of none are known"
                              : "holds several sheets that may be meant",
               fmt::format("{}", fmt::join(names, ", ")),
               "name the one that is meant in a mapping: sheet = \"...\"; or save it as CSV (UTF-8)"};
}

}  // namespace headroom
