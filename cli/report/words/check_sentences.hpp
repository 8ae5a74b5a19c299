// What `headroom check` says of a ledger: how much was found, what nobody has entered, and what it holds.
#pragma once

#include <cstddef>

#include "cli/checks/unanswered.hpp"
#include "models/error.hpp"
#include "models/ledger.hpp"
#include "models/message.hpp"

namespace headroom {

/// "0 faults, 2 warnings.", only what there is after the faults.
Message count_sentence(const Faults& findings);

/// What stands above the figures that nobody has entered. `needed`: how many nothing can be taken for.
Message unanswered_heading(std::size_t count, std::size_t needed);
/// One of them: where it stands, and what is taken for it.
Message unanswered_words(const Unanswered& one);
/// What is said where some are needed.
Message unanswered_closing();

/// What a ledger holds, in sentences.
Message ledger_summary(const Ledger& ledger);

}  // namespace headroom
