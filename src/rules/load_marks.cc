#include "rules/load_marks.h"

#include <algorithm>
#include <limits>

#include "rules/suggest.h"

namespace jianfu::rules {
namespace {

constexpr size_t kLeastMark = 3;  // bytes that are no '*'
constexpr uint64_t kThousand = 1000;
constexpr uint64_t kMostNumber = std::numeric_limits<uint32_t>::max() / kThousand;

// Patterns of the key, none when it is missing. One that hardly says anything is complained about.
std::vector<std::string> patterns(LoadContext& context, const Yaml& map, std::string_view key) {
  std::vector<std::string> out;
  const Yaml* list = map.find(key);
  if (list == nullptr) return out;
  for (const Yaml* one : context.texts(*list)) {
    const auto stars = static_cast<size_t>(std::count(one->text.begin(), one->text.end(), '*'));
    if (one->text.size() - stars < (stars == 0 ? 2 : kLeastMark))  // "*" fits all; "t86" and "PK" are names
      context.complain(one->at, Msg::rule_short_term, {one->text});
    else if (std::find(out.begin(), out.end(), one->text) != out.end())
      context.complain(one->at, Msg::rule_twice, {one->text});
    else
      out.push_back(one->text);
  }
  return out;
}

// A decimal number in thousandths.
std::optional<uint64_t> number(LoadContext& context, const Yaml& node) {
  if (!context.is_text(node)) return std::nullopt;
  uint64_t value = 0;
  size_t decimals = 0;
  bool point = false, good = !node.text.empty() && node.text.front() != '.' && node.text.back() != '.';
  for (const char c : node.text) {
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    good = good && c >= '0' && c <= '9' && decimals < 3 && value <= kMostNumber * kThousand;
    if (!good) break;
    value = value * 10 + static_cast<uint64_t>(c - '0');
    decimals += point ? 1 : 0;
  }
  for (; decimals < 3; ++decimals) value *= 10;
  if (good && value <= kMostNumber * kThousand) return value;
  context.complain(node.at, Msg::rule_bad_number, {node.text});
  return std::nullopt;
}

uint32_t whole_number(LoadContext& context, const Yaml& map, std::string_view key) {
  const Yaml* node = context.need(map, key);
  const std::optional<uint64_t> value = node == nullptr ? std::nullopt : number(context, *node);
  if (!value) return 0;
  if (*value % kThousand != 0) context.complain(node->at, Msg::rule_bad_number, {node->text});
  return static_cast<uint32_t>(*value / kThousand);
}

void load_bounds(LoadContext& context, const Yaml& item, PackSign& sign) {
  for (const auto& [key, test] :
       {std::pair{"at-least", Bound::kAtLeast}, std::pair{"at-most", Bound::kAtMost}}) {
    for (const Yaml::Member& member : context.members(item, key, false)) {
      if (const auto value = number(context, member.value))
        sign.bounds.push_back({test, member.key, "", *value});
    }
  }
  const Yaml* share = item.find("share");
  if (share == nullptr || !context.is_map(*share)) return;
  context.only_keys(*share, {"of", "in", "above"});
  Bound bound{Bound::kShareAbove, context.text(*share, "of"), context.text(*share, "in"), 0};
  const Yaml* above = context.need(*share, "above");
  const auto value = above == nullptr ? std::nullopt : number(context, *above);
  if (!value) return;
  bound.thousandths = *value;
  sign.bounds.push_back(std::move(bound));
}

void load_sign(LoadContext& context, const Yaml& item) {
  if (!context.is_map(item)) return;
  context.only_keys(item, {"id", "points", "at-least", "at-most", "share", "reason"});
  PackSign sign;
  sign.id = context.text(item, "id");
  context.is_id(sign.id, item.at);
  auto& signs = context.rules.suspicion.signs;
  if (std::any_of(signs.begin(), signs.end(), [&](const PackSign& other) { return other.id == sign.id; }))
    context.complain(item.at, Msg::rule_twice, {sign.id});
  sign.points = whole_number(context, item, "points");
  sign.reason = context.bilingual(item, "reason");
  load_bounds(context, item, sign);
  signs.push_back(std::move(sign));
}

}  // namespace

bool is_call(LoadContext& context, const Yaml& call) {
  std::string_view name = call.text;
  const bool family = name.ends_with(".*");
  if (family) name.remove_suffix(2);
  const bool good = name.size() >= kLeastMark && name.find('*') == std::string_view::npos;
  if (!good) context.complain(call.at, Msg::rule_bad_call, {call.text});
  return good;
}

void load_packer(LoadContext& context, const Yaml& item) {
  context.only_keys(item, {"name", "files", "classes", "weak"});
  Packer packer;
  packer.name = context.text(item, "name");
  packer.files = patterns(context, item, "files");
  packer.classes = patterns(context, item, "classes");
  if (const Yaml* weak = item.find("weak"); weak != nullptr && context.is_map(*weak)) {
    context.only_keys(*weak, {"files", "classes"});
    packer.weak_files = patterns(context, *weak, "files");
    packer.weak_classes = patterns(context, *weak, "classes");
  }
  if (packer.files.empty() && packer.classes.empty() && packer.weak_files.empty() &&
      packer.weak_classes.empty())
    context.complain(item.at, Msg::rule_missing_key, {"files | classes"});
  context.rules.packers.push_back(std::move(packer));
}

void load_suspicion(LoadContext& context, const Yaml& map) {
  context.only_keys(map, {"threshold", "signs"});
  Suspicion& suspicion = context.rules.suspicion;
  if (suspicion.threshold != 0) context.complain(map.at, Msg::rule_twice, {"suspicion"});
  suspicion.threshold = whole_number(context, map, "threshold");
  const Yaml* signs = context.need(map, "signs");
  if (signs == nullptr || !context.is_list(*signs)) return;
  for (const Yaml& sign : signs->items) load_sign(context, sign);
}

void load_framework(LoadContext& context, const Yaml& item) {
  context.only_keys(item, {"name", "files", "classes", "marks"});
  Framework framework{context.text(item, "name"), patterns(context, item, "files"),
                      patterns(context, item, "classes"), patterns(context, item, "marks")};
  if (framework.files.empty() && framework.classes.empty() && framework.marks.empty())
    context.complain(item.at, Msg::rule_empty_mark, {framework.name, "files | classes | marks"});
  const auto& all = context.rules.frameworks;
  if (std::any_of(all.begin(), all.end(),
                  [&](const Framework& other) { return other.name == framework.name; }))
    context.complain(item.at, Msg::rule_twice, {framework.name});
  context.rules.frameworks.push_back(std::move(framework));
}

void load_remote_kind(LoadContext& context, const Yaml& item) {
  context.only_keys(item, {"id", "title", "leaves", "hides", "ask"});
  RemoteKind kind;
  kind.id = context.text(item, "id");
  context.is_id(kind.id, item.at);
  kind.title = context.bilingual(item, "title");
  kind.leaves = context.bilingual(item, "leaves");
  kind.ask = context.bilingual(item, "ask");
  if (const Yaml* hides = item.find("hides")) kind.hides = context.kinds(*hides);
  auto& kinds = context.rules.remote.kinds;
  if (std::any_of(kinds.begin(), kinds.end(), [&](const RemoteKind& other) { return other.id == kind.id; }))
    context.complain(item.at, Msg::rule_twice, {kind.id});
  kinds.push_back(std::move(kind));
}

void load_mechanism(LoadContext& context, const Yaml& item) {
  context.only_keys(item, {"id", "name", "kind", "files", "classes", "calls"});
  Mechanism mechanism;
  mechanism.id = context.text(item, "id");
  context.is_id(mechanism.id, item.at);
  mechanism.name = context.text(item, "name");
  mechanism.files = patterns(context, item, "files");
  mechanism.classes = patterns(context, item, "classes");
  mechanism.calls = patterns(context, item, "calls");
  if (const Yaml* calls = item.find("calls")) {
    for (const Yaml* call : context.texts(*calls)) is_call(context, *call);
  }
  if (mechanism.files.empty() && mechanism.classes.empty() && mechanism.calls.empty())
    context.complain(item.at, Msg::rule_empty_mark, {mechanism.id, "files | classes | calls"});
  Remote& remote = context.rules.remote;
  if (std::any_of(remote.mechanisms.begin(), remote.mechanisms.end(),
                  [&](const Mechanism& other) { return other.id == mechanism.id; }))
    context.complain(item.at, Msg::rule_twice, {mechanism.id});
  const Yaml* kind = context.need(item, "kind");
  if (kind == nullptr || !context.is_text(*kind)) return;
  std::vector<std::string> known;
  for (const RemoteKind& one : remote.kinds) known.push_back(one.id);
  const auto at = std::find(known.begin(), known.end(), kind->text);
  if (at == known.end())
    return context.complain(kind->at, Msg::rule_no_remote_kind, {kind->text, suggestion(kind->text, known)});
  mechanism.kind = static_cast<uint32_t>(at - known.begin());
  remote.mechanisms.push_back(std::move(mechanism));
}

void load_web_views(LoadContext& context, const Yaml& map) {
  context.only_keys(map, {"calls", "local", "documents", "shell"});
  Remote& remote = context.rules.remote;
  if (!remote.web_calls.empty()) context.complain(map.at, Msg::rule_twice, {"web-views"});
  if (const Yaml* calls = context.need(map, "calls")) {
    for (const Yaml* call : context.texts(*calls)) {
      if (is_call(context, *call)) remote.web_calls.push_back(call->text);
    }
  }
  remote.local = patterns(context, map, "local");
  remote.documents = patterns(context, map, "documents");
  const Yaml* shell = map.find("shell");
  if (shell == nullptr || !context.is_map(*shell)) return;
  context.only_keys(*shell, {"screens", "hops"});
  remote.shell_screens = whole_number(context, *shell, "screens");
  remote.shell_hops = whole_number(context, *shell, "hops");
}

}  // namespace jianfu::rules
