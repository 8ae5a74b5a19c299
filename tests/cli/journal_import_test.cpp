// Journals of hledger and ledger, and what these programs print of them. The files in fixtures/exports named
// harbour_lamps and corner_bakery were written with hledger 1.25 and ledger 3.3.0; beside them stand the programs' own
// balances.

#include <catch2/catch.hpp>
#include <map>

#include "cli/commands/import.hpp"
#include "cli/exports/journals/journal_amounts.hpp"
#include "cli/exports/journals/journal_books.hpp"
#include "cli/exports/journals/journal_text.hpp"
#include "cli/syntax/csv.hpp"
#include "tests/cli/import_folder.hpp"

using namespace headroom;
using namespace headroom::import_tests;
namespace fs = std::filesystem;

namespace {

Outcome import_journal(const Folder& folder, const fs::path& source, const std::string& currency) {
  ImportArguments arguments = arguments_for(source, "", folder.books());
  arguments.currency = currency;
  arguments.rates = {"EUR=1.0"};
  return import_with(arguments);
}

Outcome import_text(const Folder& folder, const std::string& journal) {
  return import_journal(folder, folder.write("books.journal", journal), "USD");
}

/// What is open by counterparty and currency (empty: the ledger's), in minor units.
std::map<std::string, Minor> open_in(const fs::path& file) {
  std::map<std::string, Minor> open;
  const Result<CsvTable> table = read_csv(file);
  REQUIRE(table.ok());
  const auto column = [&](const char* name) {
    for (std::size_t i = 0; i < table.value().header.fields.size(); ++i)
      if (table.value().header.fields[i].text == name) return static_cast<int>(i);
    return -1;
  };
  for (const CsvRow& row : table.value().rows) {
    const std::string currency =
        column("currency") < 0 ? "" : row.fields.at(static_cast<std::size_t>(column("currency"))).text;
    const std::string& party = row.fields.at(static_cast<std::size_t>(column("counterparty"))).text;
    open[party + (currency.empty() ? "" : " " + currency)] +=
        *parse_money(row.fields.at(static_cast<std::size_t>(column("amount"))).text, 2).amount;
  }
  return open;
}

/// `hledger balance -O csv`: the balance of each account below `parent`, by the rest of its name and its currency.
std::map<std::string, Minor> balances_below(const fs::path& report, const std::string& parent, Minor sign) {
  std::map<std::string, Minor> balances;
  const Result<CsvTable> table = read_csv(report);
  REQUIRE(table.ok());
  for (const CsvRow& row : table.value().rows) {
    const std::string& account = row.fields.at(0).text;
    if (!account.starts_with(parent)) continue;
    const auto amount = written_amount(row.fields.at(1).text, {});
    REQUIRE(amount);
    balances[account.substr(parent.size()) + (amount->commodity == "EUR" ? " EUR" : "")] =
        sign * *millionths_in(amount->number) / 10'000;
  }
  return balances;
}

std::string fault_texts(const Journal& journal) {
  std::string text;
  for (const Fault& fault : journal.faults) text += to_text(fault) + "\n";
  return text;
}

}  // namespace

TEST_CASE("what a journal leaves open agrees with hledger's own balance, counterparty by counterparty",
          "[import][journal]") {
  for (const char* source : {"harbour_lamps.journal", "harbour_lamps.csv"}) {
    INFO(source);
    const Folder folder;
    const Outcome outcome = import_journal(folder, exports / source, "GBP");
    REQUIRE(outcome.status == 0);
    const fs::path report = exports / "harbour_lamps.balance.csv";
    CHECK(open_in(folder.books() / "receivables.csv") == balances_below(report, "assets:receivable:", 1));
    std::map<std::string, Minor> payable = balances_below(report, "liabilities:payable:", -1);
    CHECK(payable.at("Print & Sign") == -9000);  // a supplier's credit, which is left out aloud
    payable.erase("Print & Sign");
    CHECK(open_in(folder.books() / "payables.csv") == payable);
    CHECK(says(outcome.err, "money paid to suppliers that no bill takes is left out"));
    const std::map<std::string, Minor> cash = balances_below(report, "assets:bank:", 1);
    CHECK(loaded(folder.books()).cash == cash.at("current") + cash.at("euro EUR"));  // at the rate that was given, 1
  }
}

TEST_CASE("the journal, and what hledger prints of it, give the same ledger but for lines", "[import][journal]") {
  const Folder from_text, from_csv;
  REQUIRE(import_journal(from_text, exports / "harbour_lamps.journal", "GBP").status == 0);
  REQUIRE(import_journal(from_csv, exports / "harbour_lamps.csv", "GBP").status == 0);
  CHECK(text_of(from_text.books() / "history.csv") == text_of(from_csv.books() / "history.csv"));
  CHECK(text_of(from_text.books() / "history.csv") ==
        "kind,id,counterparty,issued,due,amount,settled\n"
        "invoice,HL-101,Fenwick Lighting,2026-07-03,2026-08-02,2400.00,2026-08-18\n");
  CHECK(text_of(from_text.books() / "receivables.csv") ==
        "invoice,counterparty,due,amount,issued,currency,basis\n"
        "HL-102,Brae & Loch Hotels,2026-08-05,1880.00,2026-07-06,,the remainder of 3600.00\n"
        "HL-103,Nordhavn,2026-08-27,2600.00,2026-07-28,EUR,the remainder of 5200.00\n"
        "HL-104,Fenwick Lighting,2026-09-24,960.00,2026-08-25,,\n"
        "payment line 74,Quayside Bistro,2026-09-03,-250.00,2026-09-03,,a payment that met no invoice\n"
        "HL-105,Brae & Loch Hotels,2026-10-10,1440.00,2026-09-10,,\n");
}

TEST_CASE("where one account holds all customers, payees tell who they are, as in ledger's balance by payee",
          "[import][journal]") {
  std::map<std::string, Minor> receivable, payable;
  std::istringstream report(text_of(exports / "corner_bakery.balance.txt"));
  for (std::string line; std::getline(report, line);) {
    const std::size_t name = line.find("  ", line.find('$')), colon = line.find(':');
    const auto amount = written_amount(line.substr(0, name), {});
    REQUIRE(amount);
    const Minor balance = *millionths_in(amount->number) / 10'000;
    const std::string payee = line.substr(name + 2, colon - name - 2);
    (line.find("Receivable") != std::string::npos ? receivable[payee] : payable[payee]) = std::abs(balance);
  }
  REQUIRE(receivable.size() == 2);
  for (const char* source : {"corner_bakery.ledger", "corner_bakery.csv"}) {
    INFO(source);
    const Folder folder;
    REQUIRE(import_journal(folder, exports / source, "USD").status == 0);
    CHECK(open_in(folder.books() / "receivables.csv") == receivable);
    CHECK(open_in(folder.books() / "payables.csv") == payable);
    CHECK(loaded(folder.books()).cash == 93500);
    CHECK(says(text_of(folder.books() / "receivables.csv"),
               "C-2,Harbor Diner,2026-05-25,300.50,2026-05-11,the remainder of 380.50\n"));
  }
}

TEST_CASE("every line of a journal beyond the subset is a fault that names it", "[import][journal]") {
  const Folder folder;
  const Outcome outcome = import_journal(folder, exports / "wrong.journal", "USD");
  CHECK(outcome.status == 1);
  for (const char* part :
       {"wrong.journal:1:1: a line of the journal that is not read here: \"include other.journal\"; pass what the "
        "program makes of the "
        "journal",
        "wrong.journal:2:1: a line of the journal that is not read here: \"alias assets:ar = assets:receivable\"",
        "wrong.journal:5:30: an amount that can be read in two ways: one comma, and three digits after it: \"1,200\"",
        "wrong.journal:8:1: a transaction that does not balance: \"50.00 $\"",
        "wrong.journal:17:29: an assignment of a balance is not read",
        "wrong.journal:21:30: lots and calculated amounts are not read",
        "wrong.journal:24:1: a transaction without a date in full: \"01-10\"",
        "wrong.journal:30:1: a second posting without an amount: \"assets:receivable:other\"",
        "wrong.journal:34:30: not an amount written",
        "wrong.journal:37:1: a line of the journal that is not read here: \"bucket assets:bank\"",
        "Nothing was written.\n"})
    CHECK(says(outcome.err, part));
  CHECK(outcome.err.find("wrong.journal:9:") == std::string::npos);
}

TEST_CASE("amounts that 64 bits cannot add up are a fault of their transaction, or of the cash", "[import][journal]") {
  const Folder folder;
  const std::string most = "900000000000.00", exact = "come to more than can be counted exactly";
  std::string many = "2026-01-07 Ash\n";
  for (int i = 0; i < 12; ++i) many += "    assets:receivable:Ash" + std::to_string(i) + "  $" + most + "\n";
  const Outcome sum = import_text(folder, many + "    income:sales\n");
  CHECK(sum.status == 1);
  CHECK(says(sum.err, "books.journal:1:1: a transaction whose amounts " + exact + ": \"$\"; correct its amounts"));
  const Outcome cost = import_text(
      folder, "2026-01-07 Ash\n    assets:receivable:Ash  " + most + " EUR @ $" + most + "\n    income:sales\n");
  CHECK(cost.status == 1);
  CHECK(says(cost.err, "a transaction whose amounts " + exact));
  std::string cash;
  for (int i = 0; i < 120; ++i) cash += "2026-01-07 Ash\n    assets:bank  $" + most + "\n    income:sales\n\n";
  const Outcome held =
      import_text(folder, cash + "2026-01-08 Ash\n    assets:receivable:Ash  $1.00\n    income:sales\n");
  CHECK(held.status == 1);
  CHECK(says(held.err, "the cash accounts hold more than can be counted exactly: \"assets:bank\""));
}

TEST_CASE("a due date that cannot be read is a fault, not a guess", "[import][journal]") {
  const Folder folder;
  const Outcome outcome =
      import_text(folder, "2026-01-07 (A-3) Ash  ; due:soon\n    assets:receivable  $10.00\n    income:sales\n");
  CHECK(outcome.status == 1);
  CHECK(says(outcome.err, "books.journal:2:1: the tag due: holds no date in full: \"soon\"; write it YYYY-MM-DD"));
}

TEST_CASE("amounts stand on either side of their commodity, with any mark", "[journal]") {
  const auto text = [](const char* amount) {
    const auto read = written_amount(amount, {});
    return read ? read->commodity + "|" + read->number : "none";
  };
  CHECK(text("$-1,200.00") == "$|-1,200.00");
  CHECK(text("-$5") == "$|-5");
  CHECK(text("5.00 EUR") == "EUR|5.00");
  CHECK(text("1 000,00 kr") == "kr|1 000,00");
  CHECK(text("\"ACME 7\" 3") == "ACME 7|3");
  CHECK(text("-3") == "|-3");
  CHECK(text("$ 5 EUR") == "none");
  CHECK(text("EUR") == "none");
  CHECK(text("5 EUR x") == "none");
}

TEST_CASE("decimal marks are told by directives, commodity by commodity, or by the amounts", "[journal]") {
  const Journal declared =
      read_journal_text("j",
                        "commodity 1.000,00 EUR\ncommodity $1,000.00\n\n2026-01-05 Ash\n    assets:x  1.200,50 EUR\n"
                        "    assets:y  $1,200\n    assets:z\n");
  REQUIRE(declared.faults.empty());
  const JournalTransaction& transaction = declared.transactions.at(0);
  CHECK(transaction.postings[0].amounts.at("EUR") == 1'200'500'000);
  CHECK(transaction.postings[2].amounts.at("$") == -1'200'000'000);
  CHECK(transaction.postings[2].amounts.at("EUR") == -1'200'500'000);
  const Journal told =
      read_journal_text("j", "2026-01-05 Ash\n    assets:x  1.200,50 EUR\n    assets:y  3,5 EUR\n    assets:z\n");
  REQUIRE(told.faults.empty());
  CHECK(told.transactions.at(0).postings[2].amounts.at("EUR") == -1'204'000'000);
  const Journal mark =
      read_journal_text("j", "decimal-mark ,\n2026-01-05 Ash\n    assets:x  1,200 EUR\n    assets:y\n");
  REQUIRE(mark.faults.empty());
  CHECK(mark.transactions.at(0).postings[1].amounts.at("EUR") == -1'200'000);
}

TEST_CASE("costs balance in what was paid, balances are kept beside their postings, virtual postings count apart",
          "[journal]") {
  const Journal journal =
      read_journal_text("j",
                        "2026-01-05 Ash\n    assets:bank  10 USD @ 0.90 EUR = 10 USD\n    assets:y\n\n"
                        "2026-01-06 Ash\n    assets:bank  10 USD @@ 9.10 EUR\n    assets:y\n    (assets:z)  7 USD\n"
                        "    [assets:a]  3 USD\n    [assets:b]\n");
  REQUIRE(journal.faults.empty());
  CHECK(journal.transactions[0].postings[1].amounts.at("EUR") == -9'000'000);
  CHECK(journal.transactions[0].postings[0].balance.value().amount == 10'000'000);
  CHECK(journal.transactions[1].postings[1].amounts.at("EUR") == -9'100'000);
  CHECK(journal.transactions[1].postings[2].amounts.at("USD") == 7'000'000);
  CHECK(journal.transactions[1].postings[4].account == "assets:b");
  CHECK(journal.transactions[1].postings[4].amounts.at("USD") == -3'000'000);
}

TEST_CASE("tags stand in comments of transactions and postings, a posting's date is its own", "[journal]") {
  const Journal journal = read_journal_text(
      "j",
      "2026-01-05=2026-01-09 ! (A-1) Ash | lamps  ; see http://x, due:2026-02-04, k: v w\n"
      "    ; later:yes\n    assets:receivable  $5.00  ; date:2026-01-06, Invoice: A 1\n    ; more:no\n    income:x\n");
  REQUIRE(fault_texts(journal).empty());
  const JournalTransaction& transaction = journal.transactions.at(0);
  CHECK(transaction.code == "A-1");
  CHECK(transaction.payee == "Ash");
  CHECK(transaction.tags.at("due") == "2026-02-04");
  CHECK(transaction.tags.at("k") == "v w");
  CHECK(transaction.tags.at("later") == "yes");
  CHECK(transaction.postings[0].tags.at("invoice") == "A 1");
  CHECK(transaction.postings[0].tags.at("more") == "no");
  CHECK(transaction.postings[0].date == Date::of(2026, 1, 6));
  CHECK(transaction.date == Date::of(2026, 1, 5));
}

TEST_CASE("accounts are known by their names, and by the types that are declared", "[journal]") {
  const std::map<std::string, char> types = {{"assets:till", 'C'}, {"forderungen", 'A'}, {"wareneingang", 'X'}};
  CHECK(role_of_account("assets:receivable:Ash", {}) == AccountRole::receivable);
  CHECK(role_of_account("Assets:Accounts Receivable", {}) == AccountRole::receivable);
  CHECK(role_of_account("assets:current:AccountsReceivable:Ash", {}) == AccountRole::receivable);
  CHECK(role_of_account("accounts-receivable:Ash", {}) == AccountRole::receivable);
  CHECK(role_of_account("forderungen:Ash", types) == AccountRole::receivable);
  CHECK(role_of_account("liabilities:payables:Elm", {}) == AccountRole::payable);
  CHECK(role_of_account("liabilities:vat payable", {}) == AccountRole::other);
  CHECK(role_of_account("assets:bank:checking", {}) == AccountRole::cash);
  CHECK(role_of_account("assets:till:front", types) == AccountRole::cash);
  CHECK(role_of_account("assets:stripe", {}) == AccountRole::other_asset);
  CHECK(role_of_account("expenses:bank:fees", {}) == AccountRole::earned_or_spent);
  CHECK(role_of_account("wareneingang", types) == AccountRole::earned_or_spent);
  CHECK(role_of_account("equity:opening", {}) == AccountRole::own_capital);
}

TEST_CASE("what is taken back, written off or refunded is told from money", "[import][journal]") {
  const Folder folder;
  const Outcome outcome =
      import_text(folder,
                  "2026-01-05 (A-1) Ash  ; due:2026-02-04\n    assets:receivable  $100.00\n    income:sales\n\n"
                  "2026-01-06 (A-2) Ash  ; due:2026-02-05\n    assets:receivable  $50.00\n    income:sales\n\n"
                  "2026-01-20 Ash  ; invoice:A-1\n    assets:bank  $97.00\n    expenses:discount  $3.00\n"
                  "    assets:receivable  $-100.00\n\n"
                  "2026-01-25 Ash  ; invoice:A-2\n    expenses:bad debt  $50.00\n    assets:receivable\n\n"
                  "2026-01-26 Birch\n    assets:bank  $40.00\n    assets:receivable\n\n"
                  "2026-01-28 Birch | refund\n    assets:receivable  $40.00\n    assets:bank\n");
  REQUIRE(outcome.status == 0);
  CHECK(text_of(folder.books() / "history.csv") ==
        "kind,id,counterparty,issued,due,amount,settled\ninvoice,A-1,Ash,2026-01-05,2026-02-04,100.00,2026-01-20\n");
  CHECK_FALSE(fs::exists(folder.books() / "receivables.csv"));
  CHECK(says(outcome.err,
             "2 payments and 1 credit note matched: 2 by the number of the invoice, 1 against what was oldest"));
  CHECK(says(outcome.err, "1 invoice left out that credit notes settle in full"));
}

TEST_CASE("a journal is cut at the ledger's day, its cash too", "[import][journal]") {
  const Folder folder;
  ImportArguments arguments = arguments_for(exports / "corner_bakery.ledger", "", folder.books());
  arguments.currency = "USD";
  arguments.as_of = "2026-05-31";
  REQUIRE(import_with(arguments).status == 0);
  CHECK(loaded(folder.books()).cash == 50000);
  CHECK(open_in(folder.books() / "receivables.csv") ==
        std::map<std::string, Minor>{{"Harbor Diner", 30050}, {"Mill Lane Cafe", 107500}});
  CHECK(open_in(folder.books() / "payables.csv") == std::map<std::string, Minor>{{"Valley Flour", 64000}});
}

TEST_CASE("a journal that posts to no receivable or payable says which names are looked for", "[import][journal]") {
  const Folder folder;
  const Outcome outcome = import_text(folder, "2026-01-05 Ash\n    assets:bank  $1.00\n    income:sales\n");
  CHECK(outcome.status == 1);
  CHECK(says(
      outcome.err,
      "no account of receivables or payables is posted to; they are known by names such as assets:receivable:NAME"));
}

TEST_CASE("text is a journal only where a dated line has an indented one below", "[journal]") {
  CHECK(is_journal_text("; x\n\n2026-01-05 Ash\n  a  1\n  b\n"));
  CHECK(is_journal_text("2026/1/5=1/6 * Ash\r\n\ta  1\r\n"));
  CHECK_FALSE(is_journal_text("2026-01-05,Ash,1\n2026-01-06,Elm,2\n"));
  CHECK_FALSE(is_journal_text("Date,Name\n2026-01-05 10:00,Ash\n"));
  CHECK_FALSE(is_journal_text(""));
}
