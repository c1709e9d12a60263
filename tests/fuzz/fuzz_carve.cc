// What is carved is valid UTF-8 and lies in the bytes; UTF-8 is a view of them.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "formats/carve/carve.h"
#include "text/utf.h"

namespace carve = jianfu::formats::carve;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  uint64_t end = 0;
  const carve::Looked looked = carve::utf8(bytes, [&](std::string_view text, uint64_t offset) {
    if (offset < end || offset > size || bytes.substr(offset, text.size()) != text) std::abort();
    if (!jianfu::text::valid_utf8(text)) std::abort();
    end = offset + text.size();
  });
  if (looked.dense > size) std::abort();
  carve::utf16le(bytes, [&](std::string_view text, uint64_t offset) {
    if (offset >= size || !jianfu::text::valid_utf8(text)) std::abort();
  });
  return 0;
}

std::vector<std::string> seeds() {
  using namespace std::string_literals;
  std::string mixed;
  for (int i = 0; i < 3000; ++i) mixed += static_cast<char>(i * 7919 >> 3);
  std::string wide = "\4\0\0\0"s;
  for (const char16_t c : std::u16string(u"考勤打卡😀成功")) {
    wide += static_cast<char>(c & 0xff);
    wide += static_cast<char>(c >> 8);
  }
  return {"\0打卡签到\0plain text\xE6\x89\xFFئۇيغۇر\0"s, wide + "\0\0"s + "x" + wide,
          mixed + "正在上传" + std::string(5000, '\0') + mixed};
}
