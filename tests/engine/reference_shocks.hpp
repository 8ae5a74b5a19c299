// A scenario's shocks by their definition.
#pragma once

#include <optional>
#include <string>

#include "models/dependence.hpp"
#include "models/ledger.hpp"
#include "models/payment_delay.hpp"
#include "models/scenario.hpp"

namespace headroom::twin {

/// Whether a date lies in a window whose ends are given as dates, as days after as_of, or not at all.
template <class Window>
bool lies_in(const Window& window, Date date, Date as_of) {
  if (window.from && date < *window.from) return false;
  if (!window.from && window.from_day && date < as_of + *window.from_day) return false;
  if (window.until && date > *window.until) return false;
  if (!window.until && window.until_day && date > as_of + *window.until_day) return false;
  return true;
}

/// What a shock's window and filters look at.
struct Subject {
  Date date;
  std::optional<std::string> counterparty;
  std::optional<PaymentClass> payment_class;
};

/// A period's cost of sales: `fixed + flexible * realised sales`, in minor units.
struct SalesCost {
  double fixed = 0.0;
  double flexible = 0.0;
};

/// Expected sales of the k-th period before any shock: the season's amount less the orders that are netted.
Minor expected_sales(const Ledger& ledger, const SalesStream& stream, int k);

/// The ledger's quantities as a scenario changes them: each answer walks the whole list of shocks.
class Shocks {
 public:
  Shocks(const Ledger& ledger, const Scenario& scenario);

  Dependence dependence() const;
  /// Clipped to [0, 1] after each shock.
  double probability(ShockOf of, double as_written, const Subject& subject) const;
  /// Minor units, not rounded, floored at 0 after the last shock.
  double money(ShockOf of, double as_written, const Subject& subject) const;
  /// Floored at 0 after the last shock.
  double rate(double as_written, Date payment_date) const;
  SalesCost sales_cost(SalesCost as_written, const Subject& subject) const;
  PaymentDelay delay(PaymentDelay as_written, const Subject& subject) const;

 private:
  bool applies(const Shock& shock, const Subject& subject) const;
  bool counterparty_fits(const Shock& shock, const std::optional<std::string>& counterparty) const;

  const Ledger& ledger_;
  const Scenario& scenario_;
  std::string largest_;
  double minor_in_major_ = 1.0;
};

/// The row of `counterparties.csv`; a customer who has none pays on time, cancels nothing, and does not fail.
Counterparty counterparty_named(const Ledger& ledger, const std::string& name);

/// How that customer pays, as the ledger has it.
PaymentDelay delay_of(const Ledger& ledger, const Counterparty& counterparty);

}  // namespace headroom::twin
