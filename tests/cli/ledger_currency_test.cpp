#include <catch2/catch.hpp>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/report/words/finding_text.hpp"
#include "tests/cli/temporary_folder.hpp"

using namespace headroom;

namespace {

const std::string company =
    "[company]\nname = \"A\"\nas_of = 2026-10-31\ncurrency = \"CNY\"\n[cash]\nbalance = 2_150_000.10\nminimum = "
    "200000\n"
    "[exchange_rates]\nUSD = 7.10\nJPY = 0.04725\nKWD = 23.4567\n";

Ledger loaded(const TemporaryFolder& folder) {
  auto ledger = load_ledger_folder(folder.path());
  if (!ledger) FAIL(findings_text(ledger.faults()));
  return std::move(ledger).value().ledger;
}

}  // namespace

TEST_CASE("a foreign amount is converted once, exactly, and rounded half away from zero") {
  const TemporaryFolder folder;
  folder.write("company.toml", company);
  // 0.05 USD = 0.355 CNY; 10 JPY = 0.4725; 1000 JPY = 47.25; 1.234 KWD = 28.9455678
  folder.write(
      "receivables.csv",
      "invoice,counterparty,due,amount,currency\n1,A,2026-11-01,0.05,USD\n2,A,2026-11-01,-0.05,USD\n3,A,2026-11-01,10,"
      "JPY\n"
      "4,A,2026-11-01,1000,JPY\n5,A,2026-11-01,1.234,KWD\n6,A,2026-11-01,1.23,CNY\n7,A,2026-11-01,100000000.00,USD\n");
  const Ledger ledger = loaded(folder);
  std::vector<Minor> amounts;
  for (const Receivable& item : ledger.receivables)
    amounts.push_back(in_ledger_currency(ledger, item.amount, item.currency));
  CHECK(amounts == std::vector<Minor>{36, -36, 47, 4725, 2895, 123, 71'000'000'000});
  CHECK(ledger.receivables[0].currency == "USD");
  CHECK(ledger.receivables[0].amount == 5);  // as invoiced
  CHECK(ledger.cash == 215'000'010);
}

TEST_CASE("every item keeps the currency in which it is written") {
  const TemporaryFolder folder;
  folder.write("company.toml", company + R"(
[[fixed_cost]]
name = "Office, Osaka"
class = "rent"
amount = 85000
currency = "JPY"
every = "month"
next = 2026-11-05
[[loan]]
name = "Gulf bank"
balance = 1000.125
currency = "KWD"
rate_annual = 0.06
next_payment = 2026-11-30
maturity = 2026-12-31
payment = 510.001
past_due = 0.005
past_due_since = 2026-10-01
[[credit_line]]
name = "Overdraft"
limit = 100.00
drawn = 10.50
currency = "USD"
rate_annual = 0.05
[[sales]]
name = "Shop"
counterparty = "A"
amount = 7.25
currency = "USD"
every = "month"
next = 2026-11-05
[[sales]]
name = "Shop at home"
counterparty = "A"
amount = 7.25
every = "month"
next = 2026-11-05
)");
  folder.write("orders.csv",
               "order,counterparty,ships,amount,currency,deposit,cost\n1,A,2026-12-01,100000,JPY,20000,70001\n");
  folder.write("payables.csv", "bill,counterparty,due,amount,currency\n1,S,2026-11-05,0.125,KWD\n");
  folder.write("history.csv",
               "kind,id,counterparty,issued,due,amount,settled,currency\nbill,9,S,,2026-02-01,500,2026-02-01,JPY\n");
  const Ledger ledger = loaded(folder);
  CHECK(ledger.fixed_costs[0].amount == 85000);
  CHECK(ledger.fixed_costs[0].currency == "JPY");
  CHECK(ledger.loans[0].balance == 1000125);
  CHECK(ledger.loans[0].payment == 510001);
  CHECK(ledger.loans[0].past_due == 5);
  CHECK(ledger.loans[0].currency == "KWD");
  CHECK(ledger.credit_lines[0].limit == 10000);
  CHECK(ledger.credit_lines[0].drawn == 1050);
  CHECK(ledger.credit_lines[0].currency == "USD");
  CHECK(ledger.sales[0].amount == 725);
  CHECK(ledger.sales[0].currency == "USD");
  CHECK_FALSE(is_foreign(ledger, ledger.sales[1].currency));
  CHECK(ledger.orders[0].amount == 100000);
  CHECK(ledger.orders[0].deposit == 20000);
  CHECK(ledger.orders[0].cost == 70001);
  CHECK(ledger.orders[0].currency == "JPY");
  CHECK(ledger.payables[0].amount == 125);
  CHECK(ledger.payables[0].currency == "KWD");
  CHECK(ledger.history[0].amount == 500);
  CHECK(ledger.history[0].currency == "JPY");
}

TEST_CASE("amounts of a ledger in yen have no decimals") {
  const TemporaryFolder folder;
  folder.write("company.toml",
               "[company]\nname = \"A\"\nas_of = 2026-10-31\ncurrency = \"JPY\"\n[cash]\nbalance = "
               "1500\n[exchange_rates]\nUSD = 150.5\n");
  folder.write("receivables.csv",
               "invoice,counterparty,due,amount,currency\n1,A,2026-11-01,1.01,USD\n2,A,2026-11-01,7,\n");
  const Ledger ledger = loaded(folder);
  CHECK(ledger.cash == 1500);
  CHECK(ledger.receivables[0].amount == 101);            // as written, in cents
  CHECK(in_ledger_currency(ledger, 101, "USD") == 152);  // 152.005
  CHECK(ledger.receivables[1].amount == 7);
}
