#include "cli/report/words/precision_report.hpp"

#include <algorithm>

#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

/// "Sobol points on 51 factors, 40 randomisations".
Message sampling_words(const PrecisionReport& report) {
  if (report.sampling == Sampling::plain) return message("plain sampling");
  const Message factors = report.factors == 1 ? message("one factor") : message("{} factors", report.factors);
  const Message points = message("Sobol points on {}, {} randomisations", factors, report.replicates);
  return report.sampling == Sampling::sobol ? points : message("importance sampling with {}", points);
}

/// Written without ±, which stands for a standard error elsewhere.
std::string half_width_words(double half_width) { return percent_words(half_width, half_width / 2.0); }

}  // namespace

PrecisionSummary precision_of(double requested, const std::vector<ScenarioResult>& results) {
  PrecisionSummary summary;
  summary.requested = requested;
  for (const ScenarioResult& result : results) {
    if (!result.precision) continue;
    if (!summary.most) summary.most = result.precision;
    const double widest = std::max(summary.most->half_width, result.precision->half_width);
    const bool reached = summary.most->reached && result.precision->reached;
    if (result.precision->paths > summary.most->paths) summary.most = result.precision;
    summary.most->half_width = widest;
    summary.most->reached = reached;
  }
  return summary;
}

std::vector<Message> precision_sentences(const Manifest& manifest, const ScenarioResult& result) {
  if (!result.precision) return {};
  const PrecisionReport& report = *result.precision;
  std::vector<Message> sentences;
  const OptionResult& base = result.options.front();
  if (base.default_probability && base.default_ci95) {
    const double half = (base.default_ci95->upper - base.default_ci95->lower) / 2.0;
    sentences.push_back(message(
        "Default by {}: {}, to within {} (95% interval {} to {}; {} paths, {}).", in_words(manifest.horizon_date()),
        percent_words(base.default_probability->value, half / 2.0), half_width_words(half),
        percent_words(base.default_ci95->lower, half / 2.0), percent_words(base.default_ci95->upper, half / 2.0),
        count_words(base.default_ci_method == IntervalMethod::wilson ? base.paths : report.paths),
        sampling_words(report)));
  }
  if (!report.reached)
    sentences.push_back(
        message("The precision asked for ({}) was not reached: after {} paths (--paths allows {}) the widest 95% "
                "interval of an option reaches {} to either side.",
                half_width_words(report.requested), count_words(report.paths), count_words(report.paths_max),
                half_width_words(report.half_width)));
  else if (result.options.size() > 1)
    sentences.push_back(message("Every option's 95% interval reaches no further than {} to either side, as asked.",
                                half_width_words(report.requested)));
  if (report.sampling == Sampling::importance)
    sentences.push_back(
        message("Default and what else is rare is counted on weighted paths; money and runway on {} ordinary ones.",
                count_words(report.ordinary_paths)));
  return sentences;
}

Message precision_closing(const Manifest& manifest, const std::vector<ScenarioResult>& results) {
  const bool has_replicates = std::any_of(results.begin(), results.end(), [](const ScenarioResult& result) {
    return result.precision && result.precision->sampling != Sampling::plain;
  });
  return has_replicates
             ? message(
                   "± is one standard error, of probabilities by the spread between independent "
                   "randomisations; a precision is half of a 95% interval. Seed {}.",
                   manifest.seed)
             : message("± is one standard error; a precision is half of a 95% interval. Seed {}.", manifest.seed);
}

std::string_view name_of(Sampling sampling) {
  switch (sampling) {
    case Sampling::plain: return "plain";
    case Sampling::sobol: return "sobol";
    case Sampling::importance: return "importance";
  }
  throw ContractError("a sampling without a name");
}

std::string_view name_of(IntervalMethod method) { return method == IntervalMethod::wilson ? "wilson" : "replicates"; }

}  // namespace headroom
