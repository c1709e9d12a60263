#include "io/crypto.h"

#include <catch2/catch.hpp>

namespace jianfu::io::crypto {
namespace {

std::string hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    out += kDigits[static_cast<unsigned char>(c) >> 4];
    out += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

TEST_CASE("Keys are derived as RFC 6070 has it") {
  CHECK(hex(pbkdf2_sha1("password", "salt", 1, 20)) == "0c60c80f961f0e71f3a9b524af6012062fe037a6");
}

TEST_CASE("Whole blocks go through the cipher and back, everything else gives nothing") {
  const std::string key(kAes256Key, 'k'), iv(kAesBlock, 'i'), plain(3 * kAesBlock, 'p');
  const std::string sealed = aes256_cbc_encrypt(key, iv, plain);
  CHECK(sealed.size() == plain.size());
  CHECK(sealed != plain);
  CHECK(aes256_cbc_decrypt(key, iv, sealed) == plain);
  CHECK(aes256_cbc_decrypt(key, iv, sealed.substr(1)).empty());
  CHECK(aes256_cbc_decrypt(key.substr(1), iv, sealed).empty());
  CHECK(aes256_cbc_decrypt(key, iv.substr(1), sealed).empty());
  CHECK(aes256_cbc_decrypt(key, iv, "").empty());
}

}  // namespace
}  // namespace jianfu::io::crypto
