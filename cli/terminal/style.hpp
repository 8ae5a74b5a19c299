// Colours and width of text for people.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal/text_table.hpp"

namespace headroom {

/// How text for people is set: plain and as wide as a document, unless standard output is a terminal.
struct Style {
  bool is_coloured = false;
  std::optional<std::size_t> terminal_width =
      std::nullopt;  ///< columns to use of the terminal that shows the text; nothing: none does

  std::string title(std::string_view text) const;    ///< bold, folded on a terminal
  std::string warning(std::string_view text) const;  ///< yellow

  /// The paragraph broken into lines, the first after `first_indent`, the others after as many spaces. Ends with a line
  /// break.
  std::string paragraph(std::string_view text, std::string_view first_indent = "") const;

  /// A line that documents hold whole and a terminal shows in parts. Ends with a line break.
  std::string line(std::string_view text) const;

  /// A shell command after a label; on a terminal it is broken before its options so that it can be copied. Ends with a
  /// line break.
  std::string command(std::string_view label, std::string_view text) const;

  /// The columns side by side, in several tables where they are too wide, each with the first `repeated` columns.
  std::string table(const std::vector<TableColumn>& columns, std::size_t repeated) const;

 private:
  std::size_t width() const;
  std::string folded(std::string_view text) const;
};

/// As standard output needs it: coloured where it is a terminal and neither NO_COLOR nor TERM=dumb says otherwise, as
/// wide as the terminal.
Style style_of_standard_output();

}  // namespace headroom
