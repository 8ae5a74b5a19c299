// How an import speaks of the ledger that it writes: a folder with files, or a firm's tables in a database.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "models/error.hpp"

namespace headroom {

/// Where a ledger lies, and how its documents are called.
class LedgerPlace {
 public:
  LedgerPlace() = default;
  /// A folder, whose files are called by their paths.
  explicit LedgerPlace(std::filesystem::path folder) : folder_(std::move(folder)) {}
  /// A database that holds the ledger; `folder` is where it is worked on meanwhile.
  LedgerPlace(std::filesystem::path folder, std::filesystem::path database)
      : folder_(std::move(folder)), database_(std::move(database)) {}

  /// "books", "firms.db".
  std::string name() const { return (database_.empty() ? folder_ : database_).string(); }

  /// "books/company.toml", "firms.db: company.toml".
  std::string document(std::string_view file) const {
    return database_.empty() ? (folder_ / file).string() : database_.string() + ": " + std::string(file);
  }

  /// Findings on files of the folder, which speak of the ledger's documents.
  Faults named(Faults findings) const {
    if (database_.empty()) return findings;
    for (Fault& finding : findings) {
      const std::filesystem::path file = finding.file;
      if (file == folder_) finding.file = database_.string();
      else if (file.parent_path() == folder_) finding.file = document(file.filename().string());
    }
    return findings;
  }

 private:
  std::filesystem::path folder_, database_;
};

}  // namespace headroom
