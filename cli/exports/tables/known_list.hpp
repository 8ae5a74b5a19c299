// Lists of programs that are told by their headings: one file of data each (lists/*.toml), written as a mapping.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exports/tables/column_mapping.hpp"
#include "models/error.hpp"

namespace headroom {

/// The mapping of the known list whose headings stand in a text, with its delimiter and line of headings. Of several,
/// the one that is told by the most headings; one of `kind`, where that is given. What `given` says of formats goes
/// before. Nothing where no list is known: then columns are told by their headings.
std::optional<ColumnMapping> known_list(std::string_view text, std::optional<ImportKind> kind,
                                        const std::optional<ColumnMapping>& given);

/// Likewise, of the bytes of a file, in whatever encoding.
std::optional<ColumnMapping> known_list_of(const std::string& file, const std::string& bytes,
                                           std::optional<ImportKind> kind, const std::optional<ColumnMapping>& given);

/// All of them, for tests and pages.
const std::vector<ColumnMapping>& known_lists();

}  // namespace headroom
