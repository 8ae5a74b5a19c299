// Headings that accounting programs use, and what they mean.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/exports/tables/import_columns.hpp"

namespace headroom {

/// A guess that a column of the export fills a target, by its name alone.
struct ProposedColumn {
  std::string target;
  std::string source;
  bool is_weak = false;  ///< the name says less than the target needs: `Amount` where what is still open is meant
};

/// A heading without case and punctuation, abbreviations in one spelling: `Invoice #`, `invoiceNumber` and `INV_NO` are
/// all `invoice no`.
std::string normal_heading(std::string_view heading);

/// Likewise, without what stands in parentheses at its end, and without a unit or currency of amounts: `Due Date
/// (UTC)`, `Amount EUR`, `Betrag in T€`.
std::string plain_heading(std::string_view heading);

/// The columns whose headings accounting programs use for the targets of `kind`; an id is preferred to a spelled name,
/// and no column is used twice. Source: words/headings.toml, gathered by hand.
std::vector<ProposedColumn> propose_columns(ImportKind kind, const std::vector<std::string>& headings);

}  // namespace headroom
