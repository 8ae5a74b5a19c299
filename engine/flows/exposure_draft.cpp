#include "engine/flows/exposure_draft.hpp"

#include <algorithm>

#include "engine/flows/scheduled_dues.hpp"

namespace headroom {

void ExposureDraft::start(std::string_view kind, std::string_view number, std::string_view item,
                          std::string_view part) {
  std::vector<ExposureDue> dues = std::move(exposure.dues);
  dues.clear();
  exposure = Exposure();
  exposure.dues = std::move(dues);
  exposure.identity = {kind, sources.laws.name(who), number, part};
  exposure.item = item;
  exposure.cancellation.part = part;
}

void ExposureDraft::follow_open_claim(Date due) {
  PaymentTerms& payment = exposure.payment;
  payment.due_day = payment.as_written_day = sources.grid.day_of(due);
  payment.is_overdue = payment.due_day < 0;
  const int unpaid_days = payment.is_overdue ? -payment.due_day : -payment.due_day - 1;  // D is known to exceed this
  const Date date = sources.grid.date_of(std::max(payment.due_day, 0));
  CounterpartyLaws& laws = sources.laws;
  const auto leaves_something = [&laws](int law, int days) { return laws.delay_law(law).unpaid_after(days) > 0.0; };
  const int law = laws.delay(who, date);
  if (leaves_something(laws.delay_as_written(who), unpaid_days) && leaves_something(law, unpaid_days)) {
    payment.delay_law = law;
    if (laws.delay_law(law).unpaid_after(unpaid_days) < 1.0) payment.more_than = unpaid_days;
    return;
  }
  // The built-in law with the shocks, or without them where they leave nothing of it.
  const int assumed = laws.overdue_delay(who, date);
  assume_overdue(leaves_something(assumed, 0) ? assumed : laws.overdue_delay_as_written());
}

/// What is unpaid against its customer's own law counts from as_of, day 1 at the earliest.
void ExposureDraft::assume_overdue(int law) {
  exposure.payment.due_day = 0;
  exposure.payment.delay_law = law;
  exposure.payment.more_than = 0;
}

ExposureDue& ExposureDraft::add_due(PaymentClass payment_class, Date date, Minor if_goes_ahead, Minor if_cancelled) {
  ExposureDue& due = exposure.dues.emplace_back();
  due.as_written = due_flow(sources.ledger, sources.grid, payment_class, date, {if_goes_ahead, {}}, exposure.item);
  due.as_written.counterparty = exposure.identity.counterparty;
  due.as_written.certain = false;
  due.if_goes_ahead = if_goes_ahead;
  due.if_cancelled = if_cancelled;
  return due;
}

double ExposureDraft::prompt_share() const {
  return exposure.payment.is_overdue ? 0.0 : sources.laws.prompt_share(who);
}

void ExposureDraft::take_in_pieces() { take_in_pieces(share_of(exposure.size, prompt_share())); }

void ExposureDraft::take_in_pieces(const ItemAmount& prompt) {
  const double share = prompt_share();
  if (share <= 0.0) return take_whole();
  Exposure rest = exposure;
  rest.size -= prompt;
  rest.receipt_share = -share;
  rest.continued = true;
  exposure.dues.clear();
  exposure.size.amount = prompt.amount;
  exposure.size.foreign.amount = prompt.foreign.amount;
  exposure.receipt_share = share;
  PaymentTerms& payment = exposure.payment;
  payment.purpose = Purpose::prompt_share;
  payment.due_day = payment.as_written_day;
  payment.delay_law = sources.laws.prompt_delay(who, sources.grid.date_of(payment.due_day));
  payment.more_than.reset();
  take_whole();
  exposure = std::move(rest);
  take_whole();
}

std::optional<int> ExposureDraft::supplier_named(const std::string& name) const {
  if (name.empty()) return std::nullopt;
  const int place = place_of_supplier(sources.suppliers, name);
  return place < 0 ? std::nullopt : std::optional(place);
}

}  // namespace headroom
