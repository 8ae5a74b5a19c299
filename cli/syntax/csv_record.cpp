#include "cli/syntax/csv_record.hpp"

#include <string_view>

namespace headroom {

std::string csv_record(const std::vector<std::string>& fields) {
  std::string out;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string& field = fields[i];
    if (i > 0) out += ',';
    const bool has_edge_space = !field.empty() && std::string_view(" \t").find(field.front()) != std::string_view::npos;
    const bool ends_in_space = !field.empty() && std::string_view(" \t").find(field.back()) != std::string_view::npos;
    if (!has_edge_space && !ends_in_space && field.find_first_of(",\"\r\n") == std::string::npos) {
      out += field;
      continue;
    }
    out += '"';
    for (const char c : field) out += c == '"' ? "\"\"" : std::string(1, c);
    out += '"';
  }
  return out + '\n';
}

}  // namespace headroom
