#include "cli/exports/tables/row_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdlib>

#include "cli/exports/tables/column_names.hpp"
#include "cli/syntax/hidden_characters.hpp"
#include "cli/syntax/message.hpp"
#include "models/payment_class.hpp"
#include "models/saturated_sum.hpp"

namespace headroom {

namespace {

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// Text with line breaks and other control characters as single spaces: the ledger's texts are of one line.
std::string in_one_line(std::string_view text) {
  std::string out;
  bool after_control = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (const std::size_t hidden = hidden_character_at_front(text.substr(at))) {
      at += hidden - 1;
      continue;
    }
    const bool is_control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    if (!is_control && after_control && !out.empty() && out.back() != ' ' && c != ' ') out += ' ';
    if (!is_control) out += c;
    after_control = is_control;
  }
  return out;
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

}  // namespace

std::string_view without_edges(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool is_blank(std::string_view text) {
  constexpr std::array<std::string_view, 7> blanks = {"", "-", "–", "—", "－", "n/a", "N/A"};
  return std::find(blanks.begin(), blanks.end(), without_edges(text)) != blanks.end();
}

bool is_due_at_once(std::string_view text) {
  constexpr std::array<std::string_view, 18> words = {
      "due on receipt", "on receipt", "upon receipt", "due upon receipt", "immediate",     "immediately",
      "due now",        "cash",       "cod",          "sofort",           "sofort fällig", "prompt",
      "à réception",    "comptant",   "al contado",   "contado",          "即期",          "見積後即日"};
  const std::string lower = normal_heading(text);
  return std::find(words.begin(), words.end(), lower) != words.end() || lower == "receipt" || lower == "货到付款" ||
         lower == "即時";
}

RowValues::RowValues(const CsvTable& table, const ColumnMapping& mapping,
                     const std::optional<std::string>& ledger_currency, const std::optional<Date>& as_of)
    : table_(table),
      mapping_(mapping),
      columns_(target_columns(mapping.kind)),
      ledger_currency_(ledger_currency),
      as_of_(as_of) {
  for (const TargetColumn& column : columns_) {
    const std::string name(column.name);
    const auto source = mapping.columns.find(name);
    const bool has_source = source != mapping.columns.end();
    is_line_.push_back(has_source && source->second == line_number_source);
    sources_.push_back(!has_source || is_no_heading(source->second) ? std::nullopt
                                                                    : std::optional(index_of(source->second)));
    fallbacks_.emplace_back();
    if (const auto more = mapping.fallbacks.find(name); more != mapping.fallbacks.end())
      for (const std::string& heading : more->second) fallbacks_.back().push_back(index_of(heading));
    const auto fixed = mapping.fixed.find(name);
    const bool is_as_of = has_source && source->second == as_of_source;
    fixed_.push_back({is_as_of && as_of ? iso_text(*as_of) : fixed == mapping.fixed.end() ? "" : fixed->second, 0, 0});
    formats_.push_back(date_format_of(mapping, column.name));
  }
  currency_ = target_index(mapping.kind, "currency");
  around_.sign = mapping.currency_sign;
  for (const CsvField& heading : table.header.fields) {
    notations_.push_back(notation_of_heading(heading.text));
    if (notations_.back().currency.empty() && notations_.back().sign.empty())
      notations_.back().sign = mapping.currency_sign;
  }
  has_other_currency_.assign(notations_.size(), false);
}

std::size_t RowValues::index_of(const std::string& heading) const {
  const auto& fields = table_.header.fields;
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const CsvField& field) { return field.text == heading; });
  return static_cast<std::size_t>(found - fields.begin());
}

bool RowValues::meets(const CsvRow& row, const RowRule& rule) const {
  const std::string_view text = without_edges(row.fields[index_of(rule.column)].text);
  return std::any_of(rule.values.begin(), rule.values.end(),
                     [&](const std::string& value) { return value == text || (value == any_value && !text.empty()); });
}

bool RowValues::meets_one(const CsvRow& row, const std::vector<RowRule>& rules) const {
  return std::any_of(rules.begin(), rules.end(), [&](const RowRule& rule) { return meets(row, rule); });
}

const CsvField& RowValues::field_of(const CsvRow& row, std::size_t target) const {
  if (!sources_[target]) return fixed_[target];
  const CsvField& first = row.fields[*sources_[target]];
  if (!first.text.empty()) return first;
  for (const std::size_t fallback : fallbacks_[target])
    if (!row.fields[fallback].text.empty()) return row.fields[fallback];
  return fixed_[target].text.empty() ? first : fixed_[target];
}

const CsvField& RowValues::field_of(const CsvRow& row, std::string_view target) const {
  static const CsvField none;
  const auto index = target_index(mapping_.kind, target);
  return index ? field_of(row, *index) : none;
}

/// A due date may follow from the issue date, an amount from what was charged and paid.
bool RowValues::may_be_empty(std::string_view target) const {
  if (target == "due") return maps(mapping_, "issued") || maps(mapping_, "terms_days");
  return target == "amount" && maps(mapping_, "debit") && maps(mapping_, "credit");
}

std::optional<Minor> RowValues::amount_in(const CsvField& field, const std::string& currency) const {
  const auto amount = read_exported_amount(field.text, mapping_.decimal_sign.value_or(DecimalSign::point));
  if (!amount) return std::nullopt;
  return parse_money(shifted_decimal(amount->plain, mapping_.amount_unit.value_or(0)),
                     decimals_of(currency.empty() ? amount->currency : currency, ledger_currency_))
      .amount;
}

Minor RowValues::taken_off(const CsvRow& row, const std::string& currency) {
  Minor sum = 0;
  for (const std::string& heading : mapping_.less) {
    const CsvField& field = row.fields[index_of(heading)];
    if (is_blank(field.text)) continue;
    const auto amount = amount_in(field, currency);
    if (!amount)
      fault(row, field,
            message("\"{}\" is not an amount written {}", heading,
                    example_of(mapping_.decimal_sign.value_or(DecimalSign::point))),
            "correct the value, or the number format in a mapping");
    sum = saturated_sum(sum, std::abs(amount.value_or(0)));
  }
  return sum;
}

const AmountNotation& RowValues::notation_of(const CsvRow& row, const CsvField& field) const {
  for (std::size_t column = 0; column < std::min(row.fields.size(), notations_.size()); ++column)
    if (&row.fields[column] == &field) return notations_[column];
  return around_;
}

/// The currency of an item, from its own column, else from beside the number, else from the heading. False where they
/// say different things, or a sign is none of the ledger's currency.
bool RowValues::settle_currency(const CsvRow& row, const CsvField& field, const ExportedAmount& amount,
                                std::string& currency) {
  const AmountNotation& heading = notation_of(row, field);
  const bool has_own = !amount.currency.empty() || !amount.sign.empty();
  const std::string& code = has_own ? amount.currency : heading.currency;
  const std::string& sign = has_own ? amount.sign : heading.sign;
  if (currency.empty() && !code.empty()) currency = code;
  const std::string& of_sign = currency.empty() && ledger_currency_ ? *ledger_currency_ : currency;
  const bool is_other =
      !code.empty() ? code != currency : !sign.empty() && !of_sign.empty() && !shares_sign(of_sign, sign);
  if (!is_other) return true;
  const bool is_of_heading = !has_own;
  if (is_of_heading) {
    const auto column = static_cast<std::size_t>(&field - row.fields.data());
    if (has_other_currency_[column]) return false;  // said once
    has_other_currency_[column] = true;
  }
  const bool is_of_ledger = currency.empty();
  const Message mend = is_of_ledger
                           ? message("say in a mapping which currency it is: [fixed] currency = \"USD\"")
                           : message(
                                 "correct one of them; or say in a mapping what the amounts are in: [fixed] currency = "
                                 "\"{}\"",
                                 code.empty() ? "USD" : code);
  if (is_of_ledger)
    fault(row, field,
          message("the amounts are marked \"{}\", which is no sign of {}, the ledger's currency", sign, of_sign), mend);
  else if (is_of_heading)
    fault(row, field, message("the heading \"{}\" names another currency than the item's {}", heading.words, currency),
          mend);
  else fault(row, field, message("the amount names another currency than the item's {}", currency), mend);
  return false;
}

void RowValues::fault(const CsvRow& row, const CsvField& field, Message what, Message mend) {
  const bool has_place = field.line > 0;
  faults_.push_back({table_.file, has_place ? field.line : row.line, has_place ? field.column : 1, std::move(what),
                     field.text, std::move(mend)});
}

ExportedItem RowValues::read(const CsvRow& row) {
  ExportedItem item{row.line, std::vector<std::string>(columns_.size())};
  if (currency_) read_currency(row, item);
  for (std::size_t target = 0; target < columns_.size(); ++target) read_value(row, target, item);
  return item;
}

void RowValues::read_currency(const CsvRow& row, ExportedItem& item) {
  const CsvField& field = field_of(row, *currency_);
  if (without_edges(field.text).empty()) return;
  const auto code = currency_meant_by(field.text);
  if (!code) return fault(row, field, "unknown currency", "use an ISO 4217 code, such as USD, EUR or CNY");
  item.values[*currency_] = *code;
}

void RowValues::read_value(const CsvRow& row, std::size_t target, ExportedItem& item) {
  const TargetColumn& column = columns_[target];
  if (is_line_[target]) {
    item.values[target] = fmt::format("line {}", row.line);
    return;
  }
  if (column.type == ColumnType::currency) return;  // read before the amounts, which may name one too
  const CsvField& field = field_of(row, target);
  const bool is_empty = column.type == ColumnType::text ? without_edges(field.text).empty() : is_blank(field.text);
  if (is_empty) {
    const bool is_number_of_account = maps(mapping_, "debit") && target == number_index(mapping_.kind);
    if (is_number_of_account) item.values[target] = fmt::format("line {}", row.line);  // a payment has none
    else if (column.type == ColumnType::amount && !without_edges(field.text).empty()) item.values[target] = "0";
    else if (column.required && !may_be_empty(column.name))
      fault(row, field, message("{} is empty", column.name), "fill it in, or leave the row out");
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

void RowValues::read_text(const CsvRow& row, const CsvField& field, std::size_t target, ExportedItem& item) {
  const std::string_view text = without_edges(field.text);
  if (columns_[target].name == "class" && !parse_payment_class(text))
    return fault(row, field, "unknown payment class", "use supplier, rent, utilities, ...");
  if (columns_[target].name == "kind" && text != "invoice" && text != "order" && text != "bill")
    return fault(row, field, "unknown kind of history",
                 "use invoice, order or bill; for one kind throughout, under [fixed]: kind = \"invoice\"");
  constexpr std::size_t text_bytes_max = 1000;  // as the ledger takes it
  if (text.size() > text_bytes_max)
    return fault(row, field, message("{} is longer than {} bytes", columns_[target].name, text_bytes_max),
                 "shorten it");
  item.values[target] = in_one_line(text);
  if (text.find_first_of("\n\r\t") != std::string_view::npos) text_lines_.push_back(row.line);
  if (item.values[target].empty())
    fault(row, field, message("{} is empty", columns_[target].name), "fill it in, or leave the row out");
}

void RowValues::read_date(const CsvRow& row, const CsvField& field, std::size_t target, ExportedItem& item) {
  const std::string_view text = without_edges(field.text);
  if (columns_[target].name == "due" && is_due_at_once(text)) {
    const CsvField& issued = field_of(row, "issued");
    if (!without_edges(issued.text).empty()) return read_date(row, issued, target, item);
    if (as_of_) item.values[target] = iso_text(*as_of_);
    else fault(row, field, "due at once, and nothing says when", "give the day of the list: --as-of YYYY-MM-DD");
    return;
  }
  const auto issued = target_index(mapping_.kind, "issued");
  const auto& format = columns_[target].name == "due" && &field != &fixed_[target] && issued && sources_[*issued] &&
                               &field == &row.fields[*sources_[*issued]]
                           ? formats_[*issued]
                           : formats_[target];
  auto date = format ? format->read(text) : std::nullopt;
  if (!date && &field == &fixed_[target]) date = parse_date(text);
  if (date) item.values[target] = iso_text(*date);
  else
    fault(row, field,
          message("{} is not a date written {}", columns_[target].name,
                  formats_[target] ? formats_[target]->pattern() : "YYYY-MM-DD"),
          "correct the value, or the date format in a mapping");
}

void RowValues::read_amount(const CsvRow& row, const CsvField& field, std::size_t target, ExportedItem& item) {
  const DecimalSign sign = mapping_.decimal_sign.value_or(DecimalSign::point);
  const auto amount = read_exported_amount(field.text, sign);
  if (!amount)
    return fault(row, field, message("{} is not an amount written {}", columns_[target].name, example_of(sign)),
                 "correct the value, or the number format in a mapping");
  std::string& currency = item.values[*currency_];
  if (!settle_currency(row, field, *amount, currency)) return;
  const std::string code = currency.empty() ? ledger_currency_.value_or("") : currency;
  const int decimals = currency_decimals(code).value_or(2);
  const ParsedMoney money = parse_money(shifted_decimal(amount->plain, mapping_.amount_unit.value_or(0)), decimals);
  if (money.error == MoneyError::too_many_decimals)
    return fault(
        row, field,
        code.empty() ? message("more decimals than money has here") : message("more decimals than {} has", code),
        "round it in the export");
  if (money.error) return fault(row, field, "an amount too large to be one", "correct it");
  item.values[target] = money_text(*money.amount, decimals);
}

void RowValues::read_share(const CsvRow& row, const CsvField& field, std::size_t target, ExportedItem& item) {
  const DecimalSign sign = mapping_.decimal_sign.value_or(DecimalSign::point);
  constexpr std::array<std::string_view, 6> parts_of_one = {"cancellation", "on_time",        "never",
                                                            "failure",      "deposit_refund", "cost_sunk"};
  auto share = read_exported_share(field.text, sign);
  const bool is_part = std::find(parts_of_one.begin(), parts_of_one.end(), columns_[target].name) != parts_of_one.end();
  const double part = share && is_part ? std::strtod(share->c_str(), nullptr) : 0.0;
  if (part < 0.0 || part > 1.0)
    return fault(row, field, message("{} is a share, and not from 0 to 1", columns_[target].name), "write 0.35 or 35%");
  if (share) item.values[target] = std::move(*share);
  else
    fault(row, field,
          message("{} is not a number written {}", columns_[target].name,
                  sign == DecimalSign::point ? "0.35 or 35%" : "0,35 or 35%"),
          "correct it");
}

void RowValues::read_days(const CsvRow& row, const CsvField& field, std::size_t target, ExportedItem& item) {
  const std::string text = lower_case(without_edges(field.text));
  const bool is_at_once = text.find("receipt") != std::string::npos || text == "cash" || text == "cod";
  const auto days = is_at_once ? std::optional(0) : days_in(text);
  if (days) item.values[target] = std::to_string(*days);
  else
    fault(row, field, message("{} does not tell a number of days", columns_[target].name),
          "use a column with numbers or \"Net 30\", or one of due dates");
}

void RowValues::read_flag(const CsvRow& row, const CsvField& field, std::size_t target, ExportedItem& item) {
  const std::string text = lower_case(without_edges(field.text));
  constexpr std::array<std::string_view, 8> yes = {"1", "true", "yes", "y", "x", "cancelled", "canceled", "是"};
  constexpr std::array<std::string_view, 5> no = {"0", "false", "no", "n", "否"};
  if (std::find(yes.begin(), yes.end(), text) != yes.end()) item.values[target] = "true";
  else if (std::find(no.begin(), no.end(), text) != no.end()) item.values[target] = "false";
  else
    fault(row, field, message("{} is neither yes nor no", columns_[target].name),
          message("say in a mapping, below [cancelled], which values mean so: \"{}\" = [\"value\"]",
                  table_.header.fields[*sources_[target]].text));
}

}  // namespace headroom
