// Tables and XML of App Bundles: whatever the bytes, every index handed out can be followed.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "builders/bundle_builder.h"
#include "formats/aapt_proto/aapt_proto.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace jianfu::formats;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const jianfu::Result<arsc::Table> table = aapt_proto::parse_table(bytes, jianfu::Limits{})) {
    if (table->values.size() > size) std::abort();
    for (const arsc::Resource& resource : table->resources) {
      if (uint64_t{resource.first_value} + resource.value_count > table->values.size()) std::abort();
      if (table->find(resource.id) == nullptr) std::abort();
      table->texts(resource.id);
      table->best_text(resource.id);
    }
    for (const arsc::Value& value : table->values) {
      if (value.config >= table->configs.size()) std::abort();
    }
    for (uint32_t i = 0; i < table->pool.styles(); ++i) table->pool.spans(i);
    for (const uint32_t orphan : table->orphans()) table->pool.get(orphan);
  }
  if (const jianfu::Result<axml::Document> document = aapt_proto::parse_xml(bytes, jianfu::Limits{})) {
    for (size_t i = 0; i < document->elements.size(); ++i) {
      if (document->elements[i].parent >= static_cast<int32_t>(i)) std::abort();
    }
  }
  aapt_proto::looks_like_xml(bytes);
  return 0;
}

std::vector<std::string> seeds() {
  using namespace jianfu::builders;
  return {build_proto_table({{"string", "a", "", "甲"},
                             {"string", "a", "zh-Hans-CN", "乙"},
                             {"string", "b", "", "@string/a"},
                             {"id", "i", "", ""},
                             {"layout", "m", "", "res/layout/m.xml"}}),
          compile_proto_xml("<a xmlns:android=\"http://schemas.android.com/apk/res/android\" x=\"1\"><b "
                            "android:text=\"@string/a\" android:enabled=\"true\"/>文<c><d/></c></a>",
                            {{"string/a", 0x7f010000}})};
}
