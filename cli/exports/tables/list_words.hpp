// The words by which lists of other programs are understood: headings, states of items, sides (words/*.toml).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exports/tables/import_columns.hpp"

namespace headroom {

/// The headings that mean something, as `normal_heading` has them, likeliest first; none where nobody wrote that list.
const std::vector<std::string>& headings_meaning(std::string_view meaning);

/// Whether a heading is one of those that mean it, also without parentheses or a currency at its end.
bool means(std::string_view heading, std::string_view meaning);

/// What a list says of an item.
enum class RowState { open, partial, settled, left_out };

/// The state that a word means for items of a kind; nothing where it is not known.
std::optional<RowState> state_of_word(ImportKind kind, std::string_view word);

/// The words of a list in words/units.toml; none where nobody wrote that list.
const std::vector<std::string>& unit_words(std::string_view list);

/// Whether a word is that of a list in words/units.toml: `unit_3`, `prefix_6`, `beside`, ...
bool is_unit_word(std::string_view list, std::string_view word);

/// Whether a word is that of a list in words/states.toml: `credit_side`, `credit_type`, ...
bool is_word_of(std::string_view list, std::string_view word);

}  // namespace headroom
