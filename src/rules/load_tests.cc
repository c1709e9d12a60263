// The tests inside a rule: what each expects must be possible, its evidence must be readable, and together
// they must show a finding and the nearest thing that is none.
#include <algorithm>
#include <array>

#include "evidence/text_form.h"
#include "rules/load_rule.h"

namespace jianfu::rules {
namespace {

constexpr std::array<std::string_view, 3> kCoercions = {"strong", "some", "none"};
constexpr std::array<std::string_view, 2> kExemptions = {"claimed", "none"};

// The grades that the rule can give.
std::vector<std::string> grades_of(const Rule& rule) {
  std::vector<std::string> out;
  for (const RequiredGrade& step : rule.required) out.push_back(step.grade);
  if (rule.is_absence()) return out;
  out.emplace_back("none");
  if (rule.confirmed) out.emplace_back("confirmed");
  if (rule.probable) out.emplace_back("probable");
  if (rule.hint) out.emplace_back("hint");
  return out;
}

void load_evidence(LoadContext& context, const Yaml& node, RuleTest& out) {
  if (!context.is_list(node)) return;
  for (const Yaml& line : node.items) {
    if (!context.is_text(line)) continue;
    const Result<evidence::EvidenceSet> read = evidence::from_text(line.text);
    if (!read) {
      const std::string zh = read.error().render(Lang::kZh), en = read.error().render(Lang::kEn);
      context.complain(line.at, Msg::rule_bad_evidence, {core::bilingual(zh, en)});
    }
    out.evidence.push_back(line.text);
  }
}

RuleTest load_test(LoadContext& context, const Yaml& item, const Rule& rule) {
  RuleTest out;
  out.line = item.at.line;
  context.only_keys(item, {"expect", "coercion", "exemption", "why", "evidence"});
  if (const Yaml* expect = context.need(item, "expect")) {
    if (context.one_of(grades_of(rule), *expect)) out.expect = expect->text;
  }
  if (const Yaml* coercion = item.find("coercion")) {
    if (rule.is_absence())
      context.complain(coercion->at, Msg::rule_not_for_required, {"coercion"});
    else if (context.one_of(kCoercions, *coercion))
      out.coercion = coercion->text;
  }
  if (const Yaml* exemption = item.find("exemption")) {
    if (rule.is_absence())
      context.complain(exemption->at, Msg::rule_not_for_required, {"exemption"});
    else if (context.one_of(kExemptions, *exemption))
      out.exemption = exemption->text;
  }
  out.why = context.text(item, "why", false);
  if (const Yaml* evidence = context.need(item, "evidence")) load_evidence(context, *evidence, out);
  return out;
}

}  // namespace

void load_tests(LoadContext& context, const Yaml& root, Rule& out) {
  const Yaml* tests = context.need(root, "tests");
  if (tests == nullptr || !context.is_list(*tests)) return;
  for (const Yaml& item : tests->items) {
    if (context.is_map(item)) out.tests.push_back(load_test(context, item, out));
  }
  const auto unclear = [](const RuleTest& test) { return test.expect.empty(); };
  if (std::any_of(out.tests.begin(), out.tests.end(), unclear)) return;  // said already
  // Of a required function the best grade is the innocent case.
  const std::string innocent = out.is_absence() ? out.required.front().grade : "none";
  const auto expects_innocent = [&](const RuleTest& test) { return test.expect == innocent; };
  const auto expects_finding = [&](const RuleTest& test) { return test.expect != innocent; };
  if (std::none_of(out.tests.begin(), out.tests.end(), expects_finding))
    context.complain(tests->at, Msg::rule_no_finding_test);
  if (std::none_of(out.tests.begin(), out.tests.end(), expects_innocent))
    context.complain(tests->at, Msg::rule_no_innocent_test, {innocent});
}

}  // namespace jianfu::rules
