// The ciphers that packages are wrapped in, by OpenSSL. Keys are never guessed here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace jianfu::io::crypto {

inline constexpr size_t kAesBlock = 16, kAes256Key = 32;

// PBKDF2 with HMAC-SHA1; empty when OpenSSL refuses.
std::string pbkdf2_sha1(std::string_view password, std::string_view salt, uint32_t iterations, size_t bytes);

// AES-256-CBC, padding left as it is. Empty unless key and IV have their sizes and `data` is whole blocks.
std::string aes256_cbc_decrypt(std::string_view key, std::string_view iv, std::string_view data);
std::string aes256_cbc_encrypt(std::string_view key, std::string_view iv, std::string_view data);

}  // namespace jianfu::io::crypto
