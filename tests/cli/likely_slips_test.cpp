// What is most likely a slip of the pen in a ledger without faults.

#include <catch2/catch.hpp>

#include "tests/cli/store_sample.hpp"

using namespace headroom;

namespace {

const std::string head =
    "[company]\nname = \"Alder\"\nas_of = 2026-10-31\ncurrency = \"EUR\"\n[cash]\nbalance = 900.00\n";

std::string said_of(const std::map<std::string, std::string>& documents) {
  DocumentSource source(documents);
  const auto ledger = load_ledger(source);
  return findings_text(ledger ? ledger.value().notices : ledger.faults());
}

std::string loan(const std::string& terms) {
  return head + "[[loan]]\nname = \"Bank\"\nbalance = 100.00\nrate_annual = 0.04\n" + terms;
}

}  // namespace

TEST_CASE("items due before they are issued are warned of, at the first", "[slips]") {
  const std::string said = said_of({{"company.toml", head},
                                    {"receivables.csv",
                                     "invoice,counterparty,due,amount,issued\n1,A,2026-11-01,5.00,2026-10-01\n"
                                     "2,A,2026-09-01,6.00,2026-09-30\n3,B,2026-09-01,7.00,2026-09-02\n"}});
  CHECK_THAT(said,
             Catch::Contains("receivables.csv:3:1: warning: 2 invoices are due before they are issued: \"2, 3\""));
}

TEST_CASE("a year far away is warned of", "[slips]") {
  const std::string said =
      said_of({{"company.toml", head},
               {"receivables.csv", "invoice,counterparty,due,amount\n1,A,2062-11-01,5.00\n2,A,2031-10-30,6.00\n"},
               {"payables.csv", "bill,counterparty,due,amount\n1,B,2006-11-01,5.00\n"}});
  CHECK_THAT(said, Catch::Contains("receivables.csv:2:1: warning: 1 invoice is due in a year far away: \"1\""));
  CHECK_THAT(said, Catch::Contains("payables.csv:2:1: warning: 1 bill is due in a year far away"));
}

TEST_CASE("a share of costs above 1 is warned of", "[slips]") {
  const std::string sales =
      "[[sales]]\nname = \"S\"\ncounterparty = \"A\"\namount = 1.00\nevery = \"month\"\nnext = 2026-11-30\ncost_share "
      "= ";
  CHECK_THAT(said_of({{"company.toml", head + sales + "6.2\n"}}), Catch::Contains("`cost_share` of 620%"));
  CHECK_THAT(said_of({{"company.toml", head + sales + "1\n"}}), !Catch::Contains("`cost_share`"));
}

TEST_CASE("a maturity off the cycle of payments is warned of, month ends with what to write", "[slips]") {
  const std::string ends =
      said_of({{"company.toml", loan("next_payment = 2026-11-30\nevery = \"month\"\nmaturity = 2027-01-31\n")}});
  CHECK_THAT(ends, Catch::Contains("a last period of 1 day comes after 2027-01-30"));
  CHECK_THAT(ends, Catch::Contains("write day = \"last\""));
  CHECK_THAT(said_of({{"company.toml", loan("next_payment = 2026-11-20\nevery = \"month\"\nmaturity = 2027-01-25\n")}}),
             Catch::Contains("last_period = \"short\""));
  for (const char* rest : {"next_payment = 2026-11-30\nevery = \"month\"\nmaturity = 2027-01-31\nday = \"last\"\n",
                           "next_payment = 2026-11-30\nevery = \"month\"\nmaturity = 2027-02-28\n",
                           "next_payment = 2026-11-20\nmaturity = 2027-01-25\nlast_period = \"short\"\n"})
    CHECK_THAT(said_of({{"company.toml", loan(rest)}}), !Catch::Contains("a last period of"));
}

TEST_CASE("credit notes that are set off are said once, with their sum", "[slips]") {
  const std::string said = said_of({{"company.toml", head},
                                    {"receivables.csv",
                                     "invoice,counterparty,due,amount\n1,A,2026-11-01,50.00\nN,A,2026-11-05,-20.00\n"
                                     "M,B,2026-11-05,-7.00\n"}});
  CHECK_THAT(said, Catch::Contains("note: 1 credit note that names no invoice is set off against open invoices of the "
                                   "same customer, the oldest due first (20.00 EUR): \"N\""));
}
