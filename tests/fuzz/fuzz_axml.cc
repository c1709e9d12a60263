// Binary XML: whatever the bytes, parents stand before children and text is bounded by the bytes that went
// in.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "builders/axml_builder.h"
#include "formats/axml/axml.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace axml = jianfu::formats::axml;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  axml::looks_like(bytes);
  const jianfu::Result<axml::Document> document = axml::parse(bytes, jianfu::Limits{});
  if (!document) return 0;
  uint64_t text = 0;
  for (size_t i = 0; i < document->elements.size(); ++i) {
    const axml::Element& element = document->elements[i];
    if (element.parent >= static_cast<int32_t>(i)) std::abort();
    for (const axml::Attribute& attribute : element.attributes)
      text += attribute.name.size() + attribute.text.size();
  }
  // 64 stored bytes a byte of the file, three shown bytes a stored one at most.
  if (text > (uint64_t{size} * 64 + 65536) * 3) std::abort();
  return 0;
}

std::vector<std::string> seeds() {
  using namespace jianfu::builders;
  std::vector<std::string> out;
  for (const bool utf8 : {false, true}) {
    AxmlOptions options;
    options.utf8 = utf8;
    options.attribute_size = utf8 ? 28 : 20;
    AxmlBuilder xml(options);
    xml.open("manifest", {{"package", axml_string("com.example.app")}, {"android:versionCode", axml_int(3)}});
    xml.raw(axml_chunk(0x0199, 0x10, std::string(12, 'u')));
    xml.open("application",
             {{"android:label", axml_reference(0x7f010000)}, {"android:debuggable", axml_bool(true)}});
    xml.leaf("activity", {{"android:name", axml_string(".首页")}}).text("文字").close().close();
    out.push_back(xml.bytes());
    out.push_back(xml.bytes() + "tail");
  }
  return out;
}
