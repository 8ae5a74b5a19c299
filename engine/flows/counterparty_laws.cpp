#include "engine/flows/counterparty_laws.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "models/normal.hpp"

namespace headroom {

namespace {

/// A failure after the horizon still cancels an order that ships later, whose cost may fall within it.
int last_day_that_failure_matters(const Ledger& ledger, const DayGrid& grid) {
  int last = grid.last_day_that_counts();
  for (const SalesStream& stream : ledger.sales)
    last = std::max(
        last, grid.last_day_that_counts() + std::max(stream.cost_lead_days, 0) + days_ahead_of_cost(ledger, stream));
  for (const Order& order : ledger.orders) last = std::max(last, grid.day_of(order.ships));
  return last;
}

}  // namespace

CounterpartyLaws::CounterpartyLaws(const Ledger& ledger, const Shocks& shocks, const DayGrid& grid, CauseSet off)
    : ledger_(ledger),
      shocks_(shocks),
      grid_(grid),
      off_(off),
      failure_days_(last_day_that_failure_matters(ledger, grid)) {
  as_written_ = {PaymentDelay(), PaymentDelay::overdue_assumption()};
  for (const DelayTable& table : ledger.delay_laws) tables_.emplace(table.name, KnownTable{&table});
  meet_all();
  find_rows();
  unshocked_.assign(as_written_.size(), -1);
}

/// Numbers the counterparties by name: rows of a ledger have no order.
void CounterpartyLaws::meet_all() {
  std::unordered_map<std::string_view, std::int32_t> met;
  const auto meet = [this, &met](const auto& items, std::vector<std::int32_t>& counterparties) {
    counterparties.reserve(items.size());
    for (const auto& item : items) {
      const auto [found, is_new] = met.emplace(item.counterparty, static_cast<std::int32_t>(names_.size()));
      if (is_new) names_.push_back(found->first);
      counterparties.push_back(found->second);
    }
  };
  meet(ledger_.receivables, of_receivables_);
  meet(ledger_.orders, of_orders_);
  meet(ledger_.sales, of_sales_);
  std::vector<std::int32_t> by_name(names_.size()), place(names_.size());
  std::iota(by_name.begin(), by_name.end(), 0);
  const auto name_of = [this](std::int32_t who) { return names_[static_cast<std::size_t>(who)]; };
  std::sort(by_name.begin(), by_name.end(), [&](std::int32_t a, std::int32_t b) { return name_of(a) < name_of(b); });
  for (std::size_t i = 0; i < by_name.size(); ++i)
    place[static_cast<std::size_t>(by_name[i])] = static_cast<std::int32_t>(i);
  std::sort(names_.begin(), names_.end());
  for (auto* counterparties : {&of_receivables_, &of_orders_, &of_sales_})
    for (std::int32_t& who : *counterparties) who = place[static_cast<std::size_t>(who)];
}

void CounterpartyLaws::find_rows() {
  std::unordered_map<std::string_view, const Counterparty*> given;
  given.reserve(ledger_.counterparties.size());
  for (const Counterparty& counterparty : ledger_.counterparties) given[counterparty.name] = &counterparty;
  for (const std::string_view name : names_) {
    const auto found = given.find(name);
    rows_.push_back(found == given.end() ? nullptr : found->second);
    behaviours_.push_back(rows_.back() ? behaviour_of(*rows_.back()) : on_time);
    const bool pays_in_parts = rows_.back() && rows_.back()->prompt_share > 0.0;
    prompt_behaviours_.push_back(pays_in_parts ? mixture_of(1.0, 0.0, rows_.back()->late) : on_time);
  }
}

/// The law as written, the same for all who behave alike.
int CounterpartyLaws::behaviour_of(const Counterparty& row) {
  if (row.delay_law) {
    KnownTable& known = tables_.at(*row.delay_law);
    if (known.behaviour >= 0) return known.behaviour;
    known.behaviour = static_cast<int>(as_written_.size());
    as_written_.push_back(PaymentDelay::from_table(*known.table));
    return known.behaviour;
  }
  const double never = row.never.value_or(0.0);
  return mixture_of(row.on_time.value_or(row.late ? 0.0 : 1.0 - never), never, row.late);
}

int CounterpartyLaws::mixture_of(double punctual, double never, const std::optional<LatePart>& late) {
  const auto next = static_cast<int>(as_written_.size());
  const auto [found, is_new] =
      mixtures_.emplace(std::array{punctual, never, late ? late->median_days : 0.0, late ? late->sigma : 0.0}, next);
  if (is_new) as_written_.push_back(PaymentDelay::mixture(punctual, never, late));
  return found->second;
}

ShockTarget CounterpartyLaws::target(int who, std::optional<PaymentClass> payment_class) const {
  const Counterparty* given = row(who);
  return {name(who), given ? std::string_view(given->group) : "", given ? std::string_view(given->country) : "",
          payment_class};
}

int CounterpartyLaws::shocked(int behaviour, const std::string& signature, Date due, const ShockTarget& target) {
  const PaymentDelay& law = as_written_[static_cast<std::size_t>(behaviour)];
  const auto next = static_cast<int>(delays_.size());
  if (signature.empty()) {
    int& known = unshocked_[static_cast<std::size_t>(behaviour)];
    if (known >= 0) return known;
    add_law(law);
    return known = next;
  }
  const auto [found, is_new] = delay_.emplace(std::pair(behaviour, signature), next);
  if (is_new) add_law(shocks_.apply_to_delay(law, due, target));
  return found->second;
}

void CounterpartyLaws::add_law(PaymentDelay law) {
  if (off_.has(Cause::never)) law.leave_out_never();
  delays_.push_back(std::move(law));
}

int CounterpartyLaws::failure(int who) {
  const Counterparty* given = row(who);
  const double annual = given ? given->failure_annual.value_or(0.0) : 0.0;
  return failures_
      .emplace(std::pair(annual, shocks_.failure_signature(target(who))), static_cast<int>(failures_.size()))
      .first->second;
}

std::vector<double> CounterpartyLaws::failed_by(int who) const {
  if (off_.has(Cause::failure)) return {};
  const Counterparty* given = row(who);
  const double annual = given ? given->failure_annual.value_or(0.0) : 0.0;
  std::vector<double> failed;
  failed.reserve(static_cast<std::size_t>(std::max(failure_days_, 0)));
  double log_survival = 0.0, known = 0.0, day_of_known = 0.0;  // the last probability and what a day of it adds
  for (int day = 1; day <= failure_days_; ++day) {
    const double shocked = shocks_.apply_to_probability(ShockOf::failure, annual, grid_.date_of(day), target(who));
    if (shocked != known) {
      known = shocked;
      day_of_known = logarithm(1.0 - shocked) / 365.0;
    }
    log_survival += day_of_known;
    failed.push_back(1.0 - exponential(log_survival));
  }
  if (failed.empty() || failed.back() <= 0.0) return {};
  return failed;
}

}  // namespace headroom
