// Ledgers in one database and out again.

#include "cli/store/ledger_store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <charconv>
#include <sstream>
#include <tuple>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/commands/command_line.hpp"
#include "cli/files/text_file.hpp"
#include "cli/ledger/ledger_folder.hpp"
#include "cli/ledger/ledger_reader.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/store/open_ledger.hpp"
#include "cli/syntax/csv.hpp"
#include "cli/syntax/toml_reader.hpp"
#include "tests/cli/random_documents.hpp"
#include "tests/cli/store_sample.hpp"
#include "tests/cli/temporary_folder.hpp"
#include "tests/source_folder.hpp"

using namespace headroom;
using Catch::Contains;

namespace {

const std::filesystem::path fixtures = std::filesystem::path(source_folder()) / "fixtures";

/// Every document that the database gives of a company.
std::map<std::string, std::string> documents_in(const std::filesystem::path& file,
                                                const std::optional<std::string>& company = {}) {
  auto store = LedgerStore::open_to_read(file);
  REQUIRE(store);
  auto source = store.value().ledger(company);
  REQUIRE(source);
  std::map<std::string, std::string> documents;
  for (const std::string& name : ledger_documents()) {
    const auto text = source.value()->text_of(name, 1 << 30);
    REQUIRE(text);
    if (text.value()) documents[name] = *text.value();
  }
  return documents;
}

void execute(const std::filesystem::path& file, const std::string& sql) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
  database.exec("PRAGMA foreign_keys = ON");
  database.exec(sql);
}

/// Whether two cells say the same: letter by letter, or as numbers.
bool same_cell(const std::string& a, const std::string& b) {
  if (a == b) return true;
  double x = 0.0, y = 0.0;
  const auto reads = [](std::string_view text, double& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
  };
  return reads(a, x) && reads(b, y) && x == y;
}

void check_same_table(const std::string& name, const std::string& before, const std::string& after) {
  const auto a = read_csv_text(name, before), b = read_csv_text(name, after);
  REQUIRE(a);
  REQUIRE(b);
  REQUIRE(a.value().header.fields.size() == b.value().header.fields.size());
  for (std::size_t i = 0; i < a.value().header.fields.size(); ++i)
    CHECK(a.value().header.fields[i].text == b.value().header.fields[i].text);
  REQUIRE(a.value().rows.size() == b.value().rows.size());
  for (std::size_t row = 0; row < a.value().rows.size(); ++row)
    for (std::size_t i = 0; i < a.value().header.fields.size(); ++i) {
      const std::string &x = a.value().rows[row].fields[i].text, &y = b.value().rows[row].fields[i].text;
      INFO(name << " row " << row << " column " << a.value().header.fields[i].text << ": " << x << " | " << y);
      CHECK(same_cell(x, y));
    }
}

/// The values of a TOML document, without what does not matter: order, comments, places and how numbers are spelt.
std::map<std::string, std::string> values_of(const TomlNode& node, const std::string& path = "") {
  std::map<std::string, std::string> values;
  const auto add = [&values](const std::map<std::string, std::string>& more) {
    values.insert(more.begin(), more.end());
  };
  for (const TomlEntry& entry : node.entries) add(values_of(entry.node, path + "." + entry.key));
  for (std::size_t i = 0; i < node.items.size(); ++i) add(values_of(node.items[i], fmt::format("{}[{}]", path, i)));
  if (node.kind != TomlKind::table && node.kind != TomlKind::array) values[path] = raw_value("", node).text;
  return values;
}

void check_same_toml(const std::string& before, const std::string& after) {
  const auto a = read_toml_text("a", before), b = read_toml_text("b", after);
  REQUIRE(a);
  REQUIRE(b);
  const auto x = values_of(a.value()), y = values_of(b.value());
  CHECK(x.size() == y.size());
  for (const auto& [path, value] : x) {
    INFO(path << ": " << value);
    REQUIRE(y.count(path) == 1);
    CHECK(same_cell(value, y.at(path)));
  }
}

void check_bytes(std::uint64_t seed) {
  INFO("seed " << seed);
  const TemporaryFolder folder;
  const auto documents = random_documents(seed);
  put_documents(folder / "f.db", "Firm", documents);
  CHECK(documents_in(folder / "f.db") == documents);
}

void check_tables_alone(std::uint64_t seed) {
  INFO("seed " << seed);
  const TemporaryFolder folder;
  const auto documents = random_documents(seed);
  put_documents(folder / "f.db", "Firm", documents);
  execute(folder / "f.db", "UPDATE document SET text = NULL");
  const auto after = documents_in(folder / "f.db");
  REQUIRE(after.size() == documents.size());
  for (const auto& [name, text] : documents) {
    if (name == "company.toml") check_same_toml(text, after.at(name));
    else check_same_table(name, text, after.at(name));
  }
  // What is written from tables is what tables write again.
  put_documents(folder / "again.db", "Firm", after);
  CHECK(documents_in(folder / "again.db") == after);
  execute(folder / "again.db", "UPDATE document SET text = NULL");
  CHECK(documents_in(folder / "again.db") == after);
}

}  // namespace

TEST_CASE("a ledger comes out of a database byte for byte as it went in") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) check_bytes(seed);
}

TEST_CASE("the tables alone hold all that the documents say, notes included") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) check_tables_alone(seed);
}

TEST_CASE("many more ledgers go into a database and out again, whole", "[slow]") {
  for (std::uint64_t seed = 1000; seed < 1400; ++seed) {
    check_bytes(seed);
    check_tables_alone(seed);
  }
}

TEST_CASE("a ledger of the database gives the same inputs to a run as its folder") {
  const TemporaryFolder folder;
  put_folder(folder / "f.db", fixtures / "companies/lumen_bay");
  const auto hash_of = [](const LedgerArgument& argument) {
    auto source = open_ledger(argument);
    REQUIRE(source);
    const auto loaded = load_ledger(*source.value());
    REQUIRE(loaded);
    const auto inputs = input_texts_of(*source.value(), loaded.value());
    REQUIRE(inputs);
    return inputs_sha256(inputs.value());
  };
  CHECK(hash_of({folder / "f.db", {}}) == hash_of({fixtures / "companies/lumen_bay", {}}));
}

TEST_CASE("the tables are the truth: what is changed there is what is read, and the rest stays as it was written") {
  const TemporaryFolder folder;
  const auto lumen_bay = fixtures / "companies/lumen_bay";
  put_folder(folder / "f.db", lumen_bay);
  execute(folder / "f.db", "UPDATE receivable SET amount = amount + 1 WHERE id = (SELECT min(id) FROM receivable)");
  auto documents = documents_in(folder / "f.db");
  CHECK(documents.at("company.toml") == content_of(lumen_bay / "company.toml"));
  CHECK(documents.at("orders.csv") == content_of(lumen_bay / "orders.csv"));
  CHECK(documents.at("receivables.csv") != content_of(lumen_bay / "receivables.csv"));
  execute(folder / "f.db", "UPDATE company SET cash_balance = 100 WHERE label = 'Lumen Bay Electronics'");
  documents = documents_in(folder / "f.db");
  CHECK_THAT(documents.at("company.toml"), Contains("balance = 1.00"));
  CHECK_THAT(documents.at("company.toml"), Contains("name = \"Rent"));
}

TEST_CASE("a row that a person adds comes last, also to a table that the ledger did not have") {
  const TemporaryFolder folder;
  put_documents(folder / "f.db", "Firm", {{"company.toml", small_company}});
  execute(folder / "f.db",
          "INSERT INTO receivable (company_id, invoice, counterparty, due, amount, notes) "
          "VALUES (1, '7', 'Ada', '2026-11-30', 12345, '{\"Region\": \"north\"}')");
  CHECK(documents_in(folder / "f.db").at("receivables.csv") ==
        "invoice,counterparty,due,amount,Region\n7,Ada,2026-11-30,123.45,north\n");
}

TEST_CASE("many companies live in one database, each found by its name") {
  const TemporaryFolder folder;
  put_documents(folder / "f.db", "Alder", {{"company.toml", small_company}});
  put_documents(folder / "f.db", "Birch", {{"company.toml", small_company}, {"receivables.csv", small_receivables}});
  auto store = LedgerStore::open_to_read(folder / "f.db");
  REQUIRE(store);
  CHECK(store.value().companies().value() == std::vector<std::string>{"Alder", "Birch"});
  CHECK_THAT(findings_text(store.value().ledger({}).faults()),
             Contains("holds 2 companies; give --company with `Alder` or `Birch`"));
  CHECK_THAT(findings_text(store.value().ledger("Brich").faults()),
             Contains("holds no company of this name: \"Brich\"; did you mean `Birch`?"));
  CHECK_THAT(findings_text(store.value().ledger("birch trees").faults()), Contains("did you mean `Birch`?"));
  CHECK_THAT(findings_text(store.value().ledger("zzz").faults()), Contains("it holds `Alder` or `Birch`"));
  CHECK(documents_in(folder / "f.db", "Birch").count("receivables.csv") == 1);
  CHECK(documents_in(folder / "f.db", "Alder").count("receivables.csv") == 0);
}

TEST_CASE("a company that is there already is replaced only when it is asked for, and then as a whole") {
  const TemporaryFolder folder;
  put_documents(folder / "f.db", "Alder", {{"company.toml", small_company}, {"receivables.csv", small_receivables}});
  put_documents(folder / "f.db", "Birch", {{"company.toml", small_company}, {"receivables.csv", small_receivables}});
  {
    auto store = LedgerStore::open_to_write(folder / "f.db");
    REQUIRE(store);
    DocumentSource source({{"company.toml", small_company}});
    const auto put = store.value().put("Alder", source, {"company.toml"}, false);
    CHECK_THAT(findings_text(put.faults()),
               Contains("holds a company of this name already: \"Alder\"; give --replace"));
  }
  CHECK(documents_in(folder / "f.db", "Alder").size() == 2);
  put_documents(folder / "f.db", "Alder", {{"company.toml", small_company}}, true);
  CHECK(documents_in(folder / "f.db", "Alder").size() == 1);
  CHECK(documents_in(folder / "f.db", "Birch").size() == 2);
}

TEST_CASE("what is not committed leaves no trace") {
  const TemporaryFolder folder;
  const auto put_only = [&folder](const std::string& company) {
    auto store = LedgerStore::open_to_write(folder / "f.db");
    REQUIRE(store);
    DocumentSource source({{"company.toml", small_company}});
    REQUIRE(store.value().put(company, source, {"company.toml"}, true));
  };
  put_only("Alder");
  CHECK(std::filesystem::is_empty(folder.path()));
  put_documents(folder / "f.db", "Alder", {{"company.toml", small_company}});
  const std::string before = content_of(folder / "f.db");
  put_only("Birch");
  CHECK(content_of(folder / "f.db") == before);
}

TEST_CASE("an accounting export goes into a company of a database, beside what is there of it") {
  const TemporaryFolder folder;
  const std::string file = (folder / "firms.db").string();
  const std::string exports = source_folder() + "/fixtures/exports/";
  const auto run = [](const std::vector<std::string>& words) {
    std::ostringstream out, err;
    const int status = run_command_line(words, out, err);
    return std::tuple(status, out.str(), err.str());
  };
  const auto nameless = run({"import", exports + "workshop.gnucash", "--db", file});
  CHECK(std::get<0>(nameless) == 2);
  CHECK_THAT(std::get<2>(nameless), Catch::Contains("--company NAME is missing"));
  CHECK_FALSE(std::filesystem::exists(file));

  const auto books = run({"import", exports + "workshop.gnucash", "--db", file, "--company", "Workshop"});
  INFO(std::get<2>(books));
  REQUIRE(std::get<0>(books) == 0);
  CHECK_THAT(std::get<1>(books), Catch::Contains("Stored in " + file + " as \"Workshop\""));
  const auto before = read_text_file(file).value();

  const auto proposed = run({"import", exports + "bank_september.camt.xml", "--db", file});
  CHECK(std::get<0>(proposed) == 0);
  CHECK_THAT(std::get<1>(proposed), Catch::Contains("Nothing was written"));
  CHECK(read_text_file(file).value() == before);

  const auto taken = run({"import", exports + "workshop.gnucash", "--db", file});
  CHECK(std::get<0>(taken) == 1);
  CHECK_THAT(std::get<2>(taken), Catch::Contains(file + ": receivables.csv") && Catch::Contains("--replace"));
  CHECK(read_text_file(file).value() == before);

  REQUIRE(std::get<0>(run({"import", exports + "bank_september.camt.xml", "--db", file, "--update"})) == 0);
  auto store = LedgerStore::open_to_read(file);
  REQUIRE(store);
  const auto loaded = load_ledger(*store.value().ledger("Workshop").value());
  REQUIRE(loaded);
  CHECK(iso_text(loaded.value().ledger.company.as_of) == "2026-09-30");
  CHECK(loaded.value().ledger.cash == 4'828'436);
}
