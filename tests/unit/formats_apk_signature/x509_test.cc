// Certificates: what they say, from bytes nobody vouched for.
#include "io/x509.h"

#include <catch2/catch.hpp>

#include <string>

#include "builders/damage.h"
#include "builders/signing_builder.h"
#include "core/sha256.h"
#include "io/der.h"

using namespace jianfu;
using builders::certificate_of;
using builders::CertificateSpec;
using builders::pkcs7_of;

TEST_CASE("a certificate says whose it is, until when, and with what key") {
  CertificateSpec spec;
  spec.key = CertificateSpec::Key::kRsa2048;
  const std::string der = certificate_of(spec);
  const auto read = io::x509::read_certificate(der);
  REQUIRE(read);
  REQUIRE(read->subject.size() == 3);
  CHECK(read->subject[0].key == "C");
  CHECK(read->subject[1].value == "示例市政务服务中心");
  CHECK(read->subject[2].key == "CN");
  CHECK(read->self_issued);
  CHECK(read->serial == "1234");
  CHECK(read->sha256 == core::sha256_hex(der));
  CHECK(read->sha1.size() == 40);
  CHECK(read->md5.size() == 32);
  CHECK(read->valid_from == "2024-01-01T00:00:00Z");
  CHECK(read->valid_until == "2049-01-01T00:00:00Z");
  CHECK(read->until_seconds == spec.not_after);
  CHECK(read->key == "RSA");
  CHECK(read->key_bits == 2048);
  CHECK(read->signature_algorithm == "RSA-SHA256");
}

TEST_CASE("digests are those of the bytes as they are, trailing ones and all") {
  const std::string der = certificate_of();
  const auto read = io::x509::read_certificate(der);
  REQUIRE(read);
  CHECK(read->key == "EC");
  CHECK(read->key_bits == 256);
  const std::string longer = der + "x";
  const auto with_more = io::x509::read_certificate(longer);
  REQUIRE(with_more);
  CHECK(with_more->sha256 == core::sha256_hex(longer));
  CHECK(with_more->sha256 != read->sha256);
}

TEST_CASE("values in no stated encoding are the bytes they are") {
  CertificateSpec spec;
  spec.subject = {{"O", "\xca\xbe\xc0\xfd"}};
  spec.utf8 = false;
  const auto read = io::x509::read_certificate(certificate_of(spec));
  REQUIRE(read);
  CHECK(read->subject[0].value == "\xca\xbe\xc0\xfd");
}

TEST_CASE("a PKCS#7 signature gives its certificates as they lie in it, and which of them signed") {
  const std::string bytes = pkcs7_of();
  const auto read = io::x509::read_pkcs7(bytes);
  REQUIRE(read);
  REQUIRE(read->certificates.size() == 1);
  CHECK(bytes.find(read->certificates[0]) != std::string::npos);
  CHECK(io::x509::read_certificate(read->certificates[0]));
  REQUIRE(read->signers.size() == 1);
  CHECK(read->signers[0].certificate == 0U);
  CHECK(read->signers[0].digest == "SHA256");
}

TEST_CASE("a signature that encloses no certificate says so") {
  const auto read = io::x509::read_pkcs7(pkcs7_of({}, false));
  REQUIRE(read);
  CHECK(read->certificates.empty());
  REQUIRE(read->signers.size() == 1);
  CHECK_FALSE(read->signers[0].certificate);
}

TEST_CASE("what is no certificate and no signature is nothing") {
  CHECK_FALSE(io::x509::read_certificate(""));
  CHECK_FALSE(io::x509::read_certificate("certificate"));
  CHECK_FALSE(io::x509::read_certificate(pkcs7_of()));
  CHECK_FALSE(io::x509::read_pkcs7(certificate_of()));
  CHECK_FALSE(io::x509::read_pkcs7(std::string(100, '\x30')));
}

TEST_CASE("tag, length, value: lengths of every form, none past the end") {
  std::string_view bytes{"\x02\x01\x05\x30\x81\x02zz\x04\x05short", 15};
  const auto number = io::der::next(bytes);
  REQUIRE(number);
  CHECK(number->tag == 2);
  CHECK(number->content == "\x05");
  CHECK_FALSE(io::der::next_if(bytes, io::der::kSet));
  const auto list = io::der::next_if(bytes, io::der::kSequence);
  REQUIRE(list);
  CHECK(list->content == "zz");
  CHECK(list->whole.size() == 5);
  CHECK(io::der::next(bytes));
  CHECK_FALSE(io::der::next(bytes));
  for (const std::string& bad :
       {std::string("\x04\x05"), std::string("\x30\x80"), std::string("\x30\x84\xff\xff\xff\xff"),
        std::string("\x30\x89"), std::string("\x1f\x01\x01"), std::string("\x04")}) {
    std::string_view in = bad;
    CHECK_FALSE(io::der::next(in));
  }
}

TEST_CASE("no cut and no flipped byte of a certificate or a signature crashes or hangs") {
  builders::cut_everywhere(certificate_of(), [](const std::string& der) { io::x509::read_certificate(der); });
  builders::flip_everywhere(certificate_of(),
                            [](const std::string& der) { io::x509::read_certificate(der); });
  builders::cut_everywhere(pkcs7_of(), [](const std::string& der) { io::x509::read_pkcs7(der); });
  builders::flip_everywhere(pkcs7_of(), [](const std::string& der) { io::x509::read_pkcs7(der); });
  SUCCEED();
}
