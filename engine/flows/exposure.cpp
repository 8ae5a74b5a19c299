#include "engine/flows/exposure.hpp"

#include <numeric>

#include "engine/flows/exposure_draft.hpp"
#include "engine/flows/order_exposures.hpp"
#include "engine/flows/receivable_exposures.hpp"
#include "engine/flows/sales_exposures.hpp"

namespace headroom {

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

void Exposures::for_each_of(int counterparty, const TakeExposure& take) const {
  const ExposureSources sources = {ledger_, shocks_, grid_, laws_, shipments_, suppliers_};
  ExposureDraft draft(sources, counterparty, take);
  for (const std::int32_t i : receivables_.of(counterparty))
    if (const auto place = static_cast<std::size_t>(i); open_.of(place) > 0)
      add_receivable(ledger_.receivables[place], open_.of(place), draft);
  for (const std::int32_t i : orders_.of(counterparty)) add_order(ledger_.orders[static_cast<std::size_t>(i)], draft);
  for (const std::int32_t i : sales_.of(counterparty)) add_sales(ledger_.sales[static_cast<std::size_t>(i)], draft);
}

}  // namespace headroom
