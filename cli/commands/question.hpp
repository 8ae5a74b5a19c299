// What commands that ask about many cases share: how they say wrong usage, and how far they are.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string_view>

#include "cli/terminal/progress.hpp"
#include "engine/play/scenario_run.hpp"

namespace headroom {

/// Says what is wrong with a command line that was understood only in part; gives the exit status.
int wrong_usage(std::ostream& err, std::string_view command, std::string_view what);

/// Tells how many futures have been played in all, play after play, as long as it lives. Requires: the settings outlive
/// it.
class QuestionProgress {
 public:
  explicit QuestionProgress(SimulationSettings& settings);
  ~QuestionProgress();
  QuestionProgress(const QuestionProgress&) = delete;
  QuestionProgress& operator=(const QuestionProgress&) = delete;

 private:
  SimulationSettings& settings_;
  Progress progress_{Progress::unknown};
  std::uint64_t before_ = 0, last_ = 0;
};

}  // namespace headroom
