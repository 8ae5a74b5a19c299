#include "cli/exports/tables/export_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "cli/exports/tables/column_names.hpp"
#include "cli/exports/tables/drawn_table.hpp"
#include "cli/exports/tables/report_foot.hpp"
#include "cli/files/text_file.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/text_encoding.hpp"

namespace headroom {

namespace {

constexpr std::array<char, 4> delimiters = {',', ';', '\t', '|'};
constexpr std::size_t lines_looked_at = 50;
constexpr std::size_t line_bytes_max = 1024 * 1024;

/// How many of the columns that are looked for a line names.
std::size_t headings_known(const std::vector<std::string>& fields, ImportKind kind,
                           const std::optional<ColumnMapping>& mapping) {
  if (!mapping || mapping->columns.empty()) return propose_columns(kind, fields).size();
  std::size_t count = 0;
  for (const auto& [target, source] : mapping->columns)
    if (std::find(fields.begin(), fields.end(), source) != fields.end()) ++count;
  return count;
}

/// How a table looks under one delimiter.
struct Layout {
  char delimiter = ',';
  std::size_t header = 0;  // index among the first lines
  std::size_t known = 0;
  std::size_t alike = 0;  // lines with the commonest number of fields (more than one)
};

Layout layout_under(char delimiter, const std::vector<std::pair<std::size_t, std::string_view>>& lines, ImportKind kind,
                    const std::optional<ColumnMapping>& mapping) {
  Layout layout{delimiter};
  std::map<std::size_t, std::size_t> lines_by_fields;
  std::vector<std::size_t> field_counts;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto fields = rough_fields(lines[i].second, delimiter);
    field_counts.push_back(fields.size());
    if (fields.size() > 1) ++lines_by_fields[fields.size()];
    const std::size_t known = headings_known(fields, kind, mapping);
    if (known > layout.known) layout.known = known, layout.header = i;
  }
  std::size_t commonest = 0;
  for (const auto& [fields, count] : lines_by_fields)
    if (count >= layout.alike) layout.alike = count, commonest = fields;
  if (layout.known < 2 && commonest > 0)
    layout.header =
        static_cast<std::size_t>(std::find(field_counts.begin(), field_counts.end(), commonest) - field_counts.begin());
  return layout;
}

std::string_view delimiter_words(char delimiter) {
  return delimiter == ',' ? "commas" : delimiter == ';' ? "semicolons" : delimiter == '\t' ? "tabs" : "vertical bars";
}

/// The delimiter that the mapping names, or the export's first line as spreadsheets write it (`sep=;`); or a NUL.
char delimiter_given(const std::vector<std::pair<std::size_t, std::string_view>>& lines,
                     const std::optional<ColumnMapping>& mapping) {
  if (mapping && mapping->delimiter.has_value()) return mapping->delimiter.value();
  const bool is_named = !lines.empty() && lines.front().second.size() == 5 && lines.front().second.starts_with("sep=");
  return is_named ? lines.front().second[4] : '\0';
}

Layout likeliest_layout(const std::vector<std::pair<std::size_t, std::string_view>>& lines, char given, ImportKind kind,
                        const std::optional<ColumnMapping>& mapping) {
  if (given != '\0') return layout_under(given, lines, kind, mapping);
  Layout best = layout_under(delimiters.front(), lines, kind, mapping);
  for (const char delimiter : delimiters) {
    const Layout layout = layout_under(delimiter, lines, kind, mapping);
    if (std::pair(layout.known, layout.alike) > std::pair(best.known, best.alike)) best = layout;
  }
  return best;
}

/// Finds delimiter and header line. Returns the text with what stands before the header blanked, not cut, so that every
/// line keeps its number.
std::string settle_layout(const std::string& text, ImportKind kind, const std::optional<ColumnMapping>& mapping,
                          const std::string& file, ExportTable& out) {
  const auto lines = first_lines(text);
  const char given = delimiter_given(lines, mapping);
  Layout layout = likeliest_layout(lines, given, kind, mapping);
  out.delimiter = layout.delimiter;
  if (out.delimiter != ',' && given == '\0')
    out.assumptions.push_back(message("the columns of {} are separated by {}", file, delimiter_words(out.delimiter)));
  const bool is_line_given = mapping && mapping->header_line;
  if (is_line_given) layout.header = static_cast<std::size_t>(*mapping->header_line) - 1;
  out.header_line = static_cast<int>(layout.header) + 1;

  std::size_t header_at = 0;
  for (std::size_t line = 0; line < layout.header && header_at < text.size(); ++line)
    header_at = std::min(text.find('\n', header_at), text.size() - 1) + 1;
  if (text.find_first_not_of("\r\n") < header_at && !is_line_given)
    out.assumptions.push_back(
        message("the headings of {} are in line {}; what stands before it is left out", file, out.header_line));
  if (const auto day = last_day_in(text.substr(0, header_at))) {
    out.as_of = day->first;
    out.as_of_line = day->second;
  }
  out.above = text.substr(0, header_at);
  return std::string(layout.header, '\n') + text.substr(header_at);
}

/// Blanks a line and all after it.
std::string cut_at_line(const std::string& text, int line) {
  std::size_t at = 0;
  for (int i = 1; i < line && at < text.size(); ++i) at = std::min(text.find('\n', at), text.size() - 1) + 1;
  return text.substr(0, at);
}

/// Reads the table; where rows below it are no part of it, these become its foot.
void read_rows(const std::string& file, std::string text, const std::optional<ColumnMapping>& mapping,
               ExportTable& out) {
  const bool is_end_given = mapping && mapping->last_line;
  if (is_end_given) text = cut_at_line(text, *mapping->last_line + 1);
  CsvReading reading = scan_csv(file, text, out.delimiter);
  if (!is_end_given) {
    std::vector<CsvRow> rows = scan_csv(file, text, out.delimiter, CsvShape::ragged).table.rows;
    if (const auto foot = foot_of(rows)) {
      reading = scan_csv(file, cut_at_line(text, rows[*foot].line), out.delimiter);
      out.foot.assign(rows.begin() + static_cast<std::ptrdiff_t>(*foot), rows.end());
      out.assumptions.push_back(
          message("the list ends before line {}; what stands below is left out", rows[*foot].line));
    }
  }
  out.table = std::move(reading.table);
  out.faults = std::move(reading.faults);
}

}  // namespace

std::vector<std::pair<std::size_t, std::string_view>> first_lines(std::string_view text) {
  std::vector<std::pair<std::size_t, std::string_view>> lines;
  std::size_t at = 0;
  while (at < text.size() && lines.size() < lines_looked_at) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, std::min(end - at, line_bytes_max));
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(at, line);
    at = end + 1;
  }
  return lines;
}

std::vector<std::string> rough_fields(std::string_view line, char delimiter) {
  std::vector<std::string> fields(1);
  bool in_quotes = false;
  for (const char c : line) {
    if (c == '"') in_quotes = !in_quotes;
    else if (c == delimiter && !in_quotes && fields.size() > csv_columns_max) break;
    else if (c == delimiter && !in_quotes) fields.emplace_back();
    else if (c != ' ' || !fields.back().empty()) fields.back() += c;
  }
  for (std::string& field : fields)
    while (field.ends_with(' ')) field.pop_back();
  return fields;
}

Result<ExportTable> read_export_table_text(const std::string& file, std::string bytes, ImportKind kind,
                                           const std::optional<ColumnMapping>& mapping) {
  ExportTable out;
  Result<std::string> decoded =
      decode_export(file, std::move(bytes), mapping ? mapping->encoding : std::nullopt, out.encoding);
  if (!decoded) return decoded.faults();
  std::string text(without_byte_order_mark(decoded.value()));
  if (out.encoding != "utf-8" && !(mapping && mapping->encoding))
    out.assumptions.push_back(message("the text of {} is in {}", file, out.encoding));

  if (is_drawn_table(text)) text = undrawn(text);
  read_rows(file, settle_layout(text, kind, mapping, file, out), mapping, out);
  if (out.table.header.fields.empty()) return out.faults;
  return out;
}

Result<ExportTable> read_export_table(const std::filesystem::path& path, ImportKind kind,
                                      const std::optional<ColumnMapping>& mapping) {
  Result<std::string> bytes = read_text_file(path);
  if (!bytes) return bytes.faults();
  return read_export_table_text(path.string(), std::move(bytes).value(), kind, mapping);
}

}  // namespace headroom
