// What documents list of very many things, on both sides of their bounds.
#include <catch2/catch.hpp>

#include "report/summary.h"
#include "report/writers.h"
#include "unit/report/office_parts.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::tests;

namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string written(const std::string& writer, const std::vector<engine::Report>& reports) {
  report::WriteOptions options;
  options.profile = "technical";
  const std::string out = report::find_writer(writer)->write(reports, options);
  return report::find_writer(writer)->binary ? office_text(out) : out;
}

struct Bound {
  std::string writer;
  size_t most = 0;
};
// `reports_of(n)` has n of a thing; beyond the bound of a document one more is counted.
template <typename Reports>
void check_bounds(const std::vector<Bound>& bounds, Reports reports_of, const std::string& more) {
  for (const Bound& bound : bounds) {
    INFO(bound.writer);
    CHECK_FALSE(has(written(bound.writer, reports_of(bound.most)), more));
    CHECK(has(written(bound.writer, reports_of(bound.most + 1)), more));
  }
}

engine::Report with_places(size_t count) {
  engine::Report out = clean_report();
  engine::Finding finding = full_report().findings[0];
  finding.evidence.clear();
  finding.counter_evidence.clear();
  out.findings.assign(count, finding);
  return out;
}

engine::Report with_gaps(size_t count) {
  engine::Report out = clean_report();
  const engine::GapView gap = full_report().gaps[0];
  for (size_t i = 0; i < count; ++i) {
    out.gaps.push_back(gap);
    out.gaps.back().id = "g" + std::to_string(i + 1);
    out.results[0].blocked_by.push_back(out.gaps.back().id);
  }
  return out;
}

std::vector<engine::Report> unread(size_t count) {
  engine::Report one;
  one.package.path = "x.apk";
  one.unread = {"不是安装包", "no package"};
  std::vector<engine::Report> out(count, one);
  out.push_back(clean_report());
  return out;
}

}  // namespace

TEST_CASE("the places of a rule are bounded, and the rest is counted") {
  const auto reports = [](size_t n) { return std::vector{with_places(n)}; };
  check_bounds({{"html", report::kMostListed + 20}, {"docx", report::kMostListed + 3}, {"markdown", 3}}, reports,
               "另有 1 处未列出，完整内容见 JSON、CSV 或 XLSX 输出。");
}

TEST_CASE("gaps are bounded, and the rest is counted") {
  const auto reports = [](size_t n) { return std::vector{with_gaps(n)}; };
  check_bounds({{"html", 100}, {"docx", 30}, {"markdown", 30}}, reports, "另有 1 处未列出，完整内容见 JSON 或 XLSX 输出。");
}

TEST_CASE("a rule names the first of very many gaps in its way") {
  for (const std::string writer : {"html", "docx", "markdown", "csv"}) {
    INFO(writer);
    engine::Report report = with_gaps(5000);
    report.results[0].verdict = engine::Verdict::kNotDetermined;
    const std::string out = written(writer, {report});
    CHECK(has(out, "g6、…"));
    CHECK_FALSE(has(out, "g4999"));
  }
}

TEST_CASE("inputs that could not be read are bounded, and what was read is listed behind them") {
  check_bounds({{"html", report::kMostListed}, {"docx", report::kMostListed}, {"markdown", 100}}, unread,
               "另有 1 项无法读取的输入未列出");
  CHECK(has(written("markdown", unread(101)), "未见问题"));
}

TEST_CASE("lists of what a package holds are bounded, and the rest is counted") {
  const auto reports = [](size_t n) {
    engine::Report out = clean_report();
    out.inventory.permissions.assign(n, "android.permission.X");
    return std::vector{out};
  };
  check_bounds({{"html", report::kMostListed}, {"docx", report::kMostListed}, {"markdown", 50}}, reports, "另有 1 项未列出");
}
