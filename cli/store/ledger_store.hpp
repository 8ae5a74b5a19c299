// Stores ledgers in a database, lists them and removes them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/ledger/ledger_source.hpp"
#include "models/error.hpp"

namespace headroom {

/// Whether a path stands for a database: a file that begins as SQLite's do, or, where there is none, a name that ends
/// in `.db`, `.sqlite` or `.sqlite3`.
bool is_database_path(const std::filesystem::path& path);

/// Whether a file is a database of ledgers by its header, and not another program's.
bool is_ledger_database(const std::filesystem::path& path);

/// Says that something is stored.
struct Stored {
  bool has_replaced = false;
};

/// A database of ledgers, of one company or many.
class LedgerStore {
 public:
  /// Errors: a file that is no database of ours, is damaged, locked or of a newer version. One of an older version is
  /// read without being changed.
  static Result<LedgerStore> open_to_read(const std::filesystem::path& path);
  /// Brings an older version to the present one, in a transaction of its own; a file that is not there is made. What is
  /// put stays out of the file until `commit`.
  static Result<LedgerStore> open_to_write(const std::filesystem::path& path);

  LedgerStore(LedgerStore&&) noexcept;
  LedgerStore& operator=(LedgerStore&&) noexcept;
  ~LedgerStore();

  /// The names by which the companies are stored, in the order in which they came.
  Result<std::vector<std::string>> companies();
  /// The ledger of a company; without a name, of the only one.
  /// Errors: a name that is not there, or none where there are several.
  Result<std::unique_ptr<LedgerSource>> ledger(const std::optional<std::string>& company);
  /// Stores the documents of a ledger under a name.
  /// Requires: open_to_write; a ledger free of faults.
  /// Errors: a name that is taken, unless it is to be replaced.
  Result<Stored> put(const std::string& company, LedgerSource& source, const std::vector<std::string>& documents,
                     bool replace);
  /// Makes what was put the file's content, all of it at once.
  Result<Stored> commit();

 private:
  class Connection;
  explicit LedgerStore(std::unique_ptr<Connection> connection);

  std::unique_ptr<Connection> connection_;
};

}  // namespace headroom
