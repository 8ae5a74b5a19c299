#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/report/words/finding_text.hpp"
#include "tests/cli/temporary_folder.hpp"
#include "tests/source_folder.hpp"

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

std::string said(const TemporaryFolder& folder) {
  const auto ledger = load_ledger_folder(folder.path());
  return findings_text(ledger ? ledger.value().notices : ledger.faults());
}

}  // namespace

TEST_CASE("every key of company.toml reaches the ledger") {
  const TemporaryFolder folder;
  folder.write("company.toml", R"(
[company]
name = "Lumen Bay"
as_of = 2026-10-31
currency = "CNY"
country = "CN"
sector = "electronics"
employees = 42
annual_revenue = 38000000.00
business_days = "modified_following"
[cash]
balance = 2150000.00
minimum = 200000.00
[exchange_rates]
USD = 7.10
[payment_policy]
supplier = 15
order = ["tax", "loan"]
[dependence]
market = 0.10
counterparty = 0.15
[[fixed_cost]]
name = "Payroll"
class = "wages"
amount = 380000.00
every = "month"
next = "2026-11-30"
day = "last"
until = 2027-12-31
growth_annual = 0.03
[[loan]]
name = "Bank A"
balance = 1500000.00
rate_annual = 0.0435
next_payment = 2026-11-20
every = "quarter"
maturity = 2028-10-20
repayment = "annuity"
day_count = "Act/360"
accrued_from = 2026-10-20
payment = 264210.55
past_due = 10.00
past_due_since = 2026-09-20
[[loan]]
name = "Bank B"
balance = 1000.00
rate_annual = 0
maturity = 2028-10-20
repayment = "bullet"
[[credit_line]]
name = "Overdraft"
limit = 500000.00
drawn = 100.00
rate_annual = 0.058
until = 2027-06-30
[[sales]]
name = "US"
counterparty = "Marketplace"
amount = 1600000.00
every = "month"
next = 2026-11-30
until = 2027-10-31
terms_days = 14
season = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.4, 1.6]
volatility = 0.20
level_volatility = 0.15
cost_share = 0.62
cost_flex = 0.5
cost_lead_days = 30
net_of_orders = true
)");
  const Ledger ledger = loaded(folder);
  CHECK(ledger.company.name == "Lumen Bay");
  CHECK(iso_text(ledger.company.as_of) == "2026-10-31");
  CHECK(ledger.company.country == "CN");
  CHECK(ledger.company.sector == "electronics");
  CHECK(ledger.company.employees == 42);
  CHECK(ledger.company.annual_revenue == 3'800'000'000);
  CHECK(ledger.company.business_days == BusinessDays::modified_following);
  CHECK(ledger.cash == 215'000'000);
  CHECK(ledger.cash_minimum == 20'000'000);
  CHECK(ledger.exchange_rates.find("USD")->rate.mantissa == 71);
  CHECK(ledger.payment_policy.days[static_cast<std::size_t>(PaymentClass::supplier)] == 15);
  CHECK(ledger.payment_policy.order[0] == PaymentClass::tax);
  CHECK(ledger.payment_policy.order[1] == PaymentClass::loan);
  CHECK(ledger.payment_policy.order[2] == PaymentClass::wages);
  CHECK(ledger.payment_policy.order[8] == PaymentClass::other);
  CHECK(ledger.dependence.market == 0.10);
  CHECK(ledger.dependence.counterparty == 0.15);
  REQUIRE(ledger.fixed_costs.size() == 1);
  CHECK(ledger.fixed_costs[0].payment_class == PaymentClass::wages);
  CHECK(ledger.fixed_costs[0].amount == 38'000'000);
  CHECK(ledger.fixed_costs[0].when.on_last_day);
  CHECK(iso_text(*ledger.fixed_costs[0].when.until) == "2027-12-31");
  CHECK(ledger.fixed_costs[0].growth_annual == 0.03);
  REQUIRE(ledger.loans.size() == 2);
  CHECK(ledger.loans[0].every == Every::quarter);
  CHECK(ledger.loans[0].day_count == DayCount::act_360);
  CHECK(iso_text(ledger.loans[0].accrued_from) == "2026-10-20");
  CHECK(ledger.loans[0].payment == 26'421'055);
  CHECK(ledger.loans[0].past_due == 1000);
  CHECK(iso_text(*ledger.loans[0].past_due_since) == "2026-09-20");
  CHECK(ledger.loans[1].repayment == Repayment::bullet);
  CHECK(ledger.loans[1].accrued_from == ledger.company.as_of);
  CHECK(ledger.loans[1].day_count == DayCount::thirty_e_360);
  REQUIRE(ledger.credit_lines.size() == 1);
  CHECK(ledger.credit_lines[0].drawn == 10'000);
  CHECK(iso_text(*ledger.credit_lines[0].until) == "2027-06-30");
  REQUIRE(ledger.sales.size() == 1);
  const SalesStream& sales = ledger.sales[0];
  CHECK(sales.amount == 160'000'000);
  CHECK(sales.terms_days == 14);
  CHECK(sales.season[11] == 1.6);
  CHECK(sales.volatility == 0.20);
  CHECK(sales.level_volatility == 0.15);
  CHECK(sales.cost_share == 0.62);
  CHECK(sales.cost_flex == 0.5);
  CHECK(sales.cost_lead_days == 30);
  CHECK(sales.net_of_orders);
}

TEST_CASE("every column of the tables reaches the ledger, in any order of columns") {
  const TemporaryFolder folder;
  folder.write("company.toml", company);
  folder.write("delays.csv", "days,probability,law\n10,0.9,shop\n-2,0.25,shop\n-9,0,shop\n,1,shop\n");
  folder.write("counterparties.csv",
               "group,counterparty,cancellation,on_time,late_median_days,late_sigma,never,delay_law,failure,country\n"
               "g,A,0.1,0.4,12,0.8,0.05,,0.02,US\n,B,,,,,,shop,,\n");
  folder.write("receivables.csv",
               "amount,due,counterparty,invoice,issued\n10.5,2026-11-01,A,1,2026-10-01\n-3,2026-11-02,A,2,\n");
  folder.write("orders.csv",
               "order,counterparty,ships,amount,terms_days,placed,currency,cancellation,deposit,deposit_refund,cost,"
               "cost_due,cost_sunk\n"
               "O1,A,2026-12-01,100,30,2026-10-01,,0.2,20,0.5,60,2026-11-15,0.7\nO2,B,2026-12-01,100,,,,,,,,,\n");
  folder.write("payables.csv",
               "bill,counterparty,due,amount,class\nB1,S,2026-11-05,7.00,rent\nB2,S,2026-11-05,7.00,\n");
  folder.write(
      "history.csv",
      "kind,id,counterparty,issued,due,amount,settled,cancelled,currency\norder,9,A,2026-01-01,2026-02-01,5,,true,\n");
  const Ledger ledger = loaded(folder);
  REQUIRE(ledger.delay_laws.size() == 1);
  REQUIRE(ledger.delay_laws[0].rows.size() == 3);  // in order, the row of probability 0 left out
  CHECK(ledger.delay_laws[0].rows[0].days == -2);
  CHECK(ledger.delay_laws[0].rows[2].probability == 1.0);
  CHECK_FALSE(ledger.delay_laws[0].rows[2].days);
  REQUIRE(ledger.counterparties.size() == 2);
  CHECK(ledger.counterparties[0].cancellation == 0.1);
  CHECK(ledger.counterparties[0].on_time == 0.4);
  CHECK(ledger.counterparties[0].late->median_days == 12);
  CHECK(ledger.counterparties[0].late->sigma == 0.8);
  CHECK(ledger.counterparties[0].never == 0.05);
  CHECK(ledger.counterparties[0].failure_annual == 0.02);
  CHECK(ledger.counterparties[0].group == "g");
  CHECK(ledger.counterparties[0].country == "US");
  CHECK(ledger.counterparties[1].delay_law == "shop");
  REQUIRE(ledger.receivables.size() == 2);
  CHECK(ledger.receivables[0].amount == 1050);
  CHECK(iso_text(*ledger.receivables[0].issued) == "2026-10-01");
  CHECK(ledger.receivables[1].amount == -300);
  REQUIRE(ledger.orders.size() == 2);
  CHECK(ledger.orders[0].terms_days == 30);
  CHECK(ledger.orders[0].cancellation == 0.2);
  CHECK(ledger.orders[0].deposit == 2000);
  CHECK(ledger.orders[0].deposit_refund == 0.5);
  CHECK(ledger.orders[0].cost == 6000);
  CHECK(iso_text(*ledger.orders[0].cost_due) == "2026-11-15");
  CHECK(ledger.orders[0].cost_sunk == 0.7);
  CHECK_FALSE(ledger.orders[1].cancellation);
  CHECK(ledger.orders[1].cost_sunk == 1.0);
  REQUIRE(ledger.payables.size() == 2);
  CHECK(ledger.payables[0].payment_class == PaymentClass::rent);
  CHECK(ledger.payables[1].payment_class == PaymentClass::supplier);
  REQUIRE(ledger.history.size() == 1);
  CHECK(ledger.history[0].kind == HistoryItem::Kind::order);
  CHECK(ledger.history[0].cancelled);
}

TEST_CASE("a late share without on_time leaves nobody who pays on time by default") {
  const TemporaryFolder folder;
  folder.write("company.toml", company);
  folder.write("counterparties.csv",
               "counterparty,late_median_days,late_sigma,never,on_time\nA,10,0.5,,\nB,,,0.2,\nC,,,0.1,0.9\n");
  const Ledger ledger = loaded(folder);
  CHECK_FALSE(ledger.counterparties[0].on_time);
  CHECK(ledger.counterparties[0].late);
  CHECK_FALSE(ledger.counterparties[1].on_time);
  CHECK(ledger.counterparties[2].on_time.value() + ledger.counterparties[2].never.value() == 1.0);
}

TEST_CASE("unknown columns are kept as notes and reported once") {
  const TemporaryFolder folder;
  folder.write("company.toml", company);
  folder.write("receivables.csv",
               "invoice,counterparty,due,amount,salesperson\n1,A,2026-11-01,1,x\n2,A,2026-11-01,1,y\n");
  const auto ledger = load_ledger_folder(folder.path());
  REQUIRE(ledger);
  CHECK(ledger.value().note_columns.at("receivables.csv") == std::vector<std::string>{"salesperson"});
  const auto about = [](const Fault& f) { return text_of(f.what).find("unknown column") != std::string::npos; };
  CHECK(std::count_if(ledger.value().notices.begin(), ledger.value().notices.end(), about) == 1);
}

TEST_CASE("stages of one cost may share a name when one ends before the next begins") {
  const TemporaryFolder folder;
  const std::string rent = "[[fixed_cost]]\nname = \"Rent\"\nclass = \"rent\"\namount = 100\nevery = \"month\"\n";
  folder.write("company.toml",
               company + rent + "next = 2026-11-01\nuntil = 2027-03-01\n" + rent + "next = 2027-04-01\n");
  CHECK(loaded(folder).fixed_costs.size() == 2);
}

TEST_CASE("dates at the end of the calendar do no harm") {
  const TemporaryFolder folder;
  folder.write(
      "company.toml",
      company +
          "[[sales]]\nname = \"s\"\ncounterparty = \"A\"\namount = 1\nevery = \"month\"\nnext = 2026-11-30\nuntil = "
          "2199-12-31\n"
          "[[fixed_cost]]\nname = \"r\"\nclass = \"rent\"\namount = 1\nevery = \"year\"\nnext = 2199-12-31\n"
          "[[loan]]\nname = \"l\"\nbalance = 1\nrate_annual = 0.1\nnext_payment = 2026-11-30\nmaturity = 2198-12-31\n");
  folder.write("orders.csv", "order,counterparty,ships,amount,terms_days\n1,A,2199-12-31,1,3650\n");
  CHECK(loaded(folder).sales.size() == 1);
}

TEST_CASE("a folder that is none is a fault") {
  const TemporaryFolder folder;
  folder.write("file", "");
  CHECK_THAT(findings_text(load_ledger_folder(folder / "none").faults()), Catch::Contains("there is no such folder"));
  CHECK_THAT(findings_text(load_ledger_folder(folder / "file").faults()), Catch::Contains("is not a folder"));
}

TEST_CASE("a folder that is not there, or a file in its place, is told with what was probably meant") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "my_firm");
  folder.write("my_firm/company.toml", company);
  folder.write("invoices.csv", "");
  const auto message = [&folder](const char* name) {
    return findings_text(load_ledger_folder(folder / name).faults());
  };
  CHECK_THAT(message("my_frim"),
             Catch::Contains("there is no such folder; did you mean `" + (folder / "my_firm").string() + "`?"));
  CHECK_THAT(message("my_frim/"), Catch::Contains("my_firm`?"));
  CHECK_THAT(message("another"), Catch::Contains("check the path, or write a starter ledger"));
  CHECK_THAT(message("my_firm/company.toml"),
             Catch::Contains("name the folder that holds it: `" + (folder / "my_firm").string() + "`"));
  CHECK_THAT(message("invoices.csv"), Catch::Contains("`headroom import FILE --into DIR` makes one"));
}

TEST_CASE("a link to nothing in the place of a table is a fault, not a table that is not there") {
  const TemporaryFolder folder;
  folder.write("company.toml", company);
  std::filesystem::create_symlink("nowhere.csv", folder / "receivables.csv");
  CHECK_THAT(said(folder),
             Catch::Contains("receivables.csv: is a link to a file that is not there; mend the link, or remove it"));
}

TEST_CASE("a folder in the place of a table is a fault") {
  const TemporaryFolder folder;
  folder.write("company.toml", company);
  std::filesystem::create_directory(folder / "orders.csv");
  CHECK_THAT(said(folder), Catch::Contains("orders.csv: is a folder, where a file is needed"));
}

TEST_CASE("hostile nesting and endless lines in company.toml are refused, not followed") {
  const TemporaryFolder folder;
  std::string deep = "a";
  for (int i = 0; i < 300'000; ++i) deep += ".a";
  folder.write("company.toml", company + deep + " = 1\n");
  CHECK_THAT(said(folder), Catch::Contains("a line longer than 4096 bytes"));
  folder.write("company.toml", company + deep.substr(0, 2001) + " = 1\n");
  CHECK_THAT(said(folder), Catch::Contains("full stops in one line"));
  std::string nested = "x = ";
  for (int i = 0; i < 250; ++i) nested += "[{" + deep.substr(0, 61) + "=\n";
  folder.write("company.toml", company + nested);
  CHECK_THAT(said(folder), Catch::Contains("not TOML"));
  nested.clear();
  for (int i = 0; i < 120; ++i) nested += "[\n{" + deep.substr(0, 61) + "=";
  std::string closing;
  for (int i = 0; i < 120; ++i) closing += "}\n]";
  folder.write("company.toml", "x = " + nested + "1" + closing + "\n" + company);
  CHECK_THAT(said(folder), Catch::Contains("company.toml has no such key: \"x\""));
  folder.write("company.toml", std::string(2'000'000, '#'));
  CHECK_THAT(said(folder), Catch::Contains("is larger than"));
}

TEST_CASE("a table with more faults than anyone reads is cut off and still refused") {
  const TemporaryFolder folder;
  folder.write("company.toml", company);
  std::string text = "invoice,counterparty,due,amount\n";
  for (int i = 0; i < 20'000; ++i) text += "1,A,soon,much\n";
  folder.write("receivables.csv", text);
  const auto ledger = load_ledger_folder(folder.path());
  REQUIRE_FALSE(ledger);
  CHECK(ledger.faults().size() == 1001);
  CHECK_THAT(said(folder), Catch::Contains("has more findings than the 1000 listed"));
}

namespace {

const std::filesystem::path starter = std::filesystem::path(source_folder()) / "fixtures" / "starter";

void copy_starter(const TemporaryFolder& folder) {
  std::filesystem::copy(starter, folder.path(),
                        std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
}

/// Loading gives a ledger, or faults that say something.
void require_answer(const TemporaryFolder& folder) {
  const auto ledger = load_ledger_folder(folder.path());
  const Faults& findings = ledger ? ledger.value().notices : ledger.faults();
  if (!ledger && !has_fault(findings)) FAIL("refused without a fault");
  for (const Fault& finding : findings)
    if (finding.what.empty() || finding.file.empty() || finding.line < 0) FAIL("a finding says nothing");
}

}  // namespace

TEST_CASE("a ledger cut off at any byte of any file is read or refused with a reason") {
  const TemporaryFolder folder;
  copy_starter(folder);
  for (const auto& entry : std::filesystem::directory_iterator(starter)) {
    const std::string name = entry.path().filename().string(), text = content_of(entry.path());
    if (name == "README.txt") continue;
    for (std::size_t length = 0; length < text.size(); ++length) {
      folder.write(name, std::string_view(text).substr(0, length));
      require_answer(folder);
    }
    folder.write(name, text);
  }
  SUCCEED("no crash");
}

TEST_CASE("a ledger with random bytes changed is read or refused with a reason") {
  const TemporaryFolder folder;
  copy_starter(folder);
  std::mt19937_64 random(20261031);
  const std::string likely = "0123456789.,-\"\n\r=[]{}# eE'\\";
  for (const auto& entry : std::filesystem::directory_iterator(starter)) {
    const std::string name = entry.path().filename().string(), text = content_of(entry.path());
    if (name == "README.txt") continue;
    for (int round = 0; round < 500; ++round) {
      std::string changed = text;
      for (std::uint64_t flips = 1 + random() % 4; flips > 0; --flips)
        changed[random() % changed.size()] =
            round % 2 == 0 ? static_cast<char>(random() % 256) : likely[random() % likely.size()];
      folder.write(name, changed);
      require_answer(folder);
    }
    folder.write(name, text);
  }
  SUCCEED("no crash");
}
