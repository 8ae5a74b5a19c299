// Which lines differ between two texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// A line that only one text has, or one that stands in the place of another.
struct LineDifference {
  int line = 0;                       ///< from 1: of the first text, or of the second where only that has it
  std::optional<std::string> first;   ///< nothing: the first text has no such line
  std::optional<std::string> second;  ///< likewise
};

/// The lines that differ, in their order. Lines that stand once in each text are matched first, as many as keep
/// their order; what stands between them is compared line by line. Source: patience diff (B. Cohen).
std::vector<LineDifference> line_differences(std::string_view first, std::string_view second);

}  // namespace headroom
