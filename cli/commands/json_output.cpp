#include "cli/commands/json_output.hpp"

#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <ostream>
#include <system_error>

#include "cli/files/output_file.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/words/finding_text.hpp"

namespace headroom {

std::optional<Fault> obstacle_to_json(const std::optional<std::string>& target) {
  if (!target || *target == "-") return std::nullopt;
  const std::filesystem::path path(*target), parent = path.parent_path();
  std::error_code error;
  if (std::filesystem::is_directory(path, error))
    return Fault{*target, 0, 0, "is a folder, where a file is to be written", "", "name a file"};
  if (!parent.empty() && !std::filesystem::is_directory(parent, error))
    return Fault{*target,
                 0,
                 0,
                 "cannot be written: there is no such folder",
                 parent.string(),
                 "make the folder, or write elsewhere"};
  const bool is_device = std::filesystem::exists(path, error) && !std::filesystem::is_regular_file(path, error);
  const std::filesystem::path written = is_device ? path : parent.empty() ? std::filesystem::path(".") : parent;
  if (::access(written.c_str(), is_device ? W_OK : W_OK | X_OK) != 0) return write_refused(path, errno);
  return std::nullopt;
}

int write_reports(const std::optional<std::string>& target, const std::string& json, const std::string& text,
                  std::ostream& out, std::ostream& err) {
  if (target && *target == "-") {
    out << json;
    return exit_done;
  }
  if (target) {
    if (const auto written = write_file_atomically(*target, json); !written) {
      err << findings_text(written.faults());
      return exit_machine_failed;
    }
  }
  out << text;
  return exit_done;
}

}  // namespace headroom
