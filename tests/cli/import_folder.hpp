// Folders and runs that the tests of `import` share.
#pragma once

#include <stdlib.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/commands/import.hpp"
#include "tests/source_folder.hpp"

/// What the tests of `import` share.
namespace headroom::import_tests {

inline const std::filesystem::path exports = std::filesystem::path(source_folder()) / "fixtures" / "exports";

/// A folder of its own for each test, removed at its end.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "headroom-import-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path books() const { return path_ / "books"; }

  std::filesystem::path write(const std::string& name, const std::string& content) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << content;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

inline std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file.good());
  return std::string(std::istreambuf_iterator<char>(file), {});
}

struct Outcome {
  int status = -1;
  std::string out, err;
};

inline Outcome import_with(const ImportArguments& arguments) {
  std::ostringstream out, err;
  const int status = run_import(arguments, out, err);
  return {status, out.str(), err.str()};
}

inline ImportArguments arguments_for(const std::filesystem::path& source, const std::string& as,
                                     const std::filesystem::path& into) {
  ImportArguments arguments;
  arguments.source = source;
  arguments.as = as;
  arguments.into = into;
  return arguments;
}

/// Imports text as receivables of a US dollar ledger as of 1 June 2026.
inline Outcome import_receivables(const Folder& folder, const std::string& csv, const std::string& mapping = "") {
  ImportArguments arguments = arguments_for(folder.write("export.csv", csv), "receivables", folder.books());
  arguments.as_of = "2026-06-01";
  arguments.currency = "USD";
  if (!mapping.empty()) arguments.map = folder.write("mapping.toml", mapping);
  return import_with(arguments);
}

inline bool says(const std::string& text, const std::string& part) {
  if (text.find(part) != std::string::npos) return true;
  UNSCOPED_INFO("not said: " << part << "\nin: " << text);
  return false;
}

/// The ledger of a folder that an import wrote; it has to load without a fault.
inline Ledger loaded(const std::filesystem::path& folder) {
  const Result<LoadedLedger> ledger = load_ledger_folder(folder);
  if (!ledger)
    for (const Fault& fault : ledger.faults()) UNSCOPED_INFO(to_text(fault));
  REQUIRE(ledger.ok());
  return ledger.value().ledger;
}

/// Puts figures of a sort in the place of what an import asks for.
inline void answer(const Folder& folder) {
  std::string text = text_of(folder.books() / "company.toml");
  for (std::size_t at = 0; (at = text.find("\"?\"", at)) != std::string::npos;) text.replace(at, 3, "0.25");
  folder.write("books/company.toml", text);
}

inline std::size_t files_in(const std::filesystem::path& folder) {
  return std::filesystem::exists(folder)
             ? static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}))
             : 0;
}

}  // namespace headroom::import_tests
