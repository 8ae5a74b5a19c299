#include "cli/exports/tables/known_list.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "cli/exports/tables/drawn_table.hpp"
#include "cli/exports/tables/export_table.hpp"
#include "cli/files/text_file.hpp"
#include "cli/syntax/text_encoding.hpp"
#include "models/embedded_file.hpp"

namespace headroom {

std::span<const EmbeddedFile> known_list_files();

namespace {

constexpr std::array<char, 4> delimiters = {',', ';', '\t', '|'};

std::vector<ColumnMapping> read_lists() {
  std::vector<ColumnMapping> lists;
  for (const EmbeddedFile& file : known_list_files()) {
    Result<ColumnMapping> mapping = read_column_mapping_text(std::string(file.name), file.content, std::nullopt);
    if (!mapping) throw ContractError("a built-in list is no mapping: " + to_text(mapping.faults().front()));
    lists.push_back(std::move(mapping).value());
  }
  return lists;
}

bool holds_all(const std::vector<std::string>& fields, const std::vector<std::string>& headings) {
  return !headings.empty() && std::all_of(headings.begin(), headings.end(), [&](const std::string& heading) {
    return std::find(fields.begin(), fields.end(), heading) != fields.end();
  });
}

/// A list as it is found in a file: which, where its headings stand, and what separates them.
struct Found {
  const ColumnMapping* list = nullptr;
  char delimiter = ',';
  int line = 1;
};

/// What the file's owner says of formats, on top of what the list says.
ColumnMapping merged(const Found& found, const std::optional<ColumnMapping>& given) {
  ColumnMapping mapping = *found.list;
  mapping.file.clear();
  if (found.delimiter != ',') mapping.delimiter = found.delimiter;
  if (found.line != 1) mapping.header_line = found.line;
  if (!given) return mapping;
  mapping.file = given->file;
  mapping.encoding = given->encoding;
  mapping.last_line = given->last_line;
  if (given->delimiter) mapping.delimiter = given->delimiter;
  if (given->header_line) mapping.header_line = given->header_line;
  if (given->date_format) mapping.date_format = given->date_format;
  if (!given->date_formats.empty()) mapping.date_formats = given->date_formats;
  if (given->decimal_sign) mapping.decimal_sign = given->decimal_sign;
  if (given->amount_unit) mapping.amount_unit = given->amount_unit;
  if (given->is_reversed) mapping.is_reversed = given->is_reversed;
  if (given->lines != DocumentLines::not_told) mapping.lines = given->lines;
  for (const auto& [target, text] : given->fixed) mapping.fixed.insert_or_assign(target, text);
  for (const StatusRule& rule : given->status) {
    std::erase_if(mapping.status, [&](const StatusRule& one) { return one.column == rule.column; });
    mapping.status.push_back(rule);
  }
  const auto append = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
  append(mapping.ignore, given->ignore);
  append(mapping.less, given->less);
  append(mapping.keep, given->keep);
  append(mapping.skip, given->skip);
  append(mapping.negative, given->negative);
  return mapping;
}

}  // namespace

const std::vector<ColumnMapping>& known_lists() {
  static const std::vector<ColumnMapping> lists = read_lists();
  return lists;
}

std::optional<ColumnMapping> known_list(std::string_view text, std::optional<ImportKind> kind,
                                        const std::optional<ColumnMapping>& given) {
  const std::string drawn = is_drawn_table(text) ? undrawn(text) : "";
  if (!drawn.empty()) text = drawn;
  Found found;
  const auto lines = first_lines(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (const char delimiter : delimiters) {
      const std::vector<std::string> fields = rough_fields(lines[i].second, delimiter);
      if (fields.size() < 2) continue;
      for (const ColumnMapping& list : known_lists()) {
        if (kind && list.kind != *kind) continue;
        const auto rank = [](const ColumnMapping& one) {  // where nothing else tells, it is what customers owe
          return std::pair(one.told_by.size(), one.kind == ImportKind::receivables);
        };
        if (found.list != nullptr && rank(*found.list) >= rank(list)) continue;
        if (holds_all(fields, list.told_by)) found = {&list, delimiter, static_cast<int>(i) + 1};
      }
    }
  }
  if (found.list == nullptr) return std::nullopt;
  return merged(found, given);
}

std::optional<ColumnMapping> known_list_of(const std::string& file, const std::string& bytes,
                                           std::optional<ImportKind> kind, const std::optional<ColumnMapping>& given) {
  std::string encoding;
  const Result<std::string> decoded = decode_export(file, bytes, given ? given->encoding : std::nullopt, encoding);
  if (!decoded) return std::nullopt;
  auto mapping = known_list(without_byte_order_mark(decoded.value()), kind, given);
  if (mapping && mapping->file.empty()) mapping->file = file;
  return mapping;
}

}  // namespace headroom
