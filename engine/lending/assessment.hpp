// All that a lender is told of a loan: the struct that JSON, text and the memo are written from.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/measures/results.hpp"
#include "models/basel.hpp"
#include "models/default_event.hpp"
#include "models/eligibility.hpp"
#include "models/grade_scale.hpp"
#include "models/lending_policy.hpp"
#include "models/money.hpp"

namespace headroom {

/// Why a figure cannot be given.
enum class Unsaid {
  not_eligible,
  lends_nothing,
  several_loans,   ///< that differ
  nothing_random,  ///< one course, and no probability
  impossible,      ///< the event cannot happen in this ledger
  impossible_without_relief,
  never_disbursed,  ///< in any future within the horizon
  no_default,       ///< no future has the event with the loan disbursed
  not_covered,      ///< principal falls due too late for the horizon to see whether it is paid
  outside_rates,    ///< no rate from -0.5 to 1
  certain_default,  ///< the probability is 1
  no_debt_service,
  no_collateral,
  no_revenue,  ///< not in the ledger
  horizon_too_short,
  nothing_expected  ///< no receivables, orders or sales
};

/// A figure, or why there is none.
template <class T>
struct Figure {
  std::optional<T> value = {};
  std::optional<Unsaid> unsaid = {};

  Figure() = default;
  Figure(T known) : value(std::move(known)) {}
  Figure(Unsaid reason) : unsaid(reason) {}
  explicit operator bool() const { return value.has_value(); }
  const T& operator*() const { return *value; }
  const T* operator->() const { return &*value; }
};

/// The events that a lender looks at: the borrower's `illiquid`, `loan_90dpd`, and the one that counts as default.
struct EventProbabilities {
  Figure<Estimate> illiquid, loan_90dpd, event;
};

/// Probabilities up to a day, without and with the relief.
struct ProbabilityRow {
  std::optional<int> months;  ///< none: the horizon
  int day = 0;
  EventProbabilities without, with;
};

struct GradeResult {
  double pd = 0.0;
  Interval ci95;
  std::size_t place = 0, place_low = 0, place_high = 0;  ///< in the policy's scale
  bool at_horizon = false;                               ///< the horizon is shorter than 12 months
};

/// Futures whose event falls into a month, with the loan disbursed: what the expected loss is the sum of.
struct DefaultMonth {
  std::string month;      ///< `2027-01`
  double share = 0.0;     ///< of all futures
  double exposure = 0.0;  ///< mean over those, in minor units
  double loss = 0.0;      ///< mean over all futures; these sum to the expected loss
};

/// Quantiles of a debt service coverage ratio over the futures that have debt service.
struct CoverageSpread {
  double p05 = 0.0, p50 = 0.0, p95 = 0.0;
  std::array<double, 3> standard_error = {};  ///< of each
  double resolution = 0.0;                    ///< how far off counting in bins may put them
  double share_with_debt_service = 0.0;       ///< of futures
};

/// The coverage of one month, and the means over futures of what it is made of. Amounts in minor units.
struct CoverageMonth {
  std::string month;
  int first_day = 0, last_day = 0;
  Figure<CoverageSpread> spread;
  double receipts = 0.0, dues = 0.0, debt_service = 0.0;
  /// The same as the ledger is written.
  Minor written_receipts = 0, written_dues = 0, written_debt_service = 0;
};

struct RollingCoverage {
  std::string month;
  int last_day = 0;
  Figure<CoverageSpread> spread;
};

struct Coverage {
  Figure<CoverageSpread> horizon;
  double receipts = 0.0, dues = 0.0, debt_service = 0.0;  ///< means over futures, days 1 to H
  std::vector<CoverageMonth> monthly;
  std::vector<RollingCoverage> rolling;  ///< at month ends with at least three months behind them
};

/// A share of futures; where nothing is random 0 or 1, without error.
struct MonthShare {
  std::string month;
  double estimate = 0.0;
};

struct CovenantResult {
  bool is_dscr = true;  ///< else the position
  double limit = 0.0;   ///< a ratio, or minor units
  Figure<Estimate> breach;
  std::vector<MonthShare> monthly;
};

enum class WatchOf { pd_12m_above, cash_below, dscr_below, largest_customer_late_days };

struct WatchResult {
  WatchOf trigger = WatchOf::pd_12m_above;
  double limit = 0.0;             ///< a share, minor units, a ratio, or days
  std::string counterparty = {};  ///< the largest customer, where it is about it
  Figure<Estimate> probability;
  std::optional<std::string> first_month;     ///< by whose end half of the futures that meet it have met it
  std::optional<std::string> earliest_month;  ///< in which any future does
};

struct BaselResult {
  BaselCapital capital;
  double lgd = 0.0;
  double maturity_years = 0.0;  ///< before it is clipped
  std::optional<double> revenue_eur_million;
  double rwa = 0.0, capital_amount = 0.0;  ///< minor units
};

struct StagedLoan {
  std::string name;
  int days_past_due = 0;
  int stage = 1;
};

struct ImpairmentResult {
  int stage = 1;
  bool poci = false;  ///< credit-impaired when it is lent
  Figure<double> effective_rate;
  Figure<Estimate> ecl_12m, ecl_life;  ///< minor units
  Figure<double> recognised;
  std::vector<StagedLoan> existing;
};

struct CounterpartyShare {
  std::string counterparty;
  double share = 0.0;
  Minor amount = 0;
};

struct ConcentrationResult {
  double herfindahl = 0.0;
  std::vector<CounterpartyShare> top;  ///< the largest first
  Minor total = 0;
};

enum class Decision { approve, approve_smaller, refer, decline };

/// A rule with what it was held against.
struct RuleOutcome {
  bool declines = false;  ///< else it refers
  LendingRule rule;
  Figure<double> value;

  bool is_met() const { return value && rule.is_met_by(*value); }
};

struct Recommendation {
  Decision decision = Decision::approve;
  std::optional<Minor> amount;  ///< what would be lent
  std::vector<RuleOutcome> rules;
  std::optional<std::size_t> decided_by;  ///< the rule that decided; none: no rule was met, or the firm is not eligible
};

/// One of the stress scenarios, assessed as the ledger as written is.
struct StressedResult {
  std::string scenario;
  Figure<double> pd_12m;
  std::optional<std::size_t> grade;  ///< its place in the scale
  Figure<Estimate> expected_loss;
  Figure<double> dscr_p50;
  Decision decision = Decision::approve;
};

/// A single change, and the lender's event with the loan under it.
struct Sensitivity {
  std::string lever;
  std::optional<double> low, high;
};

/// Everything that is said of one loan to one firm. Amounts in minor units of the ledger's currency.
struct Assessment {
  std::string relief;
  std::vector<UnmetCondition> unmet;
  bool is_random = true;
  std::uint64_t paths = 0;
  Event event = Event::any_90dpd;
  int waiting_days = 90;  ///< how long something is unpaid before the event
  int horizon_days = 0;
  std::optional<int> written_event_day;  ///< of the one course of the ledger as written, with the relief

  Figure<Minor> amount;
  std::optional<int> disbursed_day, last_payment_day;
  Figure<double> covered;  ///< share of scheduled principal whose payment the horizon can judge
  std::vector<ProbabilityRow> pd;
  Figure<GradeResult> grade;

  Figure<Estimate> exposure_at_default;
  Figure<double> loss_given_default;  ///< as the policy has it, or what collateral leaves of it on average
  Figure<double> guarantee;
  double share_disbursed = 0.0;         ///< of futures
  Figure<Estimate> defaults_with_loan;  ///< share of futures with the event and the loan disbursed
  Figure<Estimate> expected_loss;       ///< by the horizon
  std::vector<DefaultMonth> defaults_by_month;
  Figure<double> contract_rate, contract_effective;  ///< as offered; the effective one with the fee
  Figure<double> break_even_rate, break_even_effective, price_for_target;

  Figure<Coverage> dscr;
  std::vector<CovenantResult> covenants;
  Figure<BaselResult> basel;
  Figure<ImpairmentResult> ifrs9;
  Figure<ConcentrationResult> concentration;
  Minor total_debt = 0;  ///< principal of the ledger's loans, arrears, drawn lines, and the loan
  Figure<double> debt_to_revenue, ltv;
  Figure<double> owed_after_horizon;
  Change illiquid_change;  ///< shares of futures by what the relief does to `illiquid`
  bool has_change = false;
  std::vector<StressedResult> stressed;
  std::vector<WatchResult> watch;
  std::vector<Sensitivity> most_sensitive;
  Recommendation recommendation;
  LendingPolicy policy;

  bool is_eligible() const { return unmet.empty(); }
};

}  // namespace headroom
