#include "cli/exports/tables/row_states.hpp"

#include <fmt/format.h>

#include <algorithm>

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

std::vector<std::string> RowStates::remarks(const std::optional<std::string>& ledger_currency) const {
  std::vector<std::string> out;
  for (const StatusRule& rule : mapping_.status) {
    const auto counts = counts_.find(rule.column);
    if (counts == counts_.end()) continue;
    std::string parts[3];  // open, settled, left out
    for (const auto& [value, count] : counts->second) {
      if (value.empty() && counts->second.size() > 1) continue;
      const RowState state = state_by(rule, value);
      std::string sums;
      for (const auto& [currency, sum] : count.sums)
        sums += fmt::format("{}{}{}", sums.empty() ? "" : " + ", currency.empty() ? "" : currency + " ",
                            money_words(sum, decimals_of(currency, ledger_currency)));
      std::string& part = parts[state == RowState::open ? 0 : state == RowState::settled ? 1 : 2];
      part += fmt::format("{}\"{}\" {} in {}", part.empty() ? "" : ", ", value, sums.empty() ? "nothing" : sums,
                          count.rows == 1 ? "1 row" : fmt::format("{} rows", count.rows));
    }
    std::string sentence = fmt::format("by the column \"{}\"", rule.column);
    const char* const words[] = {" open: ", " settled, left out: ", " never owed, left out: "};
    bool is_first = true;
    for (std::size_t i = 0; i < 3; ++i) {
      if (parts[i].empty()) continue;
      sentence += (is_first ? "" : ";") + std::string(words[i]) + parts[i];
      is_first = false;
    }
    out.push_back(std::move(sentence));
  }
  return out;
}

}  // namespace headroom
