// Spreadsheets. fixtures/exports/weavers.xlsx and weavers.ods hold one list of open invoices and a sheet of notes; both
// were written by gnumeric 1.12.

#include "cli/exports/tables/spreadsheet.hpp"

#include <catch2/catch.hpp>

#include "cli/commands/import.hpp"
#include "tests/cli/import_folder.hpp"

using namespace headroom;
using namespace headroom::import_tests;
namespace fs = std::filesystem;

namespace {

std::vector<Sheet> sheets_of(const fs::path& file) {
  const Result<std::vector<Sheet>> sheets = read_spreadsheet(file.string(), text_of(file));
  REQUIRE(sheets.ok());
  return sheets.value();
}

Outcome import_sheet(const fs::path& source, const fs::path& into) {
  ImportArguments arguments = arguments_for(source, "receivables", into);
  arguments.currency = "GBP";
  return import_with(arguments);
}

}  // namespace

TEST_CASE("XLSX and ODS give the rows, dates and numbers that the sheet shows", "[spreadsheet]") {
  for (const char* name : {"weavers.xlsx", "weavers.ods"}) {
    INFO(name);
    const std::vector<Sheet> sheets = sheets_of(exports / name);
    REQUIRE(sheets.size() == 2);
    CHECK(sheets[0].name == "Open items");
    CHECK(sheets[1].name == "Notes");
    CHECK(csv_of(sheets[0]) ==
          "Mill Race Weavers,,,,\nOpen invoices,,,,\n\n"
          "Invoice Number,Customer,Invoice Date,Due Date,Amount Due\n"
          "1041,Dale Furnishing,2026-05-04,2026-06-03,1240.50\n"
          "1042,\"Heath & Sons, Ltd\",2026-05-11,2026-06-10,388.12\n"
          "1043,Dale Furnishing,2026-05-20,2026-06-19,96\n"
          "1044,Tarn Hotels,2026-06-01,2026-07-01,2750\n");
  }
}

TEST_CASE("a list in a spreadsheet becomes the ledger that the same list as CSV becomes", "[import][spreadsheet]") {
  const Folder of_csv;
  const fs::path csv = of_csv.write("list.csv", csv_of(sheets_of(exports / "weavers.xlsx").front()));
  REQUIRE(import_sheet(csv, of_csv.books()).status == 0);
  for (const char* name : {"weavers.xlsx", "weavers.ods"}) {
    const Folder folder;
    const Outcome outcome = import_sheet(exports / name, folder.books());
    INFO(outcome.err);
    REQUIRE(outcome.status == 0);
    CHECK(says(outcome.err, "is a spreadsheet: its sheet \"Open items\" is read, lines are its rows"));
    CHECK(text_of(folder.books() / "receivables.csv") == text_of(of_csv.books() / "receivables.csv"));
    CHECK(loaded(folder.books()).receivables.size() == 4);
  }
}

TEST_CASE("a spreadsheet that is cut short, or an archive of something else, is refused", "[import][spreadsheet]") {
  const Folder folder;
  const std::string whole = text_of(exports / "weavers.xlsx");
  const Outcome cut = import_sheet(folder.write("cut.xlsx", whole.substr(0, whole.size() / 2)), folder.books());
  CHECK(cut.status == 1);
  CHECK(says(cut.err, "is no whole archive (ZIP)"));
  std::string other = whole;
  for (std::size_t at; (at = other.find("xl/workbook.xml")) != std::string::npos;)
    other.replace(at, 15, "xl/w0rkbook.xml");
  const Outcome archive = import_sheet(folder.write("other.zip", other), folder.books());
  CHECK(archive.status == 1);
  CHECK(says(archive.err, "is an archive (ZIP), but no spreadsheet"));
  CHECK_FALSE(fs::exists(folder.books()));
}
