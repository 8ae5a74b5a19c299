#include "cli/what_if/scenario_text.hpp"

#include <fmt/format.h>

#include "cli/syntax/toml_string.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

/// The key and the value, where there is one: the shortest digits that are read back to the same bits.
void append_number(std::string& out, std::string_view key, const std::optional<double>& value) {
  if (value) out += fmt::format("{} = {}\n", key, *value);
}

void append_end(std::string& out, std::string_view key, const std::optional<Date>& date,
                const std::optional<int>& day) {
  if (date) out += fmt::format("{} = {}\n", key, iso_text(*date));
  if (day) out += fmt::format("{}_day = {}\n", key, *day);
}

void append_filter(std::string& out, std::string_view key, const std::string& value) {
  if (value != "*") out += fmt::format("{} = {}\n", key, toml_string(value));
}

void append_shock(std::string& out, const Shock& shock) {
  if (shock.set_share != 1.0) throw ContractError("a scenario in part of its strength has no file");
  out += fmt::format("\n[[shock]]\nof = \"{}\"\n", name_of(shock.of));
  append_number(out, "times", shock.times);
  append_number(out, "add", shock.add);
  append_number(out, "set", shock.set);
  append_end(out, "from", shock.from, shock.from_day);
  append_end(out, "until", shock.until, shock.until_day);
  append_filter(out, "counterparty", shock.counterparty);
  append_filter(out, "group", shock.group);
  append_filter(out, "country", shock.country);
  if (shock.payment_class) out += fmt::format("class = \"{}\"\n", name_of(*shock.payment_class));
}

}  // namespace

std::string scenario_toml(const Scenario& scenario) {
  std::string out = fmt::format("name = {}\n", toml_string(scenario.name));
  if (!scenario.description.empty()) out += fmt::format("description = {}\n", toml_string(scenario.description));
  if (scenario.dependence)
    out += fmt::format("\n[dependence]\nmarket = {}\ncounterparty = {}\n", scenario.dependence->market,
                       scenario.dependence->counterparty);
  for (const Shock& shock : scenario.shocks) append_shock(out, shock);
  return out;
}

}  // namespace headroom
