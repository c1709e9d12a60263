#include "report/text_writer.h"

#include <catch2/catch.hpp>

#include "report/columns.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::tests;

namespace {

std::string chinese(const engine::Report& report) {
  return report::write_text({report}, {});
}
std::string english(const engine::Report& report) {
  return report::write_text({report}, {Lang::kEn, false, false});
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("print") {
  WARN(chinese(full_report()) + english(full_report()));
}
