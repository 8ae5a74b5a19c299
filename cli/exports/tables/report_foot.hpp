// What stands above and below the rows of a report: its day, its sums.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/syntax/csv.hpp"
#include "models/date.hpp"

namespace headroom {

/// The index of the first row below the list: after an empty line or from a note on units on, rows of fewer fields (or
/// nearly empty ones) down to the end. Nothing where the list goes on to the end. `rows` begins with the headings.
std::optional<std::size_t> foot_of(const std::vector<CsvRow>& rows);

/// The last day that stands in these lines in a form that can be read in one way only, and its line.
std::optional<std::pair<Date, int>> last_day_in(std::string_view lines);

/// Whether a text is the name of a sum: "Total", "Summe", "合计".
bool begins_with_total(std::string_view text);

}  // namespace headroom
