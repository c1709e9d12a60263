#include "engine/waivers.h"

#include <algorithm>

#include "core/date.h"
#include "engine/claims.h"
#include "engine/form_reader.h"
#include "rules/suggest.h"

namespace jianfu::engine {
namespace {

using io::DataNode;

class Reader : private FormReader {
 public:
  Reader(const std::string& name, const rules::RuleSet& rules) : FormReader(name) {
    for (const rules::Rule& rule : rules.rules) {
      if (!rule.part) rules_.push_back(rule.id);
    }
  }

  WaiversRead read(std::string_view bytes) {
    WaiversRead out;
    out.waivers.file = name();
    if (const std::optional<DataNode> root = open(bytes)) {
      only_keys(*root, {"waivers"});
      for (const DataNode* one : list(*root, "waivers", true)) {
        if (is(*one, DataNode::kMap, "waivers")) out.waivers.all.push_back(waiver(*one));
      }
    }
    out.problems = take_problems();
    return out;
  }

 private:
  Waiver waiver(const DataNode& node) {
    only_keys(node, {"rule", "packages", "modules", "fingerprints", "basis", "approver", "reason", "expires"});
    Waiver out;
    out.place = io::place_of(name(), node.at);
    out.rule = rule(node);
    out.packages = limit(node, "packages");
    out.modules = limit(node, "modules");
    out.fingerprints = limit(node, "fingerprints");
    out.basis = text(node, "basis", true);
    out.approver = text(node, "approver", true);
    out.reason = text(node, "reason", true);
    out.expires = formed(node, "expires", Msg::data_form_date, core::is_date, true);
    return out;
  }

  std::string rule(const DataNode& node) {
    std::string id = text(node, "rule", true);
    const bool known = id.empty() || std::find(rules_.begin(), rules_.end(), id) != rules_.end();
    if (!known) complain(node.find("rule")->at, Msg::no_such_rule, {id, rules::suggestion(id, rules_)});
    return id;
  }

  // A list that is there and names nothing is a slip: it must not read as no limit at all.
  std::vector<std::string> limit(const DataNode& node, std::string_view key) {
    std::vector<std::string> out = texts(node, key);
    const DataNode* list = node.find(key);
    const bool blank = list != nullptr && list->type == DataNode::kList &&
                       (list->items.empty() || std::find(out.begin(), out.end(), "") != out.end());
    if (blank) complain(list->at, Msg::data_empty, {std::string(key)});
    return out;
  }

  std::vector<std::string> rules_;
};

bool holds(const std::vector<std::string>& list, std::string_view text) {
  return !text.empty() && std::find(list.begin(), list.end(), text) != list.end();
}

bool fits(const Waiver& waiver, const platforms::Package& package, const Claim& claim) {
  if (waiver.rule != claim.rule) return false;
  if (!waiver.packages.empty() && !holds(waiver.packages, package.id) && !holds(waiver.packages, package.name)) return false;
  if (!waiver.fingerprints.empty() && !holds(waiver.fingerprints, claim.fingerprint)) return false;
  if (waiver.modules.empty()) return true;
  return claim.module != nullptr && (holds(waiver.modules, claim.module->id) || holds(waiver.modules, claim.module->title));
}

class Applying {
 public:
  Applying(const Waivers& waivers, std::string_view today) : waivers_(waivers), today_(today), fitting_(waivers.all.size()) {}

  void apply(Report& report) {
    each_claim(report, [&](const Claim& claim, std::optional<WaiverView>& waiver, bool&) {
      if (const Waiver* best = best_for(report.package, claim)) waiver = view(*best);
    });
    for (Report& inner : report.nested) apply(inner);
  }
  std::vector<size_t> fitting() && { return std::move(fitting_); }

 private:
  // One that counts before one that has expired, else the first.
  const Waiver* best_for(const platforms::Package& package, const Claim& claim) {
    const Waiver* best = nullptr;
    for (size_t i = 0; i < waivers_.all.size(); ++i) {
      const Waiver& one = waivers_.all[i];
      if (!fits(one, package, claim)) continue;
      ++fitting_[i];
      if (best == nullptr || (is_expired(*best, today_) && !is_expired(one, today_))) best = &one;
    }
    return best;
  }
  WaiverView view(const Waiver& one) const {
    return {waivers_.file, one.basis, one.approver, one.reason, one.expires, is_expired(one, today_)};
  }

  const Waivers& waivers_;
  std::string_view today_;
  std::vector<size_t> fitting_;
};

}  // namespace

WaiversRead read_waivers(std::string_view bytes, const std::string& name, const rules::RuleSet& rules) {
  return Reader(name, rules).read(bytes);
}

bool is_expired(const Waiver& waiver, std::string_view today) {
  return waiver.expires < today;
}

std::vector<size_t> apply_waivers(const Waivers& waivers, std::string_view today, std::vector<Report>& reports) {
  Applying applying(waivers, today);
  for (Report& report : reports) applying.apply(report);
  return std::move(applying).fitting();
}

}  // namespace jianfu::engine
