// What a loan's contract may say, from the files to the ledger and on to its schedule.

#include <catch2/catch.hpp>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/report/words/finding_text.hpp"
#include "engine/forecast/forecast.hpp"
#include "tests/cli/temporary_folder.hpp"

using namespace headroom;
using Catch::Contains;

namespace {

const std::string company =
    "[company]\nname = \"A\"\nas_of = 2026-10-31\ncurrency = \"CNY\"\ncountry = \"CN\"\n[cash]\nbalance = 900000\n";

const std::string loan =
    "[[loan]]\nname = \"Bank\"\nbalance = 120000.00\nrate_annual = 0.06\nnext_payment = 2026-11-20\naccrued_from = "
    "2026-10-20\n";

Ledger loaded(const TemporaryFolder& folder) {
  auto ledger = load_ledger_folder(folder.path());
  if (!ledger) FAIL(findings_text(ledger.faults()));
  return std::move(ledger).value().ledger;
}

Loan loan_with(const std::string& keys) {
  const TemporaryFolder folder;
  folder.write("company.toml", company + loan + keys);
  return loaded(folder).loans.at(0);
}

std::string said_of(const std::string& keys, const std::string& rates) {
  const TemporaryFolder folder;
  folder.write("company.toml", company + loan + keys);
  folder.write("rates.csv", rates);
  const auto ledger = load_ledger_folder(folder.path());
  return findings_text(ledger ? ledger.value().notices : ledger.faults());
}

}  // namespace

TEST_CASE("every term of a contract reaches the ledger", "[loan]") {
  const Loan parts = loan_with(
      "maturity = 2028-10-20\nrepayment = \"equal_principal\"\nevery = \"2 weeks\"\nlast_period = "
      "\"long\"\nbusiness_days = \"following\"\n"
      "principal_from = 2027-01-15\nprincipal_every = \"half_year\"\nprincipal_payment = 5000.00\ncapitalised_until = "
      "2026-12-31\n"
      "fee = 12.50\nfee_share = 0.01\nfee_every = \"quarter\"\nnext_fee = 2026-12-31\n");
  CHECK(parts.every == Every{0, 14});
  CHECK(parts.long_last_period);
  CHECK(parts.business_days == BusinessDays::following);
  CHECK(parts.country == "CN");
  CHECK(parts.principal_from == Date::of(2027, 1, 15));
  CHECK(parts.principal_every == Every::half_year);
  CHECK(parts.principal_payment == 5000'00);
  CHECK(parts.capitalised_until == Date::of(2026, 12, 31));
  REQUIRE(parts.fee);
  CHECK(parts.fee->amount == 12'50);
  CHECK(parts.fee->share == 0.01);
  CHECK(parts.fee->every == Every::quarter);
  CHECK(parts.fee->next == Date::of(2026, 12, 31));

  const Loan plain = loan_with("maturity = 2028-10-20\n");
  CHECK_FALSE(plain.on_last_day);
  CHECK_FALSE(plain.long_last_period);
  CHECK(plain.business_days == BusinessDays::none);
  CHECK_FALSE(plain.principal_from);
  CHECK_FALSE(plain.fee);
  CHECK_FALSE(plain.floating);
  CHECK(plain.resets.empty());
}

TEST_CASE("a floating loan finds its rates in rates.csv, whatever the order of the rows", "[loan]") {
  const TemporaryFolder folder;
  folder.write(
      "company.toml",
      company + loan +
          "maturity = 2028-10-20\nindex = \"Prime\"\nmultiplier = 2\nspread = 0.01\nfloor = 0.02\ncap = 0.075\n"
          "next_reset = 2027-01-01\nreset_every = \"half_year\"\nfixing_days = 10\nnext_reset_rate = 0.055\n"
          "payment_at_reset = \"kept\"\n");
  folder.write("rates.csv",
               "date,rate,index,source\n2027-12-15,0.04,Prime,x\n2027-06-21,0.025,Prime,x\n2027-06-22,0.03,Prime,x\n");
  const Ledger ledger = loaded(folder);
  const Loan& bank = ledger.loans.at(0);
  REQUIRE(bank.floating);
  CHECK(bank.floating->index == "Prime");
  CHECK(bank.floating->fixing_days == 10);
  CHECK(bank.payment_kept_at_reset);
  REQUIRE(bank.resets.size() == 4);
  CHECK(bank.resets[0].rate_annual == 0.055);
  CHECK(bank.resets[1].date == Date::of(2027, 7, 1));
  CHECK(bank.resets[1].rate_annual == Approx(0.06));   // 0.025 as fixed on 21 June
  CHECK(bank.resets[2].rate_annual == Approx(0.075));  // 0.04 x 2 + 0.01, capped
  REQUIRE(ledger.rates.size() == 1);
  CHECK(ledger.rates[0].fixings.size() == 3);
}

TEST_CASE("without a maturity, the payments say when a loan ends", "[loan]") {
  CHECK(loan_with("payment = 10327.97\n").maturity ==
        Date::of(2027, 10, 20));  // the level payment of 12 months, rounded up
  CHECK(loan_with("repayment = \"equal_principal\"\nprincipal_payment = 50000.00\n").maturity == Date::of(2027, 1, 20));
}

TEST_CASE("a note says whether a floating rate is a path or what was known", "[loan]") {
  const std::string keys =
      "maturity = 2028-10-20\nindex = \"Prime\"\nnext_reset = 2027-01-01\nreset_every = \"year\"\n";
  CHECK_THAT(said_of(keys, "index,date,rate\nPrime,2026-10-20,0.05\n"),
             Contains("the rate from 2027-01-01 on is 5%: Prime stays as it was known on 2026-10-20 (5%)"));
  CHECK_THAT(said_of(keys, "index,date,rate\nPrime,2026-10-20,0.05\nPrime,2027-06-01,0.06\n"),
             Contains("the rate from 2028-01-01 on is 6%: Prime stays as the path given ends on 2027-06-01 (6%)"));
  CHECK_THAT(said_of(keys, "index,date,rate\nPrime,2026-10-20,0.05\nPrime,2029-06-01,0.06\n"),
             Contains("the rate follows the path given in rates.csv up to 2029-06-01"));
}

TEST_CASE("fees, interest and principal are separate flows of a forecast", "[loan]") {
  const TemporaryFolder folder;
  folder.write(
      "company.toml",
      company + loan + "maturity = 2027-10-20\nfee_share = 0.001\nnext_fee = 2026-11-20\nfee_every = \"year\"\n");
  const Forecast forecast = make_forecast(loaded(folder), 30);
  REQUIRE(forecast.flows.size() == 3);
  CHECK(forecast.flows[0].kind == FlowKind::interest);
  CHECK(forecast.flows[0].amount == 600'00);
  CHECK(forecast.flows[1].kind == FlowKind::principal);
  CHECK(forecast.flows[1].amount == 9'727'97);
  CHECK(forecast.flows[2].kind == FlowKind::fee);
  CHECK(forecast.flows[2].amount == 120'00);
}

TEST_CASE("a contract that would ask for more than can be counted is a fault", "[loan]") {
  const TemporaryFolder folder;
  folder.write("company.toml",
               company +
                   "[[loan]]\nname = \"Bank\"\nbalance = 1000000.00\nrate_annual = 5\nnext_payment = 2026-11-20\n"
                   "maturity = 2090-11-20\ncapitalised_until = 2080-01-01\n");
  const auto ledger = load_ledger_folder(folder.path());
  REQUIRE_FALSE(ledger);
  CHECK_THAT(findings_text(ledger.faults()), Contains("company.toml:10:"));
}
