// Characters that turn or hide the text beside them: direction controls, C1 controls, what has no width.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace headroom {

/// The bytes of such a character at the front of a text in UTF-8; 0 where another one stands there. They are
/// U+0080 to U+009F, U+200B to U+200F, U+2028 to U+202E, U+2060 to U+2069, and U+FEFF.
std::size_t hidden_character_at_front(std::string_view text);

/// The lines of a text that hold one, from 1; none where it is no UTF-8. A byte order mark at its very front is none.
std::vector<int> lines_with_hidden_characters(std::string_view text);

}  // namespace headroom
