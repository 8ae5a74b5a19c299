#include "cli/commands/init.hpp"

#include <catch2/catch.hpp>
#include <iostream>
#include <sstream>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/commands/check.hpp"
#include "cli/commands/set.hpp"
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

TEST_CASE("the starter ledger has no fault, invents no figure, and can be played once it is answered") {
  const TemporaryFolder folder;
  REQUIRE(init(folder / "firm").status == 0);
  const auto blank = load_ledger_folder(folder / "firm");
  REQUIRE(blank);
  CHECK_FALSE(obstacles_to_play(blank.value().unanswered).empty());
  CHECK(blank.value().ledger.fixed_costs.empty());
  std::ostringstream out, err;
  const std::vector<std::string> settings = {"cash=40000",  "payroll=14500@last",        "tax=4800@15",   "rent=2900@1",
                                             "sales=33000", "sales:Sales.terms_days=30", "cost_share=45%"};
  INFO(err.str());
  REQUIRE(run_set({{folder / "firm", std::nullopt}, settings}, std::cin, out, err) == 0);
  const auto answered = load_ledger_folder(folder / "firm");
  REQUIRE(answered);
  CHECK(obstacles_to_play(answered.value().unanswered).empty());
  CHECK(answered.value().ledger.fixed_costs.size() == 3);
  CHECK(answered.value().ledger.sales.size() == 1);
}

TEST_CASE("init leaves exactly the starter files, with parents made where they are missing") {
  const TemporaryFolder folder;
  const Ran ran = init(folder / "a/b/firm/");
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
  CHECK_THAT(ran.out, Catch::Contains("company.toml"));
  CHECK(entries_of(folder / "a/b/firm") == 6);
  CHECK(entries_of(folder / "a/b") == 1);
}

TEST_CASE("init fills a folder that exists beside what is in it") {
  const TemporaryFolder folder;
  folder.write("notes.txt", "mine");
  CHECK(init(folder.path()).status == 0);
  CHECK(content_of(folder / "notes.txt") == "mine");
  CHECK(entries_of(folder.path()) == 7);
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
