#include "tests/shell.hpp"

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <stdexcept>

namespace headroom {

std::string shell_quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') quoted += "'\\''";
    else quoted += c;
  }
  return quoted + "'";
}

ShellOutcome run_shell(std::string_view command, const std::filesystem::path& folder,
                       const std::vector<std::pair<std::string, std::string>>& environment) {
  std::string line = "cd " + shell_quoted(folder.string()) + " && exec env";
  for (const auto& [name, value] : environment) line += " " + shell_quoted(name + "=" + value);
  line += " timeout 600 sh -c " + shell_quoted(command) + " </dev/null 2>&1";

  FILE* const stream = ::popen(line.c_str(), "r");
  if (stream == nullptr) throw std::runtime_error("no shell can be started");
  ShellOutcome outcome;
  std::array<char, 4096> part;
  for (std::size_t size; (size = std::fread(part.data(), 1, part.size(), stream)) > 0;)
    outcome.output.append(part.data(), size);
  const int status = ::pclose(stream);
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return outcome;
}

}  // namespace headroom
