#include "engine/exposure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/scheduled_dues.hpp"
#include "models/normal.hpp"

namespace headroom {

namespace {

constexpr double impossible = 1e-12;  // a condition less likely than this is taken as impossible

/// Works through a ledger with its counterparties looked up by name.
class ExposureReader {
 public:
  ExposureReader(const Ledger& ledger, const Shocks& shocks, const DayGrid& grid) : ledger_(ledger), shocks_(shocks), grid_(grid) {
    for (const Counterparty& counterparty : ledger.counterparties) given_[counterparty.name] = &counterparty;
    for (const DelayTable& table : ledger.delay_laws) tables_[table.name] = &table;
    failure_days_ = last_day_that_failure_matters();
    std::map<std::string, int> met;
    for (const Receivable& receivable : ledger.receivables) met[receivable.counterparty] = 0;
    for (const Order& order : ledger.orders) met[order.counterparty] = 0;
    for (const SalesStream& stream : ledger.sales) met[stream.counterparty] = 0;
    for (auto& [name, index] : met) {
      index = static_cast<int>(result_.counterparties.size());
      result_.counterparties.push_back({name, failed_by(name)});
    }
    met_ = std::move(met);
  }

  Exposures read() && {
    for (const Receivable& receivable : ledger_.receivables)
      if (receivable.amount > 0) read(receivable);
    for (const Order& order : ledger_.orders) read(order);
    for (const SalesStream& stream : ledger_.sales) read(stream);
    return std::move(result_);
  }

 private:
  const Counterparty* given(const std::string& name) const {
    const auto found = given_.find(name);
    return found == given_.end() ? nullptr : found->second;
  }

  ShockTarget target(const std::string& name, std::optional<PaymentClass> payment_class = std::nullopt) const {
    const Counterparty* row = given(name);
    return {name, row ? std::string_view(row->group) : "", row ? std::string_view(row->country) : "", payment_class};
  }

  /// A failure after the horizon still cancels an order that ships later, whose cost may fall within it.
  int last_day_that_failure_matters() const {
    int last = grid_.last_day_that_counts();
    for (const SalesStream& stream : ledger_.sales) last = std::max(last, grid_.last_day_that_counts() + stream.cost_lead_days);
    for (const Order& order : ledger_.orders) last = std::max(last, grid_.day_of(order.ships));
    return last;
  }

  std::vector<double> failed_by(const std::string& name) const {
    const Counterparty* row = given(name);
    const double annual = row ? row->failure_annual.value_or(0.0) : 0.0;
    std::vector<double> failed;
    double log_survival = 0.0;
    for (int day = 1; day <= failure_days_; ++day) {
      const double shocked = shocks_.apply_to_probability(ShockOf::failure, annual, grid_.date_of(day), target(name));
      log_survival += logarithm(1.0 - shocked) / 365.0;
      failed.push_back(1.0 - exponential(log_survival));
    }
    if (failed.empty() || failed.back() <= 0.0) return {};
    return failed;
  }

  PaymentDelay law_as_written(const std::string& name) const {
    const Counterparty* row = given(name);
    if (!row) return PaymentDelay();
    if (row->delay_law) return PaymentDelay::from_table(*tables_.at(*row->delay_law));
    const double never = row->never.value_or(0.0);
    const double on_time = row->on_time.value_or(row->late ? 0.0 : 1.0 - never);
    return PaymentDelay::mixture(on_time, never, row->late);
  }

  /// What the law as written hangs on, as a text: equal for customers who behave alike, so that they share their tables.
  std::string behaviour(const std::string& name) const {
    const Counterparty* row = given(name);
    if (!row) return "on time";
    if (row->delay_law) return "law " + *row->delay_law;
    return fmt::format("{:a} {:a} {:a} {:a}", row->on_time.value_or(-1.0), row->never.value_or(-1.0),
                       row->late ? row->late->median_days : -1.0, row->late ? row->late->sigma : -1.0);
  }

  /// The law of an item due on `due_day`, with nothing known of its payment yet.
  ExposureDelay delay(const std::string& name, int due_day) const {
    const Date date = grid_.date_of(due_day);
    return {behaviour(name) + "\n" + shocks_.delay_signature(date, target(name)),
            shocks_.apply_to_delay(law_as_written(name), date, target(name)), std::nullopt};
  }

  Exposure start(std::string kind, const std::string& counterparty, std::string number, std::string item) const {
    Exposure exposure;
    exposure.kind = std::move(kind);
    exposure.counterparty = counterparty;
    exposure.number = std::move(number);
    exposure.item = std::move(item);
    exposure.counterparty_index = met_.at(counterparty);
    return exposure;
  }

  void read(const Receivable& receivable) {
    Exposure exposure = start("invoice", receivable.counterparty, receivable.invoice, receivable.invoice);
    exposure.size = receivable.amount;
    exposure.due_day = exposure.as_written_day = grid_.day_of(receivable.due);
    exposure.overdue = exposure.due_day < 0;
    const int unpaid_days = exposure.overdue ? -exposure.due_day : -exposure.due_day - 1;  // D is known to exceed this
    exposure.delay = delay(receivable.counterparty, std::max(exposure.due_day, 0));
    if (law_as_written(receivable.counterparty).paid_by(unpaid_days) >= 1.0 - impossible) {
      assume_overdue(exposure);
    } else if (exposure.delay.law.paid_by(unpaid_days) > 0.0) {
      exposure.delay.more_than = unpaid_days;
    }
    if (exposure.delay.more_than && exposure.delay.law.paid_by(*exposure.delay.more_than) >= 1.0 - impossible) {
      exposure.due_day = 0;  // the shocks left nothing: the built-in law without them
      exposure.delay = {"\noverdue", PaymentDelay::overdue_assumption(), 0};
    }
    result_.items.push_back(std::move(exposure));
  }

  /// The built-in law for what is unpaid against its customer's own law: counted from as_of, day 1 at the earliest.
  void assume_overdue(Exposure& exposure) const {
    const ShockTarget who = target(exposure.counterparty);
    const Date date = grid_.date_of(std::max(exposure.as_written_day, 0));
    exposure.due_day = 0;
    exposure.delay = {"\noverdue\n" + shocks_.delay_signature(date, who),
                      shocks_.apply_to_delay(PaymentDelay::overdue_assumption(), date, who), 0};
  }

  void read(const Order& order) {
    Exposure exposure = start("order", order.counterparty, order.number, order.number);
    const Date ships = effective_ship_date(ledger_, order);
    const Counterparty* row = given(order.counterparty);
    const double written = order.cancellation.value_or(row ? row->cancellation.value_or(0.0) : 0.0);
    exposure.cancellation = shocks_.apply_to_probability(ShockOf::cancellation, written, ships, target(order.counterparty));
    exposure.size = order.amount - order.deposit;
    exposure.first_day = exposure.last_failure_day = grid_.day_of(ships);
    exposure.due_day = exposure.as_written_day = exposure.first_day + order.terms_days;
    exposure.delay = delay(order.counterparty, exposure.due_day);
    const Date cost_date = order.cost_due.value_or(ships);
    const ShockTarget cost_target = target(order.counterparty, PaymentClass::supplier);
    const AffineAmount shocked =
        shocks_.apply_to_cost({static_cast<double>(order.cost), 0.0}, std::max(cost_date, grid_.date_of(0)), cost_target);
    const Minor cost = std::max<Minor>(0, round_half_away(shocked.fixed));
    if (cost > 0) add_due(exposure, PaymentClass::supplier, cost_date, cost, share_of(cost, order.cost_sunk));
    const Minor refund = share_of(order.deposit, order.deposit_refund);
    if (refund > 0) add_due(exposure, PaymentClass::other, ships, 0, refund);
    result_.items.push_back(std::move(exposure));
  }

  ExposureDue& add_due(Exposure& exposure, PaymentClass payment_class, Date date, Minor if_goes_ahead, Minor if_cancelled) const {
    ExposureDue due;
    due.as_written = due_flow(ledger_, grid_, payment_class, date, if_goes_ahead, exposure.item);
    due.as_written.counterparty = exposure.counterparty;
    due.as_written.certain = false;
    due.if_goes_ahead = if_goes_ahead;
    due.if_cancelled = if_cancelled;
    exposure.dues.push_back(std::move(due));
    return exposure.dues.back();
  }

  void read(const SalesStream& stream) {
    const Date last = grid_.date_of(grid_.last_day_that_counts()) + std::max(stream.cost_lead_days, 0);
    for (int k = 0;; ++k) {
      const Date date = nth_date(stream.when, k);
      if (date > last || (stream.when.until && date > *stream.when.until)) return;
      if (date >= ledger_.company.as_of) read_period(stream, date, k);
    }
  }

  void read_period(const SalesStream& stream, Date date, int k) {
    Exposure exposure = start("sale", stream.counterparty, stream.name + "@" + iso_text(date), stream.name);
    exposure.level_number = stream.name;
    const auto expected = static_cast<double>(expected_amount(ledger_, stream, k));
    exposure.expected = std::max(0.0, shocks_.apply(ShockOf::sales, expected, date, target(stream.counterparty), shocks_.money_unit()));
    exposure.size = round_half_away(exposure.expected);
    exposure.volatility = stream.volatility;
    exposure.level_volatility = stream.level_volatility;
    exposure.first_day = exposure.last_failure_day = grid_.day_of(date);
    exposure.due_day = exposure.as_written_day = exposure.first_day + stream.terms_days;
    exposure.delay = delay(stream.counterparty, exposure.due_day);
    const Date cost_date = date - stream.cost_lead_days;
    if (cost_date >= ledger_.company.as_of) {
      const AffineAmount cost =
          shocks_.apply_to_cost({stream.cost_share * (1.0 - stream.cost_flex) * expected, stream.cost_share * stream.cost_flex}, cost_date,
                                target(stream.counterparty, PaymentClass::supplier));
      const Minor as_written = std::max<Minor>(0, round_half_away(cost.fixed + cost.per_size * static_cast<double>(exposure.size)));
      if (cost.fixed != 0.0 || cost.per_size != 0.0) {
        ExposureDue& due = add_due(exposure, PaymentClass::supplier, cost_date, as_written, as_written);
        due.by_size = cost;
        due.last_failure_day = grid_.day_of(cost_date);
      }
    }
    result_.items.push_back(std::move(exposure));
  }

  const Ledger& ledger_;
  const Shocks& shocks_;
  const DayGrid& grid_;
  std::map<std::string, const Counterparty*> given_;
  std::map<std::string, const DelayTable*> tables_;
  std::map<std::string, int> met_;
  int failure_days_ = 0;
  Exposures result_;
};

}  // namespace

Exposures exposures_of(const Ledger& ledger, const Shocks& shocks, const DayGrid& grid) {
  return ExposureReader(ledger, shocks, grid).read();
}

}  // namespace headroom
