#include "cli/exports/tables/row_states.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"
#include "models/saturated_sum.hpp"

namespace headroom {

namespace {

bool holds(const std::vector<std::string>& values, std::string_view text) {
  return std::any_of(values.begin(), values.end(),
                     [&](const std::string& value) { return value == text || (value == any_value && !text.empty()); });
}

RowState state_by(const StatusRule& rule, std::string_view text) {
  if (holds(rule.left_out, text)) return RowState::left_out;
  return holds(rule.settled, text) ? RowState::settled : RowState::open;
}

}  // namespace

RowState RowStates::state_of(const CsvRow& row) const {
  RowState state = RowState::open;
  for (const StatusRule& rule : mapping_.status)
    state = std::max(state, state_by(rule, without_edges(row.fields[values_.index_of(rule.column)].text)));
  return state;
}

void RowStates::count(const CsvRow& row, std::optional<Minor> amount, const std::string& currency) {
  for (const StatusRule& rule : mapping_.status) {
    const std::string_view text = without_edges(row.fields[values_.index_of(rule.column)].text);
    Count& count = counts_[rule.column][std::string(text)];
    ++count.rows;
    if (!amount) continue;
    Minor& sum = count.sums[currency];
    sum = saturated_sum(sum, *amount);
  }
}

Message RowStates::count_message(const std::string& value, const Count& count,
                                 const std::optional<std::string>& ledger_currency) {
  std::string sums;
  for (const auto& [currency, sum] : count.sums)
    sums += fmt::format("{}{}{}", sums.empty() ? "" : " + ", currency.empty() ? "" : currency + " ",
                        money_words(sum, decimals_of(currency, ledger_currency)));
  return message("\"{}\" {} in {}", value, sums.empty() ? message("nothing") : message("{}", sums),
                 how_many(count.rows, "row", "rows"));
}

std::vector<Message> RowStates::remarks(const std::optional<std::string>& ledger_currency) const {
  std::vector<Message> out;
  for (const StatusRule& rule : mapping_.status) {
    const auto counts = counts_.find(rule.column);
    if (counts == counts_.end()) continue;
    std::vector<Message> parts[3];  // open, settled, left out
    for (const auto& [value, count] : counts->second) {
      if (value.empty() && counts->second.size() > 1) continue;
      const RowState state = state_by(rule, value);
      std::vector<Message>& part = parts[state == RowState::open ? 0 : state == RowState::settled ? 1 : 2];
      if (!part.empty()) part.emplace_back(", ");
      part.push_back(count_message(value, count, ledger_currency));
    }
    std::vector<Message> states;
    const auto add = [&states](Message state) {
      if (!states.empty()) states.emplace_back("; ");
      states.push_back(std::move(state));
    };
    if (!parts[0].empty()) add(message("open: {}", parts[0]));
    if (!parts[1].empty()) add(message("settled, left out: {}", parts[1]));
    if (!parts[2].empty()) add(message("never owed, left out: {}", parts[2]));
    out.push_back(message("by the column \"{}\" {}", rule.column, states));
  }
  return out;
}

}  // namespace headroom
