#include "cli/exports/tables/column_mapping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "cli/files/text_file.hpp"
#include "cli/syntax/nearest_name.hpp"
#include "cli/syntax/toml.hpp"
#include "cli/syntax/toml_string.hpp"

namespace headroom {

namespace {

constexpr std::array<std::string_view, 12> known_keys = {"as",    "encoding", "delimiter", "header_line",
                                                         "date",  "number",   "sign",      "columns",
                                                         "fixed", "keep",     "skip",      "negative"};
constexpr int header_line_max = 1000;
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
        fault(nullptr, fmt::format("nothing says where {} comes from", target), "",
              fmt::format("add under [columns]: {} = \"heading of that column in the export\"", target));
    }
    if (!faults_.empty()) return faults_;
    return std::move(mapping_);
  }

 private:
  void fault(const TomlNode* node, std::string what, std::string value, std::string mend) {
    Fault found{mapping_.file, 0, 0, std::move(what), std::move(value), std::move(mend)};
    if (node != nullptr) found.line = node->line, found.column = node->column;
    faults_.push_back(std::move(found));
  }

  void key_fault(const TomlEntry& entry, std::string what, std::string mend) {
    faults_.push_back({mapping_.file, entry.line, entry.column, std::move(what), entry.key, std::move(mend)});
  }

  std::optional<std::string> text_of(std::string_view key, const TomlNode& node) {
    if (node.kind == TomlKind::text) return node.text;
    fault(&node, fmt::format("{} is {}, where a text is needed", key, name_of(node.kind)), node.text,
          "put it in quotation marks");
    return std::nullopt;
  }

  void read_entry(const TomlEntry& entry) {
    const std::string& key = entry.key;
    if (key == "encoding") {
      mapping_.encoding = text_of("encoding", entry.node);
      return;
    }
    if (key == "delimiter") return read_delimiter(entry.node);
    if (key == "header_line") return read_header_line(entry.node);
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
    fault(&node, fmt::format("this mapping is not for {}", name_of(mapping_.kind)), *text,
          parse_import_kind(*text) ? fmt::format("import with --as {}, or take another mapping", *text)
                                   : mend_of_unknown(*text, {import_kind_names().begin(), import_kind_names().end()}));
  }

  void read_delimiter(const TomlNode& node) {
    const auto text = text_of("delimiter", node);
    if (!text) return;
    if (text->size() == 1 && std::string_view(",;\t|").find(*text) != std::string_view::npos)
      mapping_.delimiter = text->front();
    else fault(&node, "unknown delimiter", *text, R"(write "," ";" "|" or "\t")");
  }

  void read_header_line(const TomlNode& node) {
    int line = 0;
    const char* const end = node.text.data() + node.text.size();
    const auto [stop, error] = std::from_chars(node.text.data(), end, line);
    if (node.kind == TomlKind::whole_number && error == std::errc() && stop == end && line >= 1 &&
        line <= header_line_max)
      mapping_.header_line = line;
    else
      fault(&node, "header_line is not a line of the export", node.text,
            fmt::format("give the number of the line with the headings, from 1 to {}", header_line_max));
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

  void read_sign(const TomlNode& node) {
    const auto text = text_of("sign", node);
    if (!text) return;
    mapping_.is_reversed = *text == "reversed";
    if (*text != "reversed" && *text != "as_written")
      fault(&node, "unknown sign rule", *text, mend_of_unknown(*text, {"as_written", "reversed"}));
  }

  void read_targets(const TomlEntry& table, std::map<std::string, std::string>& out) {
    if (table.node.kind != TomlKind::table)
      return fault(&table.node, fmt::format("{} is not a table", table.key), "",
                   fmt::format("write [{}] and the columns below it", table.key));
    std::vector<std::string> known;
    for (const TargetColumn& column : target_columns(mapping_.kind)) known.emplace_back(column.name);
    for (const auto& [key, line, column, node] : table.node.entries) {
      const bool is_plain =
          node.kind == TomlKind::whole_number || node.kind == TomlKind::real_number || node.kind == TomlKind::date;
      if (!target_index(mapping_.kind, key))
        faults_.push_back({mapping_.file, line, column, fmt::format("{} have no such column", name_of(mapping_.kind)),
                           key, mend_of_unknown(key, known)});
      else if (is_plain && table.key == "fixed") out[key] = node.text;
      else if (auto text = text_of(key, node)) out[key] = std::move(*text);
    }
  }

  void read_rules(const TomlEntry& table, std::vector<RowRule>& out) {
    if (table.node.kind != TomlKind::table)
      return fault(&table.node, fmt::format("{} is not a table", table.key), "",
                   fmt::format("write [{}] and below it: \"Heading\" = [\"value\"]", table.key));
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

std::string rules_text(std::string_view name, const std::vector<RowRule>& rules) {
  if (rules.empty()) return "";
  std::string out = fmt::format("\n[{}]\n", name);
  for (const RowRule& rule : rules) {
    std::string values;
    for (const std::string& value : rule.values) values += (values.empty() ? "" : ", ") + toml_string(value);
    out += fmt::format("{} = [{}]\n", toml_string(rule.column), values);
  }
  return out;
}

std::string targets_text(std::string_view name, const ColumnMapping& mapping,
                         const std::map<std::string, std::string>& targets) {
  if (targets.empty()) return "";
  std::string out = fmt::format("\n[{}]\n", name);
  for (const TargetColumn& column : target_columns(mapping.kind)) {
    const auto found = targets.find(std::string(column.name));
    if (found != targets.end()) out += fmt::format("{} = {}\n", column.name, toml_string(found->second));
  }
  return out;
}

}  // namespace

std::string mend_of_unknown(std::string_view name, const std::vector<std::string>& known) {
  if (const auto nearest = nearest_name(name, known)) return fmt::format("did you mean {}?", *nearest);
  std::string all;
  for (const std::string& candidate : known) all += (all.empty() ? "" : ", ") + candidate;
  return "use one of: " + all;
}

bool maps(const ColumnMapping& mapping, std::string_view target) {
  const std::string name(target);
  return mapping.columns.contains(name) || mapping.fixed.contains(name);
}

std::optional<DateFormat> date_format_of(const ColumnMapping& mapping, std::string_view target) {
  const auto own = mapping.date_formats.find(std::string(target));
  return own != mapping.date_formats.end() ? std::optional(own->second) : mapping.date_format;
}

std::vector<std::string_view> missing_targets(const ColumnMapping& mapping) {
  std::vector<std::string_view> missing;
  for (const TargetColumn& column : target_columns(mapping.kind)) {
    if (!column.required || maps(mapping, column.name)) continue;
    if (column.name == "due" && maps(mapping, "issued") && maps(mapping, "terms_days")) continue;
    missing.push_back(column.name);
  }
  return missing;
}

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

std::string to_toml(const ColumnMapping& mapping) {
  std::string out = fmt::format("as = {}\n", toml_string(name_of(mapping.kind)));
  if (mapping.encoding) out += fmt::format("encoding = {}\n", toml_string(*mapping.encoding));
  if (mapping.delimiter) out += fmt::format("delimiter = {}\n", toml_string(std::string(1, *mapping.delimiter)));
  if (mapping.header_line) out += fmt::format("header_line = {}\n", *mapping.header_line);
  if (!mapping.date_formats.empty()) {
    std::string formats;
    for (const auto& [target, format] : mapping.date_formats)
      formats += fmt::format("{}{} = {}", formats.empty() ? "" : ", ", target, toml_string(format.pattern()));
    out += fmt::format("date = {{ {} }}\n", formats);
  } else if (mapping.date_format) {
    out += fmt::format("date = {}\n", toml_string(mapping.date_format->pattern()));
  }
  if (mapping.decimal_sign) out += fmt::format("number = {}\n", toml_string(example_of(*mapping.decimal_sign)));
  if (mapping.is_reversed.value_or(false)) out += "sign = \"reversed\"\n";
  out += targets_text("columns", mapping, mapping.columns) + targets_text("fixed", mapping, mapping.fixed);
  out += rules_text("keep", mapping.keep) + rules_text("skip", mapping.skip) + rules_text("negative", mapping.negative);
  return out + rules_text(cancelled_key, mapping.cancelled);
}

}  // namespace headroom
