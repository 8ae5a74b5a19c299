// Small words that readers and reports share: trimming, small letters, counting, and the bounds of what a ledger takes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "models/message.hpp"

namespace headroom {

/// A name or another text of one line has at most so many bytes.
inline constexpr std::size_t line_bytes_max = 1000;

/// The years in which a ledger's as_of may lie.
inline constexpr int as_of_year_least = 1990, as_of_year_most = 2150;

/// Without the spaces, tabs and line ends around it.
std::string_view trimmed(std::string_view text);

/// With the letters A to Z made small; what is not ASCII stays.
std::string lower_case(std::string_view text);

/// "1 order", "2 orders". Another language finds its own by the pattern "{} orders".
Message how_many(std::size_t count, std::string_view one, std::string_view many);

/// "`a`, `b` or `c`", with another last word where it is given.
Message listed(const std::vector<std::string>& names, std::string_view last_word = "or");

/// The first few names, and how many more there are: "a, b, c, d, e and 3 more".
Message first_names(const std::vector<std::string>& names);
Message first_names(const std::vector<Message>& names);

/// How many names `first_names` shows.
inline constexpr std::size_t names_shown_max = 5;

}  // namespace headroom
