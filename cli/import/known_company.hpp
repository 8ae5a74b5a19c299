// Reads from an existing company.toml the little that an import needs.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "models/date.hpp"
#include "models/error.hpp"
#include "models/money.hpp"

namespace headroom {

/// What the ledger folder already says, as far as an import needs it.
struct KnownCompany {
  std::string currency;
  std::string country;
  std::optional<Date> as_of;
  std::optional<Minor> cash;  ///< `balance` below [cash]
  std::map<std::string, double> rates;
};

/// Reads just that of a company.toml, which may have other faults: `headroom check` names them.
///
/// Errors: a file that cannot be read, is no TOML, or does not tell the ledger's currency.
Result<KnownCompany> read_known_company(const std::filesystem::path& path);

/// A plain number above 0, up to a million: an exchange rate.
std::optional<double> positive_number(std::string_view text);

}  // namespace headroom
