// One rule: what it is, what it says, its groups, and the conditions over them. Its tests: load_tests.cc.
#include <algorithm>
#include <array>

#include "rules/condition.h"
#include "rules/load_context.h"
#include "rules/load_rule.h"
#include "rules/suggest.h"

namespace jianfu::rules {
namespace {

constexpr std::array<Verdict, 4> kRequiredVerdicts = {Verdict::kNotFound, Verdict::kHint, Verdict::kExplain,
                                                      Verdict::kSuspected};

class RuleLoader {
 public:
  RuleLoader(LoadContext& context, const Yaml& root, Rule& out) : context_(context), root_(root), out_(out) {}

  void load() {
    context_.only_keys(root_, {"id", "feature", "provision", "head", "severity", "title", "message",
                               "question", "remedy", "citations", "needs", "evidence", "within", "presence",
                               "required", "coercion", "exempt", "tests", "compare", "scope", "part"});
    if (const Yaml* part = root_.find("part")) out_.part = context_.yes_no(*part).value_or(false);
    load_identity();
    load_compare();
    load_scope();
    load_provision();
    load_texts();
    if (!only_compares()) load_groups();
    load_within();
    const Yaml* presence = root_.find("presence");
    const Yaml* required = root_.find("required");
    if (presence != nullptr && required != nullptr)
      context_.complain(required->at, Msg::rule_presence_and_required);
    if (presence == nullptr && required == nullptr && !only_compares())
      context_.complain(root_.at, Msg::rule_missing_key, {"presence | required"});
    if (presence != nullptr && required == nullptr) load_presence(*presence);
    if (required != nullptr) load_required(*required);
    load_coercion();
    load_exemption();
    if (!only_compares()) load_tests(context_, root_, out_);
    check_use();
  }

 private:
  // ---- what it is ----
  void load_identity() {
    out_.file = context_.file().name;
    const std::string stem(stem_of(out_.file));
    if (const Yaml* id = context_.need(root_, "id");
        id != nullptr && context_.is_text(*id) && context_.is_id(id->text, id->at)) {
      out_.id = id->text;
      if (out_.id != stem) context_.complain(id->at, Msg::rule_id_is_not_file, {out_.id, stem});
    }
    if (const Yaml* feature = context_.need(root_, "feature")) {
      if (context_.one_of(kFeatures, *feature)) out_.feature = feature->text;
    }
    if (const Yaml* severity = out_.part ? root_.find("severity") : context_.need(root_, "severity")) {
      if (const auto index = context_.one_of(kSeverityNames, *severity))
        out_.severity = static_cast<Severity>(*index);
    }
  }

  // ---- declarations and scope ----
  // A rule about the declaration alone finds nothing in the package, so it has no groups and no tests of them.
  bool only_compares() const {
    return out_.compare != Compare::kNothing && out_.compare != Compare::kGrassroots;
  }

  void load_compare() {
    const Yaml* node = root_.find("compare");
    if (node == nullptr) return;
    const auto index = context_.one_of(kCompareNames, *node);
    if (!index) return;
    out_.compare = static_cast<Compare>(*index);
    if (!only_compares()) return;
    for (const std::string_view key : {"evidence", "presence", "required", "within", "coercion", "exempt", "tests"}) {
      if (const Yaml* other = root_.find(key))
        context_.complain(other->at, Msg::rule_compare_key, {std::string(key), node->text});
    }
  }

  void load_scope() {
    const Yaml* scope = root_.find("scope");
    if (scope == nullptr || !context_.is_map(*scope)) return;
    context_.only_keys(*scope, {"audience", "filing"});
    if (const Yaml* audience = scope->find("audience")) {
      for (const Yaml* one : context_.texts(*audience)) {
        if (const auto index = context_.one_of(kAudienceNames, *one)) out_.scope.audiences = static_cast<uint8_t>(out_.scope.audiences | (1u << *index));
      }
    }
    constexpr std::array<std::string_view, 1> kFiling = {"required"};
    if (const Yaml* filing = scope->find("filing"))
      out_.scope.filing_required = context_.one_of(kFiling, *filing).has_value();
  }

  void load_provision() {
    const bool known_norms = context_.broken.count("norms.yaml") == 0;
    const auto& norms = context_.rules.norms;
    if (const Yaml* node = context_.need(root_, "provision"); node != nullptr && context_.is_text(*node)) {
      out_.provision = node->text;
      const std::string folder(folder_of(out_.file));
      if (out_.provision != folder)
        context_.complain(node->at, Msg::rule_provision_is_not_folder, {out_.provision, folder});
      if (known_norms && !norms.empty())
        context_.has_provision(*node, norms.front(), out_.provision, Msg::rule_no_provision);
    }
    if (const Yaml* head = root_.find("head"); head != nullptr && context_.is_text(*head)) {
      std::vector<std::string> known;
      for (const Head& one : context_.rules.heads) known.push_back(one.id);
      out_.head = head->text;
      if (known_norms && std::find(known.begin(), known.end(), out_.head) == known.end())
        context_.complain(head->at, Msg::rule_no_head, {out_.head, suggestion(out_.head, known)});
    }
  }

  // ---- what it says ----
  void load_texts() {
    out_.title = said("title", false);
    out_.message = said("message", root_.find("required") == nullptr);
    out_.question = said("question", root_.find("required") == nullptr);
    out_.remedy = said("remedy", root_.find("required") == nullptr);
    if (const Yaml* needs = out_.part ? root_.find("needs") : context_.need(root_, "needs"))
      out_.needs = context_.kinds(*needs);
    if (const Yaml* citations = out_.part ? root_.find("citations") : context_.need(root_, "citations"))
      out_.citations = context_.citations(*citations);
  }

  // Only {module} is replaced in the texts of findings; other braces would stay as they are.
  Bilingual said(std::string_view key, bool names_module) {
    // Nobody is told of a part but by the rules that join it.
    Bilingual out = context_.bilingual(root_, key, !out_.part || key == "title");
    const Yaml* node = root_.find(key);
    for (const auto& [lang, text] : {std::pair{"zh", &out.zh}, std::pair{"en", &out.en}}) {
      for (size_t at = text->find('{'); at != std::string::npos; at = text->find('{', at + 1)) {
        const std::string placeholder =
            text->substr(at, std::min(text->find('}', at), text->size() - 1) - at + 1);
        if (names_module && placeholder == "{module}") continue;
        if (names_module && is_placeholder_of_compare(placeholder)) continue;
        const Yaml* value = node->find(lang);
        context_.complain_inside(*value, at, {Msg::rule_bad_placeholder, {placeholder}});
      }
    }
    return out;
  }

  bool is_placeholder_of_compare(std::string_view placeholder) const {
    switch (out_.compare) {
      case Compare::kUndeclared: return placeholder == "{function}";
      case Compare::kIdentity: return placeholder == "{field}" || placeholder == "{declared}" || placeholder == "{found}";
      case Compare::kUnitLevel: return placeholder == "{unit}" || placeholder == "{level}";
      default: return false;
    }
  }

  // ---- groups and conditions ----
  void load_groups() {
    for (const Yaml::Member& member : context_.members(root_, "evidence", true)) {
      if (context_.is_id(member.key, member.at) && is_condition_word(member.key))
        context_.complain(member.at, Msg::rule_reserved_name, {member.key});
      const auto& signals = context_.rules.signals;
      if (std::any_of(signals.begin(), signals.end(), [&](const Signal& s) { return s.id == member.key; }))
        context_.complain(member.at, Msg::rule_signal_name, {member.key});
      out_.groups.push_back(context_.group(member.key, member.value));
      group_places_.push_back(member.at);
      names_.push_back(member.key);
    }
  }

  void load_within() {
    const Yaml* within = root_.find("within");
    if (root_.find("required") != nullptr) out_.within = Within::kPackage;
    if (within == nullptr) return;
    const auto index = context_.one_of(kWithinNames, *within);
    if (!index) return;
    if (root_.find("required") != nullptr && static_cast<Within>(*index) != Within::kPackage)
      context_.complain(within->at, Msg::rule_required_within);
    else
      out_.within = static_cast<Within>(*index);
  }

  void load_presence(const Yaml& presence) {
    if (!context_.is_map(presence)) return;
    context_.only_keys(presence, {"confirmed", "probable", "hint"});
    if (presence.members.empty())
      context_.complain(presence.at, Msg::rule_missing_key, {"confirmed | probable | hint"});
    if (const Yaml* node = presence.find("confirmed"))
      out_.confirmed = context_.condition(*node, names_, true);
    if (const Yaml* node = presence.find("probable")) out_.probable = context_.condition(*node, names_, true);
    if (const Yaml* node = presence.find("hint")) out_.hint = context_.condition(*node, names_, true);
  }

  void load_required(const Yaml& steps) {
    if (!context_.is_list(steps)) return;
    if (steps.items.size() < 2) context_.complain(steps.at, Msg::rule_few_grades);
    for (const Yaml& step : steps.items) {
      if (context_.is_map(step)) load_step(step, &step == &steps.items.back());
    }
  }

  void load_step(const Yaml& step, bool last) {
    context_.only_keys(step, {"grade", "title", "when", "verdict"});
    RequiredGrade grade;
    grade.grade = context_.text(step, "grade");
    const bool known = std::any_of(out_.required.begin(), out_.required.end(),
                                   [&](const RequiredGrade& g) { return g.grade == grade.grade; });
    if (known) context_.complain(step.at, Msg::rule_twice, {grade.grade});
    grade.title = context_.bilingual(step, "title");
    const Yaml* when = step.find("when");
    if (last != (when == nullptr)) context_.complain(step.at, Msg::rule_last_grade);
    if (when != nullptr) grade.when = context_.condition(*when, names_, true);
    if (const Yaml* verdict = context_.need(step, "verdict")) load_verdict(*verdict, grade);
    out_.required.push_back(std::move(grade));
  }

  void load_verdict(const Yaml& node, RequiredGrade& grade) {
    std::vector<std::string> names;
    for (const Verdict verdict : kRequiredVerdicts)
      names.emplace_back(kVerdictNames[static_cast<size_t>(verdict)]);
    const auto index = context_.one_of(names, node);
    if (!index) return;
    grade.verdict = kRequiredVerdicts[*index];
    if (!out_.required.empty() && grade.verdict < out_.required.back().verdict)
      context_.complain(node.at, Msg::rule_grade_order, {grade.grade, out_.required.back().grade});
  }

  // ---- coercion and exemption ----
  void load_coercion() {
    const Yaml* coercion = root_.find("coercion");
    if (coercion == nullptr || !context_.is_map(*coercion)) return;
    if (out_.is_absence()) context_.complain(coercion->at, Msg::rule_not_for_required, {"coercion"});
    context_.only_keys(*coercion, {"use", "strong", "some"});
    constexpr std::array<std::string_view, 2> kUse = {"none", "common"};
    if (const Yaml* use = coercion->find("use"))
      out_.common_coercion = context_.one_of(kUse, *use).value_or(1) == 1;
    std::vector<std::string> names = names_;
    for (const Signal& signal : context_.rules.signals) names.push_back(signal.id);
    if (const Yaml* node = coercion->find("strong")) out_.strong = context_.condition(*node, names, true);
    if (const Yaml* node = coercion->find("some")) out_.some = context_.condition(*node, names, true);
  }

  void load_exemption() {
    const Yaml* exempt = root_.find("exempt");
    if (exempt == nullptr || !context_.is_map(*exempt)) return;
    if (out_.is_absence()) context_.complain(exempt->at, Msg::rule_not_for_required, {"exempt"});
    context_.only_keys(*exempt, {"scene"});
    const Yaml* scenes = context_.need(*exempt, "scene");
    if (scenes == nullptr) return;
    std::vector<std::string> known;
    for (const Scene& scene : context_.rules.scenes) {
      if (!scene.counter) known.push_back(scene.id);
    }
    for (const Yaml* scene : context_.texts(*scenes)) {
      if (context_.broken.count("exemption.yaml") == 0 &&
          std::find(known.begin(), known.end(), scene->text) == known.end())
        context_.complain(scene->at, Msg::rule_no_scene, {scene->text, suggestion(scene->text, known)});
      out_.scenes.push_back(scene->text);
    }
  }

  // A condition that could not be read may have named any group: then none is called unused.
  void check_use() {
    std::vector<bool> used(out_.groups.size());
    for (const auto* condition : conditions_of(out_)) {
      for (const uint32_t group : groups_of(*condition)) {
        if (group < used.size()) used[group] = true;
      }
    }
    const size_t read = conditions_of(out_).size();
    if (read == 0 || read != written_conditions()) return;
    for (size_t g = 0; g < used.size(); ++g) {
      if (!used[g]) context_.complain(group_places_[g], Msg::rule_unused_group, {names_[g]});
    }
  }
  size_t written_conditions() const {
    size_t out = 0;
    for (const auto& [part, keys] : {std::pair<std::string_view, std::vector<std::string_view>>{
                                         "presence", {"confirmed", "probable", "hint"}},
                                     {"coercion", {"strong", "some"}}}) {
      const Yaml* node = root_.find(part);
      for (const std::string_view key : keys) out += node != nullptr && node->find(key) != nullptr;
    }
    const Yaml* required = root_.find("required");
    if (required == nullptr) return out;
    for (const Yaml& step : required->items) out += step.find("when") != nullptr;
    return out;
  }

  LoadContext& context_;
  const Yaml& root_;
  Rule& out_;
  std::vector<std::string> names_;  // of the groups
  std::vector<Mark> group_places_;
};

}  // namespace

std::vector<const Condition*> conditions_of(const Rule& rule) {
  std::vector<const Condition*> out;
  const auto add = [&](const std::optional<Condition>& condition) {
    if (condition) out.push_back(&*condition);
  };
  for (const auto* condition : {&rule.confirmed, &rule.probable, &rule.hint, &rule.strong, &rule.some})
    add(*condition);
  for (const RequiredGrade& step : rule.required) add(step.when);
  return out;
}

void load_rule(LoadContext& context, const Yaml& root) {
  Rule rule;
  if (context.is_map(root)) RuleLoader(context, root, rule).load();
  context.rules.rules.push_back(std::move(rule));
}

}  // namespace jianfu::rules
