#include "engine/annotate.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/ownership.h"

namespace jianfu::engine {
namespace {

using evidence::Evidence;
using evidence::EvidenceSet;
using evidence::Kind;
using evidence::Module;
using evidence::ModuleKind;
using evidence::Owner;

// Facts by which platforms hand over names of files that matter to nobody but this file.
constexpr std::string_view kFileFact = "file ";

// '*' at either end stands for anything.
bool fits(std::string_view pattern, std::string_view text) {
  const bool open_front = pattern.starts_with('*');
  if (open_front) pattern.remove_prefix(1);
  const bool open_back = pattern.ends_with('*');
  if (open_back) pattern.remove_suffix(1);
  if (open_front && open_back) return text.find(pattern) != std::string_view::npos;
  if (open_front) return text.ends_with(pattern);
  if (open_back) return text.starts_with(pattern);
  // One '*' inside, as in libshella-*.so.
  const size_t star = pattern.find('*');
  if (star == std::string_view::npos) return text == pattern;
  return text.size() + 1 >= pattern.size() && text.starts_with(pattern.substr(0, star)) &&
         text.ends_with(pattern.substr(star + 1));
}

class ApiTable {
 public:
  explicit ApiTable(const rules::RuleSet& rules) {
    for (const rules::ApiName& api : rules.apis) {
      for (const std::string& call : api.calls) {
        if (call.ends_with(".*")) {
          families_.emplace_back(call.substr(0, call.size() - 1), api.api);
        } else {
          exact_[call].push_back(api.api);
        }
      }
    }
  }

  std::vector<std::string> names_of(const std::string& call) const {
    std::vector<std::string> out;
    if (const auto at = exact_.find(call); at != exact_.end()) out = at->second;
    for (const auto& [prefix, api] : families_) {
      if (call.starts_with(prefix)) out.push_back(api);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

 private:
  std::unordered_map<std::string, std::vector<std::string>> exact_;
  std::vector<std::pair<std::string, std::string>> families_;
};

void add_apis(EvidenceSet& set, const rules::RuleSet& rules) {
  const ApiTable table(rules);
  const size_t raw = set.evidence.size();
  std::set<std::pair<uint32_t, std::string>>
      seen;  // one place of an API a module is enough, unless arguments differ
  for (size_t i = 0; i < raw; ++i) {
    if (set.evidence[i].kind != Kind::kCall) continue;
    for (std::string& name : table.names_of(set.evidence[i].text)) {
      if (set.evidence[i].arguments.empty() && !seen.insert({set.evidence[i].module, name}).second) continue;
      Evidence api = set.evidence[i];
      api.kind = Kind::kApi;
      api.text = std::move(name);
      set.evidence.push_back(std::move(api));
      ++set.coverage.items[static_cast<size_t>(Kind::kApi)];
    }
  }
}

bool is_code(ModuleKind kind) {
  return kind != ModuleKind::kLayout && kind != ModuleKind::kResources;
}

// The folder stands in the path as a whole: at its start or behind a '/'.
bool under_path(std::string_view place, std::string_view folder) {
  for (size_t at = place.find(folder); at != std::string_view::npos; at = place.find(folder, at + 1)) {
    if (at == 0 || place[at - 1] == '/') return true;
  }
  return false;
}

const rules::SdkPrefix* sdk_of(const Module& module, const rules::RuleSet& rules) {
  const rules::SdkPrefix* best = nullptr;
  for (const rules::SdkPrefix& sdk : rules.sdks) {
    const bool fits_here = sdk.path
                               ? under_path(module.place, sdk.prefix) || under_path(module.id, sdk.prefix)
                               : is_code(module.kind) && module.id.starts_with(sdk.prefix);
    if (fits_here && (best == nullptr || sdk.prefix.size() > best->prefix.size())) best = &sdk;
  }
  return best;
}

void add_owners(EvidenceSet& set, const rules::RuleSet& rules) {
  std::map<std::string, uint32_t> found;  // SDK name → first module
  for (uint32_t m = 0; m < set.modules.size(); ++m) {
    Module& module = set.modules[m];
    if (module.owner != Owner::kUnknown) continue;
    const rules::SdkPrefix* sdk = sdk_of(module, rules);
    if (sdk == nullptr) continue;
    module.owner = sdk->owner;
    found.emplace(sdk->name, m);
  }
  for (const auto& [name, module] : found) {
    Evidence item;
    item.kind = Kind::kSdk;
    item.text = name;
    item.module = module;
    item.owner = set.modules[module].owner;
    item.at.entry = set.modules[module].place;
    item.at.symbol = set.modules[module].id;
    set.evidence.push_back(std::move(item));
    ++set.coverage.items[static_cast<size_t>(Kind::kSdk)];
  }
}

std::string_view base_name(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

// Name of the packer and the place of its first mark, or an empty name.
std::pair<std::string, std::string> find_packer(const EvidenceSet& set, const rules::RuleSet& rules) {
  for (const rules::Packer& packer : rules.packers) {
    for (const Evidence& item : set.evidence) {
      if (item.kind != Kind::kFact || !item.text.starts_with(kFileFact)) continue;
      const std::string_view name = std::string_view(item.text).substr(kFileFact.size());
      for (const std::string& pattern : packer.files) {
        if (fits(pattern, pattern.find('/') == std::string::npos ? base_name(name) : name))
          return {packer.name, std::string(name)};
      }
    }
    for (const Module& module : set.modules) {
      for (const std::string& pattern : packer.classes) {
        if (module.entry && fits(pattern, module.id)) return {packer.name, module.id};
      }
    }
  }
  return {};
}

void add_packer(EvidenceSet& set, const rules::RuleSet& rules) {
  auto [name, place] = find_packer(set, rules);
  if (name.empty()) return;
  evidence::Gap gap;
  gap.why = GapReason::kPacked;
  gap.what = {Msg::gap_packed, {name}};
  gap.entry = std::move(place);
  set.gaps.push_back(std::move(gap));
}

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
  add_owners(set, rules);
  own_by_entries(set);
  own_by_neighbours(set);
  add_apis(set, rules);
  add_packer(set, rules);
  fill_gaps(set, rules);
}

}  // namespace jianfu::engine
