#include "cli/input/ledger_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "cli/folder_update.hpp"
#include "cli/input/nearest_name.hpp"
#include "cli/input/text_file.hpp"

namespace headroom {

Result<std::optional<std::string>> LedgerFolder::text_of(const std::string& document, std::uintmax_t bytes_max) {
  const auto path = path_ / document;
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return std::optional<std::string>();
  auto text = read_text_file(path, bytes_max);
  if (!text) return text.faults();
  return std::optional(std::move(text).value());
}

std::string LedgerFolder::file_of(std::string_view document) const { return (path_ / document).string(); }

Fault LedgerFolder::missing(std::string_view document) const {
  return Fault{file_of(document),       0,  0,
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
                          fmt::format("did you mean `{}`?", *near), Severity::warning});
  }
  if (has_unfinished_update(path_))
    warnings.push_back({file_of(update_record), 0, 0, "an import was interrupted, and the ledger is half brought forward", "",
                        "give it again, with the same statement and --update, before you rely on a figure", Severity::warning});
  return warnings;
}

std::optional<Fault> obstacle_to_folder(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found)
    return Fault{path.string(), 0, 0, "there is no such folder", "", "check the path, or write a starter ledger with `headroom init DIR`"};
  if (!std::filesystem::is_directory(status))
    return Fault{path.string(), 0, 0, "is not a folder", "", "name the folder that holds company.toml"};
  return std::nullopt;
}

Result<LoadedLedger> load_ledger_folder(const std::filesystem::path& folder) {
  if (auto obstacle = obstacle_to_folder(folder)) return std::move(*obstacle);
  LedgerFolder source(folder);
  return load_ledger(source);
}

}  // namespace headroom
