#include "cli/checks/unanswered.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

#include "cli/ledger/ledger_reader.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

/// Tables of company.toml as an owner would ask for them; what counterparties.csv holds comes last.
constexpr std::array<std::string_view, 9> tables_in_order = {
    "cash", "company", "fixed_cost", "loan", "credit_line", "sales", "exchange_rates", "payment_policy", "dependence"};

std::size_t rank_of(const UnknownFigure& figure) {
  return static_cast<std::size_t>(std::find(tables_in_order.begin(), tables_in_order.end(), figure.table) -
                                  tables_in_order.begin());
}

bool is_entry(std::string_view table) {
  return table == "fixed_cost" || table == "loan" || table == "credit_line" || table == "sales";
}

Message what_of(const UnknownFigure& figure) {
  const DocumentName table = {is_entry(figure.table) ? "[[" + figure.table + "]]" : "[" + figure.table + "]"};
  if (figure.table.empty()) return message("`{}` of \"{}\" is not entered", figure.key, figure.of);
  if (figure.of.empty()) return message("`{}` of {} is not entered", figure.key, table);
  return message("`{}` of {} \"{}\" is not entered", figure.key, table, figure.of);
}

}  // namespace

std::vector<Unanswered> unanswered_of(const LedgerReading& reading, LedgerSource& source) {
  struct Found {
    const UnknownFigure* figure;
    std::string document;
  };
  std::vector<Found> found;
  for (const auto& [document, figures] : reading.unknowns)
    for (const UnknownFigure& figure : figures) found.push_back({&figure, document});
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    const auto order = [](const Found& one) {
      const UnknownFigure& figure = *one.figure;
      return std::tuple(!figure.taken.empty(), rank_of(figure), figure.place.line, figure.place.column);
    };
    return order(a) < order(b);
  });
  Faults findings;
  for (const auto& [figure, document] : found) {
    const bool is_taken = !figure->taken.empty();
    findings.push_back({source.file_of(document), figure->place.line, figure->place.column, what_of(*figure),
                        std::string(unknown_mark),
                        is_taken ? message("enter it: until then {} is taken", Message(figure->taken))
                                 : Message("enter it: nothing is taken in its place"),
                        is_taken ? Severity::note : Severity::fault});
  }
  findings = source.shown(std::move(findings));
  std::vector<Unanswered> all;
  for (std::size_t i = 0; i < found.size(); ++i)
    all.push_back({std::move(findings[i]), found[i].figure->key, found[i].figure->taken});
  return all;
}

Faults obstacles_to_play(const std::vector<Unanswered>& unanswered) {
  Faults obstacles;
  for (const Unanswered& one : unanswered)
    if (!one.has_default()) obstacles.push_back(one.finding);
  return obstacles;
}

Faults notices_with(const std::vector<Unanswered>& unanswered, const Faults& notices) {
  Faults all;
  for (const Unanswered& one : unanswered)
    if (one.has_default()) all.push_back(one.finding);
  all.insert(all.end(), notices.begin(), notices.end());
  return all;
}

}  // namespace headroom
