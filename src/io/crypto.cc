#include "io/crypto.h"

#include <openssl/evp.h>

#include <limits>
#include <memory>

#include "io/openssl.h"

namespace jianfu::io::crypto {
namespace {

struct Free {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}
constexpr bool fits_int(size_t size) {
  return size <= static_cast<size_t>(std::numeric_limits<int>::max()) - kAesBlock;
}

std::string aes256_cbc(bool encrypt, std::string_view key, std::string_view iv, std::string_view data) {
  if (key.size() != kAes256Key || iv.size() != kAesBlock || data.size() % kAesBlock != 0 ||
      !fits_int(data.size()))
    return {};
  start_openssl();
  const std::unique_ptr<EVP_CIPHER_CTX, Free> context(EVP_CIPHER_CTX_new());
  std::string out(data.size() + kAesBlock, '\0');
  int written = 0, last = 0;
  const bool done = context != nullptr &&
                    EVP_CipherInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, bytes_of(key), bytes_of(iv),
                                      encrypt ? 1 : 0) == 1 &&
                    EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
                    EVP_CipherUpdate(context.get(), bytes_of(out), &written, bytes_of(data),
                                     static_cast<int>(data.size())) == 1 &&
                    EVP_CipherFinal_ex(context.get(), bytes_of(out) + written, &last) == 1;
  if (!done) return {};
  out.resize(static_cast<size_t>(written) + static_cast<size_t>(last));
  return out;
}

}  // namespace

std::string pbkdf2_sha1(std::string_view password, std::string_view salt, uint32_t iterations, size_t bytes) {
  if (!fits_int(password.size()) || !fits_int(salt.size()) || !fits_int(bytes) || !fits_int(iterations))
    return {};
  start_openssl();
  std::string out(bytes, '\0');
  const int done = PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), bytes_of(salt),
                                     static_cast<int>(salt.size()), static_cast<int>(iterations), EVP_sha1(),
                                     static_cast<int>(bytes), bytes_of(out));
  return done == 1 ? out : std::string();
}

std::string aes256_cbc_decrypt(std::string_view key, std::string_view iv, std::string_view data) {
  return aes256_cbc(false, key, iv, data);
}

std::string aes256_cbc_encrypt(std::string_view key, std::string_view iv, std::string_view data) {
  return aes256_cbc(true, key, iv, data);
}

}  // namespace jianfu::io::crypto
