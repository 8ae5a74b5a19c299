// Parts of work over threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace headroom {

/// How many threads a setting asks for: 0 is all cores. Never more than there are parts of work, at least one.
std::size_t thread_count(int threads, std::uint64_t parts);

/// Calls `work(thread, part)` once for every part 0 .. parts - 1, from `threads` threads, a part going to whichever is
/// free. Errors: the first thread's exception is thrown again, after all have ended.
void for_each_part(std::size_t threads, std::uint64_t parts,
                   const std::function<void(std::size_t thread, std::uint64_t part)>& work);

}  // namespace headroom
