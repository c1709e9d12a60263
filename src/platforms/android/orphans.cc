#include "platforms/android/orphans.h"

#include <string>
#include <utility>

#include "platforms/shared/literals.h"
#include "text/utf.h"

namespace jianfu::platforms::android {

void add_orphans(const Resources& resources, evidence::Collector& out) {
  const formats::arsc::Table* table = resources.table();
  if (table == nullptr) return;
  std::string scratch;
  uint64_t others = 0;
  uint32_t module = evidence::kNoModule;
  for (const uint32_t index : table->orphans()) {
    const std::string_view text = table->pool.get(index, scratch);
    if (text.empty() || !out.wants(text)) {
      ++others;
      continue;
    }
    if (module == evidence::kNoModule)
      module = out.module("resources", evidence::ModuleKind::kResources, "resources.arsc");
    evidence::Evidence item;
    item.kind = evidence::Kind::kText;
    item.role = role_by_length(text, evidence::Role::kUnknown);
    item.text = text::to_valid_utf8(text);
    item.dormant = true;
    item.module = module;
    item.at.entry = "resources.arsc";
    out.add(std::move(item));
  }
  out.count(evidence::Kind::kText, others);
}

}  // namespace jianfu::platforms::android
