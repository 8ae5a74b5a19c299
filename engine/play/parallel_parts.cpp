#include "engine/play/parallel_parts.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace headroom {

std::size_t thread_count(int threads, std::uint64_t parts) {
  const unsigned wanted =
      threads > 0 ? static_cast<unsigned>(threads) : std::max(1U, std::thread::hardware_concurrency());
  return static_cast<std::size_t>(std::clamp<std::uint64_t>(parts, 1, wanted));
}

void for_each_part(std::size_t threads, std::uint64_t parts,
                   const std::function<void(std::size_t, std::uint64_t)>& work) {
  std::vector<std::exception_ptr> failures(threads);
  std::atomic<std::uint64_t> next{0};
  const auto take_parts = [&](std::size_t thread) {
    try {
      for (std::uint64_t part = next++; part < parts; part = next++) work(thread, part);
    } catch (...) {
      failures[thread] = std::current_exception();
      next = parts;
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < threads; ++i) others.emplace_back(take_parts, i);
    take_parts(0);
  }
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
}

}  // namespace headroom
