// Business days of a country and the rules that move a payment to one.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/date.hpp"

namespace headroom {

enum class BusinessDays { none, following, modified_following, preceding };

std::optional<BusinessDays> parse_business_days(std::string_view text);
std::string_view name_of(BusinessDays rule);

/// A public holiday that stands in no library's calendar, from our own tables (fixtures/calendars).
struct Holiday {
  std::string country;  ///< ISO 3166 alpha-2
  Date date;
};

/// The business days of one country: weekends and listed holidays are not. Outside the listed years only weekends
/// count.
///
/// Source: QuantLib's calendars, with our own holiday table on top where they end.
class BusinessCalendar {
 public:
  /// Weekends only where the country has no listed calendar.
  static BusinessCalendar of_country(std::string_view country);

  bool is_business_day(Date date) const;
  Date adjust(Date date, BusinessDays rule) const;

  /// Whether the country's holidays are listed at all.
  bool is_listed() const { return listed_; }
  /// Last year whose holidays are listed; nothing where a rule gives every year, or where nothing is listed.
  std::optional<int> last_listed_year() const { return last_listed_year_; }

 private:
  struct Source;
  std::shared_ptr<const Source> source_;
  bool listed_ = false;
  std::optional<int> last_listed_year_;
};

}  // namespace headroom
