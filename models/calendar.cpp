#include "models/calendar.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
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
#include <ql/time/calendars/unitedkingdom.hpp>
#include <ql/time/calendars/unitedstates.hpp>
#include <ql/time/calendars/weekendsonly.hpp>
#include <span>
#include <utility>

#include "models/embedded_file.hpp"
#include "models/error.hpp"

namespace headroom {

/// The tables of fixtures/calendars, embedded by the build.
std::span<const EmbeddedFile> calendar_tables();

namespace {

namespace ql = QuantLib;

constexpr int quantlib_serial_of_epoch = 25569;  // 1970-01-01 as QuantLib counts days

/// One country's calendar in QuantLib 1.29.
struct CountryCalendar {
  std::string_view country;
  ql::Calendar (*calendar)();
};

constexpr CountryCalendar country_calendars[] = {
    {"AR", [] { return ql::Calendar(ql::Argentina()); }},
    {"AT", [] { return ql::Calendar(ql::Austria(ql::Austria::Settlement)); }},
    {"AU", [] { return ql::Calendar(ql::Australia()); }},
    {"BR", [] { return ql::Calendar(ql::Brazil(ql::Brazil::Settlement)); }},
    {"BW", [] { return ql::Calendar(ql::Botswana()); }},
    {"CA", [] { return ql::Calendar(ql::Canada(ql::Canada::Settlement)); }},
    {"CH", [] { return ql::Calendar(ql::Switzerland()); }},
    {"CL", [] { return ql::Calendar(ql::Chile()); }},
    {"CN", [] { return ql::Calendar(ql::China(ql::China::IB)); }},  // with working weekends
    {"CZ", [] { return ql::Calendar(ql::CzechRepublic()); }},
    {"DE", [] { return ql::Calendar(ql::Germany(ql::Germany::Settlement)); }},
    {"DK", [] { return ql::Calendar(ql::Denmark()); }},
    {"FI", [] { return ql::Calendar(ql::Finland()); }},
    {"FR", [] { return ql::Calendar(ql::France(ql::France::Settlement)); }},
    {"GB", [] { return ql::Calendar(ql::UnitedKingdom(ql::UnitedKingdom::Settlement)); }},
    {"HK", [] { return ql::Calendar(ql::HongKong()); }},
    {"HU", [] { return ql::Calendar(ql::Hungary()); }},
    {"ID", [] { return ql::Calendar(ql::Indonesia()); }},
    {"IL", [] { return ql::Calendar(ql::Israel(ql::Israel::Settlement)); }},
    {"IN", [] { return ql::Calendar(ql::India()); }},
    {"IS", [] { return ql::Calendar(ql::Iceland()); }},
    {"IT", [] { return ql::Calendar(ql::Italy(ql::Italy::Settlement)); }},
    {"JP", [] { return ql::Calendar(ql::Japan()); }},
    {"KR", [] { return ql::Calendar(ql::SouthKorea(ql::SouthKorea::Settlement)); }},
    {"MX", [] { return ql::Calendar(ql::Mexico()); }},
    {"NO", [] { return ql::Calendar(ql::Norway()); }},
    {"NZ", [] { return ql::Calendar(ql::NewZealand()); }},
    {"PL", [] { return ql::Calendar(ql::Poland()); }},
    {"RO", [] { return ql::Calendar(ql::Romania(ql::Romania::Public)); }},
    {"SA", [] { return ql::Calendar(ql::SaudiArabia()); }},
    {"SE", [] { return ql::Calendar(ql::Sweden()); }},
    {"SG", [] { return ql::Calendar(ql::Singapore()); }},
    {"SK", [] { return ql::Calendar(ql::Slovakia()); }},
    {"TH", [] { return ql::Calendar(ql::Thailand()); }},
    {"TR", [] { return ql::Calendar(ql::Turkey()); }},
    {"TW", [] { return ql::Calendar(ql::Taiwan()); }},
    {"US", [] { return ql::Calendar(ql::UnitedStates(ql::UnitedStates::FederalReserve)); }},
    {"ZA", [] { return ql::Calendar(ql::SouthAfrica()); }},
};

/// A row of years.csv: years, both included, whose holidays are known.
struct ListedYears {
  std::string_view country;
  int first = 0;
  int last = 0;
  bool by_quantlib = false;  ///< false: holidays.csv lists all of them
};

/// A row of holidays.csv: a day off, or one that is no day off although QuantLib or the weekend says so.
struct ListedDay {
  std::string_view country;
  Date date;
  bool is_business_day = false;
};

std::string_view table_named(std::string_view name) {
  for (const EmbeddedFile& table : calendar_tables())
    if (table.name == name) return table.content;
  throw ContractError("the calendar table is not embedded: " + std::string(name));
}

/// The rows of a table, its header left out, each read by `read(fields)`, which answers nothing to a row that it cannot
/// take.
template <typename Row>
std::vector<Row> rows_of(std::string_view name,
                         std::optional<Row> (*read)(const std::array<std::string_view, 4>& fields)) {
  std::vector<Row> rows;
  std::string_view text = table_named(name);
  text.remove_prefix(text.find('\n') + 1);
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    std::array<std::string_view, 4> fields;
    std::string_view rest = line;
    for (std::string_view& field : fields) {
      field = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(rest.size(), field.size() + 1));
    }
    const std::optional<Row> row = read(fields);
    if (!row) throw ContractError("a row of the embedded calendar table cannot be read: " + std::string(line));
    rows.push_back(*row);
  }
  return rows;
}

const std::vector<ListedYears>& listed_years() {
  static const auto years = rows_of<ListedYears>("years.csv", [](const auto& fields) -> std::optional<ListedYears> {
    ListedYears row{fields[0], 0, 0, fields[3] == "QuantLib"};
    for (auto [field, year] : {std::pair(fields[1], &row.first), std::pair(fields[2], &row.last)})
      if (std::from_chars(field.data(), field.data() + field.size(), *year).ec != std::errc()) return std::nullopt;
    if (!row.by_quantlib && fields[3] != "none") return std::nullopt;
    return row;
  });
  return years;
}

const std::vector<ListedDay>& listed_days() {
  static const auto days = rows_of<ListedDay>("holidays.csv", [](const auto& fields) -> std::optional<ListedDay> {
    const auto date = parse_date(fields[1]);
    if (!date || (fields[2] != "holiday" && fields[2] != "business")) return std::nullopt;
    return ListedDay{fields[0], *date, fields[2] == "business"};
  });
  return days;
}

/// 1 Sunday to 7 Saturday, as QuantLib counts.
ql::Weekday weekday_of(Date date) { return static_cast<ql::Weekday>((date.serial() % 7 + 11) % 7 + 1); }

}  // namespace

struct BusinessCalendar::Source {
  ql::Calendar calendar = ql::WeekendsOnly();
  std::vector<ListedYears> years;
  std::map<Date, bool> days;  ///< of holidays.csv: whether it is a business day

  bool is_business_day(Date date) const {
    const int year = date.year();
    const auto listed = std::find_if(years.begin(), years.end(), [year](const ListedYears& range) {
      return range.first <= year && year <= range.last;
    });
    if (listed != years.end()) {
      if (const auto day = days.find(date); day != days.end()) return day->second;
      if (listed->by_quantlib) return calendar.isBusinessDay(ql::Date(quantlib_serial_of_epoch + date.serial()));
    }
    return !calendar.isWeekend(weekday_of(date));
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
  for (const CountryCalendar& known : country_calendars)
    if (known.country == country) source->calendar = known.calendar();
  for (const ListedYears& range : listed_years())
    if (range.country == country) source->years.push_back(range);
  for (const ListedDay& day : listed_days())
    if (day.country == country) source->days.emplace(day.date, day.is_business_day);

  BusinessCalendar result;
  for (const ListedYears& range : source->years) {
    result.first_listed_year_ = std::min(result.first_listed_year_.value_or(range.first), range.first);
    result.last_listed_year_ = std::max(result.last_listed_year_.value_or(range.last), range.last);
  }
  result.source_ = std::move(source);
  return result;
}

bool BusinessCalendar::is_business_day(Date date) const { return source_->is_business_day(date); }

Date BusinessCalendar::adjust(Date date, BusinessDays rule) const {
  if (rule == BusinessDays::none || is_business_day(date)) return date;
  Date later = date, earlier = date;
  while (!is_business_day(later)) later = later + 1;
  while (!is_business_day(earlier)) earlier = earlier - 1;
  if (rule == BusinessDays::preceding) return earlier;
  return rule == BusinessDays::modified_following && later.month() != date.month() ? earlier : later;
}

}  // namespace headroom
