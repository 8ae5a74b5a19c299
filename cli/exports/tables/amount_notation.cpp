#include "cli/exports/tables/amount_notation.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <unordered_map>

#include "cli/exports/tables/export_values.hpp"
#include "cli/exports/tables/list_words.hpp"
#include "cli/exports/tables/number_format.hpp"
#include "models/money.hpp"

namespace headroom {

namespace {

constexpr int cents_exponent = -2, exponent_most = 9;
constexpr std::size_t heading_bytes_max = 200, line_bytes_max = 2000;  // what is longer is neither
constexpr int digits_exponent_least = 3;  // "in 1,000 EUR"; smaller numbers count other things

bool is_cjk(std::string_view text) { return !text.empty() && static_cast<unsigned char>(text.front()) >= 0xE3; }

/// A word of a heading: as written, and in small letters.
struct Token {
  std::string text, lower;
  std::size_t begin = 0, end = 0;
};

/// Words with the currency signs that belong to them, apostrophes left out: `£'000` is `£000`.
std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  const auto is_digit_at = [&](std::size_t at) {
    return at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    Token token;
    token.begin = at;
    while (at < text.size()) {
      const auto byte = static_cast<unsigned char>(text[at]);
      const std::string_view rest = text.substr(at);
      constexpr std::array<std::string_view, 6> separators = {"：", "、", "，", "；", "—", "–"};
      const bool is_separator = std::any_of(separators.begin(), separators.end(),
                                            [&](std::string_view mark) { return rest.starts_with(mark); });
      const bool is_apostrophe = byte == '\'' || rest.starts_with("’");
      const bool groups = (byte == ',' || byte == '.') && at > 0 && is_digit_at(at - 1) && is_digit_at(at + 1);
      if (is_apostrophe) {
        at += byte == '\'' ? 1 : 3;
        const bool is_plural = at > 0 && text.substr(at, 1) == "s" && !token.text.empty() &&
                               std::isdigit(static_cast<unsigned char>(token.text.back())) != 0;  // 000's
        const bool goes_on = is_digit_at(at) || is_plural;
        if (!goes_on) break;
        continue;
      }
      if (is_separator || !(std::isalnum(byte) != 0 || byte >= 0x80 || byte == '$' || groups)) break;
      if (!groups) token.text += static_cast<char>(byte);
      ++at;
    }
    token.end = at;
    if (!token.text.empty()) {
      token.lower = lower_text(token.text);
      tokens.push_back(std::move(token));
    }
    if (at == token.begin) ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;  // rest of a separator
  }
  return tokens;
}

/// A currency's code, or the sign that several share.
struct Currency {
  std::string code, sign;
};

std::optional<Currency> currency_of(std::string_view word) {
  if (word == "all" || word == "ALL" || word == "top" || word == "Top" || word == "All") return std::nullopt;
  if (const auto code = currency_meant_by(word)) return Currency{*code, ""};
  if (is_shared_sign(word)) return Currency{"", std::string(word)};
  return std::nullopt;
}

/// The power of ten that a word stands for by itself, or right beside a currency.
std::optional<int> exponent_of(const std::string& word, std::string_view list) {
  using Exponents = std::unordered_map<std::string, int>;
  static const std::map<std::string, Exponents, std::less<>> all = [] {
    std::map<std::string, Exponents, std::less<>> lists;
    for (const char* name : {"unit_", "prefix_", "magnitude_"})
      for (int exponent = 1; exponent <= exponent_most; ++exponent)
        for (const std::string& one : unit_words(name + std::to_string(exponent))) lists[name].emplace(one, exponent);
    return lists;
  }();
  const Exponents& exponents = all.find(list)->second;
  const auto found = exponents.find(word);
  return found == exponents.end() ? std::nullopt : std::optional(found->second);
}

/// The number in `x1000` and `1000s`.
std::string_view number_of(std::string_view word) {
  for (const std::string_view times : {"x", "×"})
    if (word.starts_with(times)) word.remove_prefix(times.size());
  if (word.size() > 1 && word.ends_with('s')) word.remove_suffix(1);
  return word;
}

/// What one word says; nothing where it says nothing of amounts.
std::optional<AmountNotation> meaning_of(const Token& token) {
  AmountNotation out;
  const auto with_currency = [&](const Currency& currency, std::optional<int> unit) {
    out.currency = currency.code;
    out.sign = currency.sign;
    out.unit = unit;
    return out;
  };
  if (const auto unit = exponent_of(token.lower, "unit_")) return with_currency({}, unit);
  if (is_unit_word("unit_cents", token.lower)) return with_currency({}, cents_exponent);
  if (is_unit_word("unit_unclear", token.lower)) {
    out.is_unclear = true;
    return out;
  }
  if (const auto unit = unit_exponent(number_of(token.lower)); unit && *unit >= digits_exponent_least)
    return with_currency({}, unit);
  if (const auto currency = currency_of(token.text)) {
    const bool is_word = token.text.size() == 3 || !std::isalnum(static_cast<unsigned char>(token.text.front()));
    return with_currency(*currency, is_cjk(token.text) && is_word ? std::optional(0) : std::nullopt);
  }
  for (std::size_t at = 1; at < token.text.size(); ++at) {
    if ((static_cast<unsigned char>(token.text[at]) & 0xC0) == 0x80) continue;
    const std::string front = token.text.substr(0, at), back = token.text.substr(at);
    const std::string lower_front = token.lower.substr(0, at), lower_back = token.lower.substr(at);
    if (is_cjk(token.text)) {
      const auto unit = exponent_of(front, "magnitude_");
      if (const auto currency = currency_of(back); unit && currency) return with_currency(*currency, unit);
      if (is_unit_word("beside", front)) {
        Token rest{back, lower_back, 0, 0};
        if (const auto more = meaning_of(rest)) return more;
      }
      continue;
    }
    const auto before = exponent_of(lower_front, "prefix_"), after = exponent_of(lower_back, "prefix_");
    if (const auto currency = currency_of(back); before && currency) return with_currency(*currency, before);
    if (const auto currency = currency_of(front); after && currency) return with_currency(*currency, after);
  }
  if (const auto unit = exponent_of(token.text, "magnitude_")) return with_currency({}, unit);
  return std::nullopt;
}

/// A code in small letters is more likely a word.
bool is_small_code(const Token& token, const AmountNotation& meaning) {
  return !meaning.currency.empty() && token.text.size() == 3 && token.text == token.lower &&
         std::isalpha(static_cast<unsigned char>(token.text.front())) != 0;
}

void add(AmountNotation& to, const AmountNotation& more) {
  to.is_unclear = to.is_unclear || more.is_unclear || (to.unit.value_or(0) != 0 && more.unit && *more.unit != *to.unit);
  if (more.unit && (!to.unit || *to.unit == 0)) to.unit = more.unit;
  if (to.currency.empty() && to.sign.empty()) {
    to.currency = more.currency;
    to.sign = more.sign;
  }
}

/// What words say together. `is_strict`: nothing where one of them says something else.
AmountNotation notation_in(const std::vector<Token>& tokens, bool is_strict) {
  AmountNotation out;
  bool has_unclear_word = false, has_other = false;
  for (const Token& token : tokens) {
    const auto meaning = meaning_of(token);
    if (!meaning) {
      if (!is_unit_word("beside", token.lower)) has_other = true;
      continue;
    }
    if (meaning->is_unclear) has_unclear_word = true;
    else if (token.lower.size() > 1 || tokens.size() == 1 || !has_other) add(out, *meaning);
  }
  if (has_other && is_strict) return {};
  // A letter beside a currency: "m EUR" are millions, alone it may be thousands or millions.
  const bool is_letter_m = std::any_of(tokens.begin(), tokens.end(), [](const Token& one) { return one.lower == "m"; });
  if (has_unclear_word && !has_other && !out.unit) {
    if (is_letter_m && (!out.currency.empty() || !out.sign.empty())) out.unit = 6;
    else out.is_unclear = true;
  }
  return out;
}

/// The parts of a heading in brackets, with where they stand.
struct Bracket {
  std::size_t begin = 0, end = 0;
  std::string content;
};

std::vector<Bracket> brackets_of(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> pairs = {
      {{"(", ")"}, {"[", "]"}, {"（", "）"}, {"【", "】"}, {"［", "］"}}};
  std::vector<Bracket> out;
  for (const auto& [open, close] : pairs)
    for (std::size_t at = text.find(open); at != std::string_view::npos; at = text.find(open, at + 1)) {
      const std::size_t end = text.find(close, at + open.size());
      if (end == std::string_view::npos) break;
      out.push_back({at, end + close.size(), std::string(text.substr(at + open.size(), end - at - open.size()))});
    }
  return out;
}

/// How many words at the end of a heading say what its amounts are in; likewise at its front.
std::size_t words_at_end(const std::vector<Token>& tokens) {
  std::size_t count = 0, telling = 0;
  for (std::size_t i = tokens.size(); i > 1; --i) {
    const Token& token = tokens[i - 1];
    const bool is_beside = is_unit_word("beside", token.lower);
    if (!meaning_of(token) && !is_beside) break;
    ++count;
    if (!is_beside || meaning_of(token)) telling = count;
    else if (token.lower == "in" || token.lower == "en") telling = telling > 0 ? count : 0;
  }
  return telling;
}

std::size_t words_at_front(const std::vector<Token>& tokens) {
  std::size_t count = 0;
  while (count + 1 < tokens.size()) {
    const Token& token = tokens[count];
    const auto meaning = meaning_of(token);
    if (!meaning || meaning->is_unclear || is_small_code(token, *meaning)) break;
    if (token.lower.size() < 2 && meaning->sign.empty()) break;
    ++count;
  }
  return count;
}

/// Where 万元 and its like end a heading of Chinese or Japanese: the byte at which they begin.
std::optional<std::size_t> magnitude_at_end(std::string_view heading) {
  for (std::size_t at = 1; at < heading.size(); ++at) {
    if ((static_cast<unsigned char>(heading[at]) & 0xC0) == 0x80 || !is_cjk(heading.substr(at))) continue;
    const std::string tail(heading.substr(at));
    const auto meaning = meaning_of({tail, tail, 0, 0});
    if (meaning && meaning->unit.value_or(0) != 0 && (!meaning->currency.empty() || !meaning->sign.empty())) return at;
  }
  return std::nullopt;
}

struct ReadHeading {
  AmountNotation notation;
  std::string rest;
};

ReadHeading read_heading(std::string_view heading) {
  ReadHeading out;
  if (heading.size() > heading_bytes_max) return out;
  std::string text = half_width(heading);
  const std::vector<Bracket> brackets = brackets_of(text);
  for (auto one = brackets.rbegin(); one != brackets.rend(); ++one) {
    const AmountNotation notation = notation_in(tokens_of(one->content), false);
    if (!notation.says_something()) continue;
    add(out.notation, notation);
    out.notation.words = one->content;
    text.replace(one->begin, one->end - one->begin, " ");
  }
  const std::vector<Token> tokens = tokens_of(text);
  if (const std::size_t count = words_at_end(tokens); count > 0) {
    const std::vector<Token> tail(tokens.end() - static_cast<std::ptrdiff_t>(count), tokens.end());
    add(out.notation, notation_in(tail, true));
    out.notation.words = text.substr(tail.front().begin);
    text.resize(tail.front().begin);
  } else if (const std::size_t front = words_at_front(tokens); front > 0) {
    add(out.notation, notation_in({tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(front)}, true));
    out.notation.words = text.substr(0, tokens[front - 1].end);
    text.erase(0, tokens[front - 1].end);
  } else if (const auto at = magnitude_at_end(text)) {
    const std::string tail = text.substr(*at);
    add(out.notation, *meaning_of({tail, tail, 0, 0}));
    out.notation.words = tail;
    text.resize(*at);
  }
  out.rest = line_of_text(text);
  return out;
}

}  // namespace

AmountNotation notation_of_heading(std::string_view heading) { return read_heading(heading).notation; }

bool has_unknown_note(std::string_view heading) {
  for (const Bracket& bracket : brackets_of(half_width(heading))) {
    const std::vector<Token> tokens = tokens_of(bracket.content);
    const bool is_known = std::all_of(tokens.begin(), tokens.end(), [](const Token& token) {
      return is_unit_word("plain", token.lower) || is_unit_word("beside", token.lower) ||
             std::isdigit(static_cast<unsigned char>(token.text.front())) != 0;
    });
    if (!is_known && !notation_in(tokens, false).says_something()) return true;
  }
  return false;
}

std::string without_notation(std::string_view heading) {
  ReadHeading read = read_heading(heading);
  return read.notation.says_something() && !read.rest.empty() ? read.rest : std::string(heading);
}

AmountNotation notation_of_line(std::string_view given) {
  if (given.size() > line_bytes_max) return {};
  const std::string line = half_width(given);
  for (const Bracket& bracket : brackets_of(line)) {
    AmountNotation notation = notation_in(tokens_of(bracket.content), true);
    if (!notation.says_something() || (notation.is_unclear && !notation.unit)) continue;
    notation.words = bracket.content;
    return notation;
  }
  const std::vector<Token> tokens = tokens_of(line);
  if (tokens.size() == 1) {  // nothing but it
    AmountNotation notation = notation_in(tokens, true);
    if (notation.unit.value_or(0) == 0 || notation.is_unclear) notation = {};
    notation.words = tokens.front().text;
    if (notation.says_something()) return notation;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool announces = is_unit_word("announcing", tokens[i].lower);
    std::vector<Token> told;
    for (std::size_t j = i + 1; announces && j < tokens.size(); ++j) {
      const auto meaning = meaning_of(tokens[j]);
      if ((!meaning || is_small_code(tokens[j], *meaning)) && !is_unit_word("beside", tokens[j].lower)) break;
      told.push_back(tokens[j]);
    }
    AmountNotation notation = notation_in(told, true);
    const bool is_number = !told.empty() && unit_exponent(told.back().text).has_value();  // "in 1000 Brussels"
    if (!notation.says_something() || (is_number && notation.currency.empty() && notation.sign.empty())) continue;
    notation.words = line.substr(told.front().begin, told.back().end - told.front().begin);
    return notation;
  }
  return {};
}

AmountNotation notation_around(std::string_view above, const std::vector<CsvRow>& below) {
  AmountNotation out;
  const auto take = [&](std::string_view line, int number) {
    const AmountNotation notation = notation_of_line(line);
    if (!notation.says_something()) return;
    add(out, notation);
    if (out.line == 0 || (notation.unit && !notation.words.empty())) out.words = notation.words, out.line = number;
  };
  int number = 1;
  while (!above.empty()) {
    const std::size_t end = std::min(above.find('\n'), above.size());
    take(above.substr(0, end), number++);
    above.remove_prefix(std::min(end + 1, above.size()));
  }
  for (const CsvRow& row : below) {
    std::string line;
    for (const CsvField& field : row.fields) line += field.text + "\t";
    take(line, row.line);
  }
  return out;
}

AmountNotation notation_around(const std::vector<CsvRow>& rows, std::size_t header) {
  std::vector<CsvRow> around(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(header));
  for (std::size_t i = header + 1; i < rows.size(); ++i)
    if (is_notation_row(rows[i])) around.push_back(rows[i]);
  return notation_around("", around);
}

bool is_notation_row(const CsvRow& row) {
  const CsvField* only = nullptr;
  for (const CsvField& field : row.fields) {
    if (line_of_text(field.text).empty()) continue;
    if (only != nullptr) return false;
    only = &field;
  }
  return only != nullptr && notation_of_line(only->text).says_something();
}

std::string shifted_decimal(const std::string& plain, int exponent) {
  if (exponent == 0) return plain;
  const bool is_negative = plain.starts_with('-');
  std::string digits = plain.substr(is_negative ? 1 : 0);
  std::size_t point = std::min(digits.find('.'), digits.size());
  if (point < digits.size()) digits.erase(point, 1);
  for (; exponent > 0; --exponent)
    if (++point > digits.size()) digits += '0';
  for (; exponent < 0; ++exponent) {
    if (point == 0) digits.insert(0, 1, '0');
    else --point;
  }
  if (point == 0) digits.insert(0, 1, '0'), point = 1;
  digits.insert(point, ".");
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size());
  digits.erase(0, first);
  if (digits.empty() || digits.front() == '.') digits.insert(0, 1, '0');
  return (is_negative ? "-" : "") + digits;
}

std::string unit_text(int exponent) {
  if (exponent < 0) return shifted_decimal("1", exponent);
  return money_words(*parse_money(shifted_decimal("1", exponent), 0).amount, 0);
}

std::optional<int> unit_exponent(std::string_view text) {
  std::string plain(text);
  plain.erase(std::remove_if(plain.begin(), plain.end(), [](char c) { return c == ',' || c == '_'; }), plain.end());
  for (int exponent = cents_exponent; exponent <= exponent_most; ++exponent)
    if (plain == shifted_decimal("1", exponent)) return exponent;
  return std::nullopt;
}

}  // namespace headroom
