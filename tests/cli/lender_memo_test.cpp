#include "cli/report/html/lender_memo.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "cli/commands/assess.hpp"
#include "tests/cli/temporary_folder.hpp"
#include "tests/source_folder.hpp"

using namespace headroom;

namespace {

/// The memo that the command writes for a fixture firm, from few futures.
std::string memo_of(const std::string& firm, const std::string& relief) {
  const TemporaryFolder folder;
  AssessArguments arguments;
  arguments.ledger.path = std::filesystem::path(source_folder()) / "fixtures/companies" / firm;
  arguments.reliefs = {relief};
  arguments.scenarios = {"order_slump"};
  arguments.paths = 500;
  arguments.html = (folder / "memo.html").string();
  arguments.json = (folder / "memo.json").string();
  std::ostringstream out, err;
  INFO(err.str());
  REQUIRE(run_assess(arguments, out, err) == 0);
  const std::string html = content_of(folder / "memo.html");
  const std::string begin = "id=\"headroom\">";
  const std::size_t at = html.find(begin) + begin.size();
  const auto inside = nlohmann::json::parse(html.substr(at, html.find("</script>", at) - at));
  CHECK(inside == nlohmann::json::parse(content_of(folder / "memo.json")));
  return html.substr(0, html.find("<script"));
}

}  // namespace

TEST_CASE("a memo says decision, rules, risk, months, limits and what it rests on") {
  const std::string html = memo_of("lumen_bay", "china_inclusive_loan");
  std::size_t before = html.find("<h1>");
  REQUIRE(before != std::string::npos);
  for (const char* section : {"decision", "risk", "coverage", "watch", "basis"}) {
    const std::size_t at = html.find(std::string("<section id=\"") + section + "\"");
    INFO(section);
    REQUIRE(at != std::string::npos);
    CHECK(at > before);
    before = at;
  }
  for (const char* text : {"refer.pd_12m_above", "exposure at default", "expected loss", "debt service", "IFRS 9",
                           "Basel", "Order slump", "Herfindahl", "Inputs (SHA-256)", "headroom assess"}) {
    INFO(text);
    CHECK(html.find(text) != std::string::npos);
  }
  for (const char* word : {"http", "url(", "<img", "<link", " src="}) CHECK(html.find(word) == std::string::npos);
}
