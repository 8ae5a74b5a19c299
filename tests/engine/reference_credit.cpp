#include "tests/engine/reference_credit.hpp"

#include <algorithm>
#include <tuple>

#include "tests/engine/reference_money.hpp"

namespace headroom::twin {

namespace {

bool is_lent_by(const Due& due, const std::string& supplier) { return due.lent_from && due.supplier == supplier; }

}  // namespace

Minor lent_at_end_of(int day, const std::string& supplier, const std::vector<const std::vector<Due>*>& lists) {
  Minor sum = 0;
  for (const std::vector<Due>* list : lists)
    for (const Due& due : *list)
      if (is_lent_by(due, supplier) && *due.lent_from <= day && day < due.day) sum += due.amount;
  return sum;
}

Deliveries deliver_on(int day, const Supplier& terms, Minor limit, Minor past_due,
                      const std::vector<std::vector<Due>*>& lists) {
  Minor open = past_due + lent_at_end_of(day - 1, terms.name, {lists.begin(), lists.end()});
  std::vector<Due*> coming;
  for (std::vector<Due>* list : lists)
    for (Due& due : *list) {
      if (!is_lent_by(due, terms.name) || *due.lent_from != day || due.day <= day) continue;
      if (due.delivery < 0) open += due.amount;  // a bill: it is on the account whatever the limit
      else coming.push_back(&due);
    }
  std::sort(coming.begin(), coming.end(), [](const Due* a, const Due* b) {
    return std::tie(a->kind, a->counterparty, a->number) < std::tie(b->kind, b->counterparty, b->number);
  });
  Deliveries deliveries;
  for (Due* due : coming) {
    const Minor lent = std::min(due->amount, std::max<Minor>(0, limit - open));
    open += lent;
    Due cash = *due;
    due->amount = lent;
    cash.amount -= lent;
    if (cash.amount == 0) continue;
    cash.day = cash.aged_from = day;
    cash.must_be_prepaid = true;
    cash.lent_from.reset();
    deliveries.sum += cash.amount;
    deliveries.cash.push_back(cash);
  }
  return deliveries;
}

std::vector<Due> dues_of_firm_that_pays(const Ledger& ledger, int horizon_days, std::vector<Due> dues,
                                        std::vector<Due> later_dues) {
  for (int day = 1; day <= horizon_days; ++day)
    for (const Supplier& terms : ledger.suppliers) {
      if (!terms.credit_limit) continue;
      const Minor limit = in_firm_currency(ledger, *terms.credit_limit, terms.currency);
      for (const Due& cash : deliver_on(day, terms, limit, 0, {&dues, &later_dues}).cash) dues.push_back(cash);
    }
  return dues;
}

}  // namespace headroom::twin
