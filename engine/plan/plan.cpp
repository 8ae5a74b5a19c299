#include "engine/plan/plan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/draws/random_stream.hpp"
#include "engine/flows/day_grid.hpp"
#include "engine/flows/exposure.hpp"
#include "engine/flows/scheduled_dues.hpp"
#include "engine/flows/shocks.hpp"
#include "engine/plan/cancellation_series.hpp"
#include "engine/plan/delay_tables.hpp"
#include "engine/plan/supplier_plan.hpp"
#include "models/error.hpp"
#include "models/normal.hpp"

namespace headroom {

namespace {

std::int32_t tile_of(PaymentClass payment_class) {
  const auto found = std::find(random_classes.begin(), random_classes.end(), payment_class);
  if (found == random_classes.end()) throw ContractError("a due of this class cannot be random");
  return static_cast<std::int32_t>(found - random_classes.begin());
}

class PlanBuilder {
 public:
  explicit PlanBuilder(const PlanRequest& request)
      : ledger_(*request.ledger),
        scenario_(*request.scenario),
        seed_(request.seed),
        grid_(*request.ledger, request.horizon_days),
        shocks_(*request.scenario, *request.ledger),
        tables_(plan_.delay_laws),
        suppliers_(*request.ledger, grid_, plan_.suppliers) {}

  Plan build() && {
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
    if (!plan_.suppliers.is_empty()) plan_.random_dues.fill(true);  // what a stop or a late bill brings differs by path
    add_cancellation_series(plan_);
    plan_.has_narrow_receipts = are_receipts_narrow();
    return std::move(plan_);
  }

 private:
  /// Whether the random receipts of any path, the ledger as written included, stay within 32 bits in all.
  bool are_receipts_narrow() const {
    if (!plan_.sizes.expected.empty()) return false;
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
    CounterpartyLaws laws(ledger_, shocks_, grid_);
    const Exposures exposures(ledger_, shocks_, grid_, laws);
    reserve();
    for (int who = 0; who < static_cast<int>(laws.count()); ++who) {
      who_ = who;
      add_counterparty(laws, who);
      const bool may_fail = plan_.counterparties.failure_begin.back() >= 0;
      exposures.for_each_of(who, [&](const Exposure& exposure) { add(exposure, laws, may_fail); });
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

  /// Sorts an exposure: impossible, certain, or random; as written it becomes dated flows in any case.
  void add(const Exposure& exposure, const CounterpartyLaws& laws, bool may_fail) {
    const bool sized_at_random = exposure.volatility > 0.0 || exposure.level_volatility > 0.0;
    const bool may_fail_it =
        may_fail && (exposure.last_failure_day > 0 || exposure.last_failure_day < 0 || exposure.size > 0);
    const int law = delay_row(exposure, laws);
    const auto& sure_delay = sure_delays_[static_cast<std::size_t>(law)];
    const bool decided = exposure.cancellation <= 0.0 || exposure.cancellation >= 1.0;
    const bool worthless = exposure.size == 0 && exposure.expected <= 0.0;
    const bool certain =
        decided && !may_fail_it && !sized_at_random && (sure_delay || worthless || exposure.cancellation >= 1.0);
    if (!certain) plan_.is_random = true;
    const bool follows = suppliers_.follows(exposure), needs_row = !certain || exposure.overdue || follows;
    const std::int32_t paid_day = add_as_written(exposure, !needs_row, follows, sure_delay);
    if (!needs_row) return;
    if (follows) suppliers_.begin(exposure, who_, static_cast<std::int32_t>(plan_.exposures.receipt.size()), paid_day);
    add_row(exposure, law, follows);
  }

  /// The row of an exposure's delay law; what most of them have is found without asking the tables.
  int delay_row(const Exposure& exposure, const CounterpartyLaws& laws) {
    const auto law = static_cast<std::size_t>(exposure.delay_law);
    const bool is_plain = !exposure.more_than && exposure.due_day >= 0;
    if (is_plain && law < plain_rows_.size() && plain_rows_[law] >= 0) return plain_rows_[law];
    const int days_max = grid_.last_day_that_counts() - std::min(exposure.due_day, 0);
    const int row =
        tables_.row_of(std::to_string(law), laws.delay_law(exposure.delay_law), exposure.more_than, days_max);
    if (static_cast<std::size_t>(row) == sure_delays_.size()) sure_delays_.push_back(tables_.certain(row));
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
    const bool goes_ahead = exposure.cancellation < 1.0;
    const bool paid = goes_ahead && !exposure.overdue && !(sure_delay && sure_delay->nothing_paid);
    if (paid && exposure.size > 0) {
      DatedFlow flow;
      const int paid_day = sure_delay ? exposure.due_day + sure_delay->days : exposure.as_written_day;
      flow.unmoved_day = std::max(paid_day, exposure.first_day);
      flow.day = flow.real_day = grid_.settled(flow.unmoved_day);
      flow.amount = exposure.size;
      flow.foreign = exposure.foreign;
      flow.item = exposure.item;
      flow.counterparty = exposure.counterparty;
      flow.part = exposure.part.empty() && exposure.is_disputed ? "disputed" : exposure.part;
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
      if (flow.amount > 0 && flow.day <= plan_.horizon_days) plan_.flows.push_back(flow);
    }
    return settled_day;
  }

  void add_row(const Exposure& exposure, int law, bool follows) {
    ExposureColumns& columns = plan_.exposures;
    const ItemIdentity identity = {exposure.kind, exposure.counterparty, exposure.number, exposure.part};
    const ItemIdentity cancelled = {exposure.kind, exposure.counterparty, exposure.number, exposure.cancelled_part};
    columns.cancellation_key.push_back(stream_key(seed_, exposure.cancellation_purpose, cancelled));
    columns.cancellation_threshold.push_back(normal_quantile(exposure.cancellation));
    columns.last_failure_day.push_back(exposure.last_failure_day);
    columns.size_law.push_back(size_row(exposure, identity));
    columns.receipt_share.push_back(exposure.receipt_share);
    columns.receipt.push_back(exposure.size);
    columns.delay_key.push_back(stream_key(seed_, exposure.delay_purpose, identity));
    columns.delay_law.push_back(law);
    columns.due_day.push_back(exposure.due_day);
    columns.first_day.push_back(exposure.first_day);
    columns.due_begin.push_back(static_cast<std::int32_t>(plan_.exposure_dues.day.size()));
    columns.followed.push_back(follows ? static_cast<std::int32_t>(plan_.suppliers.exposures.size()) - 1 : -1);
    for (const ExposureDue& due : exposure.dues) {
      if (due.as_written.day > plan_.horizon_days && !suppliers_.may_bring_forward(exposure, due)) continue;
      if (follows) suppliers_.add(due, static_cast<std::int32_t>(plan_.exposure_dues.day.size()));
      const bool sized_at_random = columns.size_law.back() >= 0;
      add_due(due, sized_at_random);
      if (suppliers_.is_lent(exposure, due)) add_delivery(due, sized_at_random, suppliers_.add_delivery(due));
    }
  }

  std::int32_t size_row(const Exposure& exposure, const ItemIdentity& identity) {
    if (exposure.volatility <= 0.0 && exposure.level_volatility <= 0.0) return -1;
    SizeLawColumns& columns = plan_.sizes;
    columns.period_key.push_back(stream_key(seed_, Purpose::sales_period, identity));
    columns.level_key.push_back(
        stream_key(seed_, Purpose::sales_level, {exposure.kind, exposure.counterparty, exposure.level_number}));
    columns.expected.push_back(exposure.expected);
    columns.volatility.push_back(exposure.volatility);
    columns.level_volatility.push_back(exposure.level_volatility);
    return static_cast<std::int32_t>(columns.expected.size()) - 1;
  }

  void add_due(const ExposureDue& due, bool sized_at_random) {
    const std::int32_t tile = tile_of(*due.as_written.payment_class);
    plan_.random_dues[static_cast<std::size_t>(tile)] = true;
    add_amount(
        due, sized_at_random, tile,
        due.as_written.deferrable ? std::min(due.as_written.day, plan_.horizon_days + 1) : plan_.horizon_days + 2);
  }

  /// What is delivered is what it costs.
  void add_delivery(const ExposureDue& due, bool sized_at_random, std::int32_t tile_row) {
    add_amount(due, sized_at_random, static_cast<std::int32_t>(deliveries_tile), tile_row);
  }

  void add_amount(const ExposureDue& due, bool sized_at_random, std::int32_t tile, std::int32_t row) {
    ExposureDueColumns& columns = plan_.exposure_dues;
    columns.tile.push_back(tile);
    columns.day.push_back(row);
    columns.if_goes_ahead.push_back(due.if_goes_ahead);
    columns.if_cancelled.push_back(due.if_cancelled);
    columns.per_size.push_back(sized_at_random ? due.by_size.per_size : 0.0);
    columns.fixed.push_back(due.by_size.fixed);
    columns.last_failure_day.push_back(due.last_failure_day);
  }

  const Ledger& ledger_;
  const Scenario& scenario_;
  std::uint64_t seed_;
  DayGrid grid_;
  Shocks shocks_;
  Plan plan_;
  DelayTables tables_;
  std::vector<std::optional<DelayTables::Certain>> sure_delays_;  ///< by row of delay_laws
  std::vector<int> plain_rows_;              ///< by law: its row for what is not yet due; -1 where not asked for
  std::vector<std::int32_t> failure_begin_;  ///< by law of failure
  SupplierPlan suppliers_;
  int who_ = 0;  ///< the counterparty in hand
};

}  // namespace

Plan build_plan(const PlanRequest& request) { return PlanBuilder(request).build(); }

bool have_same_futures(const Plan& a, const Plan& b) {
  return a.horizon_days == b.horizon_days && a.market_loading == b.market_loading &&
         a.counterparty_loading == b.counterparty_loading && a.own_loading == b.own_loading &&
         a.market_key == b.market_key && a.approval_key == b.approval_key && a.settled_day == b.settled_day &&
         a.counterparties == b.counterparties && a.delay_laws == b.delay_laws && a.sizes == b.sizes &&
         a.exposures == b.exposures && a.exposure_dues == b.exposure_dues && a.suppliers.credit == b.suppliers.credit;
}

bool meet_same_counterparties(const Plan& a, const Plan& b) {
  return a.market_key == b.market_key && a.counterparties.factor_key == b.counterparties.factor_key;
}

}  // namespace headroom
