// Reads the amounts of one file, each in the currency that its row or entry names.
#pragma once

#include <map>
#include <string>

#include "cli/ledger/ledger_draft.hpp"
#include "cli/syntax/table_reader.hpp"
#include "cli/syntax/toml_reader.hpp"

namespace headroom {

/// Reads the amounts of one file in the currency that each row or entry names, in minor units of that currency.
///
/// Errors: a currency without exchange rate is one fault a currency and file, at its first row, with the number of
/// rows; an amount that could not be counted once converted is a fault where it stands.
class AmountReader {
 public:
  /// `total`: where the amounts count, nullptr where they do not (what is settled is no longer the firm's money) or not
  /// once each. `row_name`: what holds a currency, "row" in a table.
  AmountReader(const ReadingRates& rates, AmountTotal* total, FaultLog& log, std::string row_name = "row")
      : rates_(rates), total_(total), log_(log), row_name_(std::move(row_name)) {}

  /// The row's currency, the ledger's where it names none; nothing where it is no currency or has no rate.
  std::optional<Currency> currency(const RowReader& row) { return currency(row.value("currency")); }
  std::optional<Currency> currency(TomlReader& table) { return currency(table.text("currency")); }
  /// The amount of a column or key; nothing where it is empty or at fault.
  std::optional<Minor> amount(const RowReader& row, std::string_view column, const std::optional<Currency>& currency);
  std::optional<Minor> amount_not_negative(const RowReader& row, std::string_view column,
                                           const std::optional<Currency>& currency);
  std::optional<Minor> amount_not_negative(const std::optional<RawValue>& value,
                                           const std::optional<Currency>& currency);
  /// Adds an amount (in minor units of `currency`) to what the ledger holds, and to what recurs in that currency where
  /// it is foreign.
  void count(double amount, const std::optional<Currency>& currency, AmountTotal& total, Place place);
  /// Logs the currencies without exchange rate. Call once, after the last row.
  void finish();

 private:
  struct Missing {
    Place first;
    std::size_t rows = 0;
  };

  std::optional<Currency> currency(const std::optional<RawValue>& value);
  std::optional<Minor> added_up(const std::optional<RawValue>& value, std::optional<Minor> amount,
                                const Currency& currency);

  const ReadingRates& rates_;
  AmountTotal* total_;
  FaultLog& log_;
  std::string row_name_;
  std::map<std::string, Missing> missing_;
  std::map<std::string, AmountTotal> foreign_totals_;
};

}  // namespace headroom
