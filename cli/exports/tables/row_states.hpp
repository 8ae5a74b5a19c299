// What an export itself says of an item: open, settled, never owed; and the sums by what it says.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/exports/tables/list_words.hpp"
#include "cli/exports/tables/row_values.hpp"

namespace headroom {

/// Tells the state of each row by the mapping's rules, and keeps count.
class RowStates {
 public:
  RowStates(const ColumnMapping& mapping, const RowValues& values) : mapping_(mapping), values_(values) {}

  /// What the columns of state say of a row: left out before settled before open.
  RowState state_of(const CsvRow& row) const;
  /// Counts a row with its amount; nothing where it has none that can be read.
  void count(const CsvRow& row, std::optional<Minor> amount, const std::string& currency);
  /// A sentence a column: what its values are taken for, with sums.
  std::vector<Message> remarks(const std::optional<std::string>& ledger_currency) const;

 private:
  struct Count {
    std::size_t rows = 0;
    std::map<std::string, Minor> sums;  // by currency
  };

  /// One value with its sums and rows: `"Paid" CNY 1,000.00 in 3 rows`.
  static Message count_message(const std::string& value, const Count& count,
                               const std::optional<std::string>& ledger_currency);

  const ColumnMapping& mapping_;
  const RowValues& values_;
  std::map<std::string, std::map<std::string, Count>> counts_;  // by column, by value
};

}  // namespace headroom
