// What nobody has entered: "?" in company.toml and counterparties.csv.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/commands/check.hpp"
#include "cli/commands/forecast.hpp"
#include "cli/commands/run.hpp"
#include "tests/cli/store_sample.hpp"
#include "tests/cli/temporary_folder.hpp"

using namespace headroom;

namespace {

/// A small firm whose lines can be exchanged.
std::string company(const std::string& cash = "balance = 900.00", const std::string& sales = "volatility = 0.2") {
  return "[company]\nname = \"Alder\"\nas_of = 2026-10-31\ncurrency = \"EUR\"\n[cash]\n" + cash +
         "\n[[sales]]\nname = \"Shop\"\ncounterparty = \"Ada\"\namount = 100.00\nevery = \"month\"\nnext = "
         "2026-11-30\n" +
         sales + "\n";
}

LoadedLedger loaded(const std::map<std::string, std::string>& documents) {
  DocumentSource source(documents);
  const auto ledger = load_ledger(source);
  if (!ledger) FAIL(findings_text(ledger.faults()));
  return ledger.value();
}

struct Ran {
  int status = 0;
  std::string out, err;
};

Ran checked(const std::filesystem::path& ledger) {
  std::ostringstream out, err;
  const int status = run_check({ledger, {}}, out, err);
  return {status, out.str(), err.str()};
}

Ran played(const std::filesystem::path& ledger) {
  RunArguments arguments;
  arguments.ledger = {ledger, {}};
  arguments.paths = 200;
  arguments.json = "-";
  std::ostringstream out, err;
  const int status = run_run(arguments, out, err);
  return {status, out.str(), err.str()};
}

}  // namespace

TEST_CASE("an unknown figure with a default is taken as that, and named", "[unanswered]") {
  const LoadedLedger ledger =
      loaded({{"company.toml", company("balance = 900.00\nminimum = \"?\"", "volatility = \"?\"")}});
  CHECK(ledger.ledger.cash_minimum == 0);
  CHECK(ledger.ledger.sales.at(0).volatility == 0.0);
  REQUIRE(ledger.unanswered.size() == 2);
  CHECK(ledger.unanswered[0].key == "minimum");
  CHECK(ledger.unanswered[0].taken == "0");
  CHECK(
      to_text(ledger.unanswered[1].finding) ==
      "company.toml:14:14: `volatility` of [[sales]] \"Shop\" is not entered: \"?\"; enter it: until then 0 is taken");
  CHECK(obstacles_to_play(ledger.unanswered).empty());
}

TEST_CASE("a figure for which nothing can be taken comes first, and stands in the way", "[unanswered]") {
  const LoadedLedger ledger =
      loaded({{"company.toml", company("balance = \"?\"\nminimum = \"?\"", "cost_share = \"?\"")}});
  REQUIRE(ledger.unanswered.size() == 3);
  CHECK(ledger.unanswered[0].key == "balance");
  CHECK(ledger.unanswered[1].key == "cost_share");
  CHECK(ledger.unanswered[2].key == "minimum");
  CHECK(obstacles_to_play(ledger.unanswered).size() == 2);
  CHECK(ledger.notices.empty());
}

TEST_CASE("every figure of company.toml may be unknown, one by one", "[unanswered]") {
  const std::string whole =
      "[company]\nname = \"A\"\nas_of = 2026-10-31\ncurrency = \"EUR\"\nemployees = 5\nannual_revenue = 1000.00\n"
      "[cash]\nbalance = 900.00\nminimum = 10.00\n[exchange_rates]\nUSD = 0.9\n[payment_policy]\nsupplier = 10\n"
      "[dependence]\nmarket = 0.1\ncounterparty = 0.1\n"
      "[[fixed_cost]]\nname = \"Rent\"\nclass = \"rent\"\namount = 10.00\nevery = \"month\"\nnext = 2026-11-30\n"
      "until = 2027-12-31\ngrowth_annual = 0.02\nday = \"last\"\n"
      "[[loan]]\nname = \"Bank\"\nbalance = 100.00\nrate_annual = 0.04\nnext_payment = 2026-11-20\nevery = \"month\"\n"
      "maturity = 2028-10-20\naccrued_from = 2026-10-20\npayment = 9.00\npast_due = 1.00\npast_due_since = 2026-09-20\n"
      "fee = 1.00\nnext_fee = 2026-12-20\n"
      "[[credit_line]]\nname = \"Line\"\nlimit = 50.00\ndrawn = 5.00\nrate_annual = 0.05\nuntil = 2027-06-30\n"
      "[[sales]]\nname = \"Shop\"\ncounterparty = \"Ada\"\namount = 100.00\nevery = \"month\"\nnext = 2026-11-30\n"
      "until = 2027-10-31\nterms_days = 14\nvolatility = 0.2\nlevel_volatility = 0.1\ncost_share = 0.5\n"
      "cost_flex = 0.5\ncost_lead_days = 30\ncurrency = \"USD\"\n";
  REQUIRE(loaded({{"company.toml", whole}}).unanswered.empty());
  int figures = 0;
  for (std::size_t begin = 0; begin < whole.size();) {
    const std::size_t end = whole.find('\n', begin), value = whole.find(" = ", begin) + 3;
    const bool is_figure = value < end && whole[value] != '"';
    if (is_figure) {
      const std::string text = whole.substr(0, value) + "\"?\"" + whole.substr(end);
      INFO(whole.substr(begin, end - begin));
      const LoadedLedger ledger = loaded({{"company.toml", text}});
      REQUIRE(ledger.unanswered.size() == 1);
      CHECK(ledger.unanswered[0].finding.line ==
            1 + std::count(text.begin(), text.begin() + static_cast<long>(begin), '\n'));
      ++figures;
    }
    begin = end + 1;
  }
  CHECK(figures > 35);
}

TEST_CASE("behaviour may be unknown, and a late part that is known in part is made whole", "[unanswered]") {
  const std::string rows =
      "counterparty,on_time,late_median_days,late_sigma,never,failure\n"
      "Ada,?,?,?,?,?\nBao,0.6,?,?,0.01,\nCai,?,12,0.8,0,\nDov,0.5,12,?,0,\n";
  const LoadedLedger ledger = loaded({{"company.toml", company()}, {"counterparties.csv", rows}});
  const std::vector<Counterparty>& customers = ledger.ledger.counterparties;
  CHECK_FALSE(customers.at(0).late);
  CHECK(customers.at(1).late->median_days == 30.0);
  CHECK(customers.at(1).late->sigma == 1.0);
  CHECK(customers.at(3).late->median_days == 12.0);
  CHECK(customers.at(3).late->sigma == 1.0);
  const auto taken = [&](int line, const std::string& key) {
    for (const Unanswered& one : ledger.unanswered)
      if (one.finding.file == "counterparties.csv" && one.finding.line == line && one.key == key) return one.taken;
    return std::string("none");
  };
  CHECK(ledger.unanswered.size() == 9);
  CHECK(taken(2, "on_time") == "1");
  CHECK(taken(2, "late_median_days") == "no late payment");
  CHECK(taken(3, "late_median_days") == "30");
  CHECK(taken(4, "on_time") == "0");
  CHECK(taken(5, "late_sigma") == "1");
}

TEST_CASE("a question mark anywhere else is a fault as before", "[unanswered]") {
  DocumentSource source(
      {{"company.toml", company()}, {"receivables.csv", "invoice,counterparty,due,amount\n1,A,?,?\n"}});
  const auto ledger = load_ledger(source);
  REQUIRE_FALSE(ledger);
  CHECK(ledger.faults().size() == 2);
  DocumentSource bad({{"company.toml", company("balance = 900.00", "every = \"?\"")}});
  CHECK_FALSE(load_ledger(bad));
}

TEST_CASE("check lists what is not entered, and run and forecast wait for it", "[unanswered]") {
  const TemporaryFolder folder;
  folder.write("company.toml", company("balance = 900.00\nminimum = \"?\"", "cost_share = \"?\""));
  const Ran listed = checked(folder.path());
  CHECK(listed.status == 0);
  CHECK_THAT(listed.out, Catch::Contains("Not ready to be run: 1 figure must be entered first"));
  CHECK_THAT(listed.out, Catch::Contains("- `cost_share` of [[sales]] \"Shop\" is not entered\n"));
  CHECK(listed.out.find("`cost_share`") < listed.out.find("`minimum`"));
  const Ran refused = played(folder.path());
  CHECK(refused.status == 1);
  CHECK(refused.out.empty());
  CHECK_THAT(refused.err, Catch::Contains("company.toml:14:14: `cost_share` of [[sales]] \"Shop\" is not entered"));
  std::ostringstream out, err;
  CHECK(run_forecast({{folder.path(), {}}, {}, {}}, out, err) == 1);
}

TEST_CASE("a result says in JSON what was taken for what nobody entered", "[unanswered]") {
  const TemporaryFolder folder;
  folder.write("company.toml", company("balance = 900.00\nminimum = \"?\"", "until = \"?\""));
  const Ran ran = played(folder.path());
  REQUIRE(ran.status == 0);
  const auto json = nlohmann::json::parse(ran.out);
  REQUIRE(json["unanswered"].size() == 2);
  const auto by_key = [&](const std::string& key) {
    for (const auto& one : json["unanswered"])
      if (one["key"] == key) return one;
    return nlohmann::json();
  };
  CHECK(by_key("minimum")["taken"] == 0);
  CHECK(by_key("minimum")["line"] == 7);
  CHECK(by_key("until")["taken"] == "no end");
}

TEST_CASE("a database keeps what nobody has entered", "[unanswered]") {
  const TemporaryFolder folder;
  const std::map<std::string, std::string> documents = {
      {"company.toml", company("balance = \"?\"", "until = \"?\"\ncost_share = \"?\"")},
      {"counterparties.csv", "counterparty,on_time,late_median_days,late_sigma\nAda,0.6,12,?\n"}};
  put_documents(folder / "f.db", "Alder", documents);
  auto store = LedgerStore::open_to_read(folder / "f.db");
  REQUIRE(store);
  auto source = store.value().ledger("Alder");
  REQUIRE(source);
  for (const auto& [name, text] : documents) {
    const auto kept = source.value()->text_of(name, 1 << 20);
    REQUIRE(kept);
    CHECK(kept.value() == text);
  }
  const auto again = load_ledger(*source.value());
  REQUIRE(again);
  REQUIRE(again.value().unanswered.size() == 4);
  CHECK_THAT(
      to_text(again.value().unanswered[0].finding),
      Catch::EndsWith("table company, id 1, column cash_balance: `balance` of [cash] is not entered: \"?\"; enter "
                      "it: nothing is taken in its place"));
}

TEST_CASE("what an import assumes is said, as a key and as a column", "[unanswered]") {
  const LoadedLedger ledger =
      loaded({{"company.toml",
               company("balance = 900.00", "volatility = 0.2\nbasis = \"ASSUMPTION: from the list's months\"")},
              {"orders.csv", "order,counterparty,ships,amount,basis\n1,Ada,2026-11-30,10.00,ASSUMPTION: no date\n"}});
  const std::string said = findings_text(ledger.notices);
  CHECK_THAT(said, Catch::Contains("[[sales]] rests on an assumption: \"ASSUMPTION: from the list's months\""));
  CHECK_THAT(said, Catch::Contains("1 order rests on an assumption"));
}

TEST_CASE("slips of dates are warned of while something is still unanswered, if the day is known", "[unanswered]") {
  const std::string receivables =
      "invoice,counterparty,issued,due,amount\nR1,Ada,2026-10-20,2026-09-30,10.00\nR2,Ada,,2046-11-01,10.00\n";
  const auto findings = [&](const std::string& text) {
    std::string out;
    for (const Fault& one : loaded({{"company.toml", text}, {"receivables.csv", receivables}}).notices)
      out += to_text(one) + "\n";
    return out;
  };
  const std::string open = company("balance = \"?\"", "cost_share = 1.7");
  CHECK_THAT(findings(open), Catch::Contains("1 invoice is due before it is issued") &&
                                 Catch::Contains("1 invoice is due in a year far away") &&
                                 Catch::Contains("a `cost_share` of 170%"));
  std::string undated = open;
  undated.replace(undated.find("2026-10-31"), 10, "\"?\"");
  CHECK_THAT(findings(undated), !Catch::Contains("is due"));
}

TEST_CASE("a share of costs that an older import left to be replaced is unanswered", "[unanswered]") {
  const auto unanswered = [](const std::string& line) {
    return loaded({{"company.toml", company("balance = 900.00", line)}}).unanswered;
  };
  REQUIRE(unanswered("volatility = 0.2\ncost_share = 0.00  # REPLACE\nterms_days = 30").size() == 1);
  CHECK(unanswered("cost_share = 0.00 # REPLACE: 0.62").front().key == "cost_share");
  CHECK_FALSE(unanswered("cost_share = 0.00 # REPLACE").front().has_default());
  CHECK(unanswered("cost_share = 0.62  # REPLACE").empty());
  CHECK(unanswered("cost_share = 0.00  # bought for nothing").empty());
  CHECK(unanswered("# cost_share = 0.00  # REPLACE").empty());
}

TEST_CASE("a season, one of its months and the habits of paying may be unknown", "[unanswered]") {
  const LoadedLedger whole = loaded({{"company.toml", company("balance = 900.00", "season = \"?\"")}});
  REQUIRE(whole.unanswered.size() == 1);
  CHECK(whole.unanswered[0].taken == "1");
  CHECK(whole.ledger.sales.at(0).season == SalesStream().season);
  const LoadedLedger month =
      loaded({{"company.toml", company("balance = 900.00", "season = [2, \"?\", 1, 1, 1, 1, 1, 1, 1, 1, 1, 3]")}});
  REQUIRE(month.unanswered.size() == 1);
  CHECK(to_text(month.unanswered[0].finding) ==
        "company.toml:13:14: `season` of [[sales]] \"Shop\" is not entered: \"?\"; enter it: until then 1 is taken");
  CHECK(month.ledger.sales.at(0).season[0] == 2.0);
  CHECK(month.ledger.sales.at(0).season[1] == 1.0);
  const LoadedLedger habits = loaded(
      {{"company.toml", company("balance = 900.00\n[payment_policy]\nrent = \"?\"\ntax = 3", "volatility = 0.2")}});
  REQUIRE(habits.unanswered.size() == 1);
  CHECK(habits.unanswered[0].key == "rent");
  CHECK(habits.unanswered[0].taken == "0");
}
