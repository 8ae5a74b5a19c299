// Reads single values: numbers, dates, amounts, names, each with its fault where it is none.
#pragma once

#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/syntax/fault_log.hpp"
#include "cli/syntax/nearest_name.hpp"
#include "models/date.hpp"
#include "models/exchange_rates.hpp"
#include "models/money.hpp"

namespace headroom {

/// One value as its source writes it: what a key or a column holds, and where.
struct RawValue {
  std::string name;
  std::string text;
  Place place;
};

/// What a number may be. `words` completes "write ...".
struct NumberRange {
  double least = 0.0;
  double most = 0.0;
  std::string_view words;
  bool above_least = false;  ///< `least` itself is not allowed
};

inline constexpr NumberRange probability_range = {0.0, 1.0, "a probability from 0 to 1, such as 0.05"};
inline constexpr NumberRange share_range = {0.0, 1.0, "a share from 0 to 1, such as 0.25"};
inline constexpr NumberRange rate_range = {0.0, 10.0, "a yearly rate as a fraction: 0.0435 is 4.35%"};

// Each reads a value, or logs a fault and gives nothing. No value gives nothing, without a fault.

std::optional<double> number_of(const std::optional<RawValue>& value, const NumberRange& range, FaultLog& log);
std::optional<int> whole_number_of(const std::optional<RawValue>& value, int least, int most, FaultLog& log);
std::optional<Date> date_of(const std::optional<RawValue>& value, FaultLog& log);
std::optional<Minor> money_of(const std::optional<RawValue>& value, const Currency& currency, FaultLog& log);
/// The same, not negative.
std::optional<Minor> money_not_negative_of(const std::optional<RawValue>& value, const Currency& currency,
                                           FaultLog& log);
/// A name or another text of one line: no control characters, at most 1000 bytes.
std::optional<std::string> line_of(const std::optional<RawValue>& value, FaultLog& log);
/// `true` or `false`.
std::optional<bool> truth_of(const std::optional<RawValue>& value, FaultLog& log);
/// An ISO 3166 alpha-2 code by its form: two capital letters.
std::optional<std::string> country_of(const std::optional<RawValue>& value, FaultLog& log);
/// A known ISO 4217 code.
std::optional<Currency> currency_of(const std::optional<RawValue>& value, FaultLog& log);

/// Logs that `value` is none of `names`, with the nearest one.
void log_unknown_choice(const RawValue& value, const std::vector<std::string>& names, FaultLog& log);

/// One of a list of names, by the function that knows them.
template <class T, class Names>
std::optional<T> choice_of(const std::optional<RawValue>& value, std::optional<T> (*parse)(std::string_view),
                           const Names& names, FaultLog& log) {
  if (!value) return std::nullopt;
  const std::optional<T> choice = parse(value->text);
  if (!choice) log_unknown_choice(*value, std::vector<std::string>(std::begin(names), std::end(names)), log);
  return choice;
}

}  // namespace headroom
