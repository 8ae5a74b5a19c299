#include "engine/flows/order_exposures.hpp"

#include <algorithm>

#include "engine/flows/scheduled_dues.hpp"

namespace headroom {

namespace {

/// What deposit and milestones leave of an order, each converted by itself.
ItemAmount to_invoice(const Order& order, const ExposureDraft& draft) {
  Minor rest =
      draft.converted(order.amount, order.currency).amount - draft.converted(order.deposit, order.currency).amount;
  for (const Milestone& milestone : order.milestones) rest -= draft.converted(milestone.amount, order.currency).amount;
  return {std::max<Minor>(rest, 0), foreign_amount(draft.sources.ledger, invoiced_on_shipping(order), order.currency)};
}

/// What an order's pieces have in common if a supplier stops before it ships.
void depend_on_supplier(const Order& order, ExposureDraft& draft) {
  const Date ships = effective_ship_date(draft.sources.ledger, order);
  SupplierDelivery& delivery = draft.exposure.delivery;
  delivery.supplier = draft.supplier_named(order.supplier);
  delivery.day = draft.sources.grid.day_of(ships);
  delivery.refund_day =
      due_flow(draft.sources.ledger, draft.sources.grid, PaymentClass::other, ships, {}, draft.exposure.item).day;
}

void add_cost(const Order& order, Date ships, ExposureDraft& draft) {
  const ExposureSources& sources = draft.sources;
  const Date cost_date = order.cost_due.value_or(ships);
  const ItemAmount written = draft.converted(order.cost, order.currency);
  const AffineAmount shocked = sources.shocks.apply_to_cost({static_cast<double>(written.amount), 0.0},
                                                            std::max(cost_date, sources.grid.date_of(0)),
                                                            sources.laws.target(draft.who, PaymentClass::supplier));
  const Minor cost = std::max<Minor>(0, round_half_away(shocked.fixed));
  if (cost == 0) return;
  ExposureDue& due = draft.add_due(PaymentClass::supplier, cost_date, cost, share_of(cost, order.cost_sunk));
  due.as_written.foreign = written.foreign;
}

/// Of a milestone, the share still owed after a cancellation is paid either way. The rest is lost with the order's own
/// draw, but not by its customer's failure, which only stops what is not yet paid.
void add_milestone(const Order& order, const Milestone& milestone, double cancellation, ExposureDraft& draft) {
  draft.start("order", order.number, order.number, milestone.name);
  draft.exposure.cancellation.part = {};
  depend_on_supplier(order, draft);
  draft.follow_open_claim(milestone.due);
  const ItemAmount amount = draft.converted(milestone.amount, order.currency);
  const ItemAmount owed_either_way = share_of(amount, milestone.if_cancelled);
  Exposure rest = draft.exposure;
  draft.exposure.size = owed_either_way;
  if (owed_either_way.amount > 0) draft.take_in_pieces();
  draft.exposure = std::move(rest);
  draft.exposure.continued = owed_either_way.amount > 0;
  draft.exposure.size = amount;
  draft.exposure.size -= owed_either_way;
  draft.exposure.cancellation.probability = cancellation;
  if (draft.exposure.size.amount == 0) return;
  ItemAmount prompt = share_of(amount, draft.prompt_share());
  prompt -= share_of(owed_either_way, draft.prompt_share());
  draft.take_in_pieces(prompt);
}

}  // namespace

void add_order(const Order& order, ExposureDraft& draft) {
  const ExposureSources& sources = draft.sources;
  draft.start("order", order.number, order.number);
  Exposure& exposure = draft.exposure;
  const Date ships = effective_ship_date(sources.ledger, order);
  const Counterparty* row = sources.laws.row(draft.who);
  const double written = order.cancellation.value_or(row ? row->cancellation.value_or(0.0) : 0.0);
  const double cancellation =
      sources.shocks.apply_to_probability(ShockOf::cancellation, written, ships, sources.laws.target(draft.who));
  exposure.cancellation.probability = cancellation;
  exposure.size = to_invoice(order, draft);
  PaymentTerms& payment = exposure.payment;
  payment.first_day = exposure.cancellation.last_failure_day = sources.grid.day_of(ships);
  payment.due_day = payment.as_written_day = payment.first_day + order.terms_days;
  payment.delay_law = sources.laws.delay(draft.who, sources.grid.date_of(payment.due_day));
  add_cost(order, ships, draft);
  const Minor deposit = draft.converted(order.deposit, order.currency).amount;
  const Minor refund = share_of(deposit, order.deposit_refund);
  if (refund > 0) draft.add_due(PaymentClass::other, ships, 0, refund);
  depend_on_supplier(order, draft);
  exposure.delivery.deposit = deposit;
  draft.take_in_pieces();
  for (const Milestone& milestone : order.milestones) add_milestone(order, milestone, cancellation, draft);
}

}  // namespace headroom
