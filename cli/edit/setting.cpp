#include "cli/edit/setting.hpp"

#include <algorithm>

#include "cli/syntax/toml_string.hpp"
#include "models/date.hpp"
#include "models/exchange_rates.hpp"

namespace headroom {

namespace {

Fault not_a_setting(std::string_view text, const char* what) {
  return {"set", 0, 0, what, std::string(text), "write KEY=VALUE, such as cash=84500"};
}

/// `6.8` for `6.8%`; empty for what is no percentage.
std::string_view percentage_of(std::string_view value) {
  if (!value.ends_with('%')) return {};
  value.remove_suffix(1);
  return parse_decimal(value) ? value : std::string_view();
}

/// Percent as a share, digit by digit: 6.8 as 0.068.
std::string share_of_percent(std::string_view percent) {
  const std::size_t point = std::min(percent.find('.'), percent.size());
  std::string digits(percent.substr(0, point));
  digits.insert(0, digits.size() < 3 ? 3 - digits.size() : 0, '0');
  std::string out = digits.substr(0, digits.size() - 2) + "." + digits.substr(digits.size() - 2);
  if (point < percent.size()) out += percent.substr(point + 1);
  while (out.back() == '0' && out[out.size() - 2] != '.') out.pop_back();
  return out;
}

bool is_plain_number(std::string_view value) {
  if (value.starts_with('-')) value.remove_prefix(1);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::size_t point = value.find('.');
  const std::string_view whole = value.substr(0, point);
  const std::string_view rest = point == std::string_view::npos ? "0" : value.substr(point + 1);
  const bool has_leading_zero = whole.size() > 1 && whole.front() == '0';
  return !whole.empty() && !rest.empty() && !has_leading_zero && std::all_of(whole.begin(), whole.end(), is_digit) &&
         std::all_of(rest.begin(), rest.end(), is_digit);
}

}  // namespace

std::string Setting::key() const {
  return subject + (name.empty() ? "" : ":" + name) + (field.empty() ? "" : "." + field);
}

Result<Setting> parse_setting(std::string_view text) {
  Setting setting;
  std::size_t at = text.find_first_of(":=");
  if (at == std::string_view::npos) return not_a_setting(text, "has no `=`");
  setting.subject = text.substr(0, at);
  if (text[at] == ':') {
    std::string_view rest = text.substr(at + 1);
    std::size_t end = 0;
    if (rest.starts_with('"')) {
      end = rest.find('"', 1);
      if (end == std::string_view::npos) return not_a_setting(text, "has a quotation mark that is not closed");
      setting.name = rest.substr(1, end - 1);
      rest.remove_prefix(end + 1);
      if (rest.starts_with('.')) setting.field = rest.substr(1, rest.find('=') - 1);
    } else {
      const std::string_view key = rest.substr(0, rest.find('='));
      const std::size_t point = key.rfind('.');
      setting.name = key.substr(0, point);
      if (point != std::string_view::npos) setting.field = key.substr(point + 1);
    }
    end = rest.find('=');
    if (end == std::string_view::npos) return not_a_setting(text, "has no `=`");
    at = text.size() - rest.size() + end;
    if (setting.name.empty()) return not_a_setting(text, "has no name after the colon");
  }
  setting.value = text.substr(at + 1);
  if (setting.subject.empty() || setting.value.empty()) return not_a_setting(text, "has no key or no value");
  return setting;
}

std::string plain_value(std::string_view value) {
  const std::string_view percentage = percentage_of(value);
  return percentage.empty() ? std::string(value) : share_of_percent(percentage);
}

std::string toml_literal(std::string_view value) {
  const std::string plain = plain_value(value);
  const bool is_literal = is_plain_number(plain) || parse_date(plain) || plain == "true" || plain == "false";
  return is_literal ? plain : toml_string(plain);
}

ValueParts value_parts(std::string_view value) {
  ValueParts parts;
  if (const std::size_t slash = value.find('/'); slash != std::string_view::npos) {
    parts.over = value.substr(slash + 1);
    value = value.substr(0, slash);
  }
  const std::size_t at = std::min(value.find('@'), value.size());
  parts.amount = value.substr(0, at);
  if (at < value.size()) parts.at = value.substr(at + 1);
  return parts;
}

}  // namespace headroom
