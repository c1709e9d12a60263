// The text form: anything is read or refused, and what was read comes back the same.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "evidence/collector.h"
#include "evidence/text_form.h"

using namespace jianfu::evidence;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  auto set = from_text({reinterpret_cast<const char*>(data), size});
  if (!set) return 0;
  const auto again = from_text(to_text(*set));
  if (!again || again->modules != set->modules || again->edges != set->edges ||
      again->evidence != set->evidence || again->gaps != set->gaps || again->coverage != set->coverage)
    std::abort();
  sort(*set);
  return 0;
}

std::vector<std::string> seeds() {
  return {
      "module page pages/sign/index title=\"签到\" owner=app reach=yes entry=no at=pages/sign/index.js\n"
      "edge opens pages/index/index pages/sign/index at=pages/index/index.js:40\n"
      "text label \"立即\\n\\\"打卡\\\"\" in=pages/sign/index at=a.wxml:12:5 tr:zh-TW=\"x\" "
      "resource=string/a locale=zh\n"
      "call wx.chooseMedia \"x\" sourceType=\"camera\" arg:\"a b\"=\"\\xFF\\u200B\" at=classes.dex+0x1234 "
      "symbol=a.b\n"
      "field \"现场照片\" required dormant in=p owner=third-party\n"
      "gap packed at=classes.dex in=p hides=text,call bytes=9 what=past_end arg=\"1\" arg=\"2\" detail=x "
      "ask-zh=y\n"
      "coverage entries=3 read=2 bytes=99 text=1\n",
  };
}
