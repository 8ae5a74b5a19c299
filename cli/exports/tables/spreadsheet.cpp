#include "cli/exports/tables/spreadsheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include "cli/exports/tables/export_values.hpp"
#include "cli/files/zip_archive.hpp"
#include "cli/syntax/csv_record.hpp"
#include "cli/syntax/markup.hpp"
#include "cli/syntax/message.hpp"
#include "models/date.hpp"

namespace headroom {

namespace {

constexpr std::size_t rows_max = 1'000'000, columns_max = 1'000, cells_max = 5'000'000;

/// A workbook while it is read.
class Workbook {
 public:
  Workbook(const std::string& file, const ZipArchive& archive) : file_(file), archive_(archive) {}

  Result<std::vector<Sheet>> read() {
    if (archive_.holds("xl/workbook.xml")) read_xlsx();
    else if (archive_.holds("content.xml")) read_ods();
    else
      faults_.push_back(
          {file_, 0, 0, "is an archive (ZIP), but no spreadsheet", "", "unpack it, and give the file that is meant"});
    if (!faults_.empty()) return std::move(faults_);
    std::erase_if(sheets_, [](const Sheet& sheet) { return sheet.rows.empty(); });
    if (sheets_.empty())
      return Fault{file_, 0, 0, "is a spreadsheet without a filled cell", "", "give one with a table"};
    return std::move(sheets_);
  }

 private:
  std::optional<MarkupNode> part(const std::string& name) {
    Result<std::optional<std::string>> bytes = archive_.read(name, markup_bytes_max);
    if (!bytes) {
      faults_ = bytes.faults();
      return std::nullopt;
    }
    if (!bytes.value()) return std::nullopt;
    Result<MarkupNode> root = read_xml(file_, *bytes.value());
    if (root) return std::move(root).value();
    faults_ = root.faults();
    return std::nullopt;
  }

  /// Puts a text into a sheet, at a row and column from 0.
  void put(Sheet& sheet, std::size_t row, std::size_t column, const std::string& text) {
    if (text.empty() || !faults_.empty()) return;
    if (row >= rows_max || column >= columns_max || ++cells_ > cells_max) {
      faults_.push_back({file_, 0, 0,
                         message("a sheet has more than the {} rows, {} columns or {} cells that are read", rows_max,
                                 columns_max, cells_max),
                         sheet.name, "keep the list that is meant, and delete the rest"});
      return;
    }
    if (sheet.rows.size() <= row) sheet.rows.resize(row + 1);
    if (sheet.rows[row].size() <= column) sheet.rows[row].resize(column + 1);
    sheet.rows[row][column] = line_of_text(text);
  }

  /// A number as a cell holds it, without what binary fractions add: `1234.5` as 1234.50. Never three decimals, which
  /// elsewhere may be thousands.
  static std::string plain_number(const std::string& text) {
    double number = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) return text;
    if (number == std::floor(number) && std::abs(number) < 1e15) return fmt::format("{:.0f}", number);
    std::string plain = fmt::format("{:.8f}", number);
    const std::size_t point = plain.find('.');
    while (plain.size() > point + 3 && plain.back() == '0') plain.pop_back();
    if (plain.size() == point + 4) plain += '0';
    return plain;
  }

  /// The text of an element and all below it, in order, as far as the reader of XML keeps it.
  static std::string text_below(const MarkupNode& node) {
    std::string text = node.text;
    for (const MarkupNode& child : node.children) {
      if (child.name == "rPh" || child.name == "annotation") continue;  // how to pronounce it; a remark
      const std::string more = text_below(child);
      if (!more.empty()) text += (text.empty() ? "" : " ") + more;
    }
    return text;
  }

  // XLSX: Office Open XML, ECMA-376 part 1, chapter 18.

  void read_xlsx() {
    const auto workbook = part("xl/workbook.xml");
    const auto relations = part("xl/_rels/workbook.xml.rels");
    if (!workbook || !relations) return no_workbook();
    if (const MarkupNode* properties = workbook->child("workbookPr"))
      is_1904_ = properties->attribute("date1904") == "1" || properties->attribute("date1904") == "true";
    if (const auto strings = part("xl/sharedStrings.xml"))
      for (const MarkupNode& string : strings->children) strings_.push_back(text_below(string));
    read_styles();
    std::map<std::string, std::string> targets;
    for (const MarkupNode& relation : relations->children)
      targets[std::string(relation.attribute("Id"))] = std::string(relation.attribute("Target"));
    const MarkupNode* sheets = workbook->child("sheets");
    if (!sheets) return no_workbook();
    for (const MarkupNode& entry : sheets->children) {
      if (!faults_.empty()) return;
      if (entry.attribute("state") == "hidden" || entry.attribute("state") == "veryHidden") continue;
      const std::string target = targets[std::string(entry.attribute("id"))];
      const auto sheet = part(target.starts_with('/') ? target.substr(1) : "xl/" + target);
      if (sheet && sheet->child("sheetData"))
        read_xlsx_sheet(std::string(entry.attribute("name")), *sheet->child("sheetData"));
    }
  }

  void no_workbook() {
    if (faults_.empty())
      faults_.push_back({file_, 0, 0, "is a spreadsheet that lacks a part", "", "save it again, or as CSV (UTF-8)"});
  }

  /// Which styles of cells show a number as a date.
  void read_styles() {
    const auto styles = part("xl/styles.xml");
    if (!styles) return;
    std::map<int, bool> formats;
    if (const MarkupNode* own = styles->child("numFmts"))
      for (const MarkupNode& format : own->children)
        formats[whole(format.attribute("numFmtId"))] = is_date_format(format.attribute("formatCode"));
    const MarkupNode* cells = styles->child("cellXfs");
    if (!cells) return;
    for (const MarkupNode& style : cells->children) {
      const int id = whole(style.attribute("numFmtId"));
      const auto own = formats.find(id);
      const bool is_built_in = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
      is_date_style_.push_back(own != formats.end() ? own->second : is_built_in);
    }
  }

  static int whole(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }

  /// Whether a number format names a day or a year outside of quoted text and brackets.
  static bool is_date_format(std::string_view code) {
    bool is_quoted = false, is_bracketed = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
      if (code[i] == '\\') ++i;
      else if (code[i] == '"') is_quoted = !is_quoted;
      else if (!is_quoted && code[i] == '[') is_bracketed = true;
      else if (code[i] == ']') is_bracketed = false;
      else if (!is_quoted && !is_bracketed && (code[i] == 'd' || code[i] == 'D' || code[i] == 'y' || code[i] == 'Y'))
        return true;
    }
    return false;
  }

  /// A count of days as spreadsheets keep it, from 1902 on: before March 1900 programs count differently.
  std::string day_text(const std::string& text) const {
    constexpr double first_day = 732.0, last_day = 90'000.0;
    const int day_of_1970 = is_1904_ ? 24'107 : 25'569;
    double days = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
    if (error != std::errc() || end != text.data() + text.size() || days < first_day || days > last_day) return text;
    return iso_text(Date::of(1970, 1, 1) + (static_cast<int>(std::floor(days)) - day_of_1970));
  }

  void read_xlsx_sheet(std::string name, const MarkupNode& data) {
    Sheet sheet{std::move(name), {}};
    std::size_t row = 0;
    for (const MarkupNode& row_node : data.children) {
      if (const int number = whole(row_node.attribute("r")); number > 0) row = static_cast<std::size_t>(number) - 1;
      std::size_t column = 0;
      for (const MarkupNode& cell : row_node.children) {
        if (const auto place = column_of(cell.attribute("r"))) column = *place;
        put(sheet, row, column++, xlsx_value(cell));
        if (!faults_.empty()) return;
      }
      ++row;
    }
    sheets_.push_back(std::move(sheet));
  }

  /// `AB12` is in column 27, from 0.
  static std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t column = 0;
    for (const char c : reference) {
      if (c < 'A' || c > 'Z' || column > columns_max) break;
      column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    }
    return column == 0 ? std::nullopt : std::optional(column - 1);
  }

  std::string xlsx_value(const MarkupNode& cell) const {
    const std::string_view type = cell.attribute("t");
    const std::string value(cell.text_at({"v"}));
    if (type == "s") {
      const auto place = static_cast<std::size_t>(std::max(0, whole(value)));
      return place < strings_.size() ? strings_[place] : "";
    }
    if (type == "inlineStr") return cell.child("is") ? text_below(*cell.child("is")) : "";
    if (type == "b") return value == "1" ? "TRUE" : "FALSE";
    if (type == "d") return value.substr(0, 10);
    if (!type.empty() && type != "n") return value;
    const auto style = static_cast<std::size_t>(std::max(0, whole(cell.attribute("s"))));
    if (style < is_date_style_.size() && is_date_style_[style]) return day_text(value);
    return plain_number(value);
  }

  // ODS: OpenDocument 1.2 part 1, chapters 9 and 19.

  void read_ods() {
    const auto content = part("content.xml");
    const MarkupNode* book = content ? content->at({"body", "spreadsheet"}) : nullptr;
    if (!book) return no_workbook();
    for (const MarkupNode& table : book->children) {
      if (table.name != "table") continue;
      Sheet sheet{std::string(table.attribute("name")), {}};
      std::size_t row = 0;
      read_ods_rows(table, sheet, row);
      sheets_.push_back(std::move(sheet));
    }
  }

  void read_ods_rows(const MarkupNode& parent, Sheet& sheet, std::size_t& row) {
    for (const MarkupNode& node : parent.children) {
      if (!faults_.empty()) return;
      if (node.name == "table-header-rows" || node.name == "table-row-group" || node.name == "table-rows")
        read_ods_rows(node, sheet, row);
      if (node.name != "table-row") continue;
      const std::size_t times = repeated(node, "number-rows-repeated");
      const bool is_filled = std::any_of(node.children.begin(), node.children.end(),
                                         [](const MarkupNode& cell) { return !ods_value(cell).empty(); });
      for (std::size_t i = 0; is_filled && i < times && faults_.empty(); ++i) read_ods_row(node, sheet, row + i);
      row += times;
    }
  }

  void read_ods_row(const MarkupNode& node, Sheet& sheet, std::size_t row) {
    std::size_t column = 0;
    for (const MarkupNode& cell : node.children) {
      if (cell.name != "table-cell" && cell.name != "covered-table-cell") continue;
      const std::size_t times = repeated(cell, "number-columns-repeated");
      const std::string value = ods_value(cell);
      for (std::size_t i = 0; !value.empty() && i < times && faults_.empty(); ++i) put(sheet, row, column + i, value);
      column += times;
    }
  }

  static std::size_t repeated(const MarkupNode& node, std::string_view attribute) {
    return static_cast<std::size_t>(std::max(1, whole(node.attribute(attribute))));
  }

  static std::string ods_value(const MarkupNode& cell) {
    const std::string_view type = cell.attribute("value-type");
    if (type == "float" || type == "currency" || type == "percentage")
      return plain_number(std::string(cell.attribute("value")));
    if (type == "date") return std::string(cell.attribute("date-value").substr(0, 10));
    return text_below(cell);
  }

  const std::string& file_;
  const ZipArchive& archive_;
  Faults faults_;
  std::vector<Sheet> sheets_;
  std::vector<std::string> strings_;  // of all sheets, by number
  std::vector<bool> is_date_style_;   // by number of the style
  bool is_1904_ = false;
  std::size_t cells_ = 0;
};

}  // namespace

Result<std::vector<Sheet>> read_spreadsheet(const std::string& file, const std::string& bytes) {
  const Result<ZipArchive> archive = ZipArchive::open(file, bytes);
  if (!archive) return archive.faults();
  return Workbook(file, archive.value()).read();
}

std::string csv_of(const Sheet& sheet) {
  std::size_t columns = 1;
  for (const std::vector<std::string>& row : sheet.rows) columns = std::max(columns, row.size());
  std::string csv;
  for (const std::vector<std::string>& row : sheet.rows) {
    std::vector<std::string> fields = row;
    if (!fields.empty()) fields.resize(columns);
    csv += fields.empty() ? "\n" : csv_record(fields);
  }
  return csv;
}

}  // namespace headroom
