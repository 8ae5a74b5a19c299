#include "cli/import/import_files.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/syntax/csv_record.hpp"

namespace headroom {

std::map<std::string, std::string> counterparty_names(const ExportedItems& items) {
  std::map<std::string, std::map<std::string, int>> uses;
  for (const ExportedItem& item : items.items) {
    const std::string& name = items.value(item, "name");
    if (!name.empty()) ++uses[items.value(item, "counterparty")][name];
  }
  std::map<std::string, std::string> names;
  for (const auto& [party, counts] : uses)
    names[party] = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
                     return a.second < b.second;
                   })->first;
  return names;
}

std::string ledger_csv(const ExportedItems& items) {
  const auto columns = target_columns(items.kind);
  std::vector<std::size_t> written;
  std::vector<std::string> header;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool is_filled = std::any_of(items.items.begin(), items.items.end(),
                                       [&](const ExportedItem& item) { return !item.values[i].empty(); });
    if (!columns[i].in_ledger || (!columns[i].required && !is_filled)) continue;
    written.push_back(i);
    header.emplace_back(columns[i].name);
  }
  std::string out = csv_record(header);
  std::vector<std::string> fields(written.size());
  for (const ExportedItem& item : items.items) {
    for (std::size_t i = 0; i < written.size(); ++i) fields[i] = item.values[written[i]];
    out += csv_record(fields);
  }
  return out;
}

std::string counterparties_csv(const std::set<std::string>& parties, const std::map<std::string, std::string>& names,
                               const AssumedLaw& law) {
  const bool has_names = !names.empty();
  std::string out =
      fmt::format("counterparty,{}on_time,late_median_days,late_sigma,never,basis\n", has_names ? "name," : "");
  for (const std::string& party : parties) {
    std::vector<std::string> fields = {party};
    const auto name = names.find(party);
    if (has_names) fields.push_back(name == names.end() ? "" : name->second);
    for (const std::string_view value :
         {law.on_time, law.late_median_days, law.late_sigma, law.never, std::string_view("ASSUMPTION")})
      fields.emplace_back(value);
    out += csv_record(fields);
  }
  return out;
}

}  // namespace headroom
