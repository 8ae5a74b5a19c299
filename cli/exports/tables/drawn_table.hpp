// Lists drawn with | and -, as SAP saves them as text: a customer a block, sums marked by stars.
#pragma once

#include <string>
#include <string_view>

namespace headroom {

/// Whether text is such a list: a row of headings between bars, below it a line of dashes.
bool is_drawn_table(std::string_view text);

/// The same list as CSV, each row in the line in which it stood. What stands above a block ("Customer      1000123")
/// becomes columns of that name; a line of sums begins with "Total".
std::string undrawn(std::string_view text);

}  // namespace headroom
