// What an owner is asked about the firm: one question a figure, with what the ledger knows already.
#pragma once

#include <string>
#include <vector>

#include "cli/edit/edited_ledger.hpp"

namespace headroom {

/// One question, and the setting that its answer makes.
struct LedgerQuestion {
  std::string key;           ///< "cash": the answer is set as cash=ANSWER
  std::string words;         ///< "What is on your accounts, freely usable?"
  std::string form;          ///< "84500", "38000@15": how an answer looks
  std::string known;         ///< in that form; empty where nobody has told it yet
  bool has_default = false;  ///< nothing of the kind is taken where nobody answers
};

/// At most a dozen, those without an answer first.
std::vector<LedgerQuestion> ledger_questions(EditedLedger& ledger);

}  // namespace headroom
