#include "cli/report/xlsx/basis_sheets.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/report/words/relief_terms.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

/// One item of the ledger: what it is, its name, with whom, when, how much in which currency.
class ItemRows {
 public:
  ItemRows(Workbook& workbook, const Ledger& ledger, const Wording& wording)
      : workbook_(workbook), ledger_(ledger), wording_(wording) {}

  void write(const char* kind, const std::string& name, const std::string& party, const std::optional<Date>& date,
             Minor amount, const std::string& currency) {
    const bool is_foreign_item = is_foreign(ledger_, currency);
    const int decimals = is_foreign_item ? currency_decimals(currency).value_or(2) : ledger_.company.decimals;
    workbook_.row({wording_.say(kind), name, party, date ? Cell(*date) : Cell(), MoneyCell{to_major(amount, decimals)},
                   currency.empty() ? ledger_.company.currency : currency});
  }

  void all() {
    for (const Receivable& item : ledger_.receivables)
      write("open invoice", item.invoice, item.counterparty, item.due, item.amount, item.currency);
    for (const Order& item : ledger_.orders)
      write("order", item.number, item.counterparty, item.ships, item.amount, item.currency);
    for (const SalesStream& item : ledger_.sales)
      write("expected sales, a period", item.name, item.counterparty, std::nullopt, item.amount, item.currency);
    for (const Payable& item : ledger_.payables)
      write("open bill", item.bill, item.counterparty, item.due, -item.amount, item.currency);
    for (const FixedCost& item : ledger_.fixed_costs)
      write("fixed cost, a period", item.name, "", std::nullopt, -item.amount, item.currency);
    for (const Loan& item : ledger_.loans)
      write("loan, still owed", item.name, "", item.maturity, -item.balance, item.currency);
    for (const CreditLine& item : ledger_.credit_lines) {
      write("credit line, limit", item.name, "", item.until, item.limit, item.currency);
      write("credit line, drawn", item.name, "", item.until, -item.drawn, item.currency);
    }
  }

 private:
  Workbook& workbook_;
  const Ledger& ledger_;
  const Wording& wording_;
};

/// Rows for what lies below `path`.
void write_values(Workbook& workbook, const std::string& path, const nlohmann::ordered_json& value) {
  if (value.is_object()) {
    for (const auto& [key, below] : value.items()) write_values(workbook, path.empty() ? key : path + "." + key, below);
    return;
  }
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) write_values(workbook, fmt::format("{}[{}]", path, i), value[i]);
    return;
  }
  CellRow row = {path};
  constexpr double whole_max = 9007199254740992.0;  // what a cell's number still tells from its neighbours
  if (value.is_number() && std::abs(value.get<double>()) <= whole_max) row.emplace_back(value.get<double>());
  else if (value.is_string()) row.emplace_back(value.get<std::string>());
  else row.emplace_back(value.dump());
  workbook.row(row);
}

}  // namespace

void write_inputs_sheet(Workbook& workbook, const RunReport& report, const Ledger& ledger, const Wording& wording) {
  const Manifest& manifest = report.manifest;
  workbook.sheet("Inputs", {28, 34, 30, 13, 16, 10});
  const auto fact = [&](const char* name, Cell cell) { workbook.row({wording.say(name), std::move(cell)}); };
  fact("company", manifest.company);
  fact("as of", manifest.as_of);
  fact("cash", MoneyCell{to_major(ledger.cash, manifest.decimals)});
  fact("the least to keep", MoneyCell{to_major(ledger.cash_minimum, manifest.decimals)});
  fact("sales known until", manifest.known_until ? Cell(*manifest.known_until) : Cell());
  fact("futures", static_cast<double>(manifest.paths));
  fact("seed", std::to_string(manifest.seed));
  fact("inputs, SHA-256", manifest.inputs_sha256);
  fact("the same again", report.manifest.command);
  workbook.empty_row();
  std::vector<std::string> headings;
  for (const char* heading : {"what", "name", "with whom", "date", "amount", "currency"})
    headings.push_back(wording.say(heading));
  workbook.heading(headings);
  workbook.freeze();
  ItemRows(workbook, ledger, wording).all();
}

void write_assumptions_sheet(Workbook& workbook, const RunReport& report, const Wording& wording) {
  workbook.sheet("Assumptions", {24, 30, 90, 30, 60});
  workbook.heading({wording.say("what"), wording.say("where"), wording.say("text"), wording.say("value"),
                    wording.say("what to do")});
  workbook.freeze();
  for (const Unanswered& one : report.unanswered)
    workbook.row({wording.say("not entered"), one.key, wording.say(message("{} is taken", one.taken))});
  if (report.without_assumed_risk && report.without_assumed_risk->default_probability)
    workbook.row({wording.say("assumed risk"), wording.say("without it"),
                  ShareCell{report.without_assumed_risk->default_probability->value}});
  for (const Fault& notice : report.notices)
    workbook.row(
        {wording.say(notice.severity == Severity::warning ? "warning" : "note"), notice.file, wording.say(notice.what),
         wording.say(notice.about.empty() ? message("{}", notice.value) : notice.about), wording.say(notice.mend)});
  for (const Scenario& scenario : report.scenarios)
    if (!scenario.description.empty())
      workbook.row({wording.say("scenario"), wording.scenario_name(scenario.name), scenario.description});
  for (const Relief& relief : report.reliefs) {
    const std::string name = wording.relief_name(relief.name);
    for (const auto& term : relief_terms(relief)) workbook.row({wording.say("term"), name, wording.say(term)});
    for (const std::string& assumption : relief.assumptions)
      workbook.row({wording.say("assumption"), name, assumption});
    if (!relief.source.empty()) workbook.row({wording.say("source"), name, relief.source});
  }
}

void write_json_sheet(Workbook& workbook, const std::string& json, const Wording& wording) {
  workbook.sheet("JSON fields", {60, 40});
  workbook.heading({wording.say("field"), wording.say("value")});
  workbook.freeze();
  const auto parsed = nlohmann::ordered_json::parse(json, nullptr, false);
  if (!parsed.is_discarded()) write_values(workbook, "", parsed);
}

}  // namespace headroom
