#include "cli/exports/statements/statement_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "cli/exports/books/book_items.hpp"
#include "models/saturated_sum.hpp"

namespace headroom {

namespace {

constexpr std::size_t faults_max = 1000;
constexpr int year_least = 1990, year_most = 2150;

/// Joins the later statement of an account to the earlier.
void join(BankStatement& into, BankStatement later, std::vector<std::string>& remarks) {
  if (later.opening && later.opening->amount != into.closing.amount)
    remarks.push_back(
        fmt::format("the account {} holds {} on {}, and {} when the next statement begins: one in between is missing",
                    later.account, money_text(into.closing.amount, *currency_decimals(into.currency)),
                    iso_text(into.closing.day), money_text(later.opening->amount, *currency_decimals(into.currency))));
  into.closing = later.closing;
  std::move(later.entries.begin(), later.entries.end(), std::back_inserter(into.entries));
}

void check_sum(const BankStatement& statement, std::vector<std::string>& remarks) {
  if (!statement.opening) return;
  double sum = static_cast<double>(statement.opening->amount);
  for (const StatementEntry& entry : statement.entries) sum += static_cast<double>(entry.amount);
  const double difference = static_cast<double>(statement.closing.amount) - sum;
  if (difference == 0.0) return;
  const int decimals = *currency_decimals(statement.currency);
  const Minor shown =
      static_cast<Minor>(std::clamp(difference, -static_cast<double>(amount_max), static_cast<double>(amount_max)));
  remarks.push_back(fmt::format(
      "the entries of the account {} up to {} come to {} {} {} than its balances say: the closing balance counts",
      statement.account, iso_text(statement.closing.day), statement.currency,
      money_text(shown < 0 ? -shown : shown, decimals), shown < 0 ? "more" : "less"));
}

}  // namespace

void StatementValues::fault(int line, const std::string& what, std::string_view value) {
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
        is_large  ? "an amount beyond what can be counted exactly"
        : is_fine ? fmt::format("an amount with more decimals than {} has", currency)
                  : "no amount",
        text);
  return std::nullopt;
}

std::optional<Date> StatementValues::day(const MarkupNode& node, std::string_view text) {
  std::string iso(text.substr(0, 10));
  if (text.size() >= 8 && iso.find('-') == std::string::npos)
    iso = fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
  const auto date = parse_date(iso);
  if (date && date->year() >= year_least && date->year() <= year_most) return date;
  fault(node.line, fmt::format("no day from {} to {}", year_least, year_most), text);
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
  for (const BankStatement& statement : statements.accounts) check_sum(statement, statements.remarks);
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
      statements.remarks.push_back(fmt::format("the statement of {} for {} is there twice: it counts once",
                                               statement.account, iso_text(statement.closing.day)));
    else join(joined.back(), std::move(statement), statements.remarks);
  }
  statements.accounts = std::move(joined);
}

}  // namespace headroom
