// Where the documents of a ledger come from, and how findings speak of their places.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/syntax/fault_log.hpp"
#include "models/error.hpp"

namespace headroom {

/// The document that every ledger has.
inline constexpr std::string_view company_document = "company.toml";

/// Where the documents of a ledger come from: company.toml and the tables beside it, by the names that they have in a
/// folder.
class LedgerSource {
 public:
  virtual ~LedgerSource() = default;
  LedgerSource() = default;
  LedgerSource(const LedgerSource&) = delete;
  LedgerSource& operator=(const LedgerSource&) = delete;

  /// The text of a document; nothing inside where there is no such document.
  /// Errors: one that cannot be read or is larger than `bytes_max`.
  virtual Result<std::optional<std::string>> text_of(const std::string& document, std::uintmax_t bytes_max) = 0;

  /// How findings name a document while it is read.
  virtual std::string file_of(std::string_view document) const = 0;
  /// How a message speaks of another place of the document that it is about.
  virtual Message words_of(const std::string& document, Place place);
  /// How a message about another document speaks of a place: "orders.csv:7".
  virtual Message reference(const std::string& document, Place place);
  /// What is missing in the place of a required document.
  virtual Fault missing(std::string_view document) const = 0;
  /// Warnings of what is there and not read, though it was probably meant to be, or of an update that was not ended.
  /// `documents`: the names that are read.
  virtual Faults misnamed(const std::vector<std::string>& documents) const;
  /// Findings as they are shown, in the order in which they come.
  virtual Faults shown(Faults findings);
};

}  // namespace headroom
