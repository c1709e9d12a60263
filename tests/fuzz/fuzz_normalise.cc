// Encodings and the normal form: whatever comes in, valid UTF-8 with a usable way back comes out.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "text/normalise.h"
#include "text/utf.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace jianfu::text;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Normal normal = normalise(bytes);
  require(valid_utf8(normal.text));
  require(normal.text == normal_form(bytes));
  require(normal.offsets.size() == normal.text.size() + 1 && normal.offsets.back() == size);
  require(std::is_sorted(normal.offsets.begin(), normal.offsets.end()));
  for (const std::string& text :
       {to_valid_utf8(bytes), from_mutf8(bytes), from_utf16le(bytes), from_utf16be(bytes),
        from_gb18030(bytes), decode_text(bytes), displayable(bytes)})
    require(valid_utf8(text));
  if (valid_utf8(bytes)) require(mutf8_is_utf8(bytes) && from_mutf8(bytes) == bytes);
  has_carrier(bytes);
  traditional_spellings(bytes, 8);
  return 0;
}

std::vector<std::string> seeds() {
  return {"打 卡&nbsp;签\u200B到<br/>積分 ＡＢ①⼾ &#25171;&#x5361;&amp;lt; é𝐀\uF900 - ·・•\n\t。",
          "\xff\xfeSb\x61S", "\xb4\xf2\xbf\xa8\x81\x30\x81\x30",
          "a\xc0\x80\xed\xa0\xbd\xed\xb8\x80\x1b[0m\u202E"};
}
