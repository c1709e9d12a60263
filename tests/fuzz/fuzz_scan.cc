// The whole way of a package, from bytes to the JSON report, with small limits.
#include <cstdint>
#include <string>
#include <vector>

#include "builders/android_builder.h"
#include "builders/sample_builder.h"
#include "builders/wechat_builder.h"
#include "engine/annotate.h"
#include "engine/judge.h"
#include "engine/reach.h"
#include "evidence/collector.h"
#include "formats/wxapkg/wxapkg.h"
#include "match/matches.h"
#include "platforms/platform.h"
#include "report/writers.h"
#include "rules/load.h"

namespace {

jianfu::Limits small_limits() {
  jianfu::Limits out;
  out.entry_bytes = out.text_bytes = 1 << 20;
  out.total_bytes = 4 << 20;
  out.items = 100'000;
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace jianfu;
  static const match::Matcher matcher(rules::built_in());
  static const Limits limits = small_limits();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto tree = formats::wxapkg::looks_like(bytes) ? formats::wxapkg::open(bytes, limits) : io::open_zip(bytes, limits);
  if (!tree) return 0;
  const platforms::Platform* platform = platforms::recognise(**tree);
  if (platform == nullptr || platform->read == nullptr) return 0;
  const platforms::Input input{"x", tree->get()};
  Result<platforms::Reading> reading = platform->read({&input, 1}, {limits, nullptr});
  if (!reading) return 0;
  engine::annotate(reading->evidence, matcher.rules());
  engine::find_reachable(reading->evidence);
  evidence::sort(reading->evidence);
  const match::Session session(matcher, reading->evidence);
  engine::Report report;
  report.package = reading->package;
  engine::judge(session, engine::Audience::kInternal, report);
  // The other outputs are written from the same report, and have a target of their own (fuzz_report).
  for (const char* const name : {"text", "json"}) report::find_writer(name)->write({report}, {});
  return 0;
}

std::vector<std::string> seeds() {
  using namespace jianfu::builders;
  return {build_apk({{"AndroidManifest.xml", "<manifest package=\"a.b\"><application><activity android:name=\".M\" xmlns:android=\"http://schemas.android.com/apk/res/android\"/></application></manifest>"},
                     {"values/strings.xml", "<resources><string name=\"a\">打卡</string></resources>"},
                     {"code.txt", "class a.b.M extends android.app.Activity\n  method f() void\n    string \"打卡\"\n"}})
              .bytes,
          build_wxapkg({{"app.json", "{\"pages\": [\"p/p\"]}"}, {"app.js", "App({})"}, {"p/p.wxml", "<text>打卡</text>"}, {"p/p.js", "Page({a: '签到'})"}}).bytes};
}
