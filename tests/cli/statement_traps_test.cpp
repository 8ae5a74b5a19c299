// Statements that do not come to their balance, payments that go back, batches, and costs paid in another way.

#include <algorithm>
#include <catch2/catch.hpp>

#include "cli/exports/statements/bank_statement.hpp"
#include "cli/exports/statements/statement_matching.hpp"
#include "cli/exports/statements/statement_returns.hpp"
#include "cli/import/statement_recurring.hpp"
#include "tests/cli/import_folder.hpp"

using namespace headroom;
using namespace headroom::import_tests;

namespace {

Date day(const char* text) { return *parse_date(text); }

/// A pottery that is owed two invoices and a credit note, had a third one paid, and pays rent.
void write_pottery(const Folder& folder) {
  folder.write("books/company.toml",
               "[company]\nname = \"Pottery\"\nas_of = 2026-06-30\ncurrency = \"EUR\"\n[cash]\nbalance = 5000.00\n"
               "[[fixed_cost]]\nname = \"Studio\"\nclass = \"rent\"\namount = 900.00\nevery = \"month\"\n"
               "next = 2026-07-01\n");
  folder.write(
      "books/receivables.csv",
      "invoice,counterparty,due,amount\nK-21,Larch Hotel,2026-06-20,1200.00\nK-22,Willow Cafe,2026-07-10,350.00\n"
      "KC-3,Willow Cafe,2026-07-10,-60.00\n");
  folder.write("books/payables.csv", "bill,counterparty,due,amount\nC-9,Clay Works,2026-07-20,400.00\n");
  folder.write("books/history.csv",
               "kind,id,counterparty,issued,due,amount,settled\ninvoice,K-17,Larch Hotel,2026-05-01,2026-06-01,750.00,"
               "2026-06-20\n");
}

Outcome update(const Folder& folder, const std::string& name, const std::string& content) {
  ImportArguments arguments;
  arguments.source = folder.write(name, content);
  arguments.into = folder.books();
  arguments.update = true;
  return import_with(arguments);
}

/// A bank's CSV of an account that held 5,000 before: `day,text,amount` a row.
std::string bank(std::initializer_list<std::tuple<const char*, const char*, int>> rows) {
  std::string out = "Date,Description,Amount,Balance\n2026-07-01,Interest,0.00,5000.00\n";
  int balance = 5000;
  for (const auto& [date, text, amount] : rows)
    out += std::string(date) + "," + text + "," + std::to_string(amount) + ".00," + std::to_string(balance += amount) +
           ".00\n";
  return out;
}

std::string camt(const std::string& entries, const std::string& closing) {
  const auto balance = [](const std::string& code, const std::string& amount, const std::string& date) {
    return "<Bal><Tp><CdOrPrtry><Cd>" + code + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">" + amount +
           "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>" + date + "</Dt></Dt></Bal>";
  };
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">"
         "<BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE1</IBAN></Id></Acct>" +
         balance("OPBD", "5000.00", "2026-07-01") + balance("CLBD", closing, "2026-07-06") + entries +
         "</Stmt></BkToCstmrStmt></Document>";
}

std::string entry(const std::string& amount, const std::string& inner) {
  return "<Ntry><Amt Ccy=\"EUR\">" + amount +
         "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-07-03</Dt></BookgDt>" + inner + "</Ntry>";
}

std::string part(const std::string& party, const std::string& reference, const std::string& amount) {
  return "<TxDtls>" + (amount.empty() ? "" : "<Amt Ccy=\"EUR\">" + amount + "</Amt>") + "<RltdPties><Dbtr><Nm>" +
         party + "</Nm></Dbtr></RltdPties><RmtInf><Ustrd>" + reference + "</Ustrd></RmtInf></TxDtls>";
}

std::string faults_of(const BankStatements& statements) {
  std::string all;
  for (const Fault& fault : statements.faults) all += to_text(fault) + "\n";
  return all;
}

}  // namespace

TEST_CASE("a statement whose entries do not come to its closing balance is refused with both figures", "[statement]") {
  CHECK(says(
      faults_of(read_mt940("s.sta",
                           ":20:A\n:25:1\n:60F:C260630EUR5000,00\n:61:260702C1200,00NTRFX\n:62F:C260702EUR6100,00\n")),
      "the account 1 begins with EUR 5,000.00 and its entries come to EUR 6,200.00 on 2026-07-02, where the statement "
      "says EUR 6,100.00"));
  CHECK(says(faults_of(read_camt("s.xml", camt(entry("1200.00", ""), "6199.00"))),
             "come to EUR 6,200.00 on 2026-07-06, where the statement says EUR 6,199.00"));
  CHECK(says(faults_of(read_mt940("s.sta",
                                  ":20:A\n:25:1\n:60F:C260630EUR5000,00\n:62F:C260701EUR5000,00\n-\n:20:B\n:25:1\n"
                                  ":60F:C260702EUR5100,00\n:62F:C260703EUR5100,00\n")),
             "the account 1 holds EUR 5,000.00 on 2026-07-01, and EUR 5,100.00 when the next statement begins"));
}

TEST_CASE("a payment that goes back with charges, or in nobody's name, pays nothing", "[statement]") {
  const Folder charged;
  write_pottery(charged);
  const Outcome outcome =
      update(charged, "july.csv",
             bank({{"2026-07-02", "Larch Hotel K-21", 1200}, {"2026-07-05", "Larch Hotel K-21 rejet", -1205}}));
  REQUIRE(outcome.status == 0);
  CHECK(says(outcome.err, "went back on 2026-07-05, paid on 2026-07-02 (EUR 5.00 of it charges): it pays nothing"));
  CHECK(loaded(charged.books()).receivables.size() == 3);
  CHECK(loaded(charged.books()).cash == 499500);

  const Folder unnamed;
  write_pottery(unnamed);
  REQUIRE(update(unnamed, "july.csv",
                 bank({{"2026-07-02", "Larch Hotel K-21", 1200}, {"2026-07-05", "RETURNED ITEM NSF", -1200}}))
              .status == 0);
  CHECK(loaded(unnamed.books()).receivables.size() == 3);
  CHECK(loaded(unnamed.books()).cash == 500000);
}

TEST_CASE("a return of an earlier payment asks for the invoice, by its amount where nothing names it", "[statement]") {
  const Folder folder;
  write_pottery(folder);
  const Outcome named = update(folder, "july.csv", bank({{"2026-07-05", "RETURNED ITEM NSF", -755}}));
  CHECK(named.status == 1);
  CHECK(
      says(named.err, "an invoice that is settled in history.csv is owed again: its payment went back on 2026-07-05"));
  CHECK(says(named.err, "K-17"));
  const Outcome unknown = update(folder, "july.csv", bank({{"2026-07-05", "RETURNED ITEM NSF", -333}}));
  CHECK(unknown.status == 1);
  CHECK(says(unknown.err, "a payment went back on 2026-07-05, and nothing tells what it had paid"));
  const Outcome open = update(folder, "july.csv", bank({{"2026-07-05", "RETURNED ITEM NSF", -350}}));
  CHECK(open.status == 0);
}

TEST_CASE("a refund settles the customer's credit note, or is said", "[statement]") {
  const Folder folder;
  write_pottery(folder);
  const Outcome paid_back = update(folder, "july.csv", bank({{"2026-07-05", "Transfer to WILLOW CAFE refund", -60}}));
  REQUIRE(paid_back.status == 0);
  CHECK(says(paid_back.err, "EUR 60.00 paid back to Willow Cafe on 2026-07-05: credit note KC-3 is settled"));
  CHECK(loaded(folder.books()).receivables.size() == 2);
  const Folder other;
  write_pottery(other);
  const Outcome said = update(other, "july.csv", bank({{"2026-07-05", "Transfer to WILLOW CAFE refund", -80}}));
  REQUIRE(said.status == 0);
  CHECK(says(said.err, "EUR 80.00 went out on 2026-07-05 to Willow Cafe, a customer: a refund?"));
}

TEST_CASE("batches of payments are taken apart, with charges and without single amounts", "[statement]") {
  const std::string parts = part("Larch Hotel", "K-21", "1200.00") + part("Willow Cafe", "K-22", "350.00");
  for (const std::string& inner :
       {"<Chrgs><Rcrd><Amt Ccy=\"EUR\">3.00</Amt></Rcrd></Chrgs><NtryDtls>" + parts + "</NtryDtls>",
        "<NtryDtls>" + parts + "</NtryDtls>",
        "<NtryDtls>" + part("Larch Hotel", "K-21", "") + part("Willow Cafe", "K-22", "") + "</NtryDtls>"}) {
    const Folder folder;
    write_pottery(folder);
    const Outcome outcome = update(folder, "july.xml", camt(entry("1547.00", inner), "6547.00"));
    INFO(outcome.out << outcome.err);
    REQUIRE(outcome.status == 0);
    CHECK(loaded(folder.books()).receivables.size() == 1);  // the credit note
    CHECK(loaded(folder.books()).cash == 654700);
  }
  const Folder unclear;
  write_pottery(unclear);
  const Outcome outcome = update(unclear, "july.xml",
                                 camt(entry("900.00", "<NtryDtls>" + part("Larch Hotel", "K-21", "") +
                                                          part("Willow Cafe", "K-22", "") + "</NtryDtls>"),
                                      "5900.00"));
  REQUIRE(outcome.status == 0);
  CHECK(says(outcome.err,
             "EUR 900.00 on 2026-07-03 is 2 payments booked as one, without single amounts that come to it"));
  CHECK(loaded(unclear.books()).receivables.size() == 3);
}

TEST_CASE("a payment whose charges the entry states pays its invoice in full", "[statement]") {
  const Folder folder;
  write_pottery(folder);
  REQUIRE(
      update(folder, "july.xml",
             camt(entry("1188.00", "<Chrgs><TtlChrgsAndTaxAmt Ccy=\"EUR\">12.00</TtlChrgsAndTaxAmt></Chrgs><NtryDtls>" +
                                       part("Larch Hotel", "K-21", "1200.00") + "</NtryDtls>"),
                  "6188.00"))
          .status == 0);
  CHECK(loaded(folder.books()).receivables.size() == 2);
}

TEST_CASE("a fixed cost paid in parts or with another amount moves on, or is asked about", "[statement]") {
  FixedCost rent;
  rent.name = "Studio";
  rent.payment_class = PaymentClass::rent;
  rent.amount = 90000;
  rent.when = {day("2026-07-01"), Every::month, false, std::nullopt};
  const auto met = [&](std::vector<StatementPayment> payments) {
    return meet_recurring_costs({rent}, payments, "EUR", day("2026-07-20")).at(0);
  };
  const RecurringCost halves =
      met({{"House GmbH", "", "EUR", day("2026-07-01"), 45000}, {"HOUSE", "", "EUR", day("2026-07-15"), 45000}});
  CHECK(halves.next == day("2026-08-01"));
  CHECK(halves.paid.at(0).payments == 2);
  const RecurringCost raised = met({{"House GmbH", "Rent July", "EUR", day("2026-07-02"), 93000}});
  CHECK(raised.next == day("2026-08-01"));
  CHECK(raised.paid.at(0).paid == 93000);
  const RecurringCost likely = met({{"House GmbH", "July", "EUR", day("2026-07-02"), 90500}});
  CHECK_FALSE(likely.next);
  REQUIRE(likely.likely);
  CHECK(likely.likely->paid == 90500);
  CHECK_FALSE(met({{"House GmbH", "July", "EUR", day("2026-07-02"), 70000}}).likely);

  const Folder folder;
  write_pottery(folder);
  const Outcome outcome =
      update(folder, "july.csv", bank({{"2026-07-01", "House rent 1", -450}, {"2026-07-06", "House rent 2", -450}}));
  REQUIRE(outcome.status == 0);
  CHECK(says(outcome.out, "fixed cost Studio: paid for 2026-07-01 (in 2 parts), next 2026-08-01"));
  const Folder asked;
  write_pottery(asked);
  CHECK(says(update(asked, "july.csv", bank({{"2026-07-01", "House", -905}})).err,
             "EUR 905.00 to House may be Studio due on 2026-07-01 (900.00), which stays to be paid"));
}

TEST_CASE("a credit card's statement is named as what it is", "[statement]") {
  const std::string card =
      "OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>USD<CCACCTFROM><ACCTID>4"
      "</CCACCTFROM><LEDGERBAL><BALAMT>-12.00<DTASOF>20260706</LEDGERBAL></CCSTMTRS></CCSTMTTRNRS></"
      "CREDITCARDMSGSRSV1></OFX>";
  CHECK(says(faults_of(read_ofx("card.qfx", card)), "is the statement of a credit card: it tells of no bank account"));
}

TEST_CASE("statements that are cut, nested or filled with what is no text end in faults", "[statement]") {
  const std::string sta =
      ":20:A\n:25:1\n:60F:C260630EUR5000,00\n:61:260702C1200,00NTRFX\n:86:text\n:62F:C260702EUR6200,00\n";
  const std::string xml = camt(entry("1200.00", "<NtryDtls>" + part("A", "B", "1200.00") + "</NtryDtls>"), "6200.00");
  REQUIRE(faults_of(read_mt940("s", sta)).empty());
  REQUIRE(faults_of(read_camt("s", xml)).empty());
  for (std::size_t length = 0; length + 5 <= sta.size(); length += 7) {  // "6200" is the whole of "6200,00"
    INFO(sta.substr(0, length));
    CHECK_FALSE(faults_of(read_mt940("s", sta.substr(0, length))).empty());
  }
  for (std::size_t length = 0; length < xml.size(); length += 41)
    CHECK_FALSE(read_camt("s", xml.substr(0, length)).faults.empty());
  const std::string huge = ":20:A\n:25:1\n:60F:C260630EUR99999999999999999999,00\n:62F:C260630EUR0,00\n";
  CHECK(says(faults_of(read_mt940("s", huge)), "an amount beyond what can be counted exactly"));
  CHECK_FALSE(
      faults_of(read_mt940("s", std::string(":20:A\n:25:1\n:60F:C260630EUR\0,00\n:62F:C260630EUR0,00\n", 50))).empty());
  CHECK_FALSE(faults_of(read_mt940("s", ":20:A\n:25:1\n:60F:C269930EUR1,00\n:62F:C260630EUR1,00\n")).empty());
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "<NtryDtls>";
  CHECK_FALSE(faults_of(read_camt("s", camt(deep, "5000.00"))).empty());
}
