#include "cli/input/amount_reader.hpp"

#include <fmt/format.h>

namespace headroom {

std::optional<Currency> AmountReader::currency(const RowReader& row) {
  const auto value = row.value("currency");
  if (!value) return rates_.ledger_currency_or_any();
  const auto currency = currency_of(value, log_);
  if (!currency || !rates_.ledger_currency() || rates_.knows(currency->code)) return currency;
  Missing& missing = missing_[currency->code];
  if (missing.rows++ == 0) missing.first = value->place;
  return std::nullopt;
}

std::optional<Minor> AmountReader::amount(const RowReader& row, std::string_view column, const std::optional<Currency>& currency) {
  const auto value = row.value(column);
  if (!currency) return std::nullopt;
  return converted(value, money_of(value, *currency, log_), currency);
}

std::optional<Minor> AmountReader::amount_not_negative(const RowReader& row, std::string_view column,
                                                       const std::optional<Currency>& currency) {
  const auto value = row.value(column);
  if (!currency) return std::nullopt;
  return converted(value, money_not_negative_of(value, *currency, log_), currency);
}

std::optional<Minor> AmountReader::converted(const std::optional<RawValue>& value, std::optional<Minor> amount,
                                             const std::optional<Currency>& currency) {
  if (!amount || !rates_.ledger_currency()) return amount;
  const auto result = rates_.converted(*amount, *currency);
  if (!result) {
    log_.fault(value->place, fmt::format("`{}` is larger than any amount that can be counted, once converted", value->name), value->text,
               "check the amount and the exchange rate");
    return std::nullopt;
  }
  if (total_ != nullptr) total_->add(static_cast<double>(*result), value->place, log_);
  return result;
}

void AmountReader::finish() {
  for (const auto& [code, missing] : missing_)
    log_.fault(missing.first, fmt::format("no exchange rate for {} ({} row{})", code, missing.rows, missing.rows == 1 ? "" : "s"), code,
               fmt::format("add {} = ... under [exchange_rates] in company.toml: what one {} is worth in {}", code, code,
                           rates_.ledger_currency()->code));
}

}  // namespace headroom
