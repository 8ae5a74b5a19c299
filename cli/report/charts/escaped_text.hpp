// Text as HTML and SVG take it.
#pragma once

#include <string>
#include <string_view>

namespace headroom {

/// Text for an element or an attribute: `&`, `<`, `>` and quotes as entities, control characters and what could reorder
/// text as visible escapes.
std::string escaped_text(std::string_view text);

}  // namespace headroom
