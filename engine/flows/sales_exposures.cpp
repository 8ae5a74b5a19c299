#include "engine/flows/sales_exposures.hpp"

#include <algorithm>
#include <string>

namespace headroom {

namespace {

void add_cost(const SalesStream& stream, Date date, double expected, ExposureDraft& draft) {
  const ExposureSources& sources = draft.sources;
  const Date cost_date = date - stream.cost_lead_days;
  if (cost_date < sources.ledger.company.as_of) return;
  const AffineAmount cost = sources.shocks.apply_to_cost(
      {stream.cost_share * (1.0 - stream.cost_flex) * expected, stream.cost_share * stream.cost_flex}, cost_date,
      sources.laws.target(draft.who, PaymentClass::supplier));
  const auto size = static_cast<double>(draft.exposure.size.amount);
  const Minor as_written = std::max<Minor>(0, round_half_away(cost.fixed + cost.per_size * size));
  if (cost.fixed == 0.0 && cost.per_size == 0.0) return;
  ExposureDue& due = draft.add_due(PaymentClass::supplier, cost_date, as_written, as_written);
  due.by_size = cost;
  due.last_failure_day = sources.grid.day_of(cost_date);
}

/// `number`: of the period, by name and date.
void add_period(const SalesStream& stream, Date date, int k, const std::string& number, ExposureDraft& draft) {
  const ExposureSources& sources = draft.sources;
  draft.start("sale", number, stream.name);
  Exposure& exposure = draft.exposure;
  if (!stream.net_of_orders)
    exposure.size.foreign = foreign_amount(sources.ledger, amount_in_season(stream, k), stream.currency);
  const auto expected = static_cast<double>(expected_amount(sources.shipments, stream, k));
  const double shocked =
      sources.shocks.apply(ShockOf::sales, expected, date, sources.laws.target(draft.who), sources.shocks.money_unit());
  exposure.sales = {std::max(0.0, shocked), stream.volatility, stream.level_volatility, stream.name};
  exposure.size.amount = round_half_away(exposure.sales.expected);
  PaymentTerms& payment = exposure.payment;
  payment.first_day = sources.grid.day_of(date);
  payment.due_day = payment.as_written_day = payment.first_day + stream.terms_days;
  payment.delay_law = sources.laws.delay(draft.who, sources.grid.date_of(payment.due_day));
  exposure.cancellation.last_failure_day = payment.first_day;
  exposure.delivery.supplier = draft.supplier_named(stream.supplier);
  exposure.delivery.day = payment.first_day;
  add_cost(stream, date, expected, draft);
}

}  // namespace

void add_sales(const SalesStream& stream, ExposureDraft& draft) {
  const Ledger& ledger = draft.sources.ledger;
  const DayGrid& grid = draft.sources.grid;
  const Date last = grid.date_of(grid.last_day_that_counts()) + std::max(stream.cost_lead_days, 0) +
                    days_ahead_of_cost(ledger, stream);
  for (int k = 0;; ++k) {
    const Date date = nth_date(stream.when, k);
    if (date > last || (stream.when.until && date > *stream.when.until)) return;
    if (date < ledger.company.as_of) continue;
    const std::string number = stream.name + "@" + iso_text(date);
    add_period(stream, date, k, number, draft);
    draft.take_in_pieces();
  }
}

}  // namespace headroom
