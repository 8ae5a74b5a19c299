// What the benchmarks run: programs, ledgers, options.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/bench/process.hpp"

namespace headroom {

/// What is asked of headroom_side_by_side.
struct BenchSettings {
  std::filesystem::path headroom, draw_and_settle;  ///< programs
  std::filesystem::path folder;                     ///< for ledgers and what else is made; emptied by its owner
  std::optional<std::filesystem::path> peers;       ///< programs of others for the same work
  std::string python;
  std::uint64_t paths = 100000;
  std::size_t items = 1000;
  int rounds = 9;
  bool long_runs = false;  ///< also what takes minutes
};

/// One way to run Headroom on a ledger folder.
struct HeadroomRun {
  std::filesystem::path ledger;
  std::uint64_t paths = 100000;
  int threads = 1;
  int horizon_days = 364;
  std::string simd = {};                     ///< the fastest where empty
  std::vector<std::string> more = {};        ///< further arguments
  std::string scenario = "dependence.toml";  ///< in the ledger's folder; none where empty
};

Program headroom_program(const BenchSettings& settings, const std::string& name, const HeadroomRun& run);

/// The number right after `label` in what a program printed. Errors: throws std::runtime_error where it is not there.
double number_after(const std::string& output, const std::string& label);

/// Of the base case of the first scenario.
struct DefaultProbability {
  double estimate = 0.0, standard_error = 0.0, paths = 0.0;
};

/// Reads what `headroom run --json -` printed.
DefaultProbability default_probability_in(const std::string& json);

/// Instruction sets to be shown: the fastest that the machine has, and AVX2 where that is another.
std::vector<std::string> shown_simd_targets();

/// The programs of others, made ready to run in the settings' folder.
class Peers {
 public:
  /// Copies, compiles and lets their generator write the workload. Errors: throws std::runtime_error where that fails.
  explicit Peers(const BenchSettings& settings);

  /// The workload as a ledger folder.
  const std::filesystem::path& ledger() const { return ledger_; }
  /// Each on `threads` threads; those that the machine cannot run are left out.
  std::vector<Program> programs(int threads) const;

 private:
  bool can_import(const std::string& module) const;

  BenchSettings settings_;
  std::filesystem::path folder_, flat_, ledger_;
};

}  // namespace headroom
