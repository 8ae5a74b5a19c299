// Amounts of money in whole minor units, their bounds and their rounding.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// An amount of money in whole minor units (cents, fen; yen where the currency has no decimals).
using Minor = std::int64_t;

/// The largest absolute amount one field may hold, in minor units: sums of a whole ledger stay below 2^53,
/// so that they are exact as doubles too.
inline constexpr Minor amount_max = 1'000'000'000'000'000;

/// The largest amount that can be worked with, in minor units: whole numbers up to here are exact as doubles.
inline constexpr Minor counted_amount_max = 9'000'000'000'000'000;

/// Decimals of an ISO 4217 currency (2 for most, 0 for JPY, 3 for BHD), or nothing if it is not a known code.
std::optional<int> currency_decimals(std::string_view code);

/// All known codes.
std::vector<std::string> currency_codes();

enum class MoneyError { not_a_number, too_many_decimals, too_large };

/// Outcome of reading an amount: exactly one of `amount` and `error` is set.
struct ParsedMoney {
  std::optional<Minor> amount;
  std::optional<MoneyError> error;
};

/// Reads `-1250.50` in major units (a full stop as the decimal sign, no thousands separators) as minor units.
/// Errors: what is not a plain decimal number, has more decimals than the currency, or exceeds `amount_max`.
ParsedMoney parse_money(std::string_view text, int decimals);

inline constexpr double nearest_whole_relative_error = 4e-15;  ///< of a product of a few factors
inline constexpr double nearest_whole_error_max = 1e-5;  ///< whatever the size, a fraction of 0.4999 is not a half

/// The whole number nearest to `value`, half away from zero. A value within rounding error of a half counts as the
/// half: 0.0642 of 30900 over 12 months is 165.315 in decimals, but a little less in doubles. The same bits on every
/// machine.
inline double nearest_whole(double value) {
  const double size = std::abs(value), whole = std::floor(size);
  const double nearest = size - whole >= 0.5 - std::min(nearest_whole_relative_error * size, nearest_whole_error_max)
                             ? whole + 1.0
                             : whole;
  return value < 0.0 ? -nearest : nearest;
}

/// Whole minor units nearest to `value` (in minor units), as `nearest_whole` has it.
Minor round_half_away(double value);

/// `share` of `amount`, rounded to minor units, half away from zero.
Minor share_of(Minor amount, double share);

/// Minor units as a number of major units, for JSON.
double to_major(Minor amount, int decimals);

/// Plain decimal text without separators: `-1250.50`.
std::string money_text(Minor amount, int decimals);

/// As people write it: `-1,250.50`.
std::string money_words(Minor amount, int decimals);

/// As people write it where cents do not matter: `-1,251`.
std::string money_words_rounded(Minor amount, int decimals);

}  // namespace headroom
