#include "cli/terminal/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace headroom {

namespace {

constexpr std::chrono::milliseconds first_after(1000), again_after(200);

}  // namespace

Progress::Progress(std::uint64_t total)
    : total_(total),
      is_terminal_(::isatty(STDERR_FILENO) == 1),
      started_(Clock::now()),
      next_(started_ + first_after) {}

Progress::~Progress() {
  if (is_shown_) std::fputs("\r\x1b[K", stderr);
}

void Progress::show(std::uint64_t done) {
  if (!is_terminal_) return;
  const auto now = Clock::now();
  if (now < next_) return;
  next_ = now + again_after;
  is_shown_ = true;
  if (total_ == unknown) {
    std::fputs(fmt::format("\r\x1b[K{} futures played", done).c_str(), stderr);
    std::fflush(stderr);
    return;
  }
  const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(total_));
  const double elapsed = std::chrono::duration<double>(now - started_).count();
  const std::string left = share > 0.01 ? fmt::format(", {:.0f} s left", elapsed * (1.0 - share) / share) : "";
  std::fputs(fmt::format("\r\x1b[K{:.0f}% of the futures played{}", 100.0 * share, left).c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace headroom
