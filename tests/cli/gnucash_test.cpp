// GnuCash's books as an import reads them. fixtures/exports/workshop.gnucash was made by GnuCash 4.13
// (tools/make_gnucash_books.py); workshop.aging.csv holds what GnuCash's own ageing reports say of it.

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <array>
#include <catch2/catch.hpp>
#include <set>

#include "cli/exports/gnucash/gnucash_books.hpp"
#include "cli/exports/gnucash/gnucash_index.hpp"
#include "cli/report/words/language.hpp"
#include "cli/store/gnucash_reader.hpp"
#include "cli/syntax/csv.hpp"
#include "models/money.hpp"
#include "tests/cli/gnucash_sample.hpp"

using namespace headroom;
using namespace headroom::import_tests;
namespace fs = std::filesystem;

namespace {

GnucashTables workshop_tables() {
  const Result<GnucashTables> tables = read_gnucash_tables(workshop);
  REQUIRE(tables.ok());
  return tables.value();
}

ImportedBooks workshop_books(const BooksRequest& request = {}) {
  ImportedBooks books = read_gnucash_books("workshop.gnucash", workshop_tables(), request);
  for (const Fault& fault : books.faults) UNSCOPED_INFO(to_text(fault));
  REQUIRE(books.faults.empty());
  return books;
}

const ExportedItems& table_of(const ImportedBooks& books, ImportKind kind) {
  for (const ExportedItems& table : books.tables)
    if (table.kind == kind) return table;
  FAIL("no such table");
  return books.tables.front();
}

/// "Dogwood Hotels" for "Dogwood Hotels (000004)".
std::string without_number(const std::string& name) {
  const std::size_t at = name.find(" (0");
  return name.substr(0, at);
}

/// What each counterparty owes or is owed, in minor units: a company may be there twice.
std::multiset<std::pair<std::string, Minor>> totals_of(const ExportedItems& items) {
  std::map<std::string, Minor> sums;
  for (const ExportedItem& item : items.items)
    sums[items.value(item, "counterparty")] += *parse_money(items.value(item, "amount"), 2).amount;
  std::multiset<std::pair<std::string, Minor>> totals;
  for (const auto& [name, sum] : sums) totals.emplace(without_number(name), sum);
  return totals;
}

std::multiset<std::pair<std::string, Minor>> reported_totals(const std::string& report) {
  const Result<CsvTable> table = read_csv(exports / "workshop.aging.csv");
  REQUIRE(table.ok());
  std::multiset<std::pair<std::string, Minor>> totals;
  for (const CsvRow& row : table.value().rows)
    if (row.fields[0].text == report) totals.emplace(row.fields[2].text, *parse_money(row.fields[3].text, 2).amount);
  return totals;
}

}  // namespace

TEST_CASE("what each customer owes agrees with GnuCash's own ageing report", "[gnucash]") {
  CHECK(totals_of(table_of(workshop_books(), ImportKind::receivables)) == reported_totals("Receivable Aging"));
}

TEST_CASE("what each supplier is owed agrees with GnuCash's own ageing report, but for a credit that is left out",
          "[gnucash]") {
  const ImportedBooks books = workshop_books();
  auto reported = reported_totals("Payable Aging");
  const auto glue = reported.find({"Glue & Screw", 34625});
  REQUIRE(glue != reported.end());
  reported.erase(glue);
  reported.emplace("Glue & Screw", 34625 + 6400);
  CHECK(totals_of(table_of(books, ImportKind::payables)) == reported);
  const std::vector<std::string> remarks = texts_of(books.remarks);
  CHECK(std::count(
            remarks.begin(), remarks.end(),
            "1 credit of suppliers left out (EUR 64.00): to count on one, enter it as a receivable of that supplier") ==
        1);
}

TEST_CASE("an open document keeps its remainder, dates, currency and owner, also behind a job", "[gnucash]") {
  const Folder folder;
  REQUIRE(import_books(workshop, folder.books()).status == 0);
  CHECK(text_of(folder.books() / "receivables.csv") ==
        "invoice,counterparty,due,amount,issued,currency\n"
        "R-2604,Birch Hill School,2026-08-15,1032.84,2026-06-29,EUR\n"
        "R-2607,\"Cedar Yachts, Inc.\",2026-08-14,10000.00,2026-07-15,USD\n"
        "R-2605,Alder & Söhne,2026-08-19,4878.00,2026-07-20,EUR\n"
        "R-2606,Dogwood Hotels (000004),2026-08-24,4460.31,2026-08-10,EUR\n"
        "R-2608,\"Cedar Yachts, Inc.\",2026-09-27,3399.99,2026-08-28,USD\n"
        "G-2601,Alder & Söhne,2026-08-31,-178.50,2026-08-31,EUR\n"
        "R-2609,Dogwood Hotels (000006),2026-09-30,988.89,2026-08-31,EUR\n"
        "R-2610,Birch Hill School,2026-10-14,856.80,2026-09-14,EUR\n"
        "on account 2026-09-10,Dogwood Hotels (000004),2026-09-10,-300.00,2026-09-10,EUR\n");
  CHECK(text_of(folder.books() / "payables.csv") ==
        "bill,counterparty,due,amount,issued,currency,class\n"
        "B-103,Forest Timber,2026-09-02,2047.89,2026-08-03,EUR,supplier\n"
        "B-104,Glue & Screw,2026-09-21,410.25,2026-09-07,EUR,supplier\n"
        "B-105,Alder & Söhne,2026-10-09,571.20,2026-09-09,EUR,supplier\n"
        "V-1,Inès Okafor,2026-09-11,115.80,2026-09-11,EUR,other\n");
}

TEST_CASE("what is settled goes to the history with the day of its last payment; what a credit note cancels does not",
          "[gnucash]") {
  const Folder folder;
  const Outcome outcome = import_books(workshop, folder.books());
  REQUIRE(outcome.status == 0);
  CHECK(text_of(folder.books() / "history.csv") ==
        "kind,id,counterparty,issued,due,amount,settled,currency\n"
        "invoice,R-2601,Alder & Söhne,2026-05-04,2026-06-03,4046.00,2026-06-03,EUR\n"
        "invoice,R-2602,Birch Hill School,2026-05-11,2026-06-10,1428.00,2026-07-07,EUR\n"
        "bill,B-101,Forest Timber,2026-05-18,2026-06-17,2784.60,2026-06-17,EUR\n"
        "invoice,R-2603,Dogwood Hotels (000004),2026-06-01,2026-06-15,742.56,2026-06-11,EUR\n"
        "bill,V-2,Inès Okafor,2026-06-08,2026-06-08,58.00,2026-06-12,EUR\n"
        "bill,B-102,Glue & Screw,2026-07-02,2026-07-16,256.00,2026-07-20,EUR\n");
  CHECK(says(outcome.err, "2 documents settled without money"));
}

TEST_CASE("cash is what the bank and cash accounts hold, in the ledger's currency at the books' own rate",
          "[gnucash]") {
  const Folder folder;
  const Outcome outcome = import_books(workshop, folder.books());
  REQUIRE(outcome.status == 0);
  const Ledger ledger = loaded(folder.books());
  CHECK(ledger.cash == 3597006 + 49200 + 964650);  // 10,900.00 dollars at 0.885
  CHECK(says(outcome.err, "USD at 0.885 of 2026-08-31"));
  CHECK(says(text_of(folder.books() / "company.toml"), "#   EUR 24,000.00 owed in the account \"Bank loan\"\n"));
}

TEST_CASE("an earlier day gives the balances that GnuCash has for it", "[gnucash]") {
  // By GnuCash on 31 August 2026: receivable 11,181.54 and 13,399.99 dollars, payable 3,047.89, bank 36,931.96, till
  // 292.00.
  const ImportedBooks books = workshop_books({parse_date("2026-08-31"), std::nullopt});
  std::map<std::string, Minor> owed;
  const ExportedItems& receivables = table_of(books, ImportKind::receivables);
  for (const ExportedItem& item : receivables.items)
    owed[receivables.value(item, "currency")] += *parse_money(receivables.value(item, "amount"), 2).amount;
  CHECK(owed == std::map<std::string, Minor>{{"EUR", 1118154}, {"USD", 1339999}});
  CHECK(totals_of(table_of(books, ImportKind::payables)) ==
        std::multiset<std::pair<std::string, Minor>>{{"Forest Timber", 304789}});
  REQUIRE(books.cash.size() == 2);
  CHECK(books.cash[0].amount == "37223.96");
  CHECK(books.cash[1].amount == "10900.00");
}

TEST_CASE("a day before the books begin is refused", "[gnucash]") {
  const ImportedBooks books = read_gnucash_books("w", workshop_tables(), {parse_date("2026-04-30"), std::nullopt});
  REQUIRE(books.faults.size() == 1);
  CHECK(to_text(books.faults[0]) ==
        "w: the books begin after that day, on 2026-05-01: \"2026-04-30\"; give a later --as-of");
}

TEST_CASE("the lines of every posted document come to what GnuCash posted", "[gnucash]") {
  const GnucashTables tables = workshop_tables();
  const GnucashIndex index(tables);
  std::map<std::string, Minor> posted;
  for (const GnucashSplit& split : tables.splits)
    if (!split.lot.empty())
      posted[split.lot + split.transaction] += split.quantity.numerator * 100 / split.quantity.denominator;
  int compared = 0;
  for (const GnucashDocument& document : tables.documents) {
    if (document.posted_lot.empty()) continue;
    const Minor booked = posted.at(document.posted_lot + document.posted_transaction);
    const bool is_sale = document.id.front() == 'R' || document.id.front() == 'G';
    INFO(document.id);
    CHECK(document_total(tables, index.lines.at(document.guid), 2) == (is_sale ? booked : -booked));
    ++compared;
  }
  CHECK(compared == 21);
}

TEST_CASE("drafts are left out, with what their lines come to", "[gnucash]") {
  const std::vector<std::string> remarks = texts_of(workshop_books().remarks);
  CHECK(std::count(remarks.begin(), remarks.end(),
                   "2 invoices not posted, left out (EUR 1,067.10, USD 990.00 by their lines)") == 1);
  CHECK(std::count(remarks.begin(), remarks.end(), "1 bill not posted, left out (EUR 3,451.00 by their lines)") == 1);
}

TEST_CASE("terms that name a day of the next month fall due as GnuCash has it", "[gnucash]") {
  struct Case {
    int day, cutoff;
    const char* posted;
    const char* due;  // gncBillTermComputeDueDate of GnuCash 4.13
  };
  const std::array<Case, 16> cases = {{
      {15, 25, "2026-01-25", "2026-02-15"},
      {15, 25, "2026-01-26", "2026-03-15"},
      {15, 25, "2026-11-27", "2027-01-15"},
      {15, 25, "2026-12-26", "2027-02-15"},
      {15, 25, "2026-06-29", "2026-08-15"},
      {31, 25, "2026-01-25", "2026-02-28"},
      {31, 25, "2026-11-27", "2027-01-31"},
      {31, 25, "2026-12-26", "2027-02-28"},
      {10, 0, "2026-01-31", "2026-02-10"},
      {10, 0, "2026-12-26", "2027-01-10"},
      {10, -3, "2026-01-28", "2026-02-10"},
      {10, -3, "2026-01-29", "2026-03-10"},
      {10, -3, "2026-11-27", "2026-12-10"},
      {10, -3, "2026-06-29", "2026-08-10"},
      {5, 31, "2026-01-31", "2026-02-05"},
      {5, 31, "2026-11-27", "2026-12-05"},
  }};
  for (const Case& one : cases) {
    INFO(one.day << " " << one.cutoff << " " << one.posted);
    CHECK(iso_text(due_by_terms({"", true, one.day, one.cutoff}, *parse_date(one.posted))) == one.due);
  }
  CHECK(iso_text(due_by_terms({"", false, 30, 0}, *parse_date("2026-01-31"))) == "2026-03-02");
}

TEST_CASE("a day is read from a moment wherever the books were kept", "[gnucash]") {
  CHECK(gnucash_day("2026-05-04 10:59:00") == parse_date("2026-05-04"));
  CHECK(gnucash_day("20260504105900") == parse_date("2026-05-04"));
  CHECK(gnucash_day("20260504") == parse_date("2026-05-04"));
  CHECK(gnucash_day("2026-06-02 22:00:00") == parse_date("2026-06-03"));  // midnight in Berlin
  CHECK(gnucash_day("2026-06-02 12:00:00") == parse_date("2026-06-03"));  // midnight in Auckland
  CHECK(gnucash_day("2026-06-03 07:00:00") == parse_date("2026-06-03"));  // midnight in Los Angeles
  CHECK(gnucash_day("2026-13-04 10:59:00") == std::nullopt);
  CHECK(gnucash_day("1800-01-01 00:00:00") == std::nullopt);
  CHECK(gnucash_day("2199-12-31 23:00:00") == parse_date("2199-12-31"));
  CHECK(gnucash_day("") == std::nullopt);
}

TEST_CASE("an overdrawn account becomes a credit line, not negative cash", "[gnucash]") {
  const Folder folder;
  const fs::path source = changed_books(
      folder,
      "UPDATE splits SET quantity_num = quantity_num - 5000000 WHERE guid = (SELECT s.guid FROM splits s JOIN "
      "accounts a ON a.guid = s.account_guid WHERE a.name = 'Bank' LIMIT 1)");
  REQUIRE(import_books(source, folder.books()).status == 0);
  const Ledger ledger = loaded(folder.books());
  CHECK(ledger.cash == 49200 + 964650);
  CHECK(ledger.credit_lines.empty());  // nobody has said its limit
  CHECK(says(text_of(folder.books() / "company.toml"), "limit = \"?\""));
  CHECK(says(text_of(folder.books() / "company.toml"), "drawn = 14029.94"));
}

TEST_CASE("books go into a ledger that is there as they stood on its own day", "[gnucash]") {
  const Folder folder;
  const std::string company =
      "[company]\nname = \"W\"\nas_of = 2026-08-31\ncurrency = \"EUR\"\n[cash]\nbalance = 1.00\n[exchange_rates]\nUSD "
      "= 0.9\n";
  folder.write("books/company.toml", company);
  const Outcome outcome = import_books(workshop, folder.books());
  REQUIRE(outcome.status == 0);
  CHECK(text_of(folder.books() / "company.toml") == company);
  CHECK(loaded(folder.books()).receivables.size() == 7);
  CHECK(says(outcome.err, "compare it with balance below [cash]"));

  const Outcome again = import_books(workshop, folder.books());
  CHECK(again.status == 1);
  CHECK(says(again.err, "receivables.csv: already exists"));
}

TEST_CASE("books are never changed by reading them", "[gnucash]") {
  const Folder folder;
  const fs::path copy = folder.path() / "with space % and ? #.gnucash";
  fs::copy_file(workshop, copy);
  fs::permissions(copy, fs::perms::owner_read);
  REQUIRE(import_books(copy, folder.books()).status == 0);
  CHECK(text_of(copy) == text_of(workshop));
  CHECK(files_in(folder.path()) == 2);  // the copy and the ledger: no journal beside it
}

TEST_CASE("a database that is not GnuCash's, is damaged or in the middle of a change is refused", "[gnucash]") {
  const Folder folder;
  const fs::path other = folder.path() / "other.db";
  SQLite::Database(other.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE t (a)");
  check_refused(folder, other, "other.db: is an SQLite database, but not GnuCash's books");

  const std::string whole = text_of(workshop);
  check_refused(folder, folder.write("cut.gnucash", whole.substr(0, whole.size() / 2)),
                "cut.gnucash: is damaged or cut short");
  std::string scrambled = whole;
  for (std::size_t i = 4096; i < 40000; ++i) scrambled[i] = static_cast<char>(i * 7919 >> 3);
  check_refused(folder, folder.write("scrambled.gnucash", scrambled), "is damaged");
  check_refused(folder, folder.write("head.gnucash", whole.substr(0, 16)),
                "is no SQLite database, or an encrypted one");

  fs::copy_file(workshop, folder.path() / "busy.gnucash");
  folder.write("busy.gnucash-journal", "x");
  check_refused(folder, folder.path() / "busy.gnucash",
                "the books were left in the middle of a change, or are being changed");
}

TEST_CASE("books whose tables are others than they seem are refused", "[gnucash]") {
  const Folder folder;
  check_refused(folder, changed_books(folder, "DROP TABLE jobs"),
                "these GnuCash books lack a table that is needed: \"jobs\"");
  check_refused(folder, changed_books(folder, "ALTER TABLE invoices RENAME COLUMN post_lot TO lot"),
                "cannot be read as GnuCash's books: \"no such column: post_lot\"");
  check_refused(
      folder,
      changed_books(
          folder,
          "ALTER TABLE jobs RENAME TO j; CREATE VIEW jobs AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 "
          "FROM r) SELECT n AS guid, 2 AS owner_type, n AS owner_guid FROM r"),
      "lack a table that is needed: \"jobs\"");
  check_refused(folder, changed_books(folder, "UPDATE customers SET name = CAST(x'C3' AS TEXT)"),
                "a value in the table `customers` is not UTF-8");
  check_refused(folder, changed_books(folder, "DELETE FROM splits"), "these books hold no transaction");
  check_refused(
      folder,
      changed_books(
          folder,
          "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'name text(2048)', 'name text AS "
          "(hex(zeroblob(400000)))') WHERE name = 'accounts'"),
      "the table `accounts` has a column that is calculated: \"name\"");
}

TEST_CASE("books that are small but whose joins would not end are refused", "[gnucash][slow]") {
  const Folder folder;
  const std::string many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) ";
  check_refused(
      folder,
      changed_books(
          folder, many + "INSERT INTO slots (obj_guid, name, slot_type) SELECT 'x', 'gncOwner/owner-type', 1 FROM n;" +
                      many +
                      "INSERT INTO slots (obj_guid, name, slot_type, guid_val) SELECT 'y', 'gncOwner', 1, 'x' FROM n"),
      "takes longer to read than any books");
}

TEST_CASE("books whose index is damaged, so that a join finds what is not there, are refused", "[gnucash]") {
  const Folder folder;
  const fs::path source = changed_books(folder, "UPDATE accounts SET name = name");
  std::string bytes = text_of(source);
  std::string guid;
  int root = 0, page = 0;
  {
    SQLite::Database books(source.string(), SQLite::OPEN_READWRITE);
    guid =
        books
            .execAndGet(
                "SELECT account_guid FROM splits JOIN accounts a ON a.guid = account_guid WHERE account_type = 'BANK'")
            .getString();
    root = books.execAndGet("SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_accounts_1'").getInt();
    page = books.execAndGet("PRAGMA page_size").getInt();
    books.exec(
        fmt::format("UPDATE splits SET account_guid = '{0}X' WHERE account_guid = '{1}'", guid.substr(0, 31), guid));
  }
  bytes = text_of(source);
  const std::size_t at = bytes.find(guid, static_cast<std::size_t>(root - 1) * static_cast<std::size_t>(page));
  REQUIRE(at < static_cast<std::size_t>(root * page));
  bytes[at + 31] = 'X';  // in the index alone, and where it stood in its order
  check_refused(folder, folder.write("index.gnucash", bytes), "its tables and their indexes hold different accounts");
}

TEST_CASE("every date and amount that cannot be used is named with its document", "[gnucash]") {
  const Folder folder;
  check_refused(folder,
                changed_books(folder, "UPDATE invoices SET date_posted = '1799-05-04 10:59:00' WHERE id = 'R-2605'"),
                "the invoice R-2605 (Alder & Söhne) has no day from 1901 to 2199: \"1799-05-04 10:59:00\"; correct its "
                "date in GnuCash");
  check_refused(
      folder, changed_books(folder, "UPDATE splits SET quantity_num = 9223372036854775807 WHERE quantity_num = 446031"),
      "the invoice R-2606 (Dogwood Hotels (000004)) holds more than can be counted exactly");
  check_refused(
      folder,
      changed_books(folder, "UPDATE transactions SET post_date = 'yesterday' WHERE description = 'Bank charges'"),
      "a transaction of the account \"Bank\" has no day from 1901 to 2199: \"yesterday\"");
  check_refused(folder, changed_books(folder, "UPDATE commodities SET mnemonic = 'XQQ' WHERE mnemonic = 'USD'"),
                "is posted to an account without a known currency: \"Receivable in dollars\"");
  check_refused(folder, changed_books(folder, "UPDATE splits SET quantity_denom = -100 WHERE quantity_num = 446031"),
                "a number in the table `splits` has a negative denominator: \"446031/-100\"");
  check_refused(folder, changed_books(folder, "DELETE FROM prices"), "no exchange rate for USD");
}

TEST_CASE("names with control characters and line breaks become one line", "[gnucash]") {
  const Folder folder;
  const fs::path source = changed_books(
      folder, "UPDATE customers SET name = ' Cedar' || char(10) || char(27) || '[2J Yachts ' WHERE id = '000003'");
  const Outcome outcome = import_books(source, folder.books());
  REQUIRE(outcome.status == 0);
  CHECK(says(text_of(folder.books() / "receivables.csv"), "R-2607,Cedar [2J Yachts,"));
  CHECK(outcome.err.find('\x1B') == std::string::npos);
}
