// Reads the stretch of days on which a shock or a relief acts.
#pragma once

#include <optional>

#include "cli/syntax/toml_reader.hpp"
#include "models/date.hpp"

namespace headroom {

/// A stretch of days, both ends included, in dates or in days after as_of; an end that is not given is open.
struct DayWindow {
  std::optional<Date> from, until;
  std::optional<int> from_day, until_day;
};

/// Reads `from`, `until`, `from_day` and `until_day` of one table.
///
/// Errors: an end given in both ways, or a window that ends before it begins.
DayWindow read_day_window(TomlReader& table);

/// Free text such as a description: line breaks and tabs are welcome, other control characters are not; at most 10,000
/// bytes.
std::optional<std::string> paragraph_of(const std::optional<RawValue>& value, FaultLog& log);

}  // namespace headroom
