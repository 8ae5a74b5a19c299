// How a bank spells what a ledger calls by its own number or name.

#include <algorithm>
#include <array>
#include <cstdint>

#include "cli/exports/statements/statement_matching.hpp"
#include "cli/files/text_file.hpp"

namespace headroom {

namespace {

constexpr std::size_t name_prefix_least = 8;
constexpr std::size_t number_runs_max = 12;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// Letters in a row, or digits in a row.
struct Run {
  std::string text;
  std::size_t begin = 0, end = 0;
};

std::vector<Run> runs_of(std::string_view text) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < text.size();) {
    const bool digit = is_digit(text[i]);
    if (!digit && !is_letter(text[i])) {
      ++i;
      continue;
    }
    Run run{"", i, i};
    while (run.end < text.size() && (digit ? is_digit(text[run.end]) : is_letter(text[run.end])))
      run.text += upper(text[run.end++]);
    i = run.end;
    runs.push_back(std::move(run));
  }
  return runs;
}

/// Digits beyond a hyphen or full stop go on with the number or date before it.
bool goes_on(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && (text[at] == '-' || text[at] == '.') && is_digit(text[at + 1]);
}
bool came_from(std::string_view text, std::size_t at) {
  return at >= 2 && (text[at - 1] == '-' || text[at - 1] == '.') && is_digit(text[at - 2]);
}

struct Folding {
  std::string_view letters;  ///< in UTF-8, capital and small
  std::string_view plain;    ///< as a bank writes it that has only A to Z
  std::string_view base;     ///< without its accent
};

constexpr std::array<Folding, 17> foldings = {{
    {"ÄäÆæ", "AE", "A"},
    {"ÖöØøŒœ", "OE", "O"},
    {"Üü", "UE", "U"},
    {"ß", "SS", "SS"},
    {"Åå", "AA", "A"},
    {"ÀàÁáÂâÃãĄą", "A", "A"},
    {"ÇçĆćČč", "C", "C"},
    {"ÈèÉéÊêËëĘęĚě", "E", "E"},
    {"ÌìÍíÎîÏï", "I", "I"},
    {"ÑñŃńŇň", "N", "N"},
    {"ÒòÓóÔôÕõŐő", "O", "O"},
    {"ÙùÚúÛûŰűŮů", "U", "U"},
    {"ÝýŸÿ", "Y", "Y"},
    {"ŠšŚś", "S", "S"},
    {"ŽžŹźŻż", "Z", "Z"},
    {"Łł", "L", "L"},
    {"Řř", "R", "R"},
}};

/// A name in words of A to Z and digits; other scripts stay as they are. `as_plain`: ü is UE, not U.
std::string folded(std::string_view name, bool as_plain) {
  std::string out;
  for (std::size_t i = 0; i < name.size();) {
    const std::size_t length = std::max<std::size_t>(utf8_sequence_length(name.substr(i)), 1);
    const std::string_view letter = name.substr(i, length);
    i += length;
    if (length == 1) {
      out += is_digit(letter[0]) || is_letter(letter[0]) ? upper(letter[0]) : ' ';
      continue;
    }
    const auto folding = std::find_if(foldings.begin(), foldings.end(), [&](const Folding& one) {
      return one.letters.find(letter) != std::string_view::npos;
    });
    out += folding == foldings.end() ? letter : as_plain ? folding->plain : folding->base;
  }
  return out;
}

/// The name's words in a row, without the legal form.
std::string squeezed(std::string_view name, bool as_plain) {
  constexpr std::array<std::string_view, 22> legal_forms = {
      "GMBH", "AG",   "KG", "OHG", "UG",  "MBH", "LTD", "LIMITED", "PLC",          "LLC", "INC",
      "CORP", "SARL", "SA", "SAS", "SRL", "SPA", "BV",  "NV",      "INCORPORATED", "CO",  "COMPANY"};
  const std::string text = folded(name, as_plain);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find(' ', i), text.size());
    if (end > i) words.push_back(text.substr(i, end - i));
    i = end + 1;
  }
  while (words.size() > 1 && std::find(legal_forms.begin(), legal_forms.end(), words.back()) != legal_forms.end())
    words.pop_back();
  std::string out;
  for (const std::string& word : words)
    if (word != "AND" && word != "UND" && word != "ET") out += word;
  return out;
}

}  // namespace

std::string number_key(std::string_view number) {
  std::string key;
  for (const Run& run : runs_of(number)) key += run.text + '\n';
  return key;
}

std::set<std::string> number_keys_in(std::string_view text) {
  const std::vector<Run> runs = runs_of(text);
  std::set<std::string> keys;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const Run& first = runs[i];
    const bool is_digits = is_digit(first.text.front());
    const bool joins_before = i > 0 && runs[i - 1].end == first.begin && !is_digits;
    if (joins_before || (is_digits && came_from(text, first.begin))) continue;
    std::string key;
    for (std::size_t j = i; j < std::min(runs.size(), i + number_runs_max); ++j) {
      key += runs[j].text + '\n';
      if (!is_digit(runs[j].text.back()) || !goes_on(text, runs[j].end)) keys.insert(key);
    }
  }
  return keys;
}

bool names_party(std::string_view text, std::string_view name) {
  constexpr std::size_t letters_least = 5;
  for (const bool as_plain : {true, false}) {
    const std::string part = squeezed(name, as_plain);
    for (const bool text_as_plain : {true, false})
      if (part.size() >= letters_least && squeezed(text, text_as_plain).find(part) != std::string::npos) return true;
  }
  return false;
}

bool is_same_name(std::string_view a, std::string_view b) {
  for (const bool as_plain : {true, false}) {
    for (const bool other_as_plain : {true, false}) {
      const std::string x = squeezed(a, as_plain), y = squeezed(b, other_as_plain);
      const std::string &shorter = x.size() < y.size() ? x : y, &longer = x.size() < y.size() ? y : x;
      if (shorter.empty()) return false;
      if (shorter == longer || (shorter.size() >= name_prefix_least && longer.starts_with(shorter))) return true;
    }
  }
  return false;
}

}  // namespace headroom
