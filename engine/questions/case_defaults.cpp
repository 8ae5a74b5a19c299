#include "engine/questions/case_defaults.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "engine/measures/statistics.hpp"
#include "engine/play/block_player.hpp"
#include "engine/questions/played_cases.hpp"

namespace headroom {

namespace {

constexpr std::size_t cases_planned_at_once = 15;  // and the one that stays beside them

/// The relief with its approval switched off: what can be approved is, what cannot is not.
Relief without_approval(Relief relief) {
  for (ReliefLoan& loan : relief.loans) loan.approval_probability = loan.approval_probability > 0.0 ? 1.0 : 0.0;
  return relief;
}

std::uint64_t count_of(const std::vector<std::uint64_t>& bits) {
  std::uint64_t count = 0;
  for (const std::uint64_t word : bits) count += static_cast<std::uint64_t>(std::popcount(word));
  return count;
}

}  // namespace

std::uint64_t CaseDefaults::count() const { return count_of(bits); }

std::optional<Estimate> CaseDefaults::estimate() const {
  return has_estimate() ? std::optional(proportion(count(), paths)) : std::nullopt;
}

double CaseDefaults::value() const {
  if (!possible) return 0.0;
  return is_random ? proportion(count(), paths).value : in_one_course ? 1.0 : 0.0;
}

CaseDefaults CaseDefaults::first(std::uint64_t first_paths) const {
  if (first_paths >= paths) return *this;
  CaseDefaults out{is_random, possible, in_one_course, first_paths, {}};
  out.bits.assign(bits.begin(), bits.begin() + static_cast<std::ptrdiff_t>((first_paths + 63) / 64));
  if (first_paths % 64 != 0) out.bits.back() &= (std::uint64_t{1} << first_paths % 64) - 1;
  return out;
}

Estimate difference_of(const CaseDefaults& a, const CaseDefaults& b) {
  std::uint64_t only_a = 0, only_b = 0;
  for (std::size_t i = 0; i < a.bits.size(); ++i) {
    only_a += static_cast<std::uint64_t>(std::popcount(a.bits[i] & ~b.bits[i]));
    only_b += static_cast<std::uint64_t>(std::popcount(b.bits[i] & ~a.bits[i]));
  }
  const double n = static_cast<double>(a.paths);
  const double more = static_cast<double>(only_a) / n, less = static_cast<double>(only_b) / n, difference = more - less;
  return {difference, std::sqrt(std::max(0.0, more + less - difference * difference) / n)};
}

CasePlayer::CasePlayer(const Ledger& ledger, const Relief* relief, const SimulationSettings& settings)
    : ledger_(ledger), relief_(relief), settings_(settings), progress_(settings.progress) {
  settings_.lanes = static_cast<int>(block_lanes);  // a word of bits is a block
  settings_.progress = {};
}

PlannedScenario CasePlayer::plan(const CaseChange& change) const {
  PlanRequest request = {&ledger_, &change.scenario, settings_.horizon_days, settings_.seed, {}, change.off};
  request.amend = change.amend;
  PlannedScenario planned;
  planned.plan = build_plan(request);
  if (relief_ && change.off.has(Cause::approval)) {
    const Relief approved = without_approval(*relief_);
    planned.options.push_back(build_option_plan(planned.plan, &approved));
  } else {
    planned.options.push_back(build_option_plan(planned.plan, relief_));
  }
  return planned;
}

CaseDefaults CasePlayer::unplayed(const PlannedScenario& planned, std::uint64_t paths) const {
  const OptionPlan& option = planned.options.front();
  const auto event = static_cast<std::size_t>(settings_.default_event);
  CaseDefaults defaults;
  defaults.is_random = option.is_random;
  defaults.possible = option.possible[event];
  defaults.paths = paths;
  defaults.bits.assign((paths + 63) / 64, 0);
  if (!option.is_random) {
    const std::vector<std::int32_t> samples;
    BlockPlayer player(planned.plan, planned.options, samples);
    defaults.in_one_course = player.play_written().front().first_day[event][0] <= settings_.horizon_days;
  }
  return defaults;
}

std::vector<CaseDefaults> CasePlayer::play(const std::vector<CaseChange>& cases, std::uint64_t paths) {
  std::vector<CaseDefaults> defaults;
  defaults.reserve(cases.size());
  const auto event = static_cast<std::size_t>(settings_.default_event);
  for (std::size_t begin = 0; begin < cases.size(); begin += cases_planned_at_once) {
    const std::size_t end = std::min(begin + cases_planned_at_once, cases.size());
    std::vector<PlannedScenario> planned;
    std::vector<const PlannedScenario*> played;
    if (reference_) played.push_back(reference_);
    const std::size_t first_case = played.size();
    planned.reserve(end - begin);
    for (std::size_t i = begin; i < end; ++i) {
      played.push_back(&planned.emplace_back(plan(cases[i])));
      defaults.push_back(unplayed(planned.back(), paths));
    }
    SimulationSettings settings = settings_;
    if (progress_)
      settings.progress = [&](std::uint64_t done) {
        const double cases_done = static_cast<double>(cases_done_) + static_cast<double>(end - begin) *
                                                                         static_cast<double>(done) /
                                                                         static_cast<double>(paths);
        const double share = cases_done / static_cast<double>(std::max(cases_expected_, cases_done_ + end - begin));
        progress_(static_cast<std::uint64_t>(share * static_cast<double>(settings_.paths)));
      };
    play_blocks(played, settings, {0, paths}, [&](const SeenBlock& seen) {
      if (seen.case_index < first_case) return;
      const std::int32_t* const days = seen.options.front().first_day[event].data();
      std::uint64_t& bits = defaults[begin + seen.case_index - first_case].bits[seen.first_path / 64];
      for (int lane = 0; lane < seen.active; ++lane)
        bits |= static_cast<std::uint64_t>(days[lane] <= settings_.horizon_days) << lane;
    });
    cases_done_ += end - begin;
  }
  return defaults;
}

void CasePlayer::play_seen(const PlannedScenario& planned, const SeeOutcomes& see) const {
  play_blocks({&planned}, settings_, {0, settings_.paths},
              [&](const SeenBlock& seen) { see(seen.thread, seen.first_path, seen.active, seen.options.front()); });
}

}  // namespace headroom
