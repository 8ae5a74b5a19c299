// Writes texts and keys of TOML.
#pragma once

#include <string>
#include <string_view>

namespace headroom {

/// Text as a TOML basic string, quotation marks included.
std::string toml_string(std::string_view text);

/// Text as a TOML key: in quotation marks where it needs them.
std::string toml_key(std::string_view text);

}  // namespace headroom
