#include "cli/commands/report_files.hpp"

#include <filesystem>
#include <ostream>

#include "cli/commands/json_output.hpp"
#include "cli/files/output_file.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/words/finding_text.hpp"

namespace headroom {

void add_report_file(CommandOptions& command, const std::string& option, ReportFile& file, const std::string& help) {
  const auto read = [&file](const std::string& text) {
    if (text == "-" || text.empty()) throw OptionError("name a file: such a report does not go to standard output");
    file = text;
  };
  command.value(option, "FILE", read, help);
}

std::optional<Fault> obstacle_to_files(const std::vector<ReportFile>& files) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (auto obstacle = obstacle_to_json(files[i])) return obstacle;
    for (std::size_t k = 0; k < i; ++k)
      if (files[i] && files[k] && *files[i] != "-" &&
          std::filesystem::path(*files[i]).lexically_normal() == std::filesystem::path(*files[k]).lexically_normal())
        return Fault{*files[i], 0,
                     0,         "is to be written twice: each report needs a file of its own",
                     "",        "give one of them another name"};
  }
  return std::nullopt;
}

int write_report_file(const ReportFile& file, const std::string& content, std::ostream& err) {
  if (!file) return exit_done;
  if (const auto written = write_file_atomically(*file, content); !written) {
    err << findings_text(written.faults());
    return exit_machine_failed;
  }
  return exit_done;
}

}  // namespace headroom
