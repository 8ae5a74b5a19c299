// The sections of the performance page, each measured by a function.
#pragma once

#include <string>

#include "tests/bench/workload.hpp"

namespace headroom {

/// Each measures one subject and gives what the page says of it, as Markdown.

/// What was measured on.
std::string machine_section(const BenchSettings& settings);
/// Headroom beside the programs of others and beside a program that only draws and settles.
std::string speed_section(const BenchSettings& settings);
/// What a further relief and a further scenario cost.
std::string choices_section(const BenchSettings& settings);
/// Peak memory and time by the number of paths.
std::string memory_section(const BenchSettings& settings);
/// Time and memory by the number of items, and by the horizon.
std::string growth_section(const BenchSettings& settings);
/// Variance times time of a run that chooses its sampling, beside plain sampling.
std::string precision_section(const BenchSettings& settings);

}  // namespace headroom
