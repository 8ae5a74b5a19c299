// Saved runs: answers with everything they were computed from, in a database beside the ledgers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/error.hpp"

namespace headroom {

/// One input of a saved run, whole.
struct SavedInput {
  std::string noun;  ///< "ledger", or the option that named it: "scenario", "relief", "policy"
  std::string name;  ///< a document of the ledger, or what the command line calls it
  std::string file;  ///< how findings name it; of a document, its name
  std::string text;
};

/// An answer, and what it was computed from.
struct SavedRun {
  std::int64_t id = 0;   ///< given when it is saved: rising, never given again
  std::string saved_at;  ///< UTC, `2026-12-01T13:30:00Z`
  std::string command;   ///< that computes the same again, quoted for a shell
  std::string company;
  std::string as_of;
  std::uint64_t seed = 0;
  std::uint64_t paths = 0;
  std::optional<double> default_probability;  ///< the answer in one number, where it has one
  std::string inputs_sha256;
  std::string version;   ///< of the program that has computed it
  std::string compiler;  ///< that had built the program
  int exit_status = 0;
  std::string result;              ///< JSON
  std::vector<SavedInput> inputs;  ///< in the order in which they were read
};

/// What stands in the way of saving to this file, asked before a long computation.
/// Errors: a file that is no database of ours, a folder that is not there.
std::optional<Fault> obstacle_to_saving(const std::filesystem::path& path);

/// Adds a run to a database of ours, which is made where there is none; gives its id. The file holds all of the run or
/// nothing of it, whenever the program is killed; other processes may save at the same time.
/// Errors: as above, and what the machine refuses.
Result<std::int64_t> save_run(const std::filesystem::path& path, const SavedRun& run);

/// The runs of a file as they came, without inputs and results; none where it holds ledgers alone.
/// Errors: a file that is no database of ours.
Result<std::vector<SavedRun>> saved_runs(const std::filesystem::path& path);

/// One of them, whole. Errors: also an id that the file does not hold.
Result<SavedRun> saved_run(const std::filesystem::path& path, std::int64_t id);

}  // namespace headroom
