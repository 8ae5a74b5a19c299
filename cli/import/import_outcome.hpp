// What came of an import, before anybody says it.
#pragma once

#include <string>
#include <vector>

#include "cli/report/exit_status.hpp"

namespace headroom {

/// What a person does after an import.
enum class NextStep {
  none,
  check,           ///< see whether the ledger is in order
  enter_costs,     ///< put in what no export holds
  enter_cash_too,  ///< and what is on the accounts
};

struct ImportOutcome {
  ImportOutcome(int exit_status) : status(exit_status) {}
  ImportOutcome(std::vector<std::string> documents, NextStep step) : written(std::move(documents)), next(step) {}

  int status = exit_done;
  std::vector<std::string> written;  ///< the documents, in the order in which they are said
  NextStep next = NextStep::none;
};

}  // namespace headroom
