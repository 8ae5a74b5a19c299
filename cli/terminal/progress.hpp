// A line that tells how far a long computation is.
#pragma once

#include <chrono>
#include <cstdint>

namespace headroom {

/// A line on standard error that says how far a long computation is; only on a terminal, only after a second, gone at
/// the end.
class Progress {
 public:
  static constexpr std::uint64_t unknown = 0;

  /// `total`: of the futures to be played, or unknown.
  explicit Progress(std::uint64_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Requires: one call at a time.
  void show(std::uint64_t done);

 private:
  using Clock = std::chrono::steady_clock;

  std::uint64_t total_;
  bool is_terminal_;
  bool is_shown_ = false;
  Clock::time_point started_, next_;
};

}  // namespace headroom
