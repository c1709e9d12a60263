// changes.yaml: what between two versions of an app may be a major change of function.
#include <algorithm>

#include "rules/load_context.h"
#include "rules/suggest.h"

namespace jianfu::rules {
namespace {

constexpr size_t kLeastName = 3;  // bytes of a permission that are no '*'

bool is_of_function(ChangeKind kind) {
  return kind == ChangeKind::kFunctionAdded || kind == ChangeKind::kFunctionWorse ||
         kind == ChangeKind::kCoercionRaised || kind == ChangeKind::kRequiredLost;
}

// The terms of a set of the lexicon, as they stand in a normal form.
void add_set(LoadContext& context, const Yaml& node, std::vector<std::string>& out) {
  const std::string id = node.text.substr(1);
  if (context.broken.count("lexicon/" + id.substr(0, id.find('.')) + ".yaml") > 0) return;
  if (const TermSet* set = context.rules.find_set(id)) {
    for (const uint32_t term : set->terms) out.push_back(context.rules.terms[term].text);
    return;
  }
  std::vector<std::string> known;
  for (const TermSet& set : context.rules.term_sets) {
    if (!set.id.empty()) known.push_back("$" + set.id);
  }
  context.complain(node.at, Msg::rule_no_set, {node.text, suggestion(node.text, known)});
}

void add_name(LoadContext& context, const Yaml& node, ChangeKind kind, std::vector<std::string>& out) {
  if (is_of_function(kind)) {
    if (const auto index = context.one_of(kFeatures, node)) out.emplace_back(kFeatures[*index]);
  } else if (kind == ChangeKind::kSdkAdded) {
    if (const auto index = context.one_of(kSdkCategories, node)) out.emplace_back(kSdkCategories[*index]);
  } else if (kind == ChangeKind::kAudienceChanged) {
    if (const auto index = context.one_of(kAudienceNames, node)) out.emplace_back(kAudienceNames[*index]);
  } else if (kind != ChangeKind::kPermissionAdded) {
    context.complain(node.at, Msg::rule_unknown_key, {"of", suggestion("of", {"kind", "least", "major", "title", "reason", "citations"})});
  } else if (node.text.starts_with('$')) {
    add_set(context, node, out);
  } else if (node.text.size() - static_cast<size_t>(std::count(node.text.begin(), node.text.end(), '*')) < kLeastName) {
    context.complain(node.at, Msg::rule_short_term, {node.text});
  } else {
    out.push_back(node.text);
  }
}

uint32_t number_of_pages(LoadContext& context, const Yaml& node) {
  const bool digits = context.is_text(node) && !node.text.empty() && node.text.size() < 5 &&
                      node.text.find_first_not_of("0123456789") == std::string::npos && node.text.front() != '0';
  if (digits) return static_cast<uint32_t>(std::stoul(node.text));
  context.complain(node.at, Msg::rule_bad_number, {node.text});
  return 1;
}

void load_change(LoadContext& context, const Yaml& item) {
  context.only_keys(item, {"kind", "of", "from", "least", "major", "title", "reason", "citations"});
  ChangeRule out;
  const Yaml* kind = context.need(item, "kind");
  const auto index = kind == nullptr ? std::nullopt : context.one_of(kChangeKindNames, *kind);
  if (!index) return;
  out.kind = static_cast<ChangeKind>(*index);
  if (const Yaml* of = item.find("of")) {
    for (const Yaml* one : context.texts(*of)) add_name(context, *one, out.kind, out.of);
  }
  if (const Yaml* from = item.find("from")) {
    if (const auto verdict = context.one_of(kVerdictNames, *from)) out.from = static_cast<Verdict>(*verdict);
  }
  if (const Yaml* least = item.find("least")) out.least = number_of_pages(context, *least);
  if (const Yaml* major = context.need(item, "major")) out.major = context.yes_no(*major).value_or(false);
  out.title = context.bilingual(item, "title");
  out.reason = context.bilingual(item, "reason");
  if (const Yaml* citations = context.need(item, "citations")) out.citations = context.citations(*citations);
  context.rules.changes.push_back(std::move(out));
}

}  // namespace

void load_changes(LoadContext& context, const Yaml& root) {
  if (!context.is_map(root)) return;
  context.only_keys(root, {"changes"});
  const Yaml* changes = context.need(root, "changes");
  if (changes == nullptr || !context.is_list(*changes)) return;
  for (const Yaml& item : changes->items) {
    if (context.is_map(item)) load_change(context, item);
  }
}

}  // namespace jianfu::rules
