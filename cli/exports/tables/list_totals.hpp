// The sums that a list states itself, compared with its rows.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/exports/tables/export_table.hpp"
#include "cli/exports/tables/row_values.hpp"

namespace headroom {

/// Adds up a list's rows in every way in which a list may state a sum of them, and compares.
class ListTotals {
 public:
  ListTotals(const std::string& file, const std::optional<std::string>& ledger_currency)
      : file_(file), ledger_currency_(ledger_currency) {}

  /// A row: its amount as the file writes it, with its sign, and what of it is open.
  void add(Minor written, Minor with_sign, Minor open, const std::string& currency);
  /// What a row of sums states of the rows above it.
  void compare(int line, const CsvField& field, const RowValues& values);
  /// What stands below the list: labels with sums. `amount_heading`: of the column that holds what is open.
  void compare_foot(const std::vector<CsvRow>& foot, const RowValues& values);

  /// Sentences on what agrees; faults on what does not.
  void hand_over(std::vector<Message>& remarks, Faults& faults) const;

 private:
  struct Sums {
    Minor written = 0, with_sign = 0, open = 0;
    bool has(Minor stated) const;
  };

  /// Whether a line states a number of rows; then it is compared.
  bool compare_count(const CsvRow& row);
  void judge(int line, const CsvField& field, Minor stated, bool agrees, Minor rows);

  std::string file_;
  std::optional<std::string> ledger_currency_;
  Sums all_, group_;
  std::size_t rows_ = 0, open_rows_ = 0;
  std::set<std::string> currencies_;
  std::vector<int> agreeing_;
  Message agreed_;
  Faults faults_;
};

}  // namespace headroom
