#pragma once

#include <map>
#include <string>

#include "cli/input/ledger_draft.hpp"
#include "cli/input/table_reader.hpp"

namespace headroom {

/// Reads the amounts of one file's rows in the currency that each row names, as amounts in the ledger's currency.
///
/// Errors: a currency without exchange rate is one fault a currency and file, at its first row, with the number of rows.
class AmountReader {
 public:
  /// `total`: where the amounts count, nullptr where they do not (what is settled is no longer the firm's money).
  AmountReader(const ExchangeRates& rates, AmountTotal* total, FaultLog& log) : rates_(rates), total_(total), log_(log) {}

  /// The row's currency, the ledger's where it names none; nothing where it is no currency or has no rate.
  std::optional<Currency> currency(const RowReader& row);
  /// The amount of a column, converted; nothing where it is empty or at fault.
  std::optional<Minor> amount(const RowReader& row, std::string_view column, const std::optional<Currency>& currency);
  std::optional<Minor> amount_not_negative(const RowReader& row, std::string_view column, const std::optional<Currency>& currency);
  /// Logs the currencies without exchange rate. Call once, after the last row.
  void finish();

 private:
  struct Missing {
    Place first;
    int rows = 0;
  };

  std::optional<Minor> converted(const std::optional<RawValue>& value, std::optional<Minor> amount,
                                 const std::optional<Currency>& currency);

  const ExchangeRates& rates_;
  AmountTotal* total_;
  FaultLog& log_;
  std::map<std::string, Missing> missing_;
};

}  // namespace headroom
