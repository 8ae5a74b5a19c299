#include "cli/edit/toml_edit.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/files/text_file.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/toml_string.hpp"

namespace headroom {

namespace {

/// The byte at which a line's column begins; both count from 1.
std::size_t offset_of(std::string_view text, int line, int column) {
  std::size_t at = 0;
  for (int i = 1; i < line; ++i) at = std::min(text.find('\n', at), text.size() - 1) + 1;
  for (int i = 1; i < column && at < text.size(); ++i)
    at += std::max<std::size_t>(utf8_sequence_length(text.substr(at)), 1);
  return at;
}

/// How many bytes a value takes as it is written; nothing where it is a list, a table or a text of several lines.
std::optional<std::size_t> length_of(std::string_view text, const TomlNode& node, std::size_t at) {
  if (node.kind == TomlKind::array || node.kind == TomlKind::table) return std::nullopt;
  if (node.kind != TomlKind::text)
    return text.compare(at, node.text.size(), node.text) == 0 ? std::optional(node.text.size()) : std::nullopt;
  const char quote = at < text.size() ? text[at] : '\0';
  if ((quote != '"' && quote != '\'') || text.substr(at, 3) == std::string(3, quote)) return std::nullopt;
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == quote) return i + 1 - at;
    if (text[i] == '\\' && quote == '"') ++i;
  }
  return std::nullopt;
}

std::size_t line_end(std::string_view text, std::size_t at) {
  return std::min(text.find_first_of("\r\n", at), text.size());
}

/// The line after the one at `at`.
std::size_t next_line(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

/// Where a new key of a table may stand: after its last value of one line, or after the table's own heading.
std::size_t place_of_new_key(std::string_view text, const TomlNode& table) {
  int line = table.line;
  for (const TomlEntry& entry : table.entries)
    if (length_of(text, entry.node, offset_of(text, entry.node.line, entry.node.column)))
      line = std::max(line, entry.node.line);
  return next_line(text, offset_of(text, line, 1));
}

std::string with_break_at_end(std::string text) {
  if (!text.empty() && text.back() != '\n') text += '\n';
  return text;
}

std::string with_new_key(std::string text, const TomlNode* table, const TomlPlace& place, std::string_view literal) {
  const std::string line = fmt::format("{} = {}\n", toml_key(place.key), literal);
  text = with_break_at_end(std::move(text));
  if (table == nullptr) return text + fmt::format("\n[{}]\n", place.section) + line;
  return text.insert(place_of_new_key(text, *table), line);
}

/// The value at `at`, and with it a comment that asked for it, gives way.
void replace_value(std::string& text, std::size_t at, std::size_t length, std::string_view literal,
                   std::string_view comment) {
  const std::size_t value_end = at + length, end_of_line = line_end(text, value_end);
  const std::string_view rest = std::string_view(text).substr(value_end, end_of_line - value_end);
  const bool is_asked_for =
      rest.find('#') != std::string_view::npos &&
      (rest.find("REPLACE") != std::string_view::npos || rest.find("ASSUMPTION") != std::string_view::npos);
  const std::size_t end = is_asked_for ? end_of_line : value_end;
  const bool has_comment = is_asked_for && !comment.empty();
  text.replace(at, end - at, has_comment ? fmt::format("{}  # {}", literal, printable(comment)) : std::string(literal));
}

}  // namespace

const TomlNode* entry_of(const TomlNode& table, std::string_view key) {
  const auto found = std::find_if(table.entries.begin(), table.entries.end(),
                                  [&](const TomlEntry& entry) { return entry.key == key; });
  return found == table.entries.end() ? nullptr : &found->node;
}

const TomlNode* table_of(const TomlNode& root, const TomlPlace& place) {
  const TomlNode* section = entry_of(root, place.section);
  if (section == nullptr || !place.index) return section;
  return *place.index < section->items.size() ? &section->items[*place.index] : nullptr;
}

Result<std::string> with_toml_value(const std::string& file, const std::string& text, const TomlPlace& place,
                                    std::string_view literal, std::string_view comment) {
  const bool has_mark = without_byte_order_mark(text).size() < text.size();
  std::string out(without_byte_order_mark(text));
  const Result<TomlNode> root = read_toml_text(file, out);
  if (!root) return root.faults();
  const TomlNode* table = table_of(root.value(), place);
  const TomlNode* node = table == nullptr ? nullptr : entry_of(*table, place.key);
  if (node == nullptr) {
    out = with_new_key(std::move(out), table, place, literal);
  } else {
    const std::size_t at = offset_of(out, node->line, node->column);
    const auto length = length_of(out, *node, at);
    if (!length)
      return Fault{file,
                   node->line,
                   node->column,
                   message("`{}` below [{}] is no single value that could be changed here", place.key, place.section),
                   "",
                   "edit it in the file"};
    replace_value(out, at, *length, literal, comment);
  }
  return (has_mark ? "\xEF\xBB\xBF" : "") + out;
}

Result<std::string> without_toml_key(const std::string& file, const std::string& text, const TomlPlace& place) {
  const Result<TomlNode> root = read_toml_text(file, text);
  if (!root) return root.faults();
  const TomlNode* table = table_of(root.value(), place);
  const TomlNode* node = table == nullptr ? nullptr : entry_of(*table, place.key);
  if (node == nullptr) return text;
  const std::size_t begin = offset_of(text, node->line, 1);
  return text.substr(0, begin) + text.substr(next_line(text, begin));
}

std::string with_toml_table(const std::string& text, std::string_view section, std::string_view lines) {
  return with_break_at_end(text) + fmt::format("\n[[{}]]\n{}", section, lines);
}

}  // namespace headroom
