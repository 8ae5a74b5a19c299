#include "cli/exports/tables/number_format.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <utility>

#include "models/money.hpp"

namespace headroom {

namespace {

using std::string_view_literals::operator""sv;

struct CurrencyWord {
  std::string_view word;
  std::string_view code;
};

// In small letters where they have any.
constexpr std::array<CurrencyWord, 44> currency_words = {
    {{"€", "EUR"},      {"£", "GBP"},        {"₹", "INR"},      {"₩", "KRW"},    {"₽", "RUB"},  {"₺", "TRY"},
     {"zł", "PLN"},     {"kč", "CZK"},       {"ft", "HUF"},     {"r$", "BRL"},   {"us$", "USD"},  {"c$", "CAD"},
     {"ca$", "CAD"},    {"a$", "AUD"},       {"au$", "AUD"},    {"nz$", "NZD"},  {"hk$", "HKD"},  {"s$", "SGD"},
     {"nt$", "TWD"},    {"rmb", "CNY"},      {"cn¥", "CNY"},    {"cnh", "CNY"},  {"元", "CNY"},   {"圆", "CNY"},
     {"人民币", "CNY"}, {"人民币元", "CNY"}, {"円", "JPY"},     {"日元", "JPY"}, {"美元", "USD"}, {"美金", "USD"},
     {"ドル", "USD"},   {"欧元", "EUR"},     {"ユーロ", "EUR"}, {"英镑", "GBP"}, {"港元", "HKD"}, {"港币", "HKD"},
     {"新台币", "TWD"}, {"euro", "EUR"},     {"euros", "EUR"},  {"yen", "JPY"},  {"yuan", "CNY"}, {"sterling", "GBP"},
     {"rm", "MYR"},     {"chf.", "CHF"}}};

/// Signs that several currencies share, with their codes.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> shared_signs = {
    {{"$", "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU BBD BMD BSD BZD FJD JMD TTD NAD XCD"},
     {"dollar", "USD CAD AUD NZD SGD HKD TWD BBD BMD BSD BZD FJD JMD TTD NAD XCD"},
     {"dollars", "USD CAD AUD NZD SGD HKD TWD BBD BMD BSD BZD FJD JMD TTD NAD XCD"},
     {"¥", "CNY JPY"},
     {"￥", "CNY JPY"},
     {"kr", "SEK NOK DKK ISK"},
     {"kr.", "SEK NOK DKK ISK"},
     {"fr.", "CHF XOF XAF XPF"},
     {"rs.", "INR PKR LKR NPR MUR SCR"}}};

// Spaces that stand in numbers: plain, no-break, narrow no-break, thin.
constexpr std::array<std::string_view, 4> spaces = {" "sv, "\u00A0"sv, "\u202F"sv, "\u2009"sv};
constexpr std::array<std::string_view, 2> apostrophes = {"'"sv, "\u2019"sv};
// The triangles are how Japanese accounts write a minus.
constexpr std::array<std::string_view, 5> minus_signs = {"-"sv, "\u2212"sv, "\u2013"sv, "▲"sv, "△"sv};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

template <std::size_t N>
std::size_t length_at_front(std::string_view text, const std::array<std::string_view, N>& words) {
  for (const std::string_view word : words)
    if (text.starts_with(word)) return word.size();
  return 0;
}

template <std::size_t N>
std::size_t length_at_back(std::string_view text, const std::array<std::string_view, N>& words) {
  for (const std::string_view word : words)
    if (text.ends_with(word)) return word.size();
  return 0;
}

void trim(std::string_view& text) {
  while (const std::size_t length = length_at_front(text, spaces)) text.remove_prefix(length);
  while (const std::size_t length = length_at_back(text, spaces)) text.remove_suffix(length);
}

std::string upper_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// What stands around the digits of an amount.
struct Surroundings {
  bool negative = false;
  int signs = 0;
  std::string currency, shared_sign;
};

/// Takes note of a word beside the number; false where it means nothing here.
bool note_word(std::string_view word, Surroundings& around) {
  const std::string upper = upper_case(word);
  if (upper == "CR" || upper == "DR") {
    around.negative = upper == "CR";
    ++around.signs;
    return true;
  }
  const auto code = currency_meant_by(word);
  if (code) {
    if (!around.currency.empty()) return false;
    around.currency = *code;
    return true;
  }
  if (!is_shared_sign(word)) return false;
  around.shared_sign = word;
  return true;
}

bool starts_number(std::string_view text) {
  if (text.empty()) return true;
  return is_digit(text.front()) ||
         ((text.front() == '.' || text.front() == ',') && text.size() > 1 && is_digit(text[1]));
}

/// Strips signs, parentheses and words from the front until the number begins.
bool take_front(std::string_view& text, Surroundings& around) {
  while (!starts_number(text)) {
    if (const std::size_t minus = length_at_front(text, minus_signs)) {
      around.negative = true;
      ++around.signs;
      text.remove_prefix(minus);
    } else if (text.front() == '+') {
      ++around.signs;
      text.remove_prefix(1);
    } else {
      // Up to the first digit: the full stop of `Rs.500` belongs to the word, and is no decimal sign.
      std::size_t length = 0;
      while (length < text.size() && !is_digit(text[length]) &&
             length_at_front(text.substr(length), minus_signs) == 0 &&
             length_at_front(text.substr(length), spaces) == 0)
        ++length;
      if (length == 0 || !note_word(text.substr(0, length), around)) return false;
      text.remove_prefix(length);
    }
    trim(text);
  }
  return !text.empty();
}

/// Strips signs and words from the back until the number ends.
bool take_back(std::string_view& text, Surroundings& around) {
  while (!text.empty() && !is_digit(text.back())) {
    if (const std::size_t length = length_at_back(text, minus_signs)) {
      around.negative = true;
      ++around.signs;
      text.remove_suffix(length);
    } else {
      std::size_t begin = text.size();
      while (begin > 0 && !is_digit(text[begin - 1]) && length_at_back(text.substr(0, begin), minus_signs) == 0 &&
             length_at_back(text.substr(0, begin), spaces) == 0)
        --begin;
      if (begin == text.size()) return false;
      if (!note_word(text.substr(begin), around)) return false;
      text.remove_suffix(text.size() - begin);
    }
    trim(text);
  }
  return !text.empty();
}

/// The digits of the whole part, its groups checked: the last of three, the others of two (lakhs) or three.
std::optional<std::string> ungrouped(std::string_view whole, DecimalSign sign) {
  std::string digits;
  std::string_view separator;
  std::size_t group = 0;
  bool first = true;
  while (!whole.empty()) {
    if (is_digit(whole.front())) {
      digits += whole.front();
      ++group;
      whole.remove_prefix(1);
      continue;
    }
    const std::string_view other = sign == DecimalSign::point ? "," : ".";
    std::size_t length = whole.starts_with(other) ? 1 : length_at_front(whole, spaces);
    if (length == 0) length = length_at_front(whole, apostrophes);
    if (length == 0 || group == 0 || group > 3 || (!first && group < 2)) return std::nullopt;
    if (!separator.empty() && whole.substr(0, length) != separator) return std::nullopt;
    separator = whole.substr(0, length);
    whole.remove_prefix(length);
    group = 0;
    first = false;
  }
  if (!separator.empty() && group != 3) return std::nullopt;
  return digits;
}

std::optional<std::string> plain_number(std::string_view text, DecimalSign sign) {
  const std::size_t point = text.rfind(sign == DecimalSign::point ? '.' : ',');
  const std::string_view part = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (!std::all_of(part.begin(), part.end(), is_digit)) return std::nullopt;
  auto digits = ungrouped(text.substr(0, point), sign);
  if (!digits || (digits->empty() && part.empty())) return std::nullopt;
  if (digits->empty()) *digits = "0";
  return part.empty() ? *digits : *digits + "." + std::string(part);
}

}  // namespace

std::optional<DecimalSign> parse_number_format(std::string_view example) {
  const std::vector<DecimalSign> fitting = number_formats_that_fit({example}, 2);
  if (fitting.size() != 1 || example.find_first_of(".,") == std::string_view::npos) return std::nullopt;
  const std::size_t shown = example.find_last_of(".,");
  const bool is_decimal = example[shown] == (fitting.front() == DecimalSign::point ? '.' : ',');
  return is_decimal ? std::optional(fitting.front()) : std::nullopt;
}

std::string_view example_of(DecimalSign sign) { return sign == DecimalSign::point ? "1,234.50" : "1.234,50"; }

std::string half_width(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    // U+FF01 to U+FF5E are ASCII in the width of a Chinese character, U+3000 is their space.
    const bool is_wide = text.size() >= 3 && text[0] == '\xEF' && (text[1] == '\xBC' || text[1] == '\xBD');
    const int code = is_wide ? (text[1] == '\xBC' ? 0 : 0x40) + (static_cast<unsigned char>(text[2]) - 0x80) : 0;
    if (is_wide && code >= 0x01 && code <= 0x5E) out += static_cast<char>(0x20 + code);
    else if (text.starts_with("\u3000")) out += ' ';
    else {
      out += text.front();
      text.remove_prefix(1);
      continue;
    }
    text.remove_prefix(3);
  }
  return out;
}

std::optional<ExportedAmount> read_exported_amount(std::string_view given, DecimalSign sign) {
  const std::string plain = half_width(given);
  std::string_view text = plain;
  trim(text);
  Surroundings around;
  const auto take_parentheses = [&] {
    if (!text.starts_with('(') || !text.ends_with(')')) return;
    around.negative = true;
    ++around.signs;
    text = text.substr(1, text.size() - 2);
    trim(text);
  };
  take_parentheses();
  const bool in_parentheses = around.signs > 0;
  if (text.empty() || !take_front(text, around) || !take_back(text, around)) {
    // A currency before the parentheses: `$ (1,234.50)`.
    const std::size_t open = text.find('(');
    if (in_parentheses || open == std::string_view::npos || !text.ends_with(')')) return std::nullopt;
    std::string_view word = text.substr(0, open);
    trim(word);
    if (!word.empty() && !note_word(word, around)) return std::nullopt;
    text = text.substr(open);
    take_parentheses();
  }
  if (around.signs > 1) return std::nullopt;
  const auto number = plain_number(text, sign);
  if (!number) return std::nullopt;
  return ExportedAmount{(around.negative ? "-" : "") + *number, around.currency,
                        around.currency.empty() ? around.shared_sign : ""};
}

std::optional<std::string> read_exported_share(std::string_view text, DecimalSign sign) {
  trim(text);
  const bool is_percent = text.ends_with('%');
  if (is_percent) text.remove_suffix(1);
  const auto amount = read_exported_amount(text, sign);
  if (!amount || !amount->currency.empty()) return std::nullopt;
  if (!is_percent) return amount->plain;
  std::string digits = amount->plain;
  const bool negative = digits.starts_with('-');
  if (negative) digits.erase(0, 1);
  std::size_t point = std::min(digits.find('.'), digits.size());
  if (point < digits.size()) digits.erase(point, 1);
  while (point < 3) digits.insert(0, "0"), ++point;
  digits.insert(point - 2, ".");
  return (negative ? "-" : "") + digits;
}

std::optional<std::string> currency_meant_by(std::string_view text) {
  trim(text);
  const std::string upper = upper_case(text);
  if (currency_decimals(upper)) return upper;
  const std::string lower = lower_case(text);
  for (const CurrencyWord& known : currency_words)
    if (known.word == lower) return std::string(known.code);
  return std::nullopt;
}

bool is_shared_sign(std::string_view text) {
  const std::string lower = lower_case(text);
  return std::any_of(shared_signs.begin(), shared_signs.end(), [&](const auto& one) { return one.first == lower; });
}

bool shares_sign(std::string_view currency, std::string_view sign) {
  const std::string lower = lower_case(sign);
  return std::any_of(shared_signs.begin(), shared_signs.end(), [&](const auto& one) {
    return one.first == lower && one.second.find(currency) != std::string_view::npos;
  });
}

std::vector<DecimalSign> number_formats_that_fit(const std::vector<std::string_view>& values, int decimals) {
  struct Fit {
    std::size_t read = 0;
    std::size_t decimals_most = 0;
    std::vector<std::string> plain;
  };
  const auto fit_of = [&](DecimalSign sign) {
    Fit fit;
    for (const std::string_view value : values) {
      const auto amount = read_exported_amount(value, sign);
      fit.plain.push_back(amount ? amount->plain : "");
      if (!amount) continue;
      ++fit.read;
      const std::size_t point = amount->plain.find('.');
      if (point != std::string::npos) fit.decimals_most = std::max(fit.decimals_most, amount->plain.size() - point - 1);
    }
    return fit;
  };
  const Fit point = fit_of(DecimalSign::point), comma = fit_of(DecimalSign::comma);
  const std::size_t most = std::max(point.read, comma.read);
  if (most * 2 < values.size() || most == 0) return {};
  if (point.read != comma.read) return {point.read > comma.read ? DecimalSign::point : DecimalSign::comma};
  if (point.plain == comma.plain) return {DecimalSign::point};
  const auto allowed = static_cast<std::size_t>(decimals);
  const bool point_fits = point.decimals_most <= allowed, comma_fits = comma.decimals_most <= allowed;
  if (point_fits != comma_fits) return {point_fits ? DecimalSign::point : DecimalSign::comma};
  return {DecimalSign::point, DecimalSign::comma};
}

}  // namespace headroom
