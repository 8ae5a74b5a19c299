#include "cli/exports/statements/statement_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "cli/exports/books/book_items.hpp"
#include "cli/syntax/message.hpp"
#include "models/saturated_sum.hpp"

namespace headroom {

namespace {

constexpr std::size_t faults_max = 1000;
constexpr int year_least = 1990, year_most = 2150;

std::string balance_words(const BankStatement& statement, Minor amount) {
  return fmt::format("{} {}", statement.currency, money_words(amount, *currency_decimals(statement.currency)));
}

/// Joins the later statement of an account to the earlier.
void join(BankStatement& into, BankStatement later, BankStatements& statements) {
  if (later.opening && later.opening->amount != into.closing.amount)
    statements.faults.push_back(
        {statements.file, 0, 0,
         message("the account {} holds {} on {}, and {} when the next statement begins: one in between is missing",
                 later.account, balance_words(later, into.closing.amount), iso_text(into.closing.day),
                 balance_words(later, later.opening->amount)),
         "", "give all statements of that time in one file, as the bank exports them"});
  into.closing = later.closing;
  std::move(later.entries.begin(), later.entries.end(), std::back_inserter(into.entries));
}

void check_sum(const BankStatement& statement, BankStatements& statements) {
  if (!statement.opening) return;
  Minor sum = statement.opening->amount;
  for (const StatementEntry& entry : statement.entries) sum = saturated_sum(sum, entry.amount);
  if (sum == statement.closing.amount) return;
  statements.faults.push_back(
      {statements.file, 0, 0,
       message("the account {} begins with {} and its entries come to {} on {}, where the statement says {}",
               statement.account, balance_words(statement, statement.opening->amount), balance_words(statement, sum),
               iso_text(statement.closing.day), balance_words(statement, statement.closing.amount)),
       "", "see which entries are missing or wrong; export the statement from the bank again"});
}

}  // namespace

void StatementValues::fault(int line, Message what, std::string_view value) {
  if (statements_.faults.size() >= faults_max) return;
  statements_.faults.push_back({statements_.file, line, 1, what, std::string(value.substr(0, 100)),
                                "export the statement from the bank again, and give the file as it is"});
}

std::optional<Minor> StatementValues::amount(const MarkupNode& node, std::string_view text,
                                             const std::string& currency) {
  std::string plain(text.substr(0, 60));
  std::replace(plain.begin(), plain.end(), ',', '.');
  if (plain.starts_with('+')) plain.erase(0, 1);
  const auto decimals = static_cast<std::size_t>(*currency_decimals(currency));
  if (const std::size_t point = plain.find('.'); point != std::string::npos) {
    while (plain.size() > point + 1 + decimals && plain.back() == '0') plain.pop_back();
    if (plain.size() == point + 1) plain.pop_back();
    if (point == 0) plain.insert(0, 1, '0');
  }
  const ParsedMoney parsed = parse_money(plain, static_cast<int>(decimals));
  if (parsed.amount && counted_ <= counted_amount_max) {
    counted_ = saturated_sum(counted_, std::abs(*parsed.amount));
    if (counted_ > counted_amount_max)
      fault(node.line, "from here on the amounts of the file come to more than can be counted exactly", text);
  }
  if (parsed.amount) return counted_ <= counted_amount_max ? parsed.amount : std::nullopt;
  const bool is_large = parsed.error == MoneyError::too_large, is_fine = parsed.error == MoneyError::too_many_decimals;
  fault(node.line,
        is_large  ? message("an amount beyond what can be counted exactly")
        : is_fine ? message("an amount with more decimals than {} has", currency)
                  : message("no amount"),
        text);
  return std::nullopt;
}

std::optional<Date> StatementValues::day(const MarkupNode& node, std::string_view text) {
  std::string iso(text.substr(0, 10));
  if (text.size() >= 8 && iso.find('-') == std::string::npos)
    iso = fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
  const auto date = parse_date(iso);
  if (date && date->year() >= year_least && date->year() <= year_most) return date;
  fault(node.line, message("no day from {} to {}", year_least, year_most), text);
  return std::nullopt;
}

std::optional<std::string> StatementValues::currency(const MarkupNode& node, std::string_view text) {
  if (currency_decimals(text)) return std::string(text);
  fault(node.line, "no currency of ISO 4217", text);
  return std::nullopt;
}

void add_reference(std::string& reference, std::string_view part) {
  constexpr std::size_t reference_bytes_max = 4000;
  const std::string line = one_line(part);
  if (line.empty() || line == "NOTPROVIDED" || reference.size() > reference_bytes_max) return;
  if (!reference.empty()) reference += " | ";
  reference += line;
}

void join_statements(BankStatements& statements) {
  for (const BankStatement& statement : statements.accounts) check_sum(statement, statements);
  std::stable_sort(
      statements.accounts.begin(), statements.accounts.end(), [](const BankStatement& a, const BankStatement& b) {
        return std::tie(a.account, a.currency, a.closing.day) < std::tie(b.account, b.currency, b.closing.day);
      });
  std::vector<BankStatement> joined;
  for (BankStatement& statement : statements.accounts) {
    const bool is_first =
        joined.empty() || joined.back().account != statement.account || joined.back().currency != statement.currency;
    if (is_first) {
      joined.push_back(std::move(statement));
      continue;
    }
    const bool is_again =
        joined.back().closing.day == statement.closing.day &&
        joined.back().closing.amount == statement.closing.amount &&
        statement.entries.size() <= joined.back().entries.size() &&
        std::equal(statement.entries.rbegin(), statement.entries.rend(), joined.back().entries.rbegin(),
                   [](const StatementEntry& a, const StatementEntry& b) {
                     return a.booked == b.booked && a.amount == b.amount && a.reference == b.reference;
                   });
    if (is_again)
      statements.remarks.push_back(message("the statement of {} for {} is there twice: it counts once",
                                           statement.account, iso_text(statement.closing.day)));
    else join(joined.back(), std::move(statement), statements);
  }
  statements.accounts = std::move(joined);
}

}  // namespace headroom
