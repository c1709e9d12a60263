// What a certificate says (X.509, by OpenSSL), and whose certificates signed a PKCS#7 signature. Nothing is
// verified: no signature, no chain, no trust. Who a package claims to be signed by is what is read here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jianfu::io::x509 {

// One attribute of a name. The value is UTF-8 where the certificate says which characters it means
// (BMPString, UniversalString); else the bytes as stored: what encoding they are in is for the caller to
// guess.
struct NamePart {
  std::string key;  // "CN", "O", or an OID in digits
  std::string value;
  bool joins_previous = false;  // several attributes in one step of the name
};
using Name = std::vector<NamePart>;  // as stored: from the country to the person

struct Certificate {
  Name subject, issuer;
  std::string serial;                   // hex
  std::string sha256, sha1, md5;        // of the certificate's bytes as they are; lower-case hex
  std::string valid_from, valid_until;  // 2024-01-31T12:00:00Z; empty when it cannot be read
  int64_t until_seconds = 0;            // since 1970, of valid_until
  std::string key;                      // "RSA", "DSA", "EC secp256r1" …
  uint32_t key_bits = 0;                // 0 when the key cannot be read
  std::string signature_algorithm;      // "RSA-SHA256" …: by whom issued it
  bool self_issued = false;             // subject and issuer are the same name
};

// Nothing when the bytes are no certificate.
std::optional<Certificate> read_certificate(std::string_view der);

struct Pkcs7 {
  std::vector<std::string> certificates;  // DER, as they lie in the signature
  struct SignerInfo {
    std::optional<size_t> certificate;  // of `certificates`; nothing when it is not enclosed
    std::string digest;                 // "SHA1", "SHA256", "MD5" …
  };
  std::vector<SignerInfo> signers;
};
std::optional<Pkcs7> read_pkcs7(std::string_view bytes);

}  // namespace jianfu::io::x509
