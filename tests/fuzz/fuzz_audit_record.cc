// Result files and packed bytes: what is read is written the same again; a seal that does not fit is an error. The
// input is read as it is, and sealed, so that what lies behind the digest is reached.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "audit/pack.h"
#include "audit/record.h"

using namespace jianfu;

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

void check_record(std::string_view file) {
  const Result<audit::Record> record = audit::from_bytes(file, "r");
  if (!record) return check(record.error().where == "r");
  const Result<audit::Record> again = audit::from_bytes(audit::to_bytes(*record), "r");
  check(again && *again == *record);
}

void check_packed(std::string_view bytes) {
  const Result<std::string> text = audit::unpacked(bytes);
  if (!text) return;
  const Result<std::string> again = audit::unpacked(audit::packed(*text));
  check(again && *again == *text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_record(bytes);
  check_record(audit::sealed(bytes));
  check_packed(bytes);
  const std::string sealed = audit::sealed(bytes);
  const Result<std::string_view> body = audit::unsealed(sealed, "r");
  check(body && *body == bytes);
  if (size > 0) check(!audit::unsealed(std::string_view(sealed).substr(0, sealed.size() - 1), "r"));
  return 0;
}

std::vector<std::string> seeds() {
  audit::Record record;
  record.content = std::string(64, 'a');
  record.kind = "apk";
  record.name = "村务通";
  record.verdict = "suspected";
  record.size = 1ull << 40;
  record.packed = true;
  record.provisions = {{"三（六）1", "签到", "clock-in", "suspected"}};
  audit::FindingRow finding;
  finding.rule = "clock-in";
  finding.places = {{"label", "act", "打卡", "a.xml", "s", "b", 7}, {}};
  record.findings = {finding, {}};
  record.required = {{"r", "f", "p", "explain", "g", "标题", "title"}};
  record.undecided = {{"r", "p", "标题", "title"}};
  record.gaps = {{"limit", "e", "过大", "too large", "请", "ask", 300}};
  record.gaps_in_all = 70'000;
  record.tricks = {{"zip-prefix", "e", "bytes=3", "痕迹", "a sign", 300}};
  record.features = {{"title", "签到"}};
  record.report = audit::packed("{\"schema\": 1}");
  const std::string file = audit::to_bytes(record);
  const Result<std::string_view> body = audit::unsealed(file, "seed");
  return {file, std::string(*body), record.report};
}
