// Reports that a command writes beside its answer: pages and workbooks, each a file.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands/options.hpp"
#include "models/error.hpp"

namespace headroom {

/// Where a report goes; nothing: it was not asked for.
using ReportFile = std::optional<std::string>;

/// Adds an option that names a file, `--html FILE`. Standard output (`-`) is none.
void add_report_file(CommandOptions& command, const std::string& option, ReportFile& file, const std::string& help);

/// What stands in the way of writing these files and the JSON, asked before a long computation: see obstacle_to_json;
/// also one file that is named twice.
std::optional<Fault> obstacle_to_files(const std::vector<ReportFile>& files);

/// Writes one of them whole. Gives the exit status.
int write_report_file(const ReportFile& file, const std::string& content, std::ostream& err);

}  // namespace headroom
