#include "cli/exports/tables/date_format.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "cli/exports/tables/number_format.hpp"

namespace headroom {

namespace {

// Patterns that are tried where no mapping names one. `MM.DD.YYYY`, `YY-MM-DD` and the like are read only where a
// mapping asks for them: nearly nobody writes them, and they would make every list of German dates ambiguous.
constexpr std::array<std::string_view, 23> known_patterns = {
    "YYYY-MM-DD",    "YYYYMMDD",    "YYYY/MM/DD", "YYYY.MM.DD",   "DD.MM.YYYY",   "DD/MM/YYYY",
    "MM/DD/YYYY",    "DD-MM-YYYY",  "MM-DD-YYYY", "DD.MM.YY",     "DD/MM/YY",     "MM/DD/YY",
    "DD MMM YYYY",   "DD-MMM-YYYY", "DD-MMM-YY",  "MMM DD, YYYY", "DD. MMM YYYY", "YYYY年MM月DD日",
    "GYY年MM月DD日", "GYY.MM.DD",   "GYY/MM/DD",  "GYY-MM-DD",    "excel"};

struct MonthName {
  std::string_view start;
  int month;
};

// Month names of English, German, French, Spanish, Italian and Portuguese by what sets them apart; matched against
// lower-case text.
constexpr std::array<MonthName, 39> month_starts = {
    {{"jan", 1},  {"jän", 1},  {"ene", 1},  {"gen", 1},  {"feb", 2},  {"fév", 2},  {"fev", 2},  {"mar", 3},
     {"mär", 3},  {"mrz", 3},  {"maer", 3}, {"apr", 4},  {"avr", 4},  {"abr", 4},  {"may", 5},  {"mai", 5},
     {"mag", 5},  {"jun", 6},  {"juin", 6}, {"giu", 6},  {"jul", 7},  {"juil", 7}, {"lug", 7},  {"aug", 8},
     {"aoû", 8},  {"aou", 8},  {"ago", 8},  {"sep", 9},  {"set", 9},  {"oct", 10}, {"okt", 10}, {"ott", 10},
     {"out", 10}, {"nov", 11}, {"dec", 12}, {"déc", 12}, {"dez", 12}, {"dic", 12}, {"dés", 12}}};

/// What an era's year 1 follows.
struct Era {
  std::string_view name;
  int year_before;
};
constexpr std::array<Era, 6> eras = {
    {{"令和", 2018}, {"平成", 1988}, {"昭和", 1925}, {"R", 2018}, {"H", 1988}, {"S", 1925}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// Takes at least `least` and at most `most` digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t length = 0;
  while (length < text.size() && length < most && is_digit(text[length])) ++length;
  if (length < least) return std::nullopt;
  int value = 0;
  std::from_chars(text.data(), text.data() + length, value);
  text.remove_prefix(length);
  return value;
}

std::optional<int> take_month_name(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && is_letter(text[length])) ++length;
  if (length < 3) return std::nullopt;
  const std::string word = lower_case(text.substr(0, length));
  for (const MonthName& name : month_starts) {
    if (!word.starts_with(name.start)) continue;
    text.remove_prefix(length);
    if (text.starts_with('.')) text.remove_prefix(1);
    return name.month;
  }
  return std::nullopt;
}

/// Takes an era's name; gives the year before its first.
std::optional<int> take_era(std::string_view& text) {
  for (const Era& era : eras) {
    if (!text.starts_with(era.name)) continue;
    text.remove_prefix(era.name.size());
    return era.year_before;
  }
  return std::nullopt;
}

/// Takes a year of an era; the first is also written 元.
std::optional<int> take_era_year(std::string_view& text) {
  constexpr std::string_view first = "元";
  if (!text.starts_with(first)) return take_number(text, 1, 2);
  text.remove_prefix(first.size());
  return 1;
}

/// Takes what makes a day's number an ordinal: `1st`, `1er`.
void take_ordinal(std::string_view& text) {
  for (const std::string_view ending : {"st ", "nd ", "rd ", "th ", "er ", "st,", "nd,", "rd,", "th,"})
    if (text.starts_with(ending)) return text.remove_prefix(2);
}

/// Chinese and Japanese numerals up to 99, and years written digit by digit, as digits.
std::string with_digits(std::string_view text) {
  constexpr std::array<std::string_view, 10> numerals = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  constexpr std::string_view ten = "十";
  std::string out;
  const auto ends_with_digit = [&out] { return !out.empty() && is_digit(out.back()); };
  while (!text.empty()) {
    if (text.starts_with(ten)) {
      text.remove_prefix(ten.size());
      if (!ends_with_digit()) out += '1';
      const bool has_ones = std::any_of(numerals.begin() + 1, numerals.end(),
                                        [&](std::string_view numeral) { return text.starts_with(numeral); });
      if (!has_ones) out += '0';
      continue;
    }
    const auto numeral =
        std::find_if(numerals.begin(), numerals.end(), [&](std::string_view one) { return text.starts_with(one); });
    if (numeral != numerals.end()) out += static_cast<char>('0' + (numeral - numerals.begin()));
    else out += text.front();
    text.remove_prefix(numeral != numerals.end() ? numeral->size() : 1);
  }
  return out;
}

bool take_separator(std::string_view& text, std::string_view separator) {
  if (separator == " ") {
    const std::size_t length = std::min(text.find_first_not_of(' '), text.size());
    text.remove_prefix(length);
    for (const std::string_view of : {"de ", "del "})
      if (length > 0 && text.starts_with(of)) text.remove_prefix(of.size());
    return length > 0;
  }
  if (!text.starts_with(separator)) return false;
  text.remove_prefix(separator.size());
  return true;
}

/// Whether `text` is a time of day (`T09:30:00.000Z`, ` 12:00 AM`) or the `.0` that number-minded programs append.
bool is_time_or_nothing(std::string_view text) {
  if (text.empty() || text == ".0") return true;
  constexpr std::size_t weekday_bytes_max = 12;
  if (text.front() == '(' && text.back() == ')') return text.size() <= weekday_bytes_max;
  if (text.front() != 'T' && text.front() != ' ') return false;
  text.remove_prefix(1);
  for (const std::string_view half : {"上午", "下午", "午前", "午後"})
    if (text.starts_with(half)) text.remove_prefix(half.size());
  if (!take_number(text, 1, 2) || !take_separator(text, ":") || !take_number(text, 2, 2)) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || std::string_view(":.+-Z APMapm").find(c) != std::string_view::npos;
  });
}

}  // namespace

std::optional<DateFormat> DateFormat::parse(std::string_view pattern) {
  DateFormat format;
  format.pattern_ = std::string(pattern);
  if (lower_case(pattern) == "excel") {
    format.pattern_ = "excel";
    return format;
  }
  int years = 0, months = 0, days = 0;
  bool has_era = false;
  for (std::size_t i = 0; i < pattern.size();) {
    const auto letter = static_cast<char>(std::toupper(static_cast<unsigned char>(pattern[i])));
    std::size_t length = 1;
    while (i + length < pattern.size() && std::toupper(static_cast<unsigned char>(pattern[i + length])) == letter)
      ++length;
    if (letter == 'G' && length == 1) {
      has_era = true;
      format.elements_.push_back({Part::era, ""});
    } else if (letter == 'Y') {
      if (length != 4 && length != 2) return std::nullopt;
      ++years;
      format.elements_.push_back({length == 4 ? Part::year : has_era ? Part::era_year : Part::short_year, ""});
    } else if (letter == 'M') {
      ++months;
      format.elements_.push_back({length >= 3 ? Part::month_name : Part::month, ""});
    } else if (letter == 'D') {
      if (length > 2) return std::nullopt;
      ++days;
      format.elements_.push_back({Part::day, ""});
    } else {
      if (is_digit(letter) || (is_letter(letter) && static_cast<unsigned char>(letter) < 0x80)) return std::nullopt;
      format.elements_.push_back({Part::separator, std::string(1, pattern[i])});
      if (letter != ' ') length = 1;
    }
    i += length;
  }
  if (years != 1 || months != 1 || days != 1) return std::nullopt;
  return format;
}

bool DateFormat::has_two_digit_years() const {
  return std::any_of(elements_.begin(), elements_.end(),
                     [](const Element& element) { return element.part == Part::short_year; });
}

bool DateFormat::is_followed_by_separator(std::size_t index) const {
  if (index + 1 < elements_.size()) return elements_[index + 1].part == Part::separator;
  return index > 0 && elements_[index - 1].part == Part::separator;
}

std::optional<Date> DateFormat::read_serial(std::string_view text) const {
  const auto days = take_number(text, 5, 5);
  if (!days || (!text.empty() && text.front() != '.')) return std::nullopt;
  return Date::of(1901, 1, 1) + (*days - 367);
}

std::optional<Date> DateFormat::read(std::string_view text) const {
  if (elements_.empty()) return read_serial(text);
  const bool is_ascii =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (is_ascii) return read_plain(text);
  const std::string plain = half_width(text);
  return read_plain(plain.find("年") == std::string::npos ? plain : with_digits(plain));
}

std::optional<Date> DateFormat::read_plain(std::string_view text) const {
  int year = 0, month = 0, day = 0;
  for (std::size_t i = 0; i < elements_.size(); ++i) {
    const std::size_t least = is_followed_by_separator(i) ? 1 : 2;
    std::optional<int> number = 0;
    switch (elements_[i].part) {
      case Part::year: number = take_number(text, 4, 4), year = number.value_or(0); break;
      case Part::short_year:
        number = take_number(text, 2, 2);
        year = number.value_or(0) + (number.value_or(0) < 80 ? 2000 : 1900);
        break;
      case Part::era: number = take_era(text), year = number.value_or(0); break;
      case Part::era_year: number = take_era_year(text), year += number.value_or(0); break;
      case Part::month: number = take_number(text, least, 2), month = number.value_or(0); break;
      case Part::month_name: number = take_month_name(text), month = number.value_or(0); break;
      case Part::day:
        number = take_number(text, least, 2), day = number.value_or(0);
        take_ordinal(text);
        break;
      case Part::separator:
        if (!take_separator(text, elements_[i].text)) return std::nullopt;
        break;
    }
    if (!number) return std::nullopt;
  }
  if (!is_time_or_nothing(text) || !Date::is_real(year, month, day)) return std::nullopt;
  return Date::of(year, month, day);
}

std::vector<DateFormat> date_formats_that_fit(const std::vector<std::string_view>& values) {
  struct Candidate {
    DateFormat format;
    std::vector<std::optional<Date>> dates;
  };
  std::size_t most = (values.size() + 1) / 2;
  std::vector<Candidate> best;
  for (const std::string_view pattern : known_patterns) {
    Candidate candidate{*DateFormat::parse(pattern), {}};
    std::size_t read = 0;
    for (const std::string_view value : values) {
      candidate.dates.push_back(candidate.format.read(value));
      if (candidate.dates.back()) ++read;
    }
    if (read < most || values.empty()) continue;
    if (read > most) best.clear();
    most = read;
    const bool is_new =
        std::none_of(best.begin(), best.end(), [&](const Candidate& other) { return other.dates == candidate.dates; });
    if (is_new) best.push_back(std::move(candidate));
  }
  std::vector<DateFormat> formats;
  for (Candidate& candidate : best) formats.push_back(std::move(candidate.format));
  return formats;
}

}  // namespace headroom
