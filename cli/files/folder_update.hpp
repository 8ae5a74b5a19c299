// Replaces several files of a folder, all or none.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cli/files/output_file.hpp"
#include "models/error.hpp"

namespace headroom {

/// What stands in a folder while several of its files are replaced: a text with their names and what they hold before
/// and after.
inline constexpr std::string_view update_record = ".headroom-update";

/// Whether a replacement of several files of a folder was begun and not ended.
bool has_unfinished_update(const std::filesystem::path& folder);

/// Replaces files of a folder, or adds them, all or none: what is to be there is written beside them first, then a
/// record of it, and then they are renamed in the order in which they are given. Whoever is stopped after the record
/// has left a folder whose update `complete_update` ends; before it, one as it was.
///
/// Requires: no two files have one name; a folder with some of the files replaced, from the first on, can be read.
/// Errors: one fault that says what the machine refused, or that another program is at it; nothing is replaced unless
/// it says so.
Result<Written> update_files(const std::filesystem::path& folder, const std::vector<NewFile>& files);

/// Ends an update that was interrupted, and gives the names of its files; none where there is nothing to end.
///
/// Errors: a file that was changed since, a record that says nothing, or what the machine refused.
Result<std::vector<std::string>> complete_update(const std::filesystem::path& folder);

}  // namespace headroom
