#include "cli/report/words/screen_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/report/words/eligibility_words.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/report/words/run_sentences.hpp"
#include "cli/report/words/words.hpp"
#include "cli/terminal/display_width.hpp"

namespace headroom {

namespace {

constexpr std::size_t name_width_max = 28;  // so that the line holds the change as well
constexpr double rare_share = 0.001;        // 100 futures in 100,000

std::size_t count_of(const Faults& notices, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(notices.begin(), notices.end(), [severity](const Fault& one) { return one.severity == severity; }));
}

/// Warnings, told by the first of them.
void add_warnings(const Faults& notices, std::vector<std::string>& reasons) {
  const std::size_t count = count_of(notices, Severity::warning);
  if (count == 0) return;
  const auto first =
      std::find_if(notices.begin(), notices.end(), [](const Fault& one) { return one.severity == Severity::warning; });
  reasons.push_back(fmt::format("{}: {}", count == 1 ? "a warning" : fmt::format("{} warnings, the first", count),
                                printable(text_of(first->what))));
}

std::string without_assumed_risk_words(const WithoutAssumedRisk& without) {
  return without.default_probability
             ? fmt::format("without the assumed volatility and dependence: {} ({} futures)",
                           percent_with_error(*without.default_probability), count_words(without.paths))
             : "without the assumed volatility and dependence nothing would be random";
}

std::string interval_words(const OptionResult& base) {
  const Estimate& probability = *base.default_probability;
  const Interval& interval = *base.default_ci95;
  const double scale =
      probability.standard_error > 0.0 ? probability.standard_error : (interval.upper - interval.lower) / 4.0;
  return fmt::format("Probability {}, 95% interval {} to {}.", percent_words(probability.value, scale),
                     percent_words(interval.lower, scale), percent_words(interval.upper, scale));
}

}  // namespace

void add_unanswered(const std::vector<Unanswered>& unanswered, std::vector<std::string>& reasons) {
  if (unanswered.empty()) return;
  std::vector<std::string> taken;
  for (const Unanswered& one : unanswered) taken.push_back(fmt::format("{} ({} taken)", one.key, one.taken));
  reasons.push_back(fmt::format("not entered: {}", printable(fmt::format("{}", fmt::join(taken, ", ")))));
}

std::string period_words(const Manifest& manifest) {
  return fmt::format("{} to {} ({} days), amounts in {}", date_words(manifest.as_of),
                     date_words(manifest.horizon_date()), manifest.horizon_days, printable(manifest.currency));
}

std::string wind_down_sentence(const Manifest& manifest) {
  return manifest.known_until ? "wind-down: no sales entered after " + date_words(*manifest.known_until)
                              : "wind-down: no sales entered at all";
}

std::string more_below_words(std::size_t count) { return fmt::format("and {} more, below", count); }

std::string worst_scenario_words(const std::string& scenario) {
  return fmt::format("The worst of them, {}:", scenario);
}

std::vector<std::string> answer_sentences(const Manifest& manifest, const OptionResult& base) {
  std::vector<std::string> sentences = base_sentences(manifest, base);
  const bool has_estimate = base.is_random && base.default_probability && base.default_ci95;
  if (!has_estimate) return sentences;
  std::string interval = interval_words(base);
  if (base.default_probability->value < rare_share)
    interval +=
        " So rare an event rests on the laws that were entered, not on experience: read it as \"hardly ever\", and "
        "look at what they leave out.";
  sentences.insert(sentences.begin() + 1, std::move(interval));
  return sentences;
}

std::string reliefs_words(const ScenarioResult& result) {
  const OptionResult* best = nullptr;
  for (const OptionResult& option : result.options)
    if (!option.not_eligible && option.is_random && option.change &&
        option.change->default_probability.value < (best == nullptr ? 0.0 : best->change->default_probability.value))
      best = &option;
  const std::size_t count = result.options.size() - 1;  // the first is the base case
  if (count == 0) return "";
  if (best == nullptr)
    return count == 1 ? "The relief looked at does not lower it."
                      : fmt::format("None of the {} reliefs looked at lowers it.", count);
  const std::string change = points_with_error(best->change->default_probability);
  const std::string name = shortened(printable(best->name), name_width_max);
  return count == 1 ? fmt::format("With the relief looked at, {}: {}.", name, change)
                    : fmt::format("Best of the {} reliefs looked at: {}, {}.", count, name, change);
}

std::vector<std::string> unsafe_words(const RunReport& report) {
  std::vector<std::string> reasons;
  add_unanswered(report.unanswered, reasons);
  if (report.without_assumed_risk) reasons.push_back(without_assumed_risk_words(*report.without_assumed_risk));
  add_warnings(report.notices, reasons);
  if (report.manifest.is_wind_down()) reasons.push_back(wind_down_sentence(report.manifest));
  for (const ScenarioResult& result : report.results)
    if (!result.options.front().is_random)
      reasons.push_back(fmt::format("{}: nothing is random, so there is no probability", printable(result.name)));
  std::size_t assumptions = 0;
  for (const Relief& relief : report.reliefs) assumptions += relief.assumptions.size();
  if (assumptions > 0)
    reasons.push_back(assumptions == 1 ? "an assumption of the relief, below"
                                       : fmt::format("{} assumptions of the reliefs, below", assumptions));
  for (const OptionResult& option : report.results.front().options)
    if (option.not_eligible)
      reasons.push_back(fmt::format("not eligible: {}; {}", printable(option.name),
                                    printable(reason_words(*option.not_eligible, report.manifest))));
  return reasons;
}

std::vector<std::string> unsafe_words(const ForecastReport& report) {
  std::vector<std::string> reasons;
  add_unanswered(report.unanswered, reasons);
  add_warnings(report.notices, reasons);
  if (report.manifest.is_wind_down()) reasons.push_back(wind_down_sentence(report.manifest));
  return reasons;
}

}  // namespace headroom
