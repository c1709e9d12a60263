#include "engine/wrappers.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

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
  Wrappers(EvidenceSet& set, const rules::RuleSet& rules, const std::vector<bool>& bundles)
      : set_(set), candidate_(set.modules.size()) {
    for (uint32_t a = 0; a < rules.apis.size(); ++a) {
      for (const rules::ApiCall& call : rules.apis[a].calls) {
        const std::string_view method = method_of(call.call);
        if (!method.empty() && method != "*" && capability_.emplace(method, a).second)
          call_of_.emplace(method, &call.call);
      }
    }
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
    const auto at = name.empty() ? capability_.end() : capability_.find(name);
    if (at == capability_.end()) return;
    Named& named = named_[item.module];
    named.names.insert(at->first);
    named.capabilities.insert(at->second);
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
      const auto at = call_of_.find(std::string_view(item.text).substr(kUnplacedCall.size()));
      if (at != call_of_.end() && (launch || uses[item.module]) && !is_wrapper(item.module))
        item.text = *at->second;
    }
  }

  bool is_wrapper(uint32_t module) const {
    const auto at = named_.find(module);
    return at != named_.end() && at->second.names.size() >= kLeastNames &&
           at->second.capabilities.size() >= kLeastCapabilities;
  }

  EvidenceSet& set_;
  std::vector<bool> candidate_;
  std::unordered_map<std::string_view, uint32_t> capability_;         // by method
  std::unordered_map<std::string_view, const std::string*> call_of_;  // "getLocation" → "wx.getLocation"
  std::map<uint32_t, Named> named_;                                   // by module
};

}  // namespace

void set_wrappers_apart(EvidenceSet& set, const rules::RuleSet& rules, const std::vector<bool>& bundles) {
  Wrappers(set, rules, bundles).set_apart();
}

}  // namespace jianfu::engine
