#include "engine/play/plain_play.hpp"

#include <algorithm>
#include <mutex>

#include "engine/draws/normal_table.hpp"
#include "engine/play/first_paths.hpp"
#include "engine/play/parallel_parts.hpp"

namespace headroom {

namespace {

constexpr std::uint64_t paths_between_reports = 2048;
constexpr std::uint64_t blocks_of_part_max = 4;  // taken by a thread in one go
constexpr std::uint64_t parts_of_thread = 8;  // at least, where there are so many blocks: threads end at about one time

/// Tells of paths done, in steps, whichever threads they come from.
class ProgressReport {
 public:
  explicit ProgressReport(const SimulationSettings& settings) : settings_(settings) {}

  void done(std::uint64_t first, std::uint64_t end) {
    if (!settings_.progress || first / paths_between_reports == end / paths_between_reports) return;
    const std::lock_guard lock(mutex_);
    reported_ = std::max(reported_, first);
    settings_.progress(reported_);
  }

 private:
  const SimulationSettings& settings_;
  std::mutex mutex_;
  std::uint64_t reported_ = 0;
};

/// Plays all paths, the first ones before the others, in parts of several blocks. Each thread has tallies of its own,
/// merged at the end.
class PlainPlay {
 public:
  PlainPlay(const std::vector<ScenarioRun>& runs, std::uint64_t paths)
      : runs_(runs),
        settings_(runs.front().settings),
        paths_(paths),
        lanes_(static_cast<std::uint64_t>(settings_.lanes)),
        block_count_((paths + lanes_ - 1) / lanes_),
        players_(runs, thread_count(settings_.threads, block_count_)),
        tallies_(players_.thread_count()) {}

  ByOption<Tally> run() && {
    play_first();
    play_rest();
    for (std::size_t thread = 1; thread < tallies_.size(); ++thread)
      for (std::size_t k = 0; k < runs_.size(); ++k)
        for (std::size_t i = 0; i < tallies_[0][k].size(); ++i) tallies_[0][k][i].merge(tallies_[thread][k][i]);
    return std::move(tallies_[0]);
  }

 private:
  void play_first() {
    const ByOption<FirstPaths> first = play_first_paths(runs_, players_, paths_, settings_.lanes);
    const ByOption<std::vector<AmountLayout>> layouts = layouts_of(first, paths_, players_.thread_count());
    for (ByOption<Tally>& tallies : tallies_) {
      tallies.resize(runs_.size());
      for (std::size_t k = 0; k < runs_.size(); ++k)
        for (const auto& layout : layouts[k]) tallies[k].emplace_back(runs_[k].plan, layout, settings_.default_event);
    }
    played_ = first.front().front().blocks().size();
    for (std::size_t k = 0; k < first.size(); ++k)
      for (std::size_t i = 0; i < first[k].size(); ++i)
        for (std::size_t block = 0; block < played_; ++block)
          tallies_[0][k][i].add(*first[k][i].blocks()[block], *first[k][0].blocks()[block], active_in(block));
  }

  void play_rest() {
    const std::uint64_t blocks = block_count_ - played_;
    const std::uint64_t part =
        std::clamp<std::uint64_t>(blocks / (parts_of_thread * players_.thread_count()), 1, blocks_of_part_max);
    ProgressReport progress(settings_);
    for_each_part(players_.thread_count(), (blocks + part - 1) / part, [&](std::size_t thread, std::uint64_t index) {
      const std::uint64_t begin = played_ + index * part, end = std::min(begin + part, block_count_);
      for (std::uint64_t block = begin; block < end; ++block) play_block(thread, block);
      progress.done(begin * lanes_, end * lanes_);
    });
  }

  void play_block(std::size_t thread, std::uint64_t block) {
    const auto& outcomes = players_.of(thread).play(block * lanes_);
    ByOption<Tally>& tallies = tallies_[thread];
    for (std::size_t k = 0; k < tallies.size(); ++k)
      for (std::size_t i = 0; i < tallies[k].size(); ++i)
        tallies[k][i].add((*outcomes[k])[i], outcomes[k]->front(), active_in(block));
  }

  int active_in(std::uint64_t block) const { return active_lanes(block * lanes_, settings_.lanes, paths_); }

  const std::vector<ScenarioRun>& runs_;
  const SimulationSettings& settings_;
  std::uint64_t paths_, lanes_;
  std::uint64_t block_count_;
  std::uint64_t played_ = 0;  // blocks of the first paths
  PlayersByThread players_;
  std::vector<ByOption<Tally>> tallies_;  // [thread]
};

}  // namespace

ByOption<Tally> play_plain(const std::vector<ScenarioRun>& runs, std::uint64_t paths) {
  normal_table();  // is there before several threads ask for it
  return PlainPlay(runs, paths).run();
}

}  // namespace headroom
