// How `headroom set` takes KEY=VALUE apart, and what it changes in a ledger's text.

#include "cli/commands/set.hpp"

#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/commands/command_line.hpp"
#include "cli/edit/setting.hpp"
#include "tests/cli/temporary_folder.hpp"

using namespace headroom;
using Catch::Matchers::Contains;

namespace {

struct Outcome {
  int status = -1;
  std::string out, err;
};

Outcome headroom_with(const std::vector<std::string>& arguments) {
  std::ostringstream out, err;
  const int status = run_command_line(arguments, out, err);
  return {status, out.str(), err.str()};
}

/// A firm with one of each, written as people write.
void write_firm(const TemporaryFolder& folder) {
  std::filesystem::create_directory(folder / "firm");
  folder.write("firm/company.toml",
               "# by hand\r\n[company]\nname = \"Firm\"\nas_of = 2026-10-31\ncurrency = \"USD\"\n\n[cash]\n"
               "balance = 5.00  # REPLACE: what is there\nminimum = 1.00 # never less\n\n"
               "[[fixed_cost]]\nname = \"Payroll\"\nclass = \"wages\"\namount = 10.00\nevery = \"month\"\n"
               "next = 2026-11-15\n\n"
               "[[loan]]\nname = \"Bank A\"\nbalance = 900.00\nrate_annual = 0.05\nnext_payment = 2026-11-20\n"
               "maturity = 2028-10-20\n\n"
               "[[sales]]\nname = \"Shop\"\ncounterparty = \"Walk-in\"\namount = 100.00\nevery = \"month\"\n"
               "next = 2026-11-30\nuntil = 2027-10-31\nseason = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
  folder.write("firm/counterparties.csv",
               "counterparty,cancellation,note\n\"Lamps, Ltd\",0.1,\"says \"\"soon\"\"\"\nWalk-in,0.2,\n");
}

Outcome set(const TemporaryFolder& folder, std::vector<std::string> settings) {
  settings.insert(settings.begin(), {"set", (folder / "firm").string()});
  return headroom_with(settings);
}

}  // namespace

TEST_CASE("a setting is a subject, a name, a figure and a value") {
  const Setting named = parse_setting("customer:\"A.B = C\".never=0.01").value();
  CHECK(named.subject == "customer");
  CHECK(named.name == "A.B = C");
  CHECK(named.field == "never");
  CHECK(named.value == "0.01");
  const Setting bare = parse_setting("loan:Bank A.rate_annual=5.1%").value();
  CHECK(bare.name == "Bank A");
  CHECK(bare.field == "rate_annual");
  CHECK(parse_setting("loan:Bank A=1@2%/3m").value().field.empty());
  for (const char* wrong : {"cash", "=1", "cash=", "customer:\"A.never=1", "customer:=1"}) {
    INFO(wrong);
    CHECK(!parse_setting(wrong).ok());
  }
}

TEST_CASE("percent are shares, digit by digit, and what is no number is a text") {
  CHECK(toml_literal("6.8%") == "0.068");
  CHECK(toml_literal("100%") == "1.0");
  CHECK(toml_literal("0.05%") == "0.0005");
  CHECK(toml_literal("12%") == "0.12");
  CHECK(toml_literal("-5.20") == "-5.20");
  CHECK(toml_literal("2026-10-31") == "2026-10-31");
  CHECK(toml_literal("84,500") == "\"84,500\"");
  CHECK(toml_literal("007") == "\"007\"");
  CHECK(toml_literal("?") == "\"?\"");
}

TEST_CASE("figures are set in place, and all else stays as it stands") {
  const TemporaryFolder folder;
  write_firm(folder);
  const std::string before = content_of(folder / "firm/company.toml");
  const Outcome outcome = set(folder, {"cash=84500", "minimum=20.50", "loan:Bank A.rate_annual=6.8%"});
  INFO(outcome.err);
  REQUIRE(outcome.status == 0);
  CHECK_THAT(outcome.out, Contains("company.toml: [cash] balance = 84500 (it was 5.00)"));
  std::string expected = before;
  const auto replace = [&expected](const std::string& what, const std::string& by) {
    expected.replace(expected.find(what), what.size(), by);
  };
  replace("5.00  # REPLACE: what is there", "84500");
  replace("minimum = 1.00 # never less", "minimum = 20.50 # never less");
  replace("rate_annual = 0.05", "rate_annual = 0.068");
  CHECK(content_of(folder / "firm/company.toml") == expected);
}

TEST_CASE("the day and the term of sales that are there already are set with their amount", "[set]") {
  const TemporaryFolder folder;
  REQUIRE(headroom_with({"init", (folder / "firm").string()}).status == 0);
  REQUIRE(set(folder, {"sales=90000@20/45d"}).status == 0);
  const std::string text = content_of(folder / "firm/company.toml");
  CHECK_THAT(text, Contains("\namount = 90000 ") && Contains("\nterms_days = 45 "));
  const std::size_t sales = text.find("[[sales]]");
  CHECK(text.substr(text.find("\nnext = ", sales) + 16, 2) == "20");
}

TEST_CASE("costs, loans, lines and sales that are not there are added, with dates counted from as_of") {
  const TemporaryFolder folder;
  write_firm(folder);
  const Outcome outcome = set(folder, {"rent=4200@1", "tax=70@last", "insurance=30@10/quarter", "payroll=38000@20",
                                       "loan:Bank B=150000@6.8%/48m", "line=50000@9%", "cost_share=62%"});
  INFO(outcome.err);
  REQUIRE(outcome.status == 0);
  const std::string text = content_of(folder / "firm/company.toml");
  CHECK_THAT(text,
             Contains("name = \"Rent\"\nclass = \"rent\"\namount = 4200\nevery = \"month\"\nnext = 2026-11-01\n"));
  CHECK_THAT(text, Contains("amount = 70\nevery = \"month\"\nnext = 2026-11-30\nday = \"last\"\n"));
  CHECK_THAT(text, Contains("amount = 30\nevery = \"quarter\"\nnext = 2026-11-10\n"));
  CHECK_THAT(text, Contains("class = \"wages\"\namount = 38000\nevery = \"month\"\nnext = 2026-11-20\n"));
  // 31 October is a month's end: payments stay at month ends.
  CHECK_THAT(text, Contains("name = \"Bank B\"\nbalance = 150000\nrate_annual = 0.068\nnext_payment = 2026-11-30\n"
                            "maturity = 2030-10-31\nevery = \"month\"\nrepayment = \"annuity\"\nday = \"last\"\n"));
  CHECK_THAT(text, Contains("limit = 50000\ndrawn = 0.00\nrate_annual = 0.09\n"));
  CHECK_THAT(text, Contains("until = 2027-10-31\ncost_share = 0.62\nseason"));
  CHECK(headroom_with({"check", (folder / "firm").string()}).status == 0);
}

TEST_CASE("a cost that was paid at month ends is paid on another day when that is said") {
  const TemporaryFolder folder;
  write_firm(folder);
  REQUIRE(set(folder, {"payroll=38000@last"}).status == 0);
  CHECK_THAT(content_of(folder / "firm/company.toml"), Contains("next = 2026-11-30\nday = \"last\"\n"));
  REQUIRE(set(folder, {"payroll=38000@15"}).status == 0);
  CHECK_THAT(content_of(folder / "firm/company.toml"), Contains("next = 2026-11-15\n") && !Contains("day ="));
}

TEST_CASE("a customer's figure is set in its row, a new row or a new column, and other rows stay") {
  const TemporaryFolder folder;
  write_firm(folder);
  REQUIRE(set(folder, {"customer:\"Lamps, Ltd\".cancellation=80%"}).status == 0);
  CHECK(content_of(folder / "firm/counterparties.csv") ==
        "counterparty,cancellation,note\n\"Lamps, Ltd\",0.8,\"says \"\"soon\"\"\"\nWalk-in,0.2,\n");
  REQUIRE(set(folder, {"customer:Walk-in.never=0.01", "customer:Walk-in.cancellation=0.3"}).status == 0);
  CHECK(content_of(folder / "firm/counterparties.csv") ==
        "counterparty,cancellation,note,never\n\"Lamps, Ltd\",0.8,\"says \"\"soon\"\"\",\nWalk-in,0.3,,0.01\n");
}

TEST_CASE("nothing is written where one of several settings is at fault") {
  const TemporaryFolder folder;
  write_firm(folder);
  const std::string before = content_of(folder / "firm/company.toml");
  const struct {
    std::vector<std::string> settings;
    std::string said;
  } cases[] = {{{"cash=9", "minimun=3"}, "did you mean minimum?"},
               {{"cash=9", "minimum=many"}, "many"},
               {{"cash=9", "rent=100"}, "says no day of the month"},
               {{"cash=9", "loan:Bank C=100@5%"}, "lacks its rate or how long it runs"},
               {{"cash=9", "customer:Wolk-in.never=0.1"}, "did you mean Walk-in?"},
               {{"cash=9", "customer:Walk-in.nevr=0.1"}, "did you mean never?"},
               {{"cash=9", "customer:Walk-in.never=2"}, "write a probability from 0 to 1"},
               {{"cash=9", "sales:Shop.season=1"}, "no single value that could be changed here"},
               {{"cash=-9"}, "`balance` is negative"}};
  for (const auto& one : cases) {
    const Outcome outcome = set(folder, one.settings);
    INFO(one.settings.back() << "\n" << outcome.err);
    CHECK(outcome.status == 1);
    CHECK_THAT(outcome.err, Contains(one.said) && Contains("Nothing was written."));
    CHECK(content_of(folder / "firm/company.toml") == before);
  }
}

TEST_CASE("a ledger that is at fault may be mended step by step") {
  const TemporaryFolder folder;
  write_firm(folder);
  std::string text = content_of(folder / "firm/company.toml");
  text.replace(text.find("rate_annual = 0.05"), 18, "rate_annual = 55.0");
  text.replace(text.find("amount = 100.00"), 15, "amount = 100.001");
  folder.write("firm/company.toml", text);
  CHECK(set(folder, {"loan:Bank A.rate_annual=5.5%"}).status == 0);
  CHECK(set(folder, {"sales:Shop.amount=100"}).status == 0);
  CHECK(headroom_with({"check", (folder / "firm").string()}).status == 0);
}

TEST_CASE("figures of a firm in a database are set likewise") {
  const TemporaryFolder folder;
  write_firm(folder);
  const std::string database = (folder / "firms.db").string(), copy = (folder / "copy").string();
  REQUIRE(headroom_with({"import", (folder / "firm").string(), "--db", database}).status == 0);
  REQUIRE(headroom_with({"set", database, "cash=84500", "customer:Walk-in.never=0.01"}).status == 0);
  CHECK(headroom_with({"set", database, "cash=lots"}).status == 1);
  REQUIRE(headroom_with({"import", database, "--into", copy}).status == 0);
  CHECK_THAT(content_of(folder / "copy/company.toml"), Contains("balance = 84500"));
  CHECK_THAT(content_of(folder / "copy/counterparties.csv"), Contains("0.01"));
}

TEST_CASE("without a key and without a terminal nothing is asked") {
  const TemporaryFolder folder;
  write_firm(folder);
  std::istringstream in("5\nq\n");
  std::ostringstream out, err;
  const SetArguments arguments{{folder / "firm", std::nullopt}, {}};
  CHECK(run_set(arguments, in, out, err) == 0);  // asked by a program of its own
  CHECK_THAT(out.str(), Contains("1/12 "));
}
