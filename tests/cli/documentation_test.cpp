// The pages are executed: every ```console block of README.md, docs and tests/cli/cases says what really comes. With
// HEADROOM_UPDATE=1 in the environment, what came is written into the pages instead (read the difference before
// committing it).

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <set>

#include "tests/cli/console_document.hpp"
#include "tests/cli/temporary_folder.hpp"
#include "tests/shell.hpp"
#include "tests/source_folder.hpp"

using namespace headroom;
namespace fs = std::filesystem;

namespace {

const fs::path source = source_folder();
const fs::path program = HEADROOM_PROGRAM;

/// Every page with commands, in the order of their names.
std::vector<fs::path> pages() {
  std::vector<fs::path> found{source / "README.md"};
  for (const char* folder : {"docs", "tests/cli/cases"})
    for (const auto& entry : fs::recursive_directory_iterator(source / folder))
      if (entry.path().extension() == ".md") found.push_back(entry.path());
  std::sort(found.begin() + 1, found.end());
  return found;
}

ShellOutcome run_in(const fs::path& folder, const std::string& command) {
  const char* path = std::getenv("PATH");
  return run_shell(command, folder,
                   {{"PATH", program.parent_path().string() + ":" + (path == nullptr ? "/usr/bin:/bin" : path)},
                    {"HOME", folder.string()},
                    {"LC_ALL", "C.UTF-8"},
                    {"NO_COLOR", "1"}});
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

/// Runs one page in a folder of its own; the results of the commands that are not as the page says.
std::vector<std::optional<ConsoleResult>> run_page(const ConsoleDocument& document) {
  const TemporaryFolder folder;
  fs::copy(source / "fixtures", folder / "fixtures", fs::copy_options::recursive);
  std::vector<std::optional<ConsoleResult>> results;
  for (const ConsoleBlock& block : document.blocks) {
    for (const ConsoleCommand& command : block.commands) {
      results.emplace_back();
      if (!block.runs) continue;
      const ShellOutcome outcome = run_in(folder.path(), command.text);
      const ConsoleResult result{lines_of(outcome.output), outcome.status};
      const bool as_said = result.status == command.status && (block.set_up || matches(command.expected, result.lines));
      if (!as_said) results.back() = result;
    }
  }
  return results;
}

/// The names that `headroom --help` lists as commands.
std::vector<std::string> commands_of_program() {
  const std::string help = run_in(source, "headroom --help").output;
  std::vector<std::string> names;
  bool listed = false;
  for (const std::string& line : lines_of(help)) {
    static const std::regex name("^  ([a-z][a-z-]*)( .*)?$");
    std::smatch match;
    if (line == "Commands:" || line == "Subcommands:") listed = true;
    else if (listed && std::regex_match(line, match, name)) names.push_back(match[1]);
    else if (listed && !line.starts_with(" ")) listed = false;
  }
  return names;
}

/// The long options that a help text lists.
std::set<std::string> options_in(const std::string& text) {
  static const std::regex option("--[a-z][a-z-]*");
  return {std::sregex_token_iterator(text.begin(), text.end(), option), std::sregex_token_iterator()};
}

}  // namespace

TEST_CASE("every command in the documentation does what is written there", "[documentation]") {
  REQUIRE(fs::exists(program));
  const char* update = std::getenv("HEADROOM_UPDATE");
  const bool updates = update != nullptr && std::string(update) == "1";
  std::size_t count = 0;
  for (const fs::path& page : pages()) {
    const std::string name = page.lexically_relative(source).string();
    const ConsoleDocument document = read_console_document(content_of(page));
    for (const std::string& slip : document.slips) FAIL_CHECK(name << ":" << slip);
    if (document.blocks.empty() || !document.slips.empty()) continue;
    auto results = run_page(document);
    bool differs = false;
    std::size_t index = 0;
    for (const ConsoleBlock& block : document.blocks) {
      for (const ConsoleCommand& command : block.commands) {
        ++count;
        auto& result = results[index++];
        if (!result) continue;
        if (updates && !block.set_up) {
          differs = true;
          continue;
        }
        FAIL_CHECK(name << ":" << command.line << ": $ " << command.text << "\n--- expected, exit " << command.status
                        << "\n"
                        << joined(command.expected) << "--- came, exit " << result->status << "\n"
                        << joined(result->lines));
        result.reset();
      }
    }
    if (differs) {
      std::ofstream(page, std::ios::binary) << rewritten(document, results);
      WARN(name << " was rewritten");
    }
  }
  CHECK(count > 20);
}

TEST_CASE("commands that build or clone are shown and not run", "[documentation]") {
  static const std::regex builds("(^|\\s)(\\./demo\\.sh|\\./test\\.sh|tools/\\S+\\.sh|git clone|cmake|ctest)(\\s|$)");
  for (const fs::path& page : pages()) {
    for (const ConsoleBlock& block : read_console_document(content_of(page)).blocks)
      for (const ConsoleCommand& command : block.commands) {
        INFO(page.string() << ":" << command.line << ": write the block as ```console no-run");
        CHECK_FALSE((block.runs && std::regex_search(command.text, builds)));
      }
  }
}

TEST_CASE("every option of every command is used in a page that is executed", "[documentation]") {
  std::string used;
  for (const fs::path& page : pages())
    for (const ConsoleBlock& block : read_console_document(content_of(page)).blocks)
      for (const ConsoleCommand& command : block.commands)
        if (block.runs) used += std::regex_replace(command.text, std::regex("\n"), " ") + "\n";

  const std::vector<std::string> names = commands_of_program();
  REQUIRE(names.size() >= 5);
  for (const std::string& name : names) {
    const ShellOutcome help = run_in(source, "headroom " + name + " --help");
    CHECK(help.status == 0);
    INFO("headroom " << name << " is to occur in a console block of docs or tests/cli/cases");
    CHECK(std::regex_search(used, std::regex("headroom " + name + "(\\s|$)")));
    for (const std::string& option : options_in(help.output)) {
      if (option == "--help") continue;
      INFO("headroom " << name << " ... " << option);
      CHECK(std::regex_search(used, std::regex("headroom " + name + "[^\\n]*\\s" + option + "(\\s|=|$)")));
    }
  }
}
