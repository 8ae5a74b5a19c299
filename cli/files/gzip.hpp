// Packs and unpacks gzip: the only door to zlib.
#pragma once

#include <string>
#include <string_view>

#include "models/error.hpp"

namespace headroom {

/// Whether bytes begin as those of gzip do.
bool is_gzip(std::string_view bytes);

/// The same bytes in gzip's form: always the same for the same bytes.
std::string packed_gzip(std::string_view bytes);

/// The bytes that were packed, up to `bytes_max`; of several members, one after the other, all of them.
///
/// Errors: what is damaged or cut short; more than `bytes_max`, for a small file may hold a huge one.
Result<std::string> unpacked_gzip(const std::string& file, std::string_view packed, std::size_t bytes_max);

/// The first bytes that were packed, at most `bytes_max`, as far as they can be read: enough to tell what they are.
std::string front_of_gzip(std::string_view packed, std::size_t bytes_max);

}  // namespace headroom
