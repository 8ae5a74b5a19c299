#include "models/calendar.hpp"

#include <algorithm>
#include <ql/time/calendars/argentina.hpp>
#include <ql/time/calendars/australia.hpp>
#include <ql/time/calendars/austria.hpp>
#include <ql/time/calendars/botswana.hpp>
#include <ql/time/calendars/brazil.hpp>
#include <ql/time/calendars/canada.hpp>
#include <ql/time/calendars/chile.hpp>
#include <ql/time/calendars/china.hpp>
#include <ql/time/calendars/czechrepublic.hpp>
#include <ql/time/calendars/denmark.hpp>
#include <ql/time/calendars/finland.hpp>
#include <ql/time/calendars/france.hpp>
#include <ql/time/calendars/germany.hpp>
#include <ql/time/calendars/hongkong.hpp>
#include <ql/time/calendars/hungary.hpp>
#include <ql/time/calendars/iceland.hpp>
#include <ql/time/calendars/india.hpp>
#include <ql/time/calendars/indonesia.hpp>
#include <ql/time/calendars/israel.hpp>
#include <ql/time/calendars/italy.hpp>
#include <ql/time/calendars/japan.hpp>
#include <ql/time/calendars/mexico.hpp>
#include <ql/time/calendars/newzealand.hpp>
#include <ql/time/calendars/norway.hpp>
#include <ql/time/calendars/poland.hpp>
#include <ql/time/calendars/romania.hpp>
#include <ql/time/calendars/russia.hpp>
#include <ql/time/calendars/saudiarabia.hpp>
#include <ql/time/calendars/singapore.hpp>
#include <ql/time/calendars/slovakia.hpp>
#include <ql/time/calendars/southafrica.hpp>
#include <ql/time/calendars/southkorea.hpp>
#include <ql/time/calendars/sweden.hpp>
#include <ql/time/calendars/switzerland.hpp>
#include <ql/time/calendars/taiwan.hpp>
#include <ql/time/calendars/thailand.hpp>
#include <ql/time/calendars/turkey.hpp>
#include <ql/time/calendars/ukraine.hpp>
#include <ql/time/calendars/unitedkingdom.hpp>
#include <ql/time/calendars/unitedstates.hpp>
#include <ql/time/calendars/weekendsonly.hpp>
#include <span>

#include "models/embedded_file.hpp"
#include "models/error.hpp"

namespace headroom {

/// The tables of fixtures/calendars, embedded by the build.
std::span<const EmbeddedFile> holiday_tables();

namespace {

namespace ql = QuantLib;

constexpr int quantlib_serial_of_epoch = 25569;  // 1970-01-01 as QuantLib counts days

/// Years, both included, for which a calendar knows every holiday.
struct YearRange {
  int first = 0;
  int last = 0;
};

/// One country's calendar in QuantLib. No ranges: rules give every year.
struct CountryCalendar {
  std::string_view country;
  ql::Calendar (*calendar)();
  std::vector<YearRange> listed;
};

/// QuantLib 1.29. Where holidays have no rule (lunar and religious feasts), the ranges are the years that hold all of
/// them, found by asking for the movable feasts of each year: the fixed-date holidays that QuantLib gives beyond are
/// not a whole calendar.
const std::vector<CountryCalendar>& country_calendars() {
  static const std::vector<CountryCalendar> calendars = {
      {"AR", [] { return ql::Calendar(ql::Argentina()); }, {}},
      {"AT", [] { return ql::Calendar(ql::Austria(ql::Austria::Settlement)); }, {}},
      {"AU", [] { return ql::Calendar(ql::Australia()); }, {}},
      {"BR", [] { return ql::Calendar(ql::Brazil(ql::Brazil::Settlement)); }, {}},
      {"BW", [] { return ql::Calendar(ql::Botswana()); }, {}},
      {"CA", [] { return ql::Calendar(ql::Canada(ql::Canada::Settlement)); }, {}},
      {"CH", [] { return ql::Calendar(ql::Switzerland()); }, {}},
      {"CL", [] { return ql::Calendar(ql::Chile()); }, {}},
      {"CN", [] { return ql::Calendar(ql::China(ql::China::SSE)); }, {{2004, 2023}}},
      {"CZ", [] { return ql::Calendar(ql::CzechRepublic()); }, {}},
      {"DE", [] { return ql::Calendar(ql::Germany(ql::Germany::Settlement)); }, {}},
      {"DK", [] { return ql::Calendar(ql::Denmark()); }, {}},
      {"FI", [] { return ql::Calendar(ql::Finland()); }, {}},
      {"FR", [] { return ql::Calendar(ql::France(ql::France::Settlement)); }, {}},
      {"GB", [] { return ql::Calendar(ql::UnitedKingdom(ql::UnitedKingdom::Settlement)); }, {}},
      {"HK", [] { return ql::Calendar(ql::HongKong()); }, {{2004, 2020}}},
      {"HU", [] { return ql::Calendar(ql::Hungary()); }, {}},
      {"ID", [] { return ql::Calendar(ql::Indonesia()); }, {{2005, 2014}}},
      {"IL", [] { return ql::Calendar(ql::Israel(ql::Israel::Settlement)); }, {{2013, 2044}}},
      {"IN", [] { return ql::Calendar(ql::India()); }, {{2005, 2014}, {2019, 2020}}},
      {"IS", [] { return ql::Calendar(ql::Iceland()); }, {}},
      {"IT", [] { return ql::Calendar(ql::Italy(ql::Italy::Settlement)); }, {}},
      {"JP", [] { return ql::Calendar(ql::Japan()); }, {}},
      {"KR", [] { return ql::Calendar(ql::SouthKorea(ql::SouthKorea::Settlement)); }, {{2004, 2032}}},
      {"MX", [] { return ql::Calendar(ql::Mexico()); }, {}},
      {"NO", [] { return ql::Calendar(ql::Norway()); }, {}},
      {"NZ", [] { return ql::Calendar(ql::NewZealand()); }, {}},
      {"PL", [] { return ql::Calendar(ql::Poland()); }, {}},
      {"RO", [] { return ql::Calendar(ql::Romania(ql::Romania::Public)); }, {}},
      {"RU", [] { return ql::Calendar(ql::Russia(ql::Russia::Settlement)); }, {}},
      {"SA",
       [] { return ql::Calendar(ql::SaudiArabia()); },
       {{2014, 2022}}},  // before, Thursday and Friday were the weekend
      {"SE", [] { return ql::Calendar(ql::Sweden()); }, {}},
      {"SG", [] { return ql::Calendar(ql::Singapore()); }, {{2004, 2010}, {2012, 2014}}},
      {"SK", [] { return ql::Calendar(ql::Slovakia()); }, {}},
      {"TH", [] { return ql::Calendar(ql::Thailand()); }, {{2000, 2001}, {2005, 2018}}},
      {"TR", [] { return ql::Calendar(ql::Turkey()); }, {{2004, 2034}}},
      {"TW", [] { return ql::Calendar(ql::Taiwan()); }, {{2002, 2019}}},
      {"UA", [] { return ql::Calendar(ql::Ukraine()); }, {}},
      {"US", [] { return ql::Calendar(ql::UnitedStates(ql::UnitedStates::Settlement)); }, {}},
      {"ZA", [] { return ql::Calendar(ql::SouthAfrica()); }, {}},
  };
  return calendars;
}

/// The rows `country,date` of one table, its header left out.
std::vector<Holiday> read_holidays(std::string_view text) {
  std::vector<Holiday> holidays;
  text.remove_prefix(text.find('\n') + 1);
  while (!text.empty()) {
    const std::string_view row = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), row.size() + 1));
    const auto date = row.size() == 13 && row[2] == ',' ? parse_date(row.substr(3)) : std::nullopt;
    if (!date)
      throw ContractError("the embedded holiday table has a row that is no country and date: " + std::string(row));
    holidays.push_back({std::string(row.substr(0, 2)), *date});
  }
  return holidays;
}

/// All holidays of the embedded tables.
const std::vector<Holiday>& own_holidays() {
  static const std::vector<Holiday> holidays = [] {
    std::vector<Holiday> all;
    for (const EmbeddedFile& table : holiday_tables())
      for (Holiday& holiday : read_holidays(table.content)) all.push_back(std::move(holiday));
    return all;
  }();
  return holidays;
}

/// 1 Sunday to 7 Saturday, as QuantLib counts.
ql::Weekday weekday_of(Date date) { return static_cast<ql::Weekday>((date.serial() % 7 + 11) % 7 + 1); }

}  // namespace

struct BusinessCalendar::Source {
  ql::Calendar calendar = ql::WeekendsOnly();
  bool every_year = false;         ///< QuantLib's rules give every year
  std::vector<YearRange> listed;   ///< years listed by QuantLib
  std::vector<int> own_years;      ///< years listed by our own tables, which then count alone; sorted
  std::vector<Date> own_holidays;  ///< sorted

  bool is_holiday(Date date) const {
    const int year = date.year();
    if (std::binary_search(own_years.begin(), own_years.end(), year))
      return std::binary_search(own_holidays.begin(), own_holidays.end(), date);
    const bool known = every_year || std::any_of(listed.begin(), listed.end(), [year](const YearRange& range) {
                         return range.first <= year && year <= range.last;
                       });
    if (!known || date < earliest_date() || date > latest_date()) return false;
    return !calendar.isBusinessDay(ql::Date(quantlib_serial_of_epoch + date.serial()));
  }
};

std::optional<BusinessDays> parse_business_days(std::string_view text) {
  if (text == "none") return BusinessDays::none;
  if (text == "following") return BusinessDays::following;
  if (text == "modified_following") return BusinessDays::modified_following;
  if (text == "preceding") return BusinessDays::preceding;
  return std::nullopt;
}

std::string_view name_of(BusinessDays rule) {
  switch (rule) {
    case BusinessDays::none: return "none";
    case BusinessDays::following: return "following";
    case BusinessDays::modified_following: return "modified_following";
    case BusinessDays::preceding: return "preceding";
  }
  throw ContractError("unknown business-day rule");
}

BusinessCalendar BusinessCalendar::of_country(std::string_view country) {
  auto source = std::make_shared<Source>();
  const auto& calendars = country_calendars();
  const auto found = std::find_if(calendars.begin(), calendars.end(),
                                  [country](const auto& entry) { return entry.country == country; });
  if (found != calendars.end()) {
    source->calendar = found->calendar();
    source->listed = found->listed;
    source->every_year = found->listed.empty();
  }
  for (const Holiday& holiday : own_holidays()) {
    if (holiday.country != country) continue;
    source->own_holidays.push_back(holiday.date);
    source->own_years.push_back(holiday.date.year());
  }
  std::sort(source->own_holidays.begin(), source->own_holidays.end());
  std::sort(source->own_years.begin(), source->own_years.end());

  BusinessCalendar result;
  result.listed_ = source->every_year || !source->listed.empty() || !source->own_years.empty();
  if (!source->every_year && result.listed_) {
    int last = source->own_years.empty() ? 0 : source->own_years.back();
    for (const YearRange& range : source->listed) last = std::max(last, range.last);
    result.last_listed_year_ = last;
  }
  result.source_ = std::move(source);
  return result;
}

bool BusinessCalendar::is_business_day(Date date) const {
  return !source_->calendar.isWeekend(weekday_of(date)) && !source_->is_holiday(date);
}

Date BusinessCalendar::adjust(Date date, BusinessDays rule) const {
  if (rule == BusinessDays::none || is_business_day(date)) return date;
  Date later = date, earlier = date;
  while (!is_business_day(later)) later = later + 1;
  while (!is_business_day(earlier)) earlier = earlier - 1;
  if (rule == BusinessDays::preceding) return earlier;
  return rule == BusinessDays::modified_following && later.month() != date.month() ? earlier : later;
}

}  // namespace headroom
