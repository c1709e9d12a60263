// Registers of apps, as CSV and as a workbook: every filing can be told by something, and what it says is in our form or
// is complained of with its place.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "audit/filing.h"
#include "builders/workbook_builder.h"
#include "core/date.h"
#include "io/spreadsheet.h"
#include "text/utf.h"

using namespace jianfu;

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

bool none_or_digest(const std::string& text) {
  return text.empty() || (text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos);
}

void check_register(std::string_view bytes, const std::string& name) {
  const Result<audit::FilingList> list = audit::read_filings(bytes, name, {});
  if (!list) return check(list.error().where.starts_with(name) && !list.error().render(Lang::kZh).empty());
  check(!list->filings.empty());
  for (const audit::Filing& one : list->filings) {
    check(one.row > 0 && !(one.name.empty() && one.app_id.empty()));
    check(none_or_digest(one.sha256) && none_or_digest(one.signer));
    check(one.date.empty() || core::is_date(one.date));
    for (const std::string* const text : {&one.unit, &one.level, &one.name, &one.number, &one.version}) check(text::valid_utf8(*text));
  }
  for (const Error& problem : list->problems) check(problem.where.starts_with(name + ":") && text::valid_utf8(problem.render(Lang::kZh)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  check_register({reinterpret_cast<const char*>(data), size}, "清单");
  return 0;
}

std::vector<std::string> seeds() {
  const std::string digest(64, 'A');
  const std::string table = "备案清单\n单位,层级,应用名称（全称）,包名,备案号,备案日期,是否面向基层,sha-256,备注\n"
                            "甲县民政局,县级,村务通,gov.demo.a,备1,2025年3月1日,是," + digest + ",x\n"
                            "\"乙镇\n人民政府\",乡级,\"签到,\"\"报送\"\"\",,,45658,否,zz,\n,,,,,,,,\n";
  const std::string sheet =
      R"(<worksheet><sheetData><row><c t="inlineStr"><is><t>app</t></is></c><c t="inlineStr"><is><t>date</t></is></c></row>)"
      R"(<row><c t="str"><v>村务通</v></c><c><v>45658.5</v></c></row></sheetData></worksheet>)";
  return {table, "unit;name;date\na;b;2026/1/5\n", "\xEF\xBB\xBFname\tdate\nb\t2026.01.05 10:00\n", builders::WorkbookBuilder{sheet}.build()};
}
