#include "engine/plan/plan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>

#include "engine/draws/random_stream.hpp"
#include "engine/flows/day_grid.hpp"
#include "engine/flows/exposure.hpp"
#include "engine/flows/scheduled_dues.hpp"
#include "engine/flows/shocks.hpp"
#include "engine/plan/cancellation_series.hpp"
#include "engine/plan/delay_tables.hpp"
#include "engine/plan/exposure_randomness.hpp"
#include "engine/plan/exposure_rows.hpp"
#include "engine/plan/supplier_plan.hpp"
#include "models/normal.hpp"

namespace headroom {

namespace {

class PlanBuilder {
 public:
  explicit PlanBuilder(const PlanRequest& request)
      : source_(std::make_shared<const ShockedLedger>(*request.ledger, *request.scenario, request.horizon_days)),
        ledger_(*request.ledger),
        scenario_(*request.scenario),
        seed_(request.seed),
        grid_(source_->grid),
        shocks_(source_->shocks),
        tables_(plan_.delay_laws),
        suppliers_(*request.ledger, grid_, plan_.suppliers),
        rows_(request.seed, suppliers_, plan_),
        randomness_(grid_, tables_, suppliers_, plan_),
        amend_(request.amend),
        off_(request.off) {
    plan_.factors = request.factors;
  }

  Plan build() && {
    plan_.source = source_;
    plan_.horizon_days = grid_.horizon_days();
    plan_.cash = ledger_.cash;
    plan_.cash_minimum = ledger_.cash_minimum;
    for (std::size_t i = 0; i < creditor_class_count; ++i)
      plan_.class_order[i] = static_cast<std::uint8_t>(ledger_.payment_policy.order[i]);
    plan_.settled_day.assign(grid_.settled_days().begin(), grid_.settled_days().end());
    for (std::size_t day = 0;
         day < plan_.settled_day.size() && plan_.settled_day[day] == static_cast<std::int32_t>(day); ++day)
      plan_.settles_at_once = day + 1 == plan_.settled_day.size();
    plan_.market_key = stream_key(seed_, Purpose::market, {"market", "", ""});
    plan_.approval_key = stream_key(seed_, Purpose::approval, {"approval", "", ""});
    const Dependence dependence = scenario_.dependence.value_or(ledger_.dependence);
    plan_.market_loading = std::sqrt(dependence.market);
    plan_.counterparty_loading = std::sqrt(dependence.counterparty);
    plan_.own_loading = std::sqrt(std::max(0.0, 1.0 - dependence.market - dependence.counterparty));
    add_lines();
    plan_.flows = scheduled_dues(ledger_, shocks_, grid_);
    suppliers_.add_bills(plan_.flows);
    add_exposures();
    suppliers_.finish(plan_.exposure_dues);
    if (!plan_.suppliers.is_empty())  // what a stop or a late bill brings differs by path
      plan_.random_dues[supplier_tile] = plan_.random_dues[other_tile] = true;
    add_cancellation_series(plan_);
    plan_.has_narrow_receipts = are_receipts_narrow();
    return std::move(plan_);
  }

 private:
  /// Whether the random receipts of any path, the ledger as written included, stay within 32 bits in all.
  bool are_receipts_narrow() const {
    if (!plan_.sizes.expected.empty() || !plan_.exposures.factor_tile.empty()) return false;
    Minor total = 0, as_written = 0;
    for (const Minor receipt : plan_.exposures.receipt) total += receipt;
    for (const DatedFlow& flow : plan_.flows)
      if (!flow.certain && !flow.payment_class) as_written += flow.amount;
    return std::max(total, as_written) <= std::numeric_limits<std::int32_t>::max();
  }

  void add_lines() {
    std::vector<const CreditLine*> cheapest;
    for (const CreditLine& line : ledger_.credit_lines) cheapest.push_back(&line);
    std::stable_sort(cheapest.begin(), cheapest.end(),
                     [](const auto* a, const auto* b) { return a->rate_annual < b->rate_annual; });
    for (const CreditLine* line : cheapest) {
      plan_.lines.names.emplace_back(line->name);
      plan_.lines.limit.push_back(in_ledger_currency(ledger_, line->limit, line->currency));
      plan_.lines.drawn.push_back(in_ledger_currency(ledger_, line->drawn, line->currency));
      const int closing = line->until ? grid_.day_of(*line->until) : grid_.horizon_days() + 1;
      plan_.lines.closing_day.push_back(std::min(closing, grid_.horizon_days() + 1));
      for (int day = 0; day <= grid_.horizon_days(); ++day) {
        const bool is_interest_day = day <= closing && (day == closing || is_last_day_of_month(grid_.date_of(day)));
        const double rate =
            shocks_.apply(ShockOf::rate, line->rate_annual, grid_.date_of(day), {"", "", "", PaymentClass::loan});
        plan_.lines.interest_factor.push_back(is_interest_day ? std::max(0.0, rate) / 365.0 : -1.0);
      }
    }
    plan_.lines.repayment_order.resize(cheapest.size());
    std::iota(plan_.lines.repayment_order.rbegin(), plan_.lines.repayment_order.rend(), 0);
  }

  void add_exposures() {
    CounterpartyLaws laws(ledger_, shocks_, grid_, off_);
    const Exposures exposures(ledger_, shocks_, grid_, laws);
    reserve();
    for (int who = 0; who < static_cast<int>(laws.count()); ++who) {
      who_ = who;
      add_counterparty(laws, who);
      const bool may_fail = plan_.counterparties.failure_begin.back() >= 0;
      exposures.for_each_of(who, [&](const Exposure& exposure) { add_amended(exposure, laws, may_fail); });
    }
    plan_.counterparties.exposure_begin.push_back(static_cast<std::int32_t>(plan_.exposures.receipt.size()));
    plan_.exposures.due_begin.push_back(static_cast<std::int32_t>(plan_.exposure_dues.day.size()));
  }

  /// Most items become a row and a flow: room for them at once, rather than by doubling.
  void reserve() {
    const std::size_t rows = ledger_.receivables.size() + ledger_.orders.size();
    ExposureColumns& columns = plan_.exposures;
    columns.cancellation_key.reserve(rows);
    columns.cancellation_threshold.reserve(rows);
    columns.last_failure_day.reserve(rows);
    columns.size_law.reserve(rows);
    columns.receipt_share.reserve(rows);
    columns.receipt.reserve(rows);
    columns.delay_key.reserve(rows);
    columns.delay_law.reserve(rows);
    columns.due_day.reserve(rows);
    columns.first_day.reserve(rows);
    columns.due_begin.reserve(rows + 1);
    plan_.flows.reserve(plan_.flows.size() + rows);
  }

  void add_counterparty(CounterpartyLaws& laws, int who) {
    CounterpartyColumns& columns = plan_.counterparties;
    const ItemIdentity identity = {"counterparty", laws.name(who), ""};
    columns.factor_key.push_back(stream_key(seed_, Purpose::counterparty, identity));
    columns.failure_key.push_back(stream_key(seed_, Purpose::failure, identity));
    columns.exposure_begin.push_back(static_cast<std::int32_t>(plan_.exposures.receipt.size()));
    const auto failure = static_cast<std::size_t>(laws.failure(who));
    if (failure == failure_begin_.size()) failure_begin_.push_back(failure_rows(laws.failed_by(who)));
    columns.failure_begin.push_back(failure_begin_[failure]);
  }

  std::int32_t failure_rows(const std::vector<double>& failed_by) {
    CounterpartyColumns& columns = plan_.counterparties;
    if (failed_by.empty()) return -1;
    const auto begin = static_cast<std::int32_t>(columns.failure_thresholds.size());
    columns.failure_days = static_cast<std::int32_t>(failed_by.size());
    for (const double failed : failed_by) columns.failure_thresholds.push_back(normal_quantile(failed));
    return begin;
  }

  void add_amended(const Exposure& exposure, const CounterpartyLaws& laws, bool may_fail) {
    if (!amend_ && off_.is_empty()) return add(exposure, laws, may_fail);
    Exposure amended = exposure;
    if (amend_) amend_(amended);
    switch_off(amended);
    add(amended, laws, may_fail);
  }

  /// What is off of an exposure itself; never and failure are off in its laws, lateness in their rows.
  void switch_off(Exposure& exposure) const {
    double& probability = exposure.cancellation.probability;
    const bool is_dispute = exposure.cancellation.purpose == Purpose::dispute;
    if (is_dispute && off_.has(Cause::dispute)) probability = probability < 1.0 ? 0.0 : 1.0;  // as written
    if (!is_dispute && off_.has(Cause::cancellation)) probability = 0.0;
    if (off_.has(Cause::sales)) exposure.sales.volatility = exposure.sales.level_volatility = 0.0;
  }

  /// Which causes an exposure has. `law`: the row of its delay law.
  void find_causes(const Exposure& exposure, std::size_t law, bool may_fail_it) {
    const double cancelled = exposure.cancellation.probability;
    const bool is_dispute = exposure.cancellation.purpose == Purpose::dispute;
    if (is_dispute ? cancelled > 0.0 && cancelled < 1.0 : cancelled > 0.0)
      plan_.causes.add(is_dispute ? Cause::dispute : Cause::cancellation);
    if (may_fail_it) plan_.causes.add(Cause::failure);
    if (exposure.sales.is_random()) plan_.causes.add(Cause::sales);
    if (!exposure.has_size()) return;
    for (const Cause cause : {Cause::lateness, Cause::never})
      if (delay_causes_[law].has(cause)) plan_.causes.add(cause);
  }

  /// Whether those of a law may come later than on the due date, or never.
  CauseSet causes_of(const PaymentDelay& law, int on_time_days) const {
    constexpr double nothing = 1e-12;
    CauseSet causes;
    if (law.never() > 0.0) causes.add(Cause::never);
    if (!off_.has(Cause::lateness) && law.unpaid_after(on_time_days) - law.never() > nothing)
      causes.add(Cause::lateness);
    return causes;
  }

  /// Sorts an exposure: impossible, certain, or uncertain; as written it becomes dated flows in any case.
  void add(const Exposure& exposure, const CounterpartyLaws& laws, bool may_fail) {
    if (exposure.payment.is_sure) {
      add_as_written(exposure, true, false, DelayTables::Certain{});
      return;
    }
    const bool sized_at_random = exposure.sales.is_random();
    const bool may_fail_it = may_fail && (exposure.cancellation.last_failure_day > 0 ||
                                          exposure.cancellation.last_failure_day < 0 || exposure.size.amount > 0);
    const int law = delay_row(exposure, laws);
    find_causes(exposure, static_cast<std::size_t>(law), may_fail_it);
    const auto& sure_delay = sure_delays_[static_cast<std::size_t>(law)];
    const bool decided = exposure.cancellation.probability <= 0.0 || exposure.cancellation.probability >= 1.0;
    const bool has_factor = exposure.factor >= 0 || std::any_of(exposure.dues.begin(), exposure.dues.end(),
                                                                [](const ExposureDue& due) { return due.factor >= 0; });
    const bool sure_day = sure_delay && !sure_delay->is_open_later;
    const bool certain = !has_factor && decided && !may_fail_it && !sized_at_random &&
                         (sure_day || !exposure.has_size() || exposure.cancellation.probability >= 1.0);
    if (!certain && !plan_.is_random) plan_.is_random = has_factor || randomness_.is_random(exposure, law);
    const bool follows = suppliers_.follows(exposure), needs_row = !certain || exposure.payment.is_overdue || follows;
    const std::int32_t paid_day = add_as_written(exposure, !needs_row, follows, sure_delay);
    if (!needs_row) return;
    if (follows) suppliers_.begin(exposure, who_, static_cast<std::int32_t>(plan_.exposures.receipt.size()), paid_day);
    rows_.add(exposure, law, follows);
  }

  /// The row of an exposure's delay law; what most of them have is found without asking the tables.
  int delay_row(const Exposure& exposure, const CounterpartyLaws& laws) {
    const auto law = static_cast<std::size_t>(exposure.payment.delay_law);
    const bool is_plain = !exposure.payment.more_than && exposure.payment.due_day >= 0;
    if (is_plain && law < plain_rows_.size() && plain_rows_[law] >= 0) return plain_rows_[law];
    const int days_max = grid_.last_day_that_counts() - std::min(exposure.payment.due_day, 0);
    // Days after which a payment is late: what is overdue can come on day 1 at the earliest.
    const int on_time_days =
        (exposure.payment.is_overdue ? 1 : exposure.payment.as_written_day) - exposure.payment.due_day;
    const int row =
        tables_.row_of(std::to_string(law), laws.delay_law(exposure.payment.delay_law), exposure.payment.more_than,
                       days_max, off_.has(Cause::lateness) ? std::optional(on_time_days) : std::nullopt);
    if (static_cast<std::size_t>(row) == sure_delays_.size()) {
      delay_causes_.push_back(causes_of(laws.delay_law(exposure.payment.delay_law), on_time_days));
      auto& sure_delay = sure_delays_.emplace_back(tables_.certain(row));
      if (sure_delay && sure_delay->nothing_paid)
        sure_delay->is_open_later = !laws.delay_law(exposure.payment.delay_law).is_certain_after(days_max);
    }
    if (is_plain) {
      plain_rows_.resize(std::max(plain_rows_.size(), law + 1), -1);
      plain_rows_[law] = row;
    }
    return row;
  }

  /// Returns the day on which it is paid; H + 1 where not by the horizon.
  std::int32_t add_as_written(const Exposure& exposure, bool certain, bool follows,
                              const std::optional<DelayTables::Certain>& sure_delay) {
    const int followed = follows ? static_cast<int>(plan_.suppliers.exposures.size()) : -1;
    std::int32_t settled_day = plan_.horizon_days + 1;
    const bool goes_ahead = exposure.cancellation.probability < 1.0;
    const bool is_day_known = sure_delay && !sure_delay->is_open_later;  // else it counts as paid when due
    const bool paid = goes_ahead && !exposure.payment.is_overdue && !(is_day_known && sure_delay->nothing_paid);
    if (paid && exposure.size.amount > 0) {
      DatedFlow flow;
      const int paid_day = is_day_known ? exposure.payment.due_day + sure_delay->days : exposure.payment.as_written_day;
      flow.unmoved_day = std::max(paid_day, exposure.payment.first_day);
      flow.day = flow.real_day = grid_.settled(flow.unmoved_day);
      flow.amount = exposure.size.amount;
      flow.foreign = exposure.size.foreign;
      flow.item = exposure.item;
      flow.counterparty = exposure.identity.counterparty;
      flow.part = exposure.identity.part;
      if (exposure.is_disputed && flow.part.empty()) flow.kind = FlowKind::disputed;
      flow.continued = exposure.continued;
      flow.certain = certain;
      flow.followed = followed;
      if (flow.day <= plan_.horizon_days) plan_.flows.push_back(flow);
      settled_day = std::min(flow.day, settled_day);
    }
    for (const ExposureDue& due : exposure.dues) {
      DatedFlow flow = due.as_written;
      flow.amount = goes_ahead ? due.if_goes_ahead : due.if_cancelled;
      flow.certain = certain;
      flow.followed = followed;
      if (due.factor >= 0) flow.real_day = flow.day;
      if (flow.amount > 0 && flow.day <= plan_.horizon_days) plan_.flows.push_back(flow);
    }
    return settled_day;
  }

  std::shared_ptr<const ShockedLedger> source_;
  const Ledger& ledger_;
  const Scenario& scenario_;
  std::uint64_t seed_;
  const DayGrid& grid_;
  const Shocks& shocks_;
  Plan plan_;
  DelayTables tables_;
  std::vector<std::optional<DelayTables::Certain>> sure_delays_;  ///< by row of delay_laws
  std::vector<CauseSet> delay_causes_;                            ///< likewise
  std::vector<int> plain_rows_;              ///< by law: its row for what is not yet due; -1 where not asked for
  std::vector<std::int32_t> failure_begin_;  ///< by law of failure
  SupplierPlan suppliers_;
  ExposureRows rows_;
  ExposureRandomness randomness_;
  std::function<void(Exposure&)> amend_;
  CauseSet off_;
  int who_ = 0;  ///< the counterparty whose exposures are added
};

}  // namespace

Plan build_plan(const PlanRequest& request) { return PlanBuilder(request).build(); }

}  // namespace headroom
