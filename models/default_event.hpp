// The events that can befall a firm, from low cash to dues 90 days past due.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace headroom {

/// What can happen to a firm on a path; each counts from the first day on which it holds (docs/model/events.md).
enum class Event {
  below_minimum,
  line_drawn,
  illiquid,
  critical_missed,
  wages_missed,
  loan_30dpd,
  loan_90dpd,
  wages_30dpd,
  any_90dpd
};

inline constexpr std::size_t event_count = 9;

/// The JSON names, in order.
const std::array<std::string_view, event_count>& event_names();
std::string_view name_of(Event event);
std::optional<Event> parse_event(std::string_view text);
/// What the event means, as a clause: "the firm cannot pay in full what is due".
std::string_view clause_of(Event event);

}  // namespace headroom
