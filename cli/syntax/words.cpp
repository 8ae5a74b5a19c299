#include "cli/syntax/words.hpp"

#include <algorithm>

#include "cli/syntax/message.hpp"

namespace headroom {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view spaces = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(spaces);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(spaces) - begin + 1);
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

Message how_many(std::size_t count, std::string_view one, std::string_view many) {
  return {"{} " + std::string(count == 1 ? one : many), {static_cast<std::int64_t>(count)}};
}

Message listed(const std::vector<std::string>& names, std::string_view last_word) {
  std::vector<Message> before;
  for (std::size_t i = 0; i + 1 < names.size(); ++i) {
    if (i > 0) before.emplace_back(", ");
    before.push_back(message("`{}`", names[i]));
  }
  if (names.empty()) return {};
  if (names.size() == 1) return message("`{}`", names.front());
  return message("{} {} `{}`", before, Message(last_word), names.back());
}

Message first_names(const std::vector<std::string>& names) {
  std::vector<Message> messages;
  for (const std::string& name : names) messages.push_back(message("{}", name));
  return first_names(messages);
}

Message first_names(const std::vector<Message>& names) {
  std::vector<Message> shown;
  for (std::size_t i = 0; i < std::min(names.size(), names_shown_max); ++i) {
    if (i > 0) shown.emplace_back(", ");
    shown.push_back(names[i]);
  }
  if (names.size() <= names_shown_max) return message("{}", shown);
  return message("{} and {} more", shown, names.size() - names_shown_max);
}

}  // namespace headroom
