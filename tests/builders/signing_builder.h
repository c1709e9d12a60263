// Certificates and signing data for tests: real certificates by OpenSSL, PKCS#7 signatures of v1, and the APK
// signing block with every size at the test's mercy. The signatures in the block are no signatures.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jianfu::builders {

struct CertificateSpec {
  enum class Key { kRsa2048, kRsa1024, kEc256 };
  // Attributes from the country to the person; values are stored as given, `utf8` or as T61String bytes.
  std::vector<std::pair<std::string, std::string>> subject = {
      {"C", "CN"}, {"O", "示例市政务服务中心"}, {"CN", "demo"}};
  bool utf8 = true;
  Key key = Key::kEc256;
  long serial = 0x1234;
  int64_t not_before = 1'704'067'200;  // 2024-01-01
  int64_t not_after = 2'493'072'000;   // 2049-01-01
};

// DER, self-signed; the same bytes for the same specification in one run. Keys are made once a kind and
// shared.
std::string certificate_of(const CertificateSpec& spec = {});
// A detached PKCS#7 signature by that certificate (DER), as META-INF/CERT.RSA holds it.
std::string pkcs7_of(const CertificateSpec& spec = {}, bool with_certificate = true);

struct BlockSigner {
  std::vector<std::string> certificates = {};
  std::vector<uint32_t> algorithms = {0x0103};
  uint32_t min_sdk = 24, max_sdk = 0x7fffffff;  // v3
  std::vector<std::string> lineage = {};             // v3
  std::optional<uint32_t> also_signed = {};          // v2: stripping protection
};
// The content of a v2 or v3 pair.
std::string v2_of(const std::vector<BlockSigner>& signers);
std::string v3_of(const std::vector<BlockSigner>& signers);

struct BlockSpec {
  std::vector<std::pair<uint32_t, std::string>> pairs = {};
  std::string magic = "APK Sig Block 42";
  std::optional<uint64_t> first_size = {};  // instead of the real one
  std::optional<uint64_t> last_size = {};
};
std::string signing_block_of(const BlockSpec& spec);

}  // namespace jianfu::builders
