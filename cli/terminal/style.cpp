#include "cli/terminal/style.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

#include "cli/terminal/display_width.hpp"
#include "cli/terminal/folded_text.hpp"
#include "cli/terminal/terminal_width.hpp"

namespace headroom {

namespace {

std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string out(text);
  for (std::size_t at = 0; (at = out.find(what, at)) != std::string::npos; at += by.size())
    out.replace(at, what.size(), by);
  return out;
}

}  // namespace

std::string Style::title(std::string_view text) const {
  return is_coloured ? fmt::format("\x1b[1m{}\x1b[0m", folded(text)) : folded(text);
}

std::string Style::warning(std::string_view text) const {
  return is_coloured ? fmt::format("\x1b[33m{}\x1b[0m", text) : std::string(text);
}

std::size_t Style::width() const { return terminal_width.value_or(document_width); }

std::string Style::paragraph(std::string_view text, std::string_view first_indent) const {
  if (!terminal_width) return wrapped_paragraph(text, first_indent, document_width);
  // An amount stays on one line with its error.
  const std::string whole = replaced(text, " ± ", "\u00A0±\u00A0");
  return replaced(wrapped_paragraph(whole, first_indent, *terminal_width), "\u00A0±\u00A0", " ± ");
}

std::string Style::folded(std::string_view text) const {
  return terminal_width ? folded_text(text, *terminal_width) : std::string(text);
}

std::string Style::line(std::string_view text) const { return folded(text) + "\n"; }

std::string Style::command(std::string_view label, std::string_view text) const {
  const std::string whole = std::string(label) + " " + std::string(text);
  if (!terminal_width || display_width(whole) <= *terminal_width) return whole + "\n";
  return std::string(label) + "\n" + folded_command(text, *terminal_width) + "\n";
}

std::string Style::table(const std::vector<TableColumn>& columns, std::size_t repeated) const {
  return table_text(columns, repeated, width(), terminal_width ? TableFit::whole_words : TableFit::document);
}

Style style_of_standard_output() {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool refused =
      (no_colour != nullptr && *no_colour != '\0') || (terminal != nullptr && std::string_view(terminal) == "dumb");
  const auto width = terminal_width(STDOUT_FILENO);
  return {!refused && width.has_value(), width};
}

}  // namespace headroom
