// How wide the terminal is.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace headroom {

/// Columns of text where it does not go to a terminal, so that documents are the same everywhere.
constexpr std::size_t document_width = 100;

/// Columns to use of a terminal that says it has `columns` (0: it does not say) and whose user has set COLUMNS to
/// `wanted` (empty: has not).
std::size_t usable_width(std::size_t columns, std::string_view wanted);

/// Columns to use of the terminal behind a descriptor; nothing where there is none.
std::optional<std::size_t> terminal_width(int descriptor);

}  // namespace headroom
