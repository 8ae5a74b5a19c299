// Reads files whole, within a bound on their size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "models/error.hpp"

namespace headroom {

/// Largest file that is read into memory: more than any firm's books need, little enough that a hostile file cannot
/// exhaust the machine.
inline constexpr std::uintmax_t text_file_bytes_max = 256ull * 1024 * 1024;

/// The bytes of a regular file, as they stand.
///
/// Errors: a file that is missing, is a directory or a device, is too large, or cannot be read.
Result<std::string> read_text_file(const std::filesystem::path& path, std::uintmax_t bytes_max = text_file_bytes_max);

/// `text` without a UTF-8 byte order mark at its front.
std::string_view without_byte_order_mark(std::string_view text);

/// Whether `text` begins with the byte order mark of UTF-16.
bool is_utf16(std::string_view text);

/// Length of the well-formed UTF-8 sequence at the front of `text` (1 to 4), or 0 where there is none.
std::size_t utf8_sequence_length(std::string_view text);

/// Whether all of a text is UTF-8.
bool is_utf8(std::string_view text);

/// One fault for each line that holds a NUL byte or what is not UTF-8, at its first such place (a file has at most 100
/// of them).
///
/// Requires: `text` without byte order mark. Columns count characters from 1.
Faults encoding_faults(const std::string& file, std::string_view text);

}  // namespace headroom
