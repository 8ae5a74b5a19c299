// Text in UTF-8 from the bytes of a file in another encoding.
#pragma once

#include <optional>
#include <string>

#include "models/error.hpp"

namespace headroom {

/// Text in UTF-8, from the bytes of a file in UTF-8, UTF-16 (with its byte order mark) or the named encoding.
///
/// Errors: an encoding that is unknown, or not that of the bytes; bytes that are not UTF-8 and could be of several
/// encodings. Single accented letters alone make it windows-1252.
Result<std::string> decode_export(const std::string& file, std::string bytes,
                                  const std::optional<std::string>& encoding, std::string& encoding_found);

}  // namespace headroom
