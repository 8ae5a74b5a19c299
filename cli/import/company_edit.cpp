#include "cli/import/company_edit.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/files/text_file.hpp"
#include "cli/syntax/toml.hpp"

namespace headroom {

namespace {

const TomlNode* entry_of(const TomlNode& table, std::string_view key) {
  const auto found = std::find_if(table.entries.begin(), table.entries.end(),
                                  [&](const TomlEntry& entry) { return entry.key == key; });
  return found == table.entries.end() ? nullptr : &found->node;
}

/// The byte at which a line's column begins; both count from 1.
std::size_t offset_of(std::string_view text, int line, int column) {
  std::size_t at = 0;
  for (int i = 1; i < line; ++i) at = std::min(text.find('\n', at), text.size() - 1) + 1;
  for (int i = 1; i < column && at < text.size(); ++i)
    at += std::max<std::size_t>(utf8_sequence_length(text.substr(at)), 1);
  return at;
}

/// Whether a value stands in the text where its node says.
bool stands_in(const std::string& text, const TomlNode* node) {
  return node != nullptr && !node->text.empty() &&
         text.compare(offset_of(text, node->line, node->column), node->text.size(), node->text) == 0;
}

}  // namespace

Result<std::string> with_company_value(const std::string& file, const std::string& text, std::string_view section,
                                       std::string_view key, std::string_view value, std::string_view comment) {
  const bool has_mark = without_byte_order_mark(text).size() < text.size();
  std::string out(without_byte_order_mark(text));
  const Result<TomlNode> root = read_toml_text(file, out);
  if (!root) return root.faults();
  const TomlNode* table = entry_of(root.value(), section);
  const TomlNode* node = table == nullptr ? nullptr : entry_of(*table, key);
  if (!stands_in(out, node))
    return Fault{file, node == nullptr ? 0 : node->line,
                 0,    fmt::format("has no `{}` below [{}] that could be brought up to date", key, section),
                 "",   fmt::format("write, below [{}]: {} = {}", section, key, value)};
  const std::size_t at = offset_of(out, node->line, node->column), value_end = at + node->text.size(),
                    line_end = std::min(out.find_first_of("\r\n", value_end), out.size());
  const std::string_view rest = std::string_view(out).substr(value_end, line_end - value_end);
  const std::size_t mark = rest.find('#');
  const bool is_asked_for = mark != std::string_view::npos && (rest.find("REPLACE", mark) != std::string_view::npos ||
                                                               rest.find("ASSUMPTION", mark) != std::string_view::npos);
  const std::size_t end = is_asked_for ? line_end : value_end;
  out.replace(at, end - at, is_asked_for ? fmt::format("{}  # {}", value, printable(comment)) : std::string(value));
  return (has_mark ? "\xEF\xBB\xBF" : "") + out;
}

Result<std::string> with_listed_value(const std::string& file, const std::string& text, std::string_view list,
                                      std::string_view name, std::string_view key, std::string_view value) {
  const bool has_mark = without_byte_order_mark(text).size() < text.size();
  std::string out(without_byte_order_mark(text));
  const Result<TomlNode> root = read_toml_text(file, out);
  if (!root) return root.faults();
  const TomlNode* node = nullptr;
  if (const TomlNode* tables = entry_of(root.value(), list))
    for (const TomlNode& table : tables->items)
      if (const TomlNode* called = entry_of(table, "name"); called != nullptr && called->text == name)
        node = entry_of(table, key);
  if (!stands_in(out, node))
    return Fault{file, node == nullptr ? 0 : node->line,
                 0,    fmt::format("has no `{}` of the [[{}]] {} that could be brought up to date", key, list, name),
                 "",   fmt::format("write there: {} = {}", key, value)};
  out.replace(offset_of(out, node->line, node->column), node->text.size(), value);
  return (has_mark ? "\xEF\xBB\xBF" : "") + out;
}

}  // namespace headroom
