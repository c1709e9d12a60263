// ruleset.yaml and norms.yaml.
#include <algorithm>
#include <array>

#include "rules/load_context.h"

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
  context.only_keys(node, {"title", "article", "verified", "confidence"});
  out.title = context.bilingual(node, "title");
  out.article = context.text(node, "article", false);
  if (const Yaml* verified = node.find("verified")) out.verified = context.yes_no(*verified).value_or(false);
  if (const Yaml* confidence = context.need(node, "confidence")) {
    if (context.one_of(kConfidences, *confidence)) out.confidence = confidence->text;
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

}  // namespace

void load_ruleset(LoadContext& context, const Yaml& root) {
  if (!context.is_map(root)) return;
  context.only_keys(root, {"name", "version"});
  context.rules.name = context.text(root, "name");
  context.rules.version = context.text(root, "version");
}

void load_norms(LoadContext& context, const Yaml& root) {
  if (!context.is_map(root)) return;
  context.only_keys(root, {"norms", "heads"});
  for (const Yaml::Member& member : context.members(root, "norms", true)) {
    context.rules.norms.push_back(load_norm(context, member));
  }
  for (const Yaml::Member& member : context.members(root, "heads", false)) {
    if (!context.is_map(member.value)) continue;
    context.only_keys(member.value, {"title"});
    context.rules.heads.push_back({member.key, context.bilingual(member.value, "title")});
  }
}

}  // namespace jianfu::rules
