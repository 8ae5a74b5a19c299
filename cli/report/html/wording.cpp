#include "cli/report/html/wording.hpp"

#include <fmt/format.h>

#include "cli/report/words/finding_text.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

std::string Wording::finding(const Fault& finding) const { return finding_text(finding); }

std::string Wording::amount(Minor amount) const { return money_words_rounded(amount, manifest_.decimals); }

std::string Wording::money(Minor amount) const { return this->amount(amount) + " " + manifest_.currency; }

std::string Wording::day_and_month(Date date) const {
  const std::string words = date_words_short(date);
  return words.substr(0, words.rfind(' '));
}

std::string Wording::month(Date date) const {
  const std::string words = day_and_month(date);
  return words.substr(words.find(' ') + 1);
}

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
  if (largest_major >= 2e6) return {1e6, say(message("million {}", manifest_.currency))};
  if (largest_major >= 2e3) return {1e3, say(message("thousand {}", manifest_.currency))};
  return {1.0, manifest_.currency};
}

}  // namespace headroom
