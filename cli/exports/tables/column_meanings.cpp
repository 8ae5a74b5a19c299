#include "cli/exports/tables/column_meanings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "cli/exports/tables/column_names.hpp"
#include "cli/exports/tables/further_money.hpp"
#include "cli/exports/tables/list_columns.hpp"
#include "cli/exports/tables/list_words.hpp"
#include "cli/exports/tables/row_values.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/toml_string.hpp"

namespace headroom {

namespace {

constexpr std::size_t states_max = 40, states_most = 1000;

class Understanding {
 public:
  Understanding(const ExportTable& source, bool has_columns, ColumnMapping& mapping, std::vector<Message>& assumptions,
                Faults& faults)
      : source_(source),
        has_columns_(has_columns),
        mapping_(mapping),
        assumptions_(assumptions),
        faults_(faults),
        columns_(source, mapping),
        headings_(columns_.headings()) {}

  void run() {
    if (mapping_.kind == ImportKind::history || mapping_.kind == ImportKind::counterparties) return;
    const bool is_total = find_paid();
    // What a person says of some states says nothing of the others: those are told by their words, or asked about.
    std::vector<StatusRule> given;
    if (mapping_.told_by.empty()) given.swap(mapping_.status);
    for (std::size_t column = 0; column < headings_.size(); ++column) {
      const auto rule = std::find_if(given.begin(), given.end(),
                                     [&](const StatusRule& one) { return one.column == headings_[column]; });
      if (rule != given.end()) understand_rest(column, std::move(*rule), is_total);
      else if (!is_used(headings_[column])) understand(column, is_total);
    }
    understand_lines();
    if (mapping_.kind != ImportKind::orders && !is_known_list())
      understand_further_money(source_, has_columns_, mapping_, assumptions_, faults_);
  }

 private:
  bool is_known_list() const { return has_columns_ && !mapping_.told_by.empty(); }
  bool is_invoices() const { return side_of(mapping_.kind).has_value(); }

  bool is_used(const std::string& heading) const { return columns_.is_used(heading); }
  std::size_t index_of(const std::string& heading) const { return columns_.index_of(heading); }

  /// Where the amount is a total, what is paid of it stands beside it. Whether the amount is a total.
  bool find_paid() {
    const auto amount = mapping_.columns.find("amount");
    if (!is_invoices() || amount == mapping_.columns.end() || maps(mapping_, "paid")) return false;
    if (means(amount->second, "amount")) return false;  // what is open
    const bool may_be_total = !has_columns_ || (!is_known_list() && means(amount->second, "amount_weak"));
    if (may_be_total)
      for (const std::string& heading : headings_) {
        if (is_used(heading) || !means(heading, "paid") || !columns_.holds_amounts(index_of(heading)) ||
            columns_.holds_yes_and_no(index_of(heading)))
          continue;
        mapping_.columns["paid"] = heading;
        assumptions_.push_back(message("what is open is \"{}\" less \"{}\"", amount->second, heading));
        return false;
      }
    return true;
  }

  void understand(std::size_t column, bool is_total) {
    const std::string& heading = headings_[column];
    const ColumnValues values = columns_.values_of(column, states_most);
    if (values.empty()) return;
    if (means(heading, "date_left_out")) {
      mapping_.status.push_back({heading, {}, {}, {std::string(any_value)}});
      return;
    }
    if (is_invoices() && !is_known_list() && ask_about_dates(heading, column)) return;
    if (values.size() > (means(heading, "status") ? states_most : states_max)) return;
    if (understand_side(heading, values, column) || understand_flag(heading, values)) return;
    if (means(heading, "type")) return understand_type(heading, values, {heading, {}, {}, {}});
    const bool may_be_state = means(heading, "status") || means(heading, "status_maybe");
    if (may_be_state) return understand_state(heading, values, is_total, {heading, {}, {}, {}});
    ask_about_states(heading, values);
  }

  /// The values of a column of states that a mapping's own rule does not name.
  void understand_rest(std::size_t column, StatusRule rule, bool is_total) {
    ColumnValues rest = columns_.values_of(column, states_most);
    for (const auto* named : {&rule.open, &rule.settled, &rule.left_out})
      for (const std::string& value : *named) {
        if (value == any_value) rest.clear();
        rest.erase(value);
      }
    const std::string heading = rule.column;
    if (means(heading, "type")) return understand_type(heading, rest, std::move(rule));
    for (auto one = rest.begin(); one != rest.end();) {
      const bool is_yes = is_word_of("yes", one->first), is_no = is_word_of("no", one->first);
      std::vector<std::string>* list = place_of_answer(heading, is_yes, rule);
      if (list != nullptr && (is_yes || is_no)) list->push_back(one->first);
      one = list != nullptr && (is_yes || is_no) ? rest.erase(one) : std::next(one);
    }
    understand_state(heading, rest, is_total, std::move(rule));
  }

  /// Where yes or no belongs in a column that asks whether an item is open, paid or void; nothing where it asks
  /// nothing.
  static std::vector<std::string>* place_of_answer(const std::string& heading, bool is_yes, StatusRule& rule) {
    if (means(heading, "flag_open")) return is_yes ? &rule.open : &rule.settled;
    if (means(heading, "flag_settled")) return is_yes ? &rule.settled : &rule.open;
    return means(heading, "flag_left_out") ? (is_yes ? &rule.left_out : &rule.open) : nullptr;
  }

  void understand_state(const std::string& heading, const ColumnValues& values, bool is_total, StatusRule rule) {
    const bool is_given = !rule.open.empty() || !rule.settled.empty() || !rule.left_out.empty();
    std::vector<const CsvField*> unknown;
    const CsvField* partial = nullptr;
    for (const auto& [text, field] : values) {
      const auto state = state_of_word(mapping_.kind, text);
      if (!state) unknown.push_back(field);
      else if (*state == RowState::settled) rule.settled.push_back(text);
      else if (*state == RowState::left_out) rule.left_out.push_back(text);
      else rule.open.push_back(text);
      if (state == RowState::partial) partial = field;
    }
    if (unknown.size() == values.size() && !means(heading, "status") && !is_given) return;  // a place, a condition
    for (const CsvField* field : unknown)
      faults_.push_back(
          {source_.table.file, field->line, field->column,
           message("the column \"{}\" says what is not known: is this item open?", heading), field->text,
           message("say so in a mapping: [status.{}] open = [{}] (or settled, or left_out); or ignore = [{}]",
                   toml_string(heading), toml_string(field->text), toml_string(heading))});
    if (partial != nullptr && is_total)
      faults_.push_back({source_.table.file, partial->line, partial->column,
                         message("paid in part, and no column says what is still open"), partial->text,
                         message("export the list with what is open or paid of each item, and name that column: "
                                 "[columns] amount = \"...\" or paid = \"...\"")});
    if (!unknown.empty()) return;
    mapping_.status.push_back(std::move(rule));
  }

  /// A column of yes and no that says paid, closed, void; or open.
  bool understand_flag(const std::string& heading, const ColumnValues& values) {
    StatusRule rule{heading, {}, {}, {}};
    if (place_of_answer(heading, true, rule) == nullptr || !columns_.holds_yes_and_no(index_of(heading))) return false;
    for (const auto& [text, field] : values) place_of_answer(heading, is_word_of("yes", text), rule)->push_back(text);
    const bool is_mark = means(heading, "flag_open") && rule.settled.empty();
    if (is_mark) rule.settled.emplace_back();  // a mark where it is open, and nothing elsewhere
    mapping_.status.push_back(std::move(rule));
    return true;
  }

  /// Whether a heading speaks of payment: "Pmt received by bank", 实际付款日.
  static bool names_payment(const std::string& heading) {
    const std::string words = " " + normal_heading(heading) + " ";
    const auto& all = headings_meaning("payment_word");
    return std::any_of(all.begin(), all.end(), [&](const std::string& word) {
      const bool is_latin = static_cast<unsigned char>(word.front()) < 0x80;
      return words.find(is_latin ? " " + word + " " : word) != std::string::npos;
    });
  }

  /// A day in some rows alone, or of a payment, in a column of a meaning nobody knows: those rows may be paid.
  bool ask_about_dates(const std::string& heading, std::size_t column) {
    if (maps(mapping_, "settled") || means(heading, "date_other") || means(heading, "issued") ||
        means(heading, "due") || means(heading, "order_ships") || !columns_.holds_dates(column))
      return false;
    const CsvField* example = nullptr;
    std::size_t filled = 0;
    for (const CsvRow& row : columns_.rows()) {
      if (is_blank(row.fields[column].text)) continue;
      ++filled;
      if (example == nullptr) example = &row.fields[column];
    }
    if (filled == columns_.rows().size() && !names_payment(heading)) return false;
    faults_.push_back({source_.table.file, example->line, example->column,
                       message("the column \"{}\" holds a day in {} of {} rows: were these paid then?", heading, filled,
                               columns_.rows().size()),
                       example->text,
                       message("say so in a mapping: [status.{}] settled = [\"@any\"]; or ignore = [{}]",
                               toml_string(heading), toml_string(heading))});
    return true;
  }

  /// The rows in which the amount is written without a sign, although the side says that it is owed the other way.
  bool is_unsigned_in(std::size_t column, const std::vector<std::string>& texts, bool& is_signed) const {
    const auto amount = mapping_.columns.find("amount");
    if (amount == mapping_.columns.end() || is_no_heading(amount->second)) return false;
    const std::size_t at = index_of(amount->second);
    bool has_positive = false;
    for (const CsvRow& row : source_.table.rows) {
      const std::string text(without_edges(row.fields[column].text));
      if (std::find(texts.begin(), texts.end(), text) == texts.end()) continue;
      const double number = columns_.amount_of(row, at);
      has_positive = has_positive || number > 0;
      is_signed = is_signed || number < 0;
    }
    return has_positive;
  }

  void turn(const std::string& heading, std::vector<std::string> texts, const CsvField& example) {
    bool is_signed = false;
    if (texts.empty() || !is_unsigned_in(index_of(heading), texts, is_signed)) return;
    if (is_signed) {
      faults_.push_back({source_.table.file, example.line, example.column,
                         message("the column \"{}\" marks amounts with and without a minus alike", heading),
                         example.text,
                         message("say in a mapping which way they are owed: [negative] {} = [{}], or ignore = [{}]",
                                 toml_string(heading), toml_string(example.text), toml_string(heading))});
      return;
    }
    std::string words;
    for (const std::string& text : texts) words += fmt::format("{}\"{}\"", words.empty() ? "" : ", ", text);
    assumptions_.push_back(
        message("where \"{}\" says {}, the amount is owed the other way: it gets a minus", heading, words));
    mapping_.negative.push_back({heading, std::move(texts)});
  }

  bool understand_side(const std::string& heading, const ColumnValues& values, std::size_t column) {
    std::vector<std::string> credit, debit;
    for (const auto& [text, field] : values) {
      if (is_word_of("credit_side", text)) credit.push_back(text);
      else if (is_word_of("debit_side", text)) debit.push_back(text);
      else return false;
    }
    const bool has_both = !credit.empty() && !debit.empty();
    if (!means(heading, "side") && !has_both && values.begin()->first.size() < 2) return false;
    static_cast<void>(column);
    std::vector<std::string>& other = mapping_.kind == ImportKind::payables ? debit : credit;
    if (!other.empty()) turn(heading, other, *values.at(other.front()));
    return true;
  }

  /// Credit notes and payments among invoices, told by the kind of document.
  void understand_type(const std::string& heading, const ColumnValues& values, StatusRule rule) {
    const bool is_given = !rule.open.empty() || !rule.left_out.empty() || !rule.settled.empty();
    if (mapping_.kind == ImportKind::orders) {
      if (is_given) mapping_.status.push_back(std::move(rule));
      return;
    }
    std::vector<std::string> credits;
    std::vector<const CsvField*> unknown;
    const auto has = [&](std::string_view list) {
      return std::any_of(values.begin(), values.end(), [&](const auto& one) { return is_word_of(list, one.first); });
    };
    // A list of both sides: what is of the other one does not belong here.
    const std::string_view others = mapping_.kind == ImportKind::payables ? "sale_type" : "purchase_type";
    const bool is_of_both = has("sale_type") && has("purchase_type");
    bool has_known = is_given;
    for (const auto& [text, field] : values) {
      const bool is_credit = is_word_of("credit_type", text) || is_word_of("payment_type", text);
      const bool is_invoice =
          is_word_of("invoice_type", text) || is_word_of("sale_type", text) || is_word_of("purchase_type", text);
      has_known = has_known || is_credit || is_invoice;
      if (is_of_both && is_word_of(others, text)) rule.left_out.push_back(text);
      else if (is_credit) credits.push_back(text);
      else if (is_word_of("left_out", text)) rule.left_out.push_back(text);
      else if (is_invoice) rule.open.push_back(text);
      else unknown.push_back(field);
    }
    for (const CsvField* field : has_known && !is_known_list() ? unknown : std::vector<const CsvField*>())
      faults_.push_back({source_.table.file, field->line, field->column,
                         message("the column \"{}\" names a kind of document that is not known: is it owed?", heading),
                         field->text,
                         message("say so in a mapping: [status.{}] open = [{}] (or settled, or left_out)",
                                 toml_string(heading), toml_string(field->text))});
    if (!credits.empty()) turn(heading, credits, *values.at(credits.front()));
    if (!rule.left_out.empty() || !rule.settled.empty()) mapping_.status.push_back(std::move(rule));
  }

  /// A column of a heading nobody knows whose values are all words of state: asked about, not guessed.
  void ask_about_states(const std::string& heading, const ColumnValues& values) {
    if (!is_invoices() || means(heading, "line") || means(heading, "type")) return;
    bool has_left_out = false;
    for (const auto& [text, field] : values) {
      const auto state = state_of_word(mapping_.kind, text);
      static const std::set<std::string> plain = {"yes", "no", "complete", "completed", "active", "current", "valid"};
      if (!state || plain.contains(normal_heading(text))) return;
      has_left_out = has_left_out || *state == RowState::left_out || *state == RowState::settled;
    }
    if (!has_left_out) return;
    const CsvField& example = *values.begin()->second;
    faults_.push_back({source_.table.file, example.line, example.column,
                       message("the column \"{}\" seems to say which items are open", heading), example.text,
                       message("say so in a mapping: [status.{}] open = [...], settled = [...], left_out = [...]; or "
                               "ignore = [{}]",
                               toml_string(heading), toml_string(heading))});
  }

  /// Rows of one number: lines of a document, told by columns that only lines have.
  void understand_lines() {
    const auto number = number_index(mapping_.kind);
    if (!number || mapping_.lines != DocumentLines::not_told) return;
    const auto source = mapping_.columns.find(std::string(target_columns(mapping_.kind)[*number].name));
    const auto amount = mapping_.columns.find("amount"), party = mapping_.columns.find("counterparty");
    if (source == mapping_.columns.end() || amount == mapping_.columns.end() || party == mapping_.columns.end() ||
        is_no_heading(source->second) || is_no_heading(party->second) || is_no_heading(amount->second))
      return;
    const bool has_line_columns = std::any_of(headings_.begin(), headings_.end(), [&](const std::string& heading) {
      return !is_used(heading) && means(heading, "line");
    });
    const bool is_line_amount = means(amount->second, "line_amount");
    if (!has_line_columns && !is_line_amount) return;
    const bool has_line_amounts = std::any_of(headings_.begin(), headings_.end(), [&](const std::string& heading) {
      return !is_used(heading) && means(heading, "line_amount");
    });
    const std::size_t at_number = index_of(source->second), at_amount = index_of(amount->second),
                      at_party = index_of(party->second);
    std::map<std::string, std::string> first;  // amount by document
    const CsvField* repeated = nullptr;
    bool are_alike = true;
    for (const CsvRow& row : source_.table.rows) {
      const std::string& text = row.fields[at_amount].text;
      if (row.fields[at_number].text.empty()) continue;
      const auto [known, is_new] = first.emplace(row.fields[at_party].text + '\x1F' + row.fields[at_number].text, text);
      if (is_new) continue;
      if (repeated == nullptr) repeated = &row.fields[at_number];
      are_alike = are_alike && (text == known->second || text.empty());
    }
    if (repeated == nullptr) return;
    if (is_line_amount || (!are_alike && !has_line_amounts)) {
      mapping_.lines = DocumentLines::sum;
      assumptions_.push_back("rows of one number are lines of one document: their amounts add up to it");
    } else if (are_alike && has_line_amounts) {
      mapping_.lines = DocumentLines::repeat;
      assumptions_.push_back("rows of one number are lines of one document, each with the document's amount");
    } else {
      faults_.push_back(
          {source_.table.file, repeated->line, repeated->column,
           message("rows of one number: the document's amount on each, or lines that add up to it?"), repeated->text,
           message("say so in a mapping: lines = \"repeat\" (each has the document's amount), \"sum\", or "
                   "\"apart\" (documents of their own)")});
    }
  }

  const ExportTable& source_;
  bool has_columns_;
  ColumnMapping& mapping_;
  std::vector<Message>& assumptions_;
  Faults& faults_;
  ListColumns columns_;
  const std::vector<std::string>& headings_;
};

}  // namespace

void understand_columns(const ExportTable& source, bool has_columns, ColumnMapping& mapping,
                        std::vector<Message>& assumptions, Faults& faults) {
  Understanding(source, has_columns, mapping, assumptions, faults).run();
}

}  // namespace headroom
