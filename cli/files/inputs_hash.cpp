#include "cli/files/inputs_hash.hpp"

#include <fmt/format.h>
#define OPENSSL_API_COMPAT \
  10100  // the plain functions: OpenSSL 3's way round through providers costs a millisecond at each start
#include <openssl/sha.h>

#include <array>
#include <stdexcept>

namespace headroom {

std::string inputs_sha256(const std::vector<InputText>& inputs) {
  const auto require = [](int done) {
    if (done != 1) throw std::runtime_error("SHA-256 cannot be computed on this machine");
  };
  SHA256_CTX context;
  require(SHA256_Init(&context));
  for (const InputText& input : inputs) {
    // The lengths make the joined bytes readable in one way only.
    const std::string head = fmt::format("{} {}\n{} ", input.name.size(), input.name, input.text.size());
    require(SHA256_Update(&context, head.data(), head.size()));
    require(SHA256_Update(&context, input.text.data(), input.text.size()));
  }
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest = {};
  require(SHA256_Final(digest.data(), &context));
  std::string out;
  for (const unsigned char byte : digest) out += fmt::format("{:02x}", byte);
  return out;
}

}  // namespace headroom
