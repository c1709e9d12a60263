#include "engine/wrappers.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>

#include "engine/ownership_js.h"

namespace jianfu::engine {
namespace {

using evidence::Evidence;
using evidence::EvidenceSet;
using evidence::Kind;
using evidence::ModuleKind;
using evidence::Owner;

// Hardly any script of an app reaches for as many different things and leaves all the rest to its callers.
constexpr size_t kLeastNames = 8;
constexpr size_t kLeastCapabilities = 5;

// "wx.getLocation" → "getLocation": of platforms whose calls are an object and a method. Empty for others.
std::string_view method_of(std::string_view call) {
  const size_t dot = call.find('.');
  const bool simple = dot != std::string_view::npos && call.find('.', dot + 1) == std::string_view::npos &&
                      call.find(':') == std::string_view::npos;
  return simple ? call.substr(dot + 1) : std::string_view{};
}

class Wrappers {
 public:
  Wrappers(EvidenceSet& set, const OfferedMethods& offered, const std::vector<bool>& bundles)
      : set_(set), offered_(offered), candidate_(set.modules.size()) {
    for (uint32_t m = 0; m < set.modules.size(); ++m) {
      const evidence::Module& module = set.modules[m];
      candidate_[m] = module.kind == ModuleKind::kScript && is_script(module) && !module.entry &&
                      module.owner != Owner::kThirdParty && !(m < bundles.size() && bundles[m]);
    }
    for (const evidence::Edge& edge : set.edges) {
      if (edge.kind == evidence::EdgeKind::kOpens) candidate_[edge.from] = false;  // it knows the app's pages
    }
  }

  void set_apart() {
    for (const Evidence& item : set_.evidence) note(item);
    if (named_.empty()) return;
    for (Evidence& item : set_.evidence) {
      if (is_passed_on(item) && is_wrapper(item.module)) item.owner = Owner::kThirdParty;
    }
    place_calls();
  }

 private:
  struct Named {
    std::set<std::string_view> names;  // views of the rules
    std::set<uint32_t> capabilities;
  };

  bool is_candidate(uint32_t module) const { return module < candidate_.size() && candidate_[module]; }

  static bool is_passed_on(const Evidence& item) {
    return item.kind == Kind::kCall && item.arguments.empty();
  }

  // ['getLocation', …], {getLocation: …}, getLocation(o) { return wx.getLocation(o) }
  void note(const Evidence& item) {
    if (!is_candidate(item.module)) return;
    std::string_view name;
    if (is_passed_on(item))
      name = method_of(item.text);
    else if (item.kind == Kind::kLiteral || item.kind == Kind::kIdentifier)
      name = item.text;
    const OfferedMethods::Method* method = name.empty() ? nullptr : offered_.find(name);
    if (method == nullptr) return;
    Named& named = named_[item.module];
    named.names.insert(method->name);
    named.capabilities.insert(method->capability);
  }

  void place_calls() {
    std::vector<bool> uses(set_.modules.size());
    bool launch = false;  // what launch code uses, all pages get at: getApp().wxp
    for (const evidence::Edge& edge : set_.edges) {
      if (edge.kind != evidence::EdgeKind::kUses || !is_wrapper(edge.to)) continue;
      uses[edge.from] = true;
      launch |= set_.modules[edge.from].kind == ModuleKind::kApp;
    }
    for (Evidence& item : set_.evidence) {
      if (item.kind != Kind::kCall || !item.text.starts_with(kUnplacedCall) ||
          item.module == evidence::kNoModule)
        continue;
      const OfferedMethods::Method* method = offered_.find(std::string_view(item.text).substr(kUnplacedCall.size()));
      if (method != nullptr && (launch || uses[item.module]) && !is_wrapper(item.module)) item.text = method->call;
    }
  }

  bool is_wrapper(uint32_t module) const {
    const auto at = named_.find(module);
    return at != named_.end() && at->second.names.size() >= kLeastNames &&
           at->second.capabilities.size() >= kLeastCapabilities;
  }

  EvidenceSet& set_;
  const OfferedMethods& offered_;
  std::vector<bool> candidate_;
  std::map<uint32_t, Named> named_;  // by module
};

}  // namespace

OfferedMethods::OfferedMethods(const std::vector<rules::ApiName>& apis) {
  for (uint32_t capability = 0; capability < apis.size(); ++capability) {
    for (const rules::ApiCall& call : apis[capability].calls) {
      const std::string_view method = method_of(call.call);
      if (method.empty() || method == "*" || by_name_.has(method)) continue;
      by_name_.add(method, static_cast<uint32_t>(methods_.size()));
      methods_.push_back({method, call.call, capability});
    }
  }
}

const OfferedMethods::Method* OfferedMethods::find(std::string_view name) const {
  const Method* out = nullptr;
  by_name_.find(name, [&](uint32_t row) {
    out = &methods_[row];
    return false;
  });
  return out;
}

void set_wrappers_apart(EvidenceSet& set, const OfferedMethods& offered, const std::vector<bool>& bundles) {
  Wrappers(set, offered, bundles).set_apart();
}

}  // namespace jianfu::engine
