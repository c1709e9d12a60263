// annotate/{api,sdk,packers,gaps}*.yaml: the names that turn raw calls into capabilities, classes and folders
// into third parties, files into packers, and gaps into what they hide.
#include <algorithm>
#include <array>

#include "rules/load_context.h"
#include "text/normalise.h"

namespace jianfu::rules {
namespace {

constexpr size_t kLeastPrefix = 3;  // bytes; "a." would own half of every obfuscated package

void load_api(LoadContext& context, const Yaml::Member& member) {
  auto& apis = context.rules.apis;
  if (text::normal_form(member.key) != member.key)
    context.complain(member.at, Msg::rule_bad_api, {member.key});
  if (std::any_of(apis.begin(), apis.end(), [&](const ApiName& api) { return api.api == member.key; }))
    context.complain(member.at, Msg::rule_twice, {member.key});
  ApiName api;
  api.api = member.key;
  for (const Yaml* call : context.texts(member.value)) {
    const std::string_view name = std::string_view(call->text).substr(0, call->text.find(".*"));
    const bool star_inside = call->text.find('*') != std::string::npos && !call->text.ends_with(".*");
    if (star_inside || name.size() < kLeastPrefix || name.find('*') != std::string_view::npos) {
      context.complain(call->at, Msg::rule_bad_call, {call->text});
    } else if (std::find(api.calls.begin(), api.calls.end(), call->text) != api.calls.end()) {
      context.complain(call->at, Msg::rule_twice, {call->text});
    } else {
      api.calls.push_back(call->text);
    }
  }
  apis.push_back(std::move(api));
}

void load_sdk(LoadContext& context, const Yaml& item) {
  context.only_keys(item, {"name", "category", "owner", "prefix", "path"});
  SdkPrefix base;
  base.name = context.text(item, "name");
  base.category = context.text(item, "category");
  if (const Yaml* owner = item.find("owner")) {
    if (const auto index = context.one_of(evidence::kOwnerNames, *owner))
      base.owner = static_cast<evidence::Owner>(*index);
  }
  size_t lists = 0;
  for (const std::string_view key : {"prefix", "path"}) {
    const Yaml* list = item.find(key);
    if (list == nullptr) continue;
    ++lists;
    for (const Yaml* one : context.texts(*list)) {
      if (one->text.size() < kLeastPrefix) context.complain(one->at, Msg::rule_short_term, {one->text});
      SdkPrefix sdk = base;
      sdk.prefix = one->text;
      sdk.path = key == "path";
      context.rules.sdks.push_back(std::move(sdk));
    }
  }
  if (lists == 0) context.complain(item.at, Msg::rule_missing_key, {"prefix | path"});
}

void load_packer(LoadContext& context, const Yaml& item) {
  context.only_keys(item, {"name", "files", "classes"});
  Packer packer;
  packer.name = context.text(item, "name");
  for (const auto& [key, target] :
       {std::pair{"files", &packer.files}, std::pair{"classes", &packer.classes}}) {
    const Yaml* list = item.find(key);
    if (list == nullptr) continue;
    for (const Yaml* one : context.texts(*list)) {
      if (one->text.find_first_not_of('*') == std::string::npos)
        context.complain(one->at, Msg::rule_short_term, {one->text});
      target->push_back(one->text);
    }
  }
  if (packer.files.empty() && packer.classes.empty())
    context.complain(item.at, Msg::rule_missing_key, {"files | classes"});
  context.rules.packers.push_back(std::move(packer));
}

void load_gap(LoadContext& context, const Yaml& item) {
  context.only_keys(item, {"why", "entry", "hides", "ask"});
  GapRule gap;
  if (const Yaml* why = context.need(item, "why")) {
    if (const auto reason = context.one_of(core::kGapReasonNames, *why))
      gap.why = static_cast<GapReason>(*reason);
  }
  gap.entry = context.text(item, "entry", false);
  if (const Yaml* hides = context.need(item, "hides")) gap.hides = context.kinds(*hides);
  gap.ask = context.bilingual(item, "ask");
  context.rules.gaps.push_back(std::move(gap));
}

struct Part {
  std::string_view prefix, key;             // of the file, of its only key
  void (*load)(LoadContext&, const Yaml&);  // an item; of apis a member is loaded instead
};
constexpr std::array<Part, 4> kParts = {{{"api", "apis", nullptr},
                                         {"sdk", "sdks", load_sdk},
                                         {"packers", "packers", load_packer},
                                         {"gaps", "gaps", load_gap}}};

}  // namespace

void load_annotation(LoadContext& context, const Yaml& root) {
  if (!context.is_map(root)) return;
  const std::string_view stem = stem_of(context.file().name);
  const auto part =
      std::find_if(kParts.begin(), kParts.end(), [&](const Part& p) { return stem.starts_with(p.prefix); });
  if (part == kParts.end()) return;  // load.cc has refused the file
  context.only_keys(root, {part->key});
  if (part->load == nullptr) {
    for (const Yaml::Member& member : context.members(root, part->key, true)) load_api(context, member);
    return;
  }
  const Yaml* list = context.need(root, part->key);
  if (list == nullptr || !context.is_list(*list)) return;
  for (const Yaml& item : list->items) {
    if (context.is_map(item)) part->load(context, item);
  }
}

}  // namespace jianfu::rules
