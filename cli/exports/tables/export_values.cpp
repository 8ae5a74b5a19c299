#include "cli/exports/tables/export_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "cli/exports/tables/amount_notation.hpp"
#include "cli/syntax/hidden_characters.hpp"
#include "cli/syntax/message.hpp"
#include "models/saturated_sum.hpp"

namespace headroom {

namespace {

constexpr Minor amounts_sum_max = 1'000'000'000'000'000'000;

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> texts_of(const std::vector<const CsvField*>& fields) {
  std::vector<std::string_view> texts;
  for (const CsvField* field : fields)
    if (const std::string_view text = trimmed(field->text); !text.empty()) texts.push_back(text);
  return texts;
}

}  // namespace

std::string line_of_text(std::string_view text) {
  std::string out;
  text = trimmed(text);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (const std::size_t hidden = hidden_character_at_front(text.substr(at))) {
      at += hidden - 1;
      continue;
    }
    const bool is_control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    if (!is_control) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

std::string lower_text(std::string_view text) {
  std::string out(text);
  char before = ' ';
  for (char& c : out) {
    const auto byte = static_cast<unsigned char>(c);
    // Ä, Ö, Ü and their like are two bytes, C3 and then 20 less than the small letter's.
    const bool is_large_accented = before == '\xC3' && byte >= 0x80 && byte <= 0x9E && byte != 0x97;
    c = static_cast<char>(is_large_accented ? byte + 0x20 : std::tolower(byte));
    before = c;
  }
  return out;
}

void ExportValues::settle(const std::vector<const CsvField*>& dates, const std::vector<const CsvField*>& amounts,
                          const std::optional<ColumnMapping>& mapping) {
  if (mapping) {
    date_format_ = mapping->date_format;
    decimal_sign_ = mapping->decimal_sign;
    amount_unit_ = mapping->amount_unit.value_or(0);
  }
  if (!date_format_) settle_dates(dates);
  if (!decimal_sign_) settle_numbers(amounts);
}

void ExportValues::settle_dates(const std::vector<const CsvField*>& fields) {
  const auto texts = texts_of(fields);
  if (texts.empty()) return;
  const std::vector<DateFormat> fitting = date_formats_that_fit(texts);
  if (fitting.size() == 1) {
    date_format_ = fitting.front();
    if (fitting.front().pattern() != "YYYY-MM-DD")
      assumptions_.push_back(message("dates are written {}", fitting.front().pattern()));
    return;
  }
  const auto example = std::find_if(fields.begin(), fields.end(), [&](const CsvField* field) {
    const std::string_view text = trimmed(field->text);
    return !text.empty() && (fitting.empty() || fitting[0].read(text) != fitting[1].read(text));
  });
  if (fitting.empty())
    return fault(**example, "most dates are not in a known format",
                 "say in a mapping how they are written, such as: date = \"DD.MM.YYYY\"");
  fault(**example, message("the dates can be read in {} ways, and no value decides", fitting.size()),
        message("pass with --map a file that says: date = \"{}\", or date = \"{}\"", fitting[0].pattern(),
                fitting[1].pattern()));
}

void ExportValues::settle_numbers(const std::vector<const CsvField*>& fields) {
  const auto texts = texts_of(fields);
  if (texts.empty()) return;
  const std::vector<DecimalSign> fitting =
      number_formats_that_fit(texts, decimals_of("", ledger_currency_) + amount_unit_);
  if (fitting.size() == 1) {
    decimal_sign_ = fitting.front();
    if (fitting.front() == DecimalSign::comma)
      assumptions_.push_back(message("numbers are written {}", example_of(fitting.front())));
    return;
  }
  const auto example = std::find_if(fields.begin(), fields.end(), [&](const CsvField* field) {
    return fitting.empty() ? !trimmed(field->text).empty() : field->text.find_first_of(".,") != std::string::npos;
  });
  if (fitting.empty())
    return fault(**example, "most amounts are not numbers in a known format", "correct them in the export");
  fault(**example, "the amounts can be read in two ways, and no value decides",
        R"(pass with --map a file that says: number = "1,234.50", or number = "1.234,50")");
}

void ExportValues::fault(const CsvField& field, Message what, Message mend) {
  faults_.push_back({file_, field.line, field.column, std::move(what), field.text, std::move(mend)});
}

bool ExportValues::is_date(std::string_view text) const { return date_format_ && date_format_->read(trimmed(text)); }

std::optional<Date> ExportValues::date(const CsvField& field, std::string_view name) {
  const std::string_view text = trimmed(field.text);
  if (text.empty() || !date_format_) return std::nullopt;
  const auto date = date_format_->read(text);
  if (!date)
    fault(field, message("{} is not a date written {}", name, date_format_->pattern()),
          "correct the value, or the date format in a mapping");
  return date;
}

std::optional<std::string> ExportValues::currency(const CsvField& field) {
  if (trimmed(field.text).empty()) return "";
  const auto code = currency_meant_by(field.text);
  if (!code) fault(field, "unknown currency", "use an ISO 4217 code, such as USD, EUR or CNY");
  return code;
}

std::optional<Minor> ExportValues::amount(const CsvField& field, std::string_view name, std::string& currency) {
  if (trimmed(field.text).empty() || !decimal_sign_) return std::nullopt;
  const auto amount = read_exported_amount(field.text, *decimal_sign_);
  if (!amount) {
    fault(field, message("{} is not an amount written {}", name, example_of(*decimal_sign_)),
          "correct the value, or the number format in a mapping");
    return std::nullopt;
  }
  if (!amount->currency.empty() && !currency.empty() && amount->currency != currency) {
    fault(field, message("the amount names another currency than the item's {}", currency), "correct one of them");
    return std::nullopt;
  }
  if (currency.empty()) currency = amount->currency;
  const std::string& of_sign = currency.empty() && ledger_currency_ ? *ledger_currency_ : currency;
  if (!amount->sign.empty() && !of_sign.empty() && !shares_sign(of_sign, amount->sign)) {
    fault(field, message("the amount is marked \"{}\", which is no sign of {}", amount->sign, of_sign),
          "name the currency in the export: a column, or its code beside the number");
    return std::nullopt;
  }
  const ParsedMoney money =
      parse_money(shifted_decimal(amount->plain, amount_unit_), decimals_of(currency, ledger_currency_));
  if (money.error == MoneyError::too_many_decimals)
    fault(field, message("{} has more decimals than its currency", name), "round it in the export");
  else if (money.error) fault(field, message("{} is too large to be an amount", name), "correct it");
  if (!money.amount || counted_ > amounts_sum_max) return std::nullopt;
  counted_ = saturated_sum(counted_, std::abs(*money.amount));
  if (counted_ <= amounts_sum_max) return money.amount;
  fault(field, "from here on the amounts of the file come to more than can be counted exactly",
        "check the number format");
  return std::nullopt;
}

void ExportValues::hand_over(Faults& faults, std::vector<Message>& assumptions) {
  faults.insert(faults.end(), faults_.begin(), faults_.end());
  assumptions.insert(assumptions.end(), assumptions_.begin(), assumptions_.end());
  faults_.clear();
  assumptions_.clear();
}

}  // namespace headroom
