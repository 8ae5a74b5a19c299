#include "cli/report/words/run_sentences.hpp"

#include <algorithm>
#include <cmath>

#include "cli/report/words/eligibility_words.hpp"
#include "cli/report/words/language.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/display_width.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::size_t items_width_max = 60;

/// `0.004 in 100`, or `1 in 26,000` where that is plainer.
Message bound_words(double share) {
  if (share >= 0.00001) return message("{:.2g} in 100", 100.0 * share);
  return message("1 in {}", count_words(static_cast<std::uint64_t>(std::floor(1.0 / share))));
}

/// A share of futures; of weighted ones there is no count to give.
Message futures_of(double share, const OptionResult& option) {
  if (!option.is_weighted || share >= 0.001 || share <= 0.0) return futures_words(share, option.paths);
  const double one_in = 1.0 / share, digits = std::pow(10.0, std::floor(std::log10(one_in)) - 1.0);
  return one_in < 1e15 ? message("about 1 in {} futures",
                                 count_words(static_cast<std::uint64_t>(std::round(one_in / digits) * digits)))
                       : message("next to no future");
}

Message event_clause(const Manifest& manifest) { return given_name(clause_of(manifest.default_event)); }

Message horizon_words(const Manifest& manifest) { return message("{}", in_words(manifest.horizon_date())); }

/// How likely, without a full stop: a clause about what fails first may follow.
Message probability_clause(const Manifest& manifest, const OptionResult& base) {
  const double share = base.default_probability->value;
  const Message futures = futures_of(share, base), day = horizon_words(manifest), event = event_clause(manifest);
  if (share > 0.0) return message("In {} {} by {}", futures, event, day);
  return base.default_ci95 ? message("In {} does it happen by {} that {}; at most {} at 95% confidence", futures, day,
                                     event, bound_words(base.default_ci95->upper))
                           : message("In {} does it happen by {} that {}", futures, day, event);
}

/// What fails first, by name, in so much room.
Message short_items_words(FirstFailure failure) {
  for (std::string& item : failure.items) item = printable(item);
  const Message items = items_words(failure);
  const std::string text = text_of(items), short_text = shortened(text, items_width_max);
  return text == short_text ? items : message("{}", short_text);
}

Message first_failure_clause(const Manifest& manifest, const FirstFailure& failure) {
  const DateInWords day = in_words(manifest.as_of + failure.day);
  const Message how_often = failure.share >= 1.0 ? message("in all of those futures")
                                                 : message("in {:.0f}% of those futures", 100.0 * failure.share);
  if (failure.items.empty())
    return message("older arrears ({}) are most often what fails first, on {}, {}", class_words(failure.payment_class),
                   day, how_often);
  const Message dues = dues_words(failure.payment_class);
  const Message items = short_items_words(failure);
  return is_plural(failure.payment_class)
             ? message("{} of {} ({}) are most often the first to fail, {}", dues, day, items, how_often)
             : message("{} of {} ({}) is most often the first to fail, {}", dues, day, items, how_often);
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

Message wind_down_meaning(const Manifest& manifest, const OptionResult& base) {
  const double after = share_after_known(manifest, base);
  if (!manifest.known_until)
    return message(
        "The ledger holds costs and no sales at all: this shows how long the money lasts, not how likely a going "
        "concern is to fail.");
  return message(
      "Most of that ({}) comes after {}, when the ledger holds costs but no sales: it says that what was entered ends, "
      "not that the firm does.",
      futures_of(after, base), in_words(*manifest.known_until));
}

/// Where there is one future, what happens in it.
Message certain_course(const Manifest& manifest, const OptionResult& base) {
  if (base.runway.deterministic)
    return message(
        "Nothing is random here: there is one future, and no probability to give. As the ledger stands, it first "
        "happens on {} that {} (receivables overdue on the first day are left out).",
        in_words(manifest.as_of + *base.runway.deterministic), event_clause(manifest));
  return message(
      "Nothing is random here: there is one future, and no probability to give. As the ledger stands, it does not "
      "happen by {} that {} (receivables overdue on the first day are left out).",
      in_words(manifest.horizon_date()), event_clause(manifest));
}

Message change_words(const Change& change, const OptionResult& option) {
  std::vector<Message> parts;
  if (change.saved > 0.0) parts.push_back(message("prevents it in {}", futures_of(change.saved, option)));
  if (change.delayed > 0.0) parts.push_back(message("only delays it in {}", futures_of(change.delayed, option)));
  if (change.fails_anyway > 0.0)
    parts.push_back(message("does not move it in {}", futures_of(change.fails_anyway, option)));
  if (change.harmed > 0.0)
    parts.push_back(message("brings it about or forward in {}", futures_of(change.harmed, option)));
  return parts.empty() ? message("there is nothing for it to change") : message("it {}", in_sequence(parts));
}

Message money(const Manifest& manifest, double amount) {
  return mean_money_in_currency(amount, manifest.decimals, manifest.currency);
}

/// What a relief pays, spares and leaves owed, a sentence each.
std::vector<Message> relief_amounts(const Manifest& manifest, const OptionResult& option) {
  const DateInWords horizon = in_words(manifest.horizon_date());
  std::vector<Message> out;
  if (option.relief_received > 0.0)
    out.push_back(message(" It pays out {} by {}, on average over the futures.",
                          money(manifest, option.relief_received), horizon));
  if (option.forgiven > 0.0)
    out.push_back(message(" Of its loans {} is forgiven by {}.", money(manifest, option.forgiven), horizon));
  if (option.exempted > 0.0)
    out.push_back(message(" Dues of {} by {} are not owed at all.", money(manifest, option.exempted), horizon));
  if (option.owed_after_horizon && *option.owed_after_horizon > 0.0 && option.owed_in_arrears > 0.0)
    out.push_back(
        message(" It leaves {} to be repaid after {}, {} of it in arrears already: money put off is not money given.",
                money(manifest, *option.owed_after_horizon), horizon, money(manifest, option.owed_in_arrears)));
  else if (option.owed_after_horizon && *option.owed_after_horizon > 0.0)
    out.push_back(message(" It leaves {} to be repaid after {}: money put off is not money given.",
                          money(manifest, *option.owed_after_horizon), horizon));
  else if (option.owed_after_horizon) out.push_back(message(" It leaves nothing owed after {}.", horizon));
  if (option.forgiven_after_horizon > 0.0)
    out.push_back(message(" Of that {} would be forgiven later, with its interest, on the costs in the ledger.",
                          money(manifest, option.forgiven_after_horizon)));
  return out;
}

}  // namespace

std::vector<Message> base_sentences(const Manifest& manifest, const OptionResult& base) {
  if (!base.possible[static_cast<std::size_t>(manifest.default_event)])
    return {message("It cannot happen with this ledger that {} (event {}): there is no probability to give.",
                    event_clause(manifest), name_of(manifest.default_event))};
  if (!base.is_random) return {certain_course(manifest, base)};
  if (!base.default_probability) return {message("There is no estimate of the probability.")};
  std::vector<Message> sentences;
  const Message probability = probability_clause(manifest, base);
  if (!base.first_failure) {
    sentences.push_back(message("{}.", probability));
  } else if (const Message first = first_failure_clause(manifest, *base.first_failure);
             manifest.default_event == Event::illiquid) {
    sentences.push_back(message("{}; {}.", probability, first));
  } else {
    sentences.push_back(message("{}.", probability));
    sentences.push_back(message("Where something cannot be paid, {}.", first));
  }
  if (const auto half = day_of_half(base.by_day))
    sentences.push_back(
        message("Half of the futures in which it happens have it by {}.", in_words(manifest.as_of + *half)));
  if (manifest.is_wind_down() && base.default_probability->value > 0.0 &&
      share_after_known(manifest, base) > 0.5 * base.default_probability->value)
    sentences.push_back(wind_down_meaning(manifest, base));
  return sentences;
}

Message above_limit_words(const std::string& scenario, const OptionResult& base, double limit) {
  const Message name = scenario_name(shortened(printable(scenario), items_width_max));
  const std::string most = fmt::format("{:g}%", 100.0 * limit);
  if (!base.is_random) return message("{}: it happens in the one course, and --fail-above allows {}", name, most);
  return message("{}: the probability {} is above {}, what --fail-above allows", name,
                 percent_with_error(*base.default_probability), most);
}

Message relief_sentence(const Manifest& manifest, const OptionResult& option) {
  const Message name = option_name(shortened(printable(option.name), 60));
  if (option.not_eligible)
    return message("{}: not eligible. {}", name, reasons_message(*option.not_eligible, company_of(manifest)));
  std::vector<Message> parts;
  if (option.is_random && option.change)
    parts.push_back(message("{}: the probability changes by {} on the same futures: {}.", name,
                            points_with_error(option.change->default_probability),
                            change_words(*option.change, option)));
  else if (!option.is_random)
    parts.push_back(message("{}: nothing is random, so there is no probability to change.", name));
  else parts.push_back(message("{}: there is no change of a probability to give.", name));
  for (Message& sentence : relief_amounts(manifest, option)) parts.push_back(std::move(sentence));
  return message("{}", parts);
}

}  // namespace headroom
