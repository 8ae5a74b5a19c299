// What is said of a change between two ledgers.
#pragma once

#include <vector>

#include "cli/report/changes_report.hpp"
#include "models/message.hpp"

namespace headroom {

/// "the date alone", "open invoices".
Message part_words(LedgerPart part);
/// What happened to a part: "12 invoices settled, 9 new", then their first names.
std::vector<Message> what_changed(const PartChange& change, const ChangesReport& report);
/// The two answers, and how far they lie apart.
Message difference_sentence(const ChangesReport& report);
/// How the two ledgers are mixed, before any number.
Message mixture_sentence(const ChangesReport& report);
/// How many ledgers were played, on how many futures, and what a share is.
Message shares_sentence(const ChangesReport& report);
/// Why there is no probability to split.
Message nothing_random_sentence();
/// That nothing is different.
Message nothing_changed_sentence();

}  // namespace headroom
