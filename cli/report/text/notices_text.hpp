// The head of every report: which firm, which days, and what to know before any number.
#pragma once
#include <string>

#include "cli/report/manifest.hpp"
#include "cli/terminal/style.hpp"
#include "models/error.hpp"

namespace headroom {

/// The first lines of every report: which firm, from when to when.
std::string heading_text(const Manifest& manifest, const Style& style);

/// What has to be known before any number: warnings, then notes, then where the ledger's knowledge ends.
std::string notices_text(const Manifest& manifest, const Faults& notices, const Style& style);

}  // namespace headroom
