// What the command line of an import says.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace headroom {

/// What `headroom import` was asked to do.
struct ImportArguments {
  std::filesystem::path source;
  std::string as;                             ///< receivables, payables, orders, history or counterparties
  std::optional<std::filesystem::path> map;   ///< a mapping file; without it the columns are told by their headings
  std::optional<std::filesystem::path> into;  ///< the ledger folder; made where it is missing
  std::optional<std::filesystem::path> db;    ///< the database to write
  std::optional<std::string> company;         ///< its name in the database
  bool show_mapping = false;                  ///< only print the mapping
  bool update = false;                        ///< of a bank statement: do to the ledger that is there what it says
  bool replace = false;                       ///< overwrite the file of an earlier import

  // For a folder without a company.toml, which is then written.
  std::optional<std::string> name;
  std::optional<std::string> as_of;     ///< YYYY-MM-DD
  std::optional<std::string> currency;  ///< of the ledger
  std::optional<std::string> country;   ///< ISO 3166 alpha-2
  std::vector<std::string> rates;       ///< CAD=0.72: one CAD is 0.72 of the ledger's currency
};

}  // namespace headroom
