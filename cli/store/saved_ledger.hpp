// A ledger from what a saved run has kept of it.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cli/ledger/ledger_source.hpp"
#include "cli/store/saved_runs.hpp"

namespace headroom {

/// What inputs that are documents of the ledger have as their noun.
inline constexpr std::string_view ledger_noun = "ledger";

/// The documents of a ledger among the inputs of a saved run. Findings name them as if they still lay in `path`.
class SavedLedger : public LedgerSource {
 public:
  /// Requires: the inputs outlive it.
  SavedLedger(const std::vector<SavedInput>& inputs, std::filesystem::path path)
      : inputs_(inputs), path_(std::move(path)) {}

  Result<std::optional<std::string>> text_of(const std::string& document, std::uintmax_t bytes_max) override;
  std::string file_of(std::string_view document) const override { return (path_ / document).string(); }
  Fault missing(std::string_view document) const override;

 private:
  const std::vector<SavedInput>& inputs_;
  std::filesystem::path path_;
};

}  // namespace headroom
