// Journals as small firms keep them: one account for all customers, free texts, balances that the journal states, and
// a day that nobody gives.

#include <catch2/catch.hpp>
#include <filesystem>

#include "cli/commands/import.hpp"
#include "cli/exports/books/account_roles.hpp"
#include "cli/exports/journals/journal_text.hpp"
#include "cli/exports/journals/shared_account.hpp"
#include "tests/cli/import_folder.hpp"

using namespace headroom;
using namespace headroom::import_tests;
namespace fs = std::filesystem;

namespace {

Outcome import_journal(const Folder& folder, const std::string& journal, const std::string& as_of = "") {
  ImportArguments arguments = arguments_for(folder.write("books.journal", journal), "", folder.books());
  arguments.currency = "EUR";
  if (!as_of.empty()) arguments.as_of = as_of;
  arguments.replace = true;
  return import_with(arguments);
}

std::string table(const Folder& folder, const char* name) {
  const fs::path file = folder.books() / name;
  return fs::exists(file) ? text_of(file) : "";
}

const std::string opening = "2026-04-01 opening\n  assets:bank  EUR 800.00\n  equity:opening\n\n";

/// A sale on account, and a receipt, in the one account of all customers.
std::string sale(const std::string& day, const std::string& text, const std::string& amount) {
  return day + " " + text + "\n  assets:accounts receivable  EUR " + amount + "\n  income:sales\n\n";
}
std::string receipt(const std::string& day, const std::string& text, const std::string& amount) {
  return day + " " + text + "\n  assets:bank  EUR " + amount + "\n  assets:accounts receivable\n\n";
}

}  // namespace

TEST_CASE("a payment in the one account of all customers finds its invoice though its text differs",
          "[import][journal]") {
  const Folder folder;
  const Outcome outcome = import_journal(folder, opening + sale("2026-05-02", "Invoice 52, Fern Joinery", "1400.00") +
                                                     receipt("2026-06-11", "Fern Joinery has paid", "1400.00"));
  REQUIRE(outcome.status == 0);
  CHECK(table(folder, "receivables.csv").empty());
  CHECK(table(folder, "history.csv") ==
        "kind,id,counterparty,issued,amount,settled\n"
        "invoice,52,Fern Joinery,2026-05-02,1400.00,2026-06-11\n");
  CHECK(loaded(folder.books()).cash == 220000);
  CHECK(says(outcome.err, "1 by a name in it"));
}

TEST_CASE("within one account payments go by number, then by exact amount, then to what is oldest",
          "[import][journal]") {
  const Folder folder;
  const Outcome outcome = import_journal(
      folder,
      opening + sale("2026-05-02", "Fern, invoice A-52", "100.00") +
          sale("2026-05-03", "Moss, invoice A-53", "200.00") + sale("2026-05-04", "Reed, invoice A-54", "300.00") +
          sale("2026-05-05", "Sage, invoice A-55", "400.00") + receipt("2026-06-01", "transfer re A-54", "250.00") +
          receipt("2026-06-02", "transfer", "200.00") + receipt("2026-06-03", "cheque at the till", "120.00"));
  REQUIRE(outcome.status == 0);
  CHECK(says(outcome.err, "1 matched within the account by a number in it"));
  CHECK(says(outcome.err, "1 by exactly the amount, 1 against what was oldest"));
  const std::string open = table(folder, "receivables.csv");
  CHECK(says(open, "A-54,Reed,2026-06-03,30.00,"));  // 250 by its number, then the 20 that were left of the cheque
  CHECK(says(open, "A-55,Sage,2026-06-04,400.00,"));
  CHECK(open.find("A-52") == std::string::npos);
  CHECK(open.find("A-53") == std::string::npos);
}

TEST_CASE("an account that is balanced leaves nothing open, whoever the texts speak of", "[import][journal]") {
  const Folder folder;
  const std::string payable = "  liabilities:accounts payable  EUR ";
  const Outcome outcome =
      import_journal(folder, opening + "2026-05-02 Vale Paper\n  expenses:paper  EUR 90.00\n" + payable + "-90.00\n\n" +
                                 "2026-05-03 Hill Ink\n  expenses:ink  EUR 60.00\n" + payable + "-60.00\n\n" +
                                 "2026-06-01 Vale Paper\n" + payable + "150.00\n  assets:bank\n");
  REQUIRE(outcome.status == 0);
  CHECK(table(folder, "payables.csv").empty());
  CHECK(says(outcome.err, "1 credit set off against what is open in the same account"));
  CHECK(loaded(folder.books()).cash == 65000);
}

TEST_CASE("a customer's credit beside other customers' invoices stays his own", "[import][journal]") {
  const Folder folder;
  REQUIRE(import_journal(folder, opening + sale("2026-05-02", "(F-1) Fern", "100.00") +
                                     sale("2026-05-03", "(M-1) Moss", "500.00") +
                                     receipt("2026-06-01", "Fern", "130.00"))
              .status == 0);
  const std::string open = table(folder, "receivables.csv");
  CHECK(says(open, "M-1,Moss,2026-06-02,500.00,"));
  CHECK(says(open, ",Fern,2026-06-01,-30.00,"));
}

TEST_CASE("without --as-of, cash and open items are of the last day on which anything was booked",
          "[import][journal]") {
  const std::string books = opening + "2026-05-02 Fern | invoice 9\n  assets:receivable:Fern  EUR 700.00\n" +
                            "  income:sales\n\n2026-07-20 Rent\n  expenses:rent  EUR 350.00\n  assets:bank\n";
  const Folder told, untold, earlier;
  const Outcome outcome = import_journal(untold, books);
  REQUIRE(outcome.status == 0);
  CHECK(says(outcome.err, "the ledger stands as of 2026-07-20, the last day on which the journal books anything"));
  CHECK(loaded(untold.books()).company.as_of == Date::of(2026, 7, 20));
  CHECK(loaded(untold.books()).cash == 45000);
  REQUIRE(import_journal(told, books, "2026-07-20").status == 0);
  CHECK(loaded(told.books()).cash == 45000);
  REQUIRE(import_journal(earlier, books, "2026-05-02").status == 0);
  CHECK(loaded(earlier.books()).cash == 80000);
}

TEST_CASE("money in a suspense account is no cash, and is said", "[import][journal]") {
  const Folder folder;
  const Outcome outcome =
      import_journal(folder, opening + sale("2026-05-02", "(F-1) Fern", "100.00") +
                                 "2026-05-03 unknown\n  assets:bank:suspense  EUR 75.00\n  income:other\n");
  REQUIRE(outcome.status == 0);
  CHECK(loaded(folder.books()).cash == 80000);
  CHECK(says(outcome.err, "assets:bank:suspense holds 75.00: money that waits to be assigned is not counted as cash"));
  CHECK(role_of_account("assets:bank:Undeposited Funds", {}) == AccountRole::suspense);
  CHECK(role_of_account("assets:cash in transit", {{"assets", 'C'}}) == AccountRole::suspense);
  CHECK(role_of_account("assets:clearing", {{"assets:clearing", 'C'}}) == AccountRole::cash);  // as declared
  CHECK(role_of_account("assets:bank", {}) == AccountRole::cash);
}

TEST_CASE("a balance that the journal states and its postings do not come to is a fault with both figures",
          "[import][journal]") {
  const Folder folder;
  const Outcome outcome = import_journal(folder, opening + sale("2026-05-02", "(F-1) Fern", "100.00") +
                                                     "2026-05-09 Fern\n  assets:bank  EUR 60.00 = EUR 860.00\n" +
                                                     "  assets:accounts receivable  EUR -60.00 = EUR 0.00\n");
  CHECK(outcome.status == 1);
  CHECK(
      says(outcome.err,
           "books.journal:11:1: the journal says that assets:accounts receivable holds 0.00 EUR here, and its postings "
           "come to 40.00 EUR; correct the balance, or book what is missing"));
  CHECK(outcome.err.find("860.00") == std::string::npos);  // that one is right
  // Right in the order of days, as hledger checks it, or of the file, as ledger does.
  const std::string late = "2026-05-09 b\n  assets:bank  EUR 1.00 = EUR ", end = "\n  income:x\n\n";
  CHECK(import_journal(folder, sale("2026-05-02", "(F-1) Fern", "100.00") + late + "801.00" + end + opening).status ==
        0);
  CHECK(import_journal(folder, sale("2026-05-02", "(F-1) Fern", "100.00") + late + "1.00" + end + opening).status == 0);
  CHECK(import_journal(folder, sale("2026-05-02", "(F-1) Fern", "100.00") + late + "5.00" + end + opening).status == 1);
}

TEST_CASE("journals that include others or leave the year out are told for what they are", "[import][journal]") {
  const Folder folder;
  const Outcome include = import_journal(folder, "; all years\ninclude 2025.journal\n");
  CHECK(include.status == 1);
  CHECK(says(include.err, "books.journal:2:1: a line of the journal that is not read here: \"include 2025.journal\""));
  CHECK(says(include.err, "hledger -f FILE print"));
  const Outcome yearless = import_journal(folder, "5/2 lunch with Fern\n  assets:cash  EUR -9.00\n  expenses:food\n");
  CHECK(yearless.status == 1);
  CHECK(says(yearless.err, "books.journal:1:1: a transaction without a date in full: \"5/2\""));
  CHECK(says(yearless.err, "hledger -f FILE print"));
  CHECK(import_journal(folder, "Y2026\n" + opening + "5/2 (F-1) Fern\n  assets:receivable:Fern  EUR 9.00\n  income:x\n")
            .status == 0);
  CHECK(says(table(folder, "receivables.csv"), "F-1,Fern,2026-06-01,9.00,2026-05-02"));
  CHECK_FALSE(is_journal_text("5/2 lunch, 9.00\n5/3 supper, 12.00\n"));
}

TEST_CASE("the number of a document is told from the words before it", "[journal]") {
  CHECK(document_number_in("Invoice 118, Alder Works") == "118");
  CHECK(document_number_in("clay; bill no. K-77/2") == "K-77/2");
  CHECK(document_number_in("Rechnung Nr. 2026-14 Ast GmbH") == "2026-14");
  CHECK(document_number_in("billed for 3 days").empty());
  CHECK(document_number_in("rent for May 2026").empty());
  CHECK(without_document_number("Invoice 118, Alder Works") == "Alder Works");
  CHECK(without_document_number("Invoice 118") == "Invoice 118");
  CHECK(without_document_number("Alder Works") == "Alder Works");
}
