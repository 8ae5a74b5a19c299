// What fixtures/faults/warning_* do not show: limits, and what is no double.

#include "cli/checks/likely_doubles.hpp"

#include <catch2/catch.hpp>
#include <chrono>

#include "cli/ledger/ledger_folder.hpp"

using namespace headroom;

namespace {

Ledger ledger_of(std::size_t invoices) {
  Ledger ledger;
  ledger.company.as_of = Date::of(2026, 10, 31);
  ledger.company.currency = "USD";
  for (std::size_t i = 0; i < invoices; ++i) {
    Receivable item;
    item.invoice = std::to_string(i);
    item.counterparty = "Ash";
    item.due = Date::of(2026, 11, 10);
    item.amount = static_cast<Minor>(100 + i / 2);  // two of each amount
    ledger.receivables.push_back(item);
  }
  return ledger;
}

Faults doubles_of(const Ledger& ledger) {
  ItemLines lines;
  for (std::size_t i = 0; i < ledger.receivables.size(); ++i) lines.receivables.push_back(static_cast<int>(i) + 2);
  for (std::size_t i = 0; i < ledger.orders.size(); ++i) lines.orders.push_back(static_cast<int>(i) + 2);
  for (std::size_t i = 0; i < ledger.payables.size(); ++i) lines.payables.push_back(static_cast<int>(i) + 2);
  for (std::size_t i = 0; i < ledger.history.size(); ++i) lines.history.push_back(static_cast<int>(i) + 2);
  LedgerFolder source("books");
  return likely_doubles(ledger, lines, source);
}

}  // namespace

TEST_CASE("of many doubles twenty are listed, and the rest are counted", "[doubles]") {
  const Faults found = doubles_of(ledger_of(60));
  REQUIRE(found.size() == 21);
  CHECK(text_of(found.back().what) == "10 more rows that may be an invoice that stands there twice");
  for (const Fault& fault : found) CHECK(fault.severity == Severity::warning);
  CHECK(doubles_of(ledger_of(40)).size() == 20);
}

TEST_CASE("a currency that is left out is the ledger's, another one is another amount", "[doubles]") {
  Ledger ledger = ledger_of(2);
  ledger.receivables[1].currency = "USD";
  CHECK(doubles_of(ledger).size() == 1);
  ledger.receivables[1].currency = "EUR";
  CHECK(doubles_of(ledger).empty());
}

TEST_CASE("a weekly cost is not told by being near, unless it is the same day's", "[doubles]") {
  Ledger ledger = ledger_of(0);
  FixedCost cost;
  cost.name = "Cleaning";
  cost.payment_class = PaymentClass::maintenance;
  cost.amount = 5000;
  cost.when = {Date::of(2026, 11, 4), Every::week, false, std::nullopt};
  ledger.fixed_costs.push_back(cost);
  Payable bill;
  bill.bill = "C-1";
  bill.counterparty = "Cleaners";
  bill.amount = 5000;
  bill.payment_class = PaymentClass::maintenance;
  bill.due = Date::of(2026, 11, 1);
  ledger.payables.push_back(bill);
  CHECK(doubles_of(ledger).empty());
  ledger.payables[0].due = Date::of(2026, 11, 12);  // a day after the second payment
  CHECK(doubles_of(ledger).size() == 1);
}

TEST_CASE("a credit note and a deposit are no doubles of an order", "[doubles]") {
  Ledger ledger = ledger_of(0);
  Order order;
  order.number = "SO-1";
  order.counterparty = "Ash";
  order.amount = 1000;
  order.deposit = 400;
  order.ships = Date::of(2026, 11, 20);
  ledger.orders.push_back(order);
  Receivable credit;
  credit.invoice = "SO-1";
  credit.counterparty = "Ash";
  credit.amount = -400;
  credit.due = Date::of(2026, 11, 20);
  ledger.receivables.push_back(credit);
  CHECK(doubles_of(ledger).empty());
  ledger.receivables[0].amount = 600;  // what is invoiced when it ships
  CHECK(doubles_of(ledger).size() == 1);
}

TEST_CASE("instalments of one invoice are no doubles, and only the one that is settled is done", "[doubles]") {
  Ledger ledger = ledger_of(2);
  ledger.receivables[0].invoice = ledger.receivables[1].invoice = "7";
  ledger.receivables[0].part = "1";
  ledger.receivables[1].part = "2";
  CHECK(doubles_of(ledger).empty());
  HistoryItem settled;
  settled.id = "7";
  settled.counterparty = "Ash";
  settled.part = "1";
  settled.settled = Date::of(2026, 10, 20);
  ledger.history.push_back(settled);
  REQUIRE(doubles_of(ledger).size() == 1);
  CHECK(doubles_of(ledger)[0].line == 2);
  ledger.history[0].part = "0";
  CHECK(doubles_of(ledger).empty());
  ledger.history[0].part = "";  // the whole invoice
  CHECK(doubles_of(ledger).size() == 2);
}

TEST_CASE("an invoice under an order's number is no double where the order is paid in stages, but that of a stage is",
          "[doubles]") {
  Ledger ledger = ledger_of(1);
  ledger.receivables[0].invoice = "SO-1";
  Order order;
  order.number = "SO-1";
  order.counterparty = "Ash";
  order.amount = 1000;
  order.ships = Date::of(2027, 2, 20);
  order.milestones.push_back({"frame", Date::of(2026, 12, 20), 100, 0.0});
  ledger.orders.push_back(order);
  CHECK(doubles_of(ledger).empty());
  ledger.orders[0].milestones[0].due = Date::of(2026, 11, 12);
  const Faults found = doubles_of(ledger);
  REQUIRE(found.size() == 1);
  CHECK(text_of(found[0].what).find("its part \"frame\" has the same amount (1.00 USD)") != std::string::npos);
}

TEST_CASE("an instalment that history settles twice is warned of once", "[doubles]") {
  Ledger ledger = ledger_of(1);
  ledger.receivables[0].part = "2";
  HistoryItem settled;
  settled.kind = HistoryItem::Kind::invoice;
  settled.counterparty = "Ash";
  settled.id = "0";
  settled.part = "1";
  settled.settled = Date::of(2026, 10, 1);
  ledger.history = {settled};
  CHECK(doubles_of(ledger).empty());
  settled.part = "2";
  ledger.history = {settled, settled};
  CHECK(doubles_of(ledger).size() == 1);
  settled.part.clear();
  ledger.history = {settled, settled};
  CHECK(doubles_of(ledger).size() == 1);
}

// Were the time to grow with the product of the rows, each part would take minutes.
TEST_CASE("rows that are all alike are looked through in time that grows with their number", "[doubles]") {
  constexpr std::size_t count = 200'000;
  Ledger ledger = ledger_of(1);
  const auto many = [](auto& items, auto item, const auto& number_of) {
    for (std::size_t i = 0; i < count; ++i) {
      number_of(item) = std::to_string(i);
      items.push_back(item);
    }
  };
  SECTION("invoices and orders of one amount") {
    Order order;
    order.counterparty = "Ash";
    order.ships = Date::of(2026, 11, 10);
    order.amount = 100;
    many(ledger.orders, order, [](Order& one) -> std::string& { return one.number; });
    many(ledger.receivables, ledger.receivables[0], [](Receivable& one) -> std::string& { return one.part; });
    SalesStream sales;
    sales.counterparty = "Ash";
    sales.amount = 100;
    sales.when = {Date::of(2026, 10, 31), Every::month, false, std::nullopt};
    ledger.sales.assign(2'000, sales);
  }
  SECTION("instalments of one number, settled in parts") {
    many(ledger.receivables, ledger.receivables[0], [](Receivable& one) -> std::string& { return one.part; });
    HistoryItem settled;
    settled.kind = HistoryItem::Kind::invoice;
    settled.counterparty = "Ash";
    settled.id = "0";
    settled.settled = Date::of(2026, 10, 1);
    many(ledger.history, settled, [](HistoryItem& one) -> std::string& { return one.part; });
  }
  SECTION("bills and fixed costs of one amount") {
    Payable bill;
    bill.counterparty = "Elm";
    bill.due = Date::of(2026, 11, 10);
    bill.amount = 100;
    bill.payment_class = PaymentClass::rent;
    many(ledger.payables, bill, [](Payable& one) -> std::string& { return one.bill; });
    FixedCost cost;
    cost.payment_class = PaymentClass::rent;
    cost.amount = 100;
    cost.when = {Date::of(2026, 11, 10), Every::week, false, std::nullopt};
    ledger.fixed_costs.assign(500, cost);
  }
  const auto begin = std::chrono::steady_clock::now();
  const Faults found = doubles_of(ledger);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(15));
  CHECK(found.size() >= 20);
  CHECK(found.size() <= 42);
}
