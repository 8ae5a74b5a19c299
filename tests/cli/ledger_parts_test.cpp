// Parts, milestones, disputes and credit notes, from the tables into the ledger and out in a forecast.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/commands/forecast.hpp"
#include "engine/forecast/forecast.hpp"
#include "tests/cli/temporary_folder.hpp"

using namespace headroom;

namespace {

const std::string company =
    "[company]\nname = \"A\"\nas_of = 2026-10-31\ncurrency = \"CNY\"\n[cash]\nbalance = 1000\n[exchange_rates]\nUSD = "
    "7.1\n";

Ledger loaded(const TemporaryFolder& folder) {
  const auto result = load_ledger_folder(folder.path());
  if (!result)
    for (const Fault& fault : result.faults())
      UNSCOPED_INFO(fault.file << ":" << fault.line << ": " << text_of(fault.what));
  REQUIRE(result);
  return result.value().ledger;
}

}  // namespace

TEST_CASE("every column of money in parts reaches the ledger") {
  const TemporaryFolder folder;
  folder.write("company.toml", company);
  folder.write("counterparties.csv", "counterparty,prompt_share\nA,0.3\nB,\n");
  folder.write("receivables.csv",
               "invoice,part,counterparty,due,amount,disputed,dispute_lost,dispute_until,credits\n1,a,A,2026-11-01,10,"
               "2.5,0.4,2026-12-01,\n"
               "1,b,A,2026-12-01,10,,,,\n2,,A,2026-11-01,-3,,,,1\n");
  folder.write("payables.csv", "bill,part,counterparty,due,amount\n1,1,S,2026-11-05,7\n1,2,S,2026-12-05,7\n");
  folder.write("history.csv", "kind,id,part,counterparty,amount\ninvoice,1,1,A,5\ninvoice,1,2,A,5\n");
  folder.write("orders.csv", "order,counterparty,ships,amount\nO,A,2026-12-01,100\nO,B,2026-12-01,100\n");
  folder.write("milestones.csv",
               "milestone,order,counterparty,due,amount,if_cancelled\nM2,O,A,2026-12-20,20,\nM1,O,A,2026-11-20,80,0."
               "25\nM1,O,B,2026-11-20,1,\n");
  const Ledger ledger = loaded(folder);
  CHECK(ledger.counterparties.at(0).prompt_share == 0.3);
  CHECK(ledger.counterparties.at(1).prompt_share == 0.0);
  const Receivable& instalment = ledger.receivables.at(0);
  CHECK(instalment.part == "a");
  CHECK(instalment.disputed == 250);
  CHECK(instalment.dispute_lost == 0.4);
  CHECK(iso_text(instalment.dispute_until.value()) == "2026-12-01");
  CHECK(ledger.receivables.at(1).part == "b");
  CHECK(ledger.receivables.at(1).disputed == 0);
  CHECK(ledger.receivables.at(2).credits == "1");
  CHECK(ledger.payables.at(1).part == "2");
  CHECK(ledger.history.at(1).part == "2");
  REQUIRE(ledger.orders.at(0).milestones.size() == 2);
  const Milestone& milestone = ledger.orders[0].milestones[1];
  CHECK(milestone.name == "M1");
  CHECK(iso_text(milestone.due) == "2026-11-20");
  CHECK(milestone.amount == 8000);
  CHECK(milestone.if_cancelled == 0.25);
  CHECK(ledger.orders[0].milestones[0].if_cancelled == 0.0);
  CHECK(ledger.orders.at(1).milestones.at(0).amount == 100);
}

TEST_CASE("milestones are in the order's currency, and rounding each of them is no excess") {
  const TemporaryFolder folder;
  folder.write("company.toml", company);
  folder.write("orders.csv", "order,counterparty,ships,amount,currency\nO,A,2026-12-01,0.15,USD\n");
  // 0.15 USD are 1.065 CNY, three times 0.05 USD are 1.08: each is converted by itself
  folder.write(
      "milestones.csv",
      "order,counterparty,milestone,due,amount\nO,A,1,2026-11-20,0.05\nO,A,2,2026-11-21,0.05\nO,A,3,2026-11-22,0.05\n");
  const Ledger ledger = loaded(folder);
  CHECK(ledger.orders.at(0).milestones.at(2).amount == 5);
  CHECK(invoiced_on_shipping(ledger.orders[0]) == 0);
  const Forecast forecast = make_forecast(ledger, 60);
  REQUIRE(forecast.flows.size() == 3);
  CHECK(forecast.flows[2].amount == 36);
  CHECK(forecast.flows[2].as_written->amount == 5);
}

TEST_CASE("milestones are among the inputs that identify a result") {
  const TemporaryFolder folder;
  folder.write("company.toml", company);
  folder.write("orders.csv", "order,counterparty,ships,amount\nO,A,2026-12-01,100\n");
  const auto inputs_of = [&folder] {
    std::ostringstream out, err;
    REQUIRE(run_forecast({{folder.path(), {}}, {}, "-"}, out, err) == 0);
    return nlohmann::json::parse(out.str()).at("manifest").at("inputs_sha256").get<std::string>();
  };
  const std::string without = inputs_of();
  folder.write("milestones.csv", "order,counterparty,milestone,due,amount\nO,A,1,2026-11-20,5\n");
  const std::string with = inputs_of();
  CHECK(with != without);
  folder.write("milestones.csv", "order,counterparty,milestone,due,amount\nO,A,1,2026-11-20,6\n");
  CHECK(inputs_of() != with);
}

TEST_CASE("a forecast shows parts by name, in flows and in what has no date") {
  const TemporaryFolder folder;
  folder.write("company.toml", company);
  folder.write("receivables.csv",
               "invoice,part,counterparty,due,amount,disputed,dispute_lost\n1,1,A,2026-10-01,10,,\n1,2,A,2026-12-01,10,"
               ",\n2,,A,2026-12-02,"
               "10,4,0.5\n");
  folder.write("orders.csv", "order,counterparty,ships,amount\nO,A,2026-12-03,100\n");
  folder.write("milestones.csv",
               "order,counterparty,milestone,due,amount\nO,A,drawings,2026-11-20,30\nO,A,deposit,2026-10-20,30\n");
  std::ostringstream out, err;
  REQUIRE(run_forecast({{folder.path(), {}}, {}, "-"}, out, err) == 0);
  const auto document = nlohmann::json::parse(out.str());
  std::string parts;
  for (const auto& flow : document.at("flows"))
    parts += flow.at("item").get<std::string>() + "/" + flow.value("part", "") + " " +
             std::to_string(flow.at("amount").get<double>()).substr(0, 4) + "\n";
  CHECK(parts == "O/drawings 30.0\n1/2 10.0\n2/ 6.00\n2/disputed 4.00\nO/ 40.0\n");
  CHECK(document.at("undated").at(0).at("invoice") == "1");
  CHECK(document.at("undated").at(0).at("part") == "1");
  CHECK(document.at("undated").at(1).at("order") == "O");
  CHECK(document.at("undated").at(1).at("part") == "deposit");
  std::ostringstream text;
  REQUIRE(run_forecast({{folder.path(), {}}, {}, {}}, text, err) == 0);
  CHECK_THAT(text.str(), Catch::Contains("2 invoices and") && Catch::Contains("O (deposit)"));
}
