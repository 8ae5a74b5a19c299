#include "cli/import/ledger_cash.hpp"

#include "cli/syntax/message.hpp"

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
        message("{} {} is the balance of {}: it is not counted, being in another currency; add what it is worth to "
                "balance below [cash], or "
                "give a rate for {}",
                currency, cash.amount, cash.accounts, currency));
    return std::nullopt;
  };
  Minor sum = 0;
  const auto add_overdraft = [&](const std::string& account, Minor drawn) {
    out.overdrafts.push_back({account, money_text(drawn, decimals)});
  };
  for (const OpeningCash& cash : books.cash) {
    const auto amount = counted(cash);
    if (!amount) continue;
    if (*amount < 0) {
      add_overdraft(cash.accounts, -*amount);
      continue;
    }
    sum += *amount;
    out.accounts += (out.accounts.empty() ? "" : ", ") + cash.accounts;
  }
  for (const OpeningCash& overdraft : books.overdrafts)
    if (const auto amount = counted(overdraft)) add_overdraft(overdraft.accounts, *amount);
  if (!out.accounts.empty() || !out.overdrafts.empty()) out.balance = money_text(sum, decimals);
  return out;
}

Message overdraft_words(const Overdraft& overdraft, const std::string& currency) {
  return message("{} is overdrawn by {} {}", overdraft.account, currency, overdraft.amount);
}

}  // namespace headroom
