#include "report/baseline_writer.h"

#include <catch2/catch.hpp>

#include "rules/load.h"
#include "unit/report/sample_report.h"

using namespace jianfu;

TEST_CASE("a baseline is written an entry a line, and read back as it was") {
  const engine::Baseline baseline = engine::baseline_of({tests::full_report()});
  const std::string bytes = report::write_baseline(baseline);
  CHECK(bytes.starts_with("{\n  \"schema\": \"jianfu-baseline/1\",\n  \"packages\": [\n    {\"id\": \"cn.example.sign\", \"kind\": \"apk\", \"name\": \"示例\", \"entries\": [\n"));
  CHECK(bytes.find("      {\"of\":\"finding\",\"rule\":\"clock-in\",\"module\":\"pages/sign/index\",\"fingerprint\":\"0123456789abcdef\",\"verdict\":\"suspected\"}") != std::string::npos);
  const engine::BaselineRead back = engine::read_baseline(bytes, "b.json", rules::built_in());
  for (const Error& problem : back.problems) UNSCOPED_INFO(problem.render(Lang::kEn));
  REQUIRE(back.problems.empty());
  CHECK(report::write_baseline(back.baseline) == bytes);
}

TEST_CASE("an empty one is JSON too, and names are masked") {
  CHECK(report::write_baseline({}) == "{\n  \"schema\": \"jianfu-baseline/1\",\n  \"packages\": []\n}\n");
  const std::string bytes = report::write_baseline({{{"", "apk", "值守13812345678", {}}}});
  CHECK(bytes.find("13812345678") == std::string::npos);
  CHECK(bytes.find("\"entries\": []}") != std::string::npos);
}
