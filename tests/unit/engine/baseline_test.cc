#include "engine/baseline.h"

#include <catch2/catch.hpp>

#include "rules/load.h"
#include "unit/engine/claimed.h"

using namespace jianfu;
using namespace jianfu::tests;
using engine::Baseline;
using engine::Report;
using engine::Verdict;

namespace {

// Whether the first finding of `now` is known when `before` was the baseline.
bool known(const Report& before, Report now) {
  std::vector<Report> reports = {std::move(now)};
  engine::apply_baseline(engine::baseline_of({before}), reports);
  return reports[0].findings[0].known;
}

engine::BaselineRead read(const std::string& bytes) { return engine::read_baseline(bytes, "b.json", rules::built_in()); }
std::string complaint(const std::string& bytes) {
  const engine::BaselineRead got = read(bytes);
  return got.problems.empty() ? "" : got.problems.front().render(Lang::kEn);
}

Report sign(Verdict verdict = Verdict::kSuspected) { return app("cn.x", {found("clock-in", "pages/sign", "f1", verdict)}); }

}  // namespace

TEST_CASE("a finding is known by its fingerprint, or by rule and screen when its texts changed") {
  CHECK(known(sign(), sign()));
  CHECK(known(sign(), app("cn.x", {found("clock-in", "pages/sign", "f2")})));
  CHECK(known(sign(), app("cn.x", {found("clock-in", "pages/moved", "f1")})));
  CHECK_FALSE(known(sign(), app("cn.x", {found("clock-in", "pages/other", "f2")})));
  CHECK_FALSE(known(sign(), app("cn.x", {found("likes", "pages/sign", "f2")})));
}

TEST_CASE("what became worse is new, what became better is known") {
  CHECK_FALSE(known(sign(Verdict::kExplain), sign(Verdict::kSuspected)));
  CHECK(known(sign(Verdict::kSuspected), sign(Verdict::kExplain)));
}

TEST_CASE("an undecided rule is known as such, and makes no finding known") {
  Report before = app("cn.x");
  before.results = {came_to("clock-in", Verdict::kNotDetermined)};
  before.required = {lacking("complaint-channel", Verdict::kNotDetermined)};
  std::vector<Report> now = {before};
  now[0].findings = {found("clock-in", "", "f1", Verdict::kHint)};
  engine::apply_baseline(engine::baseline_of({before}), now);
  CHECK(now[0].results[0].known);
  CHECK(now[0].required[0].known);
  CHECK_FALSE(now[0].findings[0].known);
  now[0].required[0].verdict = Verdict::kExplain;
  engine::apply_baseline(engine::baseline_of({before}), now);
  CHECK_FALSE(now[0].required[0].known);
}

TEST_CASE("one difference from the declaration does not make another one known") {
  Report before = app("cn.x", {found("declared-identity", "", "version", Verdict::kExplain)});
  Report now = app("cn.x", {found("declared-identity", "", "signer", Verdict::kExplain)});
  before.findings[0].presence_because = now.findings[0].presence_because = "identity";
  CHECK_FALSE(known(before, now));
  now.findings[0].fingerprint = "version";
  CHECK(known(before, now));
}

TEST_CASE("packages are told by their id, and where there is none by kind and name") {
  std::vector<Report> other = {app("cn.y", {found("clock-in", "pages/sign", "f1")})};
  const engine::BaselineUse use = engine::apply_baseline(engine::baseline_of({sign()}), other);
  REQUIRE(use.missing.size() == 1);
  CHECK(use.missing[0]->id == "cn.y");
  CHECK_FALSE(other[0].findings[0].known);

  Report before = app("", {found("clock-in", "pages/sign", "f1")}), now = before;
  before.package.name = "值守13*****5678";  // as a report keeps it
  now.package.name = "值守13812345678";
  CHECK(known(before, now));
  now.package.name = "巡查13812345678";
  CHECK_FALSE(known(before, now));
}

TEST_CASE("a package inside is compared with itself; a new one is no other package") {
  Report before = sign();
  before.nested = {app("cn.inner", {found("likes", "pages/l", "f3")})};
  std::vector<Report> now = {before};
  now[0].nested.push_back(app("cn.new", {found("likes", "pages/l", "f3")}));
  const engine::BaselineUse use = engine::apply_baseline(engine::baseline_of({before}), now);
  CHECK(use.missing.empty());
  CHECK(now[0].nested[0].findings[0].known);
  CHECK_FALSE(now[0].nested[1].findings[0].known);
}

TEST_CASE("entries that were not met again are counted, of packages that were scanned") {
  const Report before = app("cn.x", {found("clock-in", "pages/sign", "f1"), found("likes", "pages/l", "f2")});
  const Baseline baseline = engine::baseline_of({before, app("cn.y", {found("likes", "pages/l", "f3")})});
  std::vector<Report> now = {sign(Verdict::kHint)};
  CHECK(engine::apply_baseline(baseline, now).vanished == 1);
}

TEST_CASE("an input that could not be read is no other package") {
  std::vector<Report> now = {app("")};
  now[0].unread = engine::Bilingual{"读不了", "unreadable"};
  CHECK(engine::apply_baseline(engine::baseline_of({sign()}), now).missing.empty());
}

TEST_CASE("the order of reports does not matter, and the same is kept once") {
  const Report a = app("cn.a", {found("likes", "p", "f2"), found("clock-in", "q", "f1")}), b = app("cn.b");
  const Baseline one = engine::baseline_of({a, b, a}), two = engine::baseline_of({b, a});
  REQUIRE(one.packages.size() == 2);
  CHECK(one.packages[0].id == "cn.a");
  CHECK(one.packages[0].entries == two.packages[0].entries);
  CHECK(one.packages[0].entries[0].rule == "clock-in");
}

TEST_CASE("a damaged, foreign or newer baseline is refused with its place") {
  const std::string whole =
      R"({"schema": "jianfu-baseline/1", "packages": [{"id": "a", "kind": "apk", "name": "", "entries": [{"of": "finding", "rule": "clock-in", "module": "", "fingerprint": "f", "verdict": "hint"}]}]})";
  const auto changed = [&](const std::string& piece, const std::string& by) {
    std::string bytes = whole;
    const size_t at = bytes.find(piece);
    REQUIRE(at != std::string::npos);
    bytes.replace(at, piece.size(), by);
    return complaint(bytes);
  };
  CHECK(complaint(whole).empty());
  CHECK(changed("baseline/1", "baseline/2") == "b.json:1:12: schema should be one of jianfu-baseline/1; found jianfu-baseline/2");
  CHECK_THAT(changed("jianfu-baseline/1", "jianfu-report/1"), Catch::Contains("found jianfu-report/1"));
  CHECK_THAT(changed("\"schema\"", "\"scheme\""), Catch::Contains("schema is missing"));
  CHECK_THAT(changed("clock-in", "clockin"), Catch::Contains("no such rule: clockin") && Catch::Contains("clock-in"));
  CHECK_THAT(changed("\"hint\"", "\"bad\""), Catch::Contains("verdict should be one of"));
  CHECK_THAT(changed("\"finding\"", "\"thing\""), Catch::Contains("of should be one of finding | required | undecided"));
  CHECK_THAT(changed("\"kind\": \"apk\", ", ""), Catch::Contains("kind is missing"));
  CHECK_THAT(complaint(whole.substr(0, whole.size() / 2)), Catch::StartsWith("b.json:1:"));
}
