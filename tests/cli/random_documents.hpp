// Makes random valid ledgers as text, spelt in every way that is allowed.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace headroom {

/// A ledger free of faults as a person or program could have written it, by document: columns and keys in any order,
/// numbers and dates spelt in every way that is allowed, comments, notes, names that look like SQL, CSV and TOML. The
/// same on every machine.
std::map<std::string, std::string> random_documents(std::uint64_t seed);

}  // namespace headroom
