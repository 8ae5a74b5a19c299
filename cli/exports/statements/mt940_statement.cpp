#include <algorithm>
#include <cstdlib>
#include <vector>

#include "cli/exports/statements/bank_statement.hpp"
#include "cli/exports/statements/statement_values.hpp"
#include "cli/exports/tables/export_values.hpp"
#include "cli/files/text_file.hpp"
#include "cli/syntax/markup.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/text_encoding.hpp"

namespace headroom {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(std::string_view text) {
  return std::min(static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin()),
                  text.size());
}

/// A field `:TAG:text`, whose text may go on over lines.
struct Field {
  std::string tag, text;
  int line = 0;
};

std::vector<Field> fields_of(std::string_view text) {
  std::vector<Field> fields;
  int line = 0;
  while (!text.empty()) {
    ++line;
    std::string_view row = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), row.size() + 1));
    if (row.ends_with('\r')) row.remove_suffix(1);
    const std::size_t end = row.starts_with(':') ? row.find(':', 1) : std::string_view::npos;
    if (end != std::string_view::npos && end >= 3 && end <= 4)
      fields.push_back({std::string(row.substr(1, end - 1)), std::string(row.substr(end + 1)), line});
    else if (row.starts_with("-") || row.starts_with("{")) continue;
    else if (!fields.empty()) fields.back().text += "\n" + std::string(row);
  }
  return fields;
}

class Mt940Reader {
 public:
  explicit Mt940Reader(BankStatements& out) : out_(out), values_(out) {}

  void read(const std::vector<Field>& fields) {
    for (const Field& field : fields) {
      place_.line = field.line;
      if (field.tag == "20") begin_message();
      else if (field.tag == "25") account_ = line_of_text(field.text);
      else if (field.tag == "60F" || field.tag == "60M") open(field);
      else if (field.tag == "61") read_entry(field.text);
      else if (field.tag == "86" && has_entry_) read_information(field.text);
      else if (field.tag == "62F" || field.tag == "62M") close(field);
    }
    if (is_open_)
      values_.fault(place_.line, "the last statement has no closing balance (:62F:): it is cut short", account_);
    if (out_.accounts.empty() && out_.faults.empty()) values_.fault(1, "holds no statement (:60F: to :62F:)", "");
  }

 private:
  void begin_message() {
    if (is_open_) values_.fault(place_.line, "a statement without closing balance (:62F:)", account_);
    is_open_ = has_entry_ = false;
  }

  /// `C261001EUR10000,00`: sign, day, currency, amount.
  std::optional<StatementBalance> balance(std::string_view text, std::string& currency) {
    if (text.size() < 11 || (text[0] != 'C' && text[0] != 'D')) {
      values_.fault(place_.line, "no balance of MT940 (sign, day, currency, amount)", text);
      return std::nullopt;
    }
    const auto day = values_.day(place_, "20" + std::string(text.substr(1, 6)));
    const auto code = values_.currency(place_, text.substr(7, 3));
    const auto amount = code ? values_.amount(place_, line_of_text(text.substr(10)), *code) : std::nullopt;
    if (!day || !amount) return std::nullopt;
    currency = *code;
    return StatementBalance{*day, text[0] == 'C' ? *amount : -*amount};
  }

  /// A statement of several messages goes on where the one before it ended with an interim balance.
  void open(const Field& field) {
    const bool goes_on = field.tag == "60M" && !out_.accounts.empty() && out_.accounts.back().account == account_;
    std::string currency;
    const auto opening = balance(field.text, currency);
    if (!opening) return;
    is_open_ = true;
    has_entry_ = false;
    if (goes_on) {
      statement_ = std::move(out_.accounts.back());
      out_.accounts.pop_back();
      return;
    }
    statement_ = {};
    statement_.account = account_;
    statement_.currency = currency;
    statement_.opening = opening;
    if (account_.empty()) values_.fault(field.line, "a statement that names no account (:25:)", "");
  }

  void close(const Field& field) {
    std::string currency;
    const auto closing = balance(field.text, currency);
    if (!closing || !is_open_) return;
    if (currency != statement_.currency)
      return values_.fault(field.line, "a balance in another currency than the statement's", currency);
    statement_.closing = *closing;
    out_.accounts.push_back(std::move(statement_));
    is_open_ = has_entry_ = false;
  }

  /// `2610021002CR1200,00N062NONREF//BANKREF`: value day, entry day, sign (R before it: of a reversal), amount, kind,
  /// references.
  void read_entry(std::string_view text) {
    has_entry_ = false;
    if (!is_open_) return values_.fault(place_.line, "an entry (:61:) before any opening balance (:60F:)", text);
    const std::size_t digits = digits_at(text);
    std::string_view rest = text.substr(digits);
    const bool is_reversal = rest.starts_with("RC") || rest.starts_with("RD");
    if (is_reversal) rest.remove_prefix(1);
    const bool is_credit = rest.starts_with('C');
    if ((digits != 6 && digits != 10) || (!is_credit && !rest.starts_with('D')))
      return values_.fault(place_.line, "no entry of MT940 (value day, sign, amount)", text.substr(0, 40));
    rest.remove_prefix(1);
    if (!rest.empty() && !is_digit(rest.front())) rest.remove_prefix(1);  // the third letter of the currency
    const std::size_t size = static_cast<std::size_t>(
        std::find_if_not(rest.begin(), rest.end(), [](char c) { return is_digit(c) || c == ','; }) - rest.begin());
    const auto value_day = values_.day(place_, "20" + std::string(text.substr(0, 6)));
    const auto amount = values_.amount(place_, rest.substr(0, size), statement_.currency);
    if (!value_day || !amount) return;
    StatementEntry entry{booked(*value_day, digits == 10 ? text.substr(6, 4) : std::string_view()),
                         is_credit != is_reversal ? *amount : -*amount,
                         "",
                         "",
                         place_.line,
                         is_reversal};
    rest.remove_prefix(std::min(rest.size(), size + 4));
    add_reference(entry.reference, rest.substr(0, rest.find_first_of("\n")) == "NONREF" ? "" : rest);
    statement_.entries.push_back(std::move(entry));
    has_entry_ = true;
  }

  /// The entry day has no year: it is the one next to the value day.
  static Date booked(Date value_day, std::string_view month_and_day) {
    if (month_and_day.empty()) return value_day;
    std::optional<Date> nearest;
    for (const int year : {value_day.year() - 1, value_day.year(), value_day.year() + 1}) {
      const auto day = parse_date(std::to_string(year) + "-" + std::string(month_and_day.substr(0, 2)) + "-" +
                                  std::string(month_and_day.substr(2)));
      if (day && (!nearest || std::abs(*day - value_day) < std::abs(*nearest - value_day))) nearest = day;
    }
    return nearest.value_or(value_day);
  }

  /// Plain text; or `166?00...?20part?21part?32name?33name`, as German banks write it; or `/NAME/.../REMI/...`.
  void read_information(std::string_view text) {
    StatementEntry& entry = statement_.entries.back();
    std::string joined(text);
    joined.erase(std::remove(joined.begin(), joined.end(), '\n'), joined.end());
    if (joined.size() > 3 && joined[3] == '?') return read_subfields(joined, entry);
    if (const std::size_t name = joined.find("/NAME/"); name != std::string::npos)
      entry.party = line_of_text(std::string_view(joined).substr(name + 6, joined.find('/', name + 6) - name - 6));
    add_reference(entry.reference, line_of_text(text));
    if (joined != text) add_reference(entry.reference, joined);  // a number may be cut at the end of a line
  }

  static void read_subfields(std::string_view text, StatementEntry& entry) {
    constexpr std::size_t subfield_length = 27;
    std::string remittance;
    for (std::size_t at = text.find('?'); at != std::string_view::npos && at + 3 <= text.size();) {
      const std::string_view code = text.substr(at + 1, 2);
      const std::size_t next = text.find('?', at + 3);
      const std::string_view part = text.substr(at + 3, next == std::string_view::npos ? next : next - at - 3);
      if (code == "32" || code == "33") entry.party += part;
      if ((code >= "20" && code <= "29") || (code >= "60" && code <= "63"))
        remittance += std::string(part) + (part.size() < subfield_length ? " " : "");
      at = next;
    }
    entry.party = line_of_text(entry.party);
    add_reference(entry.reference, remittance);
  }

  BankStatements& out_;
  StatementValues values_;
  MarkupNode place_;
  std::string account_;
  BankStatement statement_;
  bool is_open_ = false, has_entry_ = false;
};

}  // namespace

BankStatements read_mt940(const std::string& file, const std::string& bytes) {
  BankStatements out;
  out.file = file;
  out.format = "a bank statement (MT940)";
  std::string encoding;
  const Result<std::string> text = decode_export(file, bytes, std::nullopt, encoding);
  if (!text) {
    out.faults = text.faults();
    return out;
  }
  if (text.value().find('\0') != std::string::npos) {
    out.faults.push_back({file, 0, 0, "holds bytes of 0: it is damaged, or no text", "",
                          "export the statement from the bank again, and give the file as it is"});
    return out;
  }
  Mt940Reader(out).read(fields_of(without_byte_order_mark(text.value())));
  if (out.faults.empty()) join_statements(out);
  return out;
}

}  // namespace headroom
