// How much of a relief's loan brings the default probability to a target.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/questions/played_cases.hpp"
#include "models/eligibility.hpp"

namespace headroom {

/// What is sized. Amounts in minor units of the relief's own currency.
struct SizeQuestion {
  const Ledger* ledger = nullptr;
  Scenario scenario = {};
  Relief relief = {};  ///< as written; the amount of its first loan is what is sought. Requires: a loan
  double target = 0.0;
  Minor max = 0, step = 0;  ///< candidates are 0, step, 2 step .. up to max. Requires: 0 < step <= max
};

/// One candidate: what is lent, and what it comes to.
struct SizedLoan {
  Minor amount = 0;
  CaseOutcome outcome;
};

/// The last day on which the money may come.
struct LatestArrival {
  int day = 0;
  CaseOutcome outcome;
};

/// Why there is no amount.
enum class SizeLack { nothing, not_eligible, cannot_happen, none_meets };

/// Source: docs/size.md.
struct SizeAnswer {
  SizeLack lack = SizeLack::nothing;
  std::vector<UnmetCondition> unmet;  ///< where the firm is not eligible
  CaseOutcome without;                ///< no relief at all
  std::vector<SizedLoan> computed;    ///< every candidate that was played, rising; 0 is the relief without its loan

  std::optional<SizedLoan> at_amount;           ///< at which the target is met, and a step below it is not
  std::optional<SizedLoan> a_step_less;         ///< nothing where the amount is 0
  std::optional<Minor> lower_end, upper_end;    ///< the same search on the ends of each estimate's 95% interval
  std::optional<SizedLoan> lowest;              ///< the lowest share of those computed, the smaller amount if tied
  std::optional<SizedLoan> largest;             ///< up to which the target is met
  bool owes_principal_after_horizon = false;    ///< then no largest can be told: what it is repaid from is not seen
  std::optional<bool> between_all_meet;         ///< whether each one computed from `at_amount` to `largest` does
  std::optional<LatestArrival> latest_arrival;  ///< from the relief's own day on, the last before the first that misses
};

/// Sizes a loan on one set of futures. Requires: an amount of `max` can be counted in the ledger's currency.
SizeAnswer size_loan(const SizeQuestion& question, const SimulationSettings& settings);

/// The smallest of 1, 2, 5 x 10^k major units, in minor units, of which `max` holds at most 1,000.
Minor default_step(Minor max, int decimals);

}  // namespace headroom
