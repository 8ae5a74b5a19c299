#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <vector>

#include "cli/exports/books/book_items.hpp"
#include "cli/exports/statements/bank_columns.hpp"
#include "cli/exports/statements/bank_statement.hpp"
#include "cli/exports/statements/statement_values.hpp"
#include "cli/exports/tables/amount_notation.hpp"
#include "cli/exports/tables/export_values.hpp"
#include "cli/files/text_file.hpp"
#include "cli/syntax/csv.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/text_encoding.hpp"

namespace headroom {

namespace {

/// What goes out, beside an amount without sign.
constexpr std::array<std::string_view, 10> out_words = {"d",    "dr",    "debit", "dbit", "s",
                                                        "soll", "débit", "借",    "支",   "支出"};
constexpr std::array<std::string_view, 10> in_words = {"c",     "cr",     "credit", "crdt", "h",
                                                       "haben", "crédit", "贷",     "收",   "收入"};
/// States of entries that are not booked.
constexpr std::array<std::string_view, 6> pending_words = {"pending",    "authorised", "authorized",
                                                           "vorgemerkt", "en attente", "pendiente"};
constexpr std::array<char, 4> delimiters = {',', ';', '\t', '|'};
constexpr std::size_t header_rows_max = 20;

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view text) {
  const std::string lower = lower_text(line_of_text(text));
  return std::find(words.begin(), words.end(), lower) != words.end();
}

using Columns = std::map<BankColumn, std::vector<std::size_t>>;

Columns columns_of(const CsvRow& row) {
  Columns columns;
  for (std::size_t i = 0; i < row.fields.size(); ++i) {
    const std::string heading = line_of_text(row.fields[i].text);
    auto meaning = bank_column_named(lower_text(heading));
    if (!meaning) meaning = bank_column_named(lower_text(without_notation(heading)));  // "Saldo in EUR", "金额(元)"
    if (meaning) columns[*meaning].push_back(i);
  }
  return columns;
}

/// Whether these are the columns of a statement: a day, a balance, a text or party, and either one amount or both
/// sides.
bool is_statement(const Columns& columns) {
  const auto one = [&](BankColumn meaning) { return columns.contains(meaning) && columns.at(meaning).size() == 1; };
  return columns.contains(BankColumn::day) && one(BankColumn::balance) &&
         (columns.contains(BankColumn::text) || columns.contains(BankColumn::party)) &&
         one(BankColumn::amount) != (one(BankColumn::out) && one(BankColumn::in));
}

class BankTable {
 public:
  BankTable(BankStatements& out, const std::vector<CsvRow>& rows, std::size_t header,
            std::optional<std::string> currency)
      : out_(out), values_(out.file, currency), columns_(columns_of(rows[header])), currency_(std::move(currency)) {
    settle_notation(rows, header);
    for (std::size_t i = header + 1; i < rows.size(); ++i)
      if (rows[i].fields.size() >= rows[header].fields.size()) rows_.push_back(&rows[i]);
      else fault(rows[i].line, "a row with fewer fields than the heading", "");
  }

  void read() {
    settle();
    for (const CsvRow* row : rows_) read_row(*row);
    std::vector<Message> assumptions;
    values_.hand_over(out_.faults, assumptions);
    for (Message& assumption : assumptions) out_.remarks.push_back(std::move(assumption));
    if (!out_.faults.empty()) return;
    if (lines_.empty()) return fault(0, "holds no entries", "");
    if (!currency_) return fault(0, "no column names the currency", "");
    if (pending_ > 0)
      out_.remarks.push_back(message("{} not booked yet, left out", counted(pending_, "entry", "entries")));
    put_in_order();
    if (out_.faults.empty()) out_.accounts.push_back(statement());
  }

 private:
  struct Line {
    StatementEntry entry;
    std::optional<Minor> balance;  ///< after it
  };

  void fault(int line, std::string what, std::string value) {
    out_.faults.push_back(
        {out_.file, line, 0, std::move(what), std::move(value),
         "give the statement as the bank exports it (--currency names its currency), or as camt.053 or OFX"});
  }

  const CsvField* field(const CsvRow& row, BankColumn meaning) const {
    const auto found = columns_.find(meaning);
    return found == columns_.end() ? nullptr : &row.fields[found->second.front()];
  }

  /// The unit and currency that the titles or headings name.
  void settle_notation(const std::vector<CsvRow>& rows, std::size_t header) {
    AmountNotation told =
        notation_around({rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(header) + 1}, header);
    for (const BankColumn meaning : {BankColumn::amount, BankColumn::out, BankColumn::in, BankColumn::balance})
      if (const CsvField* heading = field(rows[header], meaning)) {
        const AmountNotation own = notation_of_heading(heading->text);
        told.is_unclear = told.is_unclear || own.is_unclear || (own.unit && told.unit && *own.unit != *told.unit);
        if (own.unit) told.unit = own.unit;
        if (!own.currency.empty()) told.currency = own.currency;
      }
    if (told.is_unclear) fault(rows[header].line, "in what are the amounts: units, thousands, millions?", told.words);
    notation_.amount_unit = told.unit;
    if (!told.currency.empty()) currency_ = told.currency, is_currency_named_ = true;
  }

  void settle() {
    std::vector<const CsvField*> days, amounts;
    for (const CsvRow* row : rows_) {
      days.push_back(field(*row, BankColumn::day));
      for (const BankColumn meaning : {BankColumn::amount, BankColumn::out, BankColumn::in, BankColumn::balance})
        if (const CsvField* one = field(*row, meaning)) amounts.push_back(one);
    }
    values_.settle(days, amounts, notation_);
  }

  std::optional<Minor> amount(const CsvRow& row, BankColumn meaning) {
    const CsvField* one = field(row, meaning);
    if (one == nullptr || line_of_text(one->text).empty()) return std::nullopt;
    std::string currency = currency_.value_or("");
    const auto amount = values_.amount(*one, "amount", currency);
    if (amount && !currency.empty()) currency_ = currency;
    return amount;
  }

  void read_row(const CsvRow& row) {
    if (const CsvField* state = field(row, BankColumn::state);
        state != nullptr && is_one_of(pending_words, state->text)) {
      ++pending_;
      return;
    }
    if (const CsvField* code = field(row, BankColumn::currency))
      if (const auto named = values_.currency(*code)) {
        if (is_currency_named_ && *named != *currency_)
          return fault(row.line, "another currency than the rows before: give a file for each account", *named);
        currency_ = *named;
        is_currency_named_ = true;
      }
    if (const CsvField* account = field(row, BankColumn::account); account != nullptr && !account->text.empty()) {
      if (!account_.empty() && account_ != line_of_text(account->text))
        return fault(row.line, "another account than the rows before: give a file for each", account->text);
      account_ = line_of_text(account->text);
    }
    const auto day = values_.date(*field(row, BankColumn::day), "day");
    const auto balance = amount(row, BankColumn::balance), moved = movement(row);
    if (!day) return;
    if (!moved) {
      if (!balance) fault(row.line, "a row with neither amount nor balance", "");
      return;  // an opening or closing line
    }
    Line line{{*day, *moved, "", "", row.line}, balance};
    for (const std::size_t i : columns_[BankColumn::party])
      line.entry.party = line_of_text(line.entry.party.empty() ? row.fields[i].text : line.entry.party);
    for (const BankColumn meaning : {BankColumn::text, BankColumn::party})
      for (const std::size_t i : columns_[meaning]) add_reference(line.entry.reference, row.fields[i].text);
    if (line.entry.party.empty()) line.entry.party = line.entry.reference;  // the text holds the name as well
    lines_.push_back(std::move(line));
  }

  std::optional<Minor> movement(const CsvRow& row) {
    if (columns_.contains(BankColumn::amount)) {
      const auto moved = amount(row, BankColumn::amount);
      const CsvField* side = field(row, BankColumn::side);
      if (!moved || side == nullptr) return moved;
      if (is_one_of(in_words, side->text)) return *moved;
      if (is_one_of(out_words, side->text)) return *moved < 0 ? *moved : -*moved;
      fault(row.line, "neither in nor out", side->text);
      return moved;
    }
    const auto out = amount(row, BankColumn::out), in = amount(row, BankColumn::in);
    if (!out && !in) return std::nullopt;
    return in.value_or(0) - (out.value_or(0) < 0 ? -out.value_or(0) : out.value_or(0));
  }

  /// The first line whose balance does not follow from those before it, with what it should be.
  static std::optional<std::pair<const Line*, Minor>> broken(const std::vector<Line>& lines, int sign) {
    std::optional<Minor> known;
    for (const Line& line : lines) {
      if (known) *known += sign * line.entry.amount;
      if (known && line.balance && *known != *line.balance) return std::pair(&line, *known);
      if (line.balance) known = line.balance;
    }
    return std::nullopt;
  }

  /// Banks list the oldest entry first or last: the balances tell.
  void put_in_order() {
    const bool is_oldest_first = lines_.front().entry.booked <= lines_.back().entry.booked;
    std::vector<Line> turned(lines_.rbegin(), lines_.rend());
    if (broken(lines_, 1) && !broken(turned, 1)) lines_ = turned;
    else if (broken(lines_, 1)) {
      if (!is_oldest_first) std::swap(lines_, turned);
      if (!broken(lines_, -1) || !broken(turned, -1))
        return fault(
            lines_.front().entry.line,
            "what stands as out raises the balance: this is an account of your own books, or a customer's, and "
            "no bank statement",
            "");
      const auto [line, expected] = *broken(lines_, 1);
      const int decimals = *currency_decimals(*currency_);
      return fault(line->entry.line,
                   "the balance does not follow from the entries: they come to " + money_text(expected, decimals),
                   money_text(*line->balance, decimals));
    } else if (!is_oldest_first) lines_ = turned;
    if (!lines_.back().balance) fault(lines_.back().entry.line, "the last entry has no balance", "");
  }

  BankStatement statement() const {
    BankStatement statement;
    statement.account = account_.empty() ? "of " + std::filesystem::path(out_.file).filename().string() : account_;
    statement.currency = *currency_;
    statement.closing = {lines_.back().entry.booked, *lines_.back().balance};
    Minor opening = statement.closing.amount;
    for (const Line& line : lines_) {
      opening -= line.entry.amount;
      statement.entries.push_back(line.entry);
      statement.closing.day = std::max(statement.closing.day, line.entry.booked);
    }
    statement.opening = StatementBalance{lines_.front().entry.booked, opening};
    return statement;
  }

  BankStatements& out_;
  ExportValues values_;
  Columns columns_;
  std::vector<const CsvRow*> rows_;
  std::vector<Line> lines_;
  std::optional<std::string> currency_;
  ColumnMapping notation_;
  bool is_currency_named_ = false;
  std::string account_;
  std::size_t pending_ = 0;
};

/// Whether these columns hold movements: a day, a text or party, and what came in or went out.
bool holds_movements(const Columns& columns) {
  return columns.contains(BankColumn::day) && !columns.contains(BankColumn::balance) &&
         (columns.contains(BankColumn::text) || columns.contains(BankColumn::party)) &&
         (columns.contains(BankColumn::amount) ||
          (columns.contains(BankColumn::out) && columns.contains(BankColumn::in)));
}

}  // namespace

std::optional<int> movements_without_balance(const std::string& file, std::string_view text) {
  for (const char delimiter : delimiters) {
    const std::vector<CsvRow> rows = scan_csv(file, text, delimiter, CsvShape::ragged).table.rows;
    for (std::size_t i = 0; i < std::min(rows.size(), header_rows_max); ++i)
      if (holds_movements(columns_of(rows[i]))) return rows[i].line;
  }
  return std::nullopt;
}

std::optional<BankStatements> read_bank_table(const std::string& file, const std::string& bytes,
                                              const std::optional<std::string>& currency) {
  std::string encoding;
  const Result<std::string> text = decode_export(file, bytes, std::nullopt, encoding);
  if (!text) return std::nullopt;
  for (const char delimiter : delimiters) {
    const CsvReading reading = scan_csv(file, without_byte_order_mark(text.value()), delimiter, CsvShape::ragged);
    const std::vector<CsvRow>& rows = reading.table.rows;
    for (std::size_t i = 0; i < std::min(rows.size(), header_rows_max); ++i) {
      if (!is_statement(columns_of(rows[i]))) continue;
      BankStatements out;
      out.file = file;
      out.format = "a bank statement (CSV)";
      out.faults = reading.faults;
      if (out.faults.empty()) BankTable(out, rows, i, currency).read();
      if (out.faults.empty()) join_statements(out);
      return out;
    }
  }
  return std::nullopt;
}

}  // namespace headroom
