// Which of several names a mistyped one was most likely meant to be.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// Among more candidates than these nothing is looked for: there is no need to gather them.
inline constexpr std::size_t nearest_candidates_max = 5000;

/// The candidate that `name` was most likely meant to be, or nothing where none is near
/// (or where there are more than `nearest_candidates_max`).
///
/// Near is: at most one slip (a letter more, less, other, or two swapped) for each three letters, at least one, case
/// ignored.
std::optional<std::string> nearest_name(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace headroom
