// The repository's own rules (docs/development.md), checked on the files themselves.

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include "tests/shell.hpp"
#include "tests/source_folder.hpp"

using namespace headroom;
namespace fs = std::filesystem;

namespace {

const fs::path root = source_folder();

struct SourceFile {
  std::string name;  // from the root, with slashes
  std::string text;
  std::vector<std::string> lines;
};

SourceFile read_source_file(const std::string& name) {
  std::ifstream file(root / name, std::ios::binary);
  SourceFile source{name, {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}, {}};
  std::size_t begin = 0;
  for (std::size_t end; (end = source.text.find('\n', begin)) != std::string::npos; begin = end + 1)
    source.lines.push_back(source.text.substr(begin, end - begin));
  if (begin < source.text.size()) source.lines.push_back(source.text.substr(begin));
  return source;
}

/// The names that belong to the repository: what git tracks or would track; without git, all but build folders.
std::vector<std::string> repository_names() {
  std::vector<std::string> names;
  const ShellOutcome listed = run_shell("git ls-files -z --cached --others --exclude-standard", root);
  if (listed.status == 0 && !listed.output.empty()) {
    for (std::size_t begin = 0, end; (end = listed.output.find('\0', begin)) != std::string::npos; begin = end + 1)
      names.push_back(listed.output.substr(begin, end - begin));
  } else {
    for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
      if (entry->is_directory() && entry.depth() == 0 && entry->path().filename().string().starts_with("build"))
        entry.disable_recursion_pending();
      if (entry->is_regular_file()) names.push_back(entry->path().lexically_relative(root).generic_string());
    }
  }
  names.erase(std::remove_if(names.begin(), names.end(),
                             [](const std::string& name) { return !fs::is_regular_file(root / name); }),
              names.end());
  return names;
}

const std::vector<SourceFile>& repository() {
  static const std::vector<SourceFile> files = [] {
    std::vector<SourceFile> read;
    for (const std::string& name : repository_names()) read.push_back(read_source_file(name));
    return read;
  }();
  return files;
}

bool is_header(const SourceFile& file) { return file.name.ends_with(".hpp"); }
bool is_code(const SourceFile& file) { return is_header(file) || file.name.ends_with(".cpp"); }
/// What builds and installs.
bool is_script(const SourceFile& file) {
  return file.name.ends_with("CMakeLists.txt") || file.name.ends_with(".cmake") || file.name.ends_with(".sh");
}
bool is_in(const SourceFile& file, const std::string& folder) { return file.name.starts_with(folder + "/"); }
bool is_below_the_command_line(const SourceFile& file) { return is_in(file, "models") || is_in(file, "engine"); }

/// Every line of code that matches, as `file:line: text`.
std::vector<std::string> lines_matching(const std::string& pattern, bool (*looked_at)(const SourceFile&)) {
  const std::regex regex(pattern);
  std::vector<std::string> found;
  for (const SourceFile& file : repository()) {
    if (!looked_at(file)) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i)
      if (std::regex_search(file.lines[i], regex))
        found.push_back(file.name + ":" + std::to_string(i + 1) + ": " + file.lines[i]);
  }
  return found;
}

/// From `begin`, which stands behind an opening bracket, to the bracket that closes it; brackets within texts count
/// for nothing.
std::string within_brackets(const std::string& text, std::size_t begin) {
  int depth = 1;
  for (std::size_t i = begin; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"')
      for (++i; i < text.size() && text[i] != '"'; ++i) i += text[i] == '\\' ? 1 : 0;
    else if (c == '(' || c == '{') ++depth;
    else if ((c == ')' || c == '}') && --depth == 0) return text.substr(begin, i - begin);
  }
  return text.substr(begin);
}

const std::vector<std::string> none;

/// The folders of the house from the ground up: each includes itself and what stands before it, nothing after.
const std::vector<std::string> storeys = {
    "models",

    "engine/lanes",
    "engine/draws",
    "engine/flows",
    "engine/plan",
    "engine/paths",
    "engine/settlement",
    "engine/measures",
    "engine/forecast",
    "engine/play",
    "engine/sampling",
    "engine/simulation",
    "engine/questions",
    "engine/lending",

    "cli/files",
    "cli/syntax",
    "cli/terminal",
    "cli/ledger",
    "cli/edit",
    "cli/checks",
    "cli/what_if",
    "cli/exports/tables",
    "cli/exports/books",
    "cli/exports/programs",
    "cli/exports/journals",
    "cli/exports/gnucash",
    "cli/exports/statements",
    "cli/exports",
    "cli/store",
    "cli/report",
    "cli/report/words",
    "cli/report/json",
    "cli/report/text",
    "cli/report/charts",
    "cli/report/html",
    "cli/report/xlsx",
    "cli/import",
    "cli/commands",
    "cli",
};

std::string folder_of(const std::string& name) { return fs::path(name).parent_path().generic_string(); }

/// The folder's place in the order; -1: it has none.
int storey_of(const std::string& folder) {
  const auto found = std::find(storeys.begin(), storeys.end(), folder);
  return found == storeys.end() ? -1 : static_cast<int>(found - storeys.begin());
}

/// The files of a folder, by their names in it.
std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(root / folder)) names.push_back(entry.path().filename().string());
  return names;
}

}  // namespace

TEST_CASE("the rules see the repository", "[house]") {
  const auto count = std::count_if(repository().begin(), repository().end(), is_code);
  CHECK(count > 100);
}

TEST_CASE("a folder includes only folders below it", "[house]") {
  const std::regex include("^\\s*#\\s*include \"([^\"]+)\"");
  std::vector<std::string> against;
  for (const SourceFile& file : repository()) {
    if (!is_code(file) || is_in(file, "tests") || is_in(file, "docs")) continue;
    const std::string folder = folder_of(file.name);
    INFO(file.name << " lies in a folder that has no place in the order");
    REQUIRE(storey_of(folder) >= 0);
    for (const std::string& line : file.lines) {
      std::smatch included;
      if (!std::regex_search(line, included, include)) continue;
      const int storey = storey_of(folder_of(included[1].str()));
      if (storey < 0 || storey > storey_of(folder)) against.push_back(file.name + " includes " + included[1].str());
    }
  }
  CHECK(against == none);
}

TEST_CASE("every folder of the order is there, and lists its own sources", "[house]") {
  for (const std::string& folder : storeys) {
    INFO(folder);
    REQUIRE(fs::is_directory(root / folder));
    const std::vector<std::string> names = names_in(folder);
    const bool has_sources =
        std::any_of(names.begin(), names.end(), [](const std::string& name) { return name.ends_with(".cpp"); });
    CHECK((!has_sources || fs::exists(root / folder / "CMakeLists.txt")));
  }
}

TEST_CASE("includes of our own are written from the root", "[house]") {
  CHECK(lines_matching("^\\s*#\\s*include \"(?!(models|engine|cli|tests)/)", is_code) == none);
}

TEST_CASE("models and engine read no file, print nothing and know no clock", "[house]") {
  CHECK(lines_matching("^\\s*#\\s*include "
                       "<(iostream|fstream|filesystem|cstdio|stdio\\.h|chrono|ctime|time\\.h|sys/time\\.h|unistd\\.h)>",
                       [](const SourceFile& file) { return is_code(file) && is_below_the_command_line(file); }) ==
        none);
  CHECK(lines_matching("day_clock|second_clock|microsec_clock|todaysDate|evaluationDate", [](const SourceFile& file) {
          return is_code(file) && is_below_the_command_line(file);
        }) == none);
}

TEST_CASE("models know no threads", "[house]") {
  CHECK(lines_matching("^\\s*#\\s*include <(thread|mutex|atomic|future|condition_variable)>",
                       [](const SourceFile& file) { return is_code(file) && is_in(file, "models"); }) == none);
}

TEST_CASE("QuantLib is included by sources of models and engine alone, header by header", "[house]") {
  CHECK(lines_matching("^\\s*#\\s*include <ql/", [](const SourceFile& file) {
          return is_header(file) || (is_code(file) && !is_below_the_command_line(file) && !is_in(file, "tests"));
        }) == none);
  CHECK(lines_matching("^\\s*#\\s*include <ql/quantlib", is_code) == none);
}

TEST_CASE("no standard distribution draws a number", "[house]") {
  CHECK(lines_matching("std::(normal|lognormal|uniform_real|uniform_int|bernoulli)_distribution",
                       [](const SourceFile& file) { return is_code(file) && !is_in(file, "tests"); }) == none);
}

TEST_CASE("what a finding says is put into words last", "[house]") {
  // It is made of `message("...", ...)`, so that another language can say it. Formatted at once is only its value,
  // which is no sentence: a number, or names with commas between them (`fmt::format("{:g}", days)`).
  const std::regex finding(
      "(\\bFault ?\\w*\\{|\\b(fault|warning|note|warn|say|say_note|remark|assume|remarks.push_back|"
      "assumptions.push_back)\\()");
  const std::regex sentence("fmt::format\\(\\s*\"(\\{[^}]*\\}|\\\\.|[^\"{\\\\A-Za-z])*[A-Za-z]");
  std::vector<std::string> against;
  for (const SourceFile& file : repository()) {
    if (!is_code(file) || !is_in(file, "cli")) continue;
    for (std::sregex_iterator call(file.text.begin(), file.text.end(), finding), end; call != end; ++call) {
      const std::string given = within_brackets(file.text, static_cast<std::size_t>(call->position() + call->length()));
      const auto line = 1 + std::count(file.text.begin(), file.text.begin() + call->position(), '\n');
      if (std::regex_search(given, sentence)) against.push_back(file.name + ":" + std::to_string(line));
    }
  }
  CHECK(against == none);
}

TEST_CASE("every header is guarded", "[house]") {
  for (const SourceFile& file : repository()) {
    if (!is_header(file)) continue;
    INFO(file.name);
    // What is compiled once for each instruction set is guarded once for each, by Highway's toggle.
    const bool per_target = file.name.ends_with("-inl.hpp");
    const auto is_guard = [per_target](const std::string& line) {
      return per_target ? line.starts_with("#if defined(") && line.ends_with("== defined(HWY_TARGET_TOGGLE)")
                        : line == "#pragma once";
    };
    CHECK(std::count_if(file.lines.begin(), file.lines.end(), is_guard) == 1);
  }
}

TEST_CASE("nothing is left for later", "[house]") {
  // Written apart, so that this file keeps its own rule.
  const std::string words =
      std::string("\\b(TO") + "DO|FIX" + "ME|XX" + "X|HA" + "CK|for " + "now|stu" + "b(s|bed)?)\\b";
  CHECK(lines_matching(words, [](const SourceFile& file) { return is_code(file) || is_script(file); }) == none);
}

TEST_CASE("every header says in its first line what the file is for", "[house]") {
  for (const SourceFile& file : repository()) {
    if (!is_header(file)) continue;
    INFO(file.name);
    REQUIRE(!file.lines.empty());
    // A plain comment about the file; `///` would speak of what follows it.
    CHECK(std::regex_search(file.lines.front(), std::regex("^// [A-Z`\"].{15,}")));
  }
}

TEST_CASE("no line of code takes more than 120 columns", "[house]") {
  const auto characters = [](const std::string& line) {
    return std::count_if(line.begin(), line.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  };
  std::vector<std::string> long_lines;
  for (const SourceFile& file : repository()) {
    if (!is_code(file) && !is_script(file)) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i)
      if (characters(file.lines[i]) > 120) long_lines.push_back(file.name + ":" + std::to_string(i + 1));
  }
  CHECK(long_lines == none);
}

TEST_CASE("no file of code is longer than 450 lines", "[house]") {
  for (const SourceFile& file : repository()) {
    if (!is_code(file)) continue;
    INFO(file.name);
    CHECK(file.lines.size() <= 450);
  }
}

TEST_CASE("every source is in the list of its folder", "[house]") {
  for (const SourceFile& file : repository()) {
    if (!file.name.ends_with(".cpp")) continue;
    // The list stands in the nearest folder above that has one.
    fs::path folder = fs::path(file.name).parent_path();
    while (!folder.empty() && !fs::exists(root / folder / "CMakeLists.txt")) folder = folder.parent_path();
    const std::string written = fs::path(file.name).lexically_relative(folder).generic_string();
    const SourceFile list = read_source_file((folder / "CMakeLists.txt").generic_string());
    INFO(file.name << " in " << list.name);
    CHECK(std::regex_search(
        list.text, std::regex("(^|[\\s(])" + std::regex_replace(written, std::regex("\\."), "\\.") + "($|[\\s)])")));
  }
}

TEST_CASE("every fault fixture holds an input and the lines that it earns", "[house]") {
  // tests/cli/fault_fixtures_test.cpp runs every folder here, by what this rule makes sure of.
  for (const std::string& name : names_in("fixtures/faults")) {
    if (name == "README.md") continue;
    INFO("fixtures/faults/" << name);
    REQUIRE(fs::is_directory(root / "fixtures/faults" / name));
    const std::vector<std::string> files = names_in("fixtures/faults/" + name);
    CHECK(std::count(files.begin(), files.end(), "expected.txt") == 1);
    CHECK(files.size() >= 2);
    CHECK(fs::file_size(root / "fixtures/faults" / name / "expected.txt") > 0);
  }
}

TEST_CASE("every other fixture is used by a test or a page", "[house]") {
  std::string users;
  for (const SourceFile& file : repository())
    if ((is_in(file, "tests") && !file.name.ends_with("CMakeLists.txt")) || file.name.ends_with(".md"))
      users += file.text;
  for (const char* folder : {"fixtures/exports", "fixtures/scenarios", "fixtures/reliefs", "fixtures/companies"})
    for (const std::string& name : names_in(folder)) {
      INFO(folder << "/" << name);
      CHECK(users.find(fs::path(name).stem().string()) != std::string::npos);
    }
}

TEST_CASE("no file knows the machine on which it was written", "[house]") {
  const std::string places = std::string("(/wo") + "rk/|/ho" + "me/[a-z]|/Us" + "ers/|/tm" + "p/[a-z]|/ro" + "ot/)";
  CHECK(lines_matching(places, [](const SourceFile&) { return true; }) == none);
}

TEST_CASE("text files end their lines alike", "[house]") {
  for (const SourceFile& file : repository()) {
    if (is_in(file, "fixtures")) continue;  // exports come as they come
    INFO(file.name);
    CHECK(file.text.find('\r') == std::string::npos);
    CHECK((file.text.empty() || file.text.back() == '\n'));
  }
}
