#include "cli/syntax/hidden_characters.hpp"

#include "cli/files/text_file.hpp"

namespace headroom {

std::size_t hidden_character_at_front(std::string_view text) {
  const auto byte = [text](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U; };
  const auto is_from_to = [](unsigned value, unsigned first, unsigned last) { return value >= first && value <= last; };
  if (byte(0) == 0xC2 && is_from_to(byte(1), 0x80, 0x9F)) return 2;
  if (byte(0) == 0xE2 && byte(1) == 0x80 && (is_from_to(byte(2), 0x8B, 0x8F) || is_from_to(byte(2), 0xA8, 0xAE)))
    return 3;
  if (byte(0) == 0xE2 && byte(1) == 0x81 && is_from_to(byte(2), 0xA0, 0xA9)) return 3;
  return byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF ? 3 : 0;
}

std::vector<int> lines_with_hidden_characters(std::string_view text) {
  std::vector<int> lines;
  text = without_byte_order_mark(text);
  if (!is_utf8(text)) return lines;
  int line = 1;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n') ++line;
    if (static_cast<unsigned char>(text[at]) < 0xC2 || hidden_character_at_front(text.substr(at)) == 0) continue;
    if (lines.empty() || lines.back() != line) lines.push_back(line);
  }
  return lines;
}

}  // namespace headroom
