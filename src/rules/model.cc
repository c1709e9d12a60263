#include "rules/model.h"

#include <algorithm>
#include <set>

#include "text/normalise.h"
#include "text/tokens.h"

namespace jianfu::rules {
namespace {

std::vector<std::string> words_of(const std::string& phrase) {
  std::vector<std::string> out;
  for (size_t at = 0; at < phrase.size();) {
    const size_t space = std::min(phrase.find(' ', at), phrase.size());
    if (space > at) out.push_back(phrase.substr(at, space - at));
    at = space + 1;
  }
  return out;
}

void add_group(const RuleSet& rules, const Group& group, std::set<uint32_t>& terms) {
  for (const uint32_t set : group.any) terms.insert(rules.term_sets[set].terms.begin(), rules.term_sets[set].terms.end());
}

void add_term(const Term& term, std::set<std::string>& out) {
  switch (term.mode) {
    case Term::kLiteral:
      for (std::string& spelling : text::traditional_spellings(term.text)) out.insert(std::move(spelling));
      break;
    case Term::kTokens:
      for (std::string& literal : text::phrase_literals(words_of(term.text))) out.insert(std::move(literal));
      break;
    case Term::kRegex:
      for (const std::string& anchor : term.anchors) {
        for (std::string& spelling : text::traditional_spellings(anchor)) out.insert(std::move(spelling));
      }
      break;
  }
}

// "wx.getLocation" is written so, or with an alias in front of its last part; a family "com.x.Foo.*" by its class.
void add_call(const std::string& call, std::set<std::string>& out) {
  const bool family = call.ends_with(".*");
  const std::string name = family ? call.substr(0, call.size() - 2) : call;
  out.insert(name.substr(family ? 0 : name.rfind('.') + 1));
}

}  // namespace

const Rule* RuleSet::find(std::string_view id) const {
  const auto at = std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.id == id; });
  return at == rules.end() ? nullptr : &*at;
}

const TermSet* RuleSet::find_set(std::string_view id) const {
  const auto at = std::find_if(term_sets.begin(), term_sets.end(), [&](const TermSet& set) { return set.id == id; });
  return at == term_sets.end() ? nullptr : &*at;
}

std::vector<std::string> scanner_literals(const RuleSet& rules) {
  std::set<uint32_t> terms;
  for (const Rule& rule : rules.rules) {
    for (const Group& group : rule.groups) add_group(rules, group, terms);
  }
  for (const Signal& signal : rules.signals) add_group(rules, signal.group, terms);
  for (const Scene& scene : rules.scenes) add_group(rules, scene.group, terms);
  std::set<std::string> out;
  for (const uint32_t term : terms) add_term(rules.terms[term], out);
  for (const ApiName& api : rules.apis) {
    for (const std::string& call : api.calls) add_call(call, out);
  }
  out.erase("");
  return {out.begin(), out.end()};
}

}  // namespace jianfu::rules
