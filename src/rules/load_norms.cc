// ruleset.yaml and norms.yaml.
#include <algorithm>
#include <array>

#include "rules/load_context.h"
#include "rules/suggest.h"

namespace jianfu::rules {
namespace {

// V: verbatim from the official text, F: from fragments of it, S: from a summary, M: from memory of secondary
// sources.
constexpr std::array<std::string_view, 4> kConfidences = {"V", "F", "S", "M"};

Provision load_provision(LoadContext& context, const Yaml::Member& member) {
  Provision out;
  out.key = member.key;
  if (!context.is_map(member.value)) return out;
  const Yaml& node = member.value;
  context.only_keys(node, {"title", "article", "verified", "confidence", "covers"});
  out.title = context.bilingual(node, "title");
  out.article = context.text(node, "article", false);
  if (const Yaml* verified = node.find("verified")) out.verified = context.yes_no(*verified).value_or(false);
  if (const Yaml* confidence = context.need(node, "confidence")) {
    if (context.one_of(kConfidences, *confidence)) out.confidence = confidence->text;
  }
  if (const Yaml* covers = node.find("covers")) {
    for (const Yaml* one : context.texts(*covers)) out.covers.push_back(one->text);
  }
  if (out.verified && out.article.empty())
    context.complain(member.at, Msg::rule_verified_without_article, {out.key});
  if (out.key.find('/') != std::string::npos)
    context.complain(member.at, Msg::rule_bad_provision_key, {out.key});
  return out;
}

Norm load_norm(LoadContext& context, const Yaml::Member& member) {
  Norm out;
  out.id = member.key;
  context.is_id(member.key, member.at);
  if (!context.is_map(member.value)) return out;
  context.only_keys(member.value, {"title", "number", "provisions"});
  out.title = context.bilingual(member.value, "title");
  out.number = context.text(member.value, "number", false);
  for (const Yaml::Member& provision : context.members(member.value, "provisions", true)) {
    out.provisions.push_back(load_provision(context, provision));
  }
  return out;
}

// Provisions that cover others may stand before or behind them, so names are checked when all are known.
void check_covers(LoadContext& context, const Yaml& root) {
  std::vector<std::string> known;
  for (const Norm& norm : context.rules.norms) {
    for (const Provision& provision : norm.provisions) known.push_back(norm.id + '/' + provision.key);
  }
  for (const Yaml::Member& norm : context.members(root, "norms", true)) {
    for (const Yaml::Member& provision : context.members(norm.value, "provisions", true)) {
      const Yaml* covers = provision.value.find("covers");
      if (covers == nullptr) continue;
      for (const Yaml* one : context.texts(*covers)) {
        if (one->text == norm.key + '/' + provision.key)
          context.complain(one->at, Msg::rule_covers_itself, {one->text});
        else if (std::find(known.begin(), known.end(), one->text) == known.end())
          context.complain(one->at, Msg::rule_no_citation, {one->text, suggestion(one->text, known)});
      }
    }
  }
}

Feature load_feature(LoadContext& context, const Yaml::Member& member) {
  Feature out;
  out.id = member.key;
  if (std::find(kFeatures.begin(), kFeatures.end(), out.id) == kFeatures.end())
    context.complain(member.at, Msg::rule_not_one_of,
                     {out.id, suggestion(out.id, {kFeatures.begin(), kFeatures.end()})});
  if (!context.is_map(member.value)) return out;
  context.only_keys(member.value, {"title", "names", "asked"});
  if (const Yaml* asked = member.value.find("asked")) out.asked = context.yes_no(*asked).value_or(false);
  out.title = context.bilingual(member.value, "title");
  if (const Yaml* names = member.value.find("names")) {
    for (const Yaml* name : context.texts(*names)) out.names.push_back(name->text);
  }
  return out;
}

}  // namespace

bool LoadContext::has_provision(const Yaml& node, const Norm& norm, const std::string& key, Msg complaint,
                                const std::string& prefix) {
  std::vector<std::string> known;
  for (const Provision& provision : norm.provisions) known.push_back(prefix + provision.key);
  if (std::find(known.begin(), known.end(), prefix + key) != known.end()) return true;
  complain(node.at, complaint, {node.text, suggestion(node.text, known)});
  return false;
}

std::vector<Citation> LoadContext::citations(const Yaml& node) {
  std::vector<Citation> out;
  for (const Yaml* one : texts(node)) {
    if (broken.count("norms.yaml") > 0) continue;
    const size_t slash = std::min(one->text.find('/'), one->text.size());
    const std::string id = one->text.substr(0, slash);
    const auto norm = std::find_if(rules.norms.begin(), rules.norms.end(), [&](const Norm& n) { return n.id == id; });
    if (norm == rules.norms.end() || slash == one->text.size()) {
      std::vector<std::string> known;
      for (const Norm& other : rules.norms) known.push_back(other.id);
      complain(one->at, Msg::rule_no_citation, {one->text, suggestion(id, known)});
      continue;
    }
    std::string key = one->text.substr(slash + 1);
    if (has_provision(*one, *norm, key, Msg::rule_no_citation, id + "/"))
      out.push_back({static_cast<uint32_t>(norm - rules.norms.begin()), std::move(key)});
  }
  return out;
}

void load_ruleset(LoadContext& context, const Yaml& root) {
  if (!context.is_map(root)) return;
  context.only_keys(root, {"name", "version"});
  context.rules.name = context.text(root, "name");
  context.rules.version = context.text(root, "version");
}

void load_norms(LoadContext& context, const Yaml& root) {
  if (!context.is_map(root)) return;
  context.only_keys(root, {"norms", "heads", "features"});
  for (const Yaml::Member& member : context.members(root, "norms", true)) {
    context.rules.norms.push_back(load_norm(context, member));
  }
  for (const Yaml::Member& member : context.members(root, "heads", false)) {
    if (!context.is_map(member.value)) continue;
    context.only_keys(member.value, {"title"});
    context.rules.heads.push_back({member.key, context.bilingual(member.value, "title")});
  }
  for (const Yaml::Member& member : context.members(root, "features", false)) {
    context.rules.features.push_back(load_feature(context, member));
  }
  check_covers(context, root);
}

// A later norm covers provisions of earlier ones, and a still later one may cover it: the list grows while it
// is walked, and what stands in it already is not added again.
void add_covering_citations(RuleSet& rules) {
  for (Rule& rule : rules.rules) {
    for (size_t at = 0; at < rule.citations.size(); ++at) {
      const std::string cited = rules.norms[rule.citations[at].norm].id + '/' + rule.citations[at].provision;
      for (uint32_t n = 0; n < rules.norms.size(); ++n) {
        for (const Provision& provision : rules.norms[n].provisions) {
          const auto& covers = provision.covers;
          if (std::find(covers.begin(), covers.end(), cited) == covers.end()) continue;
          const bool there = std::any_of(rule.citations.begin(), rule.citations.end(), [&](const Citation& c) {
            return c.norm == n && c.provision == provision.key;
          });
          if (!there) rule.citations.push_back({n, provision.key});
        }
      }
    }
  }
}

}  // namespace jianfu::rules
