// What options and scenarios come to: every number that a report can show.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/default_event.hpp"
#include "models/eligibility.hpp"
#include "models/money.hpp"
#include "models/payment_class.hpp"

namespace headroom {

/// A number found by sampling, and how far it may be off.
struct Estimate {
  double value = 0.0;
  double standard_error = 0.0;
};

struct Interval {
  double lower = 0.0, upper = 0.0;
};

/// A quantile of money over paths, with its standard error by order statistics (docs/model/estimates.md).
struct MoneyQuantile {
  Minor value = 0;
  double standard_error = 0.0;
};

/// The spread of cash or position over paths at the end of one day. In minor units.
struct DaySpread {
  int day = 0;
  Minor p05 = 0, p25 = 0, p50 = 0, p75 = 0, p95 = 0;
  Estimate mean;
};

/// Day of default over paths; nothing where the path at that rank has no default by the horizon.
struct Runway {
  std::optional<int> p05, p25, p50, p75, p95;
  std::optional<double> censored_share;
  std::optional<int> deterministic;  ///< with the ledger as written, overdue receivables left out
};

struct LowestPosition {
  MoneyQuantile p01, p05, p50;
  double expected_shortfall_05 = 0.0;  ///< mean of the lowest ceil(0.05 N) paths, minor units
};

struct FundingNeed {
  MoneyQuantile p50, p90, p95, p99;
};

/// Standard errors of the shares of a Change.
struct ChangeErrors {
  double saved = 0.0, delayed = 0.0, fails_anyway = 0.0, harmed = 0.0;
};

/// What a relief changes on the same futures. The five shares sum to 1.
struct Change {
  Estimate default_probability;
  double survives_anyway = 0.0, saved = 0.0, delayed = 0.0, fails_anyway = 0.0, harmed = 0.0;
  std::optional<ChangeErrors> errors = {};  ///< where they are not sqrt(p (1 - p) / N)
};

/// The due that most often is the first that cannot be paid, among the paths that become illiquid.
struct FirstFailure {
  int day = 0;
  PaymentClass payment_class = PaymentClass::other;
  double share = 0.0;                   ///< of the illiquid paths
  std::vector<std::string> items = {};  ///< what falls due that day in that class, by name; empty: older arrears
};

/// What a supplier's credit limit comes to, over the paths. Minor units.
struct LimitResult {
  std::optional<Estimate>
      reached;  ///< that something has to be paid on delivery by the horizon; nothing where nothing is random
  std::optional<int> median_day;  ///< of the first time, over all paths; nothing: on half of them not by the horizon
  std::optional<int> deterministic_day;  ///< with the ledger as written
  Estimate cash;  ///< wanted on delivery by the horizon, mean over paths; without error where nothing is random
  double deterministic_cash = 0.0;  ///< with the ledger as written
};

/// A supplier with terms of his own, over the paths.
struct SupplierResult {
  std::string name;
  std::optional<Estimate> stops;         ///< that he stops by the horizon; nothing where nothing is random
  std::optional<int> median_day;         ///< of the stop, over all paths; nothing: on half of them not by the horizon
  std::optional<int> deterministic_day;  ///< with the ledger as written
  bool may_stop = true;                  ///< else he only charges, by his terms
  std::optional<LimitResult> limit;      ///< where he limits what he lends
};

/// What suppliers do and charge where they are paid late. Minor units; without errors where nothing is random.
struct LateResult {
  std::vector<SupplierResult> suppliers;  ///< by name; empty where none has terms
  Estimate interest, fees;                ///< fallen due by the horizon, mean over paths
};

/// How the futures of a run were chosen.
enum class Sampling {
  plain,      ///< every draw of every path its own
  sobol,      ///< the factors that matter are randomised Sobol points
  importance  ///< the same points, moved to where the default happens and weighted
};

/// Where a 95% interval comes from.
enum class IntervalMethod {
  wilson,     ///< Wilson's, from a count of independent paths
  replicates  ///< Student's t, from the spread between randomisations
};

/// What a run to a precision took for one scenario.
struct PrecisionReport {
  double requested = 0.0;   ///< largest half-width of any option's 95% interval of the default probability
  double half_width = 0.0;  ///< the largest there is
  bool reached = false;
  Sampling sampling = Sampling::plain;
  std::size_t factors = 0;           ///< that are drawn by Sobol points
  std::uint64_t paths = 0;           ///< behind the default probability
  std::uint64_t replicates = 0;      ///< independent randomisations; 0 for plain sampling
  std::uint64_t ordinary_paths = 0;  ///< behind everything else, unweighted
  std::uint64_t pilot_paths = 0;     ///< played to choose, then left out
  std::uint64_t paths_max = 0;       ///< never more behind the default probability
};

/// Everything said of one option (the base case, or a relief) under one scenario. Money in minor units.
/// Where nothing is random, estimates are empty and spreads hold the one deterministic course.
struct OptionResult {
  std::string name;  ///< the relief's; empty: the base case, without any
  /// Why the firm is not eligible; nothing below is computed then.
  std::optional<std::vector<UnmetCondition>> not_eligible;
  bool is_random = true;
  std::uint64_t paths = 0;  ///< behind everything that is not weighted
  std::optional<Estimate> default_probability;
  std::optional<Interval> default_ci95;
  IntervalMethod default_ci_method = IntervalMethod::wilson;
  bool is_weighted = false;  ///< whether probabilities of default are of weighted paths, which `paths` does not count
  std::vector<std::optional<Estimate>> by_day;  ///< default on or before day 0..H
  std::array<bool, event_count> possible = {};  ///< whether the event can happen at all in this ledger
  std::array<std::optional<Estimate>, event_count> events;
  Runway runway;
  std::vector<DaySpread> cash, position;  ///< day 0, weekly, and the horizon; cash is net of drawn lines
  LowestPosition lowest_position;
  FundingNeed funding_need;
  double money_resolution =
      0.0;  ///< the widest bin in which a quantile of money lies, 0 where all are exact; minor units
  std::optional<FirstFailure> first_failure;
  std::optional<Change> change;              ///< against the base case
  std::optional<double> owed_after_horizon;  ///< mean over paths, minor units; reliefs only
  double owed_in_arrears = 0.0;              ///< of it, what fell due by the horizon and is unpaid
  LateResult late;
  double relief_received =
      0.0;                ///< mean over paths of loans disbursed (net of fees) and grants by the horizon, minor units
  double forgiven = 0.0;  ///< mean over paths of what of its loans is forgiven by the horizon, minor units
  double forgiven_after_horizon = 0.0;  ///< likewise later, by the ledger's costs: still in `owed_after_horizon`
  double exempted = 0.0;                ///< dues of days 0..H that are not owed at all, minor units
};

struct ScenarioResult {
  std::string name;
  std::vector<OptionResult> options;              ///< the base case first
  std::optional<PrecisionReport> precision = {};  ///< where a precision was asked for and anything is random
};

}  // namespace headroom
