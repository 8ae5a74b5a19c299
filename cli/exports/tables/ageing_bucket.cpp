#include "cli/exports/tables/ageing_bucket.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
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
constexpr std::array<BoundWord, 48> bound_words = {{{"and over", Bound::lower},
                                                    {"and older", Bound::lower},
                                                    {"and above", Bound::lower},
                                                    {"and more", Bound::lower},
                                                    {"or more", Bound::lower},
                                                    {"or older", Bound::lower},
                                                    {"or over", Bound::lower},
                                                    {"older than", Bound::lower_open},
                                                    {"more than", Bound::lower_open},
                                                    {"less than", Bound::upper},
                                                    {"not more than", Bound::upper},
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
                                                    {"mehr als", Bound::lower_open},
                                                    {"älter als", Bound::lower_open},
                                                    {"über", Bound::lower_open},
                                                    {"unter", Bound::upper},
                                                    {"bis zu", Bound::upper},
                                                    {"et plus", Bound::lower},
                                                    {"plus de", Bound::lower_open},
                                                    {"moins de", Bound::upper},
                                                    {"jusqu'à", Bound::upper},
                                                    {"y más", Bound::lower},
                                                    {"o más", Bound::lower},
                                                    {"más de", Bound::lower_open},
                                                    {"menos de", Bound::upper},
                                                    {"hasta", Bound::upper},
                                                    {"plus", Bound::lower},
                                                    {"above", Bound::lower},
                                                    {"以内", Bound::upper},
                                                    {"以下", Bound::upper},
                                                    {"未満", Bound::upper},
                                                    {"以上", Bound::lower},
                                                    {"超过", Bound::lower_open},
                                                    {"超", Bound::lower_open},
                                                    {">=", Bound::lower},
                                                    {"<=", Bound::upper},
                                                    {">", Bound::lower_open},
                                                    {"<", Bound::upper},
                                                    {"+", Bound::lower}}};

constexpr std::array<std::pair<std::string_view, int>, 33> units = {
    {{"calendar days", 1}, {"days", 1},  {"day", 1},     {"tage", 1},    {"tag", 1},     {"jours", 1},  {"jour", 1},
     {"días", 1},          {"dias", 1},  {"dagen", 1},   {"天", 1},      {"个月", 30},   {"ヶ月", 30},  {"ヵ月", 30},
     {"か月", 30},         {"カ月", 30}, {"months", 30}, {"month", 30},  {"monate", 30}, {"monat", 30}, {"mois", 30},
     {"meses", 30},        {"mes", 30},  {"月", 30},     {"years", 365}, {"year", 365},  {"yrs", 365},  {"jahre", 365},
     {"jahr", 365},        {"ans", 365}, {"años", 365},  {"年", 365},    {"日", 1}}};

// What may stand beside a range without changing it.
constexpr std::array<std::string_view, 24> beside = {
    "past due",   "overdue", "outstanding", "overdue by", "due",     "late",     "old",        "from",
    "überfällig", "fällig",  "en retard",   "échu",       "vencido", "vencidos", "de retraso", "逾期",
    "账龄",       "経過",    "(含)",        "bis",        "to",      "à",        "至",         "到"};

void erase_all(std::string& text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at))
    text.replace(at, word.size(), " ");
}

/// A number and the days of its unit; 0 where it names none.
struct Span {
  int number = 0;
  int unit = 0;
};

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
    for (const auto& [name, days] : units) {
      if (std::string_view(text).substr(word, name.size()) != name) continue;
      span.unit = days;
      end = word + name.size();
      break;
    }
    text.replace(at, end - at, " ");
    spans.push_back(span);
  }
  if (spans.size() == 2 && spans[0].unit == 0) spans[0].unit = spans[1].unit;
  return spans;
}

std::optional<AgeingBucket> named_bucket(const std::string& text) {
  constexpr std::array<std::string_view, 9> not_due = {"not due",  "not yet due", "nicht fällig", "未到期", "non échu",
                                                       "à échoir", "no vencido",  "期日未到来",   "期限内"};
  constexpr std::array<std::string_view, 6> older = {"older",       "earlier",     "älter",
                                                     "plus ancien", "más antiguo", "それ以前"};
  const bool is_not_due = std::any_of(not_due.begin(), not_due.end(),
                                      [&](std::string_view word) { return text.find(word) != std::string::npos; });
  if (text == "current" || is_not_due) return AgeingBucket{0, 0, true, false};
  if (std::find(older.begin(), older.end(), text) != older.end()) return AgeingBucket{0, std::nullopt, false, false};
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
  for (const auto& [name, days] : units) erase_all(text, name);
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
