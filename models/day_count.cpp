#include "models/day_count.hpp"

#include <algorithm>
#include <array>
#include <ql/time/daycounters/actual360.hpp>
#include <ql/time/daycounters/actual365fixed.hpp>
#include <ql/time/daycounters/actualactual.hpp>
#include <ql/time/daycounters/thirty360.hpp>

namespace headroom {

namespace {

namespace ql = QuantLib;

constexpr int quantlib_serial_of_epoch = 25569;  // 1970-01-01 as QuantLib counts days

constexpr std::array<std::string_view, 4> day_count_names = {"30E/360", "Act/365F", "Act/360", "Act/Act"};

ql::Date to_quantlib(Date date) { return ql::Date(quantlib_serial_of_epoch + date.serial()); }

const ql::DayCounter& day_counter(DayCount day_count) {
  static const std::array<ql::DayCounter, 4> counters = {ql::Thirty360(ql::Thirty360::European), ql::Actual365Fixed(),
                                                         ql::Actual360(), ql::ActualActual(ql::ActualActual::ISDA)};
  return counters[static_cast<std::size_t>(day_count)];
}

}  // namespace

std::optional<DayCount> parse_day_count(std::string_view text) {
  const auto found = std::find(day_count_names.begin(), day_count_names.end(), text);
  if (found == day_count_names.end()) return std::nullopt;
  return static_cast<DayCount>(found - day_count_names.begin());
}

std::string_view name_of(DayCount day_count) { return day_count_names[static_cast<std::size_t>(day_count)]; }

double year_fraction(DayCount day_count, Date start, Date end) {
  return day_counter(day_count).yearFraction(to_quantlib(start), to_quantlib(end));
}

}  // namespace headroom
