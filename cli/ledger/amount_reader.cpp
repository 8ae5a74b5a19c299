#include "cli/ledger/amount_reader.hpp"

#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

std::optional<Currency> AmountReader::currency(const std::optional<RawValue>& value) {
  if (!value) return rates_.ledger_currency_or_any();
  const auto currency = currency_of(value, log_);
  if (!currency || !rates_.ledger_currency() || rates_.knows(currency->code)) return currency;
  Missing& missing = missing_[currency->code];
  if (missing.rows++ == 0) missing.first = value->place;
  return std::nullopt;
}

std::optional<Minor> AmountReader::amount(const RowReader& row, std::string_view column,
                                          const std::optional<Currency>& currency) {
  const auto value = row.value(column);
  if (!currency) return std::nullopt;
  return added_up(value, money_of(value, *currency, log_), *currency);
}

std::optional<Minor> AmountReader::amount_not_negative(const RowReader& row, std::string_view column,
                                                       const std::optional<Currency>& currency) {
  return amount_not_negative(row.value(column), currency);
}

std::optional<Minor> AmountReader::amount_not_negative(const std::optional<RawValue>& value,
                                                       const std::optional<Currency>& currency) {
  if (!currency) return std::nullopt;
  return added_up(value, money_not_negative_of(value, *currency, log_), *currency);
}

std::optional<Minor> AmountReader::added_up(const std::optional<RawValue>& value, std::optional<Minor> amount,
                                            const Currency& currency) {
  if (!amount) return amount;
  const auto converted = rates_.converted(*amount, currency);
  if (!converted) {
    log_.fault(value->place, message("`{}` is larger than any amount that can be counted, once converted", value->name),
               value->text, "check the amount and the exchange rate");
    return std::nullopt;
  }
  if (total_ != nullptr && rates_.ledger_currency()) total_->add(static_cast<double>(*converted), value->place, log_);
  return amount;
}

void AmountReader::count(double amount, const std::optional<Currency>& currency, AmountTotal& total, Place place) {
  if (!currency) return;
  total.add(amount * rates_.unit_worth(*currency), place, log_);
  if (rates_.ledger_currency() && currency->code != rates_.ledger_currency()->code)
    foreign_totals_[currency->code].add(amount, place, log_);
}

void AmountReader::finish() {
  for (const auto& [code, missing] : missing_)
    log_.fault(
        missing.first,
        message("no exchange rate for {} ({})", code, how_many(missing.rows, row_name_, row_name_ + "s")), code,
        message("add {} = ... under {} in {}: what one {} is worth in {}", code, DocumentName{"[exchange_rates]"},
                DocumentName{"company.toml"}, code, rates_.ledger_currency()->code));
}

}  // namespace headroom
