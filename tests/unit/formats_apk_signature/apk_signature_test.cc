// The signing block: what it says is read, what is broken in it is a defect and costs nothing else.
#include "formats/apk_signature/apk_signature.h"

#include <catch2/catch.hpp>

#include <string>

#include "builders/damage.h"
#include "builders/signing_builder.h"
#include "builders/zip_builder.h"

using namespace jianfu;
using namespace jianfu::formats::apk_signature;
using builders::BlockSigner;
using builders::BlockSpec;
using builders::signing_block_of;
using builders::ZipBuilder;

namespace {

std::string package_with(const std::string& block) {
  ZipBuilder zip;
  zip.add("AndroidManifest.xml", "manifest");
  zip.before_directory = block;
  return zip.build();
}

BlockSigner signer_with(std::vector<std::string> certificates) {
  BlockSigner out;
  out.certificates = std::move(certificates);
  return out;
}

}  // namespace

TEST_CASE("the block before the directory is found with its pairs; a package without one has none") {
  const std::string bytes = package_with(signing_block_of({{{kV2, "two"}, {kWalle, "{\"channel\":\"a\"}"}}}));
  const auto block = find_block(bytes);
  REQUIRE(block);
  CHECK(block->magic == kMagic);
  CHECK_FALSE(block->displaced);
  CHECK(block->defects.empty());
  REQUIRE(block->pairs.size() == 2);
  CHECK(block->find(kV2)->bytes == "two");
  CHECK(bytes.substr(block->find(kWalle)->offset, 2) == "{\"");
  CHECK(block->find(kV3) == nullptr);
  CHECK(bytes.substr(block->offset + block->size, 4) == "PK\x01\x02");
  CHECK_FALSE(find_block(package_with("")));
  CHECK_FALSE(find_block(package_with(std::string(64, '\0') + "APK Sig Block 4")));
  CHECK_FALSE(find_block(""));
}

TEST_CASE("an end record in the comment does not hide the block") {
  ZipBuilder zip;
  zip.add("a", "x");
  zip.before_directory = signing_block_of({{{kV2, "two"}}});
  zip.comment = ZipBuilder().build();
  const auto bytes = zip.build();
  const auto block = find_block(bytes);
  REQUIRE(block);
  CHECK_FALSE(block->displaced);
}

TEST_CASE("sizes that disagree are a defect, and the pairs are still read") {
  BlockSpec spec;
  spec.pairs = {{kV2, "two"}};
  spec.first_size = 7;
  const std::string first = package_with(signing_block_of(spec));
  const auto lying_first = find_block(first);
  REQUIRE(lying_first);
  REQUIRE(lying_first->defects.size() == 1);
  CHECK(lying_first->defects[0].why == GapReason::kCorrupt);
  REQUIRE(lying_first->find(kV2));
  CHECK(lying_first->find(kV2)->bytes == "two");
  spec.first_size.reset();
  spec.last_size = uint64_t{1} << 60;
  const std::string last = package_with(signing_block_of(spec));
  const auto lying_last = find_block(last);
  REQUIRE(lying_last);
  CHECK_FALSE(lying_last->defects.empty());
  REQUIRE(lying_last->find(kV2));
  CHECK(lying_last->find(kV2)->bytes == "two");
}

TEST_CASE("a pair that runs past the end of the block is a defect; those before it are kept") {
  std::string bytes = signing_block_of({{{kV2, "two"}, {kV3, "three"}}});
  const size_t second = 8 + 12 + 3;
  bytes[second] = '\x77';
  const std::string package = package_with(bytes);
  const auto block = find_block(package);
  REQUIRE(block);
  CHECK(block->pairs.size() == 1);
  CHECK(block->defects.size() == 1);
}

TEST_CASE("the magic of another platform, or one that was changed, is told by the magic") {
  for (const std::string magic : {"RPK Sig Block 42", "APK Sig Block 43"}) {
    BlockSpec spec;
    spec.pairs = {{kV2, "two"}};
    spec.magic = magic;
    const std::string bytes = package_with(signing_block_of(spec));
    const auto block = find_block(bytes);
    REQUIRE(block);
    CHECK(block->magic == magic);
    CHECK(block->find(kV2));
  }
  // Not a block: bytes that only look like a size, and a magic without one.
  BlockSpec lying;
  lying.pairs = {{kV2, "two"}};
  lying.magic = "RPK Sig Block 42";
  lying.first_size = 9;
  CHECK_FALSE(find_block(package_with(signing_block_of(lying))));
}

TEST_CASE("the block of HarmonyOS is found by its magic") {
  std::string trailer = "content of the block";
  trailer += std::string("\1\0\0\0", 4) + std::string("\x34\0\0\0\0\0\0\0", 8) + "<hap sign block>" +
             std::string("\3\0\0\0", 4);
  REQUIRE(trailer.size() == 0x34);
  const std::string package = package_with(trailer);
  const auto block = find_block(package);
  REQUIRE(block);
  CHECK(block->magic == "<hap sign block>");
  CHECK(block->size == 0x34);
}

TEST_CASE("a block elsewhere is displaced; that of a package stored inside is nobody's") {
  ZipBuilder moved;
  moved.add("a", "x");
  moved.before_directory = signing_block_of({{{kV2, "two"}}}) + "moved away";
  const std::string bytes = moved.build();
  const auto block = find_block(bytes);
  REQUIRE(block);
  CHECK(block->displaced);
  ZipBuilder outer;
  outer.add("assets/plugin.apk", package_with(signing_block_of({{{kV2, "two"}}})));
  CHECK_FALSE(find_block(outer.build()));
}

TEST_CASE("v2: certificates and algorithms of every signer") {
  BlockSigner first = signer_with({"cert one", "its issuer"});
  first.algorithms = {0x0103, 0x0301};
  first.also_signed = 3;
  const std::string content = builders::v2_of({first, signer_with({"cert two"})});
  const Scheme scheme = read_scheme({kV2, 0, content});
  CHECK(scheme.name == "v2");
  CHECK(scheme.defects.empty());
  REQUIRE(scheme.signers.size() == 2);
  REQUIRE(scheme.signers[0].certificates.size() == 2);
  CHECK(scheme.signers[0].certificates[0] == "cert one");
  CHECK(scheme.signers[1].certificates[0] == "cert two");
  CHECK(scheme.signers[0].algorithms == std::vector<uint32_t>{0x0103, 0x0301});
  CHECK(scheme.signers[0].digests == std::vector<uint32_t>{0x0103, 0x0301});
  CHECK(scheme.signers[0].also_signed == 3U);
  CHECK_FALSE(scheme.signers[1].also_signed);
  CHECK_FALSE(scheme.signers[0].min_sdk);
  CHECK(uses_dsa(0x0301));
  CHECK_FALSE(uses_dsa(0x0103));
  CHECK(algorithm_name(0x0101) == "RSASSA-PSS-SHA256");
  CHECK(algorithm_name(0x99) == "0x99");
}

TEST_CASE("v3: SDK versions, and the certificates that were rotated away, oldest first") {
  BlockSigner signer = signer_with({"new"});
  signer.min_sdk = 28;
  signer.max_sdk = 32;
  signer.lineage = {"old", "middle", "new"};
  const std::string content = builders::v3_of({signer});
  for (const uint32_t id : {kV3, kV31}) {
    const Scheme scheme = read_scheme({id, 0, content});
    CHECK(scheme.name == (id == kV3 ? "v3" : "v3.1"));
    CHECK(scheme.defects.empty());
    REQUIRE(scheme.signers.size() == 1);
    CHECK(scheme.signers[0].min_sdk == 28U);
    CHECK(scheme.signers[0].max_sdk == 32U);
    CHECK(scheme.signers[0].lineage == std::vector<std::string_view>{"old", "middle", "new"});
  }
}

TEST_CASE("a signer without certificate, an empty scheme and a cut one are defects") {
  const std::string none = builders::v2_of({signer_with({})});
  CHECK(read_scheme({kV2, 0, none}).defects.size() == 1);
  CHECK(read_scheme({kV2, 0, ""}).defects.size() == 1);
  const std::string empty(4, '\0');
  CHECK(read_scheme({kV2, 0, empty}).defects.size() == 1);
  const std::string whole = builders::v2_of({signer_with({"first"}), signer_with({"second"})});
  std::string lying = whole;
  lying[0] = static_cast<char>(lying[0] + 1);
  CHECK(read_scheme({kV2, 0, lying}).defects.size() == 1);
}

TEST_CASE("a stamp's certificate is read") {
  const std::string content = std::string("\x0a\0\0\0\x05\0\0\0stamp!", 14);
  const Scheme scheme = read_scheme({kStamp, 0, content});
  CHECK(scheme.name == "stamp");
  REQUIRE(scheme.signers.size() == 1);
  CHECK(scheme.signers[0].certificates[0] == "stamp");
}

TEST_CASE("names are shown as RFC 2253 has them, whatever they were stored in") {
  using io::x509::Name;
  CHECK(display_name({{"C", "CN"}, {"O", "示例市政务服务中心"}, {"CN", "demo"}}) ==
        "CN=demo,O=示例市政务服务中心,C=CN");
  CHECK(display_name({{"O", "a"}, {"CN", "b"}, {"OU", "c", true}}) == "CN=b+OU=c,O=a");
  CHECK(display_name({{"O", " a,b+c\"d\\e<f>; "}}) == "O=\\ a\\,b\\+c\\\"d\\\\e\\<f\\>\\;\\ ");
  CHECK(display_name({{"O", "\xca\xbe\xc0\xfd"}}) == "O=示例");  // GBK
  CHECK(display_name({{"O", "Caf\xe9"}}) == "O=Café");           // Latin-1
  CHECK(display_name({}).empty());
  const std::string shown = display_name({{"O", std::string(5000, 'x')}});
  CHECK(shown.size() < 300);
  CHECK(is_debug_name({{"C", "US"}, {"CN", "Android Debug"}}));
  CHECK_FALSE(is_debug_name({{"O", "Android Debug"}}));
  CHECK(is_test_key_name({{"CN", "Android"}, {"emailAddress", "android@android.com"}}));
  CHECK_FALSE(is_test_key_name({{"CN", "Android"}}));
}

TEST_CASE("no cut and no flipped byte of a signed package crashes, and certificates stay inside the bytes") {
  BlockSigner signer = signer_with({"first", "second"});
  signer.lineage = {"old", "first"};
  signer.also_signed = 3;
  const std::string bytes =
      package_with(signing_block_of({{{kV2, builders::v2_of({signer})}, {kV3, builders::v3_of({signer})}}}));
  const auto read = [](const std::string& damaged) {
    const auto block = find_block(damaged);
    if (!block) return;
    size_t seen = 0;
    for (const Pair& pair : block->pairs) {
      for (const Signer& one : read_scheme(pair).signers) {
        for (const std::string_view certificate : one.certificates) seen += certificate.size();
      }
    }
    if (seen > damaged.size()) FAIL("more certificates than bytes");
  };
  builders::cut_everywhere(bytes, read);
  builders::flip_everywhere(bytes, read);
  SUCCEED();
}
