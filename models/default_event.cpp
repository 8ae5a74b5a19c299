#include "models/default_event.hpp"

#include <algorithm>

namespace headroom {

namespace {
constexpr bool is_in_order() {
  for (std::size_t i = 0; i < event_count; ++i)
    if (index_of(event_table[i].event) != i) return false;
  return true;
}
static_assert(is_in_order());
}  // namespace

const std::array<std::string_view, event_count>& event_names() {
  static const auto names = [] {
    std::array<std::string_view, event_count> all;
    std::transform(event_table.begin(), event_table.end(), all.begin(),
                   [](const EventTerms& terms) { return terms.name; });
    return all;
  }();
  return names;
}

std::string_view name_of(Event event) { return event_table[index_of(event)].name; }

std::optional<Event> parse_event(std::string_view text) {
  for (const EventTerms& terms : event_table)
    if (terms.name == text) return terms.event;
  return std::nullopt;
}

std::string_view clause_of(Event event) { return event_table[index_of(event)].clause; }

}  // namespace headroom
