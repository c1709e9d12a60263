// The literals of a rule set for the prefilter: what an item must hold one of, as it may be written in a
// package.
#include <algorithm>
#include <map>
#include <set>

#include "rules/model.h"
#include "text/normalise.h"
#include "text/tokens.h"

namespace jianfu::rules {
namespace {

using evidence::Kind;
using evidence::KindSet;

constexpr size_t kLeastBytes = 3;
// Items of these kinds are kept whatever they say, and capabilities and SDKs are named by annotation, not by
// packages.
constexpr KindSet kNotWritten = {Kind::kApi, Kind::kSdk, Kind::kFact};

constexpr std::string_view kIntent = "intent:";
constexpr size_t kTellingMethod = 7;  // bytes: "start" and "open" stand in half of all names

// Classes that apps derive their own from: android.webkit.WebView, android.app.Service.
bool is_inherited(std::string_view owner) {
  return owner.ends_with("WebView") ||
         (owner.starts_with("android.") && (owner.ends_with("Service") || owner.ends_with("Activity")));
}

// The shortest end of a script's call that says something: "getLocation", "geolocation.get", "my.scan".
std::string_view telling_end(std::string_view call) {
  constexpr size_t kLeastAlone = 5;
  const size_t dot = call.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return call;
  const std::string_view last = call.substr(dot + 1);
  if (last.size() >= kTellingMethod) return last;
  const size_t before = call.rfind('.', dot - 1);
  if (before != std::string_view::npos) return call.substr(before + 1);
  return last.size() >= kLeastAlone ? last : call;
}

// "android.media.MediaRecorder": parts in lower case, then a class.
bool is_java_class(std::string_view name) {
  const size_t dot = name.rfind('.');
  return dot != std::string_view::npos && dot + 1 < name.size() && name[dot + 1] >= 'A' &&
         name[dot + 1] <= 'Z' && name.find('.') != dot;
}

std::vector<std::string> words_of(std::string_view phrase) {
  std::vector<std::string> out;
  while (!phrase.empty()) {
    const size_t space = std::min(phrase.find(' '), phrase.size());
    if (space > 0) out.emplace_back(phrase.substr(0, space));
    phrase.remove_prefix(std::min(space + 1, phrase.size()));
  }
  return out;
}

class Literals {
 public:
  explicit Literals(const RuleSet& rules) : rules_(rules) {}

  void add(const Group& group) {
    if (group.kinds.common(kNotWritten) == group.kinds) return;
    const bool calls = group.kinds.has(Kind::kCall);
    for (const uint32_t set : group.any) {
      for (const uint32_t index : rules_.term_sets[set].terms) {
        const Term& term = rules_.terms[index];
        add_term(term);
        if (calls && term.mode == Term::kLiteral) add_call(term.text);
      }
    }
  }

  // "wx.getLocation" may be written behind an alias, so its last part is looked for; of a family
  // "com.x.Foo.*" and of Java methods, the class: getInstance and start stand everywhere. Where apps inherit
  // from the class the method may be called on one of theirs. Of an intent the action stands in the package;
  // permissions and actions of components are kept anyway.
  void add_call(std::string_view call) {
    if (const size_t colon = call.find(':'); colon != std::string_view::npos) {
      if (call.starts_with(kIntent)) out_.emplace(call.substr(colon + 1));
      return;
    }
    const bool family = call.ends_with(".*");
    if (family) call.remove_suffix(2);
    const size_t dot = call.rfind('.');
    const std::string_view last = call.substr(dot == std::string_view::npos ? 0 : dot + 1);
    const std::string_view owner = call.substr(0, dot == std::string_view::npos ? 0 : dot);
    if (family || last.size() < kLeastBytes) {
      add_name(call);
    } else if (!is_java_class(owner)) {
      out_.emplace(telling_end(call));
    } else {
      out_.emplace(owner);
      if (is_inherited(owner) && last.size() >= kTellingMethod) out_.emplace(last);
    }
  }

  void add_mark(const std::string& mark) { out_.insert(mark); }

  std::vector<std::string> take() { return {out_.begin(), out_.end()}; }

 private:
  void add_name(std::string_view dotted) {
    std::string slashes(dotted);
    std::replace(slashes.begin(), slashes.end(), '.', '/');
    out_.emplace(dotted);
    out_.insert(std::move(slashes));
  }
  void add_spellings(const std::string& text) {
    for (std::string& spelling : text::traditional_spellings(text)) out_.insert(std::move(spelling));
  }
  void add_term(const Term& term) {
    switch (term.mode) {
      case Term::kLiteral:
        add_spellings(term.text);
        break;
      case Term::kTokens:
        for (const std::string& literal : text::phrase_literals(words_of(term.text))) add_spellings(literal);
        break;
      case Term::kRegex:
        for (const std::string& anchor : term.anchors) add_spellings(anchor);
        break;
    }
  }

  const RuleSet& rules_;
  std::set<std::string> out_;
};

}  // namespace

std::vector<std::string> scanner_literals(const RuleSet& rules) {
  Literals out(rules);
  for (const Rule& rule : rules.rules) {
    for (const Group& group : rule.groups) out.add(group);
  }
  for (const Signal& signal : rules.signals) out.add(signal.group);
  for (const Scene& scene : rules.scenes) out.add(scene.group);
  each_known_call(rules, [&](const std::string& call) { out.add_call(call); });
  for (const SdkPrefix& sdk : rules.sdks) {
    if (sdk.where == SdkPrefix::kMark) out.add_mark(sdk.prefix);
  }
  for (const Framework& framework : rules.frameworks) {
    for (const std::string& mark : framework.marks) out.add_mark(mark);
  }
  return out.take();
}

TermLiterals term_literals(const RuleSet& rules) {
  std::map<std::string, std::vector<uint32_t>> wanted;
  for (uint32_t i = 0; i < rules.terms.size(); ++i) {
    const Term& term = rules.terms[i];
    std::vector<std::string> needs;
    if (term.mode == Term::kLiteral) {
      needs = {term.text};
    } else if (term.mode == Term::kTokens) {
      needs = text::phrase_literals(words_of(term.text));
    } else {
      needs = term.anchors;
    }
    for (std::string& literal : needs) wanted[std::move(literal)].push_back(i);
  }
  TermLiterals out;
  std::vector<std::string> literals;
  for (const auto& [literal, terms] : wanted) {
    if (literal.size() < 2) continue;
    literals.push_back(literal);
    out.starts.push_back(static_cast<uint32_t>(out.terms.size()));
    out.terms.insert(out.terms.end(), terms.begin(), terms.end());
  }
  out.starts.push_back(static_cast<uint32_t>(out.terms.size()));
  out.literals = text::prepare(literals);
  return out;
}

}  // namespace jianfu::rules
