// Who signed a package, and what is odd about it; the nearest honest package is signed without a word.
#include "platforms/android/signer.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include "builders/damage.h"
#include "builders/signing_builder.h"
#include "builders/zip_builder.h"
#include "core/sha256.h"
#include "evidence/collector.h"
#include "formats/apk_signature/apk_signature.h"

using namespace jianfu;
using namespace jianfu::builders;
using formats::apk_signature::PairId;

namespace {

constexpr int64_t kNow = 1'767'225'600;  // 2026-01-01

struct Read {
  platforms::Package package;
  evidence::EvidenceSet set;

  bool says(std::string_view fact) const {
    return std::any_of(set.evidence.begin(), set.evidence.end(),
                       [&](const evidence::Evidence& e) { return e.text.starts_with(fact); });
  }
  std::string listing() const {
    std::string out;
    for (const evidence::Evidence& e : set.evidence) out += e.text + "; ";
    for (const evidence::Gap& g : set.gaps) out += "GAP " + g.what.render(Lang::kEn) + "; ";
    return out;
  }
  std::vector<std::string> schemes() const {
    std::vector<std::string> out;
    for (const platforms::Signer& signer : package.signer) out.push_back(signer.scheme);
    return out;
  }
};

Read read(const std::string& bytes) {
  Read out;
  const auto tree = io::open_zip(bytes, {});
  REQUIRE(tree);
  evidence::Collector collector(out.set, nullptr);
  platforms::android::read_signer(**tree, out.package, collector, kNow);
  return out;
}

CertificateSpec other_than_usual() {
  CertificateSpec out;
  out.subject = {{"CN", "somebody else"}};
  return out;
}

BlockSigner by(const std::string& certificate) {
  BlockSigner out;
  out.certificates = {certificate};
  return out;
}

// v1, v2 and v3 of one certificate each; empty ones are left out.
struct Signed {
  std::string v1 = pkcs7_of();
  std::string list = "Signature-Version: 1.0\r\nX-Android-APK-Signed: 2, 3\r\n\r\n";
  std::string manifest =
      "Manifest-Version: 1.0\r\n\r\nName: AndroidManifest.xml\r\nSHA-256-Digest: x\r\n\r\n";
  std::vector<BlockSigner> v2 = {by(certificate_of())};
  std::vector<BlockSigner> v3 = {by(certificate_of())};
  BlockSpec block;
  std::string v1_name = "META-INF/CERT.EC";
  std::string prefix, comment, behind_block;

  std::string build() const {
    ZipBuilder zip;
    zip.prefix = prefix;
    zip.adjust_offsets = true;
    zip.comment = comment;
    zip.add("AndroidManifest.xml", "manifest", true);
    if (!v1.empty()) {
      zip.add("META-INF/MANIFEST.MF", manifest, true);
      zip.add("META-INF/CERT.SF", list, true);
      zip.add(v1_name, v1, true);
    }
    BlockSpec spec = block;
    if (!v3.empty()) spec.pairs.insert(spec.pairs.begin(), {PairId::kV3, v3_of(v3)});
    if (!v2.empty()) spec.pairs.insert(spec.pairs.begin(), {PairId::kV2, v2_of(v2)});
    if (!spec.pairs.empty()) zip.before_directory = signing_block_of(spec) + behind_block;
    return zip.build();
  }
};

}  // namespace

TEST_CASE("an honest package has its signers and nothing odd") {
  const Read out = read(Signed().build());
  INFO(out.listing());
  CHECK(out.schemes() == std::vector<std::string>{"v1", "v2", "v3"});
  const platforms::Signer& v2 = out.package.signer[1];
  CHECK(v2.subject == "CN=demo,O=示例市政务服务中心,C=CN");
  CHECK(v2.issuer == v2.subject);
  CHECK(v2.sha256 == core::sha256_hex(certificate_of()));
  CHECK(v2.sha1.size() == 40);
  CHECK(v2.md5.size() == 32);
  CHECK(v2.valid_from == "2024-01-01T00:00:00Z");
  CHECK(v2.valid_until == "2049-01-01T00:00:00Z");
  CHECK(v2.key == "EC 256");
  CHECK(out.set.gaps.empty());
  CHECK(out.says("signer v2 sha256=" + v2.sha256 + " subject=CN=demo"));
  for (const evidence::Evidence& e : out.set.evidence) CHECK(e.text.starts_with("signer v"));
}

TEST_CASE("each scheme alone is read; a package of none is unsigned") {
  Signed none;
  none.v1.clear();
  none.v2.clear();
  none.v3.clear();
  CHECK(read(none.build()).says("signer-unsigned"));
  Signed v2 = none;
  v2.v2 = {by(certificate_of())};
  CHECK(read(v2.build()).schemes() == std::vector<std::string>{"v2"});
  Signed v1 = none;
  v1.v1 = pkcs7_of();
  v1.list = "Signature-Version: 1.0\r\n\r\n";
  for (const std::string name : {"META-INF/CERT.RSA", "META-INF/cert.ec", "META-INF/X.DSA"}) {
    v1.v1_name = name;
    const Read out = read(v1.build());
    CHECK(out.schemes() == std::vector<std::string>{"v1"});
    CHECK_FALSE(out.says("signer-scheme-stripped"));
  }
  v1.v1_name = "META-INF/services/CERT.RSA";  // not where signatures are
  CHECK(read(v1.build()).schemes().empty());
}

TEST_CASE("schemes of different certificates are a mismatch, unless they were rotated") {
  Signed two;
  two.v1 = pkcs7_of(other_than_usual());
  CHECK(read(two.build()).says("signer-mismatch v1="));
  Signed rotated;
  BlockSigner newer = by(certificate_of(other_than_usual()));
  newer.lineage = {certificate_of(), certificate_of(other_than_usual())};
  rotated.v3 = {newer};
  const Read out = read(rotated.build());
  INFO(out.listing());
  CHECK_FALSE(out.says("signer-mismatch"));
  CHECK(out.says("signer-lineage v3 sha256=" + core::sha256_hex(certificate_of())));
  rotated.v3 = {by(certificate_of(other_than_usual()))};
  CHECK(read(rotated.build()).says("signer-mismatch"));
  Signed several;  // two signers of one scheme are no mismatch with the same two of another
  several.v2 = {by(certificate_of()), by(certificate_of(other_than_usual()))};
  several.v3.clear();
  several.v1.clear();
  CHECK(read(several.build()).package.signer.size() == 2);
  CHECK_FALSE(read(several.build()).says("signer-mismatch"));
}

TEST_CASE("schemes that an older one announces and that are not there were stripped") {
  Signed stripped;
  stripped.v2.clear();
  stripped.v3.clear();
  const Read out = read(stripped.build());
  CHECK(out.says("signer-scheme-stripped v2"));
  CHECK(out.says("signer-scheme-stripped v3"));
  Signed by_v2;
  by_v2.v1.clear();
  by_v2.v3.clear();
  by_v2.v2[0].also_signed = 3;
  CHECK(read(by_v2.build()).says("signer-scheme-stripped v3"));
  by_v2.v3 = {by(certificate_of())};
  CHECK_FALSE(read(by_v2.build()).says("signer-scheme-stripped"));
}

TEST_CASE("debug and expired certificates, short keys and weak digests are said once") {
  CertificateSpec spec;
  spec.subject = {{"C", "US"}, {"O", "Android"}, {"CN", "Android Debug"}};
  spec.not_after = kNow - 1;
  spec.key = CertificateSpec::Key::kRsa1024;
  Signed weak;
  weak.v1.clear();
  weak.v2 = weak.v3 = {by(certificate_of(spec))};
  weak.v2[0].algorithms = {0x0301};
  const Read out = read(weak.build());
  INFO(out.listing());
  CHECK(out.says("signer-debug-certificate CN=Android Debug,O=Android,C=US"));
  CHECK(out.says("signer-expired until=2025-12-31"));
  CHECK(out.says("signer-weak key RSA 1024"));
  CHECK(out.says("signer-weak v2 DSA-SHA256"));
  CHECK(std::count_if(out.set.evidence.begin(), out.set.evidence.end(),
                      [](const evidence::Evidence& e) { return e.text.starts_with("signer-expired"); }) == 1);
}

TEST_CASE("what stands beside the signatures is told: channels, comment, unknown pairs") {
  Signed with;
  with.block.pairs = {{PairId::kWalle, "{\"channel\":\"huawei\"}"},
                      {PairId::kVasDolly, "xiaomi"},
                      {PairId::kDependencies, std::string(100, '\x01')},
                      {PairId::kPadding, std::string(400, '\0')},
                      {0x12345678, "plain words"},
                      {0x12345679, std::string(3, '\xff')}};
  with.comment = "渠道=应用宝\n\x1b[2J";
  const Read out = read(with.build());
  INFO(out.listing());
  CHECK(out.says("channel walle {\"channel\":\"huawei\"}"));
  CHECK(out.says("channel vasdolly xiaomi"));
  CHECK(out.says("signing-block dependency-info bytes=100"));
  CHECK(out.says("signing-block id=0x12345678 bytes=11 text=plain words"));
  CHECK(out.says("signing-block id=0x12345679 bytes=3"));
  CHECK(out.says("zip-comment"));
  for (const evidence::Evidence& e : out.set.evidence) CHECK(e.text.find('\x1b') == std::string::npos);
  CHECK_FALSE(out.says("signing-block id=0x42726577"));
}

TEST_CASE("a block the system does not see signs nothing, and is told") {
  Signed magic;
  magic.v1.clear();
  magic.block.magic = "APK Sig Block 43";
  const Read wrong = read(magic.build());
  CHECK(wrong.package.signer.empty());
  CHECK(wrong.says("signing-block-magic APK Sig Block 43"));
  CHECK(wrong.says("signer-ignored v2 sha256="));
  CHECK(wrong.says("signer-unreadable"));
  Signed moved;
  moved.behind_block = "something between";
  const Read displaced = read(moved.build());
  CHECK(displaced.schemes() == std::vector<std::string>{"v1"});
  CHECK(displaced.says("signing-block-displaced"));
  CHECK(displaced.says("signer-scheme-stripped v2"));
}

TEST_CASE("what cannot be read of a signature is a gap") {
  Signed broken;
  broken.v1 = "no signature at all";
  broken.v2 = {by("no certificate")};
  broken.v3.clear();
  const Read out = read(broken.build());
  INFO(out.listing());
  CHECK(out.set.gaps.size() == 2);
  CHECK(out.package.signer.empty());
  CHECK(out.says("signer-unreadable"));
  CHECK_FALSE(out.says("signer-unsigned"));
}

TEST_CASE("code in front of the archive is told, and what protects against it") {
  Signed janus;
  janus.prefix = "dex\n035 and more of it";
  CHECK(read(janus.build()).says("dex-before-zip"));
  CHECK_FALSE(read(janus.build()).says("dex-before-zip v1-only"));
  janus.v2.clear();
  janus.v3.clear();
  CHECK(read(janus.build()).says("dex-before-zip v1-only"));
  CHECK_FALSE(read(Signed().build()).says("dex-before-zip"));
}

TEST_CASE("files the signature lists and the archive does not have are a gap; wrapped names are one name") {
  Signed listing;
  listing.manifest =
      "Manifest-Version: 1.0\r\n\r\nName: AndroidManifest.xml\r\nSHA-256-Digest: x\r\n\r\n"
      "Name: META-INF/CERT\r\n .SF\r\n\r\n";
  CHECK(read(listing.build()).set.gaps.empty());
  listing.manifest += "Name: assets/taken\r\n  out.js\r\n\r\nName: gone.js\n\n";
  const Read out = read(listing.build());
  REQUIRE(out.set.gaps.size() == 1);
  CHECK(out.set.gaps[0].why == GapReason::kMissingPart);
  CHECK(out.says("signed-entry-missing assets/taken out.js, count=2"));
}

TEST_CASE("names in GBK are readable") {
  CertificateSpec spec;
  spec.subject = {{"O", "\xca\xbe\xc0\xfd\xca\xd0"}};
  spec.utf8 = false;
  Signed old;
  old.v1 = pkcs7_of(spec);
  old.v2.clear();
  old.v3.clear();
  CHECK(read(old.build()).package.signer[0].subject == "O=示例市");
}

TEST_CASE("no cut and no flipped byte of a signed package crashes its signer's reader") {
  Signed one;
  one.block.pairs = {{PairId::kWalle, "{}"}};
  one.comment = "c";
  const auto try_it = [](const std::string& bytes) {
    const auto tree = io::open_zip(bytes, {});
    if (!tree) return;
    Read out;
    evidence::Collector collector(out.set, nullptr);
    platforms::android::read_signer(**tree, out.package, collector, kNow);
  };
  const std::string bytes = one.build();
  for (size_t at = 0; at < bytes.size(); at += 3) {
    try_it(bytes.substr(0, at));
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(~flipped[at]);
    try_it(flipped);
  }
  SUCCEED();
}
