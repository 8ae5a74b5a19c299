// What `headroom check` says of a ledger without faults, each in a sentence.
#pragma once

#include <vector>

#include "cli/report/check_report.hpp"
#include "models/message.hpp"

namespace headroom {

/// "2 faults, 1 warning".
Message count_words(const Faults& findings);

/// "as of 31 October 2026, amounts in EUR".
Message books_words(const Ledger& ledger);

/// Whether the ledger is ready to be run.
Message ready_sentence(const CheckReport& report);

/// What makes the ledger unready or its answers unsafe, each in a line: what must be entered, the most telling first,
/// then what is taken for the rest, then the warnings.
std::vector<Message> unsafe_words(const CheckReport& report);

/// What the ledger holds, in a paragraph.
Message holdings_sentences(const Ledger& ledger);

/// A figure that nobody has entered, with its place and what is taken for it.
Message unanswered_words(const Unanswered& one);

}  // namespace headroom
