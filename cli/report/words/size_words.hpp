// Sentences that say what size of loan a firm needs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/report/size_report.hpp"
#include "models/message.hpp"

namespace headroom {

/// The answer, in sentences, the first of which is the amount or why there is none.
std::vector<Message> size_sentences(const SizeReport& report);

/// What the answer rests on beside the ledger: where the largest candidate comes from, how far is played.
std::vector<Message> size_notes(const SizeReport& report);

/// Why there is no amount, or no largest one; nothing where there is.
std::optional<Message> reason_without_amount(const SizeReport& report);
std::optional<Message> reason_without_largest(const SizeReport& report);

}  // namespace headroom
