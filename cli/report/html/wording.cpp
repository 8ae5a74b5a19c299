#include "cli/report/html/wording.hpp"

#include <fmt/format.h>

#include "cli/report/words/finding_text.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

std::string Wording::finding(const Fault& finding) const { return finding_text(finding, words_of(language_)); }

std::string Wording::amount(Minor amount) const { return money_words_rounded(amount, manifest_.decimals); }

std::string Wording::money(Minor amount) const {
  return say(message("{} {}", this->amount(amount), given_name(manifest_.currency)));
}

std::string Wording::date(Date date) const { return say(message("{}", in_words(date))); }

std::string Wording::short_date(int day) const { return say(message("{}", in_short_words(manifest_.as_of + day))); }

std::string Wording::day_and_month(Date date) const {
  return say(message("{0} {1}", date.day_of_month(), given_name(month_words_short(date).substr(0, 3))));
}

std::string Wording::month(Date date) const { return say(given_name(month_words_short(date).substr(0, 3))); }

std::string Wording::year(Date date) const { return fmt::format("{}", date.year()); }

std::string Wording::percent(const Estimate& estimate) const {
  return percent_words(estimate.value, estimate.standard_error);
}

std::string Wording::percent(double share, double standard_error) const { return percent_words(share, standard_error); }

std::string Wording::percent_with_error(const Estimate& estimate) const {
  return headroom::percent_with_error(estimate);
}

std::string Wording::whole_percent(double share) const { return fmt::format("{:.{}g}%", 100.0 * share, 6); }

std::string Wording::points_with_error(const Estimate& change) const {
  return say(headroom::points_with_error(change));
}

std::string Wording::number(double value) const { return fmt::format("{:.6g}", value); }

AxisUnit Wording::axis_unit(double largest_major) const {
  struct Unit {
    double major;
    Message name;
  };
  const Message currency = given_name(manifest_.currency);
  // Chinese counts in tens of thousands.
  const std::vector<Unit> units =
      language_ == Language::zh
          ? std::vector<Unit>{{1e8, message("hundred million {}", currency)},
                              {1e4, message("ten thousand {}", currency)}}
          : std::vector<Unit>{{1e6, message("million {}", currency)}, {1e3, message("thousand {}", currency)}};
  for (const Unit& unit : units)
    if (largest_major >= 2.0 * unit.major) return {unit.major, say(unit.name)};
  return {1.0, say(currency)};
}

}  // namespace headroom
