#include "cli/ledger/ledger_folder.hpp"

#include <algorithm>
#include <system_error>

#include "cli/files/folder_update.hpp"
#include "cli/files/text_file.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/nearest_name.hpp"

namespace headroom {

Result<std::optional<std::string>> LedgerFolder::text_of(const std::string& document, std::uintmax_t bytes_max) {
  const auto path = path_ / document;
  std::error_code error;
  if (std::filesystem::status(path, error).type() == std::filesystem::file_type::not_found) {
    if (!std::filesystem::is_symlink(path, error)) return std::optional<std::string>();
    return Fault{path.string(), 0, 0, "is a link to a file that is not there", "", "mend the link, or remove it"};
  }
  auto text = read_text_file(path, bytes_max);
  if (!text) return text.faults();
  return std::optional(std::move(text).value());
}

std::string LedgerFolder::file_of(std::string_view document) const { return (path_ / document).string(); }

Fault LedgerFolder::missing(std::string_view document) const {
  return Fault{
      file_of(document),       0,  0,
      "there is no such file", "", "every ledger needs one: `headroom init DIR` writes a starter to copy from"};
}

/// A file that is almost called like one of ours was probably meant to be read.
Faults LedgerFolder::misnamed(const std::vector<std::string>& documents) const {
  Faults warnings;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(path_, error)) {
    const std::string name = entry.path().filename().string();
    if (std::find(documents.begin(), documents.end(), name) != documents.end()) continue;
    const auto near = nearest_name(name, documents);
    if (near && !std::filesystem::exists(path_ / *near, error))
      warnings.push_back({entry.path().string(), 0, 0, "is not read: no file of a ledger has this name", "",
                          message("did you mean `{}`?", *near), Severity::warning});
  }
  if (has_unfinished_update(path_))
    warnings.push_back(
        {file_of(update_record), 0, 0, "an import was interrupted, and the ledger is half brought forward", "",
         "give it again, with the same statement and --update, before you rely on a figure", Severity::warning});
  return warnings;
}

namespace {

/// A folder beside the one that is not there whose name is almost the same.
std::optional<std::filesystem::path> folder_nearly_called(const std::filesystem::path& path) {
  const auto normal = path.lexically_normal();
  const auto missing = normal.has_filename() ? normal : normal.parent_path();
  const auto parent = missing.has_parent_path() ? missing.parent_path() : std::filesystem::path(".");
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(parent, error))
    if (entry.is_directory(error)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  const auto near = nearest_name(missing.filename().string(), names);
  return near ? std::optional(missing.parent_path() / *near) : std::nullopt;
}

}  // namespace

std::optional<Fault> obstacle_to_folder(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) {
    const auto near = folder_nearly_called(path);
    return Fault{path.string(),
                 0,
                 0,
                 "there is no such folder",
                 "",
                 near ? message("did you mean `{}`?", near->string())
                      : "check the path, or write a starter ledger with `headroom init DIR`"};
  }
  if (status.type() == std::filesystem::file_type::none)
    return Fault{path.string(),
                 0,
                 0,
                 message("cannot be looked at ({})", error.message()),
                 "",
                 "check the path and its permissions"};
  if (path.filename() == company_document && path.has_parent_path())
    return Fault{path.string(),     0,  0,
                 "is not a folder", "", message("name the folder that holds it: `{}`", path.parent_path().string())};
  if (!std::filesystem::is_directory(status))
    return Fault{path.string(),
                 0,
                 0,
                 "is not a folder",
                 "",
                 "name the folder that holds company.toml; of an accounting export, `headroom import FILE --into DIR` "
                 "makes one"};
  return std::nullopt;
}

}  // namespace headroom
