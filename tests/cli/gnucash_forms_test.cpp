// GnuCash's books in their other form, XML, and books that hold little.

#include <catch2/catch.hpp>

#include "cli/exports/source_format.hpp"
#include "cli/files/gzip.hpp"
#include "tests/cli/gnucash_sample.hpp"

using namespace headroom;
using namespace headroom::import_tests;
namespace fs = std::filesystem;

namespace {

/// The first line of company.toml names the file that it was begun from.
std::string below_first_line(const fs::path& file) {
  const std::string text = text_of(file);
  return text.substr(text.find('\n') + 1);
}

}  // namespace

TEST_CASE("books as XML, compressed or not, give the same ledger as the same books in SQLite", "[gnucash]") {
  // workshop_xml.gnucash is workshop.gnucash, opened by GnuCash 4.13 and saved as XML.
  const fs::path packed = exports / "workshop_xml.gnucash";
  const Folder folder;
  const Result<std::string> xml = read_source_file(packed.string());
  REQUIRE(xml.ok());
  const fs::path plain = folder.write("plain.gnucash", xml.value());
  for (const char* day : {"", "2026-08-15"}) {
    const std::optional<std::string> as_of = *day ? std::optional<std::string>(day) : std::nullopt;
    const Folder of_sqlite;
    REQUIRE(import_books(workshop, of_sqlite.books(), as_of).status == 0);
    for (const fs::path& source : {packed, plain}) {
      INFO(source << " " << day);
      const Folder of_xml;
      const Outcome outcome = import_books(source, of_xml.books(), as_of);
      INFO(outcome.err);
      REQUIRE(outcome.status == 0);
      for (const char* table : {"receivables.csv", "payables.csv", "history.csv", "counterparties.csv"})
        CHECK(text_of(of_xml.books() / table) == text_of(of_sqlite.books() / table));
      CHECK(below_first_line(of_xml.books() / "company.toml") == below_first_line(of_sqlite.books() / "company.toml"));
    }
  }
}

TEST_CASE("XML that is no book, is cut short or holds wrong numbers is refused with its place", "[gnucash]") {
  const Folder folder;
  const std::string whole = text_of(exports / "workshop_xml.gnucash");
  check_refused(folder, folder.write("cut.gz", whole.substr(0, whole.size() / 2)),
                "is compressed (gzip), and damaged or cut short; take a copy that is whole");
  check_refused(folder, folder.write("books.gz", "\x1F\x8B\x08stuff"),
                "is compressed (gzip), and damaged or cut short; take a copy that is whole");
  check_refused(folder, folder.write("empty.gnucash", "<?xml version=\"1.0\"?>\n<gnc-v2></gnc-v2>\n"),
                "these GnuCash books hold no book");
  std::string wrong = read_source_file((exports / "workshop_xml.gnucash").string()).value();
  const std::size_t at = wrong.find("<split:quantity>") + 16;
  wrong.replace(at, wrong.find('<', at) - at, "12,50");
  check_refused(folder, folder.write("wrong.gnucash", wrong), "a number of these books is no fraction: \"12,50\"");
  const Result<std::string> unpacked = unpacked_gzip("f", whole, 1000);
  REQUIRE(!unpacked.ok());
  CHECK(says(to_text(unpacked.faults().front()), "holds more than 1000 bytes when it is unpacked"));
}

TEST_CASE("books without bank, cash and documents say so, and which accounts may be meant", "[gnucash]") {
  const Folder folder;
  const std::string as_assets =
      "UPDATE accounts SET account_type = 'ASSET' WHERE account_type IN ('BANK', 'CASH', 'RECEIVABLE', 'PAYABLE');"
      "UPDATE accounts SET name = 'Cash' WHERE name = 'Till'; DELETE FROM entries; DELETE FROM invoices";
  const fs::path source = changed_books(folder, as_assets);
  check_refused(
      folder, source,
      "no account of the types Bank or Cash, no posted invoice or bill: nothing to import: \"Bank, Cash\"; if "
      "these accounts hold cash, change their type to Bank in GnuCash (Edit Account)");
  CHECK(import_books(source, folder.books()).err.find("mapping") == std::string::npos);
}

TEST_CASE("money that GnuCash itself set aside, or that waits in suspense, is no cash", "[gnucash]") {
  const Folder before, after;
  REQUIRE(import_books(workshop, before.books()).status == 0);
  const fs::path source =
      changed_books(after, "UPDATE accounts SET name = 'Imbalance-EUR' WHERE name = 'Till' AND account_type = 'CASH'");
  const Outcome outcome = import_books(source, after.books());
  REQUIRE(outcome.status == 0);
  CHECK(says(outcome.err, "the account \"Imbalance-EUR\" holds EUR "));
  CHECK(says(outcome.err, "money that waits to be assigned is not counted as cash"));
  CHECK(loaded(after.books()).cash < loaded(before.books()).cash);
}
