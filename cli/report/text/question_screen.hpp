// What the reports of questions about a firm's futures begin and end with.
#pragma once

#include <string>
#include <vector>

#include "cli/checks/unanswered.hpp"
#include "cli/report/manifest.hpp"
#include "cli/terminal/style.hpp"
#include "models/error.hpp"
#include "models/message.hpp"

namespace headroom {

/// At most 24 lines of 80 columns: which firm, the answer, and a line for each thing that makes it unsafe; then what it
/// rests on: the ledger's notices, and `notes`.
std::string question_opening(const Manifest& manifest, const std::vector<Message>& answer,
                             const std::vector<Unanswered>& unanswered, const Faults& notices,
                             const std::vector<Message>& notes, const Style& style, const MessageWords& words);

/// What the errors are, the hash of the inputs, and the command that computes the same again.
std::string question_closing(const Manifest& manifest, bool is_random, const Style& style, const MessageWords& words);

}  // namespace headroom
