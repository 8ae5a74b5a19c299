#include "cli/exports/books/book_items.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/files/text_file.hpp"
#include "cli/syntax/hidden_characters.hpp"

namespace headroom {

namespace {

constexpr std::size_t name_bytes_max = 500;

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(utf8_sequence_length(text), 1);
    if (out.size() + length > name_bytes_max) break;
    const unsigned char first = static_cast<unsigned char>(text.front());
    if (hidden_character_at_front(text) > 0) {
      text.remove_prefix(length);
      continue;
    }
    const bool is_space = first <= 0x20 || first == 0x7F;
    if (!is_space) out += text.substr(0, length);
    else if (!out.empty() && out.back() != ' ') out += ' ';
    text.remove_prefix(length);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

Message counted(std::size_t count, std::string_view one, std::string_view many) {
  return {"{} " + std::string(count == 1 ? one : many), {money_words(static_cast<Minor>(count), 0)}};
}

void ItemCount::add(const std::string& currency, Minor amount) {
  ++items_;
  sums_[currency] += static_cast<double>(amount);
}

std::string ItemCount::amounts() const {
  constexpr double shown_max = 9.0e18;
  std::string out;
  for (const auto& [currency, sum] : sums_) {
    const Minor amount = static_cast<Minor>(std::clamp(sum, -shown_max, shown_max));
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", currency,
                       money_words(amount, currency_decimals(currency).value_or(2)));
  }
  return out;
}

}  // namespace headroom
