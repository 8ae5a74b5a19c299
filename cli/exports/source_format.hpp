// Tells what kind of file something is by its first bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/error.hpp"

namespace headroom {

/// What a file is, told by its content alone.
enum class SourceFormat {
  text,      ///< a table, a journal, or what else is plain text
  database,  ///< SQLite
  camt,      ///< an ISO 20022 bank statement
  ofx,       ///< a bank statement of Open Financial Exchange, SGML or XML
  mt940,     ///< a bank statement of SWIFT
  gnucash,   ///< GnuCash's books as XML
  archive,   ///< ZIP, as spreadsheets are (XLSX, ODS)
  other,     ///< one that no import reads; `format_fault` says how to bring it
};

/// Tells the format by the first bytes (64 KiB are enough for any).
SourceFormat source_format(std::string_view first_bytes);

/// Why a file of another format cannot be read, and how to bring what it holds. Requires: `source_format` is `other`.
Fault format_fault(const std::string& file, std::string_view first_bytes);

/// The first bytes of a file; of a compressed one (gzip), of what it holds.
///
/// Errors: a file that is missing, is a directory or a device, or cannot be read.
Result<std::string> read_first_bytes(const std::string& file);

/// All bytes of a file; of a compressed one (gzip), what it holds.
///
/// Errors: those of `read_text_file`; what cannot be unpacked, or is too large when it is.
Result<std::string> read_source_file(const std::string& file);

}  // namespace headroom
