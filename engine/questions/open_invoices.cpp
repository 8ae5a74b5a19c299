#include "engine/questions/open_invoices.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/flows/shocked_ledger.hpp"

namespace headroom {

namespace {

bool is_invoice(const Exposure& exposure) { return exposure.identity.kind == "invoice"; }

/// The share of an exposure that is expected not to have come when it should.
double share_at_risk(const Exposure& exposure, const CounterpartyLaws& laws) {
  const PaymentTerms& payment = exposure.payment;
  const PaymentDelay& law = laws.delay_law(payment.delay_law);
  const int on_time_days = (payment.is_overdue ? 1 : payment.as_written_day) - payment.due_day;
  const double open = payment.more_than ? law.unpaid_after(*payment.more_than) : 1.0;
  const double lost = exposure.cancellation.probability, late = law.unpaid_after(on_time_days) / open;
  return lost + (1.0 - lost) * late;
}

/// The due date of the part of an invoice that an exposure is of.
int due_day_of(const Ledger& ledger, const ItemIdentity& identity) {
  for (const Receivable& row : ledger.receivables)
    if (row.invoice == identity.number && row.counterparty == identity.counterparty && row.part == identity.part)
      return row.due - ledger.company.as_of;
  return 0;
}

}  // namespace

std::vector<OpenInvoice> invoices_at_risk(const Ledger& ledger, const Scenario& scenario, int horizon_days,
                                          std::size_t most) {
  const ShockedLedger source(ledger, scenario, horizon_days);
  CounterpartyLaws laws(ledger, source.shocks, source.grid);
  const Exposures exposures(ledger, source.shocks, source.grid, laws);
  std::map<std::pair<std::string_view, std::string_view>, OpenInvoice> found;
  for (int who = 0; who < static_cast<int>(laws.count()); ++who)
    exposures.for_each_of(who, [&](const Exposure& exposure) {
      if (!is_invoice(exposure)) return;
      const ItemIdentity& identity = exposure.identity;
      OpenInvoice& invoice = found.try_emplace({identity.counterparty, identity.number}).first->second;
      invoice.counterparty = identity.counterparty;
      invoice.number = identity.number;
      invoice.amount += exposure.size.amount;
      if (source.grid.settled(std::max(due_day_of(ledger, identity), 1)) <= horizon_days)
        invoice.at_risk += static_cast<double>(exposure.size.amount) * share_at_risk(exposure, laws);
    });
  std::vector<OpenInvoice> invoices;
  for (const auto& [name, invoice] : found)
    if (invoice.at_risk > 0.0) invoices.push_back(invoice);
  std::stable_sort(invoices.begin(), invoices.end(),
                   [](const OpenInvoice& a, const OpenInvoice& b) { return a.at_risk > b.at_risk; });
  if (invoices.size() > most) invoices.resize(most);
  return invoices;
}

std::function<void(Exposure&)> paid_when_due(const Ledger& ledger, const OpenInvoice& invoice) {
  return [&ledger, invoice](Exposure& exposure) {
    if (!is_invoice(exposure) || exposure.identity.number != invoice.number ||
        exposure.identity.counterparty != invoice.counterparty)
      return;
    exposure.cancellation.probability = 0.0;
    PaymentTerms& payment = exposure.payment;
    payment.is_sure = true;
    payment.is_overdue = false;
    payment.due_day = payment.as_written_day = payment.first_day = std::max(due_day_of(ledger, exposure.identity), 1);
  };
}

}  // namespace headroom
