#include "models/recurrence.hpp"

#include "models/error.hpp"

namespace headroom {

namespace {

/// The last day that a further period does not carry beyond the days that a Date can be.
Date latest_step_of(Every every) {
  if (every == Every::week) return latest_date() - 7;
  return last_day_of_month(add_months(latest_date(), -months_in(every)));
}

}  // namespace

std::optional<Every> parse_every(std::string_view text) {
  if (text == "week") return Every::week;
  if (text == "month") return Every::month;
  if (text == "quarter") return Every::quarter;
  if (text == "year") return Every::year;
  return std::nullopt;
}

std::string_view name_of(Every every) {
  switch (every) {
    case Every::week: return "week";
    case Every::month: return "month";
    case Every::quarter: return "quarter";
    case Every::year: return "year";
  }
  throw ContractError("unknown period");
}

int months_in(Every every) {
  switch (every) {
    case Every::week: return 0;
    case Every::month: return 1;
    case Every::quarter: return 3;
    case Every::year: return 12;
  }
  throw ContractError("unknown period");
}

Date nth_date(const Recurrence& recurrence, int k) {
  if (recurrence.every == Every::week) return recurrence.first + 7 * k;
  const Date date = add_months(recurrence.first, k * months_in(recurrence.every));
  return recurrence.on_last_day ? last_day_of_month(date) : date;
}

std::vector<Date> dates_up_to(const Recurrence& recurrence, Date last) {
  const Date end = recurrence.until ? std::min(*recurrence.until, last) : last;
  const Date latest_step = latest_step_of(recurrence.every);
  std::vector<Date> dates;
  for (int k = 0;; ++k) {
    const Date date = nth_date(recurrence, k);
    if (date > end) return dates;
    dates.push_back(date);
    if (date > latest_step) return dates;
  }
}

}  // namespace headroom
