// Payouts of platforms: under way they are owed, arrived they are history.

#include <catch2/catch.hpp>

#include "tests/cli/import_folder.hpp"

using namespace headroom;
using namespace headroom::import_tests;

namespace {

Outcome import_payouts(const Folder& folder, const std::string& name, const std::string& content,
                       const std::string& as_of) {
  ImportArguments arguments;
  arguments.source = folder.write(name, content);
  arguments.into = folder.books();
  arguments.as_of = as_of;
  arguments.currency = "USD";
  return import_with(arguments);
}

constexpr const char* stripe =
    "id,Amount,Created (UTC),Currency,Arrival Date (UTC),Status,Type\n"
    "po_1,812.40,2026-07-01 02:10,usd,2026-07-03 00:00,paid,bank_account\n"
    "po_2,655.00,2026-07-06 02:10,usd,2026-07-09 00:00,in_transit,bank_account\n"
    "po_3,120.00,2026-07-05 02:10,usd,2026-07-08 00:00,failed,bank_account\n";

std::string settlement(const std::string& total) {
  return "settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\t"
         "transaction-type\torder-id\tamount\n"
         "501\t2026-06-20 00:00:00 UTC\t2026-07-04 00:00:00 UTC\t2026-07-06 00:00:00 UTC\t" +
         total +
         "\tUSD\t\t\t\n"
         "501\t\t\t\t\t\tOrder\tA-1\t400.00\n"
         "501\t\t\t\t\t\tOrder\tA-1\t-60.00\n"
         "501\t\t\t\t\t\tRefund\tA-0\t-15.50\n";
}

}  // namespace

TEST_CASE("a Stripe payout under way is owed by Stripe until it arrives", "[import]") {
  const Folder folder;
  const Outcome outcome = import_payouts(folder, "payouts.csv", stripe, "2026-07-07");
  REQUIRE(outcome.status == 0);
  CHECK(says(outcome.err, "failed; the money stays in the platform's balance"));
  const Ledger ledger = loaded(folder.books());
  REQUIRE(ledger.receivables.size() == 1);
  CHECK(ledger.receivables[0].counterparty == "Stripe");
  CHECK(ledger.receivables[0].amount == 65500);
  CHECK(iso_text(ledger.receivables[0].due) == "2026-07-09");
  CHECK(ledger.history.size() == 1);
}

TEST_CASE("an Amazon settlement is owed until its deposit date, and its rows have to come to its total", "[import]") {
  const Folder folder;
  REQUIRE(import_payouts(folder, "settlement.txt", settlement("324.50"), "2026-07-05").status == 0);
  const Ledger before = loaded(folder.books());
  REQUIRE(before.receivables.size() == 1);
  CHECK(before.receivables[0].counterparty == "Amazon");
  CHECK(before.receivables[0].amount == 32450);
  CHECK(iso_text(before.receivables[0].due) == "2026-07-06");

  const Folder later;
  REQUIRE(import_payouts(later, "settlement.txt", settlement("324.50"), "2026-07-10").status == 0);
  CHECK(loaded(later.books()).receivables.empty());

  const Folder wrong;
  const Outcome outcome = import_payouts(wrong, "settlement.txt", settlement("340.00"), "2026-07-05");
  CHECK(outcome.status == 1);
  CHECK(says(outcome.err, "the rows of the settlement come to 324.50, not to its total"));
}
