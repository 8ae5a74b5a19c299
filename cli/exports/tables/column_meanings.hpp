// What the columns mean that no target names: states, sides, kinds of documents, lines, further money.
#pragma once

#include <string>
#include <vector>

#include "cli/exports/tables/column_mapping.hpp"
#include "cli/exports/tables/export_table.hpp"

namespace headroom {

/// Understands every column that changes what the rows mean, and adds to the mapping what was understood: states of
/// items, the side beside an unsigned amount, what is paid of a total, rows that are lines of one document.
///
/// `has_columns`: the mapping names the columns. Of a known list further money is then not asked about; of one that a
/// person wrote it is, but for which of several amounts is meant.
/// Errors: a state that is not known, a part payment without what is open, money in a column that is not understood:
/// each names the column and the key of a mapping that says what it means.
void understand_columns(const ExportTable& source, bool has_columns, ColumnMapping& mapping,
                        std::vector<Message>& assumptions, Faults& faults);

}  // namespace headroom
