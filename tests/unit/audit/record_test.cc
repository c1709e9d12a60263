#include "audit/record.h"

#include <catch2/catch.hpp>

#include "audit/pack.h"
#include "io/byte_reader.h"

using namespace jianfu;
using namespace jianfu::audit;

namespace {

Record example() {
  Record out;
  out.content = "0123";
  out.kind = "apk";
  out.name = "村务通";
  out.size = uint64_t{1} << 40;
  out.verdict = "suspected";
  out.packed = true;
  out.provisions = {{"B2", "打卡", "clock-in", "suspected"}};
  FindingRow finding;
  finding.rule = "clock-in";
  finding.places = {{"text", "label", "立即打卡", "pages/a.wxml", "submit", "label", 12}, {"route", "", "a", "", "", "", 0}};
  out.findings = {finding, {}};
  out.required = {{"complaint-channel", "complaint-channel", "D1", "explain", "contact-only", "投诉", "complaints"}};
  out.undecided = {{"points-ranking", "B2", "积分", "points"}};
  out.gaps = {{"packed", "classes.dex", "加固", "packed", "请提供", "hand in", 99}};
  out.gaps_in_all = 70;
  out.tricks = {{"zip-prefix", "a.zip", "bytes=3", "前面接有数据", "data stands in front", 2}};
  out.features = {{"page", "签到"}};
  out.report = packed("{}");
  return out;
}

}  // namespace

TEST_CASE("a record comes back from its bytes") {
  const Record record = example();
  const Result<Record> back = from_bytes(to_bytes(record), "x");
  REQUIRE(back);
  CHECK(*back == record);
  CHECK(*unpacked(back->report) == "{}");
}

TEST_CASE("bytes that are torn, changed, longer or of something else are no record") {
  const std::string whole = to_bytes(example());
  for (size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(from_bytes(whole.substr(0, size), "x"));
  std::string changed = whole;
  changed.back() = static_cast<char>(changed.back() ^ 1);
  CHECK(from_bytes(changed, "x").error().kind == ErrorKind::kCorrupt);
  CHECK(from_bytes(whole + "x", "x").error().kind == ErrorKind::kCorrupt);
  CHECK(from_bytes("{\"findings\": []}", "x").error().kind == ErrorKind::kCorrupt);
}

TEST_CASE("a record of another version is told from a damaged one") {
  std::string other = to_bytes(example());
  other[8] = 9;  // behind the mark
  const Result<Record> back = from_bytes(other, "x.result");
  REQUIRE_FALSE(back);
  CHECK(back.error().kind == ErrorKind::kUnsupported);
  CHECK(back.error().render(Lang::kEn).find("x.result") == 0);
}

TEST_CASE("counts inside of a sealed record are not believed") {
  // A body that says it holds 2^60 findings, well sealed.
  const std::string body = to_bytes(Record{}).substr(8 + 1 + 8 + 64);
  for (size_t at = 0; at < body.size(); ++at) {
    std::string hostile = body;
    hostile.replace(at, 1, std::string(8, '\xFF') + '\x7F');
    const Result<Record> back = from_bytes(sealed(hostile), "x");  // a plain number may be as large as it likes
    CHECK((!back || (back->findings.empty() && back->content.empty() && back->report.empty())));
  }
}

TEST_CASE("what is packed tells when it is damaged") {
  const std::string text(100'000, 'a');
  const std::string small = packed(text);
  CHECK(small.size() < 1'000);
  CHECK(*unpacked(small) == text);
  CHECK_FALSE(unpacked(small.substr(0, small.size() - 1)));
  CHECK_FALSE(unpacked("abc"));
  CHECK_FALSE(unpacked(std::string(8, '\xFF') + "abc"));
}
