#include "cli/syntax/toml.hpp"

#include <toml++/toml.h>

#include <algorithm>

#include "cli/files/text_file.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

/// Byte offsets of a text's lines, to cut out what stands between two places.
class Source {
 public:
  explicit Source(std::string_view text) : text_(text) {
    line_begins_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') line_begins_.push_back(i + 1);
  }

  std::string_view between(const toml::source_region& region) const {
    const std::size_t begin = offset(region.begin), end = offset(region.end);
    return begin < end ? text_.substr(begin, end - begin) : std::string_view();
  }

  /// What stands behind a value.
  std::string_view rest_of_line(const toml::source_region& region) const {
    const std::size_t end = offset(region.end);
    return text_.substr(end, std::min(text_.find('\n', end), text_.size()) - end);
  }

 private:
  std::size_t offset(const toml::source_position& position) const {
    if (position.line == 0 || position.line > line_begins_.size()) return text_.size();
    std::size_t at = line_begins_[position.line - 1];
    for (toml::source_index column = 1; column < position.column && at < text_.size(); ++column)
      at += std::max<std::size_t>(utf8_sequence_length(text_.substr(at)), 1);
    return at;
  }

  std::string_view text_;
  std::vector<std::size_t> line_begins_;
};

TomlKind kind_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::string: return TomlKind::text;
    case toml::node_type::integer: return TomlKind::whole_number;
    case toml::node_type::floating_point: return TomlKind::real_number;
    case toml::node_type::boolean: return TomlKind::truth;
    case toml::node_type::date: return TomlKind::date;
    case toml::node_type::array: return TomlKind::array;
    case toml::node_type::table: return TomlKind::table;
    default: return TomlKind::time;
  }
}

/// No known key lies deeper than this; what does stands below an unknown one, which is a fault by itself.
constexpr int depth_max = 16;

TomlNode converted(const toml::node& node, const Source& source, int depth = 0) {
  TomlNode out;
  out.kind = kind_of(node);
  out.line = static_cast<int>(node.source().begin.line);
  out.column = static_cast<int>(node.source().begin.column);
  if (depth > depth_max) return out;
  if (const toml::table* table = node.as_table()) {
    for (const auto& [key, value] : *table) {
      const toml::source_position place = key.source().begin;
      out.entries.push_back({std::string(key.str()), static_cast<int>(place.line), static_cast<int>(place.column),
                             converted(value, source, depth + 1)});
    }
    std::sort(out.entries.begin(), out.entries.end(), [](const TomlEntry& a, const TomlEntry& b) {
      return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
  } else if (const toml::array* array = node.as_array()) {
    for (const toml::node& item : *array) out.items.push_back(converted(item, source, depth + 1));
  } else if (const auto* text = node.as_string()) {
    out.text = text->get();
  } else {
    out.text = source.between(node.source());
    const bool is_zero = (out.kind == TomlKind::whole_number || out.kind == TomlKind::real_number) &&
                         out.text.find_first_not_of("0.") == std::string::npos;
    out.is_stand_in = is_zero && source.rest_of_line(node.source()).find("REPLACE") != std::string_view::npos;
  }
  return out;
}

/// Full stops outside quotation marks and comments: how deeply a key of this line can be nested.
std::size_t dots_in(std::string_view line) {
  std::size_t dots = 0;
  char quote = '\0';
  for (const char c : line) {
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '#') {
      break;
    } else if (c == '.') {
      ++dots;
    }
  }
  return dots;
}

Faults limit_faults(const std::string& file, std::string_view text) {
  if (text.size() > toml_bytes_max)
    return {{file, 0, 0, message("is larger than {} bytes", toml_bytes_max), "",
             "put long lists of items into the CSV files"}};
  int line = 1;
  for (std::size_t begin = 0; begin < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end - begin > toml_line_bytes_max)
      return {{file, line, 1, message("a line longer than {} bytes", toml_line_bytes_max), "",
               "break it into shorter lines"}};
    if (dots_in(text.substr(begin, end - begin)) > toml_line_dots_max)
      return {{file, line, 1, message("more than {} full stops in one line", toml_line_dots_max), "",
               "break it into shorter lines"}};
    begin = end + 1;
  }
  return {};
}

/// What most often lies behind a complaint of the TOML library.
std::string syntax_mend(std::string_view reason) {
  const auto says = [reason](std::string_view part) { return reason.find(part) != std::string_view::npos; };
  if (says("control characters")) return "close the text with a quotation mark on its own line";
  if (says("redefine")) return "keep one of the two";
  if (says("parsing date")) return "write a real day, such as 2026-10-31";
  return "write each entry as key = value on a line of its own, texts in quotation marks";
}

}  // namespace

std::string_view name_of(TomlKind kind) {
  switch (kind) {
    case TomlKind::text: return "a text";
    case TomlKind::whole_number: return "a whole number";
    case TomlKind::real_number: return "a number";
    case TomlKind::truth: return "true or false";
    case TomlKind::date: return "a date";
    case TomlKind::time: return "a time of day";
    case TomlKind::array: return "a list";
    case TomlKind::table: return "a table";
  }
  throw ContractError("unknown kind of TOML value");
}

Result<TomlNode> read_toml_text(const std::string& file, std::string_view text) {
  text = without_byte_order_mark(text);
  Faults faults = encoding_faults(file, text);
  if (faults.empty()) faults = limit_faults(file, text);
  if (!faults.empty()) return faults;
  try {
    return converted(toml::parse(text, std::string_view(file)), Source(text));
  } catch (const toml::parse_error& error) {
    const toml::source_position place = error.source().begin;
    const std::string_view reason = error.description();
    return Fault{file, static_cast<int>(place.line), static_cast<int>(place.column), message("not TOML: {}", reason),
                 "",   syntax_mend(reason)};
  }
}

}  // namespace headroom
