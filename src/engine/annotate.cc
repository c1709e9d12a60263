#include "engine/annotate.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "engine/owners.h"
#include "engine/ownership.h"
#include "engine/ownership_js.h"
#include "engine/pressed.h"
#include "engine/unreviewed.h"

namespace jianfu::engine {
namespace {

using evidence::Evidence;
using evidence::EvidenceSet;
using evidence::Kind;
using evidence::Module;

void add(EvidenceSet& set, Evidence item) {
  ++set.coverage.items[static_cast<size_t>(item.kind)];
  set.evidence.push_back(std::move(item));
}

// ---- capabilities ----

bool asked(const rules::ApiCall& call, const std::vector<evidence::Argument>& arguments) {
  if (call.arguments.empty()) return true;
  return std::any_of(arguments.begin(), arguments.end(), [&](const evidence::Argument& argument) {
    if (!call.name.empty() && argument.name != call.name) return false;
    return std::any_of(call.arguments.begin(), call.arguments.end(),
                       [&](const std::string& value) { return fits(value, argument.value); });
  });
}

class Capabilities {
 public:
  Capabilities(EvidenceSet& set, const std::vector<rules::ApiName>& apis, const KnownCalls& calls)
      : set_(set), apis_(apis), calls_(calls) {}

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
  // Capabilities of a call, each once and in the order of their names.
  std::vector<std::string_view> names_of(std::string_view call, const std::vector<evidence::Argument>& arguments) const {
    std::vector<std::string_view> out;
    calls_.capabilities(call, [&](uint32_t row, const rules::ApiCall& known) {
      if (asked(known, arguments)) out.emplace_back(apis_[row].api);
    });
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  // One place of a capability a module is enough, unless arguments differ.
  void name(size_t item, const std::string& call) {
    // By index throughout: what is added moves the others.
    const bool of_call = set_.evidence[item].kind == Kind::kCall;
    const bool bare = set_.evidence[item].arguments.empty();
    for (const std::string_view name : names_of(call, set_.evidence[item].arguments)) {
      if ((!of_call || bare) && !seen_.emplace(set_.evidence[item].module, name).second) continue;
      Evidence api = set_.evidence[item];
      api.kind = Kind::kApi;
      api.text = name;
      if (!of_call) api.arguments = {{"", call}};
      add(set_, std::move(api));
    }
  }

  EvidenceSet& set_;
  const std::vector<rules::ApiName>& apis_;
  const KnownCalls& calls_;
  std::set<std::pair<uint32_t, std::string_view>> seen_;  // module, name; views of the rules
};

// ---- frameworks ----

void add_frameworks(EvidenceSet& set, const std::vector<rules::Framework>& frameworks, const FrameworkMarks& known) {
  std::vector<evidence::Location> places(frameworks.size());
  std::vector<bool> found(frameworks.size());
  for (const Evidence& item : set.evidence) {
    if (item.kind == Kind::kIdentifier || item.kind == Kind::kLiteral) {
      known.marks.find(item.text, [&](uint32_t row) {
        if (!found[row]) places[row] = item.at;
        found[row] = true;
        return false;
      });
    }
    if (item.kind != Kind::kFact || !item.text.starts_with(kFileFact)) continue;
    const std::string_view path = std::string_view(item.text).substr(kFileFact.size());
    known.files.find(path, [&](uint32_t row) {
      if (!found[row]) places[row].entry = path;
      found[row] = true;
    });
  }
  for (const Module& module : set.modules) {
    if (!is_code(module)) continue;
    known.classes.find(module.id, [&](uint32_t row) {
      if (!found[row]) places[row].entry = module.place, places[row].symbol = module.id;
      found[row] = true;
      return true;
    });
  }
  for (uint32_t row = 0; row < frameworks.size(); ++row) {
    if (!found[row]) continue;
    Evidence fact;
    fact.kind = Kind::kFact;
    fact.text = std::string(kFrameworkFact) + frameworks[row].name;
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

FrameworkMarks::FrameworkMarks(const std::vector<rules::Framework>& frameworks) {
  for (uint32_t row = 0; row < frameworks.size(); ++row) {
    for (const std::string& file : frameworks[row].files) files.add(file, row);
    for (const std::string& name : frameworks[row].classes) classes.add(name, row);
    for (const std::string& mark : frameworks[row].marks) marks.add(mark, row);
  }
}

Annotator::Annotator(const rules::RuleSet& rules)
    : rules_(rules),
      libraries_(rules.sdks),
      calls_(rules),
      offered_(rules.apis),
      frameworks_(rules.frameworks),
      packers_(rules.packers),
      remote_(rules.remote) {}

void Annotator::annotate(EvidenceSet& set) const {
  const std::vector<bool> bundles = name_owners(set, libraries_);
  own_by_entries(set);
  own_scripts(set, bundles);
  own_by_neighbours(set);
  set_wrappers_apart(set, offered_, bundles);
  mark_pressed(set);
  Capabilities(set, rules_.apis, calls_).name_all();
  add_frameworks(set, rules_.frameworks, frameworks_);
  find_packer(set, rules_, packers_);
  fill_gaps(set, rules_);
  find_unreviewed(set, rules_);
  find_remote(set, remote_, calls_);  // says itself what its gaps hide: often nothing
}

}  // namespace jianfu::engine
