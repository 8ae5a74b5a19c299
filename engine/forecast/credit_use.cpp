#include "engine/forecast/credit_use.hpp"

#include "engine/paths/path_kernel.hpp"
#include "engine/paths/played_exposure.hpp"
#include "engine/plan/plan.hpp"

namespace headroom {

namespace {

/// What is open on the morning of day 0.
Minor opening_of(const Ledger& ledger, const Plan& plan, const FollowedOutcomes& as_written, std::int32_t supplier) {
  const SupplierColumns& columns = plan.suppliers;
  Minor open = 0;
  for (const Payable& bill : ledger.payables)
    if (bill.payment_class == PaymentClass::supplier &&
        bill.counterparty == columns.terms[static_cast<std::size_t>(supplier)].name &&
        (!bill.issued || *bill.issued <= ledger.company.as_of))
      open += in_ledger_currency(ledger, bill.amount, bill.currency);
  for (const FollowedDue& due : columns.dues) {
    const bool is_delivered =
        due.day == 0 ||
        (due.delivery >= 0 && columns.credit.deliveries[static_cast<std::size_t>(due.delivery)].day == 0);
    if (due.supplier != supplier || due.exposure < 0 || !is_delivered) continue;
    open += played_due(plan, as_written, due, 0);
  }
  return open;
}

}  // namespace

std::vector<CreditUse> credit_as_planned(const Ledger& ledger, int horizon_days) {
  const Scenario as_written;
  const Plan plan = build_plan({&ledger, &as_written, horizon_days, 1});
  Tiles tiles(plan);
  play_as_written(plan, tiles);
  std::vector<CreditUse> uses;
  for (std::size_t i = 0; i < plan.suppliers.credit.accounts.size(); ++i) {
    const CreditAccount& account = plan.suppliers.credit.accounts[i];
    CreditUse& use = uses.emplace_back();
    use.supplier = plan.suppliers.terms[static_cast<std::size_t>(account.supplier)].name;
    use.limit = account.limit;
    use.opening = opening_of(ledger, plan, tiles.followed, account.supplier);
    const Minor day = tiles.on_delivery.first_day[i * block_lanes];
    if (day > horizon_days) continue;
    const auto first = static_cast<std::size_t>(use.first_day.emplace(static_cast<int>(day)));
    for (std::int32_t k = account.delivered_begin[first]; k < account.delivered_begin[first + 1]; ++k)
      use.excess += tiles.on_delivery.parts[static_cast<std::size_t>(k) * block_lanes];
  }
  return uses;
}

}  // namespace headroom
