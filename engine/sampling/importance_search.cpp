#include "engine/sampling/importance_search.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <tuple>

#include "engine/play/parallel_parts.hpp"

namespace headroom {

namespace {

constexpr std::uint64_t points = 512, randomisations = 8, step_paths = points * randomisations;
constexpr std::uint64_t first_randomisation = std::uint64_t{1} << 34;
constexpr int steps_max = 16;
constexpr double elite_share = 0.1;        ///< of a step's paths, that the next step's means are of
constexpr double late_elite_share = 0.02;  ///< the same where many steps have not led there: own draws matter
constexpr int late_step = 8;
constexpr double met_share = 0.01;      ///< of paths with an option's default: from then on the means are of those
constexpr double covered_share = 0.05;  ///< of paths with an option's default: its default is met often enough
constexpr std::size_t shifts_max = 3;
constexpr int steps_when_met = 2;       ///< once an elite's share of the paths default; twice as many where fewer do
constexpr double mean_most = 6.0;       ///< the kernel knows factors within twice that
constexpr double errors_to_move = 2.0;  ///< standard errors that a mean must differ from 0 by

/// What a step keeps of each of its paths.
struct StepPaths {
  std::vector<double> factors;         // [path][factor]
  std::vector<double> weights;         // [path]
  std::vector<double> positions;       // [option][path]: on the days kept, summed
  std::vector<Minor> lowest;           // [option][path]
  std::vector<std::uint8_t> defaults;  // [option][path]
};

class Search {
 public:
  Search(const ScenarioRun& run, const FactorSampling& sampling)
      : run_(run), sampling_(sampling), factor_count_(sampling.factor_count()), option_count_(run.options.size()) {
    paths_.factors.resize(step_paths * factor_count_);
    paths_.weights.resize(step_paths);
    paths_.positions.resize(step_paths * option_count_);
    paths_.lowest.resize(step_paths * option_count_);
    paths_.defaults.resize(step_paths * option_count_);
    const std::size_t threads = thread_count(run.settings.threads, step_paths / block_lanes);
    for (std::size_t i = 0; i < threads; ++i)
      players_.push_back(std::make_unique<BlockPlayer>(run.plan, run.options, run.samples));
  }

  ImportanceSearch run() {
    play_step();
    std::vector<bool> given_up(option_count_, false);
    for (std::size_t option = next_option(given_up); option < option_count_; option = next_option(given_up)) {
      given_up[option] = true;
      if (means_.size() < shifts_max) find(option);
    }
    return {means_.empty() ? std::vector<FactorShift>() : mixture(), steps_ * step_paths};
  }

 private:
  /// The option that defaults most of those that are met too seldom.
  std::size_t next_option(const std::vector<bool>& given_up) const {
    std::size_t found = option_count_;
    for (std::size_t option = 0; option < option_count_; ++option) {
      const bool can_default = run_.options[option].is_random &&
                               run_.options[option].possible[static_cast<std::size_t>(run_.settings.default_event)];
      if (given_up[option] || !can_default ||
          (!means_.empty() && default_count(option) >= covered_share * static_cast<double>(step_paths)))
        continue;
      if (found == option_count_ || default_count(option) > default_count(found)) found = option;
    }
    return found;
  }

  double default_count(std::size_t option) const {
    const auto begin = paths_.defaults.begin() + static_cast<std::ptrdiff_t>(option * step_paths);
    return std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(step_paths), 0.0);
  }

  bool is_met_in_step(std::size_t option) const {
    return default_count(option) >= met_share * static_cast<double>(step_paths);
  }

  /// Steps until the option's default is met by a share of the paths, and a few times more from there. Leaves the means
  /// as they were where it is not.
  void find(std::size_t option) {
    const std::vector<std::vector<double>> before = means_;
    means_.push_back(elite_means(option, elite_share));
    play_step();
    int met = 0;
    for (int step = 0; step < steps_max; ++step) {
      met += is_met_in_step(option) ? 1 : 0;
      means_.back() = elite_means(option, step < late_step ? elite_share : late_elite_share);
      play_step();
      if (met >= (default_count(option) >= elite_share * static_cast<double>(step_paths) ? steps_when_met
                                                                                         : 2 * steps_when_met))
        return;
    }
    if (is_met_in_step(option)) return;
    means_ = before;
    play_step();
  }

  /// Weighted means of the factors over the paths that default, or, where they are too few, over those that come
  /// nearest: whose lowest position is lowest, and of equal ones those that are poorer throughout.
  std::vector<double> elite_means(std::size_t option, double share) const {
    const auto elite_count = static_cast<std::size_t>(is_met_in_step(option) ? default_count(option)
                                                                             : share * static_cast<double>(step_paths));
    const std::uint8_t* defaults = paths_.defaults.data() + option * step_paths;
    const Minor* lowest = paths_.lowest.data() + option * step_paths;
    const double* positions =
        paths_.positions.data() + option * step_paths;  // where the lowest is the first day's on every path
    std::vector<std::size_t> order(step_paths);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::tuple(defaults[b], lowest[a], positions[a]) < std::tuple(defaults[a], lowest[b], positions[b]);
    });
    order.resize(elite_count);
    double weight = 0.0, squares = 0.0;
    std::vector<double> means(factor_count_, 0.0);
    for (const std::size_t path : order) {
      weight += paths_.weights[path];
      squares += paths_.weights[path] * paths_.weights[path];
      for (std::size_t i = 0; i < factor_count_; ++i)
        means[i] += paths_.weights[path] * paths_.factors[path * factor_count_ + i];
    }
    const double error = std::sqrt(squares) / weight;
    for (double& mean : means) {
      mean = std::clamp(mean / weight, -mean_most, mean_most);
      if (std::abs(mean) < errors_to_move * error) mean = 0.0;
    }
    return means;
  }

  std::vector<FactorShift> mixture() const {
    std::vector<FactorShift> shifts;
    const int eighths = 7, each = eighths / static_cast<int>(std::max<std::size_t>(1, means_.size()));
    for (std::size_t i = 0; i < means_.size(); ++i)
      shifts.push_back({means_[i], i == 0 ? eighths - each * (static_cast<int>(means_.size()) - 1) : each});
    shifts.push_back({std::vector<double>(factor_count_, 0.0), means_.empty() ? eighths + 1 : 1});
    return shifts;
  }

  void play_step() {
    FactorSampling sampling = sampling_;
    sampling.use(mixture());
    std::vector<std::unique_ptr<RandomisedFactors>> factors;
    for (std::size_t i = 0; i < players_.size(); ++i)
      factors.push_back(std::make_unique<RandomisedFactors>(sampling, points));
    const std::uint64_t first = first_randomisation + steps_ * randomisations;
    for_each_part(players_.size(), step_paths / block_lanes, [&](std::size_t thread, std::uint64_t part) {
      play_block(*players_[thread], *factors[thread], first, part * block_lanes);
    });
    ++steps_;
  }

  void play_block(BlockPlayer& player, RandomisedFactors& factors, std::uint64_t first, std::uint64_t path) {
    const std::uint64_t randomisation = first + path / points, point = path % points;
    factors.fill(randomisation, point);
    const auto& outcomes = player.play(first_path_of(randomisation) + point, &factors.draws());
    const auto event = static_cast<std::size_t>(run_.settings.default_event);
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      const auto row = static_cast<std::size_t>(path) + lane;
      paths_.weights[row] = factors.weights()[lane];
      for (std::size_t i = 0; i < factor_count_; ++i) paths_.factors[row * factor_count_ + i] = factors.factor(i)[lane];
      for (std::size_t option = 0; option < option_count_; ++option) {
        double& positions = paths_.positions[option * step_paths + row] = 0.0;
        for (std::size_t at = lane; at < outcomes[option].position.size(); at += block_lanes)
          positions += static_cast<double>(outcomes[option].position[at]);
        paths_.lowest[option * step_paths + row] = outcomes[option].lowest_position[lane];
        paths_.defaults[option * step_paths + row] =
            outcomes[option].first_day[event][lane] <= run_.plan.horizon_days ? 1 : 0;
      }
    }
  }

  ScenarioRun run_;
  const FactorSampling& sampling_;
  std::size_t factor_count_, option_count_;
  std::vector<std::unique_ptr<BlockPlayer>> players_;  // [thread]
  std::vector<std::vector<double>> means_;             // of the moved distributions
  StepPaths paths_;
  std::uint64_t steps_ = 0;
};

}  // namespace

ImportanceSearch search_importance(const ScenarioRun& run, const FactorSampling& sampling) {
  return Search(run, sampling).run();
}

}  // namespace headroom
