#include "cli/report/json/json_difference.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace headroom {

namespace {

void add_differences(const std::string& field, const Json& first, const Json& second,
                     std::vector<FieldDifference>& differences) {
  if (first == second) return;
  const Json absent;
  if (first.is_object() && second.is_object()) {
    const std::string before = field.empty() ? field : field + ".";
    for (const auto& [key, value] : first.items())
      add_differences(before + key, value, second.contains(key) ? second.at(key) : absent, differences);
    for (const auto& [key, value] : second.items())
      if (!first.contains(key)) add_differences(before + key, absent, value, differences);
    return;
  }
  if (first.is_array() && second.is_array()) {
    for (std::size_t i = 0; i < std::max(first.size(), second.size()); ++i)
      add_differences(fmt::format("{}[{}]", field, i), i < first.size() ? first[i] : absent,
                      i < second.size() ? second[i] : absent, differences);
    return;
  }
  differences.push_back({field, first, second});
}

}  // namespace

std::vector<FieldDifference> field_differences(const Json& first, const Json& second) {
  std::vector<FieldDifference> differences;
  add_differences("", first, second, differences);
  return differences;
}

Json without_places(Json document) {
  document.erase("notices");
  if (document.contains("unanswered") && document["unanswered"].is_array())
    for (Json& figure : document["unanswered"])
      for (const char* key : {"file", "line", "text"}) figure.erase(key);
  return document;
}

}  // namespace headroom
