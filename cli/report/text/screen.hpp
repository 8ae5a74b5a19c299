// The first screen of a report: at most 24 lines of 80 columns, the most important first.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/report/words/language.hpp"
#include "cli/terminal/style.hpp"
#include "cli/terminal/text_table.hpp"

namespace headroom {

/// Lines that are kept while there is room for them.
class Screen {
 public:
  static constexpr std::size_t lines_max = 24, columns_max = 80;

  explicit Screen(const Style& style, const MessageWords& words = {});

  /// A paragraph; shortened to `lines` lines, and left out where there is no room for them.
  void paragraph(std::string_view text, std::size_t lines, std::string_view first_indent = "");
  /// A message in words, made printable, as such a paragraph.
  void say(const Message& message, std::size_t lines = 1) { paragraph(shown_text(message, words_), lines); }
  /// One line, shortened where it is too long.
  void line(std::string_view text) { paragraph(text, 1); }
  void title(std::string_view text);
  void empty_line();
  /// An item for each, folded, after an empty line; the last line says how many had no room.
  void list(const std::vector<Message>& lines);
  /// A table as a whole, or nothing where it is too large.
  void table(const std::vector<TableColumn>& columns);
  /// How many lines are left.
  std::size_t room() const { return lines_max - lines_; }

  const std::string& text() const { return text_; }

 private:
  void add(const std::string& text);

  Style style_;
  MessageWords words_;
  std::string text_;
  std::size_t lines_ = 0;
};

}  // namespace headroom
