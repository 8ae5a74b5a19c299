#include "cli/input/inputs_hash.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace headroom {

std::string inputs_sha256(const std::vector<InputText>& inputs) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  const auto require = [](bool done) {
    if (!done) throw std::runtime_error("SHA-256 cannot be computed on this machine");
  };
  require(context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1);
  for (const InputText& input : inputs) {
    // The lengths make the joined bytes readable in one way only.
    const std::string head = fmt::format("{} {}\n{} ", input.name.size(), input.name, input.text.size());
    require(EVP_DigestUpdate(context.get(), head.data(), head.size()) == 1);
    require(EVP_DigestUpdate(context.get(), input.text.data(), input.text.size()) == 1);
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest = {};
  unsigned int length = 0;
  require(EVP_DigestFinal_ex(context.get(), digest.data(), &length) == 1);
  std::string out;
  for (unsigned int i = 0; i < length; ++i) out += fmt::format("{:02x}", digest[i]);
  return out;
}

}  // namespace headroom
