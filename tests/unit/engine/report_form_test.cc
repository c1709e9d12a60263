#include "engine/report_form.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "builders/damage.h"
#include "builders/sample_builder.h"
#include "engine/scan.h"
#include "report/writers.h"
#include "rules/load.h"

using namespace jianfu;
using engine::Report;

namespace {

// Every sixth: all formats twice take their time.
std::vector<Report> reports_of_samples() {
  std::vector<Report> out;
  size_t number = 0;
  const engine::Scanner scanner(rules::built_in());
  engine::ScanOptions options;
  options.scope.reasons = true;
  options.stats = true;
  for (const builders::Sample& sample : builders::build_samples(std::string(JIANFU_SOURCE_DIR) + "/samples")) {
    if (number++ % 6 != 0) continue;
    const std::string path = (std::filesystem::temp_directory_path() / ("jianfu-form-" + sample.file)).string();
    std::ofstream(path, std::ios::binary) << sample.bytes;
    scanner.scan({path}, options, [&](engine::Scanner::Outcome outcome) {
      if (outcome.report) out.push_back(std::move(*outcome.report));
    });
    std::filesystem::remove(path);
  }
  return out;
}

}  // namespace

TEST_CASE("a report that went through its form writes the same bytes in every format, unmasked too") {
  for (const Report& report : reports_of_samples()) {
    INFO(report.package.path);
    const std::string bytes = engine::to_bytes(report);
    const std::optional<Report> back = engine::report_from(bytes);
    REQUIRE(back);
    CHECK(engine::to_bytes(*back) == bytes);
    for (const report::Writer& writer : report::writers()) {
      INFO(writer.name);
      report::WriteOptions options;
      options.explain = true;
      options.unmask = true;
      CHECK(writer.write({*back}, options) == writer.write({report}, options));
    }
  }
}

TEST_CASE("what no sample shows goes through the form too") {
  Report report;
  report.unread = rules::Bilingual{"读不到", "unread"};
  report.package.path = "\xff\xfe.apk";  // as it is
  report.package.handed_in = true;
  report.declaration.emplace().functions = {{"a", "b"}};
  report.declaration->special.emplace_back().declared.steps = -1;
  engine::Finding& finding = report.findings.emplace_back();
  finding.declared.emplace().steps = -1;
  finding.waiver.emplace().expired = true;
  finding.review.emplace().decision = engine::Decision::kRejected;
  finding.known = true;
  report.nested.emplace_back().gaps.emplace_back().gap.why = GapReason::kTime;
  report.inventory.endpoints = std::vector<std::string>{};
  const std::optional<Report> back = engine::report_from(engine::to_bytes(report));
  REQUIRE(back);
  CHECK(back->unread->zh == "读不到");
  CHECK(back->package.path == report.package.path);
  CHECK(back->declaration->special.front().declared.steps == -1);
  CHECK(back->findings.front().declared->steps == -1);
  CHECK(back->findings.front().waiver->expired);
  CHECK(back->findings.front().review->decision == engine::Decision::kRejected);
  CHECK(back->nested.front().gaps.front().gap.why == GapReason::kTime);
  CHECK(back->inventory.endpoints.has_value());
  CHECK_FALSE(back->stats.has_value());
}

TEST_CASE("bytes that are no report are refused, cut or changed anywhere they do no harm") {
  Report report;
  report.tool.version = "1";
  report.package.frameworks = {"a", "b"};
  report.findings.emplace_back().title = {"题", "title"};
  const std::string bytes = engine::to_bytes(report);
  builders::cut_everywhere(bytes, [](const std::string& cut) { CHECK_FALSE(engine::report_from(cut)); });
  builders::flip_everywhere(bytes, [](const std::string& changed) { (void)engine::report_from(changed); });
  CHECK_FALSE(engine::report_from(bytes + "x"));
  CHECK_FALSE(engine::report_from(""));
}
