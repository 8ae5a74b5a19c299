// Completes a mapping from the export itself, or says what only a person can decide.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/exports/tables/column_mapping.hpp"
#include "cli/exports/tables/export_table.hpp"
#include "models/error.hpp"

namespace headroom {

/// A mapping with nothing left open, or what a person has to decide.
struct CompletedMapping {
  ColumnMapping mapping;
  std::vector<Message> assumptions;  ///< sentences, for a person
  std::vector<std::string>
      choices;  ///< lines of a mapping file of which a person has to choose: the values do not decide
  Faults faults;
};

/// Completes a mapping from the export itself: columns from their headings (only where no mapping is given), date and
/// number formats from all values.
///
/// Errors: columns that the export does not have, required targets that no heading tells, and dates or numbers that can
/// be read in two ways; nothing of that kind is guessed.
CompletedMapping complete_mapping(const ExportTable& source, ImportKind kind,
                                  const std::optional<ColumnMapping>& given);

/// The completed mapping as a file, with the choices in it as comments.
std::string to_toml(const CompletedMapping& completed);

}  // namespace headroom
