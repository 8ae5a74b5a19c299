#include "cli/report/words/question_words.hpp"

#include <fmt/format.h>

#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

std::string share_words(double share) { return fmt::format("{:.10g}%", 100.0 * share); }

Message outcome_words(const CaseOutcome& outcome) {
  if (!outcome.possible) return "it cannot happen";
  if (const auto probability = outcome.probability()) return message("{}", percent_with_error(*probability));
  return outcome.share() > 0.0 ? "it happens in the one course" : "it does not happen in the one course";
}

std::string money_words_short(Minor amount, int decimals) {
  Minor unit = 1;
  for (int i = 0; i < decimals; ++i) unit *= 10;
  return amount % unit == 0 ? money_words_rounded(amount, decimals) : money_words(amount, decimals);
}

}  // namespace headroom
