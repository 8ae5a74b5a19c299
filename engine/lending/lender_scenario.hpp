// One scenario as a lender plays it: without and with a relief, or with several sizes of its first loan.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/lending/assess.hpp"
#include "engine/lending/concentration.hpp"
#include "engine/lending/lending_play.hpp"
#include "engine/lending/loss_figures.hpp"
#include "engine/lending/recommendation.hpp"
#include "models/eligibility.hpp"

namespace headroom {

/// A ledger under one scenario with one relief on offer.
class LenderScenario {
 public:
  /// Requires: what is named outlives it.
  LenderScenario(const AssessmentRequest& request, const Scenario& scenario);

  /// Everything but the stresses and the levers.
  Assessment assessment() const;

 private:
  /// The scenario with its options, and what was counted: without the relief, and with it where the firm is eligible.
  struct Played {
    Plan plan;
    std::vector<OptionPlan> options;
    LentRelief lent;
    std::vector<LendingCounts> counts, written;
  };

  std::unique_ptr<Played> play() const;
  void fill_terms(Assessment& assessment) const;
  void fill_counts(Assessment& assessment) const;
  void fill_probabilities(const Played& played, Assessment& assessment) const;
  void fill_loan(const Played& played, Assessment& assessment) const;
  void recommend(Assessment& assessment) const;
  /// What the rules look at, for loans of these amounts in place of the first one.
  std::vector<RuleValues> values_at(const std::vector<Minor>& amounts) const;
  RuleValues rule_values(const OptionPlan& base_option, const OptionPlan& option, const LendingCounts& base,
                         const LendingCounts& counts, const LentRelief& lent) const;

  const AssessmentRequest& request_;
  const Scenario& scenario_;
  OfferedRelief offered_;
  MonthGrid grid_;
  int waiting_days_, day_12m_;
  std::optional<ConcentrationResult> concentration_;
};

/// The probability of an event by a day, or why there is none.
Figure<Estimate> probability_by(const OptionPlan& option, const LendingCounts& counts, Event event, LenderEvent counted,
                                int day);

}  // namespace headroom
