#include "engine/sampling/randomised_play.hpp"

#include <algorithm>
#include <array>

#include "engine/play/parallel_parts.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::uint64_t blocks_of_part = 16;  ///< a thread that takes a part scrambles its randomisation once

}  // namespace

struct RandomisedPlay::Worker {
  BlockPlayer player;
  RandomisedFactors factors;
  std::vector<WeightedTally> weighted;  // [option]
  std::vector<Tally> tallies;           // [option]; empty without layouts
  std::array<FixedWeight, block_lanes> weights;

  Worker(const ScenarioRun& run, const FactorSampling& sampling, std::uint64_t points,
         const std::vector<std::vector<AmountLayout>>* layouts)
      : player(run.plan, run.options, run.samples),
        factors(sampling, points),
        weighted(run.options.size(), WeightedTally(run.plan.horizon_days, run.settings.default_event)) {
    weights.fill(unit_weight);
    if (!layouts) return;
    for (const auto& layout : *layouts) tallies.emplace_back(run.plan, layout, run.settings.default_event);
  }
};

RandomisedPlay::RandomisedPlay(const ScenarioRun& run, const FactorSampling& sampling, std::uint64_t points,
                               const std::vector<std::vector<AmountLayout>>* layouts)
    : run_(run),
      sampling_(sampling),
      points_(points),
      parts_per_replicate_(std::max<std::uint64_t>(1, points / (block_lanes * blocks_of_part))),
      keeps_amounts_(layouts != nullptr),
      estimates_(run.options.size(), ReplicateEstimates(run.plan.horizon_days)) {
  const std::size_t threads = thread_count(run.settings.threads, parts_per_replicate_ * WeightedTally::replicates_max);
  for (std::size_t i = 0; i < threads; ++i)
    workers_.push_back(std::make_unique<Worker>(run, sampling, points, layouts));
}

RandomisedPlay::~RandomisedPlay() = default;

void RandomisedPlay::play(std::uint64_t first, std::uint64_t count) {
  for (std::uint64_t done = 0; done < count; done += WeightedTally::replicates_max) {
    const std::uint64_t group = std::min<std::uint64_t>(WeightedTally::replicates_max, count - done);
    for_each_part(workers_.size(), group * parts_per_replicate_,
                  [&](std::size_t thread, std::uint64_t part) { play_part(*workers_[thread], first + done, part); });
    fold(static_cast<std::size_t>(group));
    paths_ += group * points_;
    if (run_.settings.progress) run_.settings.progress(paths_);
  }
}

void RandomisedPlay::play_part(Worker& worker, std::uint64_t first_replicate, std::uint64_t part) {
  const std::uint64_t replicate = part / parts_per_replicate_, length = points_ / parts_per_replicate_;
  const std::uint64_t begin = part % parts_per_replicate_ * length, randomisation = first_replicate + replicate;
  for (std::uint64_t point = begin; point < begin + length; point += block_lanes) {
    worker.factors.fill(randomisation, point);
    const auto& outcomes = worker.player.play(first_path_of(randomisation) + point, &worker.factors.draws());
    if (sampling_.is_shifted())
      std::transform(worker.factors.weights().begin(), worker.factors.weights().end(), worker.weights.begin(),
                     fixed_weight);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      worker.weighted[i].add(static_cast<std::size_t>(replicate), outcomes[i], outcomes[0], worker.weights.data());
      if (keeps_amounts_) worker.tallies[i].add(outcomes[i], outcomes[0], static_cast<int>(block_lanes));
    }
  }
}

void RandomisedPlay::fold(std::size_t replicates) {
  for (std::size_t option = 0; option < estimates_.size(); ++option) {
    WeightedTally& all = workers_[0]->weighted[option];
    for (std::size_t i = 1; i < workers_.size(); ++i) all.merge(workers_[i]->weighted[option]);
    estimates_[option].fold(all, replicates, points_);
    for (const auto& worker : workers_) worker->weighted[option].clear();
  }
}

std::vector<Tally> RandomisedPlay::tallies() const {
  std::vector<Tally> all = workers_[0]->tallies;
  for (std::size_t i = 1; i < workers_.size(); ++i)
    for (std::size_t option = 0; option < all.size(); ++option) all[option].merge(workers_[i]->tallies[option]);
  return all;
}

}  // namespace headroom
