#include "cli/commands/ledger_cash.hpp"

#include <fmt/format.h>

namespace headroom {

LedgerCash cash_in_ledger_currency(const ImportedBooks& books, const std::string& ledger_currency,
                                   const std::function<std::optional<double>(const std::string&)>& rate_of) {
  LedgerCash out;
  const int decimals = currency_decimals(ledger_currency).value_or(2);
  const auto counted = [&](const OpeningCash& cash) -> std::optional<Minor> {
    const std::string& currency = cash.currency.empty() ? ledger_currency : cash.currency;
    const int decimals_from = currency_decimals(currency).value_or(2);
    const auto amount = parse_money(cash.amount, decimals_from).amount;
    const auto rate = rate_of(currency);
    if (amount && rate) return converted(*amount, decimals_from, *rate, decimals);
    out.not_counted.push_back(
        fmt::format("{} {} is the balance of {}: it is not in the ledger's currency, and not counted (a rate for {} would count it)",
                    currency, cash.amount, cash.accounts, currency));
    return std::nullopt;
  };
  Minor sum = 0;
  for (const OpeningCash& cash : books.cash) {
    const auto amount = counted(cash);
    if (!amount) continue;
    sum += *amount;
    out.accounts += (out.accounts.empty() ? "" : ", ") + cash.accounts;
  }
  for (const OpeningCash& overdraft : books.overdrafts)
    if (const auto amount = counted(overdraft)) out.overdrafts.push_back({overdraft.accounts, money_text(*amount, decimals)});
  if (!out.accounts.empty() || !out.overdrafts.empty()) out.balance = money_text(sum, decimals);
  return out;
}

std::string overdraft_words(const Overdraft& overdraft, const std::string& currency) {
  return fmt::format("{} is overdrawn by {} {}", overdraft.account, currency, overdraft.amount);
}

}  // namespace headroom
