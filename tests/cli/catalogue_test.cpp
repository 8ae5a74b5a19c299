// Whatever the program says, another language says too: the catalogue is whole, has nothing left over, and fits.

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/report/text/run_text.hpp"
#include "cli/report/words/language.hpp"
#include "cli/syntax/message.hpp"
#include "cli/what_if/built_in_files.hpp"
#include "cli/what_if/relief_file.hpp"
#include "cli/what_if/scenario_file.hpp"
#include "tests/cli/report_sample.hpp"
#include "tests/cli/temporary_folder.hpp"
#include "tests/source_folder.hpp"
#include "tests/source_texts.hpp"

using namespace headroom;
namespace fs = std::filesystem;

namespace {

const fs::path root = source_folder();

/// Folders whose every text is in the catalogue. Not those of `cli/commands` (help, usage) and `cli/terminal`, and of
/// `cli/exports` and `cli/import` only the messages: their other texts are words of other programs' files, and files.
const std::vector<std::string> whole_folders = {
    "cli/files", "cli/syntax",       "cli/ledger",      "cli/edit",        "cli/checks",     "cli/what_if",
    "cli/store", "cli/report/words", "cli/report/text", "cli/report/html", "cli/report/xlsx"};

/// Folders of which every message is in the catalogue.
const std::vector<std::string> folders_with_messages = {
    "cli/exports",          "cli/exports/books",    "cli/exports/gnucash",
    "cli/exports/journals", "cli/exports/programs", "cli/exports/statements",
    "cli/exports/tables",   "cli/import",           "cli/report/charts"};

/// Texts that read as words, and that people are not told: what is searched for, and what is written into files.
const std::set<std::string> for_machines = {"control characters", "parsing date", "headroom update 1",
                                            "Other costs",        "Credit line",  "the {} {} is none"};

/// Conditions of tables in SQL, lines of TOML, and tags of HTML.
bool is_code_of_files(const std::string& text) {
  for (const char* mark : {"company_id", " IN (",       "coalesce(",    " = {}\n",       "\"\n",
                           " IS NULL",   ">= ",         "<= ",          "<> ",           "SELECT ",
                           "INSERT ",    "REFERENCES ", "BETWEEN ",     "SQLite format", "=\"",
                           "</",         "id, label",   "DELETE FROM ", "UPDATE {}",     "CHECK ("})
    if (text.find(mark) != std::string::npos) return true;
  return false;
}

std::vector<fs::path> sources_in(const std::string& folder, bool with_folders_below) {
  std::vector<fs::path> files;
  for (auto entry = fs::recursive_directory_iterator(root / folder); entry != fs::recursive_directory_iterator();
       ++entry) {
    if (entry->is_directory() && !with_folders_below) entry.disable_recursion_pending();
    if (entry->path().extension() == ".cpp" || entry->path().extension() == ".hpp") files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// What the program itself gives names and words in files of data: built-in scenarios and reliefs.
std::set<std::string> texts_of_built_in_files() {
  std::set<std::string> texts;
  for (const EmbeddedFile& file : built_in_scenarios()) {
    const auto scenario = read_scenario_text(std::string(file.name), file.content);
    texts.insert({scenario.value().name, scenario.value().description});
  }
  for (const EmbeddedFile& file : built_in_reliefs()) {
    const auto relief = read_relief_text(std::string(file.name), file.content, "CNY");
    texts.insert({relief.value().name, relief.value().description});
    texts.insert(relief.value().assumptions.begin(), relief.value().assumptions.end());
  }
  return texts;
}

Faults findings_of_fixture(const fs::path& folder) {
  if (fs::exists(folder / "scenario.toml")) {
    const auto scenario = read_scenario_file(folder / "scenario.toml");
    return scenario ? Faults() : scenario.faults();
  }
  if (fs::exists(folder / "relief.toml")) {
    const auto relief = read_relief_file(folder / "relief.toml", "CNY");
    return relief ? Faults() : relief.faults();
  }
  if (!fs::is_directory(folder)) return {};
  const auto ledger = load_ledger_folder(folder);
  return ledger ? ledger.value().notices : ledger.faults();
}

bool has_letter(const std::string& pattern) {
  bool is_place = false;
  for (const char c : pattern) {
    is_place = c == '{' || (is_place && c != '}');
    if (!is_place && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) return true;
  }
  return false;
}

/// The places of a pattern: which argument, in which form.
std::multiset<std::string> places_of(const std::string& pattern) {
  std::multiset<std::string> places;
  int next = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '{' && pattern[i] != '}') continue;
    if (i + 1 < pattern.size() && pattern[i + 1] == pattern[i]) {
      ++i;
      continue;
    }
    const std::size_t end = pattern.find('}', i);
    std::string place = pattern.substr(i + 1, end - i - 1);
    if (place.empty() || place.front() == ':') place.insert(0, std::to_string(next++));
    places.insert(place);
    i = end;
  }
  return places;
}

const std::map<std::string, std::string>& chinese() { return catalogue_of(Language::zh); }

}  // namespace

TEST_CASE("every text of a source that people read has its translation", "[language]") {
  std::vector<std::string> missing;
  std::vector<std::string> folders = whole_folders;
  folders.insert(folders.end(), folders_with_messages.begin(), folders_with_messages.end());
  for (const std::string& folder : folders)
    for (const fs::path& file : sources_in(folder, false))
      for (const SourceText& text : texts_of_source(content_of(file))) {
        const bool is_whole = std::find(whole_folders.begin(), whole_folders.end(), folder) != whole_folders.end();
        const bool is_for_people = text.is_pattern ? has_letter(text.text) : is_whole && reads_as_words(text.text);
        const bool is_said = chinese().count(text.text) + chinese().count("{} " + text.text) > 0;
        if (is_said || !is_for_people || text.is_internal || for_machines.count(text.text) > 0 ||
            is_code_of_files(text.text))
          continue;
        missing.push_back(file.filename().string() + ":" + std::to_string(text.line) + ": " + text.text);
      }
  CHECK(missing == std::vector<std::string>());
}

TEST_CASE("what the built-in scenarios and reliefs say has its translation", "[language]") {
  std::vector<std::string> missing;
  for (const std::string& text : texts_of_built_in_files())
    if (!text.empty() && chinese().count(text) == 0) missing.push_back(text);
  CHECK(missing == std::vector<std::string>());
}

TEST_CASE("every finding of the fixtures is said in Chinese", "[language]") {
  std::set<std::string> missing;
  MessageWords words = words_of(Language::zh);
  words.translated = [&missing](const std::string& pattern) {
    const bool is_currency = currency_decimals(pattern).has_value();
    if (has_letter(pattern) && !is_currency && chinese().count(pattern) == 0) missing.insert(pattern);
    return pattern;
  };
  for (const auto& entry : fs::directory_iterator(root / "fixtures/faults"))
    for (const Fault& finding : findings_of_fixture(entry.path())) to_text(finding, words);
  CHECK(missing == std::set<std::string>());
}

TEST_CASE("no translation is left of a text that the program no longer says", "[language]") {
  std::set<std::string> said = texts_of_built_in_files();
  for (const char* layer : {"models", "engine", "cli"})
    for (const fs::path& file : sources_in(layer, true))
      for (const SourceText& text : texts_of_source(content_of(file)))
        said.insert({text.text, "{} " + text.text, "{} " + text.text + "s"});
  for (const std::string& code : currency_codes()) said.insert(code);
  for (int month = 1; month <= 12; ++month) said.insert(month_words_short(Date::of(2026, month, 1)).substr(0, 3));
  std::vector<std::string> left_over;
  for (const auto& [english, translation] : chinese())
    if (said.count(english) == 0) left_over.push_back(english);
  CHECK(left_over == std::vector<std::string>());
}

TEST_CASE("a translation has the places of its pattern, each in the same form", "[language]") {
  for (const auto& [english, translation] : chinese()) {
    INFO(english);
    CHECK(places_of(translation) == places_of(english));
  }
}

TEST_CASE("a language says places in an order of its own, and dates in its own form", "[language]") {
  const MessageWords& words = words_of(Language::zh);
  const Date day = Date::of(2026, 12, 1);
  CHECK(text_of(message("The lowest point is {} on {} (cash less everything owed).", "5 元", in_words(day)), words) ==
        "最低点在2026年12月1日，为 5 元（现金减去全部欠款）。");
  CHECK(text_of(message("{}", month_in_words(day)), words) == "2026年12月");
  CHECK(text_of(message("{}", month_in_words(day))) == "Dec 2026");
  CHECK(text_of(message("{}", in_short_words(day))) == "1 Dec 2026");
  CHECK(text_of(option_name(""), words) == "无纾困措施");
  CHECK(text_of(option_name("Our own bank's loan"), words) == "Our own bank's loan");
}

TEST_CASE("a report in Chinese holds no English but names and keys", "[language]") {
  for (const RunReport& report : {sample_report(), precise_report()}) {
    std::string text = run_text(report, Style{}, words_of(Language::zh));
    text.erase(text.find("headroom run"));  // the command that computes it again
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      INFO(line);
      for (const char* word : {" the ", " of ", " is ", " to ", " by ", " and ", " futures", "probability", "Runway"})
        CHECK(line.find(word) == std::string::npos);
    }
  }
}
