// Bank statements as an import reads them, and what they do to a ledger.

#include <catch2/catch.hpp>
#include <chrono>

#include "cli/edit/toml_edit.hpp"
#include "cli/exports/source_format.hpp"
#include "cli/exports/statements/bank_statement.hpp"
#include "cli/exports/statements/statement_matching.hpp"
#include "cli/report/words/language.hpp"
#include "cli/syntax/markup.hpp"
#include "tests/cli/import_folder.hpp"

using namespace headroom;
using namespace headroom::import_tests;
namespace fs = std::filesystem;

namespace {

const fs::path camt_8 = exports / "bank_september.camt.xml", camt_2 = exports / "bank_september_v2.camt.xml";
const fs::path ofx_1 = exports / "dollars_september.ofx", ofx_2 = exports / "bank_september.ofx";

Outcome import_statement_file(const fs::path& source, const fs::path& into, bool does_update = false) {
  ImportArguments arguments;
  arguments.source = source;
  arguments.into = into;
  arguments.update = does_update;
  return import_with(arguments);
}

/// A ledger of the workshop's books, as of 18 September 2026, with 35,970.06 at the bank and 10,138.50 elsewhere.
fs::path workshop_ledger(const Folder& folder) {
  ImportArguments arguments;
  arguments.source = exports / "workshop.gnucash";
  arguments.into = folder.books();
  REQUIRE(import_with(arguments).status == 0);
  return folder.books();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

void check_refused(const Folder& folder, const std::string& name, const std::string& content,
                   const std::string& message) {
  const Outcome outcome = import_statement_file(folder.write(name, content), folder.books());
  CHECK(outcome.status == 1);
  CHECK(says(outcome.err, message));
  CHECK(outcome.out.empty());
  CHECK(!fs::exists(folder.books()));
}

OpenItem item(const std::string& number, const std::string& counterparty, Minor open) {
  return {number, counterparty, "", "EUR", *parse_date("2026-01-01"), *parse_date("2026-02-01"), open};
}
StatementPayment payment(const std::string& party, const std::string& reference, Minor amount) {
  return {party, reference, "EUR", *parse_date("2026-03-01"), amount};
}
bool names_number(const std::string& text, const std::string& number) {
  return number_keys_in(text).contains(number_key(number));
}

}  // namespace

TEST_CASE("several statements of one account in a camt file are joined, and batches taken apart", "[statement]") {
  const BankStatements statements = read_camt(camt_8.string(), text_of(camt_8));
  REQUIRE(statements.faults.empty());
  REQUIRE(statements.accounts.size() == 1);
  const BankStatement& account = statements.accounts[0];
  CHECK(account.account == "DE02120300000000202051");
  CHECK(account.currency == "EUR");
  REQUIRE(account.opening);
  CHECK(iso_text(account.opening->day) == "2026-09-19");
  CHECK(account.opening->amount == 3597006);
  CHECK(iso_text(account.closing.day) == "2026-09-30");
  CHECK(account.closing.amount == 3814586);
  REQUIRE(account.entries.size() == 7);
  CHECK(account.entries[2].amount == -204789);
  CHECK(account.entries[2].party == "Forest Timber Ltd.");
  CHECK(account.entries[2].reference == "FT/2377 B-103");
  CHECK(account.entries[4].amount == 85680);
  CHECK(account.entries[4].reference == "R-2610 | BHS-2610");
  CHECK(account.entries[6].party == "Inès Okafor");
  CHECK(texts_of(statements.remarks) == std::vector<std::string>{"1 entry not booked yet, left out"});
}

TEST_CASE("an older camt version, and a prefix of its own, read alike", "[statement]") {
  const std::string text = text_of(camt_2);
  const BankStatements statements = read_camt("s.xml", text);
  REQUIRE(statements.faults.empty());
  REQUIRE(statements.accounts.at(0).opening);
  CHECK(iso_text(statements.accounts[0].opening->day) == "2026-09-19");  // the day after the previous closing balance's
  CHECK(statements.accounts[0].entries.at(0).party == "ALDER UND SOEHNE");
  CHECK(statements.remarks.empty());

  std::string prefixed;
  for (std::size_t i = 0; i < text.size(); ++i) {
    prefixed += text[i];
    if (text[i] != '<') continue;
    if (text[i + 1] == '/') prefixed += text[++i];
    if (text[i + 1] != '?') prefixed += "n:";
  }
  prefixed = replaced(prefixed, "xmlns=", "xmlns:n=");
  CHECK(source_format(prefixed) == SourceFormat::camt);
  const BankStatements again = read_camt("s.xml", prefixed);
  REQUIRE(again.faults.empty());
  CHECK(again.accounts.at(0).closing.amount == 3833617);
  CHECK(again.format == "a bank statement (camt.053.001.02)");
}

TEST_CASE("OFX reads as SGML and as XML, with decimals after a comma, entities and repeated entries", "[statement]") {
  const BankStatements sgml = read_ofx(ofx_1.string(), text_of(ofx_1));
  REQUIRE(sgml.faults.empty());
  REQUIRE(sgml.accounts.size() == 1);
  CHECK(sgml.accounts[0].currency == "USD");
  CHECK(sgml.accounts[0].closing.amount == 2088150);
  REQUIRE(sgml.accounts[0].entries.size() == 2);
  CHECK(iso_text(sgml.accounts[0].entries[0].booked) == "2026-09-22");
  CHECK(sgml.accounts[0].entries[0].reference == "INV R-2607 TEAK DECK & RAIL | CEDAR YACHTS INC");
  CHECK(sgml.accounts[0].opening->amount == 1090000);
  CHECK(texts_of(sgml.remarks) == std::vector<std::string>{"1 entry there twice (same FITID), counted once"});

  const BankStatements xml = read_ofx(ofx_2.string(), text_of(ofx_2));
  REQUIRE(xml.faults.empty());
  CHECK(xml.accounts.at(0).entries.at(0).amount == 487800);
  CHECK(xml.accounts.at(0).entries.at(1).party == "Alder & Söhne");
}

TEST_CASE("an OFX file without line breaks, with end tags and empty elements, reads alike", "[statement]") {
  std::string text = text_of(ofx_1);
  const std::size_t begin = text.find("<OFX>");
  std::string one_line = text.substr(0, begin);
  for (std::size_t i = begin; i < text.size(); ++i)
    if (text[i] != '\n') one_line += text[i];
  one_line = replaced(one_line, "<NAME>CEDAR YACHTS INC<MEMO>", "<CHECKNUM><NAME>CEDAR YACHTS INC</NAME><MEMO>");
  const BankStatements statements = read_ofx("s.ofx", one_line);
  REQUIRE(statements.faults.empty());
  CHECK(statements.accounts.at(0).entries.at(0).party == "CEDAR YACHTS INC");
  CHECK(statements.accounts.at(0).closing.amount == 2088150);
}

TEST_CASE("a new ledger gets the closing balance and its day", "[statement]") {
  const Folder folder;
  REQUIRE(import_statement_file(camt_8, folder.books()).status == 0);
  const Ledger ledger = loaded(folder.books());
  CHECK(ledger.cash == 3814586);
  CHECK(iso_text(ledger.company.as_of) == "2026-09-30");
  CHECK(files_in(folder.books()) == 1);
}

TEST_CASE("a new ledger of an earlier day gets that day's balance, or a refusal where the statement begins later",
          "[statement]") {
  const Folder folder;
  ImportArguments arguments;
  arguments.source = camt_8;
  arguments.into = folder.books();
  arguments.as_of = "2026-09-01";
  const Outcome refused = import_with(arguments);
  CHECK(refused.status == 1);
  CHECK(says(refused.err, "does not reach back to that day: \"2026-09-01\""));
  arguments.as_of = "2026-09-22";
  REQUIRE(import_with(arguments).status == 0);
  CHECK(loaded(folder.books()).cash == 3597006 + 487800 + 50000);
}

TEST_CASE("a ledger that is there is told what the statement changes, and stays as it is", "[statement]") {
  const Folder folder;
  const fs::path books = workshop_ledger(folder);
  const std::string company = text_of(books / "company.toml"), receivables = text_of(books / "receivables.csv");
  const Outcome outcome = import_statement_file(camt_8, books);
  REQUIRE(outcome.status == 0);
  CHECK(outcome.out ==
        "a bank statement (camt.053.001.08) of 1 account, up to 2026-09-30\n"
        "  invoice R-2604 of Birch Hill School: EUR 500.00 of 1,032.84 paid\n"
        "  invoice R-2605 of Alder & Söhne: EUR 4,878.00 of 4,878.00 paid, settled on 2026-09-21\n"
        "  invoice R-2609 of Dogwood Hotels (000006): EUR 988.89 of 988.89 paid, settled on 2026-09-24\n"
        "  invoice R-2610 of Birch Hill School: EUR 856.80 of 856.80 paid, settled on 2026-09-28\n"
        "  bill B-103 of Forest Timber: EUR 2,047.89 of 2,047.89 paid, settled on 2026-09-23\n"
        "  cash: EUR 48,284.36 on 2026-09-30 (38,145.86 in these accounts, 10,138.50 elsewhere as before)\n"
        "Nothing was written. To bring the ledger to 2026-09-30, give --update.\n");
  CHECK(says(outcome.err,
             "5 payments in after 2026-09-18: 3 by number, 1 by counterparty and amount, 1 pay no invoice of the "
             "ledger (EUR 100.00 left over)"));
  CHECK(text_of(books / "company.toml") == company);
  CHECK(text_of(books / "receivables.csv") == receivables);
}

TEST_CASE("on request a ledger is brought to the statement's day: cash, as_of, what is open, and the history",
          "[statement]") {
  const Folder folder;
  const fs::path books = workshop_ledger(folder);
  const Ledger before = loaded(books);
  REQUIRE(import_statement_file(camt_8, books, true).status == 0);
  const Ledger after = loaded(books);
  CHECK(iso_text(after.company.as_of) == "2026-09-30");
  CHECK(after.cash == 4828436);
  CHECK(after.receivables.size() == before.receivables.size() - 3);
  CHECK(after.payables.size() == before.payables.size() - 1);
  CHECK(after.history.size() == before.history.size() + 4);
  CHECK(says(text_of(books / "receivables.csv"), "R-2604,Birch Hill School,2026-08-15,532.84,2026-06-29,EUR\n"));
  CHECK(says(text_of(books / "history.csv"),
             "invoice,R-2605,Alder & Söhne,2026-07-20,2026-08-19,4878.00,2026-09-21,EUR\n"));
  CHECK(says(text_of(books / "company.toml"), "balance = 48284.36  # from bank_september.camt.xml\n"));

  // The same statement again finds nothing more to do: its payments are not after the ledger's day.
  const std::string history = text_of(books / "history.csv");
  REQUIRE(import_statement_file(camt_8, books, true).status == 0);
  CHECK(text_of(books / "history.csv") == history);
  CHECK(loaded(books).cash == 4828436);
}

TEST_CASE("columns and notes of a ledger's own stay when a statement brings it forward", "[statement]") {
  const Folder folder;
  folder.write("books/company.toml",
               "[company]\nname = \"W\"\nas_of = 2026-09-18\ncurrency = \"EUR\"\n[cash]\nbalance = 0.00  # REPLACE: "
               "what you have\n");
  folder.write("books/receivables.csv",
               "amount,note,invoice,counterparty,due\n10000.00,\"see, file\",R-2605,Alder & "
               "Söhne,2026-08-19\n5.00,,X-1,Elm,2026-09-01\n");
  folder.write("books/history.csv", "counterparty,kind,amount,mood\nElm,invoice,7.00,good\n");
  REQUIRE(import_statement_file(camt_8, folder.books(), true).status == 0);
  CHECK(text_of(folder.books() / "receivables.csv") ==
        "amount,note,invoice,counterparty,due\n5122.00,\"see, file\",R-2605,Alder & "
        "Söhne,2026-08-19\n5.00,,X-1,Elm,2026-09-01\n");
  CHECK(text_of(folder.books() / "history.csv") ==
        "counterparty,kind,amount,mood\nElm,invoice,7.00,good\n" + std::string());
  CHECK(says(text_of(folder.books() / "company.toml"), "balance = 38145.86  # from bank_september.camt.xml\n"));
}

TEST_CASE("a ledger that would be at fault on the statement's day is not touched", "[statement]") {
  const Folder folder;
  const fs::path books = workshop_ledger(folder);
  const std::string company =
      text_of(books / "company.toml") +
      "\n[[loan]]\nname = \"L\"\nbalance = 1000.00\nrate_annual = 0.05\nnext_payment = 2026-09-25\nevery = \"month\"\n"
      "maturity = 2027-09-25\nrepayment = \"annuity\"\n";
  folder.write("books/company.toml", company);
  const Outcome outcome = import_statement_file(camt_8, books, true);
  CHECK(outcome.status == 1);
  CHECK(says(outcome.err, "On 2026-09-30 the ledger would be at fault. Bring these up to date first:"));
  CHECK(says(outcome.err, "next_payment"));
  CHECK(text_of(books / "company.toml") == company);
}

TEST_CASE("a statement with a gap to the ledger's day brings nothing forward", "[statement]") {
  const Folder folder;
  const std::string company =
      "[company]\nname = \"W\"\nas_of = 2026-09-10\ncurrency = \"EUR\"\n[cash]\nbalance = 1.00\n";
  folder.write("books/company.toml", company);
  const Outcome outcome = import_statement_file(camt_8, folder.books(), true);
  CHECK(outcome.status == 1);
  CHECK(
      says(outcome.err,
           "does not reach back to 2026-09-10, the ledger's as_of; give one that begins on 2026-09-11 at the latest"));
  CHECK(text_of(folder.books() / "company.toml") == company);
}

TEST_CASE("a number counts where it stands alone, whatever separates its groups", "[statement]") {
  CHECK(names_number("Invoice R-2605 balance", "R-2605"));
  CHECK(names_number("re r2605", "R-2605"));
  CHECK(names_number("R 2605/2606", "R-2605"));
  CHECK(names_number("RG.NR.4711", "4711"));
  CHECK(names_number("FT/2377 B-103", "B-103"));
  CHECK_FALSE(names_number("R-26051", "R-2605"));
  CHECK_FALSE(names_number("12605", "2605"));
  CHECK_FALSE(names_number("paid 2026-04-30", "2026-04"));
  CHECK_FALSE(names_number("30.04.2026", "04.2026"));
  CHECK(names_number("2026-04", "2026-04"));
  CHECK_FALSE(names_number("", ""));
}

TEST_CASE("names agree without case, accents, legal form and what a bank cuts off", "[statement]") {
  CHECK(is_same_name("ALDER UND SOEHNE", "Alder & Söhne"));
  CHECK(is_same_name("MULLER KG", "Müller"));
  CHECK(is_same_name("Forest Timber Ltd.", "Forest Timber"));
  CHECK(is_same_name("CEDAR YACHTS INC", "Cedar Yachts, Inc."));
  CHECK(is_same_name("INTERNATIONAL HARDWARE SUPP", "International Hardware Supplies GmbH"));
  CHECK(is_same_name("华为技术", "华为技术"));
  CHECK_FALSE(is_same_name("Elm", "Elm Café"));
  CHECK_FALSE(is_same_name("", "Elm"));
  CHECK_FALSE(is_same_name("Ltd", "Inc"));
}

TEST_CASE("a payment without number pays only what is exactly its amount, once", "[statement]") {
  const std::vector<OpenItem> items = {item("A-100", "Elm Café", 5000), item("A-200", "Elm Café", 7000)};
  const StatementMatching matching = match_statement(
      items, {payment("ELM CAFE", "thanks", 7000), payment("ELM CAFE", "thanks", 7000), payment("ELM CAFE", "", 4999)});
  CHECK(matching.items[0].open == 5000);
  CHECK(matching.items[1].open == 0);
  CHECK(matching.by_amount == 1);
  CHECK(matching.unmatched == 2);
}

TEST_CASE("short numbers count only with the name, and a number that two share only with it", "[statement]") {
  const std::vector<OpenItem> items = {item("7", "Elm Café", 5000), item("A-100", "Ash", 100),
                                       item("A-100", "Oak", 100)};
  CHECK(match_statement(items, {payment("Somebody", "invoice 7", 5000)}).items[0].open == 5000);
  CHECK(match_statement(items, {payment("Elm Cafe", "invoice 7", 2000)}).items[0].open == 3000);
  CHECK(match_statement(items, {payment("Somebody", "A-100", 100)}).unmatched == 1);
  CHECK(match_statement(items, {payment("OAK", "A-100", 100)}).items[2].open == 0);
}

TEST_CASE("a payment names several invoices and is shared among them; another currency is never met", "[statement]") {
  const std::vector<OpenItem> items = {item("A-100", "Ash", 100), item("A-101", "Ash", 200)};
  const StatementMatching matching = match_statement(items, {payment("", "A-100, A-101", 250)});
  CHECK(matching.items[0].open == 0);
  CHECK(matching.items[1].open == 50);
  StatementPayment dollars = payment("Ash", "A-100", 100);
  dollars.currency = "USD";
  CHECK(match_statement(items, {dollars}).items[0].open == 100);
}

TEST_CASE("a statement that cannot be used is refused with its place", "[statement]") {
  const Folder folder;
  const std::string camt = text_of(camt_2);
  check_refused(folder, "cut.xml", camt.substr(0, camt.size() / 2), "is not well-formed XML, or cut short (");
  check_refused(folder, "a.xml", replaced(camt, ">4878.00<", ">48x8.00<"), "no amount: \"48x8.00\"");
  check_refused(folder, "b.xml", replaced(camt, ">4878.00<", ">99999999999999999.00<"),
                "an amount beyond what can be counted exactly");
  check_refused(folder, "c.xml", replaced(camt, ">4878.00<", ">4878.001<"),
                "an amount with more decimals than EUR has: \"4878.001\"");
  check_refused(folder, "d.xml", replaced(camt, "<BookgDt><Dt>2026-09-21<", "<BookgDt><Dt>1926-09-21<"),
                "no day from 1990 to 2150: \"1926-09-21\"");
  check_refused(folder, "e.xml", replaced(camt, "CRDT", "BOTH"), "neither credit (CRDT) nor debit (DBIT): \"BOTH\"");
  check_refused(folder, "f.xml", replaced(camt, "<Cd>CLBD</Cd>", "<Cd>ITBD</Cd>"),
                "a statement without closing booked balance (CLBD)");
  check_refused(folder, "g.xml", replaced(camt, "Ccy=\"EUR\"", "Ccy=\"XQQ\""), "no currency of ISO 4217: \"XQQ\"");
  check_refused(folder, "h.xml", replaced(camt, "<IBAN>DE02120300000000202051</IBAN>", ""),
                "a statement that names no account (Acct/Id)");
  check_refused(folder, "i.xml", replaced(camt, "camt.053.001.02", "pain.001.001.03"),
                "is a message of ISO 20022, but no account statement (camt.053): \"pain.001.001.03\"");
  check_refused(folder, "j.xml", "<html><body>Please log in</body></html>",
                "is XML or HTML of a kind that no import reads: \"<html>\"");
  check_refused(folder, "k.xml", replaced(camt, "ALDER", "\xFF\xFE"), "");

  const std::string ofx = text_of(ofx_1);
  check_refused(folder, "cut.ofx", ofx.substr(0, ofx.find("<LEDGERBAL>")), "is not closed: the file is cut short");
  check_refused(folder, "l.ofx", replaced(ofx, "<BALAMT>20881.50", "<BALAMT>many"), "l.ofx:62:1: no amount: \"many\"");
  check_refused(folder, "m.ofx", replaced(ofx, "SECURITY:NONE", "SECURITY:TYPE1"), "is encrypted (SECURITY:TYPE1)");
  check_refused(
      folder, "n.ofx",
      replaced(replaced(ofx, "<CODE>0", "<CODE>15500"), "<SEVERITY>INFO", "<SEVERITY>ERROR\n<MESSAGE>Signon invalid"),
      "the bank answered with error 15500: \"Signon invalid\"");
  check_refused(folder, "o.ofx", replaced(ofx, "<STMTRS>", "</BOGUS>"), "an end tag without a beginning: \"BOGUS\"");
  check_refused(folder, "p.pdf", "%PDF-1.7 ...",
                "is a PDF; export the same list as CSV, or the statement as camt.053 or OFX");
}

TEST_CASE("entries that 64 bits cannot add up are refused", "[statement]") {
  const Folder folder;
  const std::string ofx = text_of(ofx_1);
  const std::size_t list = ofx.find("<STMTTRN>");
  std::string entries;
  for (int i = 0; i < 10'000; ++i)
    entries += "<STMTTRN><DTPOSTED>20260918<TRNAMT>9999999999999.99<FITID>" + std::to_string(i) + "x\n</STMTTRN>\n";
  check_refused(folder, "huge.ofx", ofx.substr(0, list) + entries + ofx.substr(list),
                "from here on the amounts of the file come to more than can be counted exactly: \"9999999999999.99\"");
}

TEST_CASE("text full of what might begin an entity is read in time that grows with its length", "[statement]") {
  std::string text = "<OFX>";
  for (int i = 0; i < 500; ++i) text += "<A>" + std::string(60'000, '&') + "\n</A>";
  const auto begin = std::chrono::steady_clock::now();
  const Result<MarkupNode> read = read_sgml("amps.ofx", text + ";</OFX>", 1);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(15));
  REQUIRE(read.ok());
}

TEST_CASE("hostile markup meets a limit, not the machine's", "[statement]") {
  std::string deep = "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">";
  for (int i = 0; i < 200000; ++i) deep += "<a>";
  CHECK(!read_xml("deep.xml", deep).ok());
  for (int i = 0; i < 200000; ++i) deep += "</a>";
  const Result<MarkupNode> closed = read_xml("deep.xml", deep + "</Document>");
  REQUIRE(!closed.ok());
  CHECK(says(to_text(closed.faults()[0]), "elements lie more than 64 deep in each other"));

  const std::string bomb =
      "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c SYSTEM "
      "\"file:///etc/passwd\">]>"
      "<d>&b;&c;</d>";
  const Result<MarkupNode> unexpanded = read_xml("bomb.xml", bomb);
  REQUIRE(unexpanded.ok());
  CHECK(unexpanded.value().text == "&b;&c;");

  std::string nested = "<OFX>";
  for (int i = 0; i < 100000; ++i) nested += "<A>";
  const Result<MarkupNode> sgml = read_sgml("deep.ofx", nested, 1);
  REQUIRE(!sgml.ok());
  CHECK(says(to_text(sgml.faults()[0]), "elements lie more than 64 deep in each other"));
  CHECK(!read_xml("long.xml", "<a>" + std::string(100000, 'x') + "</a>").ok());
}

TEST_CASE("a declared encoding is followed", "[statement]") {
  const Result<MarkupNode> latin = read_xml("l.xml", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><n>S\xF6hne</n>");
  REQUIRE(latin.ok());
  CHECK(latin.value().text == "Söhne");
  std::string ofx = text_of(ofx_1);
  ofx = replaced(ofx, "<NAME>CEDAR YACHTS INC", "<NAME>CAF\xC9 \x80");
  const BankStatements statements = read_ofx("s.ofx", ofx);
  REQUIRE(statements.faults.empty());
  CHECK(statements.accounts.at(0).entries.at(0).party == "CAFÉ €");
}

TEST_CASE("a value of company.toml is replaced in its place, and nothing else", "[statement]") {
  const std::string text =
      "# head\n[company]\nas_of = 2026-01-31 # day 0\n[cash]\n  \"balance\"=1_000.50\nminimum = 1\n";
  const Result<std::string> dated = with_toml_value("c", text, {"company", {}, "as_of"}, "2026-02-28", "x");
  REQUIRE(dated.ok());
  CHECK(dated.value() == replaced(text, "2026-01-31", "2026-02-28"));
  const Result<std::string> paid = with_toml_value("c", dated.value(), {"cash", {}, "balance"}, "7.00", "x");
  REQUIRE(paid.ok());
  CHECK(paid.value() == replaced(dated.value(), "1_000.50", "7.00"));
  CHECK(with_toml_value("c", paid.value(), {"dependence", {}, "market"}, "0.1").value() ==
        paid.value() + "\n[dependence]\nmarket = 0.1\n");
}
