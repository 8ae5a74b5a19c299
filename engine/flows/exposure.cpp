#include "engine/flows/exposure.hpp"

#include <algorithm>
#include <numeric>

#include "engine/flows/scheduled_dues.hpp"

namespace headroom {

namespace {

using Take = std::function<void(const Exposure&)>;

/// Works through the items of one counterparty; the same exposure is filled anew for each.
class ExposureReader {
 public:
  ExposureReader(const Ledger& ledger, const Shocks& shocks, const DayGrid& grid, CounterpartyLaws& laws,
                 const OrderShipments& shipments, const std::vector<Supplier>& suppliers, int who)
      : ledger_(ledger),
        shocks_(shocks),
        grid_(grid),
        laws_(laws),
        shipments_(shipments),
        suppliers_(suppliers),
        who_(who) {}

  /// `open`: what credit notes leave of it.
  void read(const Receivable& receivable, Minor open, const Take& take) {
    start("invoice", receivable.invoice, receivable.invoice, receivable.part);
    exposure_.size = converted(open, receivable) - converted(receivable.disputed, receivable);
    exposure_.foreign = foreign_amount(ledger_, open - receivable.disputed, receivable.currency);
    follow_open_claim(receivable.due);
    if (open > receivable.disputed) take_in_pieces(take);
    if (receivable.disputed > 0) read_dispute(receivable, take);
  }

  void read(const Order& order, const Take& take) {
    start("order", order.number, order.number);
    const Date ships = effective_ship_date(ledger_, order);
    const Counterparty* row = laws_.row(who_);
    const double written = order.cancellation.value_or(row ? row->cancellation.value_or(0.0) : 0.0);
    exposure_.cancellation = shocks_.apply_to_probability(ShockOf::cancellation, written, ships, laws_.target(who_));
    exposure_.size = to_invoice(order);
    exposure_.foreign = foreign_amount(ledger_, invoiced_on_shipping(order), order.currency);
    exposure_.first_day = exposure_.last_failure_day = grid_.day_of(ships);
    exposure_.due_day = exposure_.as_written_day = exposure_.first_day + order.terms_days;
    exposure_.delay_law = laws_.delay(who_, grid_.date_of(exposure_.due_day));
    const Date cost_date = order.cost_due.value_or(ships);
    const ShockTarget cost_target = laws_.target(who_, PaymentClass::supplier);
    const AffineAmount shocked = shocks_.apply_to_cost({static_cast<double>(converted(order.cost, order)), 0.0},
                                                       std::max(cost_date, grid_.date_of(0)), cost_target);
    const Minor cost = std::max<Minor>(0, round_half_away(shocked.fixed));
    if (cost > 0) {
      ExposureDue& due = add_due(PaymentClass::supplier, cost_date, cost, share_of(cost, order.cost_sunk));
      due.as_written.foreign = foreign_amount(ledger_, order.cost, order.currency);
    }
    const Minor refund = share_of(converted(order.deposit, order), order.deposit_refund);
    if (refund > 0) add_due(PaymentClass::other, ships, 0, refund);
    depend_on(order);
    exposure_.deposit = converted(order.deposit, order);
    const double cancellation = exposure_.cancellation;
    take_in_pieces(take);
    for (const Milestone& milestone : order.milestones) read_milestone(order, milestone, cancellation, take);
  }

  /// The periods of a stream from as_of on, as far as one can matter.
  void read(const SalesStream& stream, const Take& take) {
    const Date last = grid_.date_of(grid_.last_day_that_counts()) + std::max(stream.cost_lead_days, 0) +
                      days_ahead_of_cost(ledger_, stream);
    for (int k = 0;; ++k) {
      const Date date = nth_date(stream.when, k);
      if (date > last || (stream.when.until && date > *stream.when.until)) return;
      if (date < ledger_.company.as_of) continue;
      read_period(stream, date, k);
      take_in_pieces(take);
    }
  }

 private:
  template <class Item>
  Minor converted(Minor amount, const Item& item) const {
    return in_ledger_currency(ledger_, amount, item.currency);
  }

  /// What deposit and milestones leave of an order, each converted by itself.
  Minor to_invoice(const Order& order) const {
    Minor rest = converted(order.amount, order) - converted(order.deposit, order);
    for (const Milestone& milestone : order.milestones) rest -= converted(milestone.amount, order);
    return std::max<Minor>(rest, 0);
  }

  void start(std::string_view kind, std::string_view number, std::string_view item, std::string_view part = {}) {
    std::vector<ExposureDue> dues = std::move(exposure_.dues);
    dues.clear();
    exposure_ = Exposure();
    exposure_.dues = std::move(dues);
    exposure_.kind = kind;
    exposure_.counterparty = laws_.name(who_);
    exposure_.number = number;
    exposure_.item = item;
    exposure_.part = exposure_.cancelled_part = part;
  }

  /// What is open at as_of and due on this date follows its customer's law given that it is unpaid.
  void follow_open_claim(Date due) {
    exposure_.due_day = exposure_.as_written_day = grid_.day_of(due);
    exposure_.overdue = exposure_.due_day < 0;
    const int unpaid_days =
        exposure_.overdue ? -exposure_.due_day : -exposure_.due_day - 1;  // D is known to exceed this
    const Date date = grid_.date_of(std::max(exposure_.due_day, 0));
    const auto leaves_something = [this](int law, int days) { return laws_.delay_law(law).unpaid_after(days) > 0.0; };
    const int law = laws_.delay(who_, date);
    if (leaves_something(laws_.delay_as_written(who_), unpaid_days) && leaves_something(law, unpaid_days)) {
      exposure_.delay_law = law;
      if (laws_.delay_law(law).unpaid_after(unpaid_days) < 1.0) exposure_.more_than = unpaid_days;
      return;
    }
    // The built-in law with the shocks, or without them where they leave nothing of it.
    const int assumed = laws_.overdue_delay(who_, date);
    assume_overdue(leaves_something(assumed, 0) ? assumed : laws_.overdue_delay_as_written());
  }

  /// The share of what is in hand that is paid on the due date; what is overdue is not divided again.
  double prompt_share() const { return exposure_.overdue ? 0.0 : laws_.prompt_share(who_); }

  void take_in_pieces(const Take& take) {
    const double share = prompt_share();
    take_in_pieces(take, share_of(exposure_.size, share), share_of(exposure_.foreign.amount, share));
  }

  /// Gives the exposure in hand: whole, or as the sum that is paid on the due date and the rest, which follows the law.
  void take_in_pieces(const Take& take, Minor prompt, Minor prompt_foreign) {
    const double share = prompt_share();
    if (share <= 0.0) return take(exposure_);
    Exposure rest = exposure_;
    rest.size -= prompt;
    rest.foreign.amount -= prompt_foreign;
    rest.receipt_share = -share;
    rest.continued = true;
    exposure_.dues.clear();
    exposure_.size = prompt;
    exposure_.foreign.amount = prompt_foreign;
    exposure_.receipt_share = share;
    exposure_.delay_purpose = Purpose::prompt_share;
    exposure_.due_day = exposure_.as_written_day;
    exposure_.delay_law = laws_.prompt_delay(who_, grid_.date_of(exposure_.due_day));
    exposure_.more_than.reset();
    take(exposure_);
    exposure_ = std::move(rest);
    take(exposure_);
  }

  /// Of a milestone, the share still owed after a cancellation is paid either way. The rest is lost with the order's
  /// own draw, but not by its customer's failure, which only stops what is not yet paid.
  void read_milestone(const Order& order, const Milestone& milestone, double cancellation, const Take& take) {
    start("order", order.number, order.number, milestone.name);
    exposure_.cancelled_part = {};
    depend_on(order);
    follow_open_claim(milestone.due);
    const Minor amount = converted(milestone.amount, order), owed_either_way = share_of(amount, milestone.if_cancelled);
    const ForeignAmount foreign = foreign_amount(ledger_, milestone.amount, order.currency);
    const Minor foreign_owed = share_of(foreign.amount, milestone.if_cancelled);
    Exposure rest = exposure_;
    exposure_.size = owed_either_way;
    exposure_.foreign = {foreign_owed, foreign.currency};
    if (owed_either_way > 0) take_in_pieces(take);
    exposure_ = std::move(rest);
    exposure_.continued = owed_either_way > 0;
    exposure_.size = amount - owed_either_way;
    exposure_.foreign = {foreign.amount - foreign_owed, foreign.currency};
    exposure_.cancellation = cancellation;
    if (exposure_.size == 0) return;
    const double share = prompt_share();
    take_in_pieces(take, share_of(amount, share) - share_of(owed_either_way, share),
                   share_of(foreign.amount, share) - share_of(foreign_owed, share));
  }

  /// What is in dispute is lost, or paid by a draw of its own: by the same law as the rest, or by one that runs from
  /// the day on which the dispute is to be settled.
  void read_dispute(const Receivable& receivable, const Take& take) {
    start("invoice", receivable.invoice, receivable.invoice, receivable.part);
    exposure_.size = converted(receivable.disputed, receivable);
    exposure_.foreign = foreign_amount(ledger_, receivable.disputed, receivable.currency);
    exposure_.cancellation = receivable.dispute_lost;
    exposure_.cancellation_purpose = Purpose::dispute;
    exposure_.delay_purpose = Purpose::dispute_delay;
    exposure_.is_disputed = true;
    follow_open_claim(receivable.due);
    if (receivable.dispute_until) {
      const Date from = std::max(receivable.due, *receivable.dispute_until);
      exposure_.overdue = false;
      exposure_.due_day = exposure_.as_written_day = exposure_.first_day = grid_.day_of(from);
      exposure_.delay_law = laws_.delay(who_, from);
      exposure_.more_than.reset();
    }
    take(exposure_);
  }

  /// What an order's pieces have in common if a supplier stops before it ships.
  void depend_on(const Order& order) {
    const Date ships = effective_ship_date(ledger_, order);
    exposure_.supplier = supplier_of(order.supplier);
    exposure_.delivery_day = grid_.day_of(ships);
    exposure_.refund_day = due_flow(ledger_, grid_, PaymentClass::other, ships, 0, exposure_.item).day;
  }

  int supplier_of(const std::string& name) const { return name.empty() ? -1 : place_of_supplier(suppliers_, name); }

  /// What is unpaid against its customer's own law counts from as_of, day 1 at the earliest.
  void assume_overdue(int law) {
    exposure_.due_day = 0;
    exposure_.delay_law = law;
    exposure_.more_than = 0;
  }

  ExposureDue& add_due(PaymentClass payment_class, Date date, Minor if_goes_ahead, Minor if_cancelled) {
    ExposureDue& due = exposure_.dues.emplace_back();
    due.as_written = due_flow(ledger_, grid_, payment_class, date, if_goes_ahead, exposure_.item);
    due.as_written.counterparty = exposure_.counterparty;
    due.as_written.certain = false;
    due.if_goes_ahead = if_goes_ahead;
    due.if_cancelled = if_cancelled;
    return due;
  }

  void read_period(const SalesStream& stream, Date date, int k) {
    period_ = stream.name + "@" + iso_text(date);
    start("sale", period_, stream.name);
    exposure_.level_number = stream.name;
    if (!stream.net_of_orders)
      exposure_.foreign = foreign_amount(ledger_, amount_in_season(stream, k), stream.currency);
    const auto expected = static_cast<double>(expected_amount(shipments_, stream, k));
    exposure_.supplier = supplier_of(stream.supplier);
    exposure_.expected =
        std::max(0.0, shocks_.apply(ShockOf::sales, expected, date, laws_.target(who_), shocks_.money_unit()));
    exposure_.size = round_half_away(exposure_.expected);
    exposure_.volatility = stream.volatility;
    exposure_.level_volatility = stream.level_volatility;
    exposure_.first_day = exposure_.last_failure_day = exposure_.delivery_day = grid_.day_of(date);
    exposure_.due_day = exposure_.as_written_day = exposure_.first_day + stream.terms_days;
    exposure_.delay_law = laws_.delay(who_, grid_.date_of(exposure_.due_day));
    const Date cost_date = date - stream.cost_lead_days;
    if (cost_date < ledger_.company.as_of) return;
    const AffineAmount cost = shocks_.apply_to_cost(
        {stream.cost_share * (1.0 - stream.cost_flex) * expected, stream.cost_share * stream.cost_flex}, cost_date,
        laws_.target(who_, PaymentClass::supplier));
    const Minor as_written =
        std::max<Minor>(0, round_half_away(cost.fixed + cost.per_size * static_cast<double>(exposure_.size)));
    if (cost.fixed == 0.0 && cost.per_size == 0.0) return;
    ExposureDue& due = add_due(PaymentClass::supplier, cost_date, as_written, as_written);
    due.by_size = cost;
    due.last_failure_day = grid_.day_of(cost_date);
  }

  const Ledger& ledger_;
  const Shocks& shocks_;
  const DayGrid& grid_;
  CounterpartyLaws& laws_;
  const OrderShipments& shipments_;
  const std::vector<Supplier>& suppliers_;
  int who_;
  Exposure exposure_;
  std::string period_;  ///< the number of a period of sales
};

}  // namespace

Exposures::ByCounterparty::ByCounterparty(const std::vector<std::int32_t>& counterparties, std::size_t count)
    : begin(count + 1, 0), items(counterparties.size()) {
  for (const std::int32_t who : counterparties) ++begin[static_cast<std::size_t>(who) + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<std::int32_t> next(begin.begin(), begin.end() - 1);
  for (std::size_t i = 0; i < counterparties.size(); ++i)
    items[static_cast<std::size_t>(next[static_cast<std::size_t>(counterparties[i])]++)] = static_cast<std::int32_t>(i);
}

std::span<const std::int32_t> Exposures::ByCounterparty::of(int counterparty) const {
  const auto i = static_cast<std::size_t>(counterparty);
  return std::span(items).subspan(static_cast<std::size_t>(begin[i]),
                                  static_cast<std::size_t>(begin[i + 1] - begin[i]));
}

Exposures::Exposures(const Ledger& ledger, const Shocks& shocks, const DayGrid& grid, CounterpartyLaws& laws)
    : ledger_(ledger),
      shocks_(shocks),
      grid_(grid),
      laws_(laws),
      shipments_(ledger),
      open_(ledger),
      suppliers_(suppliers_by_name(ledger)),
      receivables_(laws.of_receivables(), laws.count()),
      orders_(laws.of_orders(), laws.count()),
      sales_(laws.of_sales(), laws.count()) {}

void Exposures::for_each_of(int counterparty, const std::function<void(const Exposure&)>& take) const {
  ExposureReader reader(ledger_, shocks_, grid_, laws_, shipments_, suppliers_, counterparty);
  for (const std::int32_t i : receivables_.of(counterparty))
    if (const auto place = static_cast<std::size_t>(i); open_.of(place) > 0)
      reader.read(ledger_.receivables[place], open_.of(place), take);
  for (const std::int32_t i : orders_.of(counterparty)) reader.read(ledger_.orders[static_cast<std::size_t>(i)], take);
  for (const std::int32_t i : sales_.of(counterparty)) reader.read(ledger_.sales[static_cast<std::size_t>(i)], take);
}

}  // namespace headroom
