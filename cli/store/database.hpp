// Opens SQLite databases, and turns SQLite's errors into faults.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "models/error.hpp"

namespace headroom {

/// Says that something was done in full.
struct Done {};

/// How long to wait for another program that holds the file.
inline constexpr int lock_wait_milliseconds = 5000;

/// What SQLite refused, as a fault of the file: of the machine where it was locked, full or not to be written; of the
/// file where it is damaged or a value broke one of its constraints.
Fault fault_of(const SQLite::Exception& error, const std::filesystem::path& path);

/// Does what may throw SQLite's exceptions, which become faults of the file.
template <class Work>
auto with_faults(const std::filesystem::path& path, const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (const SQLite::Exception& error) {
    return fault_of(error, path);
  }
}

/// Opens a database of ours for reading. One of an older version is read as if it were new: it is migrated in memory,
/// and its file stays as it is. Errors: a path without file, a file that is no database, is another program's, damaged
/// or of a newer version.
Result<std::unique_ptr<SQLite::Database>> open_database_to_read(const std::filesystem::path& path);

/// Opens a database of ours, brings it to this program's version, and begins a transaction in which nobody else writes.
/// `is_new`: the file is not there, or empty, and becomes one of ours.
/// Errors: as above, and what the machine refuses.
Result<std::unique_ptr<SQLite::Database>> open_database_to_write(const std::filesystem::path& path, bool is_new);

}  // namespace headroom
