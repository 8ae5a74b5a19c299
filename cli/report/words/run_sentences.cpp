#include "cli/report/words/run_sentences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/report/words/eligibility_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/terminal/display_width.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::size_t items_width_max = 60;

/// `0.004 in 100`, or `1 in 26,000` where that is plainer.
std::string bound_words(double share) {
  if (share >= 0.00001) return fmt::format("{:.2g} in 100", 100.0 * share);
  return fmt::format("1 in {}", count_words(static_cast<std::uint64_t>(std::floor(1.0 / share))));
}

/// A share of futures; of weighted ones there is no count to give.
std::string futures_of(double share, const OptionResult& option) {
  if (!option.is_weighted || share >= 0.001 || share <= 0.0) return futures_words(share, option.paths);
  const double one_in = 1.0 / share, digits = std::pow(10.0, std::floor(std::log10(one_in)) - 1.0);
  return one_in < 1e15 ? fmt::format("about 1 in {} futures",
                                     count_words(static_cast<std::uint64_t>(std::round(one_in / digits) * digits)))
                       : "next to no future";
}

std::string probability_sentence(const Manifest& manifest, const OptionResult& base) {
  const double share = base.default_probability->value;
  if (share <= 0.0) {
    const std::string none = fmt::format("In {} does it happen by {} that {}", futures_of(share, base),
                                         date_words(manifest.horizon_date()), clause_of(manifest.default_event));
    return base.default_ci95
               ? fmt::format("{}; at most {} at 95% confidence", none, bound_words(base.default_ci95->upper))
               : none;
  }
  return fmt::format("In {} {} by {}", futures_of(share, base), clause_of(manifest.default_event),
                     date_words(manifest.horizon_date()));
}

std::string first_failure_clause(const Manifest& manifest, const FirstFailure& failure) {
  const std::string day = date_words(manifest.as_of + failure.day);
  const std::string how_often = failure.share >= 1.0
                                    ? "in all of those futures"
                                    : fmt::format("in {:.0f}% of those futures", 100.0 * failure.share);
  if (failure.items.empty())
    return fmt::format("older arrears ({}) are most often what fails first, on {}, {}", name_of(failure.payment_class),
                       day, how_often);
  return fmt::format("{} of {} ({}) {} most often the first to fail, {}", dues_words(failure.payment_class), day,
                     shortened(printable(items_words(failure)), items_width_max), dues_verb(failure.payment_class),
                     how_often);
}

/// By which day half of the futures with default have it.
std::optional<int> day_of_half(const std::vector<std::optional<Estimate>>& by_day) {
  if (by_day.empty() || !by_day.back() || by_day.back()->value <= 0.0) return std::nullopt;
  const double half = 0.5 * by_day.back()->value;
  for (std::size_t day = 0; day < by_day.size(); ++day)
    if (by_day[day] && by_day[day]->value >= half) return static_cast<int>(day);
  return std::nullopt;
}

/// Default after the ledger's knowledge ends, as a share of futures.
double share_after_known(const Manifest& manifest, const OptionResult& base) {
  const double all = base.default_probability->value;
  if (!manifest.known_until) return all;
  const int day = *manifest.known_until - manifest.as_of;
  if (day < 0) return all;
  if (static_cast<std::size_t>(day) >= base.by_day.size() || !base.by_day[static_cast<std::size_t>(day)]) return 0.0;
  return all - base.by_day[static_cast<std::size_t>(day)]->value;
}

std::string wind_down_meaning(const Manifest& manifest, const OptionResult& base) {
  const double after = share_after_known(manifest, base);
  if (!manifest.known_until)
    return "The ledger holds costs and no sales at all: this shows how long the money lasts, not how likely a going "
           "concern is to fail.";
  return fmt::format(
      "Most of that ({}) comes after {}, when the ledger holds costs but no sales: it says that what was entered ends, "
      "not that the "
      "firm does.",
      futures_of(after, base), date_words(*manifest.known_until));
}

/// Where there is one future, what happens in it.
std::string certain_course(const Manifest& manifest, const OptionResult& base) {
  const std::string course =
      base.runway.deterministic
          ? fmt::format("As the ledger stands, it first happens on {} that {}",
                        date_words(manifest.as_of + *base.runway.deterministic), clause_of(manifest.default_event))
          : fmt::format("As the ledger stands, it does not happen by {} that {}", date_words(manifest.horizon_date()),
                        clause_of(manifest.default_event));
  return "Nothing is random here: there is one future, and no probability to give. " + course +
         " (receivables overdue on the first day are left out).";
}

std::string change_words(const Change& change, const OptionResult& option) {
  std::vector<std::string> parts;
  if (change.saved > 0.0) parts.push_back(fmt::format("prevents it in {}", futures_of(change.saved, option)));
  if (change.delayed > 0.0) parts.push_back(fmt::format("only delays it in {}", futures_of(change.delayed, option)));
  if (change.fails_anyway > 0.0)
    parts.push_back(fmt::format("does not move it in {}", futures_of(change.fails_anyway, option)));
  if (change.harmed > 0.0)
    parts.push_back(fmt::format("brings it about or forward in {}", futures_of(change.harmed, option)));
  return parts.empty() ? "there is nothing for it to change" : fmt::format("it {}", fmt::join(parts, ", "));
}

std::string money(const Manifest& manifest, double amount) {
  return fmt::format("{} {}", mean_money_words(amount, manifest.decimals), printable(manifest.currency));
}

}  // namespace

std::vector<std::string> base_sentences(const Manifest& manifest, const OptionResult& base) {
  if (!base.possible[static_cast<std::size_t>(manifest.default_event)])
    return {fmt::format("It cannot happen with this ledger that {} (event {}): there is no probability to give.",
                        clause_of(manifest.default_event), name_of(manifest.default_event))};
  if (!base.is_random) return {certain_course(manifest, base)};
  if (!base.default_probability) return {"There is no estimate of the probability."};
  std::string first = probability_sentence(manifest, base);
  std::vector<std::string> sentences;
  if (base.first_failure && manifest.default_event == Event::illiquid) {
    first += "; " + first_failure_clause(manifest, *base.first_failure);
  } else if (base.first_failure) {
    sentences.push_back(
        fmt::format("Where something cannot be paid, {}.", first_failure_clause(manifest, *base.first_failure)));
  }
  sentences.insert(sentences.begin(), first + ".");
  if (const auto half = day_of_half(base.by_day))
    sentences.push_back(
        fmt::format("Half of the futures in which it happens have it by {}.", date_words(manifest.as_of + *half)));
  if (manifest.is_wind_down() && base.default_probability->value > 0.0 &&
      share_after_known(manifest, base) > 0.5 * base.default_probability->value)
    sentences.push_back(wind_down_meaning(manifest, base));
  return sentences;
}

std::string relief_sentence(const Manifest& manifest, const OptionResult& option) {
  const std::string name = shortened(printable(option.name), 60);
  if (option.not_eligible)
    return fmt::format("{}: not eligible. {}", name, printable(reason_words(*option.not_eligible, manifest)));
  std::string out = name + ": ";
  if (option.is_random && option.change)
    out += fmt::format("the probability changes by {} on the same futures: {}.",
                       points_with_error(option.change->default_probability), change_words(*option.change, option));
  else if (!option.is_random) out += "nothing is random, so there is no probability to change.";
  else out += "there is no change of a probability to give.";
  if (option.relief_received > 0.0)
    out += fmt::format(" It pays out {} by {}, on average over the futures.", money(manifest, option.relief_received),
                       date_words(manifest.horizon_date()));
  if (option.forgiven > 0.0)
    out += fmt::format(" Of its loans {} is forgiven by {}.", money(manifest, option.forgiven),
                       date_words(manifest.horizon_date()));
  if (option.exempted > 0.0)
    out += fmt::format(" Dues of {} by {} are not owed at all.", money(manifest, option.exempted),
                       date_words(manifest.horizon_date()));
  if (option.owed_after_horizon && *option.owed_after_horizon > 0.0)
    out += fmt::format(" It leaves {} to be repaid after {}{}: money put off is not money given.",
                       money(manifest, *option.owed_after_horizon), date_words(manifest.horizon_date()),
                       option.owed_in_arrears > 0.0
                           ? fmt::format(", {} of it in arrears already", money(manifest, option.owed_in_arrears))
                           : std::string());
  else if (option.owed_after_horizon)
    out += fmt::format(" It leaves nothing owed after {}.", date_words(manifest.horizon_date()));
  if (option.forgiven_after_horizon > 0.0)
    out += fmt::format(" Of that {} would be forgiven later, with its interest, on the costs in the ledger.",
                       money(manifest, option.forgiven_after_horizon));
  return out;
}

}  // namespace headroom
