#include "cli/commands/init.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/commands/check.hpp"
#include "tests/cli/temporary_folder.hpp"

using namespace headroom;

namespace {

struct Ran {
  int status = 0;
  std::string out, err;
};

Ran init(const std::filesystem::path& folder) {
  std::ostringstream out, err;
  const int status = run_init(folder, out, err);
  return {status, out.str(), err.str()};
}

std::size_t entries_of(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(
      std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

}  // namespace

TEST_CASE("the starter ledger has no fault and no warning, and laws that are not zero") {
  const TemporaryFolder folder;
  REQUIRE(init(folder / "firm").status == 0);
  const auto ledger = load_ledger_folder(folder / "firm");
  REQUIRE(ledger);
  for (const Fault& notice : ledger.value().notices) CHECK(notice.severity == Severity::note);
  CHECK_FALSE(ledger.value().ledger.orders.empty());
  CHECK_FALSE(ledger.value().ledger.receivables.empty());
  CHECK_FALSE(ledger.value().ledger.payables.empty());
  CHECK_FALSE(ledger.value().ledger.sales.empty());
  bool cancels = false, never = false, fails = false;
  for (const Counterparty& counterparty : ledger.value().ledger.counterparties) {
    cancels = cancels || counterparty.cancellation.value_or(0.0) > 0.0;
    never = never || counterparty.never.value_or(0.0) > 0.0;
    fails = fails || counterparty.failure_annual.value_or(0.0) > 0.0;
  }
  CHECK(cancels);
  CHECK(never);
  CHECK(fails);
}

TEST_CASE("init leaves exactly the starter files, with parents made where they are missing") {
  const TemporaryFolder folder;
  const Ran ran = init(folder / "a/b/firm/");
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
  CHECK_THAT(ran.out, Catch::Contains("company.toml"));
  CHECK(entries_of(folder / "a/b/firm") == 9);
  CHECK(entries_of(folder / "a/b") == 1);
}

TEST_CASE("init fills a folder that exists beside what is in it") {
  const TemporaryFolder folder;
  folder.write("notes.txt", "mine");
  CHECK(init(folder.path()).status == 0);
  CHECK(content_of(folder / "notes.txt") == "mine");
  CHECK(entries_of(folder.path()) == 10);
}

TEST_CASE("init refuses to overwrite any file, says which, and writes none") {
  const TemporaryFolder folder;
  folder.write("orders.csv", "mine");
  const Ran ran = init(folder.path());
  CHECK(ran.status == 1);
  CHECK(ran.out.empty());
  CHECK_THAT(ran.err, Catch::Contains("orders.csv: is there already"));
  CHECK_THAT(ran.err, !Catch::Contains("company.toml"));
  CHECK(content_of(folder / "orders.csv") == "mine");
  CHECK(entries_of(folder.path()) == 1);
}

TEST_CASE("init refuses a file in the place of a folder") {
  const TemporaryFolder folder;
  folder.write("firm", "mine");
  CHECK(init(folder / "firm").status == 1);
  CHECK(content_of(folder / "firm") == "mine");
}

TEST_CASE("init where nothing can be written fails as the machine's doing") {
  CHECK(init("/proc/headroom_firm").status == 3);
  CHECK(init("/dev/null/firm").status == 3);
}
