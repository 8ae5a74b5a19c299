// Exports that say themselves what they hold: Xero's, QuickBooks Online's, ageing reports.

#include <catch2/catch.hpp>

#include "cli/commands/import.hpp"
#include "cli/exports/programs/ageing_summary.hpp"
#include "tests/cli/import_folder.hpp"

using namespace headroom;
using namespace headroom::import_tests;
namespace fs = std::filesystem;

namespace {

Outcome import_known(const Folder& folder, const fs::path& source, const std::string& currency,
                     const std::string& as = "") {
  ImportArguments arguments = arguments_for(source, as, folder.books());
  arguments.currency = currency;
  arguments.rates = {"EUR=0.86"};
  return import_with(arguments);
}

Outcome import_text(const Folder& folder, const std::string& csv, const std::string& as = "") {
  return import_known(folder, folder.write("export.csv", csv), "USD", as);
}

std::string row_text(const std::string& xero_columns) {
  return "ContactName,InvoiceNumber,InvoiceDate,DueDate,Total,InvoiceAmountDue,Currency,Type,Status\n" + xero_columns;
}

}  // namespace

TEST_CASE("Xero's invoices count once, whatever the number of their lines", "[import][xero]") {
  const Folder folder;
  const Outcome outcome = import_known(folder, exports / "xero_invoices.csv", "GBP");
  REQUIRE(outcome.status == 0);
  CHECK(text_of(folder.books() / "receivables.csv") ==
        "invoice,counterparty,due,amount,issued,currency\n"
        "INV-0301,Fenwick Lighting Ltd,2026-10-02,1440.00,2026-09-02,GBP\n"
        "INV-0302,\"Brae & Loch, Hotels\",2026-10-14,2000.00,2026-09-14,GBP\n"
        "INV-0304,Nordhavn A/S,2026-10-28,5200.00,2026-09-28,EUR\n"
        "CN-0021,\"Brae & Loch, Hotels\",2026-09-30,-120.00,2026-09-30,GBP\n"
        "line 12,Fenwick Lighting Ltd,2026-10-08,-75.00,2026-10-08,GBP\n");
  for (const char* part :
       {"is a Xero export of invoices and bills.", "11 rows of 8 documents: each document counts once",
        "1 document with the status \"draft\" left out", "1 document with the status \"voided\" left out",
        "1 paid invoice left out: the export does not say when it was paid", "taken as credit notes (lines 11, 12)"})
    CHECK(says(outcome.err, part));
  // What was paid already was sold too: 1,440 + 3,600 + 600 and 5,200 euros at 0.86.
  CHECK(says(outcome.err, "sales go on at GBP 10,112 a month"));
  CHECK(loaded(folder.books()).receivables.size() == 5);
}

TEST_CASE("Xero's bills go to payables, into the same folder", "[import][xero]") {
  const Folder folder;
  REQUIRE(import_known(folder, exports / "xero_invoices.csv", "GBP").status == 0);
  const Outcome outcome = import_known(folder, exports / "xero_bills.csv", "GBP");
  REQUIRE(outcome.status == 0);
  CHECK(text_of(folder.books() / "payables.csv") ==
        "bill,counterparty,due,amount,issued,currency\n"
        "4471,Kilnworks Ceramics,2026-10-18,2160.00,2026-09-18,GBP\n"
        "C-88,City Couriers,2026-10-07,342.50,2026-09-30,GBP\n");
  CHECK(says(outcome.err, "1 document with the status \"awaiting approval\" left out"));
  CHECK(says(outcome.err, "a supplier's credit is no bill (line 6)"));
  CHECK(loaded(folder.books()).payables.size() == 2);
}

TEST_CASE("faults in a Xero export are named with line and column", "[import][xero]") {
  const Folder folder;
  const Outcome outcome =
      import_text(folder, row_text("Ash,1,14/03/2026,soon,5.00,5.00,USD,Sales invoice,Awaiting Payment\n"
                                   ",2,14/03/2026,15/04/2026,5.00,5.00,USD,Sales invoice,Awaiting Payment\n"
                                   "Ash,3,14/03/2026,15/04/2026,5.00,five,USD,Sales invoice,Awaiting Payment\n"
                                   "Ash,4,14/03/2026,15/04/2026,5.00,5.00,USX,Sales invoice,Awaiting Payment\n"
                                   "Ash,5,14/03/2026,15/04/2026,5.00,5.00,USD,Quote,Awaiting Payment\n"
                                   "Ash,6,14/03/2026,,5.00,5.00,USD,Sales invoice,Awaiting Payment\n"));
  CHECK(outcome.status == 1);
  for (const char* part :
       {"export.csv:2:18: DueDate is not a date written DD/MM/YYYY: \"soon\"", "export.csv:3:1: ContactName is empty",
        "export.csv:4:34: InvoiceAmountDue is not an amount written 1,234.50: \"five\"",
        "export.csv:5:39: unknown currency: \"USX\"", "export.csv:6:43: unknown type of document: \"Quote\"",
        "export.csv:7:1: DueDate is empty", "Nothing was written.\n"})
    CHECK(says(outcome.err, part));
  CHECK(files_in(folder.books()) == 0);
}

TEST_CASE("Xero's dates that read two ways are refused until a mapping decides", "[import][xero]") {
  const Folder folder;
  const fs::path source = folder.write(
      "export.csv", row_text("Ash,1,01/03/2026,02/04/2026,5.00,5.00,USD,Sales invoice,Awaiting Payment\n"));
  const Outcome refused = import_known(folder, source, "USD");
  CHECK(refused.status == 1);
  CHECK(says(refused.err,
             "the dates can be read in 2 ways, and no value decides: \"01/03/2026\"; pass with --map a file that says: "
             "date = "));
  ImportArguments arguments = arguments_for(source, "", folder.books());
  arguments.map = folder.write("mapping.toml", "date = \"MM/DD/YYYY\"\n");
  REQUIRE(import_with(arguments).status == 0);
  CHECK(says(text_of(folder.books() / "receivables.csv"), "1,Ash,2026-02-04,5.00,2026-01-03,USD\n"));
}

TEST_CASE("two Xero documents of one number stay two", "[import][xero]") {
  const Folder folder;
  REQUIRE(import_text(folder, row_text("Ash,7,14/03/2026,15/04/2026,5.00,5.00,USD,Bill,Awaiting Payment\n"
                                       "Ash,7,14/03/2026,15/04/2026,5.00,5.00,USD,Bill,Awaiting Payment\n"
                                       "Ash,7,16/03/2026,15/04/2026,8.00,8.00,USD,Bill,Awaiting Payment\n"))
              .status == 0);
  CHECK(text_of(folder.books() / "payables.csv") ==
        "bill,counterparty,due,amount,issued,currency\n7,Ash,2026-04-15,5.00,2026-03-14,USD\n7 "
        "(2),Ash,2026-04-15,8.00,2026-03-16,USD\n");
}

TEST_CASE("Xero's aged details are read below the names of their customers", "[import][xero]") {
  const Folder folder;
  const Outcome outcome = import_known(folder, exports / "xero_aged_receivables_detail.csv", "GBP");
  REQUIRE(outcome.status == 0);
  CHECK(text_of(folder.books() / "receivables.csv") ==
        "invoice,counterparty,due,amount,issued\n"
        "INV-0302,\"Brae & Loch, Hotels\",2026-10-14,2000.00,2026-09-14\n"
        "CN-0021,\"Brae & Loch, Hotels\",2026-09-30,-120.00,2026-09-30\n"
        "INV-0250,Total Wine Cellars,2026-07-01,410.25,2026-06-01\n"
        "INV-0306,Total Wine Cellars,2026-11-11,830.00,2026-10-12\n");
  CHECK(says(text_of(folder.books() / "company.toml"), "as_of = 2026-10-15  # as the export says of itself"));
  CHECK(says(outcome.err, "the report's own total agrees with its rows"));
}

TEST_CASE("Xero's transactions of an account match payments by the invoice's number", "[import][xero]") {
  const Folder folder;
  const Outcome outcome = import_known(folder, exports / "xero_account_transactions.csv", "GBP");
  REQUIRE(outcome.status == 0);
  CHECK(text_of(folder.books() / "receivables.csv") ==
        "invoice,counterparty,due,amount,issued,basis\n"
        "INV-0301,Fenwick Lighting Ltd,2026-10-02,1440.00,2026-09-02,ASSUMPTION: due 30 days after its date\n"
        "INV-0302,\"Brae & Loch, Hotels\",2026-10-14,1880.00,2026-09-14,ASSUMPTION: due 30 days after its date; the "
        "remainder of 3600.00\n");
  CHECK(text_of(folder.books() / "history.csv") ==
        "kind,id,counterparty,issued,amount,settled\ninvoice,INV-0303,Fenwick Lighting "
        "Ltd,2026-09-21,600.00,2026-10-05\n");
  CHECK(says(outcome.err,
             "2 payments and 1 credit note matched: 2 by the number of the invoice, 1 against what was oldest"));
  CHECK(says(outcome.err, "1 row of type \"Manual Journal\" left out"));
}

TEST_CASE("QuickBooks' open invoices are read with groups, sub-customers and credits", "[import][quickbooks]") {
  const Folder folder;
  const Outcome outcome = import_known(folder, exports / "quickbooks_open_invoices.csv", "USD");
  REQUIRE(outcome.status == 0);
  CHECK(text_of(folder.books() / "receivables.csv") ==
        "invoice,counterparty,due,amount,issued\n"
        "2107,Alder Street Cafe,2026-10-14,1284.50,2026-09-14\n"
        "1187,Alder Street Cafe,2026-10-05,-84.50,2026-10-05\n"
        "2131,Alder Street Cafe,2026-11-19,642.00,2026-10-20\n"
        "2085,Bayside Hotels:Bayside Hotels Pier House,2026-09-02,4180.75,2026-08-03\n"
        "2119,Bayside Hotels,2026-11-11,2000.00,2026-10-12\n"
        "CM-41,Bayside Hotels,2026-10-15,-250.00,2026-10-15\n");
  CHECK(says(outcome.out, "7,772.75 in 6 items"));  // the report's own TOTAL
  CHECK(says(outcome.err, "4 rows of totals left out"));
  CHECK(says(outcome.err, "the report's own total agrees with its rows: 7772.75 (line 18)"));
}

TEST_CASE("a report whose own totals disagree with its rows is not believed in silence", "[import][quickbooks]") {
  const Folder folder;
  std::string report = text_of(exports / "quickbooks_open_invoices.csv");
  report.replace(report.find("642.00"), 6, "641.00");
  const Outcome outcome = import_text(folder, report);
  CHECK(outcome.status == 1);
  CHECK(says(outcome.err, "the report's own total of Alder Street Cafe is 1842.00, its rows add up to 1841.00"));
  CHECK(says(outcome.err, "the report's own total is 7772.75, its rows add up to 7771.75"));
}

TEST_CASE("QuickBooks' unpaid bills are read, telephone numbers are not", "[import][quickbooks]") {
  const Folder folder;
  const Outcome outcome = import_known(folder, exports / "quickbooks_unpaid_bills.csv", "USD");
  REQUIRE(outcome.status == 0);
  CHECK(text_of(folder.books() / "payables.csv") ==
        "bill,counterparty,due,amount,issued\n"
        "R9-5521,Roastery No. 9,2026-10-28,3412.00,2026-09-28\n"
        "R9-5560,Roastery No. 9,2026-11-25,1980.00,2026-10-26\n"
        "line 12,Valley Freight,2026-11-09,418.20,2026-10-30\n");
  CHECK(says(outcome.err, "a supplier's credit is no bill (line 13)"));
}

TEST_CASE("QuickBooks' ageing detail takes the customers from their column, not from the ages",
          "[import][quickbooks]") {
  const Folder folder;
  REQUIRE(import_known(folder, exports / "quickbooks_ar_ageing_detail.csv", "USD").status == 0);
  CHECK(text_of(folder.books() / "receivables.csv") ==
        "invoice,counterparty,due,amount,issued\n"
        "2066,Mill Lane Bakery,2026-08-05,310.00,2026-07-06\n"
        "2107,Alder Street Cafe,2026-10-14,1284.50,2026-09-14\n"
        "2131,Alder Street Cafe,2026-11-19,642.00,2026-10-20\n"
        "JE-12,Bayside Hotels:Pier House,2026-10-22,75.25,2026-10-22\n");
}

TEST_CASE("payments in QuickBooks' list of transactions are matched to the invoices", "[import][quickbooks]") {
  const Folder folder;
  const Outcome outcome = import_known(folder, exports / "quickbooks_transactions_by_customer.csv", "USD");
  REQUIRE(outcome.status == 0);
  CHECK(text_of(folder.books() / "receivables.csv") ==
        "invoice,counterparty,due,amount,issued,basis\n"
        "2093,Alder Street Cafe,2026-09-16,500.00,2026-08-17,the remainder of 1100.00\n"
        "DEP,Harbor Diner,2026-10-28,-250.00,2026-10-28,a payment that met no invoice\n");
  CHECK(text_of(folder.books() / "history.csv") ==
        "kind,id,counterparty,issued,due,amount,settled\n"
        "invoice,2070,Alder Street Cafe,2026-07-13,2026-08-12,900.00,2026-08-19\n"
        "invoice,2107,Alder Street Cafe,2026-09-14,2026-10-14,1284.50,2026-09-30\n");
  for (const char* part : {"4 payments and 1 credit note matched: 3 by counterparty and amount, 1 against what was "
                           "oldest, 1 to no invoice",
                           "1 row of type \"Estimate\" left out", "1 row left out with an amount of 0 (line 22)",
                           "1 invoice left out that credit notes settle in full",
                           "owed back to them, as a credit note due at once (line 21)"})
    CHECK(says(outcome.err, part));
  CHECK(loaded(folder.books()).history.size() == 2);
}

TEST_CASE("what happened after the ledger's day is left out of a list of transactions", "[import][quickbooks]") {
  const Folder folder;
  ImportArguments arguments = arguments_for(exports / "quickbooks_transactions_by_customer.csv", "", folder.books());
  arguments.currency = "USD";
  arguments.as_of = "2026-09-15";
  const Outcome outcome = import_with(arguments);
  REQUIRE(outcome.status == 0);
  CHECK(text_of(folder.books() / "receivables.csv") ==
        "invoice,counterparty,due,amount,issued\n"
        "2093,Alder Street Cafe,2026-09-16,1100.00,2026-08-17\n"
        "2107,Alder Street Cafe,2026-10-14,1284.50,2026-09-14\n");
  CHECK(says(outcome.err, "3 payments after 2026-09-15 left out: what they settled is open again"));
}

TEST_CASE("a list of transactions without due dates marks those it assumes, and history does not learn from them",
          "[import][quickbooks]") {
  const Folder folder;
  const Outcome outcome = import_text(
      folder,
      "Date,Transaction Type,Num,Name,Amount\n07/13/2026,Invoice,1,Ash,50.00\n07/20/2026,Payment,,Ash,-50.00\n"
      "07/21/2026,Invoice,2,Ash,70.00\n07/22/2026,Bill,3,Elm,20.00\n07/23/2026,Bill Payment (Check),9,Elm,-5.00\n");
  REQUIRE(outcome.status == 0);
  CHECK(says(text_of(folder.books() / "receivables.csv"),
             "2,Ash,2026-08-20,70.00,2026-07-21,ASSUMPTION: due 30 days after its date\n"));
  CHECK(says(text_of(folder.books() / "payables.csv"),
             "3,Elm,2026-08-21,15.00,2026-07-22,ASSUMPTION: due 30 days after its date; the remainder of 20.00\n"));
  CHECK(says(text_of(folder.books() / "history.csv"), "invoice,1,Ash,2026-07-13,50.00,2026-07-20\n"));
}

TEST_CASE("an ageing becomes items due in the middle of their age, marked as such", "[import][ageing]") {
  const Folder folder;
  const Outcome outcome = import_known(folder, exports / "ageing_summary.csv", "USD");
  REQUIRE(outcome.status == 0);
  const std::string text = text_of(folder.books() / "receivables.csv");
  CHECK(says(text, "invoice,counterparty,due,amount,basis\n"));
  CHECK(says(text,
             "ageing 1 - 30,Alder Street Cafe,2026-10-16,1200.00,\"ASSUMPTION: no invoice but a sum by age (1 - 30), "
             "due in the middle of "
             "it\"\n"));
  CHECK(says(text, "ageing CURRENT,Alder Street Cafe,2026-11-15,642.00,"));
  CHECK(says(text, "ageing 91 AND OVER,Mill Lane Bakery,2026-07-18,88.10,"));
  CHECK(says(text, "ageing CURRENT,Harbor Diner,2026-11-15,-250.00,"));
  CHECK(says(outcome.out, "7,920.85 in 7 items"));  // the report's own TOTAL
  CHECK(says(outcome.err, "this is an ageing, without invoices: 7 items are made of it"));
  CHECK(loaded(folder.books()).receivables.size() == 7);
}

TEST_CASE("an ageing of what is owed to suppliers becomes payables", "[import][ageing]") {
  const Folder folder;
  REQUIRE(import_known(folder, exports / "ageing_payables.csv", "GBP").status == 0);
  const Ledger ledger = loaded(folder.books());
  REQUIRE(ledger.payables.size() == 3);
  CHECK(ledger.payables[2].amount == 101800);
  CHECK(iso_text(ledger.payables[2].due) == "2026-06-02");  // 121 to 150 days past due
}

TEST_CASE("an ageing that does not say its day or its side is asked for both", "[import][ageing]") {
  const Folder folder;
  const std::string csv = "Party,Current,1-30,31-60,Total\nAsh,1.00,2.00,3.00,7.00\nTotal,1.00,2.00,3.00,7.00\n";
  const Outcome refused = import_text(folder, csv);
  CHECK(refused.status == 1);
  CHECK(says(refused.err,
             "export.csv:1:1: the ageing does not say of which day it is; give that day: --as-of YYYY-MM-DD"));
  CHECK(
      says(refused.err,
           "the ageing does not say whether this is owed to you or by you; say so: --as receivables or --as payables"));
  ImportArguments arguments = arguments_for(folder.path() / "export.csv", "payables", folder.books());
  arguments.as_of = "2026-06-30";
  arguments.currency = "USD";
  const Outcome wrong = import_with(arguments);
  CHECK(wrong.status == 1);
  CHECK(says(wrong.err, "export.csv:2:20: the report's own total is 7.00, this row's columns add up to 6.00"));
  CHECK(says(wrong.err, "export.csv:3:22: the report's own total is 7.00, its rows add up to 6.00"));
  folder.write("export.csv", "Party,Current,1-30,31-60,Total\nAsh,1.00,2.00,3.00,6.00\nTotal,1.00,2.00,3.00,6.00\n");
  const Outcome outcome = import_with(arguments);
  REQUIRE(outcome.status == 0);
  CHECK(loaded(folder.books()).payables.size() == 3);
  CHECK(says(outcome.err, "the report's own total agrees with its rows: 6.00 (line 3)"));
}

TEST_CASE("headings of an ageing name days past due", "[import][ageing]") {
  const auto middle = [](const char* heading) {
    const auto bucket = ageing_bucket(heading);
    return bucket ? std::optional(bucket->middle()) : std::nullopt;
  };
  CHECK(middle("Current") == -15);
  CHECK(middle("Not yet due") == -15);
  CHECK(middle("1 - 30") == 15);
  CHECK(middle("31-60 days past due") == 45);
  CHECK(middle("61 to 90") == 75);
  CHECK(middle("91 and over") == 105);
  CHECK(middle("> 90") == 105);
  CHECK(middle("Over 90 days") == 105);
  CHECK(middle("91+") == 105);
  CHECK(middle("< 1 Month") == 15);
  CHECK(middle("1 Month") == 45);
  CHECK(middle("3 Months") == 105);
  CHECK(middle("0-30") == 15);
  CHECK_FALSE(middle("Total"));
  CHECK_FALSE(middle("2026"));
  CHECK_FALSE(middle("Customer"));
  CHECK_FALSE(middle("90-30"));
}

TEST_CASE("--as keeps of an export that holds more only what it asks for", "[import]") {
  const Folder folder;
  const Outcome outcome = import_known(folder, exports / "quickbooks_transactions_by_customer.csv", "USD", "history");
  REQUIRE(outcome.status == 0);
  CHECK(says(outcome.err, "2 receivables left out, because of --as history"));
  CHECK_FALSE(fs::exists(folder.books() / "receivables.csv"));
  const Outcome none = import_known(folder, exports / "quickbooks_open_invoices.csv", "USD", "orders");
  CHECK(none.status == 1);
  CHECK(says(none.err, "holds no orders; leave out --as: it tells what it holds"));
}

TEST_CASE("an export that does not say what it holds needs --as", "[import]") {
  const Folder folder;
  const Outcome outcome = import_text(folder, "Invoice,Customer,Due,Balance\n1,Ash,2026-07-10,5.00\n");
  CHECK(outcome.status == 2);
  CHECK(says(outcome.err, "--as is missing: "));
  CHECK(says(outcome.err, "use one of: receivables, payables, orders, history, counterparties"));
}

TEST_CASE("files of an earlier import are all in the way, or all replaced", "[import]") {
  const Folder folder;
  REQUIRE(import_known(folder, exports / "quickbooks_transactions_by_customer.csv", "USD").status == 0);
  const Outcome refused = import_known(folder, exports / "quickbooks_transactions_by_customer.csv", "USD");
  CHECK(refused.status == 1);
  CHECK(says(refused.err, "receivables.csv: already exists"));
  CHECK(says(refused.err, "history.csv: already exists"));
  ImportArguments arguments = arguments_for(exports / "quickbooks_transactions_by_customer.csv", "", folder.books());
  arguments.replace = true;
  CHECK(import_with(arguments).status == 0);
  CHECK(files_in(folder.books()) == 4);
}

TEST_CASE("what an import writes loads, or nothing is written: names too long, days beyond the calendar", "[import]") {
  const Folder folder;
  const std::string name(1001, 'x');
  const Outcome refused =
      import_text(folder, row_text(name + ",1,14/03/2026,15/04/2026,5.00,5.00,USD,Bill,Awaiting Payment\n"));
  CHECK(refused.status == 1);
  CHECK(says(refused.err, "export.csv:2:1: a name longer than 1000 bytes"));
  CHECK(files_in(folder.books()) == 0);
  ImportArguments arguments = arguments_for(
      folder.write("export.csv", "Date,Transaction Type,Num,Name,Amount\n2199-12-30,Invoice,1,Ash,50.00\n"), "",
      folder.books());
  arguments.currency = "USD";
  CHECK(import_with(arguments).status == 1);  // no day that a ledger could have
  arguments.as_of = "2026-01-01";
  CHECK(import_with(arguments).status == 1);  // and nothing is left of it before that day
}

TEST_CASE("an overdraft in a journal is no cash", "[import][journal]") {
  const Folder folder;
  const Outcome outcome = import_text(folder,
                                      "2026-01-05 Elm\n    liabilities:payable  $9.00\n    assets:bank\n\n2026-01-06 "
                                      "Ash\n    assets:receivable  $5.00\n    income:x\n");
  REQUIRE(outcome.status == 0);
  CHECK(loaded(folder.books()).cash == 0);
  CHECK(
      says(outcome.err, "assets:bank is overdrawn by USD 9.00: a credit line of just that, until you enter its limit"));
}

TEST_CASE("an export of another day than the ledger's says so", "[import]") {
  const Folder folder;
  ImportArguments arguments = arguments_for(exports / "quickbooks_open_invoices.csv", "", folder.books());
  arguments.currency = "USD";
  arguments.as_of = "2026-09-30";
  const Outcome outcome = import_with(arguments);
  REQUIRE(outcome.status == 0);
  CHECK(says(outcome.err,
             "the export speaks of 2026-10-31, the ledger of 2026-09-30: what was paid or issued in between is wrong "
             "by that"));
}
