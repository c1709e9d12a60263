#include "platforms/shared/undecoded.h"

#include <catch2/catch.hpp>

using namespace jianfu;
using evidence::Kind;

namespace {

constexpr const char* kNoSuch = "NO-SUCH-ENCODING";

std::vector<evidence::Gap> gaps_of(std::string_view bytes, const char* encoding) {
  evidence::EvidenceSet set;
  evidence::Collector out(set, nullptr);
  platforms::tell_undecoded(out, bytes, "a.html", encoding);
  return set.gaps;
}

}  // namespace

TEST_CASE("text in GB18030 is a gap where nothing can decode it") {
  const std::string_view gbk = "<p>\xb4\xf2\xbf\xa8\xc7\xa9\xb5\xbd</p>";
  const std::vector<evidence::Gap> gaps = gaps_of(gbk, kNoSuch);
  REQUIRE(gaps.size() == 1);
  CHECK(gaps[0].entry == "a.html");
  CHECK(gaps[0].bytes == gbk.size());
  CHECK(gaps[0].hides.has(Kind::kText));
  CHECK_FALSE(gaps[0].hides.has(Kind::kEndpoint));
  CHECK(gaps[0].what.render(Lang::kEn).find(kNoSuch) != std::string::npos);
  CHECK_FALSE(gaps[0].ask_zh.empty());
  CHECK(gaps_of(gbk, text::kGb18030).empty());
}

TEST_CASE("what needs no converter is none") {
  for (const std::string_view bytes : {"<p>打卡</p>", "plain", "", "\xEF\xBB\xBF\xb4\xf2", "caf\xe9", "\xFF\xFE\x53\x62"})
    CHECK(gaps_of(bytes, kNoSuch).empty());
}
