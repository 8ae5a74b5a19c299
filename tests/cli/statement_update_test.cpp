// What bank statements do to a ledger: payments that went back, remainders, recurring costs; and MT940 and CSV.

#include <algorithm>
#include <catch2/catch.hpp>

#include "cli/exports/source_format.hpp"
#include "cli/exports/statements/bank_statement.hpp"
#include "cli/exports/statements/statement_returns.hpp"
#include "cli/import/statement_recurring.hpp"
#include "cli/report/words/language.hpp"
#include "tests/cli/import_folder.hpp"

using namespace headroom;
using namespace headroom::import_tests;

namespace {

Date day(const char* text) { return *parse_date(text); }

/// A joinery that is owed two invoices, owes a bill, and pays rent and a cleaner.
void write_joinery(const Folder& folder) {
  folder.write("books/company.toml",
               "[company]\nname = \"Joinery\"\nas_of = 2026-06-30\ncurrency = \"EUR\"\n[cash]\nbalance = 5000.00\n"
               "[[fixed_cost]]\nname = \"Rent\"\nclass = \"rent\"\namount = 900.00\nevery = \"month\"\n"
               "next = 2026-07-01  # by standing order\n"
               "[[fixed_cost]]\nname = \"Cleaner\"\nclass = \"other\"\namount = 120.00\nevery = \"month\"\n"
               "next = 2026-07-03\n");
  folder.write(
      "books/receivables.csv",
      "invoice,counterparty,due,amount\nJ-310,Maple Inn,2026-06-20,2000.00\nJ-311,Reed Café,2026-07-10,350.00\n");
  folder.write("books/payables.csv", "bill,counterparty,due,amount\nT-9,Timber Yard,2026-07-02,400.00\n");
}

Outcome update(const Folder& folder, const std::string& name, const std::string& content) {
  ImportArguments arguments;
  arguments.source = folder.write(name, content);
  arguments.into = folder.books();
  arguments.update = true;
  return import_with(arguments);
}

std::string mt940(const std::string& entries, const std::string& closing) {
  return ":20:JULY\r\n:25:50010517/0648479930\r\n:28C:7/1\r\n:60F:C260630EUR5000,00\r\n" + entries + ":62F:C260706EUR" +
         closing + "\r\n-\r\n";
}

std::string ofx(const std::string& entries, const std::string& balance) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?OFX OFXHEADER=\"200\" VERSION=\"211\"?>\n<OFX><BANKMSGSRSV1>"
         "<STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>1<ACCTID>77<ACCTTYPE>CHECKING</BANKACCTFROM>"
         "<BANKTRANLIST><DTSTART>20260701<DTEND>20260706" +
         entries + "</BANKTRANLIST><LEDGERBAL><BALAMT>" + balance +
         "<DTASOF>20260706</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n";
}

}  // namespace

TEST_CASE("MT940 brings a ledger forward, with German subfields, pages and reversals", "[statement]") {
  const std::string text =
      ":20:JULY\r\n:25:50010517/0648479930\r\n:28C:7/1\r\n:60F:C260630EUR5000,00\r\n"
      ":61:2607010701DR900,00N020NONREF\r\n:86:020?00DAUERAUFTRAG?20Rent July?32House GmbH\r\n"
      ":62M:C260701EUR4100,00\r\n-\r\n"
      ":20:JULY\r\n:25:50010517/0648479930\r\n:28C:7/2\r\n:60M:C260701EUR4100,00\r\n"
      ":61:2607020702CR2000,NTRFNONREF//B77\r\n:86:166?00GUTSCHRIFT?20Invoice J?21-310 thank you?32MAPLE?33 INN\r\n"
      ":62F:C260702EUR6100,00\r\n-\r\n";
  CHECK(source_format(text) == SourceFormat::mt940);
  const BankStatements statements = read_mt940("july.sta", text);
  REQUIRE(statements.faults.empty());
  CHECK(statements.remarks.empty());
  REQUIRE(statements.accounts.size() == 1);
  const BankStatement& account = statements.accounts[0];
  CHECK(account.account == "50010517/0648479930");
  CHECK(account.opening->amount == 500000);
  CHECK(account.closing.amount == 610000);
  CHECK(account.closing.day == day("2026-07-02"));
  REQUIRE(account.entries.size() == 2);
  CHECK(account.entries[0].amount == -90000);
  CHECK(account.entries[1].amount == 200000);
  CHECK(account.entries[1].party == "MAPLE INN");
  CHECK(says(account.entries[1].reference, "J -310 thank you"));

  const Folder folder;
  write_joinery(folder);
  REQUIRE(update(folder, "july.sta", text).status == 0);
  const Ledger after = loaded(folder.books());
  CHECK(after.cash == 610000);
  CHECK(after.receivables.size() == 1);
}

TEST_CASE("MT940 that is cut short, or holds what is no balance or entry, is refused with its line", "[statement]") {
  const auto faults = [](const std::string& text) {
    std::string all;
    for (const Fault& fault : read_mt940("f.sta", text).faults) all += to_text(fault) + "\n";
    return all;
  };
  CHECK(says(faults(":20:A\n:25:1\n:60F:C260630EUR1,00\n"), "f.sta:3:1: the last statement has no closing balance"));
  CHECK(says(faults(":20:A\n:25:1\n:60F:X260630EUR1,00\n:62F:C260630EUR1,00\n"), "f.sta:3:1: no balance of MT940"));
  CHECK(says(faults(mt940(":61:26X\n", "5000,00")), "f.sta:5:1: no entry of MT940"));
  CHECK(faults(mt940(":61:260701C1,00NTRFX\n", "5001,00")).empty());
}

TEST_CASE("a payment that goes back pays nothing, and its invoice stays open", "[statement]") {
  const Folder folder;
  write_joinery(folder);
  const Outcome outcome = update(folder, "july.sta",
                                 mt940(":61:260702C2000,00NDDTNONREF\n:86:105?20J-310?32Maple Inn\n"
                                       ":61:260705RC2000,00NRTINONREF\n:86:109?20J-310 RETOURE AC04?32Maple Inn\n",
                                       "5000,00"));
  REQUIRE(outcome.status == 0);
  CHECK(says(outcome.err, "EUR 2,000.00 of Maple Inn went back on 2026-07-05, paid on 2026-07-02: it pays nothing"));
  const Ledger after = loaded(folder.books());
  CHECK(after.receivables.size() == 2);
  CHECK(after.history.empty());
  CHECK(after.cash == 500000);
}

TEST_CASE("a return of what was settled earlier is refused until the invoice is open again", "[statement]") {
  const Folder folder;
  write_joinery(folder);
  folder.write("books/history.csv",
               "kind,id,counterparty,issued,due,amount,settled\ninvoice,J-300,Maple Inn,2026-05-01,2026-06-01,250.00,"
               "2026-06-20\n");
  const std::string statement = mt940(":61:260705RC250,00NRTINONREF\n:86:109?20J-300 RETOURE?32Maple Inn\n", "4750,00");
  const std::string company = text_of(folder.books() / "company.toml");
  const Outcome refused = update(folder, "july.sta", statement);
  CHECK(refused.status == 1);
  CHECK(says(refused.err, "invoice J-300 is settled in history.csv and owed again"));
  CHECK(says(refused.err, "put it back into receivables.csv, and take its row out of history.csv"));
  CHECK(text_of(folder.books() / "company.toml") == company);

  folder.write("books/history.csv", "kind,id,counterparty,issued,due,amount,settled\n");
  folder.write(
      "books/receivables.csv",
      "invoice,counterparty,due,amount\nJ-300,Maple Inn,2026-06-01,250.00\nJ-310,Maple Inn,2026-06-20,2000.00\n");
  REQUIRE(update(folder, "july.sta", statement).status == 0);
  CHECK(loaded(folder.books()).receivables.size() == 2);
  CHECK(loaded(folder.books()).cash == 475000);
}

TEST_CASE("two payments of one amount and party are no return", "[statement]") {
  BankStatements statements;
  BankStatement account;
  account.currency = "EUR";
  account.entries = {{day("2026-07-01"), 10000, "Elm", "A-1", 1}, {day("2026-07-02"), -10000, "Elm", "B-7 goods", 2}};
  statements.accounts = {account};
  CHECK(pair_returns(statements, day("2026-06-30")).empty());
  statements.accounts[0].entries[1].is_return = true;
  const auto returns = pair_returns(statements, day("2026-06-30"));
  REQUIRE(returns.size() == 1);
  CHECK(returns[0].paid == day("2026-07-01"));
  CHECK(statements.accounts[0].entries[0].is_undone);
}

TEST_CASE("a small remainder of a payment that names its invoice is asked about", "[statement]") {
  const Folder folder;
  write_joinery(folder);
  const Outcome outcome = update(
      folder, "july.sta", mt940(":61:260702C1960,00NTRFNONREF\n:86:166?20J-310 less 2%?32Maple Inn\n", "6960,00"));
  REQUIRE(outcome.status == 0);
  CHECK(says(outcome.err, "EUR 40.00 (2.0%) of invoice J-310 stay open: a discount, charges or rounding?"));
}

TEST_CASE("a recurring cost that the statement shows paid moves on, and one that it does not stays due",
          "[statement]") {
  const Folder folder;
  write_joinery(folder);
  const Outcome outcome = update(folder, "july.sta",
                                 mt940(":61:260701D900,00NTRFNONREF\n:86:020?20July?32House GmbH\n"
                                       ":61:260702D400,00NTRFNONREF\n:86:020?20T-9?32Timber Yard\n",
                                       "3700,00"));
  REQUIRE(outcome.status == 0);
  CHECK(says(outcome.out, "fixed cost Rent: paid for 2026-07-01, next 2026-08-01"));
  CHECK(says(outcome.err, "no payment of Cleaner due on 2026-07-03 is seen: it stays to be paid"));
  const std::string company = text_of(folder.books() / "company.toml");
  CHECK(says(company, "next = 2026-08-01  # by standing order\n"));
  CHECK(says(company, "next = 2026-07-03\n"));
}

TEST_CASE("each payment meets one due date of a cost, near it and of exactly its amount", "[statement]") {
  FixedCost rent;
  rent.name = "Rent";
  rent.amount = 90000;
  rent.when = {day("2026-07-01"), Every::month, false, std::nullopt};
  const auto pay = [](const char* date, Minor amount) {
    return StatementPayment{"House", "", "EUR", day(date), amount};
  };
  const auto met = [&](std::vector<StatementPayment> payments, FixedCost cost) {
    return meet_recurring_costs({cost}, payments, "EUR", day("2026-08-31"));
  };
  const auto both = met({pay("2026-07-02", 90000), pay("2026-07-30", 90000)}, rent);
  REQUIRE(both.size() == 1);
  CHECK(both[0].paid.size() == 2);
  CHECK(both[0].next == day("2026-09-01"));
  CHECK(met({pay("2026-07-02", 90001)}, rent)[0].paid.empty());
  CHECK(met({pay("2026-07-09", 90000)}, rent)[0].paid.empty());
  CHECK_FALSE(met({pay("2026-08-01", 90000)}, rent)[0].next);  // July's is not seen
  rent.when.until = day("2026-08-15");
  CHECK_FALSE(met({pay("2026-07-02", 90000), pay("2026-08-01", 90000)}, rent)[0].next);
}

TEST_CASE("OFX with a header of version 2 over an SGML body is read, and one FITID on two bookings counts twice",
          "[statement]") {
  const std::string entry =
      "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260702<TRNAMT>350.00<FITID>20260702<NAME>REED CAFE<MEMO>J-311"
      "</STMTTRN>";
  const std::string other =
      "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260702<TRNAMT>2000.00<FITID>20260702<NAME>MAPLE INN<MEMO>"
      "J-310</STMTTRN>";
  const Folder folder;
  write_joinery(folder);
  const Outcome outcome = update(folder, "july.ofx", ofx(entry + other + entry, "7350.00"));
  REQUIRE(outcome.status == 0);
  CHECK(says(outcome.err, "1 entry there twice (same FITID), counted once"));
  CHECK(says(outcome.err, "1 entry with the FITID of another booking: each counts"));
  CHECK(loaded(folder.books()).receivables.empty());
}

TEST_CASE("a bank's CSV is told by its columns, and its running balance is checked", "[statement]") {
  const std::string english =
      "Joinery account\nDate,Description,Debit,Credit,Balance\n2026-07-01,House rent,900.00,,4100.00\n"
      "2026-07-02,Maple Inn J-310,,2000.00,6100.00\n";
  const std::string german =
      "Buchungstag;Auftraggeber/Empfänger;Verwendungszweck;Betrag;Währung;Saldo\n"
      "02.07.2026;Maple Inn;J-310;2.000,00;EUR;6.100,00\n30.06.2026;House;Miete;-900,00;EUR;4.100,00\n";
  const std::string chinese =
      "交易日期,对方户名,摘要,借贷标志,交易金额,余额\n2026-07-01,House,房租,借,900.00,4100.00\n"
      "2026-07-02,Maple Inn,J-310,贷,2000.00,6100.00\n";
  for (const std::string& text : {english, german, chinese}) {
    const auto statements = read_bank_table("bank.csv", text, "EUR");
    REQUIRE(statements);
    for (const Fault& fault : statements->faults) UNSCOPED_INFO(to_text(fault));
    REQUIRE(statements->faults.empty());
    REQUIRE(statements->accounts.size() == 1);
    const BankStatement& account = statements->accounts[0];
    CHECK(account.currency == "EUR");
    CHECK(account.opening->amount == 500000);
    CHECK(account.closing.amount == 610000);
    CHECK(account.closing.day == day("2026-07-02"));
    REQUIRE(account.entries.size() == 2);
    CHECK(account.entries[0].amount == -90000);
    CHECK(says(account.entries[1].reference, "J-310"));
  }
  const Folder folder;
  write_joinery(folder);
  REQUIRE(update(folder, "july.csv", english).status == 0);
  CHECK(loaded(folder.books()).cash == 610000);
}

TEST_CASE("a wallet's activity counts after its fees, and what is pending does not", "[statement]") {
  const auto statements = read_bank_table(
      "paypal.csv",
      "\"Date\",\"Name\",\"Type\",\"Status\",\"Currency\",\"Gross\",\"Fee\",\"Net\",\"Balance\"\n"
      "\"2026-07-01\",\"Reed Café\",\"Invoice "
      "J-311\",\"Completed\",\"EUR\",\"350.00\",\"-9.10\",\"340.90\",\"340.90\"\n"
      "\"2026-07-02\",\"Elm\",\"Payment\",\"Pending\",\"EUR\",\"80.00\",\"-2.00\",\"78.00\",\"340.90\"\n"
      "\"2026-07-03\",\"\",\"Withdrawal\",\"Completed\",\"EUR\",\"-300.00\",\"0.00\",\"-300.00\",\"40.90\"\n",
      std::nullopt);
  REQUIRE(statements);
  for (const Fault& fault : statements->faults) UNSCOPED_INFO(to_text(fault));
  REQUIRE(statements->faults.empty());
  CHECK(statements->accounts[0].closing.amount == 4090);
  CHECK(statements->accounts[0].entries.size() == 2);
  const std::vector<std::string> remarks = texts_of(statements->remarks);
  CHECK(std::count(remarks.begin(), remarks.end(), "1 entry not booked yet, left out") == 1);
}

TEST_CASE("a CSV whose balances do not follow, or that is no bank's, is refused", "[statement]") {
  const auto faults = [](const std::string& text) {
    const auto statements = read_bank_table("bank.csv", text, "EUR");
    std::string all;
    for (const Fault& fault : statements.value().faults) all += to_text(fault) + "\n";
    return all;
  };
  const std::string head = "Date,Description,Debit,Credit,Balance\n2026-07-01,A,900.00,,4100.00\n";
  CHECK(says(faults(head + "2026-07-02,B,,2000.00,6000.00\n2026-07-03,C,,1.00,6001.00\n"),
             "bank.csv:3:1: the balance does not follow from the entries: they come to 6100.00"));
  CHECK(says(faults("Date,Description,Debit,Credit,Balance\n2026-07-01,Invoice,900.00,,900.00\n"
                    "2026-07-02,Payment,,400.00,500.00\n"),
             "no bank statement"));
  CHECK_FALSE(read_bank_table("list.csv", "Invoice,Date,Amount,Balance\nA,2026-07-01,1.00,1.00\n", "EUR"));
}

TEST_CASE("a QIF file is named, with what to give instead", "[statement]") {
  const std::string qif = "!Type:Bank\nD07/02/2026\nT2,000.00\nPMaple Inn\n^\n";
  REQUIRE(source_format(qif) == SourceFormat::other);
  CHECK(says(to_text(format_fault("s.qif", qif)), "is a QIF file, which tells no balance"));
}
