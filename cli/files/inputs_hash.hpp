// One hash over all inputs of a result, so that it can be told from what it was computed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// One input of a result: what it is to the program (not where it lies) and its bytes.
struct InputText {
  std::string name;
  std::string text;
};

/// SHA-256 over name, length and bytes of each input in order, as 64 hexadecimal digits: equal inputs give equal
/// results.
std::string inputs_sha256(const std::vector<InputText>& inputs);

}  // namespace headroom
