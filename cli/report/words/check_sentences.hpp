// What `headroom check` says of a ledger without faults, each in a sentence.
#pragma once

#include <string>
#include <vector>

#include "cli/report/check_report.hpp"

namespace headroom {

/// "2 faults, 1 warning".
std::string count_words(const Faults& findings);

/// "as of 31 October 2026, amounts in EUR".
std::string books_words(const Ledger& ledger);

/// Whether the ledger is ready to be run.
std::string ready_sentence(const CheckReport& report);

/// What makes the ledger unready or its answers unsafe, each in a line: what must be entered, the most telling first,
/// then what is taken for the rest, then the warnings.
std::vector<std::string> unsafe_words(const CheckReport& report);

/// What the ledger holds, in a paragraph.
std::string holdings_sentences(const Ledger& ledger);

/// A figure that nobody has entered, with its place and what is taken for it.
std::string unanswered_words(const Unanswered& one);

}  // namespace headroom
