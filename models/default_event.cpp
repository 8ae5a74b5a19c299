#include "models/default_event.hpp"

namespace headroom {

const std::array<std::string_view, event_count>& event_names() {
  static constexpr std::array<std::string_view, event_count> names = {"below_minimum",   "line_drawn",   "illiquid",
                                                                      "critical_missed", "wages_missed", "loan_30dpd",
                                                                      "loan_90dpd",      "wages_30dpd",  "any_90dpd"};
  return names;
}

std::string_view name_of(Event event) { return event_names()[static_cast<std::size_t>(event)]; }

std::optional<Event> parse_event(std::string_view text) {
  const auto& names = event_names();
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == text) return static_cast<Event>(i);
  return std::nullopt;
}

std::string_view clause_of(Event event) {
  static constexpr std::array<std::string_view, event_count> clauses = {
      "cash less everything owed falls below the minimum the owner wants",
      "the firm draws on its credit lines beyond today's balance",
      "the firm cannot pay in full what is due",
      "wages, tax or a loan payment cannot be paid in full",
      "wages cannot be paid in full",
      "a loan payment is 30 days past due",
      "a loan payment is 90 days past due",
      "wages are 30 days past due",
      "something owed, whatever its class, is 90 days past due"};
  return clauses[static_cast<std::size_t>(event)];
}

}  // namespace headroom
