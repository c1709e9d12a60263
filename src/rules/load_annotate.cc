// annotate/{api,sdk,packers,frameworks,remote,gaps}*.yaml: the names that turn raw calls into capabilities,
// classes and folders into third parties, files into packers and frameworks, and gaps into what they hide.
#include <algorithm>
#include <array>

#include "rules/load_context.h"
#include "rules/load_marks.h"
#include "text/normalise.h"

namespace jianfu::rules {
namespace {

constexpr size_t kLeastPrefix = 3;  // bytes; "a." would own half of every obfuscated package
constexpr size_t kLeastMark = 6;    // bytes of what only one library is to hold

// ---- api ----

bool same_call(const ApiCall& a, const ApiCall& b) {
  return a.call == b.call && a.name == b.name && a.arguments == b.arguments;
}

// A call by its name, or {call: …, when: {argument: …}}: only with that argument.
std::optional<ApiCall> load_call(LoadContext& context, const Yaml& node) {
  if (node.type != Yaml::kMap) {
    if (!context.is_text(node) || !is_call(context, node)) return std::nullopt;
    return ApiCall{node.text, {}, {}};
  }
  context.only_keys(node, {"call", "when"});
  const Yaml* name = context.need(node, "call");
  const Yaml* when = context.need(node, "when");
  if (name == nullptr || when == nullptr || !context.is_text(*name) || !is_call(context, *name) ||
      !context.is_map(*when))
    return std::nullopt;
  context.only_keys(*when, {"name", "argument"});
  ApiCall call{name->text, context.text(*when, "name", false), {}};
  if (const Yaml* values = context.need(*when, "argument")) {
    for (const Yaml* value : context.texts(*values)) {
      if (value->text.find_first_not_of('*') == std::string::npos)
        context.complain(value->at, Msg::rule_short_term, {value->text});
      call.arguments.push_back(value->text);
    }
  }
  return call;
}

void load_api(LoadContext& context, const Yaml::Member& member) {
  auto& apis = context.rules.apis;
  if (text::normal_form(member.key) != member.key)
    context.complain(member.at, Msg::rule_bad_api, {member.key});
  // A capability may be spread over files; within one the key is unique anyway.
  auto api = std::find_if(apis.begin(), apis.end(), [&](const ApiName& a) { return a.api == member.key; });
  if (api == apis.end()) api = apis.insert(apis.end(), {member.key, {}});
  std::vector<const Yaml*> nodes;
  if (member.value.type == Yaml::kScalar) {
    nodes.push_back(&member.value);
  } else if (context.is_list(member.value)) {
    if (member.value.items.empty()) context.complain(member.value.at, Msg::rule_empty_list);
    for (const Yaml& item : member.value.items) nodes.push_back(&item);
  }
  for (const Yaml* node : nodes) {
    std::optional<ApiCall> call = load_call(context, *node);
    if (!call) continue;
    const auto same = [&](const ApiCall& other) { return same_call(*call, other); };
    if (std::any_of(api->calls.begin(), api->calls.end(), same))
      context.complain(node->at, Msg::rule_twice, {call->call});
    else
      api->calls.push_back(std::move(*call));
  }
}

// ---- sdk ----

// Domain suffixes: a package name of these alone is nobody's.
constexpr std::array<std::string_view, 43> kSuffixes = {
    "com", "cn", "org", "net", "gov", "edu", "mil", "info", "biz", "io",  "me", "cc",  "tv", "co", "uk",
    "de",  "fr", "jp",  "kr",  "us",  "hk",  "tw",  "mo",   "eu",  "ru",  "in", "br",  "it", "nl", "ch",
    "se",  "au", "ca",  "es",  "pl",  "sg",  "top", "xyz",  "app", "dev", "ai", "vip", "www"};

bool only_suffixes(std::string_view prefix) {
  while (!prefix.empty()) {
    const size_t dot = std::min(prefix.find('.'), prefix.size());
    if (std::find(kSuffixes.begin(), kSuffixes.end(), prefix.substr(0, dot)) == kSuffixes.end()) return false;
    prefix.remove_prefix(std::min(dot + 1, prefix.size()));
  }
  return true;
}

bool is_class_name(std::string_view prefix) {
  const size_t dot = prefix.rfind('.');
  return dot != std::string_view::npos && dot + 1 < prefix.size() && prefix[dot + 1] >= 'A' &&
         prefix[dot + 1] <= 'Z';
}

// One '*', and around it enough to tell: "*.js" would own everything.
bool is_file_pattern(std::string_view pattern) {
  const size_t star = pattern.find('*');
  const size_t dot = pattern.rfind('.');
  return star != std::string_view::npos && pattern.find('*', star + 1) == std::string_view::npos &&
         pattern.find('/') == std::string_view::npos && dot != std::string_view::npos &&
         (star < dot ? dot - 1 : dot) >= kLeastPrefix;
}

// "name", "@scope/name", or "@scope" for all of it.
bool is_npm_name(std::string_view name) {
  if (name.find_first_of(" *:\\") != std::string_view::npos || name.ends_with('/')) return false;
  const size_t slashes = static_cast<size_t>(std::count(name.begin(), name.end(), '/'));
  return slashes <= (name.starts_with('@') ? 1u : 0u);
}

// Prefixes end where a name's part ends, so that com.umeng is not com.umengine too.
bool ends_well(SdkPrefix::Where where, std::string_view prefix) {
  switch (where) {
    case SdkPrefix::kClass:
      return prefix.ends_with('.') || is_class_name(prefix);
    case SdkPrefix::kPath:
      return prefix.ends_with('/') ||
             prefix.substr(prefix.rfind('/') + 1).find('.') != std::string_view::npos;
    case SdkPrefix::kResource:
      return prefix.find_first_of("/*") == std::string_view::npos;
    case SdkPrefix::kLibrary:
      return prefix.find_first_of("/*:") == std::string_view::npos;
    case SdkPrefix::kText:
      return true;
    case SdkPrefix::kFolder:
      return prefix.ends_with('-') && prefix.find('/') == std::string_view::npos;
    case SdkPrefix::kFile:
      return is_file_pattern(prefix);
    case SdkPrefix::kNpm:
      return is_npm_name(prefix);
    case SdkPrefix::kPlugin:
      return std::all_of(prefix.begin(), prefix.end(),
                         [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
    case SdkPrefix::kMark:
      return true;
  }
  return false;
}

// A path with '*' is one of two: "van-*/" begins a folder's name, "vendors~*.js" stands in a file's.
void tell_patterns(SdkPrefix& sdk) {
  constexpr std::string_view kOpenFolder = "*/";
  if (sdk.where != SdkPrefix::kPath || sdk.prefix.find('*') == std::string::npos) return;
  if (sdk.prefix.ends_with(kOpenFolder)) {
    sdk.where = SdkPrefix::kFolder;
    sdk.prefix.resize(sdk.prefix.size() - kOpenFolder.size());
  } else {
    sdk.where = SdkPrefix::kFile;
  }
}

void load_prefix(LoadContext& context, const Yaml& node, SdkPrefix sdk) {
  sdk.prefix = node.text;
  tell_patterns(sdk);
  const size_t least = sdk.where == SdkPrefix::kMark ? kLeastMark : kLeastPrefix;
  if (sdk.prefix.size() < least) return context.complain(node.at, Msg::rule_short_term, {sdk.prefix});
  const bool open = sdk.where != SdkPrefix::kFile && sdk.prefix.find('*') != std::string::npos;
  if (open || !ends_well(sdk.where, sdk.prefix))
    return context.complain(node.at, Msg::rule_bad_prefix, {sdk.prefix});
  if (sdk.where == SdkPrefix::kClass && only_suffixes(sdk.prefix))
    return context.complain(node.at, Msg::rule_wide_prefix, {sdk.prefix});
  const auto& all = context.rules.sdks;
  if (std::any_of(all.begin(), all.end(), [&](const SdkPrefix& other) {
        return other.where == sdk.where && other.prefix == sdk.prefix;
      }))
    return context.complain(node.at, Msg::rule_twice, {sdk.prefix});
  context.rules.sdks.push_back(std::move(sdk));
}

void load_sdk(LoadContext& context, const Yaml& item) {
  context.only_keys(item, {"name", "maker", "category", "owner", "prefix", "path", "resource", "library", "text",
                           "npm", "plugin", "mark"});
  SdkPrefix base;
  base.name = context.text(item, "name");
  base.maker = context.text(item, "maker", false);
  if (const Yaml* category = context.need(item, "category")) {
    if (const auto index = context.one_of(kSdkCategories, *category)) base.category = kSdkCategories[*index];
  }
  if (const Yaml* owner = item.find("owner")) {
    if (const auto index = context.one_of(evidence::kOwnerNames, *owner))
      base.owner = static_cast<evidence::Owner>(*index);
  }
  constexpr std::pair<std::string_view, SdkPrefix::Where> kLists[] = {{"prefix", SdkPrefix::kClass},
                                                                      {"path", SdkPrefix::kPath},
                                                                      {"resource", SdkPrefix::kResource},
                                                                      {"library", SdkPrefix::kLibrary},
                                                                      {"text", SdkPrefix::kText},
                                                                      {"npm", SdkPrefix::kNpm},
                                                                      {"plugin", SdkPrefix::kPlugin},
                                                                      {"mark", SdkPrefix::kMark}};
  size_t lists = 0;
  for (const auto& [key, where] : kLists) {
    const Yaml* list = item.find(key);
    if (list == nullptr) continue;
    ++lists;
    base.where = where;
    for (const Yaml* one : context.texts(*list)) load_prefix(context, *one, base);
  }
  if (lists == 0)
    context.complain(item.at, Msg::rule_missing_key, {"prefix | path | resource | library | text | npm | plugin | mark"});
}

// ---- gaps ----

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

// ---- which file holds what ----

struct Part {
  std::string_view file, key;  // beginning of the file's name, and a key of it
  bool list;                   // of items; else the loader gets the key's value
  bool needed;
  void (*load)(LoadContext&, const Yaml&);  // of apis members are loaded instead
};
constexpr std::array<Part, 9> kParts = {
    {{"api", "apis", false, true, nullptr},
     {"sdk", "sdks", true, true, load_sdk},
     {"packers", "packers", true, true, load_packer},
     {"packers", "suspicion", false, false, load_suspicion},
     {"frameworks", "frameworks", true, true, load_framework},
     {"remote", "kinds", true, false, load_remote_kind},  // before those that name them
     {"remote", "mechanisms", true, true, load_mechanism},
     {"remote", "web-views", false, false, load_web_views},
     {"gaps", "gaps", true, true, load_gap}}};

void load_part(LoadContext& context, const Yaml& root, const Part& part) {
  if (part.load == nullptr) {
    for (const Yaml::Member& member : context.members(root, part.key, true)) load_api(context, member);
    return;
  }
  const Yaml* value = part.needed ? context.need(root, part.key) : root.find(part.key);
  if (value == nullptr) return;
  if (!part.list) {
    if (context.is_map(*value)) part.load(context, *value);
    return;
  }
  if (!context.is_list(*value)) return;
  for (const Yaml& item : value->items) {
    if (context.is_map(item)) part.load(context, item);
  }
}

void only_keys_of(LoadContext& context, const Yaml& root, std::string_view stem) {
  if (stem.starts_with("packers")) return context.only_keys(root, {"packers", "suspicion"});
  if (stem.starts_with("remote")) return context.only_keys(root, {"kinds", "mechanisms", "web-views"});
  for (const Part& part : kParts) {
    if (stem.starts_with(part.file)) return context.only_keys(root, {part.key});
  }
}

}  // namespace

void load_annotation(LoadContext& context, const Yaml& root) {
  if (!context.is_map(root)) return;
  const std::string_view stem = stem_of(context.file().name);  // load.cc has refused other files
  only_keys_of(context, root, stem);
  for (const Part& part : kParts) {
    if (stem.starts_with(part.file)) load_part(context, root, part);
  }
}

}  // namespace jianfu::rules
