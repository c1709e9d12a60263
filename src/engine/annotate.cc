#include "engine/annotate.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/marks.h"
#include "engine/owners.h"
#include "engine/ownership.h"
#include "engine/ownership_js.h"
#include "engine/packer.h"
#include "engine/pressed.h"
#include "engine/remote.h"
#include "engine/unreviewed.h"
#include "engine/wrappers.h"

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

// ---- frameworks ----

void add_frameworks(EvidenceSet& set, const rules::RuleSet& rules) {
  FileMarks files;
  PrefixTable classes('.');
  std::unordered_map<std::string_view, uint32_t> marks;
  for (uint32_t row = 0; row < rules.frameworks.size(); ++row) {
    for (const std::string& file : rules.frameworks[row].files) files.add(file, row);
    for (const std::string& name : rules.frameworks[row].classes) classes.add(name, row);
    for (const std::string& mark : rules.frameworks[row].marks) marks.emplace(mark, row);
  }
  std::vector<evidence::Location> places(rules.frameworks.size());
  std::vector<bool> found(rules.frameworks.size());
  for (const Evidence& item : set.evidence) {
    if (item.kind == Kind::kIdentifier || item.kind == Kind::kLiteral) {
      const auto mark = marks.find(item.text);
      if (mark == marks.end()) continue;
      if (!found[mark->second]) places[mark->second] = item.at;
      found[mark->second] = true;
    }
    if (item.kind != Kind::kFact || !item.text.starts_with(kFileFact)) continue;
    const std::string_view path = std::string_view(item.text).substr(kFileFact.size());
    files.find(path, [&](uint32_t row) {
      if (!found[row]) places[row].entry = path;
      found[row] = true;
    });
  }
  for (const Module& module : set.modules) {
    if (!is_code(module)) continue;
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
  const std::vector<bool> bundles = name_owners(set, rules);
  own_by_entries(set);
  own_scripts(set, bundles);
  own_by_neighbours(set);
  set_wrappers_apart(set, rules, bundles);
  mark_pressed(set);
  Capabilities(set, rules).name_all();
  add_frameworks(set, rules);
  find_packer(set, rules);
  fill_gaps(set, rules);
  find_unreviewed(set, rules);
  find_remote(set, rules);  // says itself what its gaps hide: often nothing
}

}  // namespace jianfu::engine
