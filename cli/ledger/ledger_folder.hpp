// A ledger as a folder: company.toml and the CSV files beside it.
#pragma once

#include <filesystem>
#include <utility>

#include "cli/ledger/ledger_source.hpp"
#include "models/error.hpp"

namespace headroom {

/// The documents of a ledger folder: company.toml and the CSV files beside it.
class LedgerFolder : public LedgerSource {
 public:
  explicit LedgerFolder(std::filesystem::path path) : path_(std::move(path)) {}

  Result<std::optional<std::string>> text_of(const std::string& document, std::uintmax_t bytes_max) override;
  std::string file_of(std::string_view document) const override;
  Fault missing(std::string_view document) const override;
  Faults misnamed(const std::vector<std::string>& documents) const override;

 private:
  std::filesystem::path path_;
};

/// Why no ledger folder can be at this path; nothing where there is a folder.
std::optional<Fault> obstacle_to_folder(const std::filesystem::path& path);

}  // namespace headroom
