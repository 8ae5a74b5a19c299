#include "cli/commands/check.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "tests/cli/temporary_folder.hpp"
#include "tests/source_folder.hpp"

using namespace headroom;

namespace {

struct Ran {
  int status = 0;
  std::string out, err;
};

Ran check(const std::filesystem::path& ledger) {
  std::ostringstream out, err;
  const int status = run_check({ledger, {}}, out, err);
  return {status, out.str(), err.str()};
}

const std::filesystem::path fixtures = std::filesystem::path(source_folder()) / "fixtures";

}  // namespace

TEST_CASE("check says what a ledger without fault holds") {
  const Ran ran = check(fixtures / "starter");
  CHECK(ran.status == 0);
  CHECK_THAT(ran.out,
             Catch::StartsWith("Example Workshop\nas of 31 October 2026, amounts in EUR\n\nReady to be run: 0 faults"));
  CHECK_THAT(ran.out, Catch::Contains("On 31 October 2026, Example Workshop holds 41,000.00 EUR in cash"));
  CHECK_THAT(ran.out, Catch::Contains("6 open invoices"));
  CHECK_THAT(ran.out, Catch::Contains("Expected sales go on without an end."));
}

TEST_CASE("check lists the faults of all files on standard error, sorted, and nothing on standard output") {
  const Ran ran = check(fixtures / "faults" / "faults_in_every_file");
  CHECK(ran.status == 1);
  CHECK(ran.out.empty());
  std::size_t last = 0;
  for (const char* file : {"company.toml:8", "counterparties.csv:2", "delays.csv:2", "history.csv:2", "orders.csv:2",
                           "payables.csv:2", "receivables.csv:2"}) {
    const std::size_t at = ran.err.find(file);
    REQUIRE(at != std::string::npos);
    CHECK(at >= last);
    last = at;
  }
  CHECK_THAT(ran.err, Catch::EndsWith("7 faults.\n"));
}

TEST_CASE("warnings do not change the exit status") {
  const Ran ran = check(fixtures / "faults" / "warning_no_sales");
  CHECK(ran.status == 0);
  CHECK_THAT(ran.err, Catch::Contains("company.toml: warning: no sale, order or open invoice is entered"));
  CHECK_THAT(ran.out, Catch::Contains("Ready to be run: 0 faults, 2 warnings.\n"));
  CHECK_THAT(ran.out, Catch::Contains("- no sale, order or open invoice is entered"));
}

TEST_CASE("hostile text of a ledger reaches the terminal as visible escapes only") {
  const TemporaryFolder folder;
  folder.write("company.toml",
               "[company]\nname = \"A\\u001b[2J\\u202eB\"\nas_of = 2026-10-31\ncurrency = \"CNY\"\n\"\\u001b[31m\" = "
               "1\n[cash]\nbalance = 1\n");
  const Ran ran = check(folder.path());
  CHECK(ran.status == 1);
  CHECK(ran.err.find('\x1b') == std::string::npos);
  CHECK(ran.err.find("\xE2\x80\xAE") == std::string::npos);
  CHECK_THAT(ran.err, Catch::Contains("\\x1b[31m"));
}
