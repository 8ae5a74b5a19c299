// Writes files whole, and turns the machine's refusals into faults.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "models/error.hpp"

namespace headroom {

/// Says that something was written in full.
struct Written {};

/// A file to be written: its name within a folder, and what it holds.
struct NewFile {
  std::string name;
  std::string_view text;
};

/// What the machine has refused, as a fault. `error`: as `errno` has it.
Fault write_refused(const std::filesystem::path& path, int error);

/// Writes a file that is not there yet, down to the disk. `shown`: the file that a fault names.
///
/// Errors: one fault that says what the machine refused; nothing is left behind.
Result<Written> write_new_file(const std::filesystem::path& path, const std::filesystem::path& shown,
                               std::string_view text);

/// Writes a file aside, in the same folder, and renames it: at `path` there is the whole text or what was there before.
/// A device or pipe is written to directly.
///
/// Errors: one fault that says what the machine refused (no space, no permission); nothing is left behind.
Result<Written> write_file_atomically(const std::filesystem::path& path, std::string_view text);

/// Writes files into a folder, all or none, made with its parents where it does not exist.
///
/// Requires: none of the files exists.
/// Errors: one fault that says what the machine refused; nothing is left behind but parent folders.
Result<Written> write_new_files(const std::filesystem::path& folder, const std::vector<NewFile>& files);

}  // namespace headroom
