// How an import reads an export: its columns, dates, numbers and mapping.

#include "cli/commands/import.hpp"

#include <catch2/catch.hpp>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/exports/tables/column_mapping.hpp"
#include "cli/exports/tables/column_names.hpp"
#include "cli/import/import_files.hpp"
#include "cli/syntax/csv.hpp"
#include "cli/syntax/csv_record.hpp"
#include "tests/cli/import_folder.hpp"

using namespace headroom;
using namespace headroom::import_tests;
namespace fs = std::filesystem;

TEST_CASE("a German list with semicolons and decimal commas is read by its headings alone", "[import]") {
  const Folder folder;
  const Outcome outcome = import_with(arguments_for(exports / "offene_posten.csv", "receivables", folder.books()));
  REQUIRE(outcome.status == 0);
  CHECK(text_of(folder.books() / "receivables.csv") ==
        "invoice,counterparty,due,amount,issued,currency\n"
        "90001234,10023,2026-03-05,12480.00,2026-02-03,EUR\n"
        "90001240,10031,2026-03-13,1250.50,2026-02-11,EUR\n"
        "90001251,10023,2026-03-29,980.75,2026-02-27,EUR\n"
        "90001262,10031,2026-04-01,-310.20,2026-03-02,EUR\n"
        "90001270,10047,2026-04-15,45000.00,2026-03-16,EUR\n");
  CHECK(says(outcome.err, "Assumed: the dates of due are written DD.MM.YYYY.\n"));
  CHECK(says(outcome.err, "Assumed: numbers are written 1.234,50.\n"));
  CHECK(says(outcome.err, "Note: 1 row of totals left out (line 7).\n"));
  CHECK(says(outcome.err, "taken as credit note (line 5)"));
  CHECK(says(outcome.out, "59,401.05 in 5 items"));
}

TEST_CASE("customers are keyed by number, and keep their names in a column of their own", "[import]") {
  const Folder folder;
  REQUIRE(import_with(arguments_for(exports / "offene_posten.csv", "receivables", folder.books())).status == 0);
  const std::string text = text_of(folder.books() / "counterparties.csv");
  CHECK(says(text, "counterparty,name,on_time,late_median_days,late_sigma,never,basis\n"));
  CHECK(says(text, "10031,Müller & Söhne KG,0.63,15,0.9,0.03,ASSUMPTION\n"));
  CHECK(says(text, "10047,Kessler; Bau AG,"));
  CHECK(loaded(folder.books()).counterparties.size() == 3);
}

TEST_CASE("a US list under a title is read, with dollars, parentheses and a total", "[import]") {
  const Folder folder;
  ImportArguments arguments = arguments_for(exports / "open_invoices_us.csv", "receivables", folder.books());
  arguments.currency = "USD";
  arguments.country = "us";
  const Outcome outcome = import_with(arguments);
  REQUIRE(outcome.status == 0);
  CHECK(text_of(folder.books() / "receivables.csv") ==
        "invoice,counterparty,due,amount,issued\n"
        "1041,\"Bright, Boyd & Co.\",2026-03-04,1234.50,2026-02-02\n"
        "1042,Fernandez Market,2026-03-19,880.00,2026-02-17\n"
        "1043,\"The \"\"Corner\"\" Shop\",2026-03-14,12400.00,2026-02-27\n"
        "CM-17,Fernandez Market,2026-03-03,-120.25,2026-03-03\n"
        "1044,\"Bright, Boyd & Co.\",2026-04-15,2000.00,2026-03-16\n");
  CHECK(says(outcome.err, "are in line 5; what stands before it is left out"));
  CHECK(says(outcome.err, "1 row left out that repeats another in every field (line 12)"));
  CHECK(says(outcome.err, "1 row left out with nothing open: an amount of 0 (line 11)"));
  // The day of the list stands in its title.
  CHECK(says(text_of(folder.books() / "company.toml"), "as_of = 2026-03-31  # as the export says of itself"));
  CHECK(says(text_of(folder.books() / "company.toml"), "country = \"US\"\n"));
  CHECK(says(text_of(folder.books() / "counterparties.csv"), "Fernandez Market,0.55,3,2.25,0.015,ASSUMPTION\n"));
}

TEST_CASE("compact dates, tabs and a currency without decimals are read", "[import]") {
  const Folder folder;
  ImportArguments arguments = arguments_for(exports / "compact_dates.tsv", "receivables", folder.books());
  arguments.rates = {"JPY=0.0067"};
  REQUIRE(import_with(arguments).status == 0);
  CHECK(says(text_of(folder.books() / "receivables.csv"), "5100002,C002,2026-02-18,980000,2026-01-19,JPY\n"));
  const Ledger ledger = loaded(folder.books());
  CHECK(ledger.receivables.at(1).amount == 980000);  // yen
  CHECK(in_ledger_currency(ledger, 980000, ledger.receivables.at(1).currency) == 656600);
  CHECK(says(text_of(folder.books() / "company.toml"), "\n[exchange_rates]  # USD for one unit\nJPY = 0.0067\n"));
}

TEST_CASE("names keep commas, quotation marks and formulas, and lose line breaks", "[import]") {
  const Folder folder;
  ImportArguments arguments =
      arguments_for(exports / "names_with_commas_and_newlines.csv", "receivables", folder.books());
  arguments.as_of = "2026-04-30";
  const Outcome outcome = import_with(arguments);
  REQUIRE(outcome.status == 0);
  CHECK(text_of(folder.books() / "receivables.csv") ==
        "invoice,counterparty,due,amount,currency\n"
        "INV-1,\"Vale, Orr and Partners\",2026-05-01,100.00,AUD\n"
        "INV-2,=SUM(A1:A9),2026-05-02,200.00,AUD\n"
        "INV-3,\"O'Brien \"\"Bob\"\"\",2026-05-03,300.00,AUD\n"
        "INV-3 (2),\"O'Brien \"\"Bob\"\"\",2026-05-09,50.00,AUD\n");
  CHECK(loaded(folder.books()).receivables.size() == 4);
  CHECK(says(outcome.err, "a suffix tells them apart, as in \"INV-3 (2)\" (line 7)"));
}

TEST_CASE("what was written reads back as it was", "[import]") {
  const std::vector<std::string> hostile = {"plain", "a,b",        "say \"hi\"", " edge ", "=1+1",
                                            "@x",    "two\nlines", "",           "名"};
  const Result<CsvTable> table =
      read_csv_text("t.csv", csv_record({"1", "2", "3", "4", "5", "6", "7", "8", "9"}) + csv_record(hostile));
  REQUIRE(table.ok());
  for (std::size_t i = 0; i < hostile.size(); ++i) CHECK(table.value().rows.at(0).fields.at(i).text == hostile[i]);
}

TEST_CASE("dates that read two ways are refused, with the line that decides", "[import]") {
  const Folder folder;
  ImportArguments arguments = arguments_for(exports / "ambiguous_dates.csv", "receivables", folder.books());
  const Outcome refused = import_with(arguments);
  CHECK(refused.status == 1);
  CHECK(says(refused.err,
             "ambiguous_dates.csv:2:26: the dates of due can be read in 2 ways, and no value decides: \"03/04/2026\"; "
             "add to a mapping: date = \"DD/MM/YYYY\" or date = \"MM/DD/YYYY\"\n"));
  CHECK(files_in(folder.path()) == 0);

  arguments.map = folder.write("mapping.toml", "date = \"MM/DD/YYYY\"\n");
  REQUIRE(import_with(arguments).status == 0);
  CHECK(says(text_of(folder.books() / "receivables.csv"), "A-1,Alder Ltd,2026-03-04,100.00,2026-01-02,GBP\n"));
}

TEST_CASE("a date column that does not decide follows one that does", "[import]") {
  const Folder folder;
  const Outcome outcome = import_receivables(folder,
                                             "Invoice,Customer,Invoice Date,Due Date,Balance\n"
                                             "1,Ash,01/02/2026,31/03/2026,5.00\n2,Ash,02/02/2026,30/04/2026,6.00\n");
  REQUIRE(outcome.status == 0);
  CHECK(says(text_of(folder.books() / "receivables.csv"), "1,Ash,2026-03-31,5.00,2026-02-01\n"));
  CHECK(says(
      outcome.err,
      "the dates of issued are written DD/MM/YYYY, as those of due are; their own values would allow MM/DD/YYYY too"));
}

TEST_CASE("a firm's name is one that the ledger takes, whatever the folder is called", "[import]") {
  const Folder folder;
  ImportArguments arguments =
      arguments_for(exports / "offene_posten.csv", "receivables", folder.path() / "ev\x1b[31m\xff");
  REQUIRE(import_with(arguments).status == 0);
  CHECK(load_ledger_folder(*arguments.into));
  arguments.into = folder.books();
  for (const std::string& name : {std::string("ev\x1b[31m"), std::string("two\nlines"), std::string("\xff"),
                                  std::string(1001, 'x'), std::string()}) {
    arguments.name = name;
    const Outcome outcome = import_with(arguments);
    CHECK(outcome.status == 2);
    CHECK(says(outcome.err, ": a name is one line of 1 to 1000 bytes of UTF-8, without control characters"));
    CHECK(!std::filesystem::exists(folder.books()));
  }
}

TEST_CASE("every value that cannot be read is named with its place, and nothing is written", "[import]") {
  const Folder folder;
  ImportArguments arguments = arguments_for(exports / "wrong_values.csv", "receivables", folder.books());
  const Outcome outcome = import_with(arguments);
  CHECK(outcome.status == 1);
  for (const char* part :
       {"wrong_values.csv:3:9: due is not a date written YYYY-MM-DD: \"2026-02-30\"; ",
        "wrong_values.csv:4:5: counterparty is empty; ",
        "wrong_values.csv:5:20: amount is not an amount written 1,234.50: \"3OO.00\"; ",
        "wrong_values.csv:6:20: more decimals than EUR has: \"400.005\"; ",
        "wrong_values.csv:7:27: unknown currency: \"EUX\"; ",
        "wrong_values.csv:8:20: the amount names another currency than the item's EUR: \"USD 600.00\"; ",
        "wrong_values.csv:9:9: 3 fields, where the header names 5", "Nothing was written.\n"})
    CHECK(says(outcome.err, part));
  CHECK(outcome.err.find("wrong_values.csv:2:") == std::string::npos);
  CHECK(outcome.err.find("wrong_values.csv:10:") == std::string::npos);
  CHECK(files_in(folder.path()) == 0);
}

TEST_CASE("many faults are listed up to fifty, and counted in full", "[import]") {
  const Folder folder;
  std::string csv = "Invoice,Customer,Due,Balance\n";
  for (int i = 0; i < 200; ++i) csv += "N" + std::to_string(i) + ",Ash,2026-01-10,1.00\n";
  for (int i = 0; i < 70; ++i) csv += "X" + std::to_string(i) + ",Ash,soon,1.00\n";
  const Outcome outcome = import_receivables(folder, csv);
  CHECK(outcome.status == 1);
  CHECK(says(outcome.err, "... and 20 more faults (70 in all)\n"));
  CHECK(says(outcome.err, "export.csv:202:8: due is not a date"));
}

TEST_CASE("headings that tell nothing are answered with a mapping to fill in", "[import]") {
  const Folder folder;
  const Outcome outcome = import_with(arguments_for(exports / "unknown_headings.csv", "receivables", folder.books()));
  CHECK(outcome.status == 1);
  CHECK(says(outcome.err,
             "no heading tells which column holds invoice, counterparty, due, amount (headings: Ref A, Whom, When, How "
             "much)"));
  CHECK(says(outcome.err, "    # invoice = \"...\"   # fill in"));
}

TEST_CASE("a mapping written by hand gives columns, and fixed values for what the export lacks", "[import]") {
  const Folder folder;
  ImportArguments arguments = arguments_for(exports / "unknown_headings.csv", "receivables", folder.books());
  arguments.map = exports / "unknown_headings.mapping.toml";
  arguments.as_of = "2026-01-01";
  REQUIRE(import_with(arguments).status == 0);
  CHECK(text_of(folder.books() / "receivables.csv") ==
        "invoice,counterparty,due,amount,currency\n1,Ash,2026-01-10,100.00,NZD\n2,Elm,2026-01-20,200.00,NZD\n");
}

TEST_CASE("every slip in a mapping is named with its place and the nearest known name", "[import]") {
  const Result<ColumnMapping> mapping = read_column_mapping(exports / "wrong.mapping.toml", ImportKind::receivables);
  REQUIRE_FALSE(mapping.ok());
  std::string text;
  for (const Fault& fault : mapping.faults()) text += to_text(fault) + "\n";
  CHECK(says(text, "wrong.mapping.toml:2:8: unknown date format: \"13.03.2026\""));
  CHECK(says(text, "wrong.mapping.toml:3:10: the number format is not clear: \"1234\""));
  CHECK(says(text, "wrong.mapping.toml:4:1: unknown key of a mapping: \"dlimiter\"; did you mean delimiter?"));
  CHECK(says(text,
             "wrong.mapping.toml:8:1: receivables have no such column: \"countreparty\"; did you mean counterparty?"));
}

TEST_CASE("a mapping that names a column the export lacks is answered with the nearest heading", "[import]") {
  const Folder folder;
  const Outcome outcome = import_receivables(
      folder, "Nr,Kunde,Wann,Wieviel\n1,Ash,2026-01-10,5.00\n",
      "[columns]\ninvoice = \"Nr\"\ncounterparty = \"Kunde\"\ndue = \"Wan\"\namount = \"Wieviel\"\n");
  CHECK(outcome.status == 1);
  CHECK(says(outcome.err, "export.csv has no such column: \"Wan\"; did you mean \"Wann\"?"));
}

TEST_CASE("rules of a mapping keep, skip and turn rows", "[import]") {
  const Folder folder;
  const Outcome outcome = import_receivables(
      folder,
      "Nr,Kunde,Due,Offen,Art,Soll/Haben\n"
      "1,Ash,2026-01-10,5.00,RV,S\n2,Ash,2026-01-11,6.00,RV,H\n3,Ash,2026-01-12,7.00,ZP,S\n4,Elm,2026-01-12,8.00,RV,"
      "S\n",
      "[columns]\ninvoice = \"Nr\"\ncounterparty = \"Kunde\"\ndue = \"Due\"\namount = \"Offen\"\n"
      "[keep]\nArt = [\"RV\", \"RX\"]\n[skip]\nKunde = \"Elm\"\n[negative]\n\"Soll/Haben\" = \"H\"\n");
  REQUIRE(outcome.status == 0);
  CHECK(text_of(folder.books() / "receivables.csv") ==
        "invoice,counterparty,due,amount\n1,Ash,2026-01-10,5.00\n2,Ash,2026-01-11,-6.00\n");
  CHECK(says(outcome.err, "2 rows left out by the mapping's rules"));
}

TEST_CASE("a due date follows from the issue date and the terms where there is none", "[import]") {
  const Folder folder;
  const Outcome outcome = import_receivables(folder,
                                             "Invoice,Customer,Invoice Date,Terms,Balance\n1,Ash,2026-01-10,Net "
                                             "30,5.00\n2,Ash,2026-01-11,Due on receipt,6.00\n");
  REQUIRE(outcome.status == 0);
  CHECK(text_of(folder.books() / "receivables.csv") ==
        "invoice,counterparty,due,amount,issued\n1,Ash,2026-02-09,5.00,2026-01-10\n2,Ash,2026-01-11,6.00,2026-01-11\n");
}

TEST_CASE("the proposed mapping, saved and passed back, brings in the same", "[import]") {
  const Folder folder;
  ImportArguments arguments = arguments_for(exports / "offene_posten.csv", "receivables", folder.path() / "one");
  REQUIRE(import_with(arguments).status == 0);
  arguments.show_mapping = true;
  const Outcome shown = import_with(arguments);
  REQUIRE(shown.status == 0);
  arguments.show_mapping = false;
  arguments.map = folder.write("mapping.toml", shown.out);
  arguments.into = folder.path() / "two";
  const Outcome again = import_with(arguments);
  REQUIRE(again.status == 0);
  CHECK(text_of(folder.path() / "one" / "receivables.csv") == text_of(folder.path() / "two" / "receivables.csv"));
  CHECK(again.err.find("written DD.MM.YYYY") == std::string::npos);  // given, not assumed
}

TEST_CASE("a mapping survives being written and read, whatever its headings hold", "[import]") {
  ColumnMapping mapping;
  mapping.columns = {{"invoice", "No. \"A\"\\1"}, {"counterparty", "Wer?"}, {"due", "Tab\there"}, {"amount", "金额"}};
  mapping.fixed = {{"currency", "EUR"}};
  mapping.date_formats.emplace("due", *DateFormat::parse("DD.MM.YY"));
  mapping.decimal_sign = DecimalSign::comma;
  mapping.is_reversed = true;
  mapping.delimiter = '\t';
  mapping.header_line = 4;
  mapping.encoding = "gb18030";
  mapping.skip = {{"Art = x", {"a", "\"b\""}}};
  const Result<ColumnMapping> read = read_column_mapping_text("m.toml", to_toml(mapping), ImportKind::receivables);
  REQUIRE(read.ok());
  CHECK(to_toml(read.value()) == to_toml(mapping));
  CHECK(read.value().columns == mapping.columns);
}

TEST_CASE("a missing exchange rate names the currency and what to add", "[import]") {
  const Folder folder;
  const std::string csv =
      "Invoice,Customer,Due,Balance,Currency\n1,Ash,2026-01-10,5.00,USD\n2,Ash,2026-01-11,6.00,CAD\n3,Ash,2026-01-12,7."
      "00,CAD\n";
  SECTION("a new folder needs an option") {
    const Outcome outcome = import_receivables(folder, csv);
    CHECK(outcome.status == 1);
    CHECK(says(
        outcome.err,
        "export.csv:3:1: no exchange rate for CAD (2 rows use it); give --rate CAD=<what one CAD is worth in USD>\n"));
    CHECK_FALSE(fs::exists(folder.books()));
  }
  SECTION("an existing ledger needs a line") {
    const fs::path company =
        folder.write("books/company.toml", "[company]\nname = \"A\"\nas_of = 2026-06-01\ncurrency = \"USD\"\n");
    ImportArguments arguments = arguments_for(folder.write("export.csv", csv), "receivables", folder.books());
    const Outcome outcome = import_with(arguments);
    CHECK(outcome.status == 1);
    CHECK(says(outcome.err, "company.toml, below [exchange_rates]: CAD = <what one CAD is worth in USD>"));
    folder.write("books/company.toml", text_of(company) + "[exchange_rates]\nCAD = 0.72\n");
    const std::string before = text_of(company);
    CHECK(import_with(arguments).status == 0);
    CHECK(text_of(company) == before);
  }
}

TEST_CASE("an earlier import is not overwritten unless asked to, and other files never", "[import]") {
  const Folder folder;
  const std::string first = "Invoice,Customer,Due,Balance\n1,Ash,2026-07-10,5.00\n",
                    second = "Invoice,Customer,Due,Balance\n2,Elm,2026-07-11,6.00\n";
  REQUIRE(import_receivables(folder, first).status == 0);
  folder.write("books/company.toml", text_of(folder.books() / "company.toml") + "# mine\n");
  const std::string company = text_of(folder.books() / "company.toml"),
                    parties = text_of(folder.books() / "counterparties.csv");

  ImportArguments arguments = arguments_for(folder.write("export.csv", second), "receivables", folder.books());
  const Outcome refused = import_with(arguments);
  CHECK(refused.status == 1);
  CHECK(says(refused.err, "receivables.csv: already exists"));
  CHECK(says(refused.err, "give --replace to overwrite it"));
  CHECK(says(text_of(folder.books() / "receivables.csv"), "1,Ash,"));

  arguments.replace = true;
  const Outcome replaced = import_with(arguments);
  REQUIRE(replaced.status == 0);
  CHECK(text_of(folder.books() / "receivables.csv") == "invoice,counterparty,due,amount\n2,Elm,2026-07-11,6.00\n");
  CHECK(text_of(folder.books() / "company.toml") == company);
  CHECK(text_of(folder.books() / "counterparties.csv") == parties);
  CHECK(says(replaced.err, "1 of 1 customers have no row in counterparties.csv (the first is Elm)"));
  CHECK(files_in(folder.books()) == 3);  // nothing left aside
}
