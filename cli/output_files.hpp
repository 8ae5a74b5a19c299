#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/error.hpp"

namespace headroom {

/// One file to be written into a folder.
struct OutputFile {
  std::string name;
  std::string content;
};

/// Writes files that belong together: all of them are written aside and flushed before the first takes its name, in the order given.
/// The folder is made where it is missing. Returns nothing, or what failed; then no partial file is left.
///
/// Errors: a folder or file that cannot be made or written (disk full, no permission).
std::optional<Fault> write_files_together(const std::filesystem::path& folder, const std::vector<OutputFile>& files);

}  // namespace headroom
