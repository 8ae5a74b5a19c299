// Why a firm defaults: causes, levers, what fails first, and which customers and invoices matter.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/measures/results.hpp"
#include "engine/play/scenario_run.hpp"
#include "engine/questions/customer_receipts.hpp"
#include "engine/questions/lever_targets.hpp"
#include "engine/questions/levers.hpp"
#include "models/cause.hpp"
#include "models/ledger.hpp"
#include "models/relief.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// What is asked about. Requires: ledger and relief outlive the question.
struct DriversQuestion {
  const Ledger* ledger = nullptr;
  Scenario scenario = {};
  const Relief* relief = nullptr;  ///< in the ledger's currency, and the firm is eligible for it; null: no relief
  std::optional<double> target = {};
};

/// What one cause contributes to the default probability.
struct CauseShare {
  Cause cause = Cause::cancellation;
  Estimate share;        ///< its Shapley value
  double alone = 0.0;    ///< the probability with every other cause off
  double without = 0.0;  ///< with this one off
};

/// A lever moved one way.
struct LeverSide {
  LeverChange change;
  Scenario scenario;                   ///< the question's, then the change
  std::optional<Estimate> estimate;    ///< nothing where nothing is random then, or the event cannot happen
  double value = 0.0;                  ///< the same, or whether the one course has the event: 0 or 1
  std::optional<Estimate> difference;  ///< to the question's own estimate, where there are both
};

struct LeverResult {
  Lever lever;
  std::optional<LeverSide> low;  ///< nothing: it has one side
  LeverSide high;
  double swing = 0.0;  ///< |high - low|, of a lever with one side |high - all|
};

/// What is the first that cannot be paid, on a share of the illiquid futures.
struct FirstUnpaid {
  PaymentClass payment_class = PaymentClass::other;
  int day = 0;
  std::vector<std::string> items;  ///< what falls due that day in that class; empty: older arrears
  double share = 0.0;
};

/// What it would mean if an open invoice were paid when it should be.
struct InvoiceToChase {
  std::string invoice, counterparty;
  Minor amount = 0;  ///< open, in the ledger's currency
  Estimate difference;
};

/// Money in minor units of the ledger's currency.
struct DriversResult {
  bool is_random = false;
  bool possible = false;  ///< whether the default event can happen at all
  std::uint64_t paths = 0;
  std::optional<Estimate> all;      ///< nothing where nothing is random or the event cannot happen
  double all_value = 0.0;           ///< the same, or whether the one course has the event: 0 or 1
  double none = 0.0;                ///< with all causes off: 0 or 1, but where it matters how early customers pay
  bool are_shares_exact = true;     ///< else over sampled orders
  std::vector<CauseShare> causes;   ///< that the ledger has, the largest share first
  std::vector<LeverResult> levers;  ///< that change something, the largest swing first
  std::vector<FirstUnpaid> first_failures;  ///< the most frequent first
  std::vector<CustomerReceipts> customers;
  std::uint64_t customers_paths = 0;  ///< played for them
  std::vector<InvoiceToChase> chase;  ///< what lowers the probability most first
  std::optional<double> target;
  bool is_target_met = false;  ///< as it is
  std::uint64_t to_target_paths = 0;
  std::vector<LeverToTarget> to_target;  ///< empty where the target is met as it is
};

/// Answers on one set of futures. The same bits for any number of threads. Where the event cannot happen nothing but
/// that is said; where nothing is random, levers alone. Source: docs/model/causes.md, docs/drivers.md.
DriversResult drivers_of(const DriversQuestion& question, const SimulationSettings& settings);

}  // namespace headroom
