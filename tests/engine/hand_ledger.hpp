// Small ledgers whose every figure can be worked out by hand.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "tests/engine/reference_twin.hpp"

/// Small ledgers for tests whose every figure is worked out by hand. Day 0 is Thursday, 1 January 2026; amounts are in
/// fen.
namespace headroom::hand {

inline const Date day_0 = Date::of(2026, 1, 1);

inline Ledger firm(Minor cash) {
  Ledger ledger;
  ledger.company.name = "Hand-computed";
  ledger.company.as_of = day_0;
  ledger.company.currency = "CNY";
  ledger.company.decimals = 2;
  ledger.company.country = "CN";
  ledger.cash = cash;
  return ledger;
}

inline void add_bill(Ledger& ledger, PaymentClass payment_class, int day, Minor amount) {
  Payable bill;
  bill.bill = std::to_string(ledger.payables.size());
  bill.counterparty = "Creditor";
  bill.due = day_0 + day;
  bill.amount = amount;
  bill.payment_class = payment_class;
  ledger.payables.push_back(bill);
}

inline void add_invoice(Ledger& ledger, int day, Minor amount, const std::string& customer = "Customer") {
  Receivable invoice;
  invoice.invoice = std::to_string(ledger.receivables.size());
  invoice.counterparty = customer;
  invoice.due = day_0 + day;
  invoice.amount = amount;
  ledger.receivables.push_back(invoice);
}

inline Order order_of(Minor amount, int ship_day) {
  Order order;
  order.number = "1";
  order.counterparty = "Customer";
  order.ships = day_0 + ship_day;
  order.amount = amount;
  return order;
}

inline Counterparty customer_row() {
  Counterparty customer;
  customer.name = "Customer";
  return customer;
}

/// A line at 0.1% a day.
inline CreditLine line_of(Minor limit, Minor drawn) {
  CreditLine line;
  line.name = "Line";
  line.limit = limit;
  line.drawn = drawn;
  line.rate_annual = 0.365;
  return line;
}

inline Loan loan_in_arrears(Minor past_due, int days) {
  Loan loan;
  loan.name = "Loan";
  loan.next_payment = loan.maturity = day_0 + 1000;
  loan.accrued_from = day_0;
  loan.past_due = past_due;
  loan.past_due_since = day_0 - days;
  return loan;
}

/// Two payments of 600.00 of principal on 1 February and 1 March, at 1% a month.
inline Loan loan_of_two_payments() {
  Loan loan;
  loan.name = "Loan";
  loan.balance = 120000;
  loan.rate_annual = 0.12;
  loan.accrued_from = day_0;
  loan.next_payment = Date::of(2026, 2, 1);
  loan.maturity = Date::of(2026, 3, 1);
  loan.repayment = Repayment::equal_principal;
  return loan;
}

inline FixedCost monthly(PaymentClass payment_class, Date first, Minor amount) {
  FixedCost cost;
  cost.name = "Monthly";
  cost.payment_class = payment_class;
  cost.amount = amount;
  cost.when.first = first;
  return cost;
}

inline twin::PathOutcome play(const Ledger& ledger, int horizon_days, const Relief* relief = nullptr,
                              const Scenario& scenario = {}, std::uint64_t path = 0) {
  return twin::play_path({&ledger, &scenario, relief, 1, horizon_days}, path);
}

inline std::optional<int> first(const twin::PathOutcome& outcome, Event event) {
  return outcome.first_day[static_cast<std::size_t>(event)];
}

inline Minor cash_on(const twin::PathOutcome& outcome, Date date) {
  return outcome.cash.at(static_cast<std::size_t>(date - day_0));
}

}  // namespace headroom::hand
