#include "models/ledger.hpp"

#include <catch2/catch.hpp>

#include "models/error.hpp"
#include "models/known_until.hpp"
#include "models/order_shipments.hpp"

using namespace headroom;

namespace {

const Date as_of = Date::of(2026, 10, 31);

Ledger empty_ledger() {
  Ledger ledger;
  ledger.company.as_of = as_of;
  ledger.company.currency = "CNY";
  return ledger;
}

FixedCost payroll_from(Date first) {
  return {"Payroll", PaymentClass::wages, 38000000, {first, Every::month, false, std::nullopt}, 0.0};
}

Receivable invoice(Date due, Minor amount) {
  Receivable item;
  item.due = due;
  item.amount = amount;
  return item;
}

Order order_shipping(Date ships) {
  Order order;
  order.ships = ships;
  order.amount = 100;
  return order;
}

Payable bill(PaymentClass payment_class, Date due, Minor amount) {
  Payable item;
  item.payment_class = payment_class;
  item.due = due;
  item.amount = amount;
  return item;
}

}  // namespace

TEST_CASE("an order overdue at as_of ships on day 0") {
  const Ledger ledger = empty_ledger();
  CHECK(effective_ship_date(ledger, order_shipping(Date::of(2026, 9, 1))) == as_of);
  CHECK(effective_ship_date(ledger, order_shipping(Date::of(2026, 12, 1))) == Date::of(2026, 12, 1));
}

TEST_CASE("sales are known until the last order ships or the last expected sale is invoiced") {
  Ledger ledger = empty_ledger();
  CHECK(known_until(ledger) == KnownUntil{false, std::nullopt});
  ledger.receivables = {invoice(Date::of(2027, 5, 1), 100)};
  ledger.orders = {order_shipping(Date::of(2026, 12, 5))};
  CHECK(known_until(ledger).date == Date::of(2026, 12, 5));  // an invoice already issued is no sale to come
  SalesStream stream;
  stream.when = {Date::of(2026, 11, 30), Every::month, false, Date::of(2028, 4, 15)};
  ledger.sales = {stream};
  CHECK(known_until(ledger).date == Date::of(2028, 3, 30));
  CHECK(default_horizon_days(ledger) == 365);
  ledger.sales[0].when.until.reset();
  CHECK(known_until(ledger) == KnownUntil{true, std::nullopt});
  CHECK(default_horizon_days(ledger) == 365);
}

TEST_CASE("with neither orders nor expected sales, nine tenths of open receivables say until when sales are known") {
  Ledger ledger = empty_ledger();
  ledger.receivables = {invoice(Date::of(2026, 11, 20), 600), invoice(Date::of(2027, 2, 20), 300),
                        invoice(Date::of(2029, 1, 1), 100),
                        invoice(Date::of(2030, 5, 1), -500)};  // a credit note is no invoice
  ledger.receivables[3].counterparty = "Another customer";
  CHECK(known_until(ledger).date == Date::of(2027, 2, 20));
  ledger.receivables[1].amount = 299;
  CHECK(known_until(ledger).date == Date::of(2029, 1, 1));
  for (Receivable& receivable : ledger.receivables) receivable.due = Date::of(2026, 1, 1);
  CHECK(known_until(ledger).date == as_of);
  CHECK(default_horizon_days(ledger) == 91);
}

TEST_CASE("an overdue order alone is known until day 0") {
  Ledger ledger = empty_ledger();
  ledger.orders = {order_shipping(Date::of(2026, 1, 1))};
  CHECK(known_until(ledger).date == as_of);
}

TEST_CASE("a payroll month is a twelfth of the wages due in the 12 months after as_of") {
  Ledger ledger = empty_ledger();
  CHECK(payroll_month(ledger) == 0);
  ledger.fixed_costs = {payroll_from(Date::of(2026, 11, 15))};
  CHECK(wages_of_year(ledger) == 12 * Minor{38000000});
  CHECK(payroll_month(ledger) == 38000000);
  ledger.fixed_costs[0].payment_class = PaymentClass::rent;
  CHECK(wages_of_year(ledger) == 0);
}

TEST_CASE("wages of day 0 are not after as_of, those a year later are within 12 months") {
  Ledger ledger = empty_ledger();
  ledger.fixed_costs = {payroll_from(as_of)};
  CHECK(wages_of_year(ledger) == 12 * Minor{38000000});
  ledger.fixed_costs[0].when.until = as_of;
  CHECK(wages_of_year(ledger) == 0);
}

TEST_CASE("wages count on their policy days, bills of the class too") {
  Ledger ledger = empty_ledger();
  ledger.payables = {bill(PaymentClass::wages, Date::of(2026, 10, 25), 100),
                     bill(PaymentClass::tax, Date::of(2026, 11, 25), 100)};
  CHECK(wages_of_year(ledger) == 0);
  ledger.payment_policy.days[static_cast<std::size_t>(PaymentClass::wages)] = 10;
  CHECK(wages_of_year(ledger) == 100);
  ledger.payables[0].due = Date::of(2027, 10, 25);
  CHECK(wages_of_year(ledger) == 0);
}

TEST_CASE("the growth of wages is part of a payroll month") {
  Ledger ledger = empty_ledger();
  ledger.fixed_costs = {payroll_from(Date::of(2026, 4, 15))};
  ledger.fixed_costs[0].growth_annual = 0.10;
  CHECK(wages_of_year(ledger) == 5 * Minor{38000000} + 7 * Minor{41800000});  // from 15 April 2027 on
}

TEST_CASE("an amount becomes the ledger's by its item's currency, and the ledger's own passes unchanged") {
  Ledger ledger = empty_ledger();
  ledger.exchange_rates.set("JPY", *parse_decimal("0.0475"));
  CHECK(in_ledger_currency(ledger, 1001, "JPY") == 4755);  // 47.5475
  CHECK(in_ledger_currency(ledger, -1001, "JPY") == -4755);
  CHECK(in_ledger_currency(ledger, 1001, "") == 1001);
  CHECK(in_ledger_currency(ledger, 1001, "CNY") == 1001);
  CHECK_THROWS_AS(in_ledger_currency(ledger, 1001, "USD"), ContractError);
}

TEST_CASE("wages in a foreign currency are converted payment by payment") {
  Ledger ledger = empty_ledger();
  ledger.exchange_rates.set("JPY", *parse_decimal("0.0475"));
  ledger.fixed_costs = {payroll_from(Date::of(2026, 11, 15))};
  ledger.fixed_costs[0].amount = 101;  // 4.7975 yuan
  ledger.fixed_costs[0].currency = "JPY";
  ledger.payables = {bill(PaymentClass::wages, Date::of(2026, 11, 25), 1)};
  ledger.payables[0].currency = "JPY";
  CHECK(wages_of_year(ledger) == 12 * 480 + 5);
}

TEST_CASE("a stream nets orders of any currency in the ledger's") {
  Ledger ledger = empty_ledger();
  ledger.exchange_rates.set("JPY", *parse_decimal("0.0475"));
  ledger.exchange_rates.set("USD", *parse_decimal("7.1"));
  SalesStream stream;
  stream.counterparty = "Ada";
  stream.amount = 10001;
  stream.currency = "USD";
  stream.season.fill(0.5);
  stream.when.first = Date::of(2026, 11, 30);
  stream.net_of_orders = true;
  Order order = order_shipping(Date::of(2026, 11, 15));
  order.counterparty = "Ada";
  order.amount = 101;
  order.currency = "JPY";
  ledger.orders = {order};
  ledger.sales = {stream};
  CHECK(amount_in_season(stream, 0) == 5001);                                // 50.005 dollars
  CHECK(expected_amount(OrderShipments(ledger), stream, 0) == 35507 - 480);  // 355.071 and 4.7975 yuan
}
