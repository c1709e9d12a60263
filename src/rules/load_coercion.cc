// coercion.yaml and exemption.yaml: groups that are common to all rules.
#include <algorithm>
#include <array>

#include "rules/condition.h"
#include "rules/load_context.h"

namespace jianfu::rules {
namespace {

constexpr std::array<std::string_view, 4> kNear = {"string", "module", "hop", "function"};  // by Signal::Near

// Signals stand beside the groups of a rule in its conditions: C1, C-.
bool is_signal_name(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  return !name.empty() && letter(name.front()) && !is_condition_word(name) &&
         std::all_of(name.begin(), name.end(),
                     [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-'; });
}

Signal load_signal(LoadContext& context, const Yaml::Member& member) {
  Signal out;
  out.id = member.key;
  if (!is_signal_name(member.key)) context.complain(member.at, Msg::rule_bad_signal, {member.key});
  const Yaml& node = member.value;
  if (!context.is_map(node)) return out;
  context.only_keys(node, {"title", "near", "counter", "evidence"});
  out.title = context.bilingual(node, "title");
  if (const Yaml* near = context.need(node, "near")) {
    if (const auto index = context.one_of(kNear, *near)) out.near = static_cast<Signal::Near>(*index);
  }
  if (const Yaml* counter = node.find("counter")) out.counter = context.yes_no(*counter).value_or(false);
  if (const Yaml* evidence = context.need(node, "evidence")) out.group = context.group(member.key, *evidence);
  return out;
}

}  // namespace

void load_coercion(LoadContext& context, const Yaml& root) {
  if (!context.is_map(root)) return;
  context.only_keys(root, {"signals", "strong", "some"});
  std::vector<std::string> names;
  for (const Yaml::Member& member : context.members(root, "signals", true)) {
    context.rules.signals.push_back(load_signal(context, member));
    names.push_back(member.key);
  }
  if (const Yaml* strong = context.need(root, "strong"))
    context.rules.strong = context.condition(*strong, names, false);
  if (const Yaml* some = context.need(root, "some"))
    context.rules.some = context.condition(*some, names, false);
}

void load_exemption(LoadContext& context, const Yaml& root) {
  if (!context.is_map(root)) return;
  context.only_keys(root, {"scenes"});
  for (const Yaml::Member& member : context.members(root, "scenes", true)) {
    if (!context.is_map(member.value)) continue;
    context.only_keys(member.value, {"title", "evidence", "counter"});
    Scene scene;
    if (const Yaml* counter = member.value.find("counter")) scene.counter = context.yes_no(*counter).value_or(false);
    scene.id = member.key;
    scene.title = context.bilingual(member.value, "title");
    if (const Yaml* evidence = context.need(member.value, "evidence"))
      scene.group = context.group(member.key, *evidence);
    context.rules.scenes.push_back(std::move(scene));
  }
}

}  // namespace jianfu::rules
