#include "cli/exports/journals/journal_amounts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t'; }

void skip_spaces(std::string_view& text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
}

/// Takes a minus or plus off the front; true where it was a minus.
bool take_minus(std::string_view& text) {
  const bool is_minus = text.starts_with('-');
  if (is_minus || text.starts_with('+')) text.remove_prefix(1);
  return is_minus;
}

/// Takes a commodity off the front: a quoted text, or everything up to a digit, a sign, a space or what journals
/// reserve.
std::optional<std::string> take_commodity(std::string_view& text) {
  if (text.starts_with('"')) {
    const std::size_t end = text.find('"', 1);
    if (end == std::string_view::npos) return std::nullopt;
    std::string name(text.substr(1, end - 1));
    text.remove_prefix(end + 1);
    return name;
  }
  const std::size_t end = std::min(text.find_first_of("0123456789+-.,@=*;{}()[]\"' \t"), text.size());
  std::string name(text.substr(0, end));
  text.remove_prefix(end);
  return name;
}

/// Takes a number off the front: digits, marks, and single spaces between groups of digits.
std::string take_number(std::string_view& text) {
  std::size_t end = 0;
  while (end < text.size()) {
    const char c = text[end];
    const bool is_group_space =
        c == ' ' && end > 0 && is_digit(text[end - 1]) && end + 1 < text.size() && is_digit(text[end + 1]);
    if (!is_digit(c) && c != '.' && c != ',' && c != '\'' && !is_group_space) break;
    ++end;
  }
  std::string number(text.substr(0, end));
  text.remove_prefix(end);
  return number;
}

}  // namespace

std::optional<WrittenAmount> written_amount(std::string_view text, Place place) {
  WrittenAmount amount{"", "", place};
  skip_spaces(text);
  bool is_negative = take_minus(text);
  skip_spaces(text);
  const auto before = take_commodity(text);
  if (!before) return std::nullopt;
  skip_spaces(text);
  is_negative = take_minus(text) != is_negative;
  skip_spaces(text);
  amount.number = take_number(text);
  skip_spaces(text);
  const auto after = take_commodity(text);
  skip_spaces(text);
  if (!after || !text.empty() || amount.number.find_first_of("0123456789") == std::string::npos) return std::nullopt;
  if (!before->empty() && !after->empty()) return std::nullopt;
  amount.commodity = before->empty() ? *after : *before;
  if (is_negative) amount.number.insert(0, 1, '-');
  return amount;
}

void JournalNumbers::declare(const WrittenAmount& example) {
  styles_[example.commodity].declared = parse_number_format(example.number);
  if (styles_[example.commodity].declared) return;
  const std::size_t mark = example.number.find_last_of(".,");  // `1,000.` and `1.` show it by standing last
  if (mark != std::string::npos && mark + 1 == example.number.size())
    styles_[example.commodity].declared = example.number[mark] == ',' ? DecimalSign::comma : DecimalSign::point;
}

void JournalNumbers::declare(char mark) { declared_ = mark == ',' ? DecimalSign::comma : DecimalSign::point; }

void JournalNumbers::note(const WrittenAmount& amount) { styles_[amount.commodity].numbers.push_back(amount.number); }

DecimalSign JournalNumbers::sign_of(Style& style) const {
  if (style.declared) return *style.declared;
  if (declared_) return *declared_;
  if (!style.told) {
    std::vector<std::string_view> numbers(style.numbers.begin(), style.numbers.end());
    const auto fitting = number_formats_that_fit(numbers, 2);
    style.told = fitting.size() == 1 ? fitting.front() : DecimalSign::point;
  }
  return *style.told;
}

std::optional<Millionths> JournalNumbers::read(const WrittenAmount& amount, FaultLog& log) {
  Style& style = styles_[amount.commodity];
  const DecimalSign sign = sign_of(style);
  const std::size_t comma = amount.number.find(',');
  const bool is_lone_comma =
      comma != std::string::npos && amount.number.find_first_of(",.' ", comma + 1) == std::string::npos &&
      amount.number.find_first_of(".' ") == std::string::npos && amount.number.size() - comma == 4;
  if (is_lone_comma && !style.declared && !declared_) {
    log.fault(amount.place, "an amount that can be read in two ways: one comma, and three digits after it",
              amount.number, "write it with its decimals (1,200.00), or say above it: decimal-mark .");
    return std::nullopt;
  }
  const auto read = read_exported_amount(amount.number, sign);
  const auto quantity = read ? millionths_in(read->plain) : std::nullopt;
  if (!quantity)
    log.fault(amount.place, message("not an amount written {}, with at most six decimals", example_of(sign)),
              amount.number, "correct it; another decimal mark is told by: decimal-mark ,");
  return quantity;
}

}  // namespace headroom
