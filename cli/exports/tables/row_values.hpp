// The fields of an export's row in the ledger's own notation.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exports/tables/amount_notation.hpp"
#include "cli/exports/tables/column_mapping.hpp"
#include "cli/exports/tables/exported_items.hpp"
#include "cli/syntax/csv.hpp"
#include "models/message.hpp"

namespace headroom {

/// Reads the values of each row under a complete mapping, target by target.
class RowValues {
 public:
  /// Requires: what it is given outlives it. `as_of`: for dates that are to be the ledger's.
  RowValues(const CsvTable& table, const ColumnMapping& mapping, const std::optional<std::string>& ledger_currency,
            const std::optional<Date>& as_of);

  /// All values of a row but those that are made of others; what cannot be read is added to the faults.
  ExportedItem read(const CsvRow& row);

  /// The field that a target is read from: the export's, or the fixed text where that is empty or none.
  const CsvField& field_of(const CsvRow& row, std::size_t target) const;
  const CsvField& field_of(const CsvRow& row, std::string_view target) const;
  /// The column of the export that a target is read from first.
  const std::optional<std::size_t>& source_of(std::size_t target) const { return sources_[target]; }
  /// The column with this heading, or beyond the last.
  std::size_t index_of(const std::string& heading) const;
  bool meets(const CsvRow& row, const RowRule& rule) const;
  bool meets_one(const CsvRow& row, const std::vector<RowRule>& rules) const;
  /// The amount of a field in minor units of a currency (empty: the ledger's), or nothing; no fault.
  std::optional<Minor> amount_in(const CsvField& field, const std::string& currency = "") const;

  /// The currency that the heading of a field's column names; empty where it names none.
  const std::string& currency_by_heading(const CsvRow& row, const CsvField& field) const {
    return notation_of(row, field).currency;
  }
  /// What the mapping's columns of `less` take off a row's amount; a fault where one cannot be read.
  Minor taken_off(const CsvRow& row, const std::string& currency);

  void fault(const CsvRow& row, const CsvField& field, Message what, Message mend);
  Faults& faults() { return faults_; }
  const std::vector<int>& text_lines() const { return text_lines_; }

 private:
  void read_currency(const CsvRow& row, ExportedItem& item);
  void read_value(const CsvRow& row, std::size_t target, ExportedItem& item);
  void read_text(const CsvRow& row, const CsvField& field, std::size_t target, ExportedItem& item);
  void read_date(const CsvRow& row, const CsvField& field, std::size_t target, ExportedItem& item);
  void read_amount(const CsvRow& row, const CsvField& field, std::size_t target, ExportedItem& item);
  void read_share(const CsvRow& row, const CsvField& field, std::size_t target, ExportedItem& item);
  void read_days(const CsvRow& row, const CsvField& field, std::size_t target, ExportedItem& item);
  void read_flag(const CsvRow& row, const CsvField& field, std::size_t target, ExportedItem& item);
  bool may_be_empty(std::string_view target) const;
  /// What the heading of a field's column says of its amounts, or the lines around the list.
  const AmountNotation& notation_of(const CsvRow& row, const CsvField& field) const;
  bool settle_currency(const CsvRow& row, const CsvField& field, const ExportedAmount& amount, std::string& currency);

  const CsvTable& table_;
  const ColumnMapping& mapping_;
  std::span<const TargetColumn> columns_;
  std::optional<std::string> ledger_currency_;
  std::optional<Date> as_of_;
  std::vector<std::optional<std::size_t>> sources_;  // by target: index of the export's column
  std::vector<std::vector<std::size_t>> fallbacks_;  // by target: columns read where that one is empty
  std::vector<bool> is_line_;
  std::vector<CsvField> fixed_;
  std::vector<std::optional<DateFormat>> formats_;
  std::optional<std::size_t> currency_;
  std::vector<AmountNotation> notations_;  // by column of the export
  AmountNotation around_;                  // of fixed texts
  std::vector<bool> has_other_currency_;   // by column: said once
  Faults faults_;
  std::vector<int> text_lines_;
};

/// Text without spaces at its ends.
std::string_view without_edges(std::string_view text);
/// Whether a field holds nothing, or a dash that says so.
bool is_blank(std::string_view text);
/// Whether a text says that payment is due at once: "Due on receipt".
bool is_due_at_once(std::string_view text);

}  // namespace headroom
