// Reports by hand for what waivers, baseline and gate look at.
#pragma once

#include "engine/claims.h"

namespace jianfu::tests {

inline engine::Finding found(std::string rule, std::string module, std::string fingerprint, engine::Verdict verdict = engine::Verdict::kSuspected) {
  engine::Finding out;
  out.rule_id = std::move(rule);
  out.title = {out.rule_id, out.rule_id};
  out.module = {"page", std::move(module), "", evidence::Reach::kYes};
  out.fingerprint = std::move(fingerprint);
  out.verdict = verdict;
  out.severity = engine::Severity::kHigh;
  out.presence_because = "label and act";
  return out;
}

inline engine::RequiredView lacking(std::string rule, engine::Verdict verdict = engine::Verdict::kExplain) {
  engine::RequiredView out;
  out.rule_id = std::move(rule);
  out.fingerprint = "00000000000000aa";
  out.verdict = verdict;
  return out;
}

inline engine::RuleResult came_to(std::string rule, engine::Verdict verdict, engine::Severity severity = engine::Severity::kMedium) {
  engine::RuleResult out;
  out.rule_id = std::move(rule);
  out.verdict = verdict;
  out.severity = severity;
  return out;
}

inline engine::Report app(std::string id, std::vector<engine::Finding> findings = {}) {
  engine::Report out;
  out.package.id = std::move(id);
  out.package.kind = "apk";
  out.package.path = out.package.id + ".apk";
  out.findings = std::move(findings);
  return out;
}

}  // namespace jianfu::tests
