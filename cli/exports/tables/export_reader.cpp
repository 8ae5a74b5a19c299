#include "cli/exports/tables/export_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <unordered_set>

#include "models/money.hpp"
#include "models/payment_class.hpp"

namespace headroom {

namespace {

constexpr std::array<std::string_view, 9> total_words = {"total",  "grand total", "subtotal", "sub-total", "summe",
                                                         "gesamt", "合计",        "总计",     "小计"};

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// Whether an amount in plain notation is zero, whatever its decimals.
bool is_zero(std::string_view plain) { return plain.find_first_of("123456789") == std::string_view::npos; }

/// Text with line breaks and other control characters as single spaces: the ledger's texts are of one line.
std::string in_one_line(std::string_view text) {
  std::string out;
  bool after_control = false;
  for (const char c : text) {
    const bool is_control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    if (!is_control && after_control && !out.empty() && out.back() != ' ' && c != ' ') out += ' ';
    if (!is_control) out += c;
    after_control = is_control;
  }
  return out;
}

std::string negated(const std::string& plain) {
  if (is_zero(plain)) return plain;
  return plain.starts_with('-') ? plain.substr(1) : "-" + plain;
}

bool begins_with_total(std::string_view text) {
  const std::string lower = lower_case(trimmed(text));
  return std::any_of(total_words.begin(), total_words.end(),
                     [&](std::string_view word) { return lower.starts_with(word); });
}

/// Days in terms of payment: `30`, `Net 30`, `30 days`. Nothing where there is no number, or more than one.
std::optional<int> days_in(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto begin = std::find_if(text.begin(), text.end(), is_digit);
  const auto end = std::find_if_not(begin, text.end(), is_digit);
  if (begin == text.end() || std::any_of(end, text.end(), is_digit) || end - begin > 4) return std::nullopt;
  int days = 0;
  std::from_chars(&*begin, &*begin + (end - begin), days);
  return days;
}

class ItemReader {
 public:
  ItemReader(const CsvTable& table, const ColumnMapping& mapping, const std::optional<std::string>& ledger_currency)
      : table_(table), mapping_(mapping), columns_(target_columns(mapping.kind)), ledger_currency_(ledger_currency) {
    out_.kind = mapping.kind;
    for (const TargetColumn& column : columns_) {
      const auto source = mapping.columns.find(std::string(column.name));
      is_line_.push_back(source != mapping.columns.end() && source->second == line_number_source);
      sources_.push_back(source == mapping.columns.end() || is_line_.back() ? std::nullopt
                                                                            : std::optional(index_of(source->second)));
      const auto fixed = mapping.fixed.find(std::string(column.name));
      fixed_.push_back({fixed == mapping.fixed.end() ? "" : fixed->second, 0, 0});
      formats_.push_back(date_format_of(mapping, column.name));
    }
    number_ = number_index(mapping.kind);
    party_ = *target_index(mapping.kind, "counterparty");
    amount_ = target_index(mapping.kind, "amount");
    currency_ = target_index(mapping.kind, "currency");
  }

  ExportedItems run() {
    for (const CsvRow& row : table_.rows) read_row(row);
    remark_on_rows();
    return std::move(out_);
  }

 private:
  std::size_t index_of(const std::string& heading) const {
    const auto& fields = table_.header.fields;
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const CsvField& field) { return field.text == heading; });
    return static_cast<std::size_t>(found - fields.begin());
  }

  bool meets(const CsvRow& row, const RowRule& rule) const {
    const std::string_view text = trimmed(row.fields[index_of(rule.column)].text);
    return std::find(rule.values.begin(), rule.values.end(), text) != rule.values.end();
  }
  bool meets_one(const CsvRow& row, const std::vector<RowRule>& rules) const {
    return std::any_of(rules.begin(), rules.end(), [&](const RowRule& rule) { return meets(row, rule); });
  }

  /// The field that a target is read from: the export's, or the fixed text where that is empty or none.
  const CsvField& field_of(const CsvRow& row, std::size_t target) const {
    if (sources_[target] && (!row.fields[*sources_[target]].text.empty() || fixed_[target].text.empty()))
      return row.fields[*sources_[target]];
    return fixed_[target];
  }

  /// A row of sums at the foot of a list or group: without a number and dates of its own, and either named so or
  /// without a party.
  bool is_total(const CsvRow& row) const {
    bool is_told_by_a_column = false;
    for (std::size_t target = 0; target < columns_.size(); ++target) {
      if (!sources_[target] || (target != number_ && columns_[target].type != ColumnType::date)) continue;
      is_told_by_a_column = true;
      const std::string_view text = row.fields[*sources_[target]].text;
      if (!trimmed(text).empty() && !begins_with_total(text)) return false;
    }
    if (!is_told_by_a_column) return false;
    const bool has_word = std::any_of(row.fields.begin(), row.fields.end(),
                                      [](const CsvField& field) { return begins_with_total(field.text); });
    return has_word || (sources_[party_] && trimmed(row.fields[*sources_[party_]].text).empty());
  }

  /// All fields of a row as one text, so that equal rows are equal texts.
  static std::string whole_text(const CsvRow& row) {
    std::string out;
    for (const CsvField& field : row.fields) out += field.text + '\x1F';
    return out;
  }

  void read_row(const CsvRow& row) {
    const bool kept =
        std::all_of(mapping_.keep.begin(), mapping_.keep.end(), [&](const RowRule& rule) { return meets(row, rule); });
    if (!kept || meets_one(row, mapping_.skip)) {
      ++ruled_out_;
      return;
    }
    if (is_total(row)) {
      total_lines_.push_back(row.line);
      return;
    }
    if (number_ && sources_[*number_] && !seen_.insert(whole_text(row)).second) {
      duplicate_lines_.push_back(row.line);
      return;
    }
    ExportedItem item{row.line, std::vector<std::string>(columns_.size())};
    const std::size_t faults_before = out_.faults.size();
    if (currency_) read_currency(row, item);
    for (std::size_t target = 0; target < columns_.size(); ++target) read_value(row, target, item);
    complete_due(row, item);
    if (meets_one(row, mapping_.cancelled)) item.values[*target_index(out_.kind, "cancelled")] = "true";
    if (out_.faults.size() > faults_before) return;
    note_latest(item);
    take(row, std::move(item));
  }

  void fault(const CsvRow& row, const CsvField& field, std::string what, std::string mend) {
    if (field.line > 0)
      out_.faults.push_back({table_.file, field.line, field.column, std::move(what), field.text, std::move(mend)});
    else out_.faults.push_back({table_.file, row.line, 1, std::move(what), field.text, std::move(mend)});
  }

  void read_currency(const CsvRow& row, ExportedItem& item) {
    const CsvField& field = field_of(row, *currency_);
    if (trimmed(field.text).empty()) return;
    const auto code = currency_meant_by(field.text);
    if (!code) return fault(row, field, "unknown currency", "use an ISO 4217 code, such as USD, EUR or CNY");
    item.values[*currency_] = *code;
  }

  void read_value(const CsvRow& row, std::size_t target, ExportedItem& item) {
    const TargetColumn& column = columns_[target];
    if (is_line_[target]) {
      item.values[target] = fmt::format("line {}", row.line);
      return;
    }
    if (column.type == ColumnType::currency) return;  // read before the amounts, which may name one too
    const CsvField& field = field_of(row, target);
    const std::string_view text = trimmed(field.text);
    if (text.empty()) {
      const bool has_other_source = column.name == "due" && maps(mapping_, "terms_days");
      if (column.required && !has_other_source)
        fault(row, field, fmt::format("{} is empty", column.name), "fill it in, or leave the row out");
      return;
    }
    switch (column.type) {
      case ColumnType::date: return read_date(row, field, target, item);
      case ColumnType::amount: return read_amount(row, field, target, item);
      case ColumnType::share: return read_share(row, field, target, item);
      case ColumnType::days: return read_days(row, field, target, item);
      case ColumnType::flag: return read_flag(row, field, target, item);
      case ColumnType::text: return read_text(row, field, target, item);
      case ColumnType::currency: break;
    }
  }

  void read_text(const CsvRow& row, const CsvField& field, std::size_t target, ExportedItem& item) {
    const std::string_view text = trimmed(field.text);
    if (columns_[target].name == "class" && !parse_payment_class(text))
      return fault(row, field, "unknown payment class", "use supplier, rent, utilities, ...");
    if (columns_[target].name == "kind" && text != "invoice" && text != "order" && text != "bill")
      return fault(row, field, "unknown kind of history",
                   "use invoice, order or bill; for one kind throughout, under [fixed]: kind = \"invoice\"");
    constexpr std::size_t text_bytes_max = 1000;  // as the ledger takes it
    if (text.size() > text_bytes_max)
      return fault(row, field, fmt::format("{} is longer than {} bytes", columns_[target].name, text_bytes_max),
                   "shorten it");
    item.values[target] = in_one_line(text);
    if (item.values[target] != text) text_lines_.push_back(row.line);
  }

  void read_date(const CsvRow& row, const CsvField& field, std::size_t target, ExportedItem& item) {
    const std::string_view text = trimmed(field.text);
    auto date = formats_[target] ? formats_[target]->read(text) : std::nullopt;
    if (!date && &field == &fixed_[target]) date = parse_date(text);
    if (date) item.values[target] = iso_text(*date);
    else
      fault(row, field,
            fmt::format("{} is not a date written {}", columns_[target].name,
                        formats_[target] ? formats_[target]->pattern() : "YYYY-MM-DD"),
            "correct the value, or the date format in a mapping");
  }

  void read_amount(const CsvRow& row, const CsvField& field, std::size_t target, ExportedItem& item) {
    const DecimalSign sign = mapping_.decimal_sign.value_or(DecimalSign::point);
    const auto amount = read_exported_amount(field.text, sign);
    if (!amount)
      return fault(row, field, fmt::format("{} is not an amount written {}", columns_[target].name, example_of(sign)),
                   "correct the value, or the number format in a mapping");
    std::string& currency = item.values[*currency_];
    if (!amount->currency.empty() && !currency.empty() && amount->currency != currency)
      return fault(row, field, fmt::format("the amount names another currency than the item's {}", currency),
                   "correct one of them");
    if (currency.empty()) currency = amount->currency;
    const std::string code = currency.empty() ? ledger_currency_.value_or("") : currency;
    const int decimals = currency_decimals(code).value_or(2);
    const ParsedMoney money = parse_money(amount->plain, decimals);
    if (money.error == MoneyError::too_many_decimals)
      return fault(
          row, field,
          fmt::format("more decimals than {} {}", code.empty() ? "money" : code, code.empty() ? "has here" : "has"),
          "round it in the export");
    if (money.error) return fault(row, field, "an amount too large to be one", "correct it");
    std::string text = money_text(*money.amount, decimals);
    if (target == amount_ && mapping_.is_reversed.value_or(false) != meets_one(row, mapping_.negative))
      text = negated(text);
    item.values[target] = std::move(text);
  }

  void read_share(const CsvRow& row, const CsvField& field, std::size_t target, ExportedItem& item) {
    const DecimalSign sign = mapping_.decimal_sign.value_or(DecimalSign::point);
    if (auto share = read_exported_share(field.text, sign)) item.values[target] = std::move(*share);
    else
      fault(row, field,
            fmt::format("{} is not a number written {}", columns_[target].name,
                        sign == DecimalSign::point ? "0.35 or 35%" : "0,35 or 35%"),
            "correct it");
  }

  void read_days(const CsvRow& row, const CsvField& field, std::size_t target, ExportedItem& item) {
    const std::string text = lower_case(trimmed(field.text));
    const bool is_at_once = text.find("receipt") != std::string::npos || text == "cash" || text == "cod";
    const auto days = is_at_once ? std::optional(0) : days_in(text);
    if (days) item.values[target] = std::to_string(*days);
    else
      fault(row, field, fmt::format("{} does not tell a number of days", columns_[target].name),
            "use a column with numbers or \"Net 30\", or one of due dates");
  }

  void read_flag(const CsvRow& row, const CsvField& field, std::size_t target, ExportedItem& item) {
    const std::string text = lower_case(trimmed(field.text));
    constexpr std::array<std::string_view, 8> yes = {"1", "true", "yes", "y", "x", "cancelled", "canceled", "是"};
    constexpr std::array<std::string_view, 5> no = {"0", "false", "no", "n", "否"};
    if (std::find(yes.begin(), yes.end(), text) != yes.end()) item.values[target] = "true";
    else if (std::find(no.begin(), no.end(), text) != no.end()) item.values[target] = "false";
    else
      fault(row, field, fmt::format("{} is neither yes nor no", columns_[target].name),
            fmt::format("say in a mapping, below [cancelled], which values mean so: \"{}\" = [\"value\"]",
                        table_.header.fields[*sources_[target]].text));
  }

  /// A due date that the export leaves open follows from the issue date and the terms of payment.
  void complete_due(const CsvRow& row, ExportedItem& item) {
    const auto due = target_index(out_.kind, "due"), issued = target_index(out_.kind, "issued"),
               terms = target_index(out_.kind, "terms_days");
    if (!due || !issued || !terms || !item.values[*due].empty() || !maps(mapping_, "terms_days")) return;
    if (item.values[*issued].empty() || item.values[*terms].empty()) {
      const CsvField& empty = field_of(row, item.values[*issued].empty() ? *issued : *terms);
      if (trimmed(empty.text).empty())
        fault(row, empty, "no due date, and no issue date and terms to tell it",
              "fill in one or the other, or leave the row out");
      return;
    }
    const Date date = *parse_date(item.values[*issued]) + std::stoi(item.values[*terms]);
    if (date > latest_date())
      return fault(row, field_of(row, *terms), "terms of payment that lead beyond the year 2199", "correct them");
    item.values[*due] = iso_text(date);
    ++dues_from_terms_;
  }

  /// The latest day on which something happened, in the rows that are then left out too.
  void note_latest(const ExportedItem& item) {
    for (const std::string_view target : {"issued", "placed", "settled"})
      if (const auto date = parse_date(out_.value(item, target)))
        out_.latest = std::max(out_.latest.value_or(*date), *date);
  }

  void take(const CsvRow& row, ExportedItem item) {
    const bool keeps_zero = out_.kind == ImportKind::history || out_.kind == ImportKind::orders;
    if (amount_ && !keeps_zero && is_zero(item.values[*amount_])) {
      zero_lines_.push_back(item.line);
      return;
    }
    if (amount_ && item.values[*amount_].starts_with('-')) {
      if (out_.kind == ImportKind::payables) {
        credits_.push_back(item);
        return;
      }
      if (out_.kind == ImportKind::orders)
        return fault(row, field_of(row, *amount_), "an order's amount is below zero",
                     "leave the row out: in a mapping, below [skip]");
      if (out_.kind == ImportKind::receivables) credit_notes_.push_back(item.line);
    }
    out_.items.push_back(std::move(item));
  }

  void remark(std::string sentence) { out_.remarks.push_back(std::move(sentence)); }

  void remark_on_rows() {
    if (ruled_out_ > 0) remark(fmt::format("{} left out by the mapping's rules", rows_text(ruled_out_)));
    if (!total_lines_.empty())
      remark(fmt::format("{} of totals left out ({})", rows_text(total_lines_.size()), lines_text(total_lines_)));
    if (!duplicate_lines_.empty())
      remark(fmt::format("{} left out that repeat{} another in every field ({})", rows_text(duplicate_lines_.size()),
                         duplicate_lines_.size() == 1 ? "s" : "", lines_text(duplicate_lines_)));
    if (!zero_lines_.empty())
      remark(fmt::format("{} left out with nothing open: an amount of 0 ({})", rows_text(zero_lines_.size()),
                         lines_text(zero_lines_)));
    if (!credit_notes_.empty())
      remark(fmt::format("{} with a negative amount taken as credit note{} ({})", rows_text(credit_notes_.size()),
                         credit_notes_.size() == 1 ? "" : "s", lines_text(credit_notes_)));
    if (dues_from_terms_ > 0)
      remark(fmt::format("{} due the terms of payment after the issue date",
                         dues_from_terms_ == 1 ? "1 item is" : fmt::format("{} items are", dues_from_terms_)));
    if (!text_lines_.empty())
      remark(fmt::format("line breaks within a text written as spaces ({})", lines_text(text_lines_)));
    if (!credits_.empty()) remark_on_credits();
  }

  void remark_on_credits() {
    std::vector<int> lines;
    for (const ExportedItem& credit : credits_) lines.push_back(credit.line);
    remark(
        fmt::format("{} left out: a supplier's credit is no bill ({}). To count on it, enter it in receivables.csv as "
                    "owed by that supplier",
                    rows_text(lines.size()), lines_text(lines)));
  }

  const CsvTable& table_;
  const ColumnMapping& mapping_;
  std::span<const TargetColumn> columns_;
  std::optional<std::string> ledger_currency_;
  std::vector<std::optional<std::size_t>> sources_;  // by target: index of the export's column
  std::vector<bool> is_line_;
  std::vector<CsvField> fixed_;
  std::vector<std::optional<DateFormat>> formats_;
  std::optional<std::size_t> number_, amount_, currency_;
  std::size_t party_ = 0;

  ExportedItems out_;
  std::unordered_set<std::string> seen_;
  std::size_t ruled_out_ = 0, dues_from_terms_ = 0;
  std::vector<int> total_lines_, duplicate_lines_, zero_lines_, credit_notes_, text_lines_;
  std::vector<ExportedItem> credits_;
};

}  // namespace

ExportedItems read_items(const CsvTable& table, const ColumnMapping& mapping,
                         const std::optional<std::string>& ledger_currency) {
  return ItemReader(table, mapping, ledger_currency).run();
}

}  // namespace headroom
