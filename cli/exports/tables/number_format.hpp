// How other programs write amounts, told from all values of a column.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// What sets off the decimals; thousands may be grouped by the other sign, by spaces or by apostrophes.
enum class DecimalSign { point, comma };

/// Reads the format off an example such as `1,234.50` or `1.234,50`; nothing where it does not show the decimals.
std::optional<DecimalSign> parse_number_format(std::string_view example);
/// The example that stands for the format: `1,234.50` or `1.234,50`.
std::string_view example_of(DecimalSign sign);

/// An amount as another program wrote it, in plain notation.
struct ExportedAmount {
  std::string plain;     ///< `-1234.50`
  std::string currency;  ///< ISO code written beside the number, or empty
  std::string sign;      ///< one beside it that several currencies share: "$", "kr"; or empty
};

/// Reads `1,234.50`, `1.234,50-`, `(1 234.50)`, `1'234.50 CR`, `EUR 12.00`, `€ 12,00`: thousands separators, a minus on
/// either side, parentheses and CR for negatives, currency symbols and codes. Nothing where that is not all there is.
std::optional<ExportedAmount> read_exported_amount(std::string_view text, DecimalSign sign);

/// Text with full-width letters, digits and signs (１２３，－) in their ordinary width.
std::string half_width(std::string_view text);

/// A share as people write it: `0.35`, `0,35`, `35%`. In plain notation.
std::optional<std::string> read_exported_share(std::string_view text, DecimalSign sign);

/// The code that a person means by `text`: `usd`, `US$`, `€`, `RMB`; nothing where it names none (`$` names many).
std::optional<std::string> currency_meant_by(std::string_view text);

/// Whether a text is a sign that several currencies share: "$", "¥", "kr".
bool is_shared_sign(std::string_view text);
/// Whether a currency is one of those that share a sign.
bool shares_sign(std::string_view currency, std::string_view sign);

/// The formats that read the most of the values (at least half). Both only where they read different amounts out of
/// them and neither is ruled out by more decimals than `decimals`.
std::vector<DecimalSign> number_formats_that_fit(const std::vector<std::string_view>& values, int decimals);

}  // namespace headroom
