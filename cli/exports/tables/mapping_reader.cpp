#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "cli/exports/tables/amount_notation.hpp"
#include "cli/exports/tables/column_mapping.hpp"
#include "cli/files/text_file.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/toml.hpp"

namespace headroom {

namespace {

constexpr std::array<std::string_view, 21> known_keys = {
    "as",       "sheet",       "encoding", "delimiter", "header_line", "last_line", "date",
    "number",   "amount_unit", "sign",     "columns",   "fixed",       "keep",      "skip",
    "negative", "status",      "ignore",   "less",      "lines",       "name",      "told_by"};
constexpr int header_line_max = 1000, last_line_max = 1'000'000'000;
constexpr std::string_view cancelled_key = "cancelled";

/// Walks a mapping file, collecting what it says and every fault.
class MappingReader {
 public:
  /// Without a kind, the mapping's own `as` counts.
  MappingReader(std::string file, std::optional<ImportKind> kind) : is_kind_given_(kind.has_value()) {
    mapping_.file = std::move(file);
    mapping_.kind = kind.value_or(ImportKind::receivables);
  }

  Result<ColumnMapping> read(const TomlNode& root) {
    for (const TomlEntry& entry : root.entries)
      if (entry.key == "as") read_kind(entry.node);
    for (const TomlEntry& entry : root.entries)
      if (entry.key != "as") read_entry(entry);
    if (faults_.empty() && !mapping_.columns.empty()) {
      for (const std::string_view target : missing_targets(mapping_))
        fault(nullptr, message("nothing says where {} comes from", target), "",
              message("add under [columns]: {} = \"heading of that column in the export\"", target));
    }
    if (!faults_.empty()) return faults_;
    return std::move(mapping_);
  }

 private:
  void fault(const TomlNode* node, Message what, std::string value, Message mend) {
    Fault found{mapping_.file, 0, 0, std::move(what), std::move(value), std::move(mend)};
    if (node != nullptr) found.line = node->line, found.column = node->column;
    faults_.push_back(std::move(found));
  }

  void key_fault(const TomlEntry& entry, Message what, Message mend) {
    faults_.push_back({mapping_.file, entry.line, entry.column, std::move(what), entry.key, std::move(mend)});
  }

  std::optional<std::string> text_of(std::string_view key, const TomlNode& node) {
    if (node.kind == TomlKind::text) return node.text;
    fault(&node, message("{} is {}, where a text is needed", key, name_of(node.kind)), node.text,
          "put it in quotation marks");
    return std::nullopt;
  }

  void read_entry(const TomlEntry& entry) {
    const std::string& key = entry.key;
    if (key == "encoding") {
      mapping_.encoding = text_of("encoding", entry.node);
      return;
    }
    if (key == "sheet") {
      mapping_.sheet = text_of("sheet", entry.node);
      return;
    }
    if (key == "delimiter") return read_delimiter(entry.node);
    if (key == "header_line") return read_line("header_line", entry.node, mapping_.header_line);
    if (key == "last_line") return read_line("last_line", entry.node, mapping_.last_line);
    if (key == "status") return read_status(entry);
    if (key == "ignore") return read_texts(entry.key, entry.node, mapping_.ignore);
    if (key == "less") return read_texts(entry.key, entry.node, mapping_.less);
    if (key == "amount_unit") return read_unit(entry.node);
    if (key == "told_by") return read_texts(entry.key, entry.node, mapping_.told_by);
    if (key == "lines") return read_lines(entry.node);
    if (key == "name") {
      mapping_.name = text_of("name", entry.node).value_or("");
      return;
    }
    if (key == "date") return read_date_formats(entry.node);
    if (key == "number") return read_number_format(entry.node);
    if (key == "sign") return read_sign(entry.node);
    if (key == "columns") return read_targets(entry, mapping_.columns);
    if (key == "fixed") return read_targets(entry, mapping_.fixed);
    if (key == "keep") return read_rules(entry, mapping_.keep);
    if (key == "skip") return read_rules(entry, mapping_.skip);
    if (key == "negative") return read_rules(entry, mapping_.negative);
    if (key == cancelled_key && mapping_.kind == ImportKind::history) return read_rules(entry, mapping_.cancelled);
    key_fault(entry, "unknown key of a mapping", mend_of_unknown(key, {known_keys.begin(), known_keys.end()}));
  }

  void read_kind(const TomlNode& node) {
    const auto text = text_of("as", node);
    mapping_.names_kind = true;
    if (!text || *text == name_of(mapping_.kind)) return;
    const auto kind = parse_import_kind(*text);
    if (!is_kind_given_ && kind) {
      mapping_.kind = *kind;
      return;
    }
    fault(&node, message("this mapping is not for {}", name_of(mapping_.kind)), *text,
          parse_import_kind(*text)
              ? message("import with --as {}, or take another mapping", *text)
              : message("{}", mend_of_unknown(*text, {import_kind_names().begin(), import_kind_names().end()})));
  }

  void read_delimiter(const TomlNode& node) {
    const auto text = text_of("delimiter", node);
    if (!text) return;
    if (text->size() == 1 && std::string_view(",;\t|").find(*text) != std::string_view::npos)
      mapping_.delimiter = text->front();
    else fault(&node, "unknown delimiter", *text, R"(write "," ";" "|" or "\t")");
  }

  void read_line(std::string_view key, const TomlNode& node, std::optional<int>& out) {
    int line = 0;
    const char* const end = node.text.data() + node.text.size();
    const auto [stop, error] = std::from_chars(node.text.data(), end, line);
    const int most = key == "header_line" ? header_line_max : last_line_max;
    if (node.kind == TomlKind::whole_number && error == std::errc() && stop == end && line >= 1 && line <= most)
      out = line;
    else if (key == "header_line")
      fault(&node, message("header_line is not a line of the export"), node.text,
            message("give the number of the line with the headings, from 1 to {}", most));
    else
      fault(&node, message("last_line is not a line of the export"), node.text,
            message("give the number of the last line that belongs to the list"));
  }

  void read_texts(const std::string& key, const TomlNode& node, std::vector<std::string>& out) {
    if (node.kind != TomlKind::array) {
      if (auto text = text_of(key, node)) out.push_back(std::move(*text));
      return;
    }
    for (const TomlNode& value : node.items)
      if (auto text = text_of(key, value)) out.push_back(std::move(*text));
  }

  void read_lines(const TomlNode& node) {
    const auto text = text_of("lines", node);
    if (!text) return;
    if (*text == "sum") mapping_.lines = DocumentLines::sum;
    else if (*text == "repeat") mapping_.lines = DocumentLines::repeat;
    else if (*text == "apart") mapping_.lines = DocumentLines::apart;
    else
      fault(&node, message("unknown rule for rows of one number"), *text,
            message("{}", mend_of_unknown(*text, {"sum", "repeat", "apart"})));
  }

  void read_status(const TomlEntry& table) {
    if (table.node.kind != TomlKind::table)
      return fault(
          &table.node, message("status is not a table"), "",
          message("write [status.\"Heading\"] and below it: open = [\"value\"], settled = [...], left_out = [...]"));
    for (const TomlEntry& column : table.node.entries) {
      StatusRule rule;
      rule.column = column.key;
      for (const TomlEntry& entry : column.node.entries) {
        if (entry.key == "open") read_texts(entry.key, entry.node, rule.open);
        else if (entry.key == "settled") read_texts(entry.key, entry.node, rule.settled);
        else if (entry.key == "left_out") read_texts(entry.key, entry.node, rule.left_out);
        else
          key_fault(entry, message("unknown state of an item"),
                    message("{}", mend_of_unknown(entry.key, {"open", "settled", "left_out"})));
      }
      mapping_.status.push_back(std::move(rule));
    }
  }

  std::optional<DateFormat> date_format(std::string_view key, const TomlNode& node) {
    const auto text = text_of(key, node);
    if (!text) return std::nullopt;
    auto format = DateFormat::parse(*text);
    if (!format) {
      fault(&node, "unknown date format", *text,
            "write it with YYYY (or YY), MM (MMM for a name) and DD, such as \"DD.MM.YYYY\" or \"YYYYMMDD\"; or "
            "\"excel\" for day counts");
    }
    return format;
  }

  void read_date_formats(const TomlNode& node) {
    if (node.kind != TomlKind::table) {
      mapping_.date_format = date_format("date", node);
      return;
    }
    for (const TomlEntry& entry : node.entries) {
      const auto index = target_index(mapping_.kind, entry.key);
      if (!index || target_columns(mapping_.kind)[*index].type != ColumnType::date) {
        key_fault(entry, "not a date column", "date formats are given by target: date = { due = \"DD.MM.YYYY\" }");
      } else if (auto format = date_format(entry.key, entry.node)) {
        mapping_.date_formats.insert_or_assign(entry.key, std::move(*format));
      }
    }
  }

  void read_number_format(const TomlNode& node) {
    const auto text = text_of("number", node);
    if (!text) return;
    mapping_.decimal_sign = parse_number_format(*text);
    if (!mapping_.decimal_sign)
      fault(&node, "the number format is not clear", *text,
            "write an example with decimals: \"1,234.50\" or \"1.234,50\"");
  }

  void read_unit(const TomlNode& node) {
    const bool is_number = node.kind == TomlKind::whole_number || node.kind == TomlKind::real_number;
    mapping_.amount_unit = is_number ? unit_exponent(node.text) : std::nullopt;
    if (!mapping_.amount_unit)
      fault(&node, message("amount_unit is no power of ten from 0.01 to 1,000,000,000"), node.text,
            message("say what an amount of 1 stands for: amount_unit = 1000"));
  }

  void read_sign(const TomlNode& node) {
    const auto text = text_of("sign", node);
    if (!text) return;
    mapping_.is_reversed = *text == "reversed";
    if (*text != "reversed" && *text != "as_written")
      fault(&node, "unknown sign rule", *text, mend_of_unknown(*text, {"as_written", "reversed"}));
  }

  void read_targets(const TomlEntry& table, std::map<std::string, std::string>& out) {
    if (table.node.kind != TomlKind::table)
      return fault(&table.node, message("{} is not a table", table.key), "",
                   message("write [{}] and the columns below it", table.key));
    std::vector<std::string> known;
    for (const TargetColumn& column : target_columns(mapping_.kind)) known.emplace_back(column.name);
    for (const auto& [key, line, column, node] : table.node.entries) {
      const bool is_plain =
          node.kind == TomlKind::whole_number || node.kind == TomlKind::real_number || node.kind == TomlKind::date;
      if (!target_index(mapping_.kind, key))
        faults_.push_back({mapping_.file, line, column, message("{} have no such column", name_of(mapping_.kind)), key,
                           mend_of_unknown(key, known)});
      else if (is_plain && table.key == "fixed") out[key] = node.text;
      else if (node.kind == TomlKind::array && table.key == "columns") read_sources(key, node);
      else if (auto text = text_of(key, node)) out[key] = std::move(*text);
    }
  }

  /// Several headings: each row's first of them that holds something.
  void read_sources(const std::string& target, const TomlNode& node) {
    std::vector<std::string> sources;
    read_texts(target, node, sources);
    if (sources.empty()) return fault(&node, message("no heading for {}", target), "", message("name one"));
    mapping_.columns[target] = sources.front();
    mapping_.fallbacks[target].assign(sources.begin() + 1, sources.end());
  }

  void read_rules(const TomlEntry& table, std::vector<RowRule>& out) {
    if (table.node.kind != TomlKind::table)
      return fault(&table.node, message("{} is not a table", table.key), "",
                   message("write [{}] and below it: \"Heading\" = [\"value\"]", table.key));
    for (const TomlEntry& entry : table.node.entries) {
      RowRule rule{entry.key, {}};
      const std::vector<TomlNode>& values = entry.node.items;
      if (entry.node.kind == TomlKind::array) {
        for (const TomlNode& value : values)
          if (auto text = text_of(entry.key, value)) rule.values.push_back(std::move(*text));
      } else if (auto text = text_of(entry.key, entry.node)) {
        rule.values.push_back(std::move(*text));
      }
      out.push_back(std::move(rule));
    }
  }

  bool is_kind_given_ = false;
  ColumnMapping mapping_;
  Faults faults_;
};

}  // namespace

Result<ColumnMapping> read_column_mapping(const std::filesystem::path& path, std::optional<ImportKind> kind) {
  const Result<std::string> text = read_text_file(path, 1024 * 1024);
  if (!text) return text.faults();
  return read_column_mapping_text(path.string(), without_byte_order_mark(text.value()), kind);
}

Result<ColumnMapping> read_column_mapping_text(const std::string& file, std::string_view text,
                                               std::optional<ImportKind> kind) {
  const Result<TomlNode> root = read_toml_text(file, text);
  if (!root) return root.faults();
  return MappingReader(file, kind).read(root.value());
}

}  // namespace headroom
