// How many columns text takes on a terminal, and text cut to a width.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// Columns that UTF-8 text takes on a terminal: wide East Asian characters take two, combining marks none.
std::size_t display_width(std::string_view text);

/// The longest front of `text` that takes at most `width` columns; characters stay whole.
std::string_view front_of_width(std::string_view text, std::size_t width);

/// `text` cut to `width` columns, with `...` at its end where something was cut.
std::string shortened(std::string_view text, std::size_t width);

/// `text` with spaces before it (`is_left` false) or after it, up to `width` columns.
std::string padded(std::string_view text, std::size_t width, bool is_left);

/// Where a paragraph may be broken.
enum class LineBreaks { at_spaces, at_hyphens_too };

/// The lines of a paragraph broken at its spaces; a word that is longer than a line is cut.
std::vector<std::string> wrapped_lines(std::string_view paragraph, std::size_t width,
                                       LineBreaks breaks = LineBreaks::at_spaces);

/// Columns of the widest part of a text that only a cut would break: between spaces, hyphens and wide characters.
std::size_t widest_part(std::string_view text);

/// Where to break a line so that at most `width` columns stay before it: at the last space at byte `first` or later,
/// else beside a wide character; 0 where it has to stay whole.
std::size_t last_break(std::string_view line, std::size_t first, std::size_t width);

/// The paragraph broken into lines, the first after `first_indent`, the others after as many spaces. Ends with a line
/// break.
std::string wrapped_paragraph(std::string_view paragraph, std::string_view first_indent, std::size_t width);

}  // namespace headroom
