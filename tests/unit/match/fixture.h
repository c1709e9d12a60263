// Small rule sets and evidence for tests of the matcher: a rule over groups g, h … of literal terms.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "evidence/text_form.h"
#include "match/matches.h"
#include "rules/load.h"

namespace jianfu::match::tests {

// The files every rule set needs, and one rule with these groups (lines under `evidence:`) and conditions.
inline std::vector<rules::SourceFile> files_with(const std::string& groups, const std::string& rest) {
  return {{"B2/r.yaml",
           "id: r\nfeature: clock-in\nprovision: B2\nseverity: high\ntitle: {zh: 甲, en: A}\nmessage: {zh: 甲, en: A}\nquestion: {zh: 甲, en: A}\n"
           "remedy: {zh: 甲, en: A}\ncitations: [n/B2]\nneeds: [text]\nevidence:\n" + groups + rest +
               "tests:\n  - {expect: " + std::string(rest.find("confirmed:") != std::string::npos ? "confirmed" : "hint") + ", evidence: []}\n  - {expect: none, evidence: []}\n"},
          {"annotate/api.yaml", "apis: {location.once: [x.y]}\n"},
          {"annotate/gaps.yaml", "gaps: []\n"},
          {"coercion.yaml", "signals: {X: {title: {zh: 甲, en: A}, near: string, evidence: {kind: text, any: [从不出现]}}}\nstrong: X\nsome: X\n"},
          {"exemption.yaml", "scenes: {}\n"},
          {"lexicon/common.yaml",
           "id: common\nsets:\n  negators: {terms: [无需, 禁止]}\n  negated-states: {terms: [未打卡]}\n  norm-quotes: {terms: [不得, 强制性功能]}\n"
           "  negators-after: {reason: {zh: 已关, en: off}, terms: [已关闭, 未开启]}\n  policy-marks: {reason: {zh: 条款, en: clause}, terms: [隐私政策, 收集您的]}\n"},
          {"norms.yaml", "norms:\n  n: {title: {zh: 甲}, provisions: {B2: {title: {zh: 甲}, confidence: V}}}\nheads: {}\n"},
          {"ruleset.yaml", "name: t\nversion: '1'\n"}};
}

inline rules::RuleSet rules_with(const std::string& groups, const std::string& rest) {
  rules::Loaded loaded = rules::load(files_with(groups, rest));
  for (const rules::Problem& problem : loaded.problems) INFO(problem.render(Lang::kEn));
  for (const rules::Problem& problem : loaded.problems) {
    if (!problem.warning) FAIL(problem.render(Lang::kEn));
  }
  return std::move(loaded.rules);
}

inline evidence::EvidenceSet evidence_of(const std::string& text) {
  auto set = evidence::from_text(text);
  if (!set) FAIL(set.error().render(Lang::kEn));
  return std::move(*set);
}

// Best grade of the rule over the evidence.
inline rules::Grade grade_of(const rules::RuleSet& rules, const std::string& text) {
  const Matcher matcher(rules);
  const evidence::EvidenceSet set = evidence_of(text);
  const Session session(matcher, set);
  rules::Grade best = rules::Grade::kNone;
  for (const Match& match : session.matches()) best = std::max(best, match.grade);
  return best;
}

}  // namespace jianfu::match::tests
