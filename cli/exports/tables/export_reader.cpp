#include "cli/exports/tables/export_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "cli/exports/tables/amount_notation.hpp"
#include "cli/exports/tables/list_totals.hpp"
#include "cli/exports/tables/report_foot.hpp"
#include "cli/exports/tables/row_states.hpp"
#include "cli/exports/tables/row_values.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"
#include "models/saturated_sum.hpp"

namespace headroom {

namespace {

/// Whether an amount in plain notation is zero, whatever its decimals.
bool is_zero(std::string_view plain) { return plain.find_first_of("123456789") == std::string_view::npos; }

/// The middle of some numbers.
int median(std::vector<int> numbers) {
  const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
  std::nth_element(numbers.begin(), middle, numbers.end());
  return *middle;
}

class ItemReader {
 public:
  ItemReader(const ExportTable& source, const ColumnMapping& mapping, const SourceContext& context)
      : source_(source),
        mapping_(mapping),
        context_(context),
        columns_(target_columns(mapping.kind)),
        values_(source.table, mapping, context.ledger_currency, context.as_of),
        states_(mapping, values_),
        totals_(source.table.file, context.ledger_currency) {
    out_.kind = mapping.kind;
    number_ = number_index(mapping.kind);
    party_ = *target_index(mapping.kind, "counterparty");
    amount_ = target_index(mapping.kind, "amount");
  }

  ReadItems run() {
    for (const CsvRow& row : source_.table.rows) read_row(row);
    complete_open_dues();
    totals_.compare_foot(source_.foot, values_);
    remark_on_rows();
    out_.faults = std::move(values_.faults());
    totals_.hand_over(out_.remarks, out_.faults);
    ReadItems all{std::move(out_), std::nullopt};
    if (!mapping_.status.empty() || maps(mapping_, "settled") || maps(mapping_, "paid"))
      all.invoiced = std::move(invoiced_);
    return all;
  }

 private:
  std::string& value(ExportedItem& item, std::string_view target) const {
    return item.values[*target_index(out_.kind, target)];
  }
  bool is_of_invoices() const { return side_of(out_.kind).has_value(); }
  std::string currency_of(const ExportedItem& item) const { return out_.value(item, "currency"); }
  std::optional<Minor> minor_of(const ExportedItem& item, const std::string& plain) const {
    return parse_money(plain, decimals_of(currency_of(item), context_.ledger_currency)).amount;
  }
  std::string plain_of(const ExportedItem& item, Minor amount) const {
    return plain_amount(amount, currency_of(item), context_.ledger_currency);
  }

  /// A row of sums at the foot of a list or group: without a number and dates of its own, and either named so or
  /// without a party.
  bool is_total(const CsvRow& row) const {
    bool is_told_by_a_column = false;
    for (std::size_t target = 0; target < columns_.size(); ++target) {
      const auto& source = values_.source_of(target);
      if (!source || (target != number_ && columns_[target].type != ColumnType::date)) continue;
      is_told_by_a_column = true;
      const std::string_view text = row.fields[*source].text;
      if (!without_edges(text).empty() && !begins_with_total(text)) return false;
    }
    const bool has_word = std::any_of(row.fields.begin(), row.fields.end(),
                                      [](const CsvField& field) { return begins_with_total(field.text); });
    if (!is_told_by_a_column) return false;
    return has_word ||
           (values_.source_of(party_) && without_edges(row.fields[*values_.source_of(party_)].text).empty());
  }

  /// All fields of a row as one text, so that equal rows are equal texts.
  static std::string whole_text(const CsvRow& row) {
    std::string out;
    for (const CsvField& field : row.fields) out += field.text + '\x1F';
    return out;
  }

  void read_row(const CsvRow& row) {
    const bool kept = std::all_of(mapping_.keep.begin(), mapping_.keep.end(),
                                  [&](const RowRule& rule) { return values_.meets(row, rule); });
    if (!kept || values_.meets_one(row, mapping_.skip)) {
      ++ruled_out_;
      return;
    }
    if (is_notation_row(row)) return;  // "unit: 万元", heeded by the mapping
    if (is_total(row)) return read_total(row);
    const bool has_number = number_ && values_.source_of(*number_);
    const bool is_single = mapping_.lines == DocumentLines::not_told || mapping_.lines == DocumentLines::repeat;
    if (has_number && is_single && !seen_.insert(whole_text(row)).second) {
      duplicate_lines_.push_back(row.line);
      return;
    }
    if (has_number && mapping_.lines == DocumentLines::repeat && is_further_line(row)) return;
    read_item(row);
  }

  void read_total(const CsvRow& row) {
    total_lines_.push_back(row.line);
    if (amount_ && values_.source_of(*amount_)) totals_.compare(row.line, values_.field_of(row, *amount_), values_);
  }

  /// Whether a row goes on with a document that an earlier one began.
  bool is_further_line(const CsvRow& row) {
    const std::string& number = values_.field_of(row, *number_).text;
    const std::string& party = values_.field_of(row, party_).text;
    if (number.empty()) return false;
    if (number == last_number_ && (party.empty() || values_.field_of(row, *amount_).text.empty())) {
      ++further_lines_;
      return true;
    }
    last_number_ = number;
    if (documents_.insert(party + '\x1F' + number).second) return false;
    ++further_lines_;
    return true;
  }

  void read_item(const CsvRow& row) {
    RowState state = states_.state_of(row);
    const std::size_t faults_before = values_.faults().size();
    if (state == RowState::left_out) {
      std::string currency = currency_meant_by(values_.field_of(row, "currency").text).value_or("");
      if (currency.empty() && amount_) currency = values_.currency_by_heading(row, values_.field_of(row, *amount_));
      const auto amount = amount_ ? values_.amount_in(values_.field_of(row, *amount_), currency) : std::nullopt;
      states_.count(row, amount, currency);
      totals_.add(amount.value_or(0), signed_as(row, amount.value_or(0)), 0, currency);
      return;
    }
    ExportedItem item = values_.read(row);
    if (values_.faults().size() > faults_before) return;
    const Minor written = settle_amount(row, item);
    complete_due(row, item);
    if (values_.meets_one(row, mapping_.cancelled)) value(item, "cancelled") = "true";
    if (values_.faults().size() > faults_before) return;
    note_latest(item);
    if (is_of_invoices() && maps(mapping_, "settled")) state = state_by_date(item, state);
    const auto amount = amount_ ? minor_of(item, item.values[*amount_]) : std::nullopt;
    states_.count(row, amount, currency_of(item));
    totals_.add(written, signed_as(row, written), state == RowState::settled ? 0 : amount.value_or(0),
                currency_of(item));
    if (is_of_invoices() && written > 0) note_invoiced(item, written);
    if (state == RowState::settled) {
      if (!is_left_out_later_) note_settled(item);
      return;
    }
    if (mapping_.lines == DocumentLines::sum && adds_to_document(item)) return;
    take(row, std::move(item));
  }

  /// By the day on which an item was settled, where the ledger's is known: what was settled later was open then, and
  /// what was issued later did not exist.
  RowState state_by_date(ExportedItem& item, RowState state) {
    is_left_out_later_ = false;
    const auto settled = parse_date(value(item, "settled")), issued = parse_date(value(item, "issued"));
    if (context_.as_of && issued && *issued > *context_.as_of) {
      ++issued_later_;
      is_left_out_later_ = true;
      return RowState::settled;
    }
    if (!settled) return state;
    return context_.as_of && *settled > *context_.as_of ? RowState::open : RowState::settled;
  }

  void note_settled(const ExportedItem& item) {
    if (!mapping_.status.empty() && !maps(mapping_, "settled")) return;  // said by the columns of state
    ++settled_;
    const auto amount = minor_of(item, out_.value(item, "amount"));
    settled_sum_ += amount.value_or(0);
  }

  void note_invoiced(const ExportedItem& item, Minor total) {
    ExportedItem whole = item;
    whole.values[*amount_] = plain_of(item, total);
    invoiced_.kind = out_.kind;
    invoiced_.items.push_back(std::move(whole));
  }

  Minor signed_as(const CsvRow& row, Minor amount) const {
    return mapping_.is_reversed.value_or(false) != values_.meets_one(row, mapping_.negative) ? -amount : amount;
  }

  /// What was written off, credited or withheld of a row's amount.
  Minor taken_off(const CsvRow& row, const ExportedItem& item) {
    if (mapping_.less.empty()) return 0;
    const Minor off = values_.taken_off(row, currency_of(item));
    if (off != 0) ++rows_with_less_;
    taken_off_ = saturated_sum(taken_off_, off);
    return off;
  }

  /// The amount with its sign, less what is paid; gives it as the export writes it.
  Minor settle_amount(const CsvRow& row, ExportedItem& item) {
    if (!amount_) return 0;
    std::string& plain = item.values[*amount_];
    const auto part = [&](std::string_view target) {
      return target_index(out_.kind, target) ? minor_of(item, value(item, target)).value_or(0) : Minor{0};
    };
    if (plain.empty() && maps(mapping_, "debit")) {
      const Minor owed = part("debit") - part("credit");
      plain = plain_of(item, out_.kind == ImportKind::payables ? -owed : owed);
    }
    const Minor written = minor_of(item, plain).value_or(0);
    const Minor paid = is_of_invoices() && maps(mapping_, "paid") ? part("paid") : 0;
    const Minor off = taken_off(row, item);
    const Minor open = paid + off == 0 ? written : written < 0 ? written + std::abs(paid) + off : written - paid - off;
    const Minor with_sign = signed_as(row, open);
    if (with_sign != written) plain = plain_of(item, with_sign);
    return written;
  }

  /// Lines of one document add up to it.
  bool adds_to_document(const ExportedItem& item) {
    if (!number_ || item.values[*number_].empty()) return false;
    const std::string key = item.values[party_] + '\x1F' + item.values[*number_];
    const auto [found, is_new] = first_line_.emplace(key, out_.items.size());
    if (is_new) return false;
    ExportedItem& document = out_.items[found->second];
    const auto sum = minor_of(document, document.values[*amount_]), more = minor_of(item, item.values[*amount_]);
    if (sum && more) document.values[*amount_] = plain_of(document, *sum + *more);
    ++further_lines_;
    return true;
  }

  void fault(const CsvRow& row, const CsvField& field, Message what, Message mend) {
    values_.fault(row, field, std::move(what), std::move(mend));
  }

  /// A due date that the export leaves open: of what is owed back, at once; else the terms of payment after the issue.
  void complete_due(const CsvRow& row, ExportedItem& item) {
    const auto due = target_index(out_.kind, "due"), issued = target_index(out_.kind, "issued"),
               terms = target_index(out_.kind, "terms_days");
    if (!due || !issued || !terms || !item.values[*due].empty()) return;
    const bool is_credit = amount_ && item.values[*amount_].starts_with('-');
    if (is_credit && (!item.values[*issued].empty() || context_.as_of)) {
      item.values[*due] = item.values[*issued].empty() ? iso_text(*context_.as_of) : item.values[*issued];
      ++credits_at_once_;
      return;
    }
    if (item.values[*issued].empty() ||
        (item.values[*terms].empty() && maps(mapping_, "terms_days") && !values_.source_of(*due))) {
      const CsvField& empty = values_.field_of(row, item.values[*issued].empty() ? *issued : *terms);
      if (!maps(mapping_, "terms_days"))
        return fault(row, values_.field_of(row, *due), "due is empty", "fill it in, or leave the row out");
      return fault(row, empty, "no due date, and no issue date and terms to tell it",
                   "fill in one or the other, or leave the row out");
    }
    if (item.values[*terms].empty()) return;  // by the terms of the other items, when all are read
    const Date date = *parse_date(item.values[*issued]) + std::stoi(item.values[*terms]);
    if (date > latest_date())
      return fault(row, values_.field_of(row, *terms), "terms of payment that lead beyond the year 2199",
                   "correct them");
    item.values[*due] = iso_text(date);
    ++dues_from_terms_;
  }

  /// Items with an issue date alone get the terms that are usual in this list.
  void complete_open_dues() {
    const auto due = target_index(out_.kind, "due"), issued = target_index(out_.kind, "issued"),
               basis = target_index(out_.kind, "basis");
    if (!due || !issued) return;
    std::vector<int> terms;
    for (const ExportedItem& item : invoiced_.items) {
      const auto from = parse_date(item.values[*issued]), to = parse_date(item.values[*due]);
      if (from && to) terms.push_back(*to - *from);
    }
    std::vector<int> lines;
    for (ExportedItem& item : out_.items) {
      if (!item.values[*due].empty()) continue;
      lines.push_back(item.line);
      if (terms.empty()) {
        values_.fault({item.line, {}}, {}, "due is empty", "fill it in, or leave the row out");
        continue;
      }
      const int days = std::max(median(terms), 0);
      item.values[*due] = iso_text(*parse_date(item.values[*issued]) + days);
      if (basis) item.values[*basis] = fmt::format("ASSUMPTION: no due date, so {} days after its issue", days);
    }
    if (!lines.empty() && !terms.empty())
      remark(message("{} without a due date: taken as due {} days after the issue, as most of the list is ({})",
                     rows_text(lines.size()), std::max(median(terms), 0), lines_text(lines)));
    std::erase_if(invoiced_.items, [&](const ExportedItem& item) { return item.values[*due].empty(); });
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
        credits_.push_back(item.line);
        return;
      }
      if (out_.kind == ImportKind::orders)
        return fault(row, values_.field_of(row, *amount_), "an order's amount is below zero",
                     "leave the row out: in a mapping, below [skip]");
      if (out_.kind == ImportKind::receivables) credit_notes_.push_back(item.line);
    }
    out_.items.push_back(std::move(item));
  }

  void remark(Message sentence) { out_.remarks.push_back(std::move(sentence)); }

  void remark_on_rows() {
    if (ruled_out_ > 0) remark(message("{} left out by the mapping's rules", rows_text(ruled_out_)));
    for (Message& sentence : states_.remarks(context_.ledger_currency)) remark(std::move(sentence));
    if (settled_ > 0)
      remark(message("{} settled by then left out ({})", rows_text(settled_),
                     plain_amount(settled_sum_, "", context_.ledger_currency)));
    if (issued_later_ > 0)
      remark(message("{} issued after {} left out", rows_text(issued_later_), iso_text(*context_.as_of)));
    if (further_lines_ > 0)
      remark(message("{} of a document with several: each document counts once", rows_text(further_lines_)));
    if (!total_lines_.empty())
      remark(message("{} of totals left out ({})", rows_text(total_lines_.size()), lines_text(total_lines_)));
    if (!duplicate_lines_.empty())
      remark(duplicate_lines_.size() == 1
                 ? message("1 row left out that repeats another in every field ({})", lines_text(duplicate_lines_))
                 : message("{} rows left out that repeat another in every field ({})", duplicate_lines_.size(),
                           lines_text(duplicate_lines_)));
    if (!zero_lines_.empty())
      remark(message("{} left out with nothing open: an amount of 0 ({})", rows_text(zero_lines_.size()),
                     lines_text(zero_lines_)));
    if (!credit_notes_.empty())
      remark(credit_notes_.size() == 1
                 ? message("1 row with a negative amount taken as credit note ({})", lines_text(credit_notes_))
                 : message("{} rows with a negative amount taken as credit notes ({})", credit_notes_.size(),
                           lines_text(credit_notes_)));
    if (rows_with_less_ > 0)
      remark(message("{} taken off the amounts of {} ({})", plain_amount(taken_off_, "", context_.ledger_currency),
                     rows_text(rows_with_less_), fmt::format("{}", fmt::join(mapping_.less, ", "))));
    remark_on_unit();
    if (dues_from_terms_ > 0)
      remark(message("{} due the terms of payment after the issue date",
                     how_many(dues_from_terms_, "item is", "items are")));
    if (credits_at_once_ > 0)
      remark(message("{} owed back and without a due date: due at once", rows_text(credits_at_once_)));
    if (!values_.text_lines().empty())
      remark(message("line breaks within a text written as spaces ({})", lines_text(values_.text_lines())));
    if (!credits_.empty())
      remark(
          message("{} left out: a supplier's credit is no bill ({}). To count on it, enter it in receivables.csv as "
                  "owed by that supplier",
                  rows_text(credits_.size()), lines_text(credits_)));
  }

  void remark_on_unit() {
    if (mapping_.amount_unit.value_or(0) == 0 || !amount_) return;
    std::map<std::string, Minor> sums;
    for (const ExportedItem& item : out_.items) {
      Minor& sum = sums[currency_of(item)];
      sum = saturated_sum(sum, minor_of(item, item.values[*amount_]).value_or(0));
    }
    std::string words;
    for (const auto& [currency, sum] : sums)
      words += fmt::format("{}{}{}", words.empty() ? "" : " + ", currency.empty() ? "" : currency + " ",
                           money_words(sum, decimals_of(currency, context_.ledger_currency)));
    remark(
        message("an amount of 1 stands for {} ({}): what is open comes to {}", unit_text(*mapping_.amount_unit),
                mapping_.unit_words.empty() ? std::string("amount_unit") : fmt::format("\"{}\"", mapping_.unit_words),
                words.empty() ? "0" : words));
  }

  const ExportTable& source_;
  const ColumnMapping& mapping_;
  const SourceContext& context_;
  std::span<const TargetColumn> columns_;
  RowValues values_;
  RowStates states_;
  ListTotals totals_;
  std::optional<std::size_t> number_, amount_;
  std::size_t party_ = 0;

  ExportedItems out_, invoiced_;
  std::unordered_set<std::string> seen_, documents_;
  std::unordered_map<std::string, std::size_t> first_line_;  // by document: its place among the items
  std::string last_number_;
  bool is_left_out_later_ = false;
  std::size_t ruled_out_ = 0, dues_from_terms_ = 0, further_lines_ = 0, settled_ = 0, issued_later_ = 0,
              credits_at_once_ = 0;
  Minor settled_sum_ = 0, taken_off_ = 0;
  std::size_t rows_with_less_ = 0;
  std::vector<int> total_lines_, duplicate_lines_, zero_lines_, credit_notes_, credits_;
};

}  // namespace

ReadItems read_items(const ExportTable& source, const ColumnMapping& mapping, const SourceContext& context) {
  return ItemReader(source, mapping, context).run();
}

}  // namespace headroom
