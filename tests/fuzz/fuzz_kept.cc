// Kept evidence: anything is recalled or refused. The bytes are what stands inside, because the digest around it would
// refuse nearly all others.
#include <cstdint>
#include <string>
#include <vector>

#include "evidence/binary_form.h"
#include "evidence/text_form.h"

using namespace jianfu::evidence;

namespace {

struct Everything final : Choice {
  bool wants_foreign_code() const override { return true; }
  By by(const EvidenceSet&, const Evidence&) const override { return By::kAnyText; }
  bool wants(By, std::string_view text) const override { return text.size() % 2 == 0; }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  jianfu::io::ByteReader in({reinterpret_cast<const char*>(data), size});
  auto set = from_binary(in, Everything());
  if (set) add_foreign(in, Everything(), *set);
  return 0;
}

std::vector<std::string> seeds() {
  const auto set = from_text(
      "module page pages/sign/index title=\"签到\" owner=app reach=yes entry=no at=pages/sign/index.js\n"
      "module class lib.X owner=third-party\n"
      "edge opens pages/index/index pages/sign/index at=pages/index/index.js:40\n"
      "text label \"立即打卡\" in=pages/sign/index at=a.wxml:12:5 tr:zh-TW=\"x\" resource=string/a locale=zh\n"
      "call wx.chooseMedia \"x\" sourceType=\"camera\" at=classes.dex+0x1234 symbol=a.b\n"
      "call a.b in=lib.X\n"
      "gap packed at=classes.dex hides=text,call bytes=9 what=past_end arg=\"1\" arg=\"2\" detail=x\n"
      "coverage entries=3 read=2 bytes=99 text=1\n");
  return {to_binary(*set) + foreign_to_binary(*set)};
}
