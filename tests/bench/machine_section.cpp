#include <fmt/format.h>

#include <fstream>
#include <thread>

#include "engine/lanes/simd_target.hpp"
#include "tests/bench/sections.hpp"

namespace headroom {

namespace {

/// What stands after the colon of the first line of a file that begins with `label`.
std::string line_after(const char* file, const std::string& label) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(label)) return line.substr(line.find_first_not_of(" \t", line.find(':') + 1));
  return "unknown";
}

std::string version_of(const BenchSettings& settings, const std::string& module) {
  try {
    std::string text =
        run_process({module, {settings.python, "-c", "import " + module + "; print(" + module + ".__version__)"}})
            .output;
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return module + " " + text;
  } catch (const std::runtime_error&) {
    return "no " + module;
  }
}

}  // namespace

std::string machine_section(const BenchSettings& settings) {
  std::string targets;
  for (const std::string& name : simd_targets()) targets += (targets.empty() ? "" : ", ") + name;
  std::string text = fmt::format("{}, {} cores in use, {} of memory; instruction sets {}; g++ {}",
                                 line_after("/proc/cpuinfo", "model name"), std::thread::hardware_concurrency(),
                                 line_after("/proc/meminfo", "MemTotal"), targets, __VERSION__);
  if (settings.peers) text += fmt::format("; {}, {}", version_of(settings, "numpy"), version_of(settings, "numba"));
  return text + ".\n";
}

}  // namespace headroom
