// The package as its user meets it: installed into a folder that is then moved, found by CMake, built against and run.

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/temporary_folder.hpp"
#include "tests/shell.hpp"
#include "tests/source_folder.hpp"

using namespace headroom;
namespace fs = std::filesystem;

namespace {

const fs::path source = source_folder();
const fs::path example = source / "docs" / "examples" / "default_probability";

/// Runs a command that must succeed, and gives what it printed.
std::string run(const std::string& command, const fs::path& folder) {
  const ShellOutcome outcome = run_shell(command, folder);
  INFO("$ " << command << "\n" << outcome.output);
  REQUIRE(outcome.status == 0);
  return outcome.output;
}

std::string quoted(const fs::path& path) { return shell_quoted(path.string()); }

/// The package, installed once and moved to a place of which nothing in it can know.
class InstalledPackage {
 public:
  InstalledPackage() {
    run(quoted(HEADROOM_CMAKE) + " --install " + quoted(HEADROOM_BUILD_DIR) + " --prefix " +
            quoted(folder_ / "first place"),
        folder_.path());
    fs::rename(folder_ / "first place", prefix());
    fs::create_directory(empty());
  }

  fs::path prefix() const { return folder_ / "moved place"; }
  fs::path empty() const { return folder_ / "empty"; }
  fs::path headers() const { return prefix() / "include" / "headroom"; }
  std::string program() const { return quoted(prefix() / "bin" / "headroom"); }

 private:
  TemporaryFolder folder_;
};

const InstalledPackage& package() {
  static const InstalledPackage installed;
  return installed;
}

/// Configures and builds a project against the package.
void build(const fs::path& project, const fs::path& into) {
  run(quoted(HEADROOM_CMAKE) + " -S " + quoted(project) + " -B " + quoted(into) + " -G " +
          shell_quoted(HEADROOM_GENERATOR) + " -DCMAKE_BUILD_TYPE=" + HEADROOM_BUILD_TYPE +
          " -DCMAKE_CXX_COMPILER=" + quoted(HEADROOM_CXX) + " -DCMAKE_PREFIX_PATH=" + quoted(package().prefix()),
      package().empty());
  run(quoted(HEADROOM_CMAKE) + " --build " + quoted(into), package().empty());
}

/// `16.046` of `"estimate": 0.16046`, as a stream writes it.
std::string per_cent(const nlohmann::json& estimate) {
  std::ostringstream text;
  text << 100 * estimate.at("estimate").get<double>() << "% ± " << 100 * estimate.at("standard_error").get<double>()
       << "%\n";
  return text.str();
}

}  // namespace

TEST_CASE("the installed program has its built-in files with it") {
  CHECK_THAT(run(package().program() + " scenarios", package().empty()), Catch::Contains("order_slump"));
  CHECK_THAT(run(package().program() + " reliefs", package().empty()), Catch::Contains("china_inclusive_loan"));
  run(package().program() + " init firm", package().empty());
  CHECK_THAT(run(package().program() + " check firm", package().empty()), Catch::Contains("0 faults"));
}

TEST_CASE("the example builds from the installed package and gives the numbers of headroom run") {
  const TemporaryFolder folder;
  build(example, folder / "build");
  const std::string program = quoted(folder / "build" / "default_probability");
  const std::string ledger = quoted(source / "fixtures" / "companies" / "lumen_bay");
  const std::string said = run(program + " " + ledger + " china_inclusive_loan uk_bounce_back_loan", folder.path());

  const std::string json =
      run(package().program() + " run " + ledger + " --relief china_inclusive_loan --json - 2>notices", folder.path());
  const auto options = nlohmann::json::parse(json).at("scenarios").at(0).at("options");
  CHECK_THAT(said, Catch::Contains("No relief: " + per_cent(options.at(0).at("default_probability"))));
  CHECK_THAT(said, Catch::Contains("China inclusive loan: " + per_cent(options.at(1).at("default_probability"))));
  const std::string page = content_of(source / "docs" / "library.md");
  CHECK_THAT(page, Catch::Contains("No relief: " + per_cent(options.at(0).at("default_probability"))));
  CHECK_THAT(page, Catch::Contains("China inclusive loan: " + per_cent(options.at(1).at("default_probability"))));
  CHECK_THAT(said, Catch::Contains("UK Bounce Back Loan: not eligible. The firm is in CN"));

  const ShellOutcome faulty =
      run_shell(program + " " + quoted(source / "fixtures" / "faults" / "cash_negative"), folder.path());
  CHECK(faulty.status == 1);
  CHECK_THAT(faulty.output, Catch::Contains("company.toml:7:11: `balance` is negative"));
  const ShellOutcome mistyped = run_shell(program + " " + ledger + " china_inclusive_lone", folder.path());
  CHECK(mistyped.status == 1);
  CHECK_THAT(mistyped.output, Catch::Contains("did you mean `china_inclusive_loan`?"));
}

TEST_CASE("installed headers compile beside headers of the same names, and the package names no other place") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "models");
  folder.write("models/ledger.hpp", "#error \"a user's own header\"\n");
  std::size_t count = 0;
  std::string all;
  for (const auto& entry : fs::recursive_directory_iterator(package().headers())) {
    if (!entry.is_regular_file()) continue;
    ++count;
    all += "#include <headroom/" + entry.path().lexically_relative(package().headers()).generic_string() + ">\n";
  }
  REQUIRE(count > 10);
  folder.write("all.cpp", all);
  run(quoted(HEADROOM_CXX) + " -std=c++20 -Wall -Wextra -Werror -fsyntax-only -I . -I " +
          quoted(package().prefix() / "include") + " all.cpp",
      folder.path());
  for (const auto& entry : fs::recursive_directory_iterator(package().prefix() / "lib" / "cmake")) {
    if (!entry.is_regular_file()) continue;
    INFO(entry.path());
    CHECK_THAT(content_of(entry.path()), !Catch::Contains(HEADROOM_BUILD_DIR));
    CHECK_THAT(content_of(entry.path()), !Catch::Contains("first place"));
    CHECK_THAT(content_of(entry.path()), !Catch::Contains("libQuantLib.a\""));
  }
}

TEST_CASE("another version of the package is not taken for this one") {
  const TemporaryFolder folder;
  folder.write(
      "CMakeLists.txt",
      "cmake_minimum_required(VERSION 3.25)\nproject(wrong LANGUAGES CXX)\nfind_package(headroom 99.0 REQUIRED)\n");
  const ShellOutcome outcome = run_shell(
      quoted(HEADROOM_CMAKE) + " -S . -B build -G " + shell_quoted(HEADROOM_GENERATOR) +
          " -DCMAKE_CXX_COMPILER=" + quoted(HEADROOM_CXX) + " -DCMAKE_PREFIX_PATH=" + quoted(package().prefix()),
      folder.path());
  CHECK(outcome.status != 0);
  CHECK_THAT(outcome.output, Catch::Contains("headroomConfig.cmake, version"));
}

TEST_CASE("the page shows the example as it is, and it is short") {
  const std::string program = content_of(example / "main.cpp"), page = content_of(source / "docs" / "library.md");
  CHECK_THAT(page, Catch::Contains("```cpp\n" + program + "```"));
  CHECK_THAT(page, Catch::Contains("```cmake\n" + content_of(example / "CMakeLists.txt") + "```"));
  CHECK(std::count(program.begin(), program.end(), '\n') < 30);
}
