#include "platforms/android/orphans.h"

#include <string>
#include <utility>

#include "platforms/shared/literals.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

void add_orphans_of(const formats::arsc::Table& table, const std::string& place, evidence::Collector& out) {
  std::string scratch;
  uint64_t others = 0;
  uint32_t module = evidence::kNoModule;
  for (const uint32_t index : table.orphans()) {
    const std::string_view text = table.pool.get(index, scratch);
    if (text.empty() || !out.wants(text)) {
      ++others;
      continue;
    }
    if (module == evidence::kNoModule)
      module = out.module("resources", evidence::ModuleKind::kResources, place);
    evidence::Evidence item;
    item.kind = evidence::Kind::kText;
    item.role = role_by_length(text, evidence::Role::kUnknown);
    item.text = text::to_valid_utf8(text);
    item.dormant = true;
    item.module = module;
    item.at.entry = place;
    out.add(std::move(item));
  }
  out.count(evidence::Kind::kText, others);
}

}  // namespace

void add_orphans(const Resources& resources, evidence::Collector& out) {
  for (uint32_t t = 0; t < resources.tables().size(); ++t)
    add_orphans_of(resources.tables()[t], resources.place_of(t), out);
}

}  // namespace jianfu::platforms::android
