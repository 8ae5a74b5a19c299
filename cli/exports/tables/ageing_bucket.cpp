#include "cli/exports/tables/ageing_bucket.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <iterator>
#include <utility>

#include "cli/exports/tables/export_values.hpp"
#include "cli/exports/tables/number_format.hpp"

namespace headroom {

namespace {

constexpr int days_of_month = 30, days_of_year = 365;
constexpr int bucket_days_max = 3650;

enum class Bound { none, upper, lower, lower_open };

struct BoundWord {
  std::string_view word;
  Bound bound;
};

// Longer words first: "and over" is no "over".
constexpr BoundWord bound_words[] = {{"and over", Bound::lower},
                                     {"and older", Bound::lower},
                                     {"and above", Bound::lower},
                                     {"and more", Bound::lower},
                                     {"or more", Bound::lower},
                                     {"or older", Bound::lower},
                                     {"or over", Bound::lower},
                                     {"older than", Bound::lower_open},
                                     {"longer than", Bound::lower_open},
                                     {"more than", Bound::lower_open},
                                     {"greater than", Bound::lower_open},
                                     {"not more than", Bound::upper},
                                     {"less than", Bound::upper},
                                     {"or less", Bound::upper},
                                     {"up to", Bound::upper},
                                     {"within", Bound::upper},
                                     {"under", Bound::upper},
                                     {"below", Bound::upper},
                                     {"over", Bound::lower_open},
                                     {"above", Bound::lower_open},
                                     {"beyond", Bound::lower_open},
                                     {"und mehr", Bound::lower},
                                     {"und älter", Bound::lower},
                                     {"und darüber", Bound::lower},
                                     {"oder mehr", Bound::lower},
                                     {"oder älter", Bound::lower},
                                     {"mehr als", Bound::lower_open},
                                     {"länger als", Bound::lower_open},
                                     {"größer als", Bound::lower_open},
                                     {"älter als", Bound::lower_open},
                                     {"weniger als", Bound::upper},
                                     {"bis zu", Bound::upper},
                                     {"über", Bound::lower_open},
                                     {"ueber", Bound::lower_open},
                                     {"unter", Bound::upper},
                                     {"et plus", Bound::lower},
                                     {"ou plus", Bound::lower},
                                     {"et au-delà", Bound::lower},
                                     {"au-delà de", Bound::lower_open},
                                     {"plus de", Bound::lower_open},
                                     {"+ de", Bound::lower_open},
                                     {"- de", Bound::upper},
                                     {"moins de", Bound::upper},
                                     {"jusqu'à", Bound::upper},
                                     {"y más", Bound::lower},
                                     {"o más", Bound::lower},
                                     {"en adelante", Bound::lower},
                                     {"más de", Bound::lower_open},
                                     {"mas de", Bound::lower_open},
                                     {"superior a", Bound::lower_open},
                                     {"menos de", Bound::upper},
                                     {"hasta", Bound::upper},
                                     {"plus", Bound::lower},
                                     {"以内", Bound::upper},
                                     {"以下", Bound::upper},
                                     {"未満", Bound::upper},
                                     {"以上", Bound::lower},
                                     {"以降", Bound::lower},
                                     {"超過", Bound::lower_open},
                                     {"超过", Bound::lower_open},
                                     {"超", Bound::lower_open},
                                     {">=", Bound::lower},
                                     {"<=", Bound::upper},
                                     {">", Bound::lower_open},
                                     {"<", Bound::upper},
                                     {"+", Bound::lower}};

constexpr std::pair<std::string_view, int> units[] = {{"calendar days", 1},
                                                      {"days", 1},
                                                      {"day", 1},
                                                      {"tagen", 1},
                                                      {"tage", 1},
                                                      {"tag", 1},
                                                      {"jours", 1},
                                                      {"jour", 1},
                                                      {"jrs", 1},
                                                      {"días", 1},
                                                      {"día", 1},
                                                      {"dias", 1},
                                                      {"dagen", 1},
                                                      {"天", 1},
                                                      {"weeks", 7},
                                                      {"week", 7},
                                                      {"wks", 7},
                                                      {"wochen", 7},
                                                      {"woche", 7},
                                                      {"semaines", 7},
                                                      {"semaine", 7},
                                                      {"semanas", 7},
                                                      {"semana", 7},
                                                      {"週間", 7},
                                                      {"周", 7},
                                                      {"週", 7},
                                                      {"个月", 30},
                                                      {"個月", 30},
                                                      {"ヶ月", 30},
                                                      {"ヵ月", 30},
                                                      {"か月", 30},
                                                      {"カ月", 30},
                                                      {"ケ月", 30},
                                                      {"months", 30},
                                                      {"month", 30},
                                                      {"mths", 30},
                                                      {"mth", 30},
                                                      {"monaten", 30},
                                                      {"monate", 30},
                                                      {"monat", 30},
                                                      {"mois", 30},
                                                      {"meses", 30},
                                                      {"mes", 30},
                                                      {"月", 30},
                                                      {"years", 365},
                                                      {"year", 365},
                                                      {"yrs", 365},
                                                      {"yr", 365},
                                                      {"jahren", 365},
                                                      {"jahre", 365},
                                                      {"jahr", 365},
                                                      {"années", 365},
                                                      {"année", 365},
                                                      {"ans", 365},
                                                      {"an", 365},
                                                      {"años", 365},
                                                      {"año", 365},
                                                      {"年間", 365},
                                                      {"年", 365},
                                                      {"日", 1},
                                                      {"j", 1},
                                                      {"d", 1},
                                                      {"m", 30},
                                                      {"y", 365}};

/// Numbers as words, before a unit: "over a year", "plus d'un an", 一年以上.
constexpr std::pair<std::string_view, char> number_words[] = {
    {"one", '1'},   {"a", '1'},     {"two", '2'},  {"three", '3'}, {"six", '6'},   {"ein", '1'},
    {"einem", '1'}, {"einen", '1'}, {"zwei", '2'}, {"drei", '3'},  {"sechs", '6'}, {"un", '1'},
    {"deux", '2'},  {"trois", '3'}, {"dos", '2'},  {"tres", '3'},  {"seis", '6'}};
constexpr std::pair<std::string_view, std::string_view> number_signs[] = {
    {"半年", "6月"}, {"一", "1"}, {"二", "2"}, {"两", "2"}, {"三", "3"}, {"四", "4"},
    {"五", "5"},     {"六", "6"}, {"七", "7"}, {"八", "8"}, {"九", "9"}};

// What may stand beside a range without changing it.
constexpr std::string_view beside[] = {"past due",     "ageing",      "aging",      "aged",        "age",
                                       "bucket",       "overdue by",  "overdue",    "outstanding", "days late",
                                       "due",          "late",        "old",        "from",        "überfällig seit",
                                       "überfällig",   "fällig seit", "fällig",     "seit",        "von",
                                       "en retard de", "en retard",   "retard de",  "échues",      "échus",
                                       "échue",        "échu",        "depuis",     "vencidos",    "vencido",
                                       "vencidas",     "vencida",     "de retraso", "desde",       "hace",
                                       "逾期",         "账龄",        "経過",       "滞留",        "(含)",
                                       "bis",          "to",          "à",          "至",          "到",
                                       "de",           "entre",       "between",    "zwischen",    "and",
                                       "et",           "und",         "y"};

void erase_all(std::string& text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at))
    text.replace(at, word.size(), " ");
}

/// A number and the days of its unit; 0 where it names none.
struct Span {
  int number = 0;
  int unit = 0;
};

bool is_letter_at(std::string_view text, std::size_t at) {
  return at < text.size() && (std::isalpha(static_cast<unsigned char>(text[at])) != 0 || text[at] == '\xC3');
}

/// Whether a word stands at a place, not as a part of a longer one.
bool stands_at(std::string_view text, std::size_t at, std::string_view word) {
  if (at > text.size() || text.substr(at, word.size()) != word) return false;
  const bool is_latin = static_cast<unsigned char>(word.front()) < 0xE3;
  const bool goes_on = is_latin && is_letter_at(text, at + word.size());
  const bool came_from = is_latin && at > 0 && (is_letter_at(text, at - 1) || (text[at - 1] & '\x80') != 0);
  return !goes_on && !came_from;
}

/// The unit whose word stands at a place, with its length; nothing where none does.
std::optional<std::pair<std::size_t, int>> unit_at(std::string_view text, std::size_t at) {
  for (const auto& [name, days] : units)
    if (stands_at(text, at, name)) return std::pair(name.size(), days);
  return std::nullopt;
}

void erase_units(std::string& text) {
  for (std::size_t at = 0; at < text.size(); ++at)
    if (const auto unit = unit_at(text, at)) text.replace(at, unit->first, " ");
}

/// Numbers in digits.
std::string with_digits(std::string text) {
  const bool is_chinese = text.find("年") != std::string::npos || text.find("月") != std::string::npos;
  for (const auto& [sign, digits] : number_signs)
    for (std::size_t at = text.find(sign); is_chinese && at != std::string::npos; at = text.find(sign))
      text.replace(at, sign.size(), digits);
  for (std::size_t at = text.find("d'"); at != std::string::npos; at = text.find("d'")) text.replace(at, 2, "de ");
  for (const auto& [word, digit] : number_words)
    for (std::size_t at = 0; at < text.size(); ++at)
      if (stands_at(text, at, word) && unit_at(text, at + word.size() + 1)) text.replace(at, word.size(), 1, digit);
  return text;
}

/// Takes the numbers with their units out of a text; more than two, or one too large, make it none of an ageing.
std::optional<std::vector<Span>> take_spans(std::string& text) {
  std::vector<Span> spans;
  for (std::size_t at = 0; at < text.size();) {
    if (std::isdigit(static_cast<unsigned char>(text[at])) == 0) {
      ++at;
      continue;
    }
    std::size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
    Span span;
    if (end - at > 4 || spans.size() == 2) return std::nullopt;
    std::from_chars(text.data() + at, text.data() + end, span.number);
    const std::size_t word = std::min(text.find_first_not_of(' ', end), text.size());
    const std::string_view rest = std::string_view(text).substr(word);
    for (const auto& [name, days] : units) {
      if (!rest.starts_with(name) || !stands_at(rest, 0, name)) continue;
      span.unit = days;
      end = word + name.size();
      break;
    }
    text.replace(at, end - at, " ");
    spans.push_back(span);
  }
  if (spans.size() == 2 && spans[0].unit == 0) spans[0].unit = spans[1].unit;
  // "2+ years": the unit stands elsewhere.
  for (std::size_t at = 0; at < text.size(); ++at)
    if (const auto unit = unit_at(text, at))
      for (Span& span : spans)
        if (span.unit == 0) span.unit = unit->second;
  return spans;
}

std::optional<AgeingBucket> named_bucket(const std::string& text) {
  constexpr std::string_view not_due[] = {
      "not due",    "not yet due", "not overdue", "within terms", "nicht fällig", "nicht überfällig",
      "未到期",     "未逾期",      "non échu",    "à échoir",     "no vencid",    "por vencer",
      "sin vencer", "期日未到来",  "期限内",      "期日前",       "信用期内"};
  constexpr std::string_view current[] = {"current", "aktuell", "courant", "corriente", "al corriente", "当期"};
  constexpr std::string_view older[] = {"older",        "earlier",      "älter",     "ältere",
                                        "plus ancien",  "plus anciens", "antérieur", "más antiguo",
                                        "más antiguos", "それ以前",     "それ以上"};
  const bool is_not_due = std::any_of(std::begin(not_due), std::end(not_due),
                                      [&](std::string_view word) { return text.find(word) != std::string::npos; });
  const bool is_current = std::find(std::begin(current), std::end(current), text) != std::end(current);
  if (is_current || is_not_due) return AgeingBucket{0, 0, true, false};
  if (std::find(std::begin(older), std::end(older), text) != std::end(older))
    return AgeingBucket{0, std::nullopt, false, false};
  return std::nullopt;
}

}  // namespace

int AgeingBucket::middle() const {
  if (is_not_due) return -days_of_month / 2;
  return (first_day + last_day.value_or(first_day + days_of_month - 1)) / 2;
}

std::optional<AgeingBucket> ageing_bucket(std::string_view heading) {
  std::string text = lower_text(half_width(line_of_text(heading)));
  for (const auto& [sign, plain] : {std::pair("≤", "<="), std::pair("≥", ">=")})
    for (std::size_t at = text.find(sign); at != std::string::npos; at = text.find(sign)) text.replace(at, 3, plain);
  text = with_digits(std::move(text));
  const bool has_number = std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!has_number) return named_bucket(text);
  const auto spans = take_spans(text);
  if (!spans) return std::nullopt;
  Bound bound = Bound::none;
  for (const auto& [word, meaning] : bound_words) {
    if (text.find(word) == std::string::npos) continue;
    if (bound == Bound::none) bound = meaning;
    erase_all(text, word);
  }
  erase_units(text);
  const bool is_parted = text.find_first_of("-~") != std::string::npos || text.find("–") != std::string::npos ||
                         text.find("—") != std::string::npos || text.find("〜") != std::string::npos ||
                         text.find("bis") != std::string::npos || text.find("to") != std::string::npos ||
                         text.find("à") != std::string::npos || text.find("至") != std::string::npos ||
                         text.find("到") != std::string::npos || text.find(" a ") != std::string::npos;
  for (const std::string_view word : beside) erase_all(text, word);
  for (const std::string_view dash : {"–", "—", "〜", " a "}) erase_all(text, dash);
  if (text.find_first_not_of(" -~().,:d") != std::string::npos) return std::nullopt;

  const auto days = [](const Span& span) { return span.number * (span.unit == 0 ? 1 : span.unit); };
  const Span first = spans->front();
  if (days(first) > bucket_days_max || (spans->size() == 2 && days(spans->back()) > bucket_days_max))
    return std::nullopt;
  if (spans->size() == 2)
    return is_parted && days(first) < days(spans->back())
               ? std::optional(AgeingBucket{days(first), days(spans->back()), false, false})
               : std::nullopt;
  switch (bound) {
    case Bound::upper: return AgeingBucket{first.unit == days_of_month ? 1 : 0, days(first), false, true};
    case Bound::lower: return AgeingBucket{days(first), std::nullopt, false, false};
    case Bound::lower_open: return AgeingBucket{days(first) + 1, std::nullopt, false, false};
    case Bound::none: break;
  }
  if (first.unit == days_of_month) return AgeingBucket{days(first) + 1, days(first) + days_of_month, false, false};
  return std::nullopt;
}

std::vector<std::optional<AgeingBucket>> ageing_buckets(const std::vector<std::string>& headings) {
  std::vector<std::optional<AgeingBucket>> buckets;
  int end = 0;
  for (const std::string& heading : headings) {
    buckets.push_back(ageing_bucket(heading));
    if (!buckets.back()) continue;
    AgeingBucket& bucket = *buckets.back();
    if (!bucket.is_not_due && !bucket.last_day && bucket.first_day == 0) bucket.first_day = end + 1;
    if (bucket.is_upper_bound && end > 0 && bucket.last_day > end) bucket.first_day = end;
    end = bucket.last_day.value_or(end);
  }
  return buckets;
}

}  // namespace headroom
