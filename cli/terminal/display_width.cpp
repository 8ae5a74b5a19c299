#include "cli/terminal/display_width.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace headroom {

namespace {

struct Range {
  std::uint32_t first, last;
};

// Unicode 15, UAX #11: wide and full-width characters, in whole blocks where a block is mostly wide.
constexpr std::array<Range, 15> wide = {{{0x1100, 0x115F},
                                         {0x2E80, 0x303E},
                                         {0x3041, 0x33FF},
                                         {0x3400, 0x4DBF},
                                         {0x4E00, 0x9FFF},
                                         {0xA000, 0xA4CF},
                                         {0xA960, 0xA97F},
                                         {0xAC00, 0xD7A3},
                                         {0xF900, 0xFAFF},
                                         {0xFE30, 0xFE6F},
                                         {0xFF00, 0xFF60},
                                         {0xFFE0, 0xFFE6},
                                         {0x1F300, 0x1F64F},
                                         {0x1F900, 0x1F9FF},
                                         {0x20000, 0x3FFFD}}};

constexpr std::array<Range, 7> without_width = {{{0x0300, 0x036F},
                                                 {0x1AB0, 0x1AFF},
                                                 {0x1DC0, 0x1DFF},
                                                 {0x200B, 0x200D},
                                                 {0x20D0, 0x20FF},
                                                 {0xFE00, 0xFE0F},
                                                 {0xFE20, 0xFE2F}}};

template <std::size_t count>
bool lies_in(const std::array<Range, count>& ranges, std::uint32_t point) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [point](Range range) { return range.first <= point && point <= range.last; });
}

struct Character {
  std::size_t bytes = 1;
  std::size_t width = 1;
};

/// The character at the front of `text`; a byte that is not UTF-8 counts as one of width 1.
Character first_character(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text.front());
  const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1;
  if (length == 1 || text.size() < length) return {};
  std::uint32_t point = byte & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0) != 0x80) return {};
    point = point << 6 | (next & 0x3Fu);
  }
  return {length, lies_in(without_width, point) ? 0u : lies_in(wide, point) ? 2u : 1u};
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Character character = first_character(text);
    width += character.width;
    text.remove_prefix(character.bytes);
  }
  return width;
}

std::string_view front_of_width(std::string_view text, std::size_t width) {
  std::size_t bytes = 0, used = 0;
  while (bytes < text.size()) {
    const Character character = first_character(text.substr(bytes));
    if (used + character.width > width) break;
    used += character.width;
    bytes += character.bytes;
  }
  return text.substr(0, bytes);
}

std::string shortened(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  return std::string(front_of_width(text, width - 3)) + "...";
}

std::string padded(std::string_view text, std::size_t width, bool is_left) {
  const std::size_t own = display_width(text);
  const std::string spaces(width > own ? width - own : 0, ' ');
  return is_left ? std::string(text) + spaces : spaces + std::string(text);
}

namespace {

/// The longest front of a word that ends in a hyphen between two other characters and takes at most `width` columns.
std::string_view front_to_hyphen(std::string_view word, std::size_t width) {
  const std::string_view fitting = front_of_width(word, width);
  const std::size_t hyphen = fitting.find_last_of('-', word.size() < 2 ? 0 : word.size() - 2);
  return hyphen == std::string_view::npos || hyphen == 0 ? std::string_view() : fitting.substr(0, hyphen + 1);
}

}  // namespace

std::vector<std::string> wrapped_lines(std::string_view paragraph, std::size_t width, LineBreaks breaks) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t used = 0;
  const auto finish = [&] {
    lines.push_back(std::move(line));
    line.clear();
    used = 0;
  };
  while (!paragraph.empty()) {
    std::string_view word = paragraph.substr(0, paragraph.find(' '));
    paragraph.remove_prefix(std::min(paragraph.size(), word.size() + 1));
    if (word.empty()) continue;
    if (breaks == LineBreaks::at_spaces && used > 0 && used + 1 + display_width(word) > width) finish();
    while (display_width(word) > width) {
      const std::size_t taken = used > 0 ? used + 1 : 0;
      std::string_view front =
          breaks == LineBreaks::at_spaces || taken >= width ? "" : front_to_hyphen(word, width - taken);
      if (front.empty() && used > 0) {
        finish();
        continue;
      }
      if (front.empty()) front = front_of_width(word, width);
      if (front.empty()) break;
      line += (used > 0 ? " " : "") + std::string(front);
      finish();
      word.remove_prefix(front.size());
    }
    if (used > 0 && used + 1 + display_width(word) > width) finish();
    if (used > 0) line += ' ', ++used;
    line += word;
    used += display_width(word);
  }
  if (!line.empty() || lines.empty()) finish();
  return lines;
}

std::size_t widest_part(std::string_view text) {
  std::size_t widest = 0, part = 0;
  while (!text.empty()) {
    const Character character = first_character(text);
    const bool stands_alone = text.front() == ' ' || character.width == 2;
    part = stands_alone ? 0 : part + character.width;
    widest = std::max({widest, part, text.front() == ' ' ? 0 : character.width});
    if (text.front() == '-') part = 0;
    text.remove_prefix(character.bytes);
  }
  return widest;
}

std::size_t last_break(std::string_view line, std::size_t first, std::size_t width) {
  std::size_t used = 0, space = 0, beside_wide = 0;
  bool was_wide = false;
  for (std::size_t at = 0; at < line.size();) {
    const Character character = first_character(line.substr(at));
    const bool is_wide = character.width == 2, is_space = line[at] == ' ';
    if (is_space && at >= first && used <= width) space = at;
    if ((is_wide || was_wide) && character.width > 0 && at >= first && used <= width) beside_wide = at;
    used += character.width;
    if (used > width && !is_space) break;
    was_wide = is_wide;
    at += character.bytes;
  }
  return space > 0 ? space : beside_wide;
}

std::string wrapped_paragraph(std::string_view paragraph, std::string_view first_indent, std::size_t width) {
  const std::size_t indent = display_width(first_indent);
  std::string out;
  for (const std::string& line : wrapped_lines(paragraph, width - indent)) {
    out += out.empty() ? std::string(first_indent) : std::string(indent, ' ');
    out += line + "\n";
  }
  return out;
}

}  // namespace headroom
