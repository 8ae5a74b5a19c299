// GnuCash's books of a made-up workshop, and how tests change and import them.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <optional>
#include <string>

#include "tests/cli/import_folder.hpp"

namespace headroom::import_tests {

inline const std::filesystem::path workshop = exports / "workshop.gnucash";

/// A copy of the workshop's books, changed by SQL.
inline std::filesystem::path changed_books(const Folder& folder, const std::string& sql) {
  const std::filesystem::path copy = folder.path() / "changed.gnucash";
  std::filesystem::copy_file(workshop, copy, std::filesystem::copy_options::overwrite_existing);
  SQLite::Database(copy.string(), SQLite::OPEN_READWRITE).exec(sql);
  return copy;
}

inline Outcome import_books(const std::filesystem::path& source, const std::filesystem::path& into,
                            const std::optional<std::string>& as_of = {}) {
  ImportArguments arguments;
  arguments.source = source;
  arguments.into = into;
  arguments.as_of = as_of;
  return import_with(arguments);
}

/// The import is refused with this message, and writes nothing.
inline void check_refused(const Folder& folder, const std::filesystem::path& source, const std::string& message) {
  const Outcome outcome = import_books(source, folder.books());
  CHECK(outcome.status == 1);
  CHECK(says(outcome.err, message));
  CHECK(outcome.out.empty());
  CHECK(!std::filesystem::exists(folder.books()));
}

}  // namespace headroom::import_tests
