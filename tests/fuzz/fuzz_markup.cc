#include <cstdint>
#include <string>
#include <vector>

#include "builders/markup_events.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  const std::string told = jianfu::builders::markup_events(source);
  const auto pieces = jianfu::formats::markup::split_mustaches(source);
  return told.size() + pieces.size() == SIZE_MAX ? 1 : 0;
}

std::vector<std::string> seeds() {
  return {
      "<!DOCTYPE html><html><head><title>打卡</title><style>a{}</style><script>if(a<b){}</script></head>"
      "<body onload=\"f('x')\"><p>共&nbsp;<b>3</b>&#20010;</p><br><img src=a.png alt='图'></body></html>",
      "<wxs src=\"../u.wxs\" module=\"u\"/><view wx:if=\"{{ a > 1 ? '是' : \"否\" }}\" class='x {{y}}' "
      "hidden>"
      "{{ {k:'}}'} }}{{u.f(`${a}`, \"\\u6253\")}}<!-- c --><input value=\"{{v}}\"/></view>",
      "<?xml version=\"1.0\"?><a><![CDATA[<&]]>text</a>",
  };
}
