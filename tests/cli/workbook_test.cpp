#include "cli/report/xlsx/workbook.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "cli/files/zip_archive.hpp"
#include "cli/report/json/run_json.hpp"
#include "cli/report/xlsx/run_workbook.hpp"
#include "tests/cli/report_sample.hpp"

using namespace headroom;

namespace {

std::string part_of(const std::string& workbook, const std::string& name) {
  const auto archive = ZipArchive::open("report.xlsx", workbook);
  REQUIRE(archive);
  const auto part = archive.value().read(name, 100'000'000);
  REQUIRE(part);
  return part.value().value_or("");
}

RunReport workbook_sample() {
  RunReport report = sample_report();
  LedgerAsWritten as_written;
  as_written.forecast.horizon_days = 90;
  for (int day = 0; day <= 90; ++day) as_written.forecast.days.push_back({day, 100, 0, 0, 100});
  as_written.forecast.weeks = {{0, 6, 100, 200, 300}, {7, 13, 200, 300, 400}};
  report.as_written = std::move(as_written);
  return report;
}

std::string workbook_of(const RunReport& report) {
  Ledger ledger;
  ledger.company.name = report.manifest.company;
  ledger.company.currency = "CNY";
  Receivable invoice;
  invoice.invoice = "=1+1";
  invoice.counterparty = "@cmd";
  invoice.due = Date::of(2026, 12, 1);
  invoice.amount = 12345;
  ledger.receivables = {invoice};
  auto bytes = run_workbook(report, ledger, run_json(report, "0.1.0"));
  REQUIRE(bytes);
  return bytes.value();
}

}  // namespace

TEST_CASE("a workbook has its sheets by name, in order, with charts") {
  const std::string bytes = workbook_of(workbook_sample());
  const std::string book = part_of(bytes, "xl/workbook.xml");
  std::size_t before = 0;
  for (const char* name :
       {"Summary", "Cash calendar", "Fan", "Reliefs", "Drivers", "Inputs", "Assumptions", "JSON fields"}) {
    const std::size_t at = book.find(std::string("<sheet name=\"") + name + "\"");
    INFO(name);
    REQUIRE(at != std::string::npos);
    CHECK(at > before);
    before = at;
  }
  for (const char* chart : {"xl/charts/chart1.xml", "xl/charts/chart2.xml", "xl/charts/chart3.xml"})
    CHECK(part_of(bytes, chart).find("<c:ser>") != std::string::npos);
}

TEST_CASE("text in a workbook that looks like a formula is text") {
  RunReport report = workbook_sample();
  report.manifest.company = "=HYPERLINK(\"x\",\"y\")";
  report.results[0].options[1].name = report.reliefs[0].name = "+1";
  report.reliefs[0].assumptions = {"-2", "@SUM(A1)"};
  const std::string bytes = workbook_of(report);
  for (int sheet = 1; sheet <= 8; ++sheet) {
    const std::string text = part_of(bytes, "xl/worksheets/sheet" + std::to_string(sheet) + ".xml");
    INFO(sheet);
    CHECK_FALSE(text.empty());
    CHECK(text.find("<f>") == std::string::npos);
    CHECK(text.find("<hyperlink") == std::string::npos);
  }
  const std::string texts = part_of(bytes, "xl/sharedStrings.xml");
  for (const char* text : {"=HYPERLINK(", ">+1<", ">-2<", ">@SUM(A1)<", ">=1+1<", ">@cmd<"})
    CHECK(texts.find(text) != std::string::npos);
}

TEST_CASE("the same report gives the same workbook, byte for byte, and the clock is not in it") {
  const std::string bytes = workbook_of(workbook_sample());
  CHECK(bytes == workbook_of(workbook_sample()));
  CHECK(part_of(bytes, "docProps/core.xml").find("2026-10-31T00:00:00Z") != std::string::npos);
}

TEST_CASE("a cell holds a number or a date as such, and text of any length is cut, not lost") {
  Workbook workbook("book", Date::of(2026, 10, 31), 2);
  workbook.sheet("One", {10.0});
  workbook.row({Date::of(2026, 10, 31), MoneyCell{-1234.5}, ShareCell{0.25}, 7.0, std::string(100'000, 'x')});
  const auto bytes = workbook.bytes();
  REQUIRE(bytes);
  const std::string sheet = part_of(bytes.value(), "xl/worksheets/sheet1.xml");
  for (const char* value : {"<v>46326</v>", "<v>-1234.5</v>", "<v>0.25</v>", "<v>7</v>"})
    CHECK(sheet.find(value) != std::string::npos);
  CHECK(part_of(bytes.value(), "xl/sharedStrings.xml").find("xxx...") != std::string::npos);
}
