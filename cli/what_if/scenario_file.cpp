#include "cli/what_if/scenario_file.hpp"

#include "cli/files/text_file.hpp"
#include "cli/ledger/company_file.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/toml_reader.hpp"
#include "cli/what_if/day_window.hpp"

namespace headroom {

namespace {

constexpr NumberRange times_range = {0.0, 1000.0, "a factor from 0 to 1000: 2.0 doubles, 0.5 halves"};

/// What may be added to a quantity, and what it may be set to.
struct ShockRanges {
  NumberRange add;
  NumberRange set;
};

ShockRanges ranges_of(ShockOf of) {
  constexpr double money_max = 1e13;
  switch (of) {
    case ShockOf::cancellation:
    case ShockOf::on_time:
    case ShockOf::never:
    case ShockOf::failure:
      return {{-1.0, 1.0, "a change of probability from -1 to 1, such as 0.10"}, probability_range};
    case ShockOf::late_days:
      return {{-3650.0, 3650.0, "a number of days from -3650 to 3650"},
              {0.0, 3650.0, "a median above 0 and up to 3650 days", true}};
    case ShockOf::rate:
      return {{-1.0, 10.0, "a change of a yearly rate as a fraction: 0.01 is one percentage point"}, rate_range};
    case ShockOf::sales:
    case ShockOf::cost:
    case ShockOf::fixed_cost:
      return {{-money_max, money_max, "an amount in the ledger's currency"},
              {0.0, money_max, "an amount of 0 or more"}};
  }
  throw ContractError("unknown shock");
}

/// What has no counterparty cannot be chosen by one, and what has no class not by class.
void log_filters_without_effect(TomlReader& table, const Shock& shock) {
  const bool has_counterparty = shock.of != ShockOf::fixed_cost && shock.of != ShockOf::rate;
  const bool has_class = shock.of == ShockOf::cost || !has_counterparty;
  const auto log = [&](std::string_view key, std::string_view lack) {
    table.log().fault(
        table.place_of(key),
        message("a shock of \"{}\" cannot be limited by `{}`: it has no {}", name_of(shock.of), key, Message(lack)), "",
        "remove the filter");
  };
  if (!has_counterparty) {
    if (shock.counterparty != "*") log("counterparty", "counterparty");
    if (shock.group != "*") log("group", "counterparty");
    if (shock.country != "*") log("country", "counterparty");
  }
  if (!has_class && shock.payment_class) log("class", "payment class");
}

void read_filters(TomlReader& table, Shock& shock) {
  FaultLog& log = table.log();
  shock.counterparty = line_of(table.text("counterparty"), log).value_or("*");
  shock.group = line_of(table.text("group"), log).value_or("*");
  const auto country = table.text("country");
  if (country && country->text != "*") shock.country = country_of(country, log).value_or("*");
  const auto payment_class = table.text("class");
  if (payment_class && payment_class->text != "*")
    shock.payment_class = choice_of(payment_class, &parse_payment_class, payment_class_names(), log);
}

Shock read_shock(TomlReader& table) {
  FaultLog& log = table.log();
  Shock shock;
  const auto of = choice_of(table.text("of", Need::required), &parse_shock_of, shock_names(), log);
  shock.of = of.value_or(ShockOf::cancellation);
  const auto add = table.number("add"), set = table.number("set");
  shock.times = number_of(table.number("times"), times_range, log);
  if (of) {
    const ShockRanges ranges = ranges_of(*of);
    shock.add = number_of(add, ranges.add, log);
    shock.set = number_of(set, ranges.set, log);
  }
  if (!table.has("times") && !table.has("add") && !table.has("set"))
    log.fault(table.place(), "the shock changes nothing", "", "add times = 2.0, add = 0.10 or set = 0.30");
  const DayWindow window = read_day_window(table);
  shock.from = window.from;
  shock.until = window.until;
  shock.from_day = window.from_day;
  shock.until_day = window.until_day;
  read_filters(table, shock);
  if (of) log_filters_without_effect(table, shock);
  return shock;
}

}  // namespace

Result<Scenario> read_scenario_text(const std::string& file, std::string_view text) {
  const auto document = read_toml_text(file, text);
  if (!document) return document.faults();
  FaultLog log(file);
  TomlReader root(document.value(), "the scenario", log);
  Scenario scenario;
  scenario.name = line_of(root.text("name"), log).value_or(std::filesystem::path(file).stem().string());
  scenario.description = paragraph_of(root.text("description"), log).value_or("");
  root.table("dependence", Need::optional, [&](TomlReader& table) { scenario.dependence = read_dependence(table); });
  root.tables("shock", [&](TomlReader& table) { scenario.shocks.push_back(read_shock(table)); });
  root.finish();
  Faults findings = log.findings();
  sort_by_place(findings);
  if (has_fault(findings)) return findings;
  return scenario;
}

Result<Scenario> read_scenario_file(const std::filesystem::path& path) {
  const auto text = read_text_file(path, toml_bytes_max);
  if (!text) return text.faults();
  return read_scenario_text(path.string(), text.value());
}

}  // namespace headroom
