#include "engine/try_text.h"

#include <algorithm>

#include "engine/view.h"
#include "text/normalise.h"
#include "text/regex.h"
#include "text/tokens.h"

namespace jianfu::engine {
namespace {

using rules::Term;

class Trial {
 public:
  Trial(const match::Matcher& matcher, const evidence::Evidence& item)
      : matcher_(matcher), rules_(matcher.rules()), hits_(matcher.find(set_of(item))) {
    out_.normal = text::normal_form(item.text);
    out_.words = text::tokens_of(item.text);
  }

  Tried run() {
    for (size_t r = 0; r < rules_.rules.size(); ++r) {
      const rules::Rule& rule = rules_.rules[r];
      for (size_t g = 0; g < rule.groups.size(); ++g)
        add(matcher_.first_group(r) + g, rule.groups[g],
            {TryAnswer::kRule, rule.id, rule.title, rule.groups[g].name, {}, false, {}});
    }
    for (size_t s = 0; s < rules_.signals.size(); ++s) {
      const rules::Signal& signal = rules_.signals[s];
      add(matcher_.first_signal() + s, signal.group,
          {TryAnswer::kSignal, signal.id, signal.title, {}, {}, false, {}});
    }
    for (size_t s = 0; s < rules_.scenes.size(); ++s) {
      const rules::Scene& scene = rules_.scenes[s];
      add(matcher_.first_scene() + s, scene.group, {TryAnswer::kScene, scene.id, scene.title, {}, {}, false, {}});
    }
    return std::move(out_);
  }

 private:
  static evidence::EvidenceSet set_of(const evidence::Evidence& item) {
    evidence::EvidenceSet out;
    out.evidence.push_back(item);
    out.evidence.back().owner = evidence::Owner::kApp;
    return out;
  }

  void add(size_t number, const rules::Group& group, TryAnswer answer) {
    const match::GroupHits& hits = hits_[number];
    if (hits.hits.empty() && hits.cancelled.empty()) return;
    answer.terms = terms_of(group);
    if (hits.hits.empty()) {
      answer.cancelled = true;
      answer.reason = reason_of(rules_, hits.cancelled.front());
    }
    out_.answers.push_back(std::move(answer));
  }

  std::vector<TryTerm> terms_of(const rules::Group& group) const {
    std::vector<TryTerm> out;
    for (const uint32_t index : group.any) {
      const rules::TermSet& set = rules_.term_sets[index];
      for (const uint32_t term : set.terms) {
        if (!answers(rules_.terms[term])) continue;
        const auto note = std::find_if(set.term_notes.begin(), set.term_notes.end(),
                                       [&](const auto& one) { return one.first == term; });
        out.push_back({rules_.terms[term].text, set.id, note == set.term_notes.end() ? "" : note->second});
      }
    }
    return out;
  }
  bool answers(const Term& term) const {
    switch (term.mode) {
      case Term::kLiteral:
        return out_.normal.find(term.text) != std::string::npos;
      case Term::kTokens:
        return text::holds_phrase(out_.words, text::tokens_of(term.text));
      case Term::kRegex:
        return text::Regex(term.text).find(out_.normal).first != std::string_view::npos;
    }
    return false;
  }

  const match::Matcher& matcher_;
  const rules::RuleSet& rules_;
  std::vector<match::GroupHits> hits_;
  Tried out_;
};

}  // namespace

Tried try_text(const match::Matcher& matcher, const evidence::Evidence& item) { return Trial(matcher, item).run(); }

}  // namespace jianfu::engine
