// Findings are values: a second language needs nothing but a table of the patterns.

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/what_if/relief_file.hpp"
#include "cli/what_if/scenario_file.hpp"
#include "tests/cli/temporary_folder.hpp"
#include "tests/source_folder.hpp"

using namespace headroom;
namespace fs = std::filesystem;

namespace {

const fs::path root = source_folder();

Faults findings_of(const fs::path& folder) {
  if (fs::exists(folder / "scenario.toml")) {
    const auto scenario = read_scenario_file(folder / "scenario.toml");
    return scenario ? Faults() : scenario.faults();
  }
  if (fs::exists(folder / "relief.toml")) {
    const auto relief = read_relief_file(folder / "relief.toml", "CNY");
    return relief ? Faults() : relief.faults();
  }
  const auto ledger = load_ledger_folder(folder);
  return ledger ? ledger.value().notices : ledger.faults();
}

/// Every literal text of the sources, as the program has it: parts in a row are one.
const std::string& literals() {
  static const std::string all = [] {
    std::string text;
    for (const auto& entry : fs::recursive_directory_iterator(root / "cli"))
      if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp") text += content_of(entry.path());
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\\' && i + 1 < text.size()) {
        out += text[++i];
      } else if (text[i] == '"') {
        const std::size_t next = text.find_first_not_of(" \n", i + 1);
        if (next != std::string::npos && text[next] == '"' && next > i + 1) i = next;
        else out += '"';
      } else {
        out += text[i];
      }
    }
    return out;
  }();
  return all;
}

}  // namespace

TEST_CASE("every sentence of a finding is a pattern of the sources, so that a table can say it in another language",
          "[language]") {
  std::set<std::string> patterns;
  MessageWords words;
  words.translated = [&patterns](const std::string& pattern) {
    patterns.insert(pattern);
    return pattern;
  };
  for (const auto& entry : fs::directory_iterator(root / "fixtures/faults")) {
    if (!entry.is_directory()) continue;
    for (const Fault& finding : findings_of(entry.path())) to_text(finding, words);
  }
  CHECK(patterns.size() > 200);
  for (const std::string& pattern : patterns) {
    INFO(pattern);
    // What is counted is a noun in the sources: "{} orders" of "orders".
    const std::string noun = pattern.starts_with("{} ") ? pattern.substr(3) : pattern;
    CHECK((pattern.empty() || literals().find(pattern) != std::string::npos ||
           literals().find(noun) != std::string::npos));
  }
}

TEST_CASE("a finding in another language holds no English but what the input says", "[language]") {
  // A language that has one word for everything: places and what stands in backticks are kept.
  MessageWords words;
  words.translated = [](const std::string& pattern) {
    std::string out;
    bool is_kept = false, is_name = false;
    for (const char c : pattern) {
      if (c == '`') is_name = !is_name;
      is_kept = c == '{' || (is_kept && c != '}');
      out += (c >= 'a' && c <= 'z' && !is_kept && !is_name) ? 'o' : c;
    }
    return out;
  };
  const auto has_english = [](const std::string& text) {
    // Words that our sentences are made of, and that no fixture has in its figures and names.
    for (const char* word : {" the ", " is ", " are ", "write ", " without ", "remove ", " where ", " more "})
      if (text.find(word) != std::string::npos) return true;
    return false;
  };
  for (const auto& entry : fs::directory_iterator(root / "fixtures/faults")) {
    if (!entry.is_directory()) continue;
    for (const Fault& finding : findings_of(entry.path())) {
      if (finding.what.pattern == "not TOML: {}") continue;  // the reason is the library's own sentence
      Fault shown = finding;
      shown.file.clear();
      shown.value.clear();
      shown.about = {};
      const std::string text = to_text(shown, words);
      INFO(entry.path().filename().string() << text);
      CHECK_FALSE(has_english(text));
    }
  }
}
