// Reads a lender's policy from TOML.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "models/error.hpp"
#include "models/exchange_rates.hpp"
#include "models/lending_policy.hpp"

namespace headroom {

/// Reads a policy's TOML text; `file` is what faults name. What it does not say is as `default_lending_policy` has it;
/// the default rules decide where it gives neither [decline] nor [refer].
///
/// Units: amounts are in minor units of `currency`, the ledger's.
/// Errors: every fault of the text, each with its place.
Result<LendingPolicy> read_policy_text(const std::string& file, std::string_view text, const Currency& currency);

/// The same from a file; also where it is missing or unreadable.
Result<LendingPolicy> read_policy_file(const std::filesystem::path& path, const Currency& currency);

}  // namespace headroom
