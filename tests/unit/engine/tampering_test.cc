// Which facts are signs of tampering, and how many places of each there are.
#include "engine/tampering.h"

#include <catch2/catch.hpp>

#include <set>
#include <string>

using namespace jianfu;

namespace {

void add(evidence::EvidenceSet& set, std::string text, std::string place) {
  evidence::Evidence item;
  item.kind = evidence::Kind::kFact;
  item.text = std::move(text);
  item.at.entry = std::move(place);
  set.evidence.push_back(std::move(item));
}

platforms::Package apk() {
  platforms::Package out;
  out.kind = "apk";
  return out;
}

}  // namespace

TEST_CASE("a trick stands once, with its first place and all its places") {
  evidence::EvidenceSet set;
  add(set, "axml-root-type", "res/layout/b.xml");
  add(set, "axml-root-type", "res/layout/a.xml");
  add(set, "zip-unknown-method method=21, count=3", "classes.dex");
  add(set, "zip-duplicate-name count=2", "x");
  add(set, "zip-trailing-data bytes=100", "");
  const auto tricks = engine::tricks_of(apk(), set);
  REQUIRE(tricks.size() == 4);
  CHECK(tricks[0].id == "zip-unknown-method");
  CHECK(tricks[0].detail == "method=21");
  CHECK(tricks[0].places == 3);
  CHECK(tricks[1].id == "zip-duplicate-name");
  CHECK(tricks[1].detail.empty());
  CHECK(tricks[1].places == 2);
  CHECK(tricks[2].id == "zip-trailing-data");
  CHECK(tricks[2].places == 1);
  CHECK(tricks[3].id == "axml-root-type");
  CHECK(tricks[3].place == "res/layout/a.xml");
  CHECK(tricks[3].places == 2);
}

TEST_CASE("ordinary facts are no tricks, nor is what else calls itself alike") {
  evidence::EvidenceSet set;
  for (const char* text : {"zip-comment channel", "signer v1 sha256=00", "signer-unsigned", "channel walle x", "targetSdk=33",
                           "zip-fake-encryption2", "packing.code-bytes bytes=1", "zip-no-directory"})
    add(set, text, "");
  add(set, "wxapkg-encrypted appid=wx0123456789abcdef", "");
  set.evidence.emplace_back().text = "zip-fake-encryption";  // a text that an app shows
  CHECK(engine::tricks_of(apk(), set).empty());
}

TEST_CASE("archives inside count for what hides their content, packages inside for everything") {
  evidence::EvidenceSet set;
  add(set, "zip-trailing-data bytes=3", "assets/www.zip!/");
  CHECK(engine::tricks_of(apk(), set).empty());
  add(set, "zip-fake-encryption flags=0x1", "assets/www.zip!/index.html");
  add(set, "zip-prefix bytes=3", "base.apk!/");
  add(set, "axml-root-type", "assets/www.zip!/a.xml");
  CHECK(engine::tricks_of(apk(), set).size() == 3);
}

TEST_CASE("an archive of sources has no tricks") {
  evidence::EvidenceSet set;
  add(set, "zip-trailing-data bytes=3", "");
  platforms::Package source;
  source.kind = "android-source";
  CHECK(engine::tricks_of(source, set).empty());
  CHECK(engine::tricks_of(apk(), set).size() == 1);
}

TEST_CASE("no trick is listed twice") {
  const auto known = engine::known_tricks();
  CHECK(std::set<std::string_view>(known.begin(), known.end()).size() == known.size());
}
