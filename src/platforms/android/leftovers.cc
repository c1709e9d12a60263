#include "platforms/android/leftovers.h"

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

void add_unreferenced(const Resources& resources, std::string_view module_place,
                      const std::function<void(evidence::Evidence&, const ShownText&)>& place,
                      evidence::Collector& out) {
  const std::vector<uint32_t> ids = resources.unreferenced();
  if (resources.tables().empty()) return;
  const uint32_t module = out.module("resources", evidence::ModuleKind::kResources, module_place);
  for (const uint32_t id : ids) {
    for (const ShownText& text : resources.shown(id)) {
      if (text.text.empty() || !wants(out, text)) {
        out.count(evidence::Kind::kText, 1);
        continue;
      }
      evidence::Evidence item;
      item.kind = evidence::Kind::kText;
      item.role = evidence::Role::kUnknown;
      item.text = text::to_valid_utf8(text.text);
      item.dormant = true;
      item.module = module;
      item.at.resource = resources.name_of(id);
      item.at.locale = text.locale;
      item.translations = text.translations;
      place(item, text);
      out.add(std::move(item));
    }
  }
}

void add_orphans(const Resources& resources, evidence::Collector& out) {
  for (uint32_t t = 0; t < resources.tables().size(); ++t)
    add_orphans_of(resources.tables()[t], resources.place_of(t), out);
}

}  // namespace jianfu::platforms::android
