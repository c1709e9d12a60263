#include "io/x509.h"

#include <openssl/asn1.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pkcs7.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <limits>
#include <memory>

#include "io/der.h"
#include "io/openssl.h"

namespace jianfu::io::x509 {
namespace {

constexpr size_t kMaxBytes = 4ull << 20;  // a signature or certificate beyond this is no honest one
constexpr size_t kMaxValue = 4096;        // of one attribute of a name
constexpr int kMaxSigners = 64;           // of one signature

template <typename T, void (*kFree)(T*)>
struct Deleter {
  void operator()(T* p) const { kFree(p); }
};
using X509Ptr = std::unique_ptr<X509, Deleter<X509, X509_free>>;
using Pkcs7Ptr = std::unique_ptr<PKCS7, Deleter<PKCS7, PKCS7_free>>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

X509Ptr parse(std::string_view der) {
  if (der.empty() || der.size() > kMaxBytes) return nullptr;
  start_openssl();
  const unsigned char* at = bytes_of(der);
  X509Ptr out(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
  ERR_clear_error();
  return out;
}

std::string to_hex(const unsigned char* bytes, size_t size) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(size * 2);
  for (size_t i = 0; i < size; ++i) {
    out += kDigits[bytes[i] >> 4];
    out += kDigits[bytes[i] & 0xf];
  }
  return out;
}

std::string digest(std::string_view bytes, const EVP_MD* kind) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, kind, nullptr) != 1) return {};
  return to_hex(out.data(), size);
}

// The short name where there is one, else the digits.
std::string name_of(const ASN1_OBJECT* object) {
  const int nid = OBJ_obj2nid(object);
  if (nid != NID_undef) return OBJ_nid2sn(nid);
  std::array<char, 128> digits{};
  return OBJ_obj2txt(digits.data(), static_cast<int>(digits.size()), object, 1) > 0 ? digits.data() : "?";
}

std::string value_of(const ASN1_STRING* value) {
  const int type = ASN1_STRING_type(value);
  const std::string_view raw(reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
                             static_cast<size_t>(ASN1_STRING_length(value)));
  if (type != V_ASN1_BMPSTRING && type != V_ASN1_UNIVERSALSTRING)
    return std::string(raw.substr(0, kMaxValue));
  if (raw.size() > kMaxValue) return {};
  unsigned char* utf8 = nullptr;
  const int size = ASN1_STRING_to_UTF8(&utf8, value);
  if (size < 0) return std::string(raw);
  std::string out(reinterpret_cast<const char*>(utf8), static_cast<size_t>(size));
  OPENSSL_free(utf8);
  return out;
}

Name read_name(const X509_NAME* name) {
  constexpr int kMaxParts = 256;
  Name out;
  int step = -1;
  const int count = std::min(X509_NAME_entry_count(name), kMaxParts);
  for (int i = 0; i < count; ++i) {
    const X509_NAME_ENTRY* entry = X509_NAME_get_entry(name, i);
    const int set = X509_NAME_ENTRY_set(entry);
    out.push_back({name_of(X509_NAME_ENTRY_get_object(entry)), value_of(X509_NAME_ENTRY_get_data(entry)),
                   i > 0 && set == step});
    step = set;
  }
  return out;
}

// Days since 1970 of a day of the Gregorian calendar, without the C library's time zones.
int64_t days_of(int64_t year, int64_t month, int64_t day) {
  year -= month <= 2 ? 1 : 0;
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

std::string time_of(const ASN1_TIME* time, int64_t* seconds) {
  std::tm tm{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &tm) != 1) return {};
  if (seconds != nullptr) {
    *seconds =
        ((days_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday) * 24 + tm.tm_hour) * 60 + tm.tm_min) * 60 +
        tm.tm_sec;
  }
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900, tm.tm_mon + 1,
                tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
  return text.data();
}

void read_key(const X509* certificate, Certificate& out) {
  if (const EVP_PKEY* key = X509_get0_pubkey(certificate)) {
    const int kind = EVP_PKEY_get_base_id(key);
    out.key_bits = static_cast<uint32_t>(std::max(EVP_PKEY_get_bits(key), 0));
    out.key = kind == EVP_PKEY_RSA   ? "RSA"
              : kind == EVP_PKEY_DSA ? "DSA"
              : kind == EVP_PKEY_EC  ? "EC"
                                     : OBJ_nid2sn(kind);
    return;
  }
  ASN1_OBJECT* algorithm = nullptr;
  if (X509_PUBKEY_get0_param(&algorithm, nullptr, nullptr, nullptr, X509_get_X509_PUBKEY(certificate)) == 1 &&
      algorithm != nullptr) {
    out.key = name_of(algorithm);
  }
}

std::string serial_of(const X509* certificate) {
  constexpr size_t kMaxSerial = 64;
  const ASN1_INTEGER* serial = X509_get0_serialNumber(certificate);
  const auto size = std::min(static_cast<size_t>(ASN1_STRING_length(serial)), kMaxSerial);
  return (ASN1_STRING_type(serial) == V_ASN1_NEG_INTEGER ? "-" : "") +
         to_hex(ASN1_STRING_get0_data(serial), size);
}

// The certificates of a signature as they lie in it: ContentInfo { type, [0] SignedData { version, digests,
// content, [0] certificates … } } (RFC 2315 §9.1).
std::vector<std::string_view> certificates_in(std::string_view bytes) {
  std::vector<std::string_view> out;
  const auto info = der::next_if(bytes, der::kSequence);
  if (!info) return out;
  std::string_view in = info->content;
  der::next(in);  // the type
  const auto content = der::next_if(in, der::kContext0);
  if (!content) return out;
  in = content->content;
  const auto signed_data = der::next_if(in, der::kSequence);
  if (!signed_data) return out;
  in = signed_data->content;
  for (int field = 0; field < 3; ++field) der::next(in);  // version, digests, content
  const auto certificates = der::next_if(in, der::kContext0);
  if (!certificates) return out;
  in = certificates->content;
  while (const auto one = der::next(in)) out.push_back(one->whole);
  return out;
}

std::string encoded(X509* certificate) {
  unsigned char* der = nullptr;
  const int size = i2d_X509(certificate, &der);
  if (size <= 0) return {};
  std::string out(reinterpret_cast<const char*>(der), static_cast<size_t>(size));
  OPENSSL_free(der);
  return out;
}

std::string digest_of(const PKCS7_SIGNER_INFO* signer) {
  const ASN1_OBJECT* algorithm = nullptr;
  X509_ALGOR_get0(&algorithm, nullptr, nullptr, signer->digest_alg);
  return algorithm != nullptr ? name_of(algorithm) : "?";
}

}  // namespace

std::optional<Certificate> read_certificate(std::string_view der) {
  const X509Ptr certificate = parse(der);
  if (!certificate) return std::nullopt;
  Certificate out;
  out.subject = read_name(X509_get_subject_name(certificate.get()));
  out.issuer = read_name(X509_get_issuer_name(certificate.get()));
  out.serial = serial_of(certificate.get());
  out.sha256 = digest(der, EVP_sha256());
  out.sha1 = digest(der, EVP_sha1());
  out.md5 = digest(der, EVP_md5());
  out.valid_from = time_of(X509_get0_notBefore(certificate.get()), nullptr);
  out.valid_until = time_of(X509_get0_notAfter(certificate.get()), &out.until_seconds);
  read_key(certificate.get(), out);
  out.signature_algorithm = OBJ_nid2sn(X509_get_signature_nid(certificate.get()));
  out.self_issued =
      X509_NAME_cmp(X509_get_subject_name(certificate.get()), X509_get_issuer_name(certificate.get())) == 0;
  ERR_clear_error();
  return out;
}

std::optional<Pkcs7> read_pkcs7(std::string_view bytes) {
  if (bytes.empty() || bytes.size() > kMaxBytes) return std::nullopt;
  start_openssl();
  const unsigned char* at = bytes_of(bytes);
  const Pkcs7Ptr pkcs7(d2i_PKCS7(nullptr, &at, static_cast<long>(bytes.size())));
  ERR_clear_error();
  if (!pkcs7 || !PKCS7_type_is_signed(pkcs7.get()) || pkcs7->d.sign == nullptr) return std::nullopt;
  Pkcs7 out;
  STACK_OF(X509)* stack = pkcs7->d.sign->cert;
  const int count = stack == nullptr ? 0 : sk_X509_num(stack);
  const std::vector<std::string_view> as_they_lie = certificates_in(bytes);
  for (int i = 0; i < count; ++i) {
    const bool same = as_they_lie.size() == static_cast<size_t>(count);
    out.certificates.push_back(same ? std::string(as_they_lie[static_cast<size_t>(i)])
                                    : encoded(sk_X509_value(stack, i)));
  }
  STACK_OF(PKCS7_SIGNER_INFO)* signers = PKCS7_get_signer_info(pkcs7.get());
  const int signer_count = signers == nullptr ? 0 : std::min(sk_PKCS7_SIGNER_INFO_num(signers), kMaxSigners);
  for (int i = 0; i < signer_count; ++i) {
    const PKCS7_SIGNER_INFO* signer = sk_PKCS7_SIGNER_INFO_value(signers, i);
    Pkcs7::SignerInfo info;
    info.digest = digest_of(signer);
    for (int c = 0; c < count && !info.certificate; ++c) {
      const X509* one = sk_X509_value(stack, c);
      if (X509_NAME_cmp(X509_get_issuer_name(one), signer->issuer_and_serial->issuer) == 0 &&
          ASN1_INTEGER_cmp(X509_get0_serialNumber(one), signer->issuer_and_serial->serial) == 0) {
        info.certificate = static_cast<size_t>(c);
      }
    }
    out.signers.push_back(std::move(info));
  }
  ERR_clear_error();
  return out;
}

}  // namespace jianfu::io::x509
