#include "engine/annotate.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/marks.h"
#include "engine/ownership.h"
#include "engine/packer.h"
#include "engine/remote.h"

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

void add(EvidenceSet& set, Evidence item) {
  ++set.coverage.items[static_cast<size_t>(item.kind)];
  set.evidence.push_back(std::move(item));
}

// ---- capabilities ----

class ApiTable {
 public:
  explicit ApiTable(const rules::RuleSet& rules) : rules_(rules), families_('.') {
    for (uint32_t a = 0; a < rules.apis.size(); ++a) {
      for (const rules::ApiCall& call : rules.apis[a].calls) {
        const auto row = static_cast<uint32_t>(rows_.size());
        rows_.push_back({a, &call});
        if (call.call.ends_with(".*"))
          families_.add(std::string_view(call.call).substr(0, call.call.size() - 1), row);
        else
          exact_[call.call].push_back(row);
      }
    }
  }

  // Capabilities of a call, each once and in the order of their names.
  std::vector<std::string_view> names_of(std::string_view call,
                                         const std::vector<evidence::Argument>& arguments) const {
    std::vector<std::string_view> out;
    const auto take = [&](uint32_t row) {
      if (asked(*rows_[row].call, arguments)) out.emplace_back(rules_.apis[rows_[row].api].api);
      return true;
    };
    if (const auto at = exact_.find(call); at != exact_.end())
      std::for_each(at->second.begin(), at->second.end(), take);
    families_.find(call, take);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

 private:
  struct Row {
    uint32_t api;
    const rules::ApiCall* call;
  };

  static bool asked(const rules::ApiCall& call, const std::vector<evidence::Argument>& arguments) {
    if (call.arguments.empty()) return true;
    return std::any_of(arguments.begin(), arguments.end(), [&](const evidence::Argument& argument) {
      if (!call.name.empty() && argument.name != call.name) return false;
      return std::any_of(call.arguments.begin(), call.arguments.end(),
                         [&](const std::string& value) { return fits(value, argument.value); });
    });
  }

  const rules::RuleSet& rules_;
  std::vector<Row> rows_;
  std::unordered_map<std::string_view, std::vector<uint32_t>> exact_;
  PrefixTable families_;
};

class Capabilities {
 public:
  Capabilities(EvidenceSet& set, const rules::RuleSet& rules) : set_(set), table_(rules) {}

  // Calls by their name; permissions as "permission:NAME"; what the manifest says of a component as
  // "action:NAME" and the like.
  void name_all() {
    const size_t raw = set_.evidence.size();
    for (size_t i = 0; i < raw; ++i) {
      switch (set_.evidence[i].kind) {
        case Kind::kCall:
          name(i, set_.evidence[i].text);
          break;
        case Kind::kPermission:
          name(i, "permission:" + set_.evidence[i].text);
          break;
        case Kind::kComponent:
          for (size_t a = 0; a < set_.evidence[i].arguments.size(); ++a) {
            const evidence::Argument& argument = set_.evidence[i].arguments[a];
            name(i, argument.name + ":" + argument.value);
          }
          break;
        default:
          break;
      }
    }
  }

 private:
  // One place of a capability a module is enough, unless arguments differ.
  void name(size_t item, const std::string& call) {
    // By index throughout: what is added moves the others.
    const bool of_call = set_.evidence[item].kind == Kind::kCall;
    const bool bare = set_.evidence[item].arguments.empty();
    for (const std::string_view name : table_.names_of(call, set_.evidence[item].arguments)) {
      if ((!of_call || bare) && !seen_.emplace(set_.evidence[item].module, name).second) continue;
      Evidence api = set_.evidence[item];
      api.kind = Kind::kApi;
      api.text = name;
      if (!of_call) api.arguments = {{"", call}};
      add(set_, std::move(api));
    }
  }

  EvidenceSet& set_;
  ApiTable table_;
  std::set<std::pair<uint32_t, std::string_view>> seen_;  // module, name; views of the rules
};

// ---- owners ----

bool is_code(ModuleKind kind) {
  return kind != ModuleKind::kLayout && kind != ModuleKind::kResources;
}

// "string/abc_action_bar_home_description" → what stands behind the type.
std::string_view resource_name(std::string_view key) {
  const size_t slash = key.find('/');
  return slash == std::string_view::npos ? key : key.substr(slash + 1);
}

std::string dotted(std::string_view library) {
  std::string out(library);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '_' || c == ':' || c == '/'; }, '.');
  return out;
}

class Owners {
 public:
  Owners(EvidenceSet& set, const rules::RuleSet& rules) : set_(set), sdks_(rules.sdks) {
    for (uint32_t row = 0; row < sdks_.size(); ++row) add_row(sdks_[row], row);
  }

  void name_all() {
    own_modules();
    own_items();
    add_libraries();
    for (const auto& [name, found] : found_) add_sdk(found);
  }

 private:
  struct Found {
    const SdkPrefix* sdk = nullptr;
    uint32_t module = kNoModule;  // the first one
    bool listed = false;          // a library with its version says more
  };

  void add_row(const SdkPrefix& sdk, uint32_t row) {
    switch (sdk.where) {
      case SdkPrefix::kClass:
        return classes_.add(sdk.prefix, row);
      case SdkPrefix::kPath:
        return paths_.add(sdk.prefix, row);
      case SdkPrefix::kResource:
        return resources_.add(sdk.prefix, row);
      case SdkPrefix::kLibrary:
        return libraries_.add(sdk.prefix, row);
      case SdkPrefix::kText:
        texts_.emplace(sdk.prefix, row);
        return;
    }
  }

  const SdkPrefix* first(const PrefixTable& table, std::string_view name) const {
    const SdkPrefix* out = nullptr;
    table.find(name, [&](uint32_t row) {
      out = &sdks_[row];
      return false;
    });
    return out;
  }
  const SdkPrefix* of_path(std::string_view path) const {
    const SdkPrefix* out = nullptr;
    if (path.find('/') == std::string_view::npos) return out;
    paths_.find_inside(path, [&](uint32_t row) {
      if (out == nullptr || sdks_[row].prefix.size() > out->prefix.size()) out = &sdks_[row];
      return true;
    });
    return out;
  }
  const SdkPrefix* of_module(const Module& module) const {
    if (module.kind == ModuleKind::kLayout) {
      if (const SdkPrefix* sdk = first(resources_, resource_name(module.id))) return sdk;
    }
    const SdkPrefix* out = is_code(module.kind) ? first(classes_, module.id) : nullptr;
    for (const std::string* path : {&module.place, &module.id}) {
      const SdkPrefix* other = of_path(*path);
      if (other != nullptr && (out == nullptr || other->prefix.size() > out->prefix.size())) out = other;
    }
    return out;
  }

  void own_modules() {
    for (uint32_t m = 0; m < set_.modules.size(); ++m) {
      Module& module = set_.modules[m];
      if (module.owner != Owner::kUnknown) continue;
      const SdkPrefix* sdk = of_module(module);
      if (sdk == nullptr) continue;
      module.owner = sdk->owner;
      if (sdk->where != SdkPrefix::kResource) found_.try_emplace(sdk->name, Found{sdk, m, false});
    }
  }

  // Texts of libraries and templates may stand in the app's own resources: their keys, or they themselves,
  // tell.
  void own_items() {
    for (Evidence& item : set_.evidence) {
      if (item.owner != Owner::kUnknown) continue;
      const SdkPrefix* sdk =
          item.at.resource.empty() ? nullptr : first(resources_, resource_name(item.at.resource));
      if (sdk == nullptr && item.kind == Kind::kText) {
        const auto at = texts_.find(item.text);
        if (at != texts_.end()) sdk = &sdks_[at->second];
      }
      if (sdk != nullptr) item.owner = sdk->owner;
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
    const std::string name = dotted(library);
    const SdkPrefix* sdk = first(libraries_, name + ".");
    if (sdk == nullptr) sdk = first(libraries_, name);
    if (sdk == nullptr) sdk = first(classes_, name + ".");
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
  const std::vector<SdkPrefix>& sdks_;
  PrefixTable classes_{'.'}, paths_{'/'}, resources_{'_'}, libraries_{'.'};
  std::unordered_map<std::string_view, uint32_t> texts_;
  std::map<std::string_view, Found> found_;  // by name of the SDK
};

// ---- frameworks ----

void add_frameworks(EvidenceSet& set, const rules::RuleSet& rules) {
  FileMarks files;
  PrefixTable classes('.');
  for (uint32_t row = 0; row < rules.frameworks.size(); ++row) {
    for (const std::string& file : rules.frameworks[row].files) files.add(file, row);
    for (const std::string& name : rules.frameworks[row].classes) classes.add(name, row);
  }
  std::vector<evidence::Location> places(rules.frameworks.size());
  std::vector<bool> found(rules.frameworks.size());
  for (const Evidence& item : set.evidence) {
    if (item.kind != Kind::kFact || !item.text.starts_with(kFileFact)) continue;
    const std::string_view path = std::string_view(item.text).substr(kFileFact.size());
    files.find(path, [&](uint32_t row) {
      if (!found[row]) places[row].entry = path;
      found[row] = true;
    });
  }
  for (const Module& module : set.modules) {
    if (!is_code(module.kind)) continue;
    classes.find(module.id, [&](uint32_t row) {
      if (!found[row]) places[row].entry = module.place, places[row].symbol = module.id;
      found[row] = true;
      return true;
    });
  }
  for (uint32_t row = 0; row < rules.frameworks.size(); ++row) {
    if (!found[row]) continue;
    Evidence fact;
    fact.kind = Kind::kFact;
    fact.text = std::string(kFrameworkFact) + rules.frameworks[row].name;
    fact.at = std::move(places[row]);
    add(set, std::move(fact));
  }
}

// ---- gaps ----

void fill_gaps(EvidenceSet& set, const rules::RuleSet& rules) {
  for (evidence::Gap& gap : set.gaps) {
    const auto row = std::find_if(rules.gaps.begin(), rules.gaps.end(), [&](const rules::GapRule& rule) {
      return rule.why == gap.why &&
             (rule.entry.empty() || fits(rule.entry, gap.entry) || fits(rule.entry, base_name(gap.entry)));
    });
    if (row == rules.gaps.end()) continue;
    if (gap.hides.empty()) gap.hides = row->hides;
    if (gap.ask_zh.empty()) gap.ask_zh = row->ask.zh;
    if (gap.ask_en.empty()) gap.ask_en = row->ask.en;
  }
}

}  // namespace

void annotate(EvidenceSet& set, const rules::RuleSet& rules) {
  Owners(set, rules).name_all();
  own_by_entries(set);
  own_by_neighbours(set);
  Capabilities(set, rules).name_all();
  add_frameworks(set, rules);
  find_packer(set, rules);
  fill_gaps(set, rules);
  find_remote(set, rules);  // says itself what its gaps hide: often nothing
}

}  // namespace jianfu::engine
