#include "formats/wxapkg/crypt.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>

#include "builders/damage.h"
#include "builders/wxapkg_builder.h"
#include "formats/wxapkg/wxapkg.h"

namespace jianfu::formats::wxapkg {
namespace {

const std::string kId = "wx0123456789abcdef";
const std::string kOther = "wxfedcba98765432e0";  // XORs with the same character

// A package of some KB, so that its scripts lie behind the ciphered head.
std::string package(const std::string& mentioned) {
  builders::WxapkgBuilder out;
  std::string service = "var __wxAppData={};\n" + std::string(1200, ' ');
  service += "define(\"app.js\",function(require){App({id:\"" + mentioned + "\"})});\n";
  service += "define(\"pages/a/a.js\",function(require){Page({data:{t:'请登录'}})});\n";
  out.files = {{"/app-config.json", R"({"pages":["pages/a/a"],"page":{"pages/a/a.html":{"window":{}}}})"},
               {"/app-service.js", service}};
  return out.build();
}

std::string names_of(const io::Tree& tree) {
  std::string out;
  for (const io::Entry& entry : tree.entries()) out += entry.name + " ";
  return out;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    out += kDigits[static_cast<unsigned char>(c) >> 4];
    out += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

TEST_CASE("An app id stands for a key and a character") {
  CHECK(hex(key_of(kId)) == "f4795e6a02f148161774416ca90082329196b3d97337a34c2013c97250e0e26e");
  CHECK(xor_of(kId) == 'e');
  CHECK(is_app_id(kId));
  for (const char* no :
       {"", "wx", "wx0123456789abcdeF", "wx0123456789abcde", "wx0123456789abcdef0", "gh0123456789abcdef"})
    CHECK_FALSE(is_app_id(no));
}

TEST_CASE("A package opens with its app id and no other, and comes out as it was") {
  const std::string plain = package("");
  const std::string sealed = builders::encrypted_wxapkg(plain, kId);
  CHECK(sealed.size() == plain.size() + 7);
  CHECK(decrypt(sealed, std::string_view(kId)) == plain);
  CHECK_FALSE(decrypt(sealed, std::string_view(kOther)));
  CHECK_FALSE(decrypt(plain, std::string_view(kId)));
  builders::WxapkgBuilder little;
  little.files = {{"/a.js", "App({})"}};
  const std::string small = little.build();
  CHECK(decrypt(builders::encrypted_wxapkg(small, kId), std::string_view(kId)) == small);
}

TEST_CASE("The app id is found in the package, among those of other programs") {
  const std::string sealed = builders::encrypted_wxapkg(package(kOther + " wx00000000000000a0 " + kId), kId);
  AppIds ids;
  const auto tree = open_encrypted(sealed, {}, &ids);
  REQUIRE(tree);
  CHECK((*tree)->program_id() == kId);
  CHECK(names_of(**tree) == "app-config.json app-service.js ");
  CHECK((*tree)->defects().empty());
  // Its parts open with it then.
  const auto part = open_encrypted(builders::encrypted_wxapkg(package("nothing"), kId), {}, &ids);
  REQUIRE(part);
  CHECK((*part)->program_id() == kId);
  CHECK(ids.fitting.empty());
}

TEST_CASE("An app id that is given counts when it fits; a wrong one is told, and what can be read is read") {
  const std::string sealed = builders::encrypted_wxapkg(package("nothing"), kId);
  AppIds right{{kOther, kId}, {}, {}};
  REQUIRE(open_encrypted(sealed, {}, &right));
  CHECK(right.fitting == std::set<std::string>{kId});
  AppIds wrong{{kOther}, {}, {}};
  const auto tree = open_encrypted(sealed, {}, &wrong);
  REQUIRE(tree);
  CHECK((*tree)->program_id().empty());
  REQUIRE((*tree)->defects().size() == 1);
  CHECK((*tree)->defects().front().what.id == Msg::wxapkg_wrong_app_id);
  CHECK(wrong.fitting.empty());
  const auto found = open_encrypted(builders::encrypted_wxapkg(package(kId), kId), {}, &wrong);
  REQUIRE(found);
  CHECK((*found)->program_id() == kId);
}

TEST_CASE("Without a key the scripts are carved, and a gap says what to hand in") {
  const std::string sealed = builders::encrypted_wxapkg(package("nothing"), kId);
  const auto tree = open_encrypted(sealed, {}, nullptr);
  REQUIRE(tree);
  CHECK(names_of(**tree).find("app.js pages/a/a.js ") != std::string::npos);
  REQUIRE((*tree)->defects().size() == 1);
  CHECK((*tree)->defects().front().why == GapReason::kEncrypted);
  CHECK((*tree)->defects().front().what.id == Msg::wxapkg_no_key);
  const auto nothing = open_encrypted("V1MMWX" + std::string(5000, '\x77'), {}, nullptr);
  REQUIRE_FALSE(nothing);
  CHECK(nothing.error().what.id == Msg::wxapkg_no_key);
}

TEST_CASE("A package full of app ids costs no more than a few of them") {
  std::string ids;
  for (int i = 0; i < 20'000; ++i) {
    std::string id = std::to_string(1'000'000'000 + i) + "abcde" + std::to_string(i % 10);
    id[14] = 'e';
    ids += "wx" + id + ",";
  }
  const std::string sealed = builders::encrypted_wxapkg(package(ids), kId);
  CHECK(app_ids_in(sealed).size() <= kMostCandidates);
  // One that is said more often than the others is tried first.
  CHECK(app_ids_in(builders::encrypted_wxapkg(package(kId + ids + kId + kId), kId)).front() == kId);
}

TEST_CASE("A large body is searched in one pass") {
  std::string sealed = "V1MMWX" + std::string(64 << 20, 'w');
  for (size_t i = 7; i < sealed.size(); i += 2) sealed[i] = 'x';
  const auto start = std::chrono::steady_clock::now();
  CHECK(app_ids_in(sealed).empty());
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
}

TEST_CASE("Damaged encrypted packages are read without harm") {
  const std::string sealed = builders::encrypted_wxapkg(package(kId), kId);
  for (size_t size = 0; size < sealed.size(); size += 37) {
    AppIds ids{{kId}, {}, {}};
    const auto tree = open_encrypted(sealed.substr(0, size), {}, &ids);
    if (!tree) continue;
    for (size_t i = 0; i < (*tree)->entries().size(); ++i) CHECK((*tree)->read(i).bytes.size() <= size);
  }
}

}  // namespace
}  // namespace jianfu::formats::wxapkg
