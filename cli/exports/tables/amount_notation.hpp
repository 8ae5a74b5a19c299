// In what a list gives its amounts: thousands, 万元, T€, "in USD", read off its headings and the lines around it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/syntax/csv.hpp"

namespace headroom {

/// What a heading or a line says of the amounts.
struct AmountNotation {
  std::optional<int> unit;  ///< the power of ten that 1 stands for: 3 for thousands, 0 where it says "元"
  std::string currency;     ///< ISO code
  std::string sign;         ///< one that several currencies share: "$", "kr"
  bool is_unclear = false;  ///< it names a unit that may mean several things
  std::string words;        ///< as they stand there
  int line = 0;             ///< of the file, where it stands in a line of its own

  bool says_something() const { return unit || is_unclear || !currency.empty() || !sign.empty(); }
};

/// What a heading says: `金额(万元)`, `Amount (k)`, `Betrag T€`, `USD amount`, `Balance in thousands`.
AmountNotation notation_of_heading(std::string_view heading);

/// Whether something stands in brackets behind a heading of amounts that may be a unit, and is not known.
bool has_unknown_note(std::string_view heading);

/// The heading without it.
std::string without_notation(std::string_view heading);

/// What a line above or below a list says: `单位：万元`, `Beträge in TEUR`, `(in thousands of USD)`.
AmountNotation notation_of_line(std::string_view line);

/// What the lines above and below a list say together; unclear where they say different things.
AmountNotation notation_around(std::string_view above, const std::vector<CsvRow>& below);
/// Likewise, of a report's rows: those above its headings, and those below that are nearly empty.
AmountNotation notation_around(const std::vector<CsvRow>& rows, std::size_t header);

/// Whether a row holds nothing but such a note.
bool is_notation_row(const CsvRow& row);

/// A plain decimal times ten to the power of `exponent`: "12.5", 4 is "125000".
std::string shifted_decimal(const std::string& plain, int exponent);

/// "1,000", "10,000", "0.01": what one stands for.
std::string unit_text(int exponent);
/// The power of ten that a text such as "10000" or "0.01" is, from -2 to 9.
std::optional<int> unit_exponent(std::string_view text);

}  // namespace headroom
