#include "platforms/android/links.h"

#include <algorithm>

#include "evidence/deeds.h"
#include "platforms/android/code.h"

namespace jianfu::platforms::android {
namespace {

using evidence::EdgeKind;
using evidence::kNoModule;
using evidence::ModuleKind;

constexpr std::string_view kSomeScreen = "(screen named at run time)";
constexpr size_t kMostDirect = 16;  // modules of one name that each opener leads to itself

// A class name in Java's spelling: dots, no blanks, no path.
bool may_name_a_class(std::string_view text) {
  return text.size() < 256 && text.find('.') != std::string_view::npos &&
         text.find_first_of(" /:%\n") == std::string_view::npos;
}

bool may_be_a_route(std::string_view text) {
  return text.size() > 1 && text.size() < 128 && text.front() == '/' && text[1] != '/';
}

}  // namespace

void Links::add_name(std::string_view name, uint32_t module) {
  if (!name.empty()) names_[std::string(name)].modules.push_back(module);
}

void Links::add_route(std::string_view path, uint32_t module) {
  if (may_be_a_route(path)) add_name(path, module);
}

void Links::mention(std::string_view text, uint32_t module, std::string_view entry) {
  if (may_be_a_route(text)) {
    mentions_.push_back({text, entry, module});
  } else if (const auto named = names_.find(text); named != names_.end()) {
    open_all(text, named->second, module, entry);
  } else if (may_name_a_class(text)) {
    open(text, module, out_.find_module(outer_class(text)), entry);
  }
}

void Links::open_any(uint32_t module, std::string_view entry) {
  any_.push_back({{}, entry, module});
}

void Links::draw(const std::vector<uint32_t>& screens, const std::vector<std::string>& namespaces) {
  for (const Mention& mention : mentions_) {
    const auto named = names_.find(mention.text);
    if (named == names_.end()) continue;
    open_all(mention.text, named->second, mention.module, mention.entry);
  }
  // One module stands for "some screen", so that the edges are as many as openers and screens, not their
  // product.
  uint32_t some = kNoModule;
  for (const Mention& from : any_) {
    const std::string& id = out_.at(from.module).id;
    const bool own = std::any_of(namespaces.begin(), namespaces.end(),
                                 [&](const std::string& one) { return id.starts_with(one); });
    if (!own) continue;
    some = out_.module(kSomeScreen, ModuleKind::kClass, from.entry);
    out_.edge(EdgeKind::kUses, from.module, some, from.entry);
  }
  if (some == kNoModule) return;
  for (const uint32_t screen : screens) out_.edge(EdgeKind::kUses, some, screen);
}

// What names a screen stands like a function that opens it.
void Links::open(std::string_view name, uint32_t from, uint32_t to, std::string_view entry) {
  if (to == kNoModule || to == from) return;
  const ModuleKind kind = out_.at(to).kind;
  if (kind == ModuleKind::kPage && from != kNoModule)
    tell_deed(out_, {from, std::string(name), evidence::Deed::When::kCalled, to, {}});
  out_.edge(kind == ModuleKind::kPage        ? EdgeKind::kOpens
            : kind == ModuleKind::kComponent ? EdgeKind::kIncludes
                                             : EdgeKind::kUses,
            from, to, entry);
}

// Many modules of one name are reached through one that stands for them, so that the edges are as many as
// openers and modules, not their product.
void Links::open_all(std::string_view name, Named& named, uint32_t from, std::string_view entry) {
  if (named.modules.size() <= kMostDirect) {
    for (const uint32_t target : named.modules) open(name, from, target, entry);
    return;
  }
  if (named.hub == kNoModule) {
    named.hub = out_.module("(" + std::string(name) + ")", ModuleKind::kClass, entry);
    for (const uint32_t target : named.modules) open(name, named.hub, target, entry);
  }
  out_.edge(EdgeKind::kUses, from, named.hub, entry);
}

}  // namespace jianfu::platforms::android
