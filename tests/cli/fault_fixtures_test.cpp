// Every bad input of fixtures/faults earns exactly the lines that its expected.txt holds.

#include <catch2/catch.hpp>
#include <filesystem>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/what_if/policy_file.hpp"
#include "cli/what_if/relief_file.hpp"
#include "cli/what_if/scenario_file.hpp"
#include "tests/cli/temporary_folder.hpp"
#include "tests/source_folder.hpp"

using namespace headroom;

namespace {

const std::filesystem::path fixtures = std::filesystem::path(source_folder()) / "fixtures" / "faults";

/// What is said about one fixture, without the folder before its file names.
std::string said_about(const std::filesystem::path& folder) {
  Faults findings;
  if (std::filesystem::exists(folder / "scenario.toml")) {
    const auto scenario = read_scenario_file(folder / "scenario.toml");
    if (!scenario) findings = scenario.faults();
  } else if (std::filesystem::exists(folder / "relief.toml")) {
    const auto relief = read_relief_file(folder / "relief.toml", "CNY");
    if (!relief) findings = relief.faults();
  } else if (std::filesystem::exists(folder / "policy.toml")) {
    const auto policy = read_policy_file(folder / "policy.toml", {"CNY", 2});
    if (!policy) findings = policy.faults();
  } else {
    const auto ledger = load_ledger_folder(folder);
    findings = ledger ? ledger.value().notices : ledger.faults();
  }
  const std::string before = folder.string() + "/";
  for (Fault& finding : findings)
    if (finding.file.starts_with(before)) finding.file.erase(0, before.size());
  return findings_text(findings);
}

}  // namespace

TEST_CASE("each bad input earns the message that its fixture expects") {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(fixtures)) {
    if (!entry.is_directory()) continue;
    INFO(entry.path().filename().string());
    const std::string said = said_about(entry.path());
    CHECK(said == content_of(entry.path() / "expected.txt"));
    CHECK_FALSE(said.empty());
    ++count;
  }
  CHECK(count > 100);
}
