#include "engine/starts.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "evidence/deeds.h"

namespace jianfu::engine {
namespace {

using evidence::Deed;
using evidence::EdgeKind;
using evidence::EvidenceSet;
using evidence::kNoModule;
using evidence::ModuleKind;

using Function = std::pair<uint32_t, std::string>;  // module, name
using Way = std::pair<uint32_t, uint32_t>;          // from a screen to a screen

constexpr size_t kMostFunctions = 2000;  // that the beginning of one screen runs through

class Starts {
 public:
  Starts(EvidenceSet& set, std::vector<Deed> deeds)
      : set_(set), all_(std::move(deeds)), beside_(set.modules.size()) {
    for (const Deed& deed : all_) {
      deeds_[{deed.module, deed.function}].push_back(&deed);
      if (deed.page == kNoModule) called_.insert({deed.module, deed.callee});
    }
    for (const evidence::Edge& edge : set.edges) {
      if (edge.kind != EdgeKind::kOpens) beside_[edge.from].push_back(edge.to);
    }
    for (uint32_t m = 0; m < set.modules.size(); ++m) {
      if (set.modules[m].kind == ModuleKind::kApp) launch_.push_back(m);
    }
  }

  void tell() {
    std::map<uint32_t, std::vector<const Deed*>> begins;
    for (const Deed& deed : all_) {
      const ModuleKind kind = set_.modules[deed.module].kind;
      if (deed.when == Deed::When::kGuard) {
        if (!launch_.empty()) begins[launch_.front()].push_back(&deed);
      } else if ((kind == ModuleKind::kPage || kind == ModuleKind::kApp) && starts(deed)) {
        begins[deed.module].push_back(&deed);
      }
    }
    for (const auto& [screen, deeds] : begins) follow(screen, deeds);
    tell_the_way_in();
  }

 private:
  // Classes of one screen are read one by one: whether a function is called is known here only.
  bool starts(const Deed& deed) const {
    return deed.when == Deed::When::kStart ||
           (deed.when == Deed::When::kWhenUncalled && called_.count({deed.module, deed.function}) == 0);
  }

  void follow(uint32_t screen, std::vector<const Deed*> open) {
    std::set<Function> seen;
    for (size_t i = 0; i < open.size(); ++i) {
      const Deed& deed = *open[i];
      if (deed.page != kNoModule) {
        if (deed.page != screen) unasked_.emplace(Way{screen, deed.page}, deed.module);
        continue;
      }
      if (seen.size() >= kMostFunctions) continue;
      for (const Function& next : meant_by({deed.module, deed.callee})) {
        if (!seen.insert(next).second) continue;
        const auto& deeds = deeds_.find(next)->second;
        open.insert(open.end(), deeds.begin(), deeds.end());
      }
    }
  }

  // A function of that name in the module itself; else in what it uses, or in the launch code.
  std::vector<Function> meant_by(Function called) const {
    if (deeds_.count(called) != 0) return {called};
    std::vector<Function> out;
    const uint32_t inside = called.first;
    const auto take = [&](uint32_t module) {
      called.first = module;
      if (module != inside && deeds_.count(called) != 0) out.push_back(called);
    };
    for (const uint32_t module : beside_[inside]) take(module);
    for (const uint32_t module : launch_) take(module);
    return out;
  }

  // Where the program begins, and goes by itself when it is started.
  void tell_the_way_in() {
    std::vector<bool> begun(set_.modules.size());
    for (uint32_t m = 0; m < begun.size(); ++m) {
      begun[m] = set_.modules[m].entry;
      if (begun[m] && set_.modules[m].kind == ModuleKind::kPage) say({m, m}, m);
    }
    for (bool more = true; more;) {
      more = false;
      for (const auto& [way, opener] : unasked_) {
        if (begun[way.first] && !begun[way.second]) begun[way.second] = more = true;
      }
    }
    for (const auto& [way, opener] : unasked_) {
      if (begun[way.first]) say(way, opener);
    }
  }

  // `opener`: the module whose code goes there, often a script beside the screen: a router, a check of the login.
  void say(const Way& way, uint32_t opener) {
    const std::string& id = set_.modules[way.second].id;
    evidence::Evidence out;
    out.kind = evidence::Kind::kRoute;
    // Of a class its own name: packages are named for many things.
    const size_t name = id.rfind('.') + 1;
    const bool is_class = id.find('/') == std::string::npos && name < id.size() && id[name] >= 'A' && id[name] <= 'Z';
    out.text = is_class ? id.substr(name) : id;
    out.module = way.first;
    out.at.entry = set_.modules[opener].place;
    const auto edge = std::find_if(set_.edges.begin(), set_.edges.end(), [&](const evidence::Edge& one) {
      return one.kind == EdgeKind::kOpens && one.from == opener && one.to == way.second;
    });
    if (edge != set_.edges.end() && !edge->entry.empty()) {
      out.at.entry = edge->entry;
      out.at.line = edge->line;
    }
    out.arguments = {{"unasked", "yes"}, {"to", id}};
    set_.evidence.push_back(std::move(out));
  }

  EvidenceSet& set_;
  const std::vector<Deed> all_;
  std::map<Function, std::vector<const Deed*>> deeds_;
  std::set<Function> called_;
  std::vector<std::vector<uint32_t>> beside_;  // what a module is made of and uses
  std::vector<uint32_t> launch_;
  std::map<Way, uint32_t> unasked_;  // with the module whose code goes there
};

}  // namespace

void find_starts(EvidenceSet& set) {
  std::vector<Deed> deeds = evidence::take_deeds(set);
  Starts(set, std::move(deeds)).tell();
}

}  // namespace jianfu::engine
