// What a report says of the ledger below its first screen.
#pragma once

#include <string>

#include "cli/report/manifest.hpp"
#include "cli/terminal/style.hpp"
#include "models/error.hpp"
#include "models/message.hpp"

namespace headroom {

/// What the numbers rest on: warnings, then notes, then where the ledger's knowledge ends.
std::string notices_text(const Manifest& manifest, const Faults& notices, const Style& style,
                         const MessageWords& words = {});

}  // namespace headroom
