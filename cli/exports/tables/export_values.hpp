// Reads the dates, amounts and texts of an export's fields.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/exports/tables/column_mapping.hpp"
#include "cli/exports/tables/exported_items.hpp"
#include "cli/syntax/csv.hpp"
#include "models/date.hpp"
#include "models/error.hpp"
#include "models/money.hpp"

namespace headroom {

/// Reads the dates and amounts of an export whose columns are known, in the formats that all of its values tell
/// together.
class ExportValues {
 public:
  /// `ledger_currency`: of amounts that name none.
  ExportValues(std::string file, std::optional<std::string> ledger_currency)
      : file_(std::move(file)), ledger_currency_(std::move(ledger_currency)) {}

  /// Settles both formats: what the mapping says, else what reads most of the values. Empty fields do not count.
  /// Errors: values that most formats do not read, or that two read differently; nothing of that kind is guessed.
  void settle(const std::vector<const CsvField*>& dates, const std::vector<const CsvField*>& amounts,
              const std::optional<ColumnMapping>& mapping);

  /// The value of a field; nothing where it is empty, or at fault. `name` is what a fault calls it.
  std::optional<Date> date(const CsvField& field, std::string_view name);
  /// In minor units of `currency` (ISO code; empty: the ledger's), which a code beside the number fills in.
  std::optional<Minor> amount(const CsvField& field, std::string_view name, std::string& currency);
  std::optional<std::string> currency(const CsvField& field);

  /// Whether the format of dates reads this text.
  bool is_date(std::string_view text) const;

  void fault(const CsvField& field, Message what, Message mend);
  /// Adds what was found and assumed to those of a source, and keeps none of it.
  void hand_over(Faults& faults, std::vector<Message>& assumptions);

 private:
  void settle_dates(const std::vector<const CsvField*>& fields);
  void settle_numbers(const std::vector<const CsvField*>& fields);

  std::string file_;
  std::optional<std::string> ledger_currency_;
  std::optional<DateFormat> date_format_;
  std::optional<DecimalSign> decimal_sign_;
  int amount_unit_ = 0;
  Minor counted_ = 0;  // all amounts so far, without their signs: no sum of some of them is larger
  Faults faults_;
  std::vector<Message> assumptions_;
};

/// Text without spaces at its ends, in one line: line breaks and control characters become single spaces, characters
/// that turn or hide text are left out.
std::string line_of_text(std::string_view text);

/// Letters in small, those of the Latin alphabet with accents among them (Ä, É, Ñ).
std::string lower_text(std::string_view text);

}  // namespace headroom
