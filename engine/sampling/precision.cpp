#include "engine/sampling/precision.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "engine/measures/statistics.hpp"
#include "engine/play/first_paths.hpp"
#include "engine/play/parallel_parts.hpp"
#include "engine/play/plain_play.hpp"
#include "engine/sampling/importance_search.hpp"
#include "engine/sampling/stopping_rule.hpp"

namespace headroom {

namespace {

// Numbers of randomisations, far apart: no two stages share a path or a scramble.
constexpr std::uint64_t main_first = 0, pilot_first = std::uint64_t{1} << 32, ordinary_first = std::uint64_t{1} << 33;

constexpr std::uint64_t pilot_points = 256, pilot_replicates = 16;
constexpr std::uint64_t points_least = 512, points_most = std::uint64_t{1} << 20;
constexpr std::uint64_t ordinary_points = 512;  ///< of the first_replicates randomisations beside a weighted sample
constexpr std::uint64_t paths_worth_a_search = 200'000;  ///< below, a search for moved means costs more than it saves
constexpr double share_worth_a_search = 0.25;
constexpr double largest_share_most = 0.005;  ///< of a path in a probability whose spread can be believed
constexpr std::uint64_t defaults_enough = 100;
/// Plain paths assume nothing of where defaults lie: up to so many they are taken in place of weighted ones.
constexpr std::uint64_t plain_paths_affordable = 5'000'000;
constexpr double expected_defaults_enough = 10.0 * first_replicates;
constexpr double variance_of_heavy_tails = 2.0;  ///< times the first randomisations'
constexpr double stage_of_need = 0.9;  ///< of the paths that are needed, how many the first randomisations take

bool can_default(const ScenarioRun& played, std::size_t option) {
  return played.options[option].is_random &&
         played.options[option].possible[static_cast<std::size_t>(played.settings.default_event)];
}

/// Whether a spread between randomisations can be believed: a handful of paths is no normal law, and none has no spread
/// at all, be it paths that default or paths that survive.
bool is_believable(const ReplicateEstimates& estimates) { return estimates.largest_share() <= largest_share_most; }

Interval wilson_interval_of(const Tally& tally) { return wilson_interval(tally.defaults(), tally.paths()); }

struct FoundDefault {
  Estimate probability;
  Interval interval;
};

/// An option's default probability by the randomisations that were made for it, where their spread can be believed.
std::optional<FoundDefault> believed_default(const PrecisionRun& run, std::size_t option) {
  if (run.ordinary.empty()) return std::nullopt;
  const ReplicateEstimates& estimates = run.weighted.empty() ? run.ordinary[option] : run.weighted[option];
  if (!is_believable(estimates)) return std::nullopt;
  const ReplicateMean& found = estimates.default_by_horizon();
  return FoundDefault{found.estimate(), replicate_interval(found.mean(), run.first_variance[option], found.count())};
}

/// Chooses how futures are sampled, and how many.
class PrecisionPlayer {
 public:
  explicit PrecisionPlayer(const ScenarioRun& played)
      : played_(played),
        precision_(*played.settings.precision),
        cap_(played.settings.paths),
        sampling_(played.plan),
        moved_(sampling_),
        pilot_(played_, sampling_, pilot_points) {
    run_.report.requested = precision_;
    run_.report.paths_max = cap_;
  }

  PrecisionRun run() {
    pilot_.play(pilot_first, pilot_replicates);
    run_.report.sampling = choose();
    if (run_.report.sampling == Sampling::plain) play_plain();
    else play_randomisations();
    run_.report.pilot_paths += pilot_.paths();
    for (std::size_t option = 0; option < played_.options.size(); ++option)
      if (can_default(played_, option)) run_.report.half_width = std::max(run_.report.half_width, half_width(option));
    run_.report.reached = run_.report.half_width <= precision_;
    return std::move(run_);
  }

 private:
  // --- the choice ---

  Sampling choose() {
    if (sampling_.factor_count() == 0 || cap_ < first_replicates * points_least) return Sampling::plain;
    need_ = std::max(need_of(pilot_), first_replicates * points_least);
    const std::optional<Sampling>& wanted = played_.settings.sampling;
    if (wanted) return *wanted == Sampling::importance && !search(UINT64_MAX) ? Sampling::plain : *wanted;
    const std::uint64_t plain = plain_need();
    const bool is_sobol_better =
        need_ < plain && highest_rarer_share() * static_cast<double>(need_) >= expected_defaults_enough;
    const std::uint64_t sobol_need = need_, least = is_sobol_better ? need_ : plain;
    if (least > paths_worth_a_search && highest_share() < share_worth_a_search && search(least)) {
      if (plain_paths_ > plain_paths_affordable) return Sampling::importance;
      need_ = sobol_need;
    }
    return is_sobol_better ? Sampling::sobol : Sampling::plain;
  }

  double highest_share() const {
    double highest = 0.0;
    for (std::size_t option = 0; option < played_.options.size(); ++option)
      if (can_default(played_, option))
        highest = std::max(highest, pilot_.estimates()[option].default_by_horizon().mean());
    return highest;
  }

  /// Of default or of survival, whichever is rarer, in the option where that is most.
  double highest_rarer_share() const {
    double highest = 0.0;
    for (std::size_t option = 0; option < played_.options.size(); ++option) {
      if (!can_default(played_, option)) continue;
      const double share = pilot_.estimates()[option].default_by_horizon().mean();
      highest = std::max(highest, std::min(share, 1.0 - share));
    }
    return highest;
  }

  /// Plain paths that are enough whatever the pilot missed.
  std::uint64_t plain_need() const {
    std::uint64_t need = 1;
    for (std::size_t option = 0; option < played_.options.size(); ++option) {
      if (!can_default(played_, option)) continue;
      const std::uint64_t paths = pilot_.paths(), defaults = pilot_.estimates()[option].defaults();
      const double rarer_share = share_at_most(std::min(defaults, paths - defaults), paths);
      need = std::max(need, paths_for(std::min(0.5, rarer_share), precision_));
    }
    return need;
  }

  /// Paths of randomisations with so much variance between them as in `play`.
  std::uint64_t need_of(const RandomisedPlay& play) const {
    double need = 1.0;
    for (std::size_t option = 0; option < played_.options.size(); ++option) {
      if (!can_default(played_, option)) continue;
      const double variance =
          play.estimates()[option].default_by_horizon().variance() * static_cast<double>(play.points());
      need = std::max(need, replicate_quantile * replicate_quantile * variance / (precision_ * precision_));
    }
    return static_cast<std::uint64_t>(std::min(need, 1e15));
  }

  /// Looks for moved means; whether they need fewer paths than `others_need`.
  bool search(std::uint64_t others_need) {
    ImportanceSearch found = search_importance(played_, sampling_);
    run_.report.pilot_paths += found.paths;
    if (found.shifts.empty()) return false;
    moved_.use(std::move(found.shifts));
    RandomisedPlay trial(played_, moved_, points_least);
    trial.play(pilot_first + pilot_replicates, pilot_replicates);
    run_.report.pilot_paths += trial.paths();
    const std::uint64_t need = need_of(trial);
    if (need + ordinary_points * first_replicates >= others_need) return false;
    need_ = need;
    plain_paths_ = 2 * plain_paths_for(trial);
    return true;
  }

  // --- plain ---

  /// The number of paths is fixed before any of them is looked at, from a pilot that is left out: Wilson's interval
  /// holds as it stands.
  void play_plain() {
    if (plain_paths_ == 0) {
      enlarge_pilot();
      plain_paths_ = plain_need();
    }
    std::uint64_t paths = std::min(std::max(plain_paths_, first_replicates * points_least), cap_);
    run_.tallies = plain_tallies(paths);
    while (paths < cap_ && widest_plain() > precision_) {  // the pilot was the one in 10,000, or the weights misled
      paths = std::min(std::max(2 * paths, plain_paths_after(run_.tallies)), cap_);
      run_.tallies = plain_tallies(paths);
    }
    run_.report.paths = run_.report.ordinary_paths = paths;
  }

  /// Plain paths that are enough if the shares lie no higher than these paths leave likely.
  std::uint64_t plain_paths_after(const std::vector<Tally>& tallies) const {
    std::uint64_t need = 1;
    for (std::size_t option = 0; option < tallies.size(); ++option) {
      if (!can_default(played_, option)) continue;
      const Interval likely = wilson_interval_of(tallies[option]);
      need = std::max(need, paths_for(std::min({0.5, likely.upper, 1.0 - likely.lower}), precision_));
    }
    return need;
  }

  std::vector<Tally> plain_tallies(std::uint64_t paths) const {
    return std::move(headroom::play_plain({played_}, paths).front());
  }

  /// A pilot too small to know the probability asks for too many paths: it grows while it is the cheaper thing to do.
  void enlarge_pilot() {
    constexpr std::uint64_t share_of_pilot = 16;
    std::uint64_t played = pilot_replicates;
    while (pilot_.paths() < std::min(plain_need(), cap_) / share_of_pilot) {
      pilot_.play(pilot_first + 2 * pilot_replicates + played, played);
      played *= 2;
    }
  }

  double widest_plain() const {
    double widest = 0.0;
    for (std::size_t option = 0; option < played_.options.size(); ++option)
      if (can_default(played_, option))
        widest = std::max(widest, half_width_of(wilson_interval_of(run_.tallies[option])));
    return widest;
  }

  // --- randomisations ---

  void play_randomisations() {
    const std::vector<std::vector<AmountLayout>> layouts = layouts_of_amounts();
    const bool is_weighted = run_.report.sampling == Sampling::importance;
    const std::uint64_t points = points_of_randomisation();
    RandomisedPlay play(played_, is_weighted ? moved_ : sampling_, points, is_weighted ? nullptr : &layouts);
    play.play(main_first, first_replicates);
    for (const ReplicateEstimates& found : play.estimates())
      run_.first_variance.push_back(found.default_by_horizon().variance());
    std::uint64_t replicates = first_replicates;
    while (true) {
      const std::uint64_t wanted = std::min(replicates_wanted(play), cap_ / points);
      if (wanted <= replicates) break;
      play.play(main_first + replicates, wanted - replicates);
      replicates = wanted;
    }
    if (is_weighted && !played_.settings.sampling && is_plain_better(play)) {
      run_.report.pilot_paths += play.paths();
      plain_paths_ = 2 * plain_paths_for(play);
      run_.report.sampling = Sampling::plain;
      run_.first_variance.clear();
      return play_plain();
    }
    run_.report.paths = play.paths();
    run_.report.replicates = replicates;
    run_.report.factors = sampling_.factor_count();
    (is_weighted ? run_.weighted : run_.ordinary) = play.estimates();
    if (is_weighted) play_ordinary(layouts);
    else run_.tallies = play.tallies();
    run_.report.ordinary_paths = is_weighted ? ordinary_points * first_replicates : play.paths();
  }

  /// For runs of any length, from the first plain paths.
  std::vector<std::vector<AmountLayout>> layouts_of_amounts() const {
    const std::vector<ScenarioRun> runs{played_};
    PlayersByThread players(runs, thread_count(played_.settings.threads, FirstPaths::paths_max / block_lanes));
    const auto first = play_first_paths(runs, players, FirstPaths::paths_max, static_cast<int>(block_lanes));
    return std::move(layouts_of(first, std::numeric_limits<std::uint64_t>::max(), players.thread_count()).front());
  }

  /// As many as leave the first randomisations below what is needed: how many follow, they decide.
  std::uint64_t points_of_randomisation() const {
    const auto wanted = static_cast<std::uint64_t>(stage_of_need * static_cast<double>(need_)) / first_replicates;
    return std::clamp(std::bit_floor(std::min(wanted, cap_ / first_replicates)), points_least, points_most);
  }

  std::uint64_t replicates_wanted(const RandomisedPlay& play) {
    std::uint64_t wanted = first_replicates;
    for (std::size_t option = 0; option < played_.options.size(); ++option) {
      const ReplicateEstimates& found = play.estimates()[option];
      if (!can_default(played_, option)) continue;
      const bool is_weighted = run_.report.sampling == Sampling::importance;
      if (!is_believable(found)) {
        const bool goes_on = is_weighted
                                 ? found.defaults() >= defaults_enough && play.paths() < paths_worth_weighing(play)
                                 : half_width_of(wilson_interval(found.defaults(), play.paths())) > precision_;
        if (goes_on) wanted = std::max(wanted, 2 * found.replicates());
        continue;
      }
      const double variance = found.default_by_horizon().variance();
      if (variance > variance_of_heavy_tails * run_.first_variance[option]) run_.first_variance[option] = variance;
      wanted = std::max(wanted, replicates_for(run_.first_variance[option], precision_));
    }
    return wanted;
  }

  /// Plain paths that would be enough for every option if the shares that were found are about right.
  std::uint64_t plain_paths_for(const RandomisedPlay& play) const {
    std::uint64_t paths = 1;
    for (std::size_t option = 0; option < played_.options.size(); ++option) {
      if (!can_default(played_, option)) continue;
      const Estimate share = play.estimates()[option].default_by_horizon().estimate();
      paths = std::max(paths, paths_for(std::min(0.5, share.value + 2.0 * share.standard_error), precision_));
    }
    return paths;
  }

  /// Weighted paths that cannot be believed are diluted by more of them, as long as plain ones are not cheaper.
  std::uint64_t paths_worth_weighing(const RandomisedPlay& play) const {
    return played_.settings.sampling ? cap_ / 2 : std::min(cap_, plain_paths_for(play)) / 2;
  }

  /// Whether an option's weighted paths cannot be believed, and plain ones can reach what is asked for.
  bool is_plain_better(const RandomisedPlay& play) const {
    bool is_believed = true;
    for (std::size_t option = 0; option < played_.options.size(); ++option)
      is_believed = is_believed && (!can_default(played_, option) || is_believable(play.estimates()[option]));
    return !is_believed && plain_paths_for(play) <= cap_;
  }

  /// What needs the ordinary distribution: unmoved Sobol points.
  void play_ordinary(const std::vector<std::vector<AmountLayout>>& layouts) {
    RandomisedPlay play(played_, sampling_, ordinary_points, &layouts);
    play.play(ordinary_first, first_replicates);
    run_.tallies = play.tallies();
    run_.ordinary = play.estimates();
  }

  double half_width(std::size_t option) const {
    if (const auto found = believed_default(run_, option)) return half_width_of(found->interval);
    return half_width_of(wilson_interval_of(run_.tallies[option]));
  }

  ScenarioRun played_;
  double precision_;
  std::uint64_t cap_;
  FactorSampling sampling_, moved_;
  RandomisedPlay pilot_;
  std::uint64_t need_ = 0;         ///< paths of randomisations
  std::uint64_t plain_paths_ = 0;  ///< to begin with, where weighted paths have told; 0: the pilot tells
  PrecisionRun run_;
};

}  // namespace

PrecisionRun play_to_precision(const ScenarioRun& played) { return PrecisionPlayer(played).run(); }

void apply_precision(const ScenarioRun& played, const PrecisionRun& run, std::size_t option, OptionResult& result) {
  if (run.ordinary.empty() || !result.is_random) return;
  const ReplicateEstimates& ordinary = run.ordinary[option];
  const ReplicateEstimates& best = run.weighted.empty() ? ordinary : run.weighted[option];
  const double ordinary_paths = static_cast<double>(run.report.ordinary_paths);
  for (std::size_t event = 0; event < event_count; ++event) {
    if (!result.events[event]) continue;
    const bool is_frequent = ordinary.event(event).mean() * ordinary_paths >= static_cast<double>(defaults_enough);
    result.events[event] = (is_frequent ? ordinary : best).event(event).estimate();
  }
  if (result.change)
    result.change = (run.weighted.empty() || is_believable(run.weighted[0]) ? best : ordinary).change();
  if (!result.default_probability) return;
  if (const auto found = believed_default(run, option)) {
    result.default_probability = found->probability;
    result.default_ci95 = found->interval;
    result.default_ci_method = IntervalMethod::replicates;
    result.is_weighted = !run.weighted.empty();
    for (std::size_t day = 0; day < result.by_day.size(); ++day) result.by_day[day] = best.by_day()[day].estimate();
    result.runway.censored_share = 1.0 - found->probability.value;
    if (!run.weighted.empty()) result.first_failure = best.first_failure();
  }
  result.events[static_cast<std::size_t>(played.settings.default_event)] = result.default_probability;
}

}  // namespace headroom
