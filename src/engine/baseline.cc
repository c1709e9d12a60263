#include "engine/baseline.h"

#include <algorithm>
#include <tuple>

#include "engine/form_reader.h"
#include "rules/suggest.h"
#include "text/utf.h"

namespace jianfu::engine {
namespace {

using io::DataNode;
using platforms::Package;

// As files of ours hold it.
std::string written(std::string_view text) {
  return text::valid_utf8(text) ? std::string(text) : text::displayable(text);
}

// Files of ours hide personal data, byte for byte.
bool same_but_for_masks(std::string_view found, std::string_view kept) {
  return std::equal(found.begin(), found.end(), kept.begin(), kept.end(),
                    [](char f, char k) { return f == k || f == '*' || k == '*'; });
}

bool is_of(const BaselinePackage& kept, const Package& package) {
  if (!kept.id.empty() && !package.id.empty()) return kept.id == written(package.id);
  return kept.kind == package.kind && same_but_for_masks(written(package.name), kept.name);
}

// ---- making one ----

BaselinePackage& package_of(Baseline& baseline, const Package& package) {
  const auto found = std::find_if(baseline.packages.begin(), baseline.packages.end(),
                                  [&](const BaselinePackage& one) { return is_of(one, package); });
  if (found != baseline.packages.end()) return *found;
  return baseline.packages.emplace_back(BaselinePackage{written(package.id), package.kind, written(package.name), {}});
}

void add(const Report& report, Baseline& baseline) {
  if (report.unread) return;
  std::vector<BaselineEntry>& entries = package_of(baseline, report.package).entries;
  each_claim(report, [&](const Claim& claim, const auto&, const bool&) {
    entries.push_back({claim.of, std::string(claim.rule), claim.module == nullptr ? "" : written(claim.module->id),
                       std::string(claim.fingerprint), claim.verdict});
  });
  for (const Report& inner : report.nested) add(inner, baseline);
}

// ---- reading one ----

class Reader : private FormReader {
 public:
  Reader(const std::string& name, const rules::RuleSet& rules) : FormReader(name), rules_(rules) {}

  BaselineRead read(std::string_view bytes) {
    constexpr size_t kMostBytes = 64u << 20;  // of a whole repository of packages
    BaselineRead out;
    if (const std::optional<DataNode> root = open(bytes, kMostBytes); root && is_ours(*root)) {
      only_keys(*root, {"schema", "packages"});
      for (const DataNode* one : list(*root, "packages", true)) {
        if (is(*one, DataNode::kMap, "packages")) out.baseline.packages.push_back(package(*one));
      }
    }
    out.problems = take_problems();
    return out;
  }

 private:
  // A text that may be empty.
  std::string plain(const DataNode& map, std::string_view key) {
    const DataNode* node = map.find(key);
    if (node == nullptr) complain(map.at, Msg::data_missing, {std::string(key)});
    return node != nullptr && is(*node, DataNode::kText, key) ? node->text : std::string();
  }

  bool is_ours(const DataNode& root) {
    const std::string schema = plain(root, "schema");
    if (schema == kBaselineSchema) return true;
    const DataNode* node = root.find("schema");
    if (node == nullptr || node->type != DataNode::kText) return false;  // said already
    complain(node->at, Msg::data_not_one_of, {"schema", std::string(kBaselineSchema), schema});
    return false;
  }

  BaselinePackage package(const DataNode& node) {
    only_keys(node, {"id", "kind", "name", "entries"});
    BaselinePackage out{plain(node, "id"), plain(node, "kind"), plain(node, "name"), {}};
    for (const DataNode* one : list(node, "entries", true)) {
      if (is(*one, DataNode::kMap, "entries")) out.entries.push_back(entry(*one));
    }
    return out;
  }

  BaselineEntry entry(const DataNode& node) {
    only_keys(node, {"of", "rule", "module", "fingerprint", "verdict"});
    return {name_of<Claim::Of>(node, "of", kClaimNames), rule(node), plain(node, "module"), plain(node, "fingerprint"),
            name_of<Verdict>(node, "verdict", rules::kVerdictNames)};
  }

  std::string rule(const DataNode& node) {
    std::string id = text(node, "rule", true);
    const auto is_it = [&](const rules::Rule& rule) { return rule.id == id; };
    if (id.empty() || std::any_of(rules_.rules.begin(), rules_.rules.end(), is_it)) return id;
    std::vector<std::string> known;
    for (const rules::Rule& rule : rules_.rules) known.push_back(rule.id);
    complain(node.find("rule")->at, Msg::no_such_rule, {id, rules::suggestion(id, known)});
    return id;
  }

  template <typename Value, typename Names>
  Value name_of(const DataNode& map, std::string_view key, const Names& names) {
    const std::string found = text(map, key, true);
    const auto at = std::find(names.begin(), names.end(), found);
    if (at != names.end()) return static_cast<Value>(at - names.begin());
    std::string all;
    for (const std::string_view name : names) all += (all.empty() ? "" : " | ") + std::string(name);
    if (!found.empty()) complain(map.find(key)->at, Msg::data_not_one_of, {std::string(key), all, found});
    return {};
  }

  const rules::RuleSet& rules_;
};

// ---- comparing ----

// Where a comparison with a declaration stands says nothing: one screen may have several.
bool is_same(const BaselineEntry& kept, const Claim& claim) {
  if (kept.of != claim.of) return false;
  if (!claim.fingerprint.empty() && kept.fingerprint == claim.fingerprint) return true;
  const std::string module = claim.module == nullptr ? "" : written(claim.module->id);
  return !claim.compared && kept.rule == claim.rule && kept.module == module;
}

class Applying {
 public:
  explicit Applying(const Baseline& baseline) : baseline_(baseline), used_(baseline.packages.size()) {
    for (size_t i = 0; i < used_.size(); ++i) used_[i].met.resize(baseline.packages[i].entries.size());
  }

  bool apply(Report& report) {
    const auto found = std::find_if(baseline_.packages.begin(), baseline_.packages.end(),
                                    [&](const BaselinePackage& one) { return is_of(one, report.package); });
    for (Report& inner : report.nested) apply(inner);
    if (found == baseline_.packages.end()) return false;
    Used& used = used_[static_cast<size_t>(found - baseline_.packages.begin())];
    used.scanned = true;
    each_claim(report, [&](const Claim& claim, auto&, bool& known) { known = is_known(found->entries, claim, used.met); });
    return true;
  }

  size_t vanished() const {
    size_t out = 0;
    for (const Used& used : used_) {
      if (used.scanned) out += static_cast<size_t>(std::count(used.met.begin(), used.met.end(), false));
    }
    return out;
  }

 private:
  struct Used {
    bool scanned = false;
    std::vector<bool> met;  // by entry
  };

  static bool is_known(const std::vector<BaselineEntry>& entries, const Claim& claim, std::vector<bool>& met) {
    bool known = false;
    for (size_t i = 0; i < entries.size(); ++i) {
      if (!is_same(entries[i], claim)) continue;
      met[i] = true;
      known |= entries[i].verdict >= claim.verdict;
    }
    return known;
  }

  const Baseline& baseline_;
  std::vector<Used> used_;
};

}  // namespace

Baseline baseline_of(const std::vector<Report>& reports) {
  Baseline out;
  for (const Report& report : reports) add(report, out);
  for (BaselinePackage& package : out.packages) {
    std::sort(package.entries.begin(), package.entries.end(), [](const BaselineEntry& a, const BaselineEntry& b) {
      return std::tie(a.rule, a.module, a) < std::tie(b.rule, b.module, b);
    });
    package.entries.erase(std::unique(package.entries.begin(), package.entries.end()), package.entries.end());
  }
  std::sort(out.packages.begin(), out.packages.end(), [](const BaselinePackage& a, const BaselinePackage& b) {
    return std::tie(a.id, a.kind, a.name) < std::tie(b.id, b.kind, b.name);
  });
  return out;
}

BaselineRead read_baseline(std::string_view bytes, const std::string& name, const rules::RuleSet& rules) {
  return Reader(name, rules).read(bytes);
}

BaselineUse apply_baseline(const Baseline& baseline, std::vector<Report>& reports) {
  Applying applying(baseline);
  BaselineUse out;
  for (Report& report : reports) {
    if (!report.unread && !applying.apply(report)) out.missing.push_back(&report.package);
  }
  out.vanished = applying.vanished();
  return out;
}

}  // namespace jianfu::engine
