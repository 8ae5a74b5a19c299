// Books of beancount. The balances that fixtures/exports/tannery.beancount should have are those that beancount 2.3.5
// itself gives (bean-query, "select account, sum(position)").

#include "cli/exports/journals/beancount.hpp"

#include <catch2/catch.hpp>

#include "cli/commands/import.hpp"
#include "tests/cli/import_folder.hpp"

using namespace headroom;
using namespace headroom::import_tests;

namespace {

std::string faults_of(const std::string& text) {
  std::string said;
  for (const Fault& fault : read_beancount("b", text).faults) said += to_text(fault) + "\n";
  return said;
}

}  // namespace

TEST_CASE("books of beancount give what beancount's own balances say", "[import][beancount]") {
  const Folder folder;
  ImportArguments arguments = arguments_for(exports / "tannery.beancount", "", folder.books());
  arguments.currency = "EUR";
  const Outcome outcome = import_with(arguments);
  REQUIRE(outcome.status == 0);
  CHECK(text_of(folder.books() / "receivables.csv") ==
        "invoice,counterparty,due,amount,issued,basis\n"
        "T-31,Saddler,2026-03-05,860.00,2026-02-03,the remainder of 1860.00\n");
  CHECK(text_of(folder.books() / "payables.csv") ==
        "bill,counterparty,due,amount,issued,basis\n"
        "H-7,Hides,2026-03-14,450.00,2026-02-12,the remainder of 900.00\n");
  CHECK(text_of(folder.books() / "history.csv") ==
        "kind,id,counterparty,issued,due,amount,settled\n"
        "invoice,T-32,Bookbinder,2026-02-10,2026-03-12,640.00,2026-03-09\n");
  CHECK(loaded(folder.books()).cash == 474500);
  CHECK(loaded(folder.books()).company.as_of == Date::of(2026, 3, 16));
  CHECK(says(outcome.err, "Suspense holds -75.00: money that waits to be assigned is not counted as cash"));
}

TEST_CASE("a pad fills up what the next balance asks for, and any other balance has to be right", "[beancount]") {
  const std::string open = "2026-01-01 open Assets:Bank\n2026-01-01 pad Assets:Bank Equity:Opening\n";
  const Journal padded = read_beancount("b", open + "2026-01-05 balance Assets:Bank 70.00 EUR\n");
  REQUIRE(padded.faults.empty());
  REQUIRE(padded.transactions.size() == 1);
  CHECK(padded.transactions[0].date == Date::of(2026, 1, 1));
  CHECK(padded.transactions[0].postings[0].amounts.at("EUR") == 70'000'000);
  CHECK(says(faults_of(open + "2026-01-05 balance Assets:Bank 70.00 EUR\n2026-01-06 balance Assets:Bank 80.00 EUR\n"),
             "b:4:1: the journal says that Assets:Bank holds 80.00 EUR here, and its postings come to 70.00 EUR"));
  // A balance is the morning's, and that of the accounts below too.
  CHECK(faults_of("2026-01-05 * \"x\"\n  Assets:Bank:A  5.00 EUR\n  Income:X\n2026-01-05 balance Assets:Bank 0 EUR\n"
                  "2026-01-06 balance Assets:Bank 5.00 EUR\n")
            .empty());
}

TEST_CASE("costs and prices balance in what was paid", "[beancount]") {
  const Journal journal = read_beancount(
      "b",
      "2026-01-05 * \"x\"\n  Assets:Depot  10 ACME {5.00 EUR, 2026-01-05} @ 6.00 EUR\n  Assets:Bank\n"
      "2026-01-06 * \"y\"\n  Assets:Dollars  10.00 USD @@ 9.00 EUR\n  Assets:Bank\n"
      "2026-01-07 * \"z\"\n  Assets:Depot  -10 ACME {} @ 6.00 EUR\n  Assets:Bank  60.00 EUR\n  Income:Gains\n");
  REQUIRE(journal.faults.empty());
  CHECK(journal.transactions[0].postings[1].amounts.at("EUR") == -50'000'000);
  CHECK(journal.transactions[1].postings[1].amounts.at("EUR") == -9'000'000);
  CHECK(journal.transactions[2].postings[2].amounts.empty());  // the gain hangs on which shares were sold
}

TEST_CASE("what books of beancount leave to other files or to calculation is a fault with its line", "[beancount]") {
  CHECK(says(faults_of("include \"2025.beancount\"\n"), "b:1:1: another file is included, and is not read"));
  CHECK(says(faults_of("2026-01-05 * \"x\"\n  Assets:Bank  (3 + 4) EUR\n  Income:X\n"), "b:2:1: not an amount"));
  CHECK(says(faults_of("2026-01-05 * \"x\"\n  Assets:Bank  3 EUR\n  Income:X  -4 EUR\n"),
             "b:1:1: a transaction that does not balance: \"EUR\""));
  CHECK(says(faults_of("2026-01-05 * \"x\"\n  Assets:Bank\n  Income:X\n"), "a second posting without an amount"));
  CHECK(says(faults_of("2026-01-05 * \"x\"\n  Assets:Depot  -1 ACME {}\n  Assets:Bank\n"),
             "an amount that follows from the cost of lots"));
}

TEST_CASE("text is beancount's by its directives, and else a journal's", "[beancount]") {
  CHECK(is_beancount_text("; x\noption \"title\" \"Firm\"\n"));
  CHECK(is_beancount_text("2026-01-01 open Assets:Bank EUR\n"));
  CHECK(is_beancount_text("2026-01-01 * \"Ash\" \"lamps\"\n  Assets:Bank  1 EUR\n"));
  CHECK_FALSE(is_beancount_text("2026-01-01 * Ash\n  assets:bank  1 EUR\n  income:x\n"));
  CHECK_FALSE(is_beancount_text("2026-01-01 open house\n  assets:bank  1 EUR\n  income:x\n"));
}
