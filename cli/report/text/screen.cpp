#include "cli/report/text/screen.hpp"

#include <algorithm>

#include "cli/report/words/screen_words.hpp"
#include "cli/terminal/display_width.hpp"
#include "cli/terminal/folded_text.hpp"

namespace headroom {

namespace {

std::size_t lines_in(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

Screen::Screen(const Style& style, const MessageWords& words) : style_(style), words_(words) {
  style_.terminal_width = std::min(style.terminal_width.value_or(columns_max), columns_max);
}

void Screen::add(const std::string& text) {
  if (lines_in(text) > room()) return;
  text_ += text;
  lines_ += lines_in(text);
}

void Screen::paragraph(std::string_view text, std::size_t lines, std::string_view first_indent) {
  lines = std::min(lines, room());
  if (lines == 0) return;
  std::string folded = style_.paragraph(text, first_indent);
  for (std::size_t width = *style_.terminal_width * lines; lines_in(folded) > lines && width > 8; width -= 4)
    folded = style_.paragraph(shortened(text, width), first_indent);
  add(folded);
}

void Screen::title(std::string_view text) { add(style_.title(shortened(text, *style_.terminal_width)) + "\n"); }

void Screen::empty_line() {
  if (room() > 1) add("\n");
}

void Screen::list(const std::vector<Message>& lines) {
  if (lines.empty()) return;
  empty_line();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string folded = style_.paragraph(shown_text(lines[i], words_), "- ");
    const bool is_last = i + 1 == lines.size();
    if (lines_in(folded) + (is_last ? 0 : 1) > room()) return say(more_below_words(lines.size() - i));
    add(folded);
  }
}

void Screen::table(const std::vector<TableColumn>& columns) { add(style_.table(columns, 1)); }

}  // namespace headroom
