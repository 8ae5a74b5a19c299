#include "cli/syntax/csv.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

using namespace headroom;

namespace {

std::string fault_texts(const Faults& faults) {
  std::string out;
  for (const Fault& fault : faults) out += to_text(fault) + "\n";
  return out;
}

std::string faults_of(std::string_view text, char delimiter = ',') {
  return fault_texts(scan_csv("t.csv", text, delimiter).faults);
}

/// Every field as `line:column=text`, rows separated by a bar.
std::string places(std::string_view text, char delimiter = ',') {
  const auto table = read_csv_text("t.csv", text, delimiter);
  if (!table) return fault_texts(table.faults());
  std::string out;
  for (const CsvRow& row : table.value().rows) {
    if (!out.empty()) out += " | ";
    for (std::size_t i = 0; i < row.fields.size(); ++i)
      out += (i ? " " : "") + std::to_string(row.fields[i].line) + ":" + std::to_string(row.fields[i].column) + "=" +
             row.fields[i].text;
  }
  return out;
}

}  // namespace

TEST_CASE("a field knows its line and column in characters") {
  CHECK(places("a,b\n1,2\n3,4\n") == "2:1=1 2:3=2 | 3:1=3 3:3=4");
  CHECK(places("a,b\r\n1,2\r\n3,4") == "2:1=1 2:3=2 | 3:1=3 3:3=4");
  CHECK(places("a,b\r1,2\r") == "2:1=1 2:3=2");
  CHECK(places("a,b\n\xE6\xB7\xB1\xE5\x9C\xB3,2\n") == "2:1=\xE6\xB7\xB1\xE5\x9C\xB3 2:4=2");
  CHECK(places("a;b\n1,5;2\n", ';') == "2:1=1,5 2:5=2");
  CHECK(places("a\tb\n\t2\n", '\t') == "2:1= 2:2=2");
}

TEST_CASE("a byte order mark is accepted and counts for nothing") {
  CHECK(places("\xEF\xBB\xBF"
               "a,b\n1,2\n") == "2:1=1 2:3=2");
}

TEST_CASE("quoted fields hold separators, doubled quotation marks and line breaks") {
  CHECK(places("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n") == "2:1=x,y 2:7=say \"hi\"");
  CHECK(places("a,b\n\"one\r\ntwo\",2\n3,4\n") == "2:1=one\r\ntwo 3:6=2 | 4:1=3 4:3=4");
  CHECK(places("a,b\n\"\",2\n") == "2:1= 2:4=2");
}

TEST_CASE("spaces around an unquoted field are dropped, those inside quotation marks are kept") {
  CHECK(places("a, b\n  1 ,\" 2 \"\n") == "2:3=1 2:6= 2 ");
}

TEST_CASE("rows without any content are skipped") {
  CHECK(places("\n\na,b\n\n1,2\n  \n,\n3,\n") == "5:1=1 5:3=2 | 8:1=3 8:3=");
  CHECK(places("a,b\n") == "");
  CHECK(places("a,b\n1,") == "2:1=1 2:3=");
}

TEST_CASE("every fault of a table is listed in one go and the other rows are read") {
  const CsvReading reading = scan_csv("t.csv", "a,b\n1\n1,2,3\n4,x\"y\n5,6\n\"7,8\n");
  CHECK(
      fault_texts(reading.faults) ==
      "t.csv:2:1: 1 field, where the header names 2: \"1\"; add the missing fields (an empty field takes its default)\n"
      "t.csv:3:5: 3 fields, where the header names 2: \"3\"; put a field that holds the separator in quotation marks, "
      "or remove what is "
      "too much\n"
      "t.csv:4:4: a quotation mark out of place: \"4,x\"y\"; put the whole field in quotation marks and double those "
      "inside it: \"say "
      "\"\"hi\"\"\"\n"
      "t.csv:6:1: a quoted field that is never closed: \"\"7,8\"; close it with a quotation mark\n");
  REQUIRE(reading.table.rows.size() == 1);
  CHECK(reading.table.rows[0].fields[0].text == "5");
}

TEST_CASE("text after a closing quotation mark is a fault") {
  CHECK_THAT(faults_of("a,b\n\"x\"y,2\n"), Catch::StartsWith("t.csv:2:4: a quotation mark out of place"));
}

TEST_CASE("an empty table is a fault") {
  CHECK_THAT(faults_of(""), Catch::StartsWith("t.csv:1:1: the file is empty"));
  CHECK_THAT(faults_of("\xEF\xBB\xBF\n\n"), Catch::StartsWith("t.csv:1:1: the file is empty"));
}

TEST_CASE("a header that names a column twice is a fault") {
  CHECK(
      faults_of("a,b,a\n1,2,3\n") ==
      "t.csv:1:5: a second column of the same name (the first is at column 1): \"a\"; rename or remove one of them\n");
}

TEST_CASE("a header that cannot be read ends the reading") {
  const CsvReading reading = scan_csv("t.csv", "a,b\"c\n1,2\n3,4\n");
  CHECK(reading.faults.size() == 1);
  CHECK(reading.table.rows.empty());
}

TEST_CASE("what is not UTF-8 is a fault with its place") {
  CHECK_THAT(faults_of("a,b\n1,\xB1\xB1\n"), Catch::StartsWith("t.csv:2:3: not UTF-8 text: \"\\xb1\""));
  CHECK_THAT(faults_of("a,b\n1,\xED\xA0\x80\n"), Catch::StartsWith("t.csv:2:3: not UTF-8"));  // a surrogate
  CHECK_THAT(faults_of("a,b\n1,\xC0\xAF\n"), Catch::StartsWith("t.csv:2:3: not UTF-8"));      // an overlong form
  CHECK_THAT(faults_of(std::string_view("a,b\n1,x\0y\n", 10)),
             Catch::StartsWith("t.csv:2:4: a NUL byte in the text: \"\\x00\""));
  CHECK_THAT(faults_of(std::string_view("\xFF\xFE"
                                        "a\0,\0",
                                        6)),
             Catch::StartsWith("t.csv:1:1: the file is UTF-16"));
}

TEST_CASE("an absurdly long field, row or list of faults is cut off") {
  CHECK_THAT(faults_of("a,b\n1," + std::string(200'000, 'x') + "\n"),
             Catch::StartsWith("t.csv:2:3: a field longer than 65536 bytes"));
  CHECK(faults_of("a,b\n\"never,closed\n" + std::string(200'000, '\n') + "1\n2\n") ==
        "t.csv:2:1: a field longer than 65536 bytes: \"\"never,closed\"; look for its closing quotation mark, or "
        "shorten it: nothing below "
        "can be read until then\n");
  CHECK_THAT(faults_of("a,b\n\"" + std::string(200'000, ',') + "\n"),
             Catch::StartsWith("t.csv:2:1: a field longer than 65536 bytes"));
  CHECK_THAT(faults_of("a,b\n1" + std::string(100'000, ',') + "\n"),
             Catch::StartsWith("t.csv:2:4: more than 1000 fields"));
  CHECK_THAT(faults_of(std::string(100'000, ',') + "a\n"),
             Catch::Contains("more than 1000 columns") || Catch::Contains("empty"));
  std::string many = "a,b\n";
  for (int i = 0; i < 5000; ++i) many += "1\n";
  const CsvReading reading = scan_csv("t.csv", many);
  CHECK(reading.faults.size() == csv_faults_max);
  CHECK(to_text(reading.faults.back()) ==
        "t.csv: has more faults than the 999 listed; mend these first: the rest may share their cause");
}

TEST_CASE("a table that is no readable file is a fault") {
  const auto folder = std::filesystem::temp_directory_path() / ("headroom_csv_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  CHECK_THAT(fault_texts(read_csv(folder).faults()), Catch::Contains("is a folder, where a file is needed"));
  CHECK_THAT(fault_texts(read_csv(folder / "none.csv").faults()),
             Catch::Contains("none.csv: there is no such file; check the path"));
  CHECK_THAT(fault_texts(read_csv("/dev/null").faults()), Catch::Contains("is neither a file nor a link to one"));
  CHECK_THAT(fault_texts(read_csv("/proc/self/mem").faults()), Catch::Contains("cannot be read ("));
  std::ofstream(folder / "good.csv") << "a,b\n1,2\n";
  const auto table = read_csv(folder / "good.csv");
  REQUIRE(table);
  CHECK(table.value().file == (folder / "good.csv").string());
  CHECK(table.value().header.fields[1].text == "b");
  std::filesystem::remove_all(folder);
}

TEST_CASE("a table cut off at any byte is read or gives a fault, never more rows than it has") {
  const std::string text =
      "\xEF\xBB\xBFinvoice,counterparty,amount\r\nI1,\"North, "
      "\"\"Bay\"\"\",10.5\r\nI2,\xE6\xB7\xB1\xE5\x9C\xB3,\"3\r\n4\"\r\n";
  for (std::size_t length = 0; length <= text.size(); ++length) {
    const CsvReading reading = scan_csv("t.csv", std::string_view(text).substr(0, length));
    CHECK(reading.table.rows.size() <= 2);
    for (const Fault& fault : reading.faults) CHECK_FALSE(fault.what.empty());
  }
}

TEST_CASE("rows of any length are read as they come where no table is asked for", "[csv]") {
  const CsvReading reading = scan_csv("t.csv", "Title\n\n,a,b\n\"x\ny\",1\n1,2,3,4\n", ',', CsvShape::ragged);
  CHECK(reading.faults.empty());
  CHECK(reading.table.header.fields.empty());
  REQUIRE(reading.table.rows.size() == 4);
  CHECK(reading.table.rows[0].fields.size() == 1);
  CHECK(reading.table.rows[1].line == 3);
  CHECK(reading.table.rows[2].fields[0].text == "x\ny");
  CHECK(reading.table.rows[3].line == 6);
  CHECK(reading.table.rows[3].fields.size() == 4);
  CHECK_FALSE(scan_csv("t.csv", "a,\"b\n1,2\n", ',', CsvShape::ragged).faults.empty());
  CHECK(scan_csv("t.csv", "", ',', CsvShape::ragged).faults.empty());
}
