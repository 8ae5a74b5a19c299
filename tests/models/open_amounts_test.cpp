#include "models/open_amounts.hpp"

#include <catch2/catch.hpp>

#include "models/known_until.hpp"

using namespace headroom;

namespace {

const Date as_of = Date::of(2026, 10, 31);

Receivable item(const std::string& number, const std::string& part, int due, Minor amount,
                const std::string& credits = "") {
  Receivable made;
  made.invoice = number;
  made.counterparty = "A";
  made.part = part;
  made.due = as_of + due;
  made.amount = amount;
  made.credits = credits;
  return made;
}

std::vector<Minor> open_of(const std::vector<Receivable>& items) {
  Ledger ledger;
  ledger.company.as_of = as_of;
  ledger.receivables = items;
  const OpenAmounts open(ledger);
  std::vector<Minor> amounts;
  for (std::size_t i = 0; i < items.size(); ++i) amounts.push_back(open.of(i));
  return amounts;
}

}  // namespace

TEST_CASE("a credit note that names no invoice lowers the customer's oldest invoices, and what is left is paid out") {
  CHECK(open_of({item("1", "", 5, 100), item("2", "", 5, -30)}) == std::vector<Minor>{70, 0});
  CHECK(open_of({item("1", "", 5, 100), item("2", "", -9, 20), item("N", "", 1, -50)}) == std::vector<Minor>{70, 0, 0});
  CHECK(open_of({item("M", "", 9, -60), item("1", "", 5, 100), item("N", "", 1, -50)}) ==
        std::vector<Minor>{-10, 0, 0});
}

TEST_CASE("a credit note that names no invoice lowers none of another customer or currency, and nothing in dispute") {
  std::vector<Receivable> items = {item("1", "", 5, 100), item("2", "", 6, 100), item("3", "", 7, 100),
                                   item("N", "", 1, -90)};
  items[0].counterparty = "B";
  items[1].currency = "USD";
  items[2].disputed = 80;
  CHECK(open_of(items) == std::vector<Minor>{100, 100, 80, -70});
}

TEST_CASE("notes that name their invoice come before those that name none") {
  CHECK(open_of({item("F", "", 0, -80), item("1", "", 5, 100), item("2", "", 6, 50), item("N", "", 1, -60, "1")}) ==
        std::vector<Minor>{0, 0, 10, 0});
}

TEST_CASE("credit notes lower the instalment due first, then the next, and are not paid out") {
  const auto notes = {item("N1", "", 1, -70, "1"), item("N2", "", 2, -50, "1")};
  std::vector<Receivable> items = {item("1", "3", 30, 100), item("1", "2", 10, 60), item("1", "1", 10, 50),
                                   item("2", "", 0, 100)};
  items.insert(items.end(), notes);
  CHECK(open_of(items) == std::vector<Minor>{90, 0, 0, 100, 0, 0});
}

TEST_CASE("a credit note leaves what is in dispute") {
  std::vector<Receivable> items = {item("1", "1", 10, 60), item("1", "2", 20, 60), item("N", "", 1, -50, "1")};
  items[0].disputed = 40;
  CHECK(open_of(items) == std::vector<Minor>{40, 30, 0});
}

TEST_CASE("a credit note lowers no invoice of another customer, and no other note") {
  std::vector<Receivable> items = {item("1", "", 10, 60), item("1", "a", 10, -20), item("N", "", 1, -50, "1")};
  items[0].counterparty = "B";
  CHECK(open_of(items) == std::vector<Minor>{60, -20, 0});
}

TEST_CASE("what deposit and milestones leave of an order is invoiced when it ships") {
  Order order;
  order.amount = 1000;
  order.deposit = 100;
  CHECK(invoiced_on_shipping(order) == 900);
  order.milestones = {{"a", as_of, 300, 0.0}, {"b", as_of, 599, 0.0}};
  CHECK(invoiced_on_shipping(order) == 1);
  order.milestones.push_back({"c", as_of, 2, 0.0});  // roundings of a foreign order
  CHECK(invoiced_on_shipping(order) == 0);
}

TEST_CASE("an invoice that is credited in full says nothing of what is known, nor does a milestone") {
  Ledger ledger;
  ledger.company.as_of = as_of;
  ledger.receivables = {item("1", "", 90, 60), item("2", "", 10, 60)};
  CHECK(known_until(ledger).date == as_of + 90);
  ledger.receivables.push_back(item("N", "", 1, -60, "1"));
  CHECK(known_until(ledger).date == as_of + 10);
  Order order;
  order.ships = as_of + 20;
  order.milestones = {{"retained", as_of + 200, 5, 0.0}};
  ledger.orders = {order};
  CHECK(known_until(ledger).date == as_of + 20);
}
