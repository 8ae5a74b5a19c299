#include "cli/report/words/screen_words.hpp"

#include <algorithm>

#include "cli/report/words/eligibility_words.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/report/words/language.hpp"
#include "cli/report/words/run_sentences.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

constexpr std::size_t name_width_max = 28;  // so that the line holds the change as well
constexpr double rare_share = 0.001;        // 100 futures in 100,000

std::size_t count_of(const Faults& notices, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(notices.begin(), notices.end(), [severity](const Fault& one) { return one.severity == severity; }));
}

Message without_assumed_risk_words(const WithoutAssumedRisk& without) {
  return without.default_probability
             ? message("without the assumed volatility and dependence: {} ({} futures)",
                       percent_with_error(*without.default_probability), count_words(without.paths))
             : message("without the assumed volatility and dependence nothing would be random");
}

Message interval_words(const OptionResult& base) {
  const Estimate& probability = *base.default_probability;
  const Interval& interval = *base.default_ci95;
  const double scale =
      probability.standard_error > 0.0 ? probability.standard_error : (interval.upper - interval.lower) / 4.0;
  return message("Probability {}, 95% interval {} to {}.", percent_words(probability.value, scale),
                 percent_words(interval.lower, scale), percent_words(interval.upper, scale));
}

}  // namespace

void add_warnings(const Faults& notices, std::vector<Message>& reasons) {
  const std::size_t count = count_of(notices, Severity::warning);
  if (count == 0) return;
  const auto first =
      std::find_if(notices.begin(), notices.end(), [](const Fault& one) { return one.severity == Severity::warning; });
  reasons.push_back(count == 1 ? message("a warning: {}", first->what)
                               : message("{} warnings, the first: {}", count, first->what));
}

void add_unanswered(const std::vector<Unanswered>& unanswered, std::vector<Message>& reasons) {
  if (unanswered.empty()) return;
  std::vector<Message> taken;
  for (const Unanswered& one : unanswered) taken.push_back(message("{} ({} taken)", one.key, given_name(one.taken)));
  reasons.push_back(message("not entered: {}", joined(taken)));
}

Message period_words(const Manifest& manifest) {
  return message("{} to {} ({} days), amounts in {}", in_words(manifest.as_of), in_words(manifest.horizon_date()),
                 manifest.horizon_days, given_name(printable(manifest.currency)));
}

Message wind_down_sentence(const Manifest& manifest) {
  return manifest.known_until ? message("wind-down: no sales entered after {}", in_words(*manifest.known_until))
                              : message("wind-down: no sales entered at all");
}

Message intensity_words(const RunReport& report) {
  if (report.manifest.intensity == 1.0) return {};
  if (std::all_of(report.scenarios.begin(), report.scenarios.end(),
                  [](const Scenario& scenario) { return scenario == Scenario(); }))
    return message("--intensity changes nothing: no scenario was given");
  return message("every scenario is played at {} times its strength", report.manifest.intensity);
}

Message knowledge_sentence(const Manifest& manifest) {
  if (manifest.is_wind_down())
    return message(
        "{}; from then on the ledger holds costs alone, and what follows shows a firm that ends, not one that goes on",
        wind_down_sentence(manifest));
  if (manifest.sales_are_endless) return message("The ledger's expected sales go on without an end.");
  return message("The ledger knows of sales until {}.", in_words(*manifest.known_until));
}

Message more_below_words(std::size_t count) { return message("and {} more, below", count); }

Message worst_scenario_words(const Message& scenario) { return message("The worst of them, {}:", scenario); }

std::vector<Message> answer_sentences(const Manifest& manifest, const OptionResult& base) {
  std::vector<Message> sentences = base_sentences(manifest, base);
  const bool has_estimate = base.is_random && base.default_probability && base.default_ci95;
  if (!has_estimate) return sentences;
  const Message interval = interval_words(base);
  sentences.insert(sentences.begin() + 1,
                   base.default_probability->value < rare_share
                       ? message("{} So rare an event rests on the laws that were entered, not on experience: read it "
                                 "as \"hardly ever\", and look at what they leave out.",
                                 interval)
                       : interval);
  return sentences;
}

Message reliefs_words(const ScenarioResult& result, const MessageWords& words) {
  const OptionResult* best = nullptr;
  for (const OptionResult& option : result.options)
    if (!option.not_eligible && option.is_random && option.change &&
        option.change->default_probability.value < (best == nullptr ? 0.0 : best->change->default_probability.value))
      best = &option;
  const std::size_t count = result.options.size() - 1;  // the first is the base case
  if (count == 0) return {};
  if (best == nullptr)
    return count == 1 ? message("The relief looked at does not lower it.")
                      : message("None of the {} reliefs looked at lowers it.", count);
  const Message change = points_with_error(best->change->default_probability);
  const std::string name = short_option_name(best->name, name_width_max, words);
  return count == 1 ? message("With the relief looked at, {}: {}.", name, change)
                    : message("Best of the {} reliefs looked at: {}, {}.", count, name, change);
}

std::vector<Message> unsafe_words(const RunReport& report) {
  std::vector<Message> reasons;
  add_unanswered(report.unanswered, reasons);
  if (report.without_assumed_risk) reasons.push_back(without_assumed_risk_words(*report.without_assumed_risk));
  add_warnings(report.notices, reasons);
  if (report.manifest.is_wind_down()) reasons.push_back(wind_down_sentence(report.manifest));
  if (const Message strength = intensity_words(report); !strength.empty()) reasons.push_back(strength);
  for (const ScenarioResult& result : report.results)
    if (!result.options.front().is_random)
      reasons.push_back(
          message("{}: nothing is random, so there is no probability", scenario_name(printable(result.name))));
  std::size_t assumptions = 0;
  for (const Relief& relief : report.reliefs) assumptions += relief.assumptions.size();
  if (assumptions > 0)
    reasons.push_back(assumptions == 1 ? message("an assumption of the relief, below")
                                       : message("{} assumptions of the reliefs, below", assumptions));
  for (const OptionResult& option : report.results.front().options)
    if (option.not_eligible)
      reasons.push_back(message("not eligible: {}; {}", option_name(printable(option.name)),
                                reasons_message(*option.not_eligible, company_of(report.manifest))));
  return reasons;
}

std::vector<Message> unsafe_words(const Manifest& manifest, const std::vector<Unanswered>& unanswered,
                                  const Faults& notices) {
  std::vector<Message> reasons;
  add_unanswered(unanswered, reasons);
  add_warnings(notices, reasons);
  if (manifest.is_wind_down()) reasons.push_back(wind_down_sentence(manifest));
  return reasons;
}

std::vector<Message> unsafe_words(const ForecastReport& report) {
  return unsafe_words(report.manifest, report.unanswered, report.notices);
}

}  // namespace headroom
