#include "cli/exports/tables/list_words.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>

#include "cli/exports/tables/column_names.hpp"
#include "cli/syntax/toml.hpp"
#include "models/embedded_file.hpp"

namespace headroom {

std::span<const EmbeddedFile> list_word_files();

namespace {

using Lists = std::map<std::string, std::vector<std::string>, std::less<>>;

/// The lists of one file, their words in normal form.
Lists read_lists(std::string_view file_name) {
  Lists lists;
  for (const EmbeddedFile& file : list_word_files()) {
    if (file.name != file_name) continue;
    const Result<TomlNode> root = read_toml_text(std::string(file.name), file.content);
    if (!root) throw ContractError("a built-in list of words is no TOML: " + to_text(root.faults().front()));
    for (const TomlEntry& list : root.value().entries)
      for (const TomlEntry& language : list.node.entries)
        for (const TomlNode& word : language.node.items) lists[list.key].push_back(normal_heading(word.text));
  }
  return lists;
}

bool holds(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

const std::vector<std::string>& headings_meaning(std::string_view meaning) {
  static const Lists lists = read_lists("headings.toml");
  static const std::vector<std::string> none;
  const auto found = lists.find(meaning);
  return found == lists.end() ? none : found->second;
}

bool means(std::string_view heading, std::string_view meaning) {
  const std::vector<std::string>& words = headings_meaning(meaning);
  return holds(words, normal_heading(heading)) || holds(words, plain_heading(heading));
}

bool is_word_of(std::string_view list, std::string_view word) {
  static const Lists lists = read_lists("states.toml");
  const auto found = lists.find(list);
  return found != lists.end() && holds(found->second, normal_heading(word));
}

const std::vector<std::string>& unit_words(std::string_view list) {
  static const Lists lists = read_lists("units.toml");
  static const std::vector<std::string> none;
  const auto found = lists.find(list);
  return found == lists.end() ? none : found->second;
}

bool is_unit_word(std::string_view list, std::string_view word) { return holds(unit_words(list), std::string(word)); }

namespace {

/// A state without the time that it has lasted or that is left: "Overdue by 12 days", "Due in 5 days", 逾期30天.
std::string without_days(std::string_view word) {
  constexpr std::string_view beside[] = {"days", "day",   "in",   "by",    "ago",    "on",   "since", "for",
                                         "tage", "tagen", "seit", "jours", "depuis", "días", "hace",  "dagar"};
  std::string text(word);
  for (const std::string_view sign : {"天", "日"})
    for (std::size_t at = text.find(sign); at != std::string::npos; at = text.find(sign))
      text.replace(at, sign.size(), " ");
  text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }), text.end());
  std::string out;
  const std::string plain = normal_heading(text) + " ";
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t end = plain.find(' ', at);
    const std::string_view part = std::string_view(plain).substr(at, end - at);
    if (std::find(std::begin(beside), std::end(beside), part) == std::end(beside))
      out += (out.empty() ? "" : " ") + std::string(part);
    at = end + 1;
  }
  return out;
}

std::optional<RowState> state_of_plain_word(ImportKind kind, std::string_view word) {
  if (is_word_of("left_out", word)) return RowState::left_out;
  if (kind == ImportKind::orders) {
    if (is_word_of("order_open", word)) return RowState::open;
    if (is_word_of("order_done", word)) return RowState::settled;
    return std::nullopt;
  }
  if (is_word_of("partial", word)) return RowState::partial;
  if (is_word_of("settled", word)) return RowState::settled;
  if (is_word_of("open", word)) return RowState::open;
  return std::nullopt;
}

}  // namespace

std::optional<RowState> state_of_word(ImportKind kind, std::string_view word) {
  const auto state = state_of_plain_word(kind, word);
  const bool has_number = word.find_first_of("0123456789") != std::string_view::npos;
  return state || !has_number ? state : state_of_plain_word(kind, without_days(word));
}

}  // namespace headroom
