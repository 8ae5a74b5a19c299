// Characters that would steer a terminal or reorder text on it.
#pragma once

#include <string_view>

namespace headroom {

/// Whether a well-formed sequence of UTF-8 is a C1 control or a mark that reorders text on a screen (bidirectional
/// overrides).
inline bool steers_display(std::string_view sequence) {
  if (sequence == "\xD8\x9C") return true;  // the Arabic letter mark
  if (sequence.size() == 2) return sequence[0] == '\xC2' && static_cast<unsigned char>(sequence[1]) < 0xA0;
  if (sequence.size() != 3 || sequence[0] != '\xE2') return false;
  const auto second = static_cast<unsigned char>(sequence[1]), third = static_cast<unsigned char>(sequence[2]);
  return (second == 0x80 && (third == 0x8E || third == 0x8F || (third >= 0xA8 && third <= 0xAE))) ||
         (second == 0x81 && third >= 0xA6 && third <= 0xA9);
}

}  // namespace headroom
