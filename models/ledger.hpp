// All that is known of one firm: the company, its items, debts, costs and policies.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "models/calendar.hpp"
#include "models/counterparty.hpp"
#include "models/credit_line.hpp"
#include "models/date.hpp"
#include "models/dependence.hpp"
#include "models/exchange_rates.hpp"
#include "models/fixed_cost.hpp"
#include "models/loan.hpp"
#include "models/money.hpp"
#include "models/order.hpp"
#include "models/payable.hpp"
#include "models/payment_class.hpp"
#include "models/payment_delay.hpp"
#include "models/receivable.hpp"
#include "models/sales.hpp"
#include "models/supplier.hpp"

namespace headroom {

struct Company {
  std::string name;
  Date as_of;  ///< day 0
  std::string currency;
  int decimals = 2;  ///< of the currency
  std::string country;
  std::string sector;
  std::optional<int> employees;
  std::optional<Minor> annual_revenue;
  BusinessDays business_days = BusinessDays::none;
};

/// How the firm habitually pays: days after the due date by class, and which class comes first.
struct PaymentPolicy {
  std::array<int, payment_class_count> days = {};
  std::array<PaymentClass, creditor_class_count> order = {
      PaymentClass::wages,     PaymentClass::tax,      PaymentClass::loan,
      PaymentClass::utilities, PaymentClass::rent,     PaymentClass::maintenance,
      PaymentClass::insurance, PaymentClass::supplier, PaymentClass::other};
};

/// A settled (or at as_of still open) invoice, bill or order, to learn from.
struct HistoryItem {
  enum class Kind { invoice, order, bill };
  Kind kind = Kind::invoice;
  std::string id;
  std::string counterparty;
  std::optional<Date> issued;
  std::optional<Date> due;
  Minor amount = 0;  ///< in minor units of `currency`
  std::optional<Date> settled;
  bool cancelled = false;
  std::string currency;  ///< empty: the ledger's
  std::string part;      ///< which instalment of an invoice or bill
};

/// A firm's books at `company.as_of`, valid as a whole. Cash is in the ledger's currency, each item in its own until a
/// plan is built.
struct Ledger {
  Company company;
  Minor cash = 0;
  Minor cash_minimum = 0;
  ExchangeRates exchange_rates;  ///< one for every foreign currency of an item
  PaymentPolicy payment_policy;
  Dependence dependence;
  std::vector<FixedCost> fixed_costs;
  std::vector<Loan> loans;
  std::vector<RateSeries> rates;  ///< what floating loans follow
  std::vector<CreditLine> credit_lines;
  std::vector<SalesStream> sales;
  std::vector<Counterparty> counterparties;
  std::vector<Supplier> suppliers;  ///< those with terms of their own for late payment
  std::vector<DelayTable> delay_laws;
  std::vector<Receivable> receivables;
  std::vector<Order> orders;
  std::vector<Payable> payables;
  std::vector<HistoryItem> history;
};

/// Whether `currency`, as an item has it, is another than the ledger's.
inline bool is_foreign(const Ledger& ledger, std::string_view currency) {
  return !currency.empty() && currency != ledger.company.currency;
}

/// An amount of an item in minor units of the ledger's currency: the one place where items are converted, each amount
/// once, exactly, rounded half away from zero. `currency`: the item's own, empty for the ledger's. Requires: a rate for
/// it, and a result that can be counted, as every ledger that was read has. Source: docs/model/currency.md.
Minor in_ledger_currency(const Ledger& ledger, Minor amount, std::string_view currency);

/// The day on which an open order ships: an order overdue at as_of ships on day 0.
Date effective_ship_date(const Ledger& ledger, const Order& order);

/// The suppliers with terms of their own, sorted by name, their fees and limits in the ledger's currency.
std::vector<Supplier> suppliers_by_name(const Ledger& ledger);

/// The most days before its date on which a supplier may want the cost of a stream: on delivery or, once stopped,
/// before it.
int days_ahead_of_cost(const Ledger& ledger, const SalesStream& stream);

/// The wages due in the 12 months after as_of, in the ledger's currency (fixed costs and bills of the class, on their
/// policy days).
Minor wages_of_year(const Ledger& ledger);

/// The wages due in the 12 months after as_of, over 12, rounded.
Minor payroll_month(const Ledger& ledger);

}  // namespace headroom
