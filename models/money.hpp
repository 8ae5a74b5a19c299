#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headroom {

/// An amount of money in whole minor units (cents, fen; yen where the currency has no decimals).
using Minor = std::int64_t;

/// The largest absolute amount one field may hold, in minor units: sums of a whole ledger stay below 2^53,
/// so that they are exact as doubles too.
inline constexpr Minor amount_max = 1'000'000'000'000'000;

/// Decimals of an ISO 4217 currency (2 for most, 0 for JPY, 3 for BHD), or nothing if it is not a known code.
std::optional<int> currency_decimals(std::string_view code);

enum class MoneyError { not_a_number, too_many_decimals, too_large };

/// Outcome of reading an amount: exactly one of `amount` and `error` is set.
struct ParsedMoney {
  std::optional<Minor> amount;
  std::optional<MoneyError> error;
};

/// Reads `-1250.50` in major units (a full stop as the decimal sign, no thousands separators) as minor units.
/// Errors: what is not a plain decimal number, has more decimals than the currency, or exceeds `amount_max`.
ParsedMoney parse_money(std::string_view text, int decimals);

/// Whole minor units nearest to `value` (in minor units), half away from zero.
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
