#include "engine/owners.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "engine/ownership_js.h"
#include "text/utf.h"

namespace jianfu::engine {
namespace {

using evidence::Evidence;
using evidence::EvidenceSet;
using evidence::Kind;
using evidence::kNoModule;
using evidence::Module;
using evidence::ModuleKind;
using evidence::Owner;
using rules::SdkPrefix;

// "library androidx.core_core 1.9.0": a library that the package lists, with its version.
constexpr std::string_view kLibraryFact = "library ";
// "plugin WechatSI wx069ba97219f66d99": a plugin that a mini-program lists.
constexpr std::string_view kPluginItem = "plugin ";

void add(EvidenceSet& set, Evidence item) {
  ++set.coverage.items[static_cast<size_t>(item.kind)];
  set.evidence.push_back(std::move(item));
}

bool is_part_of_file(std::string_view id) {
  return id.find('#') != std::string_view::npos;
}

class Owners {
 public:
  Owners(EvidenceSet& set, const Libraries& libraries) : set_(set), libraries_(libraries), bundles_(set.modules.size()) {}

  std::vector<bool> name_all() {
    own_modules();
    own_by_marks();
    own_items();
    add_plugins();
    add_libraries();
    for (const auto& [name, found] : found_) add_sdk(found);
    return std::move(bundles_);
  }

 private:
  struct Found {
    const SdkPrefix* sdk = nullptr;
    uint32_t module = kNoModule;  // the first one
    bool listed = false;          // a library with its version says more
  };

  void own_modules() {
    for (uint32_t m = 0; m < set_.modules.size(); ++m) {
      if (set_.modules[m].owner != Owner::kUnknown) continue;
      const SdkPrefix* sdk = libraries_.of_module(set_.modules[m]);
      // A module of a bundle is one thing: the bundle's mixed owners are not its own.
      const bool mixed =
          sdk != nullptr && sdk->owner == Owner::kUnknown && is_part_of_file(set_.modules[m].id);
      if (sdk != nullptr && !mixed) own(m, *sdk);
    }
  }

  void own(uint32_t module, const SdkPrefix& sdk) {
    set_.modules[module].owner = sdk.owner;
    if (sdk.owner == Owner::kUnknown) {
      bundles_[module] = true;
    } else if (sdk.where != SdkPrefix::kResource) {
      found_.try_emplace(sdk.name, Found{&sdk, module, false});
    }
  }

  // Scripts under names that tell nothing (moved, hashed): by two marks of a library, or by the only one.
  // With marks of several, or with what only an app has, it is a bundle of them and of the app. To call own
  // code a library's hides it, the other way round is mere noise: in doubt it is a bundle.
  void own_by_marks() {
    struct Borne {
      std::vector<std::pair<std::string_view, const SdkPrefix*>> marks;  // each once
    };
    std::map<uint32_t, Borne> scripts;
    for (const Evidence& item : set_.evidence) {
      if ((item.kind != Kind::kIdentifier && item.kind != Kind::kLiteral) || !can_be_library(item.module))
        continue;
      const SdkPrefix* mark = libraries_.of_mark(item.text);
      if (mark == nullptr) continue;
      auto& marks = scripts[item.module].marks;
      const bool known =
          std::any_of(marks.begin(), marks.end(), [&](const auto& one) { return one.first == mark->prefix; });
      if (!known) marks.emplace_back(mark->prefix, mark);
    }
    if (scripts.empty()) return;
    const std::vector<bool> own_parts = with_own_parts();
    for (const auto& [module, borne] : scripts) {
      std::map<std::string_view, std::pair<size_t, const SdkPrefix*>> libraries;
      for (const auto& [text, mark] : borne.marks) {
        auto& [count, sdk] = libraries[mark->name];
        ++count;
        sdk = mark;
      }
      std::vector<const SdkPrefix*> sure;
      for (const auto& [name, counted] : libraries) {
        if (counted.first >= std::min<size_t>(2, libraries_.marks_of(name))) sure.push_back(counted.second);
      }
      drop_helpers(sure);
      // In one file with a framework there is often more; a module of a bundle is one thing.
      const bool alone = sure.size() == 1 &&
                         (sure.front()->category != "framework" || is_part_of_file(set_.modules[module].id));
      if (alone && !own_parts[module])
        own(module, *sure.front());
      else if (!sure.empty())
        bundles_[module] = true;
    }
  }

  // Modules that lead to pages, or show something in Chinese: whatever library they hold, they hold more.
  std::vector<bool> with_own_parts() const {
    std::vector<bool> out(set_.modules.size());
    for (uint32_t m = 0; m < out.size(); ++m) out[m] = set_.modules[m].speaks;
    for (const evidence::Edge& edge : set_.edges) {
      if (edge.kind == evidence::EdgeKind::kOpens) out[edge.from] = true;
    }
    for (const Evidence& item : set_.evidence) {
      if (item.kind == Kind::kText && item.module != kNoModule && text::count_han(item.text) > 0)
        out[item.module] = true;
    }
    return out;
  }

  // A service's script brings patches of the language and small helpers along, in one file with it.
  static void drop_helpers(std::vector<const SdkPrefix*>& libraries) {
    constexpr std::array<std::string_view, 4> kHelpers = {"language", "library", "crypto", "network"};
    const auto helps = [&](const SdkPrefix* sdk) {
      return std::find(kHelpers.begin(), kHelpers.end(), sdk->category) != kHelpers.end();
    };
    if (std::all_of(libraries.begin(), libraries.end(), helps)) return;
    libraries.erase(std::remove_if(libraries.begin(), libraries.end(), helps), libraries.end());
  }

  bool can_be_library(uint32_t module) const {
    if (module == kNoModule || bundles_[module]) return false;
    const Module& one = set_.modules[module];
    return one.owner == Owner::kUnknown && !one.entry && is_script(one) &&
           (one.kind == ModuleKind::kScript || one.kind == ModuleKind::kComponent);
  }

  // Texts of libraries and templates may stand in the app's own resources: their keys, or they themselves,
  // tell.
  void own_items() {
    for (Evidence& item : set_.evidence) {
      if (item.owner != Owner::kUnknown) continue;
      const SdkPrefix* sdk = libraries_.of_resource(item.at.resource);
      if (sdk == nullptr && item.kind == Kind::kText) sdk = libraries_.of_text(item.text);
      if (sdk != nullptr) item.owner = sdk->owner;
    }
  }

  // Plugins are known by the app id that a mini-program lists them with.
  void add_plugins() {
    const size_t raw = set_.evidence.size();
    for (size_t i = 0; i < raw; ++i) {
      const Evidence& item = set_.evidence[i];
      if (item.kind != Kind::kSdk || !item.text.starts_with(kPluginItem)) continue;
      const SdkPrefix* sdk = libraries_.of_plugin(std::string_view(item.text).substr(item.text.rfind(' ') + 1));
      if (sdk == nullptr || found_.count(sdk->name) != 0) continue;
      Evidence named = item;
      named.text = sdk->name;
      named.owner = sdk->owner;
      named.arguments = about(sdk);
      named.arguments.push_back({"plugin", sdk->prefix});
      found_.try_emplace(sdk->name, Found{sdk, kNoModule, true});
      add(set_, std::move(named));
    }
  }

  void add_libraries() {
    const size_t raw = set_.evidence.size();
    for (size_t i = 0; i < raw; ++i) {
      const std::string& text = set_.evidence[i].text;
      if (set_.evidence[i].kind != Kind::kFact || !text.starts_with(kLibraryFact)) continue;
      const std::string_view rest = std::string_view(text).substr(kLibraryFact.size());
      const size_t space = std::min(rest.find(' '), rest.size());
      const std::string library(rest.substr(0, space)),
          version(rest.substr(std::min(space + 1, rest.size())));
      if (library.empty()) continue;
      add_library(library, version, evidence::Location(set_.evidence[i].at));
    }
  }

  void add_library(const std::string& library, const std::string& version, evidence::Location at) {
    const SdkPrefix* sdk = libraries_.of_library(library);
    Evidence item;
    item.kind = Kind::kSdk;
    item.text = sdk == nullptr ? library : sdk->name;
    item.owner = sdk == nullptr ? Owner::kThirdParty : sdk->owner;
    item.at = std::move(at);
    item.arguments = about(sdk);
    item.arguments.push_back({"library", library});
    if (!version.empty()) item.arguments.push_back({"version", version});
    if (sdk != nullptr) {
      Found& found = found_.try_emplace(sdk->name, Found{sdk, kNoModule, false}).first->second;
      found.listed = true;
      item.module = found.module;
    }
    add(set_, std::move(item));
  }

  static std::vector<evidence::Argument> about(const SdkPrefix* sdk) {
    std::vector<evidence::Argument> out;
    if (sdk == nullptr) return out;
    if (!sdk->maker.empty()) out.push_back({"maker", sdk->maker});
    out.push_back({"category", sdk->category});
    return out;
  }

  void add_sdk(const Found& found) {
    if (found.listed || found.module == kNoModule) return;
    Evidence item;
    item.kind = Kind::kSdk;
    item.text = found.sdk->name;
    item.module = found.module;
    item.owner = found.sdk->owner;
    item.at.entry = set_.modules[found.module].place;
    item.at.symbol = set_.modules[found.module].id;
    item.arguments = about(found.sdk);
    add(set_, std::move(item));
  }

  EvidenceSet& set_;
  const Libraries& libraries_;
  std::map<std::string_view, Found> found_;  // by name of the SDK
  std::vector<bool> bundles_;
};

}  // namespace

bool is_code(const Module& module) {
  return module.kind != ModuleKind::kLayout && module.kind != ModuleKind::kResources;
}

std::vector<bool> name_owners(EvidenceSet& set, const Libraries& libraries) {
  return Owners(set, libraries).name_all();
}

}  // namespace jianfu::engine
