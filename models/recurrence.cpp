#include "models/recurrence.hpp"

#include <array>
#include <charconv>

namespace headroom {

namespace {

constexpr int years_max = 100;

/// The last day that a further period does not carry beyond the days that a Date can be.
Date latest_step_of(Every every) {
  if (every.months == 0) return latest_date() - every.days;
  return last_day_of_month(add_months(latest_date(), -every.months));
}

/// One unit of time with the word for several.
struct Unit {
  std::string_view words;
  Every every;
};

constexpr std::array<Unit, 5> units = {{{"days", {0, 1}},
                                        {"weeks", Every::week},
                                        {"months", Every::month},
                                        {"quarters", Every::quarter},
                                        {"years", Every::year}}};

/// Reads `2 weeks`.
std::optional<Every> parse_several(std::string_view text) {
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos || text.front() == '0') return std::nullopt;
  int count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + space, count);
  if (error != std::errc() || end != text.data() + space || count < 1 || count > years_max * 366) return std::nullopt;
  for (const Unit& unit : units) {
    if (text.substr(space + 1) != unit.words) continue;
    const Every every{count * unit.every.months, count * unit.every.days};
    if (every.months <= 12 * years_max && every.days <= 365 * years_max) return every;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Every> parse_every(std::string_view text) {
  if (text == "week") return Every::week;
  if (text == "month") return Every::month;
  if (text == "quarter") return Every::quarter;
  if (text == "half_year") return Every::half_year;
  if (text == "year") return Every::year;
  return parse_several(text);
}

std::string name_of(Every every) {
  if (every == Every::week) return "week";
  if (every == Every::month) return "month";
  if (every == Every::quarter) return "quarter";
  if (every == Every::half_year) return "half_year";
  if (every == Every::year) return "year";
  if (every.months == 0)
    return every.days % 7 == 0 ? std::to_string(every.days / 7) + " weeks" : std::to_string(every.days) + " days";
  return every.months % 12 == 0 ? std::to_string(every.months / 12) + " years"
                                : std::to_string(every.months) + " months";
}

const std::vector<std::string>& every_names() {
  static const std::vector<std::string> names = {"week", "2 weeks", "month", "quarter", "half_year", "year"};
  return names;
}

int months_in(Every every) { return every.months; }

Date nth_date(const Recurrence& recurrence, int k) {
  if (recurrence.every.months == 0) return recurrence.first + recurrence.every.days * k;
  const Date date = add_months(recurrence.first, k * recurrence.every.months);
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
