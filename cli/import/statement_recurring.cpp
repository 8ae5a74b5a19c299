#include "cli/import/statement_recurring.hpp"

#include <cstdlib>

namespace headroom {

namespace {

constexpr int days_apart_max = 7;

}  // namespace

std::vector<RecurringCost> meet_recurring_costs(const std::vector<FixedCost>& costs,
                                                const std::vector<StatementPayment>& payments,
                                                const std::string& ledger_currency, Date as_of) {
  std::vector<bool> is_used(payments.size(), false);
  const auto take = [&](const FixedCost& cost, Date due) {
    const std::string& currency = cost.currency.empty() ? ledger_currency : cost.currency;
    for (std::size_t i = 0; i < payments.size(); ++i) {
      const StatementPayment& payment = payments[i];
      if (is_used[i] || payment.currency != currency || payment.amount != amount_on(cost, due) ||
          std::abs(payment.day - due) > days_apart_max)
        continue;
      is_used[i] = true;
      return true;
    }
    return false;
  };
  std::vector<RecurringCost> met;
  for (const FixedCost& cost : costs) {
    RecurringCost one{&cost, {}, {}, {}};
    for (const Date due : dates_up_to(cost.when, as_of))
      (one.unpaid.empty() && take(cost, due) ? one.paid : one.unpaid).push_back(due);
    const Date next = nth_date(cost.when, static_cast<int>(one.paid.size()));
    const bool has_ended = cost.when.until && next > *cost.when.until;
    if (!one.paid.empty() && !has_ended && cost.growth_annual == 0.0) one.next = next;
    if (!one.paid.empty() || !one.unpaid.empty()) met.push_back(std::move(one));
  }
  return met;
}

}  // namespace headroom
