// From a line of a document to the table, row and column that hold it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/ledger/ledger_columns.hpp"
#include "cli/syntax/fault_log.hpp"

namespace headroom {

/// Where a place of a document stands in the database.
struct TablePlace {
  const LedgerTable* table = nullptr;
  std::optional<std::size_t> row;  ///< from 0, in the order of the document; nothing: no row of it
  std::string column;              ///< its name in the table, or in the notes; empty: no column of it
};

/// Finds the places of one document in its tables.
class DocumentPlaces {
 public:
  /// Requires: the text that was read.
  DocumentPlaces(const std::string& document, std::string_view text);

  /// Nothing for a place that is no table's.
  std::optional<TablePlace> find(Place place) const;

 private:
  struct Cell {
    Place place;
    TablePlace in_table;
  };

  void read_csv(const LedgerTable& table, std::string_view text);
  void read_toml(std::string_view text);

  std::vector<Cell> cells_;  ///< in the order of their places
};

}  // namespace headroom
