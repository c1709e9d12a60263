// One rule.
#include <algorithm>

#include "rules/load_context.h"

namespace jianfu::rules {
namespace {

std::string_view stem(std::string_view path) {
  path = path.substr(path.rfind('/') + 1);
  return path.substr(0, path.rfind('.'));
}

std::string_view folder(std::string_view path) { return path.substr(0, path.find('/')); }

class RuleLoader {
 public:
  RuleLoader(LoadContext& context, const Yaml& root, Rule& out) : context_(context), root_(root), out_(out) {}

  void load() {
    if (!context_.expect(root_, Yaml::kMap)) return;
    context_.only_keys(root_, {"id", "feature", "provision", "head", "severity", "title", "message", "question", "remedy", "citations", "needs",
                               "evidence", "within", "presence", "required", "coercion", "exempt", "tests"});
    load_identity();
    load_texts();
    load_groups();
    load_presence();
    load_required();
    load_coercion();
    load_exemption();
    load_tests();
    check_use();
  }

 private:
  const Yaml* find(std::string_view key, bool needed = false) {
    const Yaml* node = root_.find(key);
    if (node == nullptr && needed) context_.complain(root_.at, Msg::rule_missing_key, {std::string(key)});
    return node;
  }

  void load_identity() {
    out_.file = context_.file().name;
    out_.id = context_.text(root_, "id", true);
    if (out_.id != stem(out_.file)) context_.complain(root_.at, Msg::rule_id_is_not_file, {out_.id, std::string(stem(out_.file))});
    out_.provision = context_.text(root_, "provision", true);
    if (out_.provision != folder(out_.file)) context_.complain(root_.at, Msg::rule_provision_is_not_folder, {out_.provision, std::string(folder(out_.file))});
    const auto& norms = context_.rules.norms;
    const bool known = !norms.empty() && std::any_of(norms.front().provisions.begin(), norms.front().provisions.end(),
                                                     [&](const Provision& p) { return p.key == out_.provision; });
    if (!known) context_.complain(root_.at, Msg::rule_no_provision, {out_.provision});
    if (const Yaml* feature = find("feature", true)) {
      if (context_.one_of(kFeatures, *feature)) out_.feature = feature->text;
    }
    if (const Yaml* severity = find("severity", true)) {
      if (const auto index = context_.one_of(kSeverityNames, *severity)) out_.severity = static_cast<Severity>(*index);
    }
    if (const Yaml* head = find("head")) {
      const auto& heads = context_.rules.heads;
      if (std::none_of(heads.begin(), heads.end(), [&](const Head& h) { return h.id == head->text; })) context_.complain(head->at, Msg::rule_no_head, {head->text});
      out_.head = head->text;
    }
    if (const Yaml* within = find("within")) {
      if (const auto index = context_.one_of(kWithinNames, *within)) out_.within = static_cast<Within>(*index);
    }
  }

  void load_texts() {
    out_.title = context_.bilingual(root_, "title", true);
    out_.message = context_.bilingual(root_, "message", true);
    out_.question = context_.bilingual(root_, "question", true);
    out_.remedy = context_.bilingual(root_, "remedy", true);
    if (const Yaml* needs = find("needs", true)) out_.needs = context_.kinds(*needs);
    if (const Yaml* citations = find("citations", true)) {
      for (const Yaml* citation : context_.scalars(*citations)) load_citation(*citation);
    }
  }

  void load_citation(const Yaml& node) {
    const size_t slash = node.text.find('/');
    const std::string norm = node.text.substr(0, slash);
    const std::string key = slash == std::string::npos ? "" : node.text.substr(slash + 1);
    const auto& norms = context_.rules.norms;
    const auto at = std::find_if(norms.begin(), norms.end(), [&](const Norm& n) { return n.id == norm; });
    const bool known = at != norms.end() && std::any_of(at->provisions.begin(), at->provisions.end(), [&](const Provision& p) { return p.key == key; });
    if (!known) return context_.complain(node.at, Msg::rule_no_citation, {node.text});
    out_.citations.push_back({static_cast<uint32_t>(at - norms.begin()), key});
  }

  void load_groups() {
    const Yaml* groups = find("evidence", true);
    if (groups == nullptr || !context_.expect(*groups, Yaml::kMap)) return;
    for (const Yaml::Member& member : groups->members) {
      out_.groups.push_back(context_.group(member.key, member.value));
      group_places_.push_back(member.at);
      names_.push_back(member.key);
    }
    names_with_signals_ = names_;
    for (const Signal& signal : context_.rules.signals) names_with_signals_.push_back(signal.id);
  }

  void load_presence() {
    const Yaml* presence = find("presence");
    if (presence == nullptr) {
      if (root_.find("required") == nullptr) context_.complain(root_.at, Msg::rule_missing_key, {"presence"});
      return;
    }
    if (root_.find("required") != nullptr) context_.complain(presence->at, Msg::rule_presence_and_required);
    if (!context_.expect(*presence, Yaml::kMap)) return;
    context_.only_keys(*presence, {"confirmed", "probable", "hint"});
    if (const Yaml* node = presence->find("confirmed")) out_.confirmed = context_.condition(*node, names_);
    if (const Yaml* node = presence->find("probable")) out_.probable = context_.condition(*node, names_);
    if (const Yaml* node = presence->find("hint")) out_.hint = context_.condition(*node, names_);
  }

  void load_required() {
    const Yaml* steps = find("required");
    if (steps == nullptr || !context_.expect(*steps, Yaml::kList)) return;
    out_.within = Within::kPackage;
    for (const Yaml& step : steps->items) {
      context_.only_keys(step, {"grade", "title", "when", "verdict"});
      RequiredGrade grade;
      grade.grade = context_.text(step, "grade", true);
      grade.title = context_.bilingual(step, "title", true);
      if (const Yaml* when = step.find("when")) grade.when = context_.condition(*when, names_);
      if (const Yaml* verdict = step.find("verdict")) {
        if (const auto index = context_.one_of(kVerdictNames, *verdict)) grade.verdict = static_cast<Verdict>(*index);
      } else {
        context_.complain(step.at, Msg::rule_missing_key, {"verdict"});
      }
      out_.required.push_back(std::move(grade));
    }
    const bool last_is_open = !out_.required.empty() && !out_.required.back().when;
    const bool others_are_not = std::none_of(out_.required.begin(), out_.required.end() - (out_.required.empty() ? 0 : 1),
                                             [](const RequiredGrade& grade) { return !grade.when; });
    if (!last_is_open || !others_are_not) context_.complain(steps->at, Msg::rule_last_grade);
  }

  void load_coercion() {
    const Yaml* coercion = find("coercion");
    if (coercion == nullptr || !context_.expect(*coercion, Yaml::kMap)) return;
    context_.only_keys(*coercion, {"use", "strong", "some"});
    const std::string use = context_.text(*coercion, "use", false);
    if (!use.empty() && use != "common" && use != "none") context_.complain(coercion->at, Msg::rule_not_one_of, {use, "common | none"});
    out_.common_coercion = use != "none";
    if (const Yaml* node = coercion->find("strong")) out_.strong = context_.condition(*node, names_with_signals_);
    if (const Yaml* node = coercion->find("some")) out_.some = context_.condition(*node, names_with_signals_);
  }

  void load_exemption() {
    const Yaml* exempt = find("exempt");
    if (exempt == nullptr || !context_.expect(*exempt, Yaml::kMap)) return;
    context_.only_keys(*exempt, {"scene"});
    const Yaml* scenes = exempt->find("scene");
    if (scenes == nullptr) return;
    for (const Yaml* scene : context_.scalars(*scenes)) {
      const auto& known = context_.rules.scenes;
      if (std::none_of(known.begin(), known.end(), [&](const Scene& s) { return s.id == scene->text; })) {
        context_.complain(scene->at, Msg::rule_no_scene, {scene->text});
      }
      out_.scenes.push_back(scene->text);
    }
  }

  void load_tests() {
    const Yaml* tests = find("tests", true);
    if (tests == nullptr || !context_.expect(*tests, Yaml::kList)) return;
    size_t found = 0, innocent = 0;
    for (const Yaml& item : tests->items) {
      context_.only_keys(item, {"expect", "coercion", "why", "evidence"});
      RuleTest test;
      test.line = item.at.line;
      test.expect = context_.text(item, "expect", true);
      test.coercion = context_.text(item, "coercion", false);
      test.why = context_.text(item, "why", false);
      if (const Yaml* lines = item.find("evidence")) {
        for (const Yaml* line : context_.scalars(*lines)) test.evidence.push_back(line->text);
      }
      check_expectation(item, test);
      const bool negative = test.expect == "none" || (!out_.required.empty() && test.expect == out_.required.front().grade);
      ++(negative ? innocent : found);
      out_.tests.push_back(std::move(test));
    }
    if (found == 0 || innocent == 0) context_.complain(tests->at, Msg::rule_needs_tests);
  }

  void check_expectation(const Yaml& item, const RuleTest& test) {
    const bool grade = std::find(kGradeNames.begin(), kGradeNames.end(), test.expect) != kGradeNames.end();
    const bool required = std::any_of(out_.required.begin(), out_.required.end(), [&](const RequiredGrade& step) { return step.grade == test.expect; });
    if (out_.is_absence() ? !required : !grade) context_.complain(item.at, Msg::rule_bad_expectation, {test.expect});
    if (!test.coercion.empty() && test.coercion != "none" && test.coercion != "some" && test.coercion != "strong") {
      context_.complain(item.at, Msg::rule_not_one_of, {test.coercion, "strong | some | none"});
    }
  }

  void check_use() {
    std::vector<bool> used(out_.groups.size());
    const auto mark = [&](const std::optional<Condition>& condition) {
      if (!condition) return;
      for (const Condition::Node& node : condition->nodes) {
        const bool names_group = node.op == Condition::kGroup || node.op == Condition::kCount || node.op == Condition::kNear ||
                                 node.op == Condition::kLeadsTo || node.op == Condition::kGatesAll;
        if (!names_group) continue;
        for (const uint32_t group : {node.group, node.op == Condition::kNear ? node.group2 : node.group}) {
          if (group < used.size()) used[group] = true;
        }
      }
    };
    for (const auto* condition : {&out_.confirmed, &out_.probable, &out_.hint, &out_.strong, &out_.some}) mark(*condition);
    for (const RequiredGrade& step : out_.required) mark(step.when);
    for (size_t g = 0; g < used.size(); ++g) {
      if (!used[g]) context_.complain(group_places_[g], Msg::rule_unused_group, {names_[g]});
    }
  }

  LoadContext& context_;
  const Yaml& root_;
  Rule& out_;
  std::vector<std::string> names_, names_with_signals_;
  std::vector<Mark> group_places_;
};

}  // namespace

void load_rule(LoadContext& context, const Yaml& root, Rule& out) { RuleLoader(context, root, out).load(); }

}  // namespace jianfu::rules
