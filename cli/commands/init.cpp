#include "cli/commands/init.hpp"

#include <fmt/format.h>

#include <memory>
#include <ostream>
#include <span>
#include <system_error>

#include "cli/commands/options.hpp"
#include "cli/files/output_file.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/terminal/style.hpp"
#include "models/embedded_file.hpp"

namespace headroom {

/// The files of fixtures/blank, embedded by the build.
std::span<const EmbeddedFile> blank_files();

namespace {

/// `DIR/` and `DIR` are one folder.
std::filesystem::path without_trailing_slash(const std::filesystem::path& path) {
  const auto normal = path.lexically_normal();
  return normal.has_filename() ? normal : normal.parent_path();
}

/// What stands in the way: a file called like the folder, or files that would be overwritten.
Faults obstacles(const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::exists(folder, error)) return {};
  if (!std::filesystem::is_directory(folder, error))
    return {{folder.string(), 0, 0, "is a file, where a folder is needed", "", "give the name of a new folder"}};
  Faults faults;
  for (const EmbeddedFile& file : blank_files()) {
    const auto path = folder / file.name;
    if (std::filesystem::exists(std::filesystem::symlink_status(path, error)))
      faults.push_back({path.string(), 0, 0, "is there already and is not overwritten", "",
                        "give the name of a new folder, or move the file away"});
  }
  return faults;
}

}  // namespace

int run_init(const std::filesystem::path& directory, std::ostream& out, std::ostream& err) {
  const auto folder = without_trailing_slash(directory);
  if (folder.empty()) {
    err << finding_text({"init", 0, 0, "the folder has no name", "", "give the name of a new folder"}) << "\n";
    return exit_wrong_usage;
  }
  if (const Faults faults = obstacles(folder); !faults.empty()) {
    err << findings_text(faults);
    return exit_input_at_fault;
  }
  std::vector<NewFile> files;
  for (const EmbeddedFile& file : blank_files()) files.push_back({std::string(file.name), file.content});
  if (const auto written = write_new_files(folder, files); !written) {
    err << findings_text(written.faults());
    return exit_machine_failed;
  }
  const std::string name = printable(folder.string());
  const Style style = style_of_standard_output();
  out << style.line(fmt::format("A starter ledger is in {}:", name));
  for (const NewFile& file : files) out << fmt::format("  {}\n", file.name);
  out << style.paragraph(
             "It is empty: \"?\" stands for what only you can say, and the first command asks for it. README.txt "
             "explains "
             "the tables.")
      << fmt::format("  headroom set {}\n  headroom check {}\n  headroom run {}\n", name, name, name);
  return exit_done;
}

void add_init(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "init", "Write a commented starter ledger");
  const auto directory = std::make_shared<std::filesystem::path>();
  command.argument("DIR", *directory, "The folder to make");
  command.closing("Example:\n  headroom init my_firm");
  command.action(chosen, [directory](std::ostream& out, std::ostream& err) { return run_init(*directory, out, err); });
}

}  // namespace headroom
