#include "tests/engine/random_parts.hpp"

#include <algorithm>
#include <string>

#include "tests/engine/random_choice.hpp"

namespace headroom::twin {

namespace {

void pay_in_instalments(RandomChoice& random, Ledger& ledger, int horizon_days) {
  std::vector<Receivable> further;
  for (Receivable& receivable : ledger.receivables) {
    if (receivable.amount <= 0 || random.chance(0.6)) continue;
    const int count = random.whole(1, 3);
    receivable.part = "1";
    for (int k = 0; k < count; ++k) {
      Receivable instalment = receivable;
      instalment.part = std::to_string(k + 2);
      if (random.chance(0.8)) instalment.due = random.date(ledger.company.as_of, -60, std::min(horizon_days + 10, 120));
      instalment.amount = random.money(random_unit / 2);
      further.push_back(instalment);
    }
  }
  ledger.receivables.insert(ledger.receivables.end(), further.begin(), further.end());
  for (Payable& payable : ledger.payables)
    if (random.chance(0.3)) payable.part = "1";
}

void add_disputes(RandomChoice& random, Ledger& ledger) {
  for (Receivable& receivable : ledger.receivables) {
    if (receivable.amount <= 0 || random.chance(0.6)) continue;
    receivable.disputed = random.chance(0.2) ? receivable.amount : random.money(receivable.amount);
    receivable.dispute_lost = random.probability();
    if (random.chance(0.6)) receivable.dispute_until = random.date(ledger.company.as_of, 0, 90);
  }
}

void add_credit_notes(RandomChoice& random, Ledger& ledger) {
  const std::size_t invoices = ledger.receivables.size();
  for (std::size_t i = 0; i < invoices; ++i) {
    const Receivable invoice = ledger.receivables[i];
    if (invoice.amount <= 0 || random.chance(0.7)) continue;
    Minor undisputed = 0;
    for (const Receivable& other : ledger.receivables)
      if (other.counterparty == invoice.counterparty &&
          (other.invoice == invoice.invoice || other.credits == invoice.invoice))
        undisputed += other.amount - other.disputed;
    Receivable note;
    note.invoice = "note " + std::to_string(i);
    note.counterparty = invoice.counterparty;
    note.due = random.date(ledger.company.as_of, -30, 60);
    note.amount = -(random.chance(0.2) ? undisputed : random.money(undisputed));
    if (random.chance(0.7)) note.credits = invoice.invoice;
    note.currency = invoice.currency;
    ledger.receivables.push_back(note);
  }
}

void add_milestones(RandomChoice& random, Ledger& ledger, int horizon_days) {
  for (Order& order : ledger.orders) {
    const int count = random.whole(0, 3);
    for (int k = 0; k < count; ++k) {
      Milestone milestone;
      milestone.name = "M" + std::to_string(k);
      milestone.due = random.date(ledger.company.as_of, -60, horizon_days + 20);
      milestone.amount = random.money(invoiced_on_shipping(order));
      milestone.if_cancelled = random.probability();
      order.milestones.push_back(milestone);
    }
  }
}

}  // namespace

RandomCase random_case_in_parts(std::uint64_t seed) {
  RandomCase result = random_case(seed);
  RandomChoice random(~seed);  // draws of its own: the case without parts stays what it was
  for (Counterparty& counterparty : result.ledger.counterparties)
    if (random.chance(0.5)) counterparty.prompt_share = random.probability();
  pay_in_instalments(random, result.ledger, result.horizon_days);
  add_disputes(random, result.ledger);
  add_credit_notes(random, result.ledger);
  add_milestones(random, result.ledger, result.horizon_days);
  return result;
}

}  // namespace headroom::twin
