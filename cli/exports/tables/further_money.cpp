#include "cli/exports/tables/further_money.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "cli/exports/tables/ageing_bucket.hpp"
#include "cli/exports/tables/amount_notation.hpp"
#include "cli/exports/tables/column_names.hpp"
#include "cli/exports/tables/list_columns.hpp"
#include "cli/exports/tables/list_words.hpp"
#include "cli/exports/tables/row_values.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/toml_string.hpp"

namespace headroom {

namespace {

constexpr double cent_part = 0.006;
constexpr double money_least = 100.0;  // whole numbers below are rather counts

class FurtherMoney {
 public:
  FurtherMoney(const ExportTable& source, bool is_amount_named, ColumnMapping& mapping,
               std::vector<Message>& assumptions, Faults& faults)
      : source_(source),
        is_amount_named_(is_amount_named),
        mapping_(mapping),
        assumptions_(assumptions),
        faults_(faults),
        columns_(source, mapping) {}

  void run() {
    const auto amount = columns_.source_of("amount");
    if (amount) {
      amount_ = *amount;
      at_amount_ = columns_.index_of(amount_);
      is_total_ = !means(amount_, "amount");
    }
    if (is_total_ && !is_amount_named_) prefer_total_with_tax();
    for (std::size_t column = 0; column < columns_.headings().size(); ++column) {
      const std::string& heading = columns_.headings()[column];
      if (!heading.empty() && !columns_.is_used(heading)) look_at(column, heading);
    }
  }

 private:
  using Sum = std::function<double(const CsvRow&)>;

  bool holds_in_every_row(const Sum& sum) const {
    return std::all_of(columns_.rows().begin(), columns_.rows().end(),
                       [&](const CsvRow& row) { return std::abs(sum(row)) < cent_part; });
  }

  bool has_currency() const { return maps(mapping_, "currency"); }

  /// An "Amount" beside its tax and their total is net: the total is owed.
  void prefer_total_with_tax() {
    for (const std::string& total : columns_.headings()) {
      const std::size_t at_total = columns_.index_of(total);
      if (columns_.is_used(total) || !means(total, "amount_weak") || columns_.first_amount(at_total) == nullptr)
        continue;
      for (const std::string& tax : columns_.headings()) {
        const std::size_t at_tax = columns_.index_of(tax);
        if (columns_.is_used(tax) || tax == total || columns_.first_amount(at_tax) == nullptr ||
            means(tax, "reduction"))
          continue;
        const bool is_sum = holds_in_every_row([&](const CsvRow& row) {
          return columns_.amount_of(row, at_amount_) + columns_.amount_of(row, at_tax) -
                 columns_.amount_of(row, at_total);
        });
        if (!is_sum || !means(tax, "part")) continue;
        assumptions_.push_back(message("\"{}\" and \"{}\" come to \"{}\": that is what is owed", amount_, tax, total));
        mapping_.columns["amount"] = total;
        mapping_.ignore.push_back(amount_);
        amount_ = total;
        at_amount_ = at_total;
        return;
      }
    }
  }

  void look_at(std::size_t column, const std::string& heading) {
    if (means(heading, "measure") || ageing_bucket(heading)) return;
    const CsvField* example = columns_.first_amount(column);
    if (example == nullptr) return;
    if (means(heading, "retention")) return ask_about_part(heading, *example);
    if (means(heading, "reduction") || (is_total_ && means(heading, "credit")))
      return take_off(column, heading, *example);
    if (means(heading, "line")) return;
    if (means(heading, "amount") || means(heading, "amount_weak")) return compare_amounts(column, heading, *example);
    if (means(heading, "paid") || means(heading, "debit") || means(heading, "credit")) {
      if (is_total_ && !is_like_one_that_is_used(column)) ask_about_part(heading, *example);
      return;
    }
    if (is_total_ && means(heading, "discount")) {
      if (!is_taken_off_already(column)) ask_about_part(heading, *example);
      return;
    }
    if (!means(heading, "part")) ask_about_unknown(column, heading, *example);
  }

  /// Whether a column says the same as one that the mapping reads.
  bool is_like_one_that_is_used(std::size_t column) const {
    for (const char* target : {"amount", "paid", "debit", "credit"})
      if (const auto source = columns_.source_of(target)) {
        const std::size_t other = columns_.index_of(*source);
        if (holds_in_every_row([&](const CsvRow& row) {
              return std::abs(columns_.amount_of(row, column)) - std::abs(columns_.amount_of(row, other));
            }))
          return true;
      }
    return false;
  }

  /// Whether some sum before it, less this column, gives the amount: with or without a further column (tax, freight).
  bool is_taken_off_already(std::size_t column) const {
    for (const std::string& before : columns_.headings()) {
      const std::size_t at = columns_.index_of(before);
      if (at == column || at == at_amount_ || columns_.first_amount(at) == nullptr) continue;
      const auto rest = [&](const CsvRow& row) {
        return columns_.amount_of(row, at) - std::abs(columns_.amount_of(row, column)) -
               columns_.amount_of(row, at_amount_);
      };
      if (holds_in_every_row(rest)) return true;
      for (const std::string& more : columns_.headings()) {
        const std::size_t at_more = columns_.index_of(more);
        if (at_more == column || at_more == at || at_more == at_amount_ || columns_.first_amount(at_more) == nullptr)
          continue;
        for (const double sign : {1.0, -1.0})
          if (holds_in_every_row(
                  [&](const CsvRow& row) { return rest(row) + sign * columns_.amount_of(row, at_more); }))
            return true;
      }
    }
    return false;
  }

  /// Written off, credited, withheld: off a total; what is open has lost it already where the list's own figures say
  /// so.
  void take_off(std::size_t column, const std::string& heading, const CsvField& example) {
    if (amount_.empty()) return;
    if (is_taken_off_already(column)) return;
    const bool is_too_much = std::any_of(columns_.rows().begin(), columns_.rows().end(), [&](const CsvRow& row) {
      return std::abs(columns_.amount_of(row, column)) > std::abs(columns_.amount_of(row, at_amount_)) + cent_part;
    });
    if (!is_total_ || is_too_much) return ask_about_part(heading, example);
    mapping_.less.push_back(heading);
    assumptions_.push_back(message("\"{}\" is taken off \"{}\"", heading, amount_));
  }

  /// A further column of amounts: the total of what is open, the same in another currency, or something else.
  void compare_amounts(std::size_t column, const std::string& heading, const CsvField& example) {
    if (amount_.empty() || is_like_one_that_is_used(column)) return;
    if (is_amount_named_) return ask_about_lost(column, heading);
    const bool is_open = means(heading, "amount");
    if (!is_total_ && !is_open) return ask_about_lost(column, heading);
    if (has_currency() && notation_of_heading(heading).says_something()) return ask_about_lost(column, heading);
    if (is_open) return ask_about_unknown(column, heading, example);
    if (is_taken_off_already(column)) return;
    faults_.push_back({source_.table.file, example.line, example.column,
                       message("two columns of amounts, \"{}\" and \"{}\": which of them is owed?", amount_, heading),
                       example.text,
                       message("leave the other one out, in a mapping: ignore = [{}]; or ignore = [{}]",
                               toml_string(heading), toml_string(amount_))});
  }

  /// A row whose amount is empty holds it elsewhere.
  void ask_about_lost(std::size_t column, const std::string& heading) {
    const bool has_paid = maps(mapping_, "paid") || maps(mapping_, "settled") || !mapping_.status.empty();
    if (!is_total_ || has_paid) return;
    for (const CsvRow& row : columns_.rows())
      if (columns_.amount_of(row, at_amount_) == 0.0 && columns_.amount_of(row, column) != 0.0)
        return ask_about_part(heading, row.fields[column]);
  }

  void ask_about_part(const std::string& heading, const CsvField& example) {
    faults_.push_back({source_.table.file, example.line, example.column,
                       message("money in the column \"{}\": is it still in \"{}\", or off it already?", heading,
                               amount_.empty() ? "amount" : amount_),
                       example.text,
                       message("say in a mapping: less = [{}] takes it off; ignore = [{}] where it changes nothing",
                               toml_string(heading), toml_string(heading))});
  }

  /// Whether its heading or its numbers look like money.
  bool looks_like_money(std::size_t column, const std::string& heading) const {
    const std::string words = normal_heading(heading);
    const auto& money = headings_meaning("money_word");
    const bool has_word = std::any_of(money.begin(), money.end(), [&](const std::string& word) {
      return static_cast<unsigned char>(word.front()) >= 0x80
                 ? words.find(word) != std::string::npos
                 : (" " + words + " ").find(" " + word + " ") != std::string::npos;
    });
    std::size_t filled = 0, numbers = 0, with_cents = 0, marked = 0, beyond = 0;
    double most = 0.0;
    std::set<double> values;
    for (const CsvRow& row : columns_.rows()) {
      const CsvField& field = row.fields[column];
      if (is_blank(field.text)) {
        values.insert(0.0);
        continue;
      }
      ++filled;
      const auto number = columns_.number_in(field);
      if (!number) continue;
      ++numbers;
      const std::size_t sign = field.text.find_last_of(".,");
      const bool has_cents = sign != std::string::npos &&
                             field.text.find_first_not_of("0123456789", sign + 1) == std::string::npos &&
                             field.text.size() - sign - 1 == 2;
      if (has_cents) ++with_cents;
      const auto amount = read_exported_amount(field.text, mapping_.decimal_sign.value_or(DecimalSign::point));
      if (!amount->currency.empty() || !amount->sign.empty()) ++marked;
      most = std::max(most, std::abs(*number));
      values.insert(*number);
      if (!amount_.empty() && std::abs(*number) > std::abs(columns_.amount_of(row, at_amount_)) + cent_part) ++beyond;
    }
    if (numbers * 2 <= filled) return false;
    if (has_word || with_cents * 2 > numbers || marked > 0) return true;
    // Whole numbers beside whole amounts: some part of them, and neither one number throughout nor a code.
    return beyond == 0 && values.size() > 1 && most >= money_least && !amount_.empty() &&
           !is_like_a_code(column, words);
  }

  bool is_like_a_code(std::size_t column, const std::string& words) const {
    constexpr std::string_view codes[] = {"no",    "id",     "code",     "zip",  "phone", "plz",    "account",
                                          "konto", "year",   "号",       "编码", "番号",  "コード", "邮编",
                                          "电话",  "postal", "postcode", "tel",  "cp"};
    const bool has_code_word = std::any_of(std::begin(codes), std::end(codes), [&](std::string_view word) {
      return static_cast<unsigned char>(word.front()) >= 0x80
                 ? words.find(word) != std::string::npos
                 : (" " + words + " ").find(" " + std::string(word) + " ") != std::string::npos;
    });
    if (has_code_word) return true;
    // As many digits in every row: a code. Amounts themselves have cents where these do not: no amounts either.
    std::set<std::size_t> lengths;
    bool has_cents = false;
    for (const CsvRow& row : columns_.rows()) {
      if (!is_blank(row.fields[column].text)) lengths.insert(row.fields[column].text.size());
      const double amount = columns_.amount_of(row, at_amount_);
      has_cents = has_cents || std::abs(amount - std::round(amount)) > cent_part;
    }
    return has_cents || (lengths.size() == 1 && columns_.rows().size() > 2 && columns_.values_of(column).size() > 2);
  }

  void ask_about_unknown(std::size_t column, const std::string& heading, const CsvField& example) {
    if (!looks_like_money(column, heading)) return;
    faults_.push_back(
        {source_.table.file, example.line, example.column,
         message("money in the column \"{}\", which is not understood", heading), example.text,
         message(
             "say in a mapping what it is, below [columns]; or less = [{}], where it is to be taken off the amount; or "
             "that it changes nothing: ignore = [{}]",
             toml_string(heading), toml_string(heading))});
  }

  const ExportTable& source_;
  bool is_amount_named_;
  ColumnMapping& mapping_;
  std::vector<Message>& assumptions_;
  Faults& faults_;
  ListColumns columns_;
  std::string amount_;
  std::size_t at_amount_ = 0;
  bool is_total_ = false;
};

}  // namespace

void understand_further_money(const ExportTable& source, bool is_amount_named, ColumnMapping& mapping,
                              std::vector<Message>& assumptions, Faults& faults) {
  FurtherMoney(source, is_amount_named, mapping, assumptions, faults).run();
}

}  // namespace headroom
