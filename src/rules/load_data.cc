// Everything that is no rule: name of the set, norms, lexicons, coercion, exemption, annotation.
#include <algorithm>

#include "rules/load_context.h"
#include "text/normalise.h"

namespace jianfu::rules {
namespace {

std::string_view stem(std::string_view path) {
  path = path.substr(path.rfind('/') + 1);
  return path.substr(0, path.rfind('.'));
}

// Lexicon terms may carry a note: {term: 缺卡, note: …}.
const Yaml* term_of(LoadContext& context, const Yaml& item) {
  if (item.type != Yaml::kMap) return context.expect(item, Yaml::kScalar) ? &item : nullptr;
  context.only_keys(item, {"term", "note"});
  const Yaml* term = item.find("term");
  if (term == nullptr) context.complain(item.at, Msg::rule_missing_key, {"term"});
  return term;
}

struct SetKind {
  std::string_view key;
  Term::Mode mode;
};
constexpr SetKind kSetKinds[] = {{"terms", Term::kLiteral}, {"tokens", Term::kTokens}, {"regex", Term::kRegex}};

void load_set(LoadContext& context, const std::string& id, const Yaml& node) {
  if (!context.expect(node, Yaml::kMap)) return;
  context.only_keys(node, {"note", "reason", "terms", "tokens", "regex"});
  TermSet set;
  set.id = id;
  set.reason = context.bilingual(node, "reason", false);
  size_t lists = 0;
  for (const SetKind& kind : kSetKinds) {
    const Yaml* list = node.find(kind.key);
    if (list == nullptr || !context.expect(*list, Yaml::kList)) continue;
    ++lists;
    for (const Yaml& item : list->items) {
      const Yaml* term = term_of(context, item);
      const auto index = term == nullptr ? std::nullopt : context.term(kind.mode, *term);
      if (!index) continue;
      if (std::find(set.terms.begin(), set.terms.end(), *index) != set.terms.end()) {
        context.complain(item.at, Msg::rule_twice, {term->text});
      }
      set.terms.push_back(*index);
    }
  }
  if (lists != 1) context.complain(node.at, Msg::rule_one_list);
  context.add_set(std::move(set));
}

// Words that only qualify hits are single characters too (不, 未): they are no terms.
std::vector<std::string> words(LoadContext& context, const Yaml& sets, std::string_view name) {
  std::vector<std::string> out;
  const Yaml* set = sets.find(name);
  const Yaml* list = set == nullptr ? nullptr : set->find("terms");
  if (list == nullptr) {
    context.complain(sets.at, Msg::rule_missing_key, {std::string(name)});
    return out;
  }
  for (const Yaml* scalar : context.scalars(*list)) out.push_back(text::normal_form(scalar->text));
  return out;
}

}  // namespace

void load_ruleset_file(LoadContext& context, const Yaml& root) {
  if (!context.expect(root, Yaml::kMap)) return;
  context.only_keys(root, {"name", "version"});
  context.rules.name = context.text(root, "name", true);
  context.rules.version = context.text(root, "version", true);
}

void load_norms(LoadContext& context, const Yaml& root) {
  if (!context.expect(root, Yaml::kMap)) return;
  context.only_keys(root, {"norms", "heads"});
  if (const Yaml* norms = root.find("norms")) {
    for (const Yaml::Member& entry : norms->members) {
      context.only_keys(entry.value, {"title", "number", "provisions"});
      Norm norm{entry.key, context.bilingual(entry.value, "title", true), context.text(entry.value, "number", false), {}};
      const Yaml* provisions = entry.value.find("provisions");
      for (const Yaml::Member& member : provisions == nullptr ? std::vector<Yaml::Member>{} : provisions->members) {
        context.only_keys(member.value, {"title", "article", "verified", "confidence"});
        Provision provision{member.key, context.bilingual(member.value, "title", true), context.text(member.value, "article", false),
                            context.text(member.value, "verified", false) == "true", context.text(member.value, "confidence", true)};
        norm.provisions.push_back(std::move(provision));
      }
      context.rules.norms.push_back(std::move(norm));
    }
  }
  if (const Yaml* heads = root.find("heads")) {
    for (const Yaml::Member& head : heads->members) context.rules.heads.push_back({head.key, context.bilingual(head.value, "title", true)});
  }
}

void load_lexicon(LoadContext& context, const Yaml& root) {
  if (!context.expect(root, Yaml::kMap)) return;
  context.only_keys(root, {"id", "sets"});
  const std::string id = context.text(root, "id", true);
  if (id != stem(context.file().name)) context.complain(root.at, Msg::rule_id_is_not_file, {id, std::string(stem(context.file().name))});
  const Yaml* sets = root.find("sets");
  if (sets == nullptr || !context.expect(*sets, Yaml::kMap)) return;
  if (id == "common") {
    context.rules.negators = words(context, *sets, "negators");
    context.rules.negated_states = words(context, *sets, "negated-states");
    context.rules.norm_quotes = words(context, *sets, "norm-quotes");
    return;
  }
  for (const Yaml::Member& set : sets->members) load_set(context, id + "." + set.key, set.value);
}

void load_coercion(LoadContext& context, const Yaml& root) {
  if (!context.expect(root, Yaml::kMap)) return;
  context.only_keys(root, {"signals", "strong", "some"});
  std::vector<std::string> names;
  const Yaml* signals = root.find("signals");
  for (const Yaml::Member& member : signals == nullptr ? std::vector<Yaml::Member>{} : signals->members) {
    context.only_keys(member.value, {"title", "near", "counter", "evidence"});
    Signal signal;
    signal.id = member.key;
    signal.title = context.bilingual(member.value, "title", true);
    const std::string near = context.text(member.value, "near", true);
    signal.near = near == "string" ? Signal::kString : near == "hop" ? Signal::kHop : Signal::kModule;
    if (near != "string" && near != "hop" && near != "module") context.complain(member.at, Msg::rule_not_one_of, {near, "string | module | hop"});
    signal.counter = context.text(member.value, "counter", false) == "true";
    if (const Yaml* group = member.value.find("evidence")) signal.group = context.group(member.key, *group);
    else context.complain(member.at, Msg::rule_missing_key, {"evidence"});
    names.push_back(member.key);
    context.rules.signals.push_back(std::move(signal));
  }
  if (const Yaml* strong = root.find("strong")) context.rules.strong = context.condition(*strong, names);
  if (const Yaml* some = root.find("some")) context.rules.some = context.condition(*some, names);
}

void load_exemption(LoadContext& context, const Yaml& root) {
  if (!context.expect(root, Yaml::kMap)) return;
  context.only_keys(root, {"scenes"});
  const Yaml* scenes = root.find("scenes");
  for (const Yaml::Member& member : scenes == nullptr ? std::vector<Yaml::Member>{} : scenes->members) {
    context.only_keys(member.value, {"title", "evidence"});
    Scene scene{member.key, context.bilingual(member.value, "title", true), {}};
    if (const Yaml* group = member.value.find("evidence")) scene.group = context.group(member.key, *group);
    else context.complain(member.at, Msg::rule_missing_key, {"evidence"});
    context.rules.scenes.push_back(std::move(scene));
  }
}

namespace {

void load_sdk(LoadContext& context, const Yaml& item) {
  context.only_keys(item, {"name", "category", "owner", "prefix", "path"});
  SdkPrefix base;
  base.name = context.text(item, "name", true);
  base.category = context.text(item, "category", true);
  if (const Yaml* owner = item.find("owner")) {
    if (const auto index = context.one_of(evidence::kOwnerNames, *owner)) base.owner = static_cast<evidence::Owner>(*index);
  }
  for (const std::string_view key : {"prefix", "path"}) {
    const Yaml* list = item.find(key);
    if (list == nullptr) continue;
    for (const Yaml* scalar : context.scalars(*list)) {
      SdkPrefix sdk = base;
      sdk.prefix = scalar->text;
      sdk.path = key == "path";
      context.rules.sdks.push_back(std::move(sdk));
    }
  }
}

void load_packer(LoadContext& context, const Yaml& item) {
  context.only_keys(item, {"name", "files", "classes"});
  Packer packer;
  packer.name = context.text(item, "name", true);
  for (const auto& [key, target] : {std::pair{"files", &packer.files}, std::pair{"classes", &packer.classes}}) {
    const Yaml* list = item.find(key);
    if (list == nullptr) continue;
    for (const Yaml* scalar : context.scalars(*list)) target->push_back(scalar->text);
  }
  context.rules.packers.push_back(std::move(packer));
}

void load_gap(LoadContext& context, const Yaml& item) {
  context.only_keys(item, {"why", "entry", "hides", "ask"});
  GapRule gap;
  const Yaml* why = item.find("why");
  const auto reason = why == nullptr ? std::nullopt : context.one_of(core::kGapReasonNames, *why);
  if (!reason) return context.complain(item.at, Msg::rule_missing_key, {"why"});
  gap.why = static_cast<GapReason>(*reason);
  gap.entry = context.text(item, "entry", false);
  if (const Yaml* hides = item.find("hides")) gap.hides = context.kinds(*hides);
  gap.ask = context.bilingual(item, "ask", false);
  context.rules.gaps.push_back(std::move(gap));
}

}  // namespace

void load_annotation(LoadContext& context, const Yaml& root) {
  if (!context.expect(root, Yaml::kMap)) return;
  context.only_keys(root, {"apis", "sdks", "packers", "gaps"});
  if (const Yaml* apis = root.find("apis")) {
    for (const Yaml::Member& api : apis->members) {
      ApiName name{api.key, {}};
      for (const Yaml* call : context.scalars(api.value)) name.calls.push_back(call->text);
      context.rules.apis.push_back(std::move(name));
    }
  }
  const std::pair<std::string_view, void (*)(LoadContext&, const Yaml&)> lists[] = {{"sdks", load_sdk}, {"packers", load_packer}, {"gaps", load_gap}};
  for (const auto& [key, load_item] : lists) {
    const Yaml* list = root.find(key);
    if (list == nullptr || !context.expect(*list, Yaml::kList)) continue;
    for (const Yaml& item : list->items) {
      if (context.expect(item, Yaml::kMap)) load_item(context, item);
    }
  }
}

}  // namespace jianfu::rules
