#include "cli/import/imported_company.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <ostream>

#include "cli/import/ledger_cash.hpp"
#include "cli/report/words/import_words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

constexpr double sum_max = 9.0e15;  // minor units: what the engine counts exactly

}  // namespace

ImportedCompany::ImportedCompany(const ImportedBooks& books, const ImportTarget& target, std::ostream& err)
    : books_(books), target_(target), err_(err), values_(target.company) {
  if (target.known) values_.currency = target.known->currency;
}

std::optional<Date> ImportedCompany::as_of() const { return target_.known ? target_.known->as_of : values_.as_of; }

void ImportedCompany::note(const Message& sentence) const { say_note(sentence, err_); }

void ImportedCompany::settle(Faults& faults) {
  say_other_day();
  if (!target_.known) complete(faults);
  if (faults.empty()) check_rates(faults);
}

/// Fills in what no option has told.
void ImportedCompany::complete(Faults& faults) {
  values_.export_file = std::filesystem::path(books_.file).filename().string();
  if (!values_.is_as_of_given) settle_as_of(faults);
  if (values_.currency.empty()) settle_currency(faults);
  for (const auto& [currency, rate] : books_.rates) values_.rates.try_emplace(currency, rate);
  values_.rates.erase(values_.currency);
  values_.debts = books_.debts;
}

void ImportedCompany::say_other_day() const {
  const std::optional<Date> day = target_.known            ? target_.known->as_of
                                  : values_.is_as_of_given ? std::optional(values_.as_of)
                                                           : std::nullopt;
  if (books_.as_of && day && *books_.as_of != *day)
    note(message("the export speaks of {}, the ledger of {}: what was paid or issued in between is wrong by that",
                 iso_text(*books_.as_of), iso_text(*day)));
}

void ImportedCompany::settle_as_of(Faults& faults) {
  std::optional<Date> latest = books_.as_of;
  values_.is_as_of_stated = latest.has_value();
  for (const ExportedItems& table : books_.tables)
    if (!books_.as_of && table.latest) latest = std::max(latest.value_or(*table.latest), *table.latest);
  if (!latest || latest->year() < 1990 || latest->year() > 2150) {
    faults.push_back({books_.file, 0, 0, "the export does not tell its own date: no issue date is mapped", "",
                      "give the day on which it was taken: --as-of YYYY-MM-DD"});
    return;
  }
  values_.as_of = *latest;
  if (books_.as_of) return;
  say_assumption(message("the ledger stands as of {}, the latest date in the export on which something happened "
                         "(--as-of sets another)",
                         iso_text(*latest)),
                 err_);
}

void ImportedCompany::settle_currency(Faults& faults) {
  if (!books_.currency.empty()) {
    values_.currency = books_.currency;
    values_.currency_reason = books_.currency_reason;
    return say_currency();
  }
  std::map<std::string, std::size_t> counts;
  for (const ExportedItems& table : books_.tables)
    for (const ExportedItem& item : table.items) ++counts[table.value(item, "currency")];
  counts.erase("");
  if (counts.empty()) {
    faults.push_back({books_.file, 0, 0, "the export names no currency", "", "give the ledger's: --currency USD"});
    return;
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  values_.currency = most->first;
  values_.currency_reason = counts.size() == 1 ? "the only one in the export" : "that of most items in the export";
  say_currency();
}

void ImportedCompany::say_currency() const {
  say_assumption(
      message("the ledger's currency is {}, {} (--currency sets another)", values_.currency, values_.currency_reason),
      err_);
}

bool ImportedCompany::knows_rate(const std::string& currency) const {
  if (currency.empty() || currency == values_.currency) return true;
  return target_.known ? target_.known->rates.contains(currency) : values_.rates.contains(currency);
}

double ImportedCompany::rate_of(const std::string& currency) const {
  if (currency.empty() || currency == values_.currency) return 1.0;
  return target_.known ? target_.known->rates.at(currency) : *positive_number(values_.rates.at(currency));
}

void ImportedCompany::check_rates(Faults& faults) const {
  struct Use {
    std::size_t rows = 0;
    int first_line = 0;
  };
  std::map<std::string, Use> without_rate;
  double sum = 0.0;
  for (const ExportedItems& table : books_.tables) {
    for (const ExportedItem& item : table.items) {
      const std::string& currency = table.value(item, "currency");
      if (knows_rate(currency)) {
        sum += std::abs(amount_in_ledger_currency(table, item));
        continue;
      }
      Use& use = without_rate[currency];
      if (++use.rows == 1) use.first_line = item.line;
    }
  }
  for (const auto& [currency, use] : without_rate) {
    const Message meaning = message("<what one {} is worth in {}>", currency, values_.currency);
    const std::string company_file = target_.place.document("company.toml");
    faults.push_back(
        {books_.file, use.first_line, 1,
         message("no exchange rate for {} ({} it)", currency, how_many(use.rows, "row uses", "rows use")), "",
         target_.known ? message("add to {}, below [exchange_rates]: {} = {}", company_file, currency, meaning)
                       : message("give --rate {}={}", currency, meaning)});
  }
  if (sum > sum_max)
    faults.push_back({books_.file, 0, 0, "the amounts add up to more than can be counted exactly", "",
                      "check the number format and the exchange rates"});
}

/// In minor units, not rounded.
double ImportedCompany::amount_in_ledger_currency(const ExportedItems& items, const ExportedItem& item) const {
  const std::string& currency = items.value(item, "currency");
  const int decimals = currency_decimals(values_.currency).value_or(2);
  const int decimals_from = currency.empty() ? decimals : currency_decimals(currency).value_or(2);
  const auto amount = parse_money(items.value(item, "amount"), decimals_from).amount;
  if (!amount) return 0.0;
  return static_cast<double>(*amount) * rate_of(currency) * std::pow(10.0, decimals - decimals_from);
}

void ImportedCompany::settle_cash() {
  const LedgerCash cash = cash_in_ledger_currency(books_, values_.currency, [this](const std::string& currency) {
    return knows_rate(currency) ? std::optional(rate_of(currency)) : std::nullopt;
  });
  for (const Message& sentence : cash.not_counted) note(sentence);
  if (target_.known) {
    if (!cash.accounts.empty())
      note(message("{} {} is the balance of {}: compare it with balance below [cash] in {}", values_.currency,
                   cash.balance, cash.accounts, target_.place.document("company.toml")));
    for (const Overdraft& overdraft : cash.overdrafts)
      note(message("{}: enter a [[credit_line]] for it", overdraft_words(overdraft, values_.currency)));
    return;
  }
  values_.overdrafts = cash.overdrafts;
  for (const Overdraft& overdraft : cash.overdrafts)
    say_assumption(message("{}: a credit line of just that, until you enter its limit",
                           overdraft_words(overdraft, values_.currency)),
                   err_);
  if (cash.balance.empty()) return;
  values_.cash_balance = cash.balance;
  values_.cash_basis = cash.accounts.empty() ? "no account that holds any" : cash.accounts;
  say_assumption(
      message("the cash on hand is {} {}, the balance of {}", values_.currency, cash.balance, values_.cash_basis),
      err_);
}

}  // namespace headroom
