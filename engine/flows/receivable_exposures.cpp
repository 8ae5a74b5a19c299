#include "engine/flows/receivable_exposures.hpp"

#include <algorithm>

namespace headroom {

namespace {

/// What is in dispute is lost, or paid by a draw of its own: by the same law as the rest, or by one that runs from the
/// day on which the dispute is to be settled.
void add_dispute(const Receivable& receivable, ExposureDraft& draft) {
  draft.start("invoice", receivable.invoice, receivable.invoice, receivable.part);
  Exposure& exposure = draft.exposure;
  exposure.size = draft.converted(receivable.disputed, receivable.currency);
  exposure.cancellation.probability = receivable.dispute_lost;
  exposure.cancellation.purpose = Purpose::dispute;
  exposure.payment.purpose = Purpose::dispute_delay;
  exposure.is_disputed = true;
  draft.follow_open_claim(receivable.due);
  if (receivable.dispute_until) {
    const Date from = std::max(receivable.due, *receivable.dispute_until);
    PaymentTerms& payment = exposure.payment;
    payment.is_overdue = false;
    payment.due_day = payment.as_written_day = payment.first_day = draft.sources.grid.day_of(from);
    payment.delay_law = draft.sources.laws.delay(draft.who, from);
    payment.more_than.reset();
  }
  draft.take_whole();
}

}  // namespace

void add_receivable(const Receivable& receivable, Minor open, ExposureDraft& draft) {
  draft.start("invoice", receivable.invoice, receivable.invoice, receivable.part);
  draft.exposure.size = draft.converted(open, receivable.currency);
  draft.exposure.size -= draft.converted(receivable.disputed, receivable.currency);
  draft.follow_open_claim(receivable.due);
  if (open > receivable.disputed) draft.take_in_pieces();
  if (receivable.disputed > 0) add_dispute(receivable, draft);
}

}  // namespace headroom
