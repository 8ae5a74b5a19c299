// Runs a shell command from a test.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace headroom {

/// What a command left behind.
struct ShellOutcome {
  int status = 0;      ///< exit status; 124 where it took too long, 128 and the signal where it was ended by one
  std::string output;  ///< standard output and standard error, as they came
};

/// Runs `command` with `sh -c` in `folder`, without input, for at most ten minutes; `environment` is added to ours.
ShellOutcome run_shell(std::string_view command, const std::filesystem::path& folder,
                       const std::vector<std::pair<std::string, std::string>>& environment = {});

/// The text as one word of a shell command.
std::string shell_quoted(std::string_view text);

}  // namespace headroom
