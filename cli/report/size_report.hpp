// All that a report of `headroom size` is made from.
#pragma once

#include <string>
#include <vector>

#include "cli/checks/unanswered.hpp"
#include "cli/report/manifest.hpp"
#include "engine/questions/loan_size.hpp"
#include "models/error.hpp"
#include "models/money.hpp"

namespace headroom {

/// Where the largest candidate comes from.
enum class LargestSize { given, cap, revenue };

/// Everything that a report of `headroom size` says.
struct SizeReport {
  Manifest manifest;
  Faults notices;  ///< warnings and notes about the ledger
  std::vector<Unanswered> unanswered;
  SizeQuestion question;
  LargestSize largest_from = LargestSize::given;
  bool was_capped = false;         ///< `--max` asked for more than the loan's cap
  bool sees_last_payment = false;  ///< whether the horizon is that of the loan, or was given
  std::string currency;            ///< of the relief: of all amounts of the question and the answer
  int decimals = 2;
  SizeAnswer answer;
};

}  // namespace headroom
