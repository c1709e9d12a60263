#include "builders/signing_builder.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pkcs7.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <array>
#include <cstdlib>
#include <map>
#include <memory>

#include "builders/byte_writer.h"

namespace jianfu::builders {
namespace {

struct Free {
  void operator()(X509* p) const { X509_free(p); }
  void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
  void operator()(PKCS7* p) const { PKCS7_free(p); }
  void operator()(BIO* p) const { BIO_free(p); }
};

template <typename T>
T* must(T* p) {
  if (p == nullptr) std::abort();
  return p;
}

EVP_PKEY* key_of(CertificateSpec::Key kind) {
  static std::array<std::unique_ptr<EVP_PKEY, Free>, 3> keys;
  auto& key = keys[static_cast<size_t>(kind)];
  if (key) return key.get();
  switch (kind) {
    case CertificateSpec::Key::kRsa2048:
      key.reset(must(EVP_RSA_gen(2048)));
      break;
    case CertificateSpec::Key::kRsa1024:
      key.reset(must(EVP_RSA_gen(1024)));
      break;
    case CertificateSpec::Key::kEc256:
      key.reset(must(EVP_EC_gen("P-256")));
      break;
  }
  return key.get();
}

std::unique_ptr<X509, Free> make(const CertificateSpec& spec) {
  std::unique_ptr<X509, Free> out(must(X509_new()));
  X509_set_version(out.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(out.get()), spec.serial);
  ASN1_TIME_set(X509_getm_notBefore(out.get()), static_cast<time_t>(spec.not_before));
  ASN1_TIME_set(X509_getm_notAfter(out.get()), static_cast<time_t>(spec.not_after));
  X509_NAME* name = X509_get_subject_name(out.get());
  for (const auto& [key, value] : spec.subject) {
    X509_NAME_add_entry_by_txt(name, key.c_str(), spec.utf8 ? V_ASN1_UTF8STRING : V_ASN1_T61STRING,
                               reinterpret_cast<const unsigned char*>(value.data()),
                               static_cast<int>(value.size()), -1, 0);
  }
  X509_set_issuer_name(out.get(), name);
  X509_set_pubkey(out.get(), key_of(spec.key));
  if (X509_sign(out.get(), key_of(spec.key), EVP_sha256()) == 0) std::abort();
  return out;
}

std::string key_of_spec(const CertificateSpec& spec) {
  std::string out =
      std::to_string(static_cast<int>(spec.key)) + (spec.utf8 ? "u" : "t") + std::to_string(spec.serial);
  out += " " + std::to_string(spec.not_before) + " " + std::to_string(spec.not_after);
  for (const auto& [key, value] : spec.subject) out += "/" + key + "=" + value;
  return out;
}

// The same for the same specification: signatures of EC keys are never the same twice.
X509* certificate_like(const CertificateSpec& spec) {
  static std::map<std::string, std::unique_ptr<X509, Free>> made;
  auto& out = made[key_of_spec(spec)];
  if (!out) out = make(spec);
  return out.get();
}

// What an i2d_ function writes.
template <typename T>
std::string encoded(T* object, int (*write)(const T*, unsigned char**)) {
  unsigned char* der = nullptr;
  const int size = write(object, &der);
  if (size <= 0) std::abort();
  std::string out(reinterpret_cast<const char*>(der), static_cast<size_t>(size));
  OPENSSL_free(der);
  return out;
}

std::string sized(std::string_view bytes) {
  return ByteWriter().le(static_cast<uint32_t>(bytes.size())).raw(bytes).take();
}

std::string u32(uint32_t value) {
  return ByteWriter().le(value).take();
}

std::string lineage_of(const std::vector<std::string>& certificates) {
  std::string out = u32(1);
  for (const std::string& certificate : certificates)
    out += sized(sized(sized(certificate) + u32(0x0103)) + u32(0) + u32(0x0103) + sized("signature"));
  return out;
}

std::string signer_of(const BlockSigner& signer, bool v3) {
  std::string digests, certificates, attributes, signatures;
  for (const uint32_t id : signer.algorithms) {
    digests += sized(u32(id) + sized(std::string(32, 'd')));
    signatures += sized(u32(id) + sized(std::string(64, 's')));
  }
  for (const std::string& certificate : signer.certificates) certificates += sized(certificate);
  if (signer.also_signed) attributes += sized(u32(0xbeeff00d) + u32(*signer.also_signed));
  if (!signer.lineage.empty()) attributes += sized(u32(0x3ba06f8c) + lineage_of(signer.lineage));
  const std::string sdk = v3 ? u32(signer.min_sdk) + u32(signer.max_sdk) : "";
  const std::string data = sized(digests) + sized(certificates) + sdk + sized(attributes);
  return sized(sized(data) + sdk + sized(signatures) + sized("public key"));
}

std::string scheme_of(const std::vector<BlockSigner>& signers, bool v3) {
  std::string out;
  for (const BlockSigner& signer : signers) out += signer_of(signer, v3);
  return sized(out);
}

}  // namespace

std::string certificate_of(const CertificateSpec& spec) {
  return encoded<X509>(certificate_like(spec), i2d_X509);
}

std::string pkcs7_of(const CertificateSpec& spec, bool with_certificate) {
  const std::string signed_text = "Signature-Version: 1.0\r\n";
  const std::unique_ptr<BIO, Free> in(
      must(BIO_new_mem_buf(signed_text.data(), static_cast<int>(signed_text.size()))));
  const int flags = PKCS7_DETACHED | PKCS7_BINARY | PKCS7_NOATTR | (with_certificate ? 0 : PKCS7_NOCERTS);
  const std::unique_ptr<PKCS7, Free> out(
      must(PKCS7_sign(certificate_like(spec), key_of(spec.key), nullptr, in.get(), flags)));
  return encoded<PKCS7>(out.get(), i2d_PKCS7);
}

std::string v2_of(const std::vector<BlockSigner>& signers) {
  return scheme_of(signers, false);
}
std::string v3_of(const std::vector<BlockSigner>& signers) {
  return scheme_of(signers, true);
}

std::string signing_block_of(const BlockSpec& spec) {
  ByteWriter pairs;
  for (const auto& [id, bytes] : spec.pairs) pairs.le(uint64_t{bytes.size() + 4}).le(id).raw(bytes);
  const uint64_t size = pairs.size() + 24;
  ByteWriter out;
  out.le(spec.first_size.value_or(size)).raw(pairs.bytes()).le(spec.last_size.value_or(size)).raw(spec.magic);
  return out.take();
}

}  // namespace jianfu::builders
