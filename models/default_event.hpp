// The events that can befall a firm, from low cash to dues 90 days past due: one table, a row an event.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "models/payment_class.hpp"

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

/// Classes of payment, each a bit.
using PaymentClassSet = unsigned;
inline constexpr PaymentClassSet only(PaymentClass payment_class) { return 1U << static_cast<unsigned>(payment_class); }
inline constexpr PaymentClassSet all_creditors = (1U << creditor_class_count) - 1;
inline constexpr bool contains(PaymentClassSet classes, PaymentClass payment_class) {
  return (classes & only(payment_class)) != 0;
}

/// What a ledger must have for an event to be possible at all.
enum class EventNeeds { nothing, credit_line, dues_of_its_classes };

/// An event: what it is called, and of whose unpaid dues it follows.
struct EventTerms {
  Event event;
  std::string_view name;    ///< in JSON and as an option
  std::string_view clause;  ///< "the firm cannot pay in full what is due"
  EventNeeds needs;
  PaymentClassSet classes = 0;  ///< whose unpaid dues are looked at; none: it follows of cash or lines
  int days_past_due = 0;        ///< how old the oldest of them must be; 0: any unpaid due
};

/// All events, in the order of `Event`. A further event of days past due is a further row.
inline constexpr auto event_table = std::to_array<EventTerms>({
    {Event::below_minimum, "below_minimum", "cash less everything owed falls below the minimum the owner wants",
     EventNeeds::nothing},
    {Event::line_drawn, "line_drawn", "the firm draws on its credit lines beyond today's balance",
     EventNeeds::credit_line},
    {Event::illiquid, "illiquid", "the firm cannot pay in full what is due", EventNeeds::nothing, all_creditors},
    {Event::critical_missed, "critical_missed", "wages, tax or a loan payment cannot be paid in full",
     EventNeeds::dues_of_its_classes, only(PaymentClass::wages) | only(PaymentClass::tax) | only(PaymentClass::loan)},
    {Event::wages_missed, "wages_missed", "wages cannot be paid in full", EventNeeds::dues_of_its_classes,
     only(PaymentClass::wages)},
    {Event::loan_30dpd, "loan_30dpd", "a loan payment is 30 days past due", EventNeeds::dues_of_its_classes,
     only(PaymentClass::loan), 30},
    {Event::loan_90dpd, "loan_90dpd", "a loan payment is 90 days past due", EventNeeds::dues_of_its_classes,
     only(PaymentClass::loan), 90},
    {Event::wages_30dpd, "wages_30dpd", "wages are 30 days past due", EventNeeds::dues_of_its_classes,
     only(PaymentClass::wages), 30},
    {Event::any_90dpd, "any_90dpd", "something owed, whatever its class, is 90 days past due",
     EventNeeds::dues_of_its_classes, all_creditors, 90},
});

inline constexpr std::size_t event_count = event_table.size();

inline constexpr std::size_t index_of(Event event) { return static_cast<std::size_t>(event); }

/// How far back the age of an unpaid due matters: the latest of the days-past-due events.
inline constexpr int age_days_max = [] {
  int most = 0;
  for (const EventTerms& terms : event_table) most = terms.days_past_due > most ? terms.days_past_due : most;
  return most;
}();

/// The JSON names, in order.
const std::array<std::string_view, event_count>& event_names();
std::string_view name_of(Event event);
std::optional<Event> parse_event(std::string_view text);
/// What the event means, as a clause: "the firm cannot pay in full what is due".
std::string_view clause_of(Event event);

}  // namespace headroom
