// How customers are taken to pay until the firm knows better, by the firm's country.
#pragma once

#include <string_view>

#include "models/message.hpp"

namespace headroom {

/// How customers are taken to pay until the firm's own experience says otherwise.
struct AssumedLaw {
  std::string_view on_time, late_median_days, late_sigma, never;  ///< as they stand in counterparties.csv
  std::string_view source;                                        ///< a sentence's end: whose figures they are
  bool is_of_country = false;                                     ///< false: another country's figures stand in
};

/// The assumption for a firm's country (ISO 3166 alpha-2; empty: unknown). Source: docs/import.md.
AssumedLaw assumed_law(std::string_view country);

/// "63% on the due date, 3% never, the others 15 days late in the middle case".
Message law_words(const AssumedLaw& law);

}  // namespace headroom
