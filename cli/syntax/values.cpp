#include "cli/syntax/values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

/// The whole of `text` as a finite decimal number.
std::optional<double> parse_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

/// Why a text that should be a number is none, as far as it can be told.
Message number_mend(std::string_view text, const Message& words) {
  if (text.ends_with('%')) return message("write {}, without a per cent sign", words);
  if (text.find(',') != std::string_view::npos)
    return message("write {}, with a full stop as decimal sign and no thousands separators", words);
  return message("write {}", words);
}

}  // namespace

std::optional<double> number_of(const std::optional<RawValue>& value, const NumberRange& range, FaultLog& log) {
  if (!value) return std::nullopt;
  const std::optional<double> number = parse_number(value->text);
  if (!number) {
    log.fault(value->place, message("`{}` is not a number", value->name), value->text,
              number_mend(value->text, Message(range.words)));
    return std::nullopt;
  }
  if (*number < range.least || *number > range.most || (range.above_least && *number == range.least)) {
    log.fault(value->place, message("`{}` is out of range", value->name), value->text,
              message("write {}", Message(range.words)));
    return std::nullopt;
  }
  return number;
}

std::optional<int> whole_number_of(const std::optional<RawValue>& value, int least, int most, FaultLog& log) {
  if (!value) return std::nullopt;
  std::string_view text = value->text;
  if (text.starts_with('+')) text.remove_prefix(1);
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto words = [least, most] { return message("write a whole number from {} to {}", least, most); };
  if (end != text.data() + text.size() || error == std::errc::invalid_argument) {
    log.fault(value->place, message("`{}` is not a whole number", value->name), value->text, words());
    return std::nullopt;
  }
  if (error != std::errc() || number < least || number > most) {
    log.fault(value->place, message("`{}` is out of range", value->name), value->text, words());
    return std::nullopt;
  }
  return number;
}

std::optional<Date> date_of(const std::optional<RawValue>& value, FaultLog& log) {
  if (!value) return std::nullopt;
  const std::optional<Date> date = parse_date(value->text);
  if (date) return date;
  const std::string& text = value->text;
  const bool has_form = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                        std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) == 8;
  if (has_form)
    log.fault(value->place, message("`{}` is not a day of the calendar", value->name), text,
              "write a real day from 1901-01-01 to 2199-12-31");
  else
    log.fault(value->place, message("`{}` is not a date", value->name), text,
              "write year-month-day, such as 2026-10-31");
  return std::nullopt;
}

std::optional<Minor> money_of(const std::optional<RawValue>& value, const Currency& currency, FaultLog& log) {
  if (!value) return std::nullopt;
  const ParsedMoney money = parse_money(value->text, currency.decimals);
  if (money.amount) return money.amount;
  switch (*money.error) {
    case MoneyError::not_a_number:
      log.fault(value->place, message("`{}` is not an amount", value->name), value->text,
                number_mend(value->text, "plain digits, such as 1250.50"));
      break;
    case MoneyError::too_many_decimals:
      log.fault(value->place,
                message("`{}` has more decimals than {} has ({})", value->name, currency.code, currency.decimals),
                value->text, "round it");
      break;
    case MoneyError::too_large:
      log.fault(value->place, message("`{}` is larger than any amount that can be counted", value->name), value->text,
                message("write at most {}", money_text(amount_max, currency.decimals)));
      break;
  }
  return std::nullopt;
}

std::optional<Minor> money_not_negative_of(const std::optional<RawValue>& value, const Currency& currency,
                                           FaultLog& log) {
  const std::optional<Minor> amount = money_of(value, currency, log);
  if (!amount || *amount >= 0) return amount;
  log.fault(value->place, message("`{}` is negative", value->name), value->text, "write 0 or more");
  return std::nullopt;
}

std::optional<std::string> line_of(const std::optional<RawValue>& value, FaultLog& log) {
  if (!value) return std::nullopt;
  if (value->text.size() > line_bytes_max) {
    log.fault(value->place, message("`{}` is longer than {} bytes", value->name, line_bytes_max), value->text,
              "shorten it");
    return std::nullopt;
  }
  const bool has_control = std::any_of(value->text.begin(), value->text.end(),
                                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (has_control) {
    log.fault(value->place, message("`{}` holds control characters or a line break", value->name), value->text,
              "write it in one line, without them");
    return std::nullopt;
  }
  return value->text;
}

std::optional<bool> truth_of(const std::optional<RawValue>& value, FaultLog& log) {
  if (!value) return std::nullopt;
  if (value->text == "true" || value->text == "false") return value->text == "true";
  log.fault(value->place, message("`{}` is neither true nor false", value->name), value->text, "write true or false");
  return std::nullopt;
}

std::optional<std::string> country_of(const std::optional<RawValue>& value, FaultLog& log) {
  if (!value) return std::nullopt;
  const std::string& code = value->text;
  if (code.size() == 2 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
    return code;
  log.fault(value->place, message("`{}` is not a country code", value->name), code,
            "write the two capital letters of ISO 3166, such as CN");
  return std::nullopt;
}

std::optional<Currency> currency_of(const std::optional<RawValue>& value, FaultLog& log) {
  if (!value) return std::nullopt;
  const std::optional<int> decimals = currency_decimals(value->text);
  if (decimals) return Currency{value->text, *decimals};
  log.fault(value->place, message("`{}` is not a currency code", value->name), value->text,
            "write the three capital letters of ISO 4217, such as CNY");
  return std::nullopt;
}

void log_unknown_choice(const RawValue& value, const std::vector<std::string>& names, FaultLog& log) {
  const std::optional<std::string> near = nearest_name(value.text, names);
  log.fault(value.place, message("`{}` has a value that is not known", value.name), value.text,
            near ? message("did you mean `{}`?", *near) : message("write {}", listed(names)));
}

}  // namespace headroom
