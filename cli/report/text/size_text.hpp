// A size as text for people.
#pragma once

#include <string>

#include "cli/report/size_report.hpp"
#include "cli/terminal/style.hpp"
#include "models/message.hpp"

namespace headroom {

/// The answer of `headroom size` for people: the amount first, then what it rests on, then every candidate played.
std::string size_text(const SizeReport& report, const Style& style, const MessageWords& words = {});

}  // namespace headroom
