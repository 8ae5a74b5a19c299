#include "cli/exports/tables/column_mapping.hpp"

#include <fmt/format.h>

#include "cli/exports/tables/amount_notation.hpp"
#include "cli/syntax/nearest_name.hpp"
#include "cli/syntax/toml_string.hpp"

namespace headroom {

namespace {

std::string list_text(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "" : ", ") + toml_string(value);
  return "[" + out + "]";
}

std::string status_text(const std::vector<StatusRule>& rules) {
  std::string out;
  for (const StatusRule& rule : rules) {
    out += fmt::format("\n[status.{}]\n", toml_string(rule.column));
    for (const auto& [state, values] :
         {std::pair("open", &rule.open), std::pair("settled", &rule.settled), std::pair("left_out", &rule.left_out)})
      if (!values->empty()) out += fmt::format("{} = {}\n", state, list_text(*values));
  }
  return out;
}

std::string rules_text(std::string_view name, const std::vector<RowRule>& rules) {
  if (rules.empty()) return "";
  std::string out = fmt::format("\n[{}]\n", name);
  for (const RowRule& rule : rules) {
    out += fmt::format("{} = {}\n", toml_string(rule.column), list_text(rule.values));
  }
  return out;
}

std::string targets_text(std::string_view name, const ColumnMapping& mapping,
                         const std::map<std::string, std::string>& targets) {
  if (targets.empty()) return "";
  std::string out = fmt::format("\n[{}]\n", name);
  for (const TargetColumn& column : target_columns(mapping.kind)) {
    const auto found = targets.find(std::string(column.name));
    if (found == targets.end()) continue;
    const auto fallbacks = mapping.fallbacks.find(found->first);
    const bool has_fallbacks = name == "columns" && fallbacks != mapping.fallbacks.end() && !fallbacks->second.empty();
    std::vector<std::string> sources = {found->second};
    if (has_fallbacks) sources.insert(sources.end(), fallbacks->second.begin(), fallbacks->second.end());
    out += fmt::format("{} = {}\n", column.name, has_fallbacks ? list_text(sources) : toml_string(found->second));
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

bool is_no_heading(std::string_view source) { return source == line_number_source || source == as_of_source; }

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
    if (column.name == "amount" && maps(mapping, "debit") && maps(mapping, "credit")) continue;
    missing.push_back(column.name);
  }
  return missing;
}

std::string to_toml(const ColumnMapping& mapping) {
  std::string out = fmt::format("as = {}\n", toml_string(name_of(mapping.kind)));
  if (mapping.sheet) out += fmt::format("sheet = {}\n", toml_string(*mapping.sheet));
  if (mapping.encoding) out += fmt::format("encoding = {}\n", toml_string(*mapping.encoding));
  if (mapping.delimiter) out += fmt::format("delimiter = {}\n", toml_string(std::string(1, *mapping.delimiter)));
  if (mapping.header_line) out += fmt::format("header_line = {}\n", *mapping.header_line);
  if (mapping.last_line) out += fmt::format("last_line = {}\n", *mapping.last_line);
  if (mapping.lines != DocumentLines::not_told)
    out += fmt::format("lines = {}\n", toml_string(mapping.lines == DocumentLines::sum      ? "sum"
                                                   : mapping.lines == DocumentLines::repeat ? "repeat"
                                                                                            : "apart"));
  if (!mapping.less.empty()) out += fmt::format("less = {}\n", list_text(mapping.less));
  if (!mapping.ignore.empty()) out += fmt::format("ignore = {}\n", list_text(mapping.ignore));
  if (!mapping.date_formats.empty()) {
    std::string formats;
    for (const auto& [target, format] : mapping.date_formats)
      formats += fmt::format("{}{} = {}", formats.empty() ? "" : ", ", target, toml_string(format.pattern()));
    out += fmt::format("date = {{ {} }}\n", formats);
  } else if (mapping.date_format) {
    out += fmt::format("date = {}\n", toml_string(mapping.date_format->pattern()));
  }
  if (mapping.decimal_sign) out += fmt::format("number = {}\n", toml_string(example_of(*mapping.decimal_sign)));
  if (mapping.amount_unit) out += fmt::format("amount_unit = {}\n", shifted_decimal("1", *mapping.amount_unit));
  if (mapping.is_reversed.value_or(false)) out += "sign = \"reversed\"\n";
  out += targets_text("columns", mapping, mapping.columns) + targets_text("fixed", mapping, mapping.fixed);
  out += rules_text("keep", mapping.keep) + rules_text("skip", mapping.skip) + rules_text("negative", mapping.negative);
  return out + rules_text("cancelled", mapping.cancelled) + status_text(mapping.status);
}

}  // namespace headroom
