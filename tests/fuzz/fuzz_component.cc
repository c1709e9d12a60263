// A single-file component, damaged, through its blocks, directives and scripts.
#include <cstdint>
#include <string>
#include <vector>

#include "evidence/collector.h"
#include "platforms/shared/component_file.h"
#include "text/utf.h"

using namespace jianfu;

namespace {

class Host final : public platforms::ScriptHost {
 public:
  uint32_t module_of_file(std::string_view) override { return 0; }
  uint32_t page_of(std::string_view, std::string_view) override { return evidence::kNoModule; }
  std::string api_name(std::string_view callee) const override { return std::string(callee); }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string source = text::decode_text({reinterpret_cast<const char*>(data), size});
  for (const platforms::ComponentBlock& block : platforms::split_component(source)) {
    const bool inside =
        block.text.empty() || (block.text.data() >= source.data() &&
                               block.text.data() + block.text.size() <= source.data() + source.size());
    if (!inside) __builtin_trap();
  }
  evidence::EvidenceSet set;
  evidence::Collector out(set, nullptr);
  out.module("a.vue", evidence::ModuleKind::kComponent);
  Host host;
  const Limits limits;
  const platforms::Context context{limits};
  std::vector<platforms::PendingUse> uses;
  const auto nothing = [](std::string_view) { return evidence::kNoModule; };
  platforms::read_component({out, context, host, {nothing, nothing, "uni"}, "a.vue", "a.vue", 0, uses},
                            source);
  return 0;
}

std::vector<std::string> seeds() {
  return {
      "<template><view v-if=\"a == 'b'\"><template #x>{{ a ? 'c' : `d${e}` }}</template><van-field "
      ":label=\"'x'\" v-model=\"f.g\" :rules=\"[{required: true}]\" @click=\"h('i')\"/></view></template>\n"
      "<script setup lang=\"ts\">import B from './b'; x({title: "
      "'y'})</script><style>.a{}</style><i18n>{}</i18n>",
      "<template lang=\"pug\">\n.a\n  //- b\n  p(c=\"d\", e) f\n  li: a= g\n  | h\n</template>\n<script "
      "src='./x'/>",
      "<import name='a' src='b'><template><div onclick=\"c(1)\" if=\"{{d}}\" show={{e}}>f</div>\n<script>g"};
}
