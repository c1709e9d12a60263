#include "engine/inventory.h"

#include <algorithm>

namespace jianfu::engine {
namespace {

constexpr size_t kMostPages = 2'000;

void sort_unique(std::vector<std::string>& texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

}  // namespace

Inventory inventory_of(const evidence::EvidenceSet& set, bool whole) {
  Inventory out;
  if (whole) out.endpoints.emplace();
  for (const evidence::Evidence& item : set.evidence) {
    if (item.kind == evidence::Kind::kPermission) out.permissions.push_back(item.text);
    if (item.kind == evidence::Kind::kSdk) out.sdks.push_back(item.text);
    const bool own = item.owner != evidence::Owner::kThirdParty;
    if (whole && own && item.kind == evidence::Kind::kEndpoint) out.endpoints->push_back(item.text);
  }
  sort_unique(out.permissions);
  sort_unique(out.sdks);
  if (whole) sort_unique(*out.endpoints);
  for (const evidence::Module& module : set.modules) {
    if (module.kind == evidence::ModuleKind::kPage && module.owner != evidence::Owner::kThirdParty)
      out.pages.push_back({module.id, module.title});
  }
  std::sort(out.pages.begin(), out.pages.end(), [](const ScreenView& a, const ScreenView& b) { return a.id < b.id; });
  if (out.pages.size() > kMostPages) {
    out.pages_left_out = out.pages.size() - kMostPages;
    out.pages.resize(kMostPages);
  }
  return out;
}

}  // namespace jianfu::engine
