#include "report/rule_sheet.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/parts.h"
#include "engine/view.h"
#include "report/columns.h"
#include "report/spoken.h"
#include "report/text_evidence.h"
#include "report/text_gap.h"
#include "report/text_parts.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

using rules::Condition;
using rules::Group;
using rules::Rule;
using rules::RuleSet;
using rules::TermSet;

constexpr size_t kIndent = 3, kInner = 5;
constexpr size_t kShownTerms = 40;  // of a set; the lexicon has them all

std::string front(size_t indent) { return std::string(indent, ' '); }
WriteOptions in(Lang lang) {
  WriteOptions out;
  out.lang = lang;
  out.unmask = true;  // rules hold no personal data, and hotlines are terms
  return out;
}

// ---- one rule ----

std::string terms_of(const Sheet& sheet, const RuleSet& rules, const TermSet& set) {
  std::vector<std::string> shown;
  for (const uint32_t term : set.terms) {
    if (shown.size() == kShownTerms) break;
    std::string text = sheet.shown(rules.terms[term].text);
    for (const auto& [noted, note] : set.term_notes) {
      if (noted == term) text += sheet.aside(sheet.shown(note));
    }
    shown.push_back(std::move(text));
  }
  std::string out = sheet.joined(shown);
  if (shown.size() < set.terms.size())
    out += sheet.aside(sheet.say(Msg::rules_more_words, {std::to_string(set.terms.size())}));
  return out;
}

void write_set(Sheet& sheet, const RuleSet& rules, uint32_t index) {
  const TermSet& set = rules.term_sets[index];
  const std::string name = set.id.empty() ? "" : "$" + set.id + " ";
  sheet.hanging(front(kInner + 2) + name, terms_of(sheet, rules, set));
  sheet.field(kInner + 4, Msg::rules_set_note, sheet.shown(set.note));
}

void write_arguments(Sheet& sheet, Msg label, const std::vector<rules::ArgumentTest>& tests) {
  std::vector<std::string> shown;
  for (const rules::ArgumentTest& test : tests)
    shown.push_back(sheet.shown(test.name + (test.name.empty() || test.value.empty() ? "" : "=") + test.value));
  if (!shown.empty()) sheet.hanging(front(kInner + 2), sheet.say(label, {sheet.joined(shown)}));
}

void write_group(Sheet& sheet, const RuleSet& rules, const Group& group) {
  engine::GroupView view = engine::group_view(rules, group);
  std::string said = sheet.shown(spoken(view, sheet.lang()));
  if (!view.say.zh.empty()) {
    view.say = {};
    view.examples.clear();
    said += sheet.aside(sheet.shown(spoken(view, sheet.lang())));
  }
  sheet.hanging(front(kIndent) + "- ", sheet.say(Msg::report_labelled, {group.name, said}));
  for (const uint32_t set : group.any) write_set(sheet, rules, set);
  write_arguments(sheet, Msg::rules_with_args, group.args);
  write_arguments(sheet, Msg::rules_without_args, group.without_args);
  for (const auto* sets : {&group.unless, &group.unless_with}) {
    for (const uint32_t set : *sets) {
      const std::string reason = sheet.shown(rules.term_sets[set].reason);
      sheet.hanging(front(kInner + 2),
                    sheet.say(Msg::report_list_of, {sheet.say(Msg::rules_leaves_alone) +
                                                    (reason.empty() ? "" : sheet.aside(reason))}));
      write_set(sheet, rules, set);
    }
  }
}

void write_grade(Sheet& sheet, std::string_view grade, const engine::Part& part) {
  const std::string said = sheet.say(Msg::rules_grade, {std::string(grade)});
  sheet.hanging(front(kIndent) + "- ", sheet.say(Msg::report_list_of, {said}));
  write_condition(sheet, part, kInner + 2);
}

void write_grades(Sheet& sheet, const RuleSet& rules, const Rule& rule) {
  sheet.heading(Msg::rules_grades);
  const engine::GroupNames names = [&](uint32_t group) { return engine::group_view(rules, rule, group); };
  for (const auto& [grade, condition] : {std::pair{rules::Grade::kConfirmed, &rule.confirmed},
                                         std::pair{rules::Grade::kProbable, &rule.probable},
                                         std::pair{rules::Grade::kHint, &rule.hint}}) {
    if (*condition) write_grade(sheet, word(grade, sheet.lang()), engine::part_of(rules, **condition, names));
  }
  for (const rules::RequiredGrade& step : rule.required) {
    const std::string title = sheet.shown(step.title) + sheet.aside(word(step.verdict, sheet.lang()));
    if (step.when) {
      write_grade(sheet, title, engine::part_of(rules, *step.when, names));
      continue;
    }
    sheet.hanging(front(kIndent) + "- ", sheet.say(Msg::report_labelled, {sheet.say(Msg::rules_grade, {title}),
                                                                         sheet.say(Msg::rules_else)}));
  }
}

void write_coercion(Sheet& sheet, const RuleSet& rules, const Rule& rule) {
  if (rule.is_absence()) return;
  sheet.heading(Msg::rules_coercion);
  std::vector<std::string> signals;
  for (const rules::Signal& signal : rules.signals) signals.push_back(signal.id + " " + sheet.shown(signal.title));
  if (rule.common_coercion)
    sheet.hanging(front(kIndent), sheet.say(Msg::rules_common_coercion, {sheet.joined(signals)}));
  else if (!rule.strong && !rule.some)
    sheet.hanging(front(kIndent), sheet.say(Msg::rules_no_coercion));
  const engine::GroupNames names = [&](uint32_t group) { return engine::group_view(rules, rule, group); };
  if (rule.strong)
    write_grade(sheet, word(engine::Coercion::kStrong, sheet.lang()), engine::part_of(rules, *rule.strong, names));
  if (rule.some)
    write_grade(sheet, word(engine::Coercion::kSome, sheet.lang()), engine::part_of(rules, *rule.some, names));
  std::vector<std::string> scenes;
  for (const rules::Scene& scene : rules.scenes) {
    if (std::find(rule.scenes.begin(), rule.scenes.end(), scene.id) != rule.scenes.end())
      scenes.push_back(sheet.shown(scene.title));
  }
  sheet.field(kIndent, Msg::rules_scenes, sheet.joined(scenes));
}

std::string within(const Sheet& sheet, const Rule& rule) {
  switch (rule.within) {
    case rules::Within::kModule:
      return sheet.say(Msg::rules_within_module);
    case rules::Within::kComponent:
      return sheet.say(Msg::rules_within_component);
    case rules::Within::kPackage:
      break;
  }
  return sheet.say(Msg::rules_within_package);
}

std::string_view severity(const Rule& rule) { return rules::kSeverityNames[static_cast<size_t>(rule.severity)]; }

// ---- the index ----

std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

std::string cited(const RuleSet& rules, const Rule& rule) {
  std::string out;
  for (const rules::Citation& citation : rule.citations)
    out += (out.empty() ? "" : "、") + rules.norms[citation.norm].id + "/" + citation.provision;
  return out;
}

std::vector<std::string> reasons_of(const RuleSet& rules, const Rule& rule) {
  std::vector<std::string> out;
  for (const Group& group : rule.groups) {
    for (const auto* sets : {&group.unless, &group.unless_with}) {
      for (const uint32_t set : *sets) {
        const std::string& reason = rules.term_sets[set].reason.zh;
        if (!reason.empty() && std::find(out.begin(), out.end(), reason) == out.end()) out.push_back(reason);
      }
    }
  }
  return out;
}

std::string index_entry(const RuleSet& rules, const Rule& rule) {
  std::string out = "\n### " + rule.id + "\n\n**" + rule.title.zh + "**";
  if (!rule.title.en.empty()) out += " · *" + rule.title.en + "*";
  out += "\n\n";
  if (rule.part) out += "- 是其他规则的一部分，自己不列为发现\n";
  if (rule.compare != rules::Compare::kNothing) out += "- 与申报对照，有申报文件时才有结论\n";
  const auto line = [&out](const char* what, const std::string& text) {
    if (!text.empty()) out.append("- ").append(what).append("：").append(text).append("\n");
  };
  line("发现时说", rule.message.zh);
  line("请申报单位说明", rule.question.zh);
  line("整改建议", rule.remedy.zh);
  line("依据", cited(rules, rule));
  const std::vector<std::string> reasons = reasons_of(rules, rule);
  for (size_t i = 0; i < reasons.size(); ++i) out += (i == 0 ? "- 不算的情形：" : "；") + reasons[i];
  return reasons.empty() ? out : out + "\n";
}

std::string index_section(const RuleSet& rules, const rules::Provision& provision) {
  std::string table, entries;
  for (const Rule& rule : rules.rules) {
    if (rule.provision != provision.key) continue;
    const std::string severity_word(word(rule.severity, Lang::kZh));
    const std::string mark = rule.part ? "（部分）" : rule.compare != rules::Compare::kNothing ? "（对照申报）" : "";
    table += "| [`" + rule.id + "`](#" + rule.id + ") | " + cell(rule.title.zh + mark) + " | " + rule.feature +
             " | " + severity_word + " | " + (rule.head.empty() ? "" : rule.head) + " |\n";
    entries += index_entry(rules, rule);
  }
  if (table.empty()) return {};
  return "\n## " + provision.key + "　" + provision.title.zh + "\n\n*" + provision.title.en +
         "*\n\n| 编号 Id | 名称 Title | 功能 Feature | 严重 Severity | 自查项 Head |\n| --- | --- | --- | --- | --- |\n" +
         table + entries;
}

}  // namespace

std::string write_rule_list(const RuleSet& rules, Lang lang) {
  const WriteOptions options = in(lang);
  Sheet sheet(options);
  size_t id = columns(sheet.say(Msg::rules_column_id)), feature = columns(sheet.say(Msg::rules_column_feature));
  for (const Rule& rule : rules.rules) {
    id = std::max(id, rule.id.size());
    feature = std::max(feature, rule.feature.size());
  }
  constexpr size_t kBetween = 2, kProvision = 6, kSeverity = 10;
  const auto row = [&](const std::string& a, const std::string& b, const std::string& c, const std::string& d,
                       const std::string& e) {
    sheet.line(padded(a, id + kBetween) + padded(b, feature + kBetween) + padded(c, kProvision) + padded(d, kSeverity) + e);
  };
  row(sheet.say(Msg::rules_column_id), sheet.say(Msg::rules_column_feature), sheet.say(Msg::rules_column_provision),
      sheet.say(Msg::rules_column_severity), sheet.say(Msg::rules_column_title));
  for (const Rule& rule : rules.rules)
    row(rule.id, rule.feature, rule.provision, std::string(word(rule.severity, lang)), sheet.shown(rule.title));
  sheet.line(sheet.say(Msg::rules_total, {std::to_string(rules.rules.size())}));
  return sheet.take();
}

std::string write_rule_list_json(const RuleSet& rules) {
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const Rule& rule : rules.rules) {
    nlohmann::ordered_json citations = nlohmann::ordered_json::array();
    for (const rules::Citation& citation : rule.citations)
      citations.push_back(rules.norms[citation.norm].id + "/" + citation.provision);
    out.push_back({{"id", rule.id},
                   {"feature", rule.feature},
                   {"provision", rule.provision},
                   {"severity", std::string(severity(rule))},
                   {"head", rule.head.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(rule.head)},
                   {"title", {{"zh", rule.title.zh}, {"en", rule.title.en}}},
                   {"citations", citations}});
  }
  return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string write_rule(const RuleSet& rules, const Rule& rule, Lang lang) {
  const WriteOptions options = in(lang);
  Sheet sheet(options);
  sheet.hanging("", rule.id + "  " + sheet.shown(rule.title));
  std::string about = sheet.say(Msg::rules_feature_of, {rule.provision, rule.feature, std::string(word(rule.severity, lang))});
  if (!rule.head.empty()) about = sheet.joined({about, sheet.say(Msg::report_head, {rule.head})});
  sheet.hanging("", about);
  sheet.blank();
  sheet.field(kIndent, Msg::rules_says, sheet.shown(rule.message));
  sheet.field(kIndent, Msg::report_question, sheet.shown(rule.question));
  sheet.field(kIndent, Msg::report_remedy, sheet.shown(rule.remedy));
  sheet.field(kIndent, Msg::rules_within, within(sheet, rule));
  sheet.field(kIndent, Msg::rules_needs, words_of(sheet, rule.needs));
  write_grades(sheet, rules, rule);
  write_coercion(sheet, rules, rule);
  sheet.heading(Msg::rules_looks_for);
  for (const Group& group : rule.groups) write_group(sheet, rules, group);
  sheet.heading(Msg::report_citations);
  write_citation_list(sheet, engine::citations_of(rules, rule));
  return sheet.take();
}

std::string write_rule_index(const RuleSet& rules) {
  const auto both = [](Msg id) { return core::render(id, Lang::kZh) + " / " + core::render(id, Lang::kEn); };
  std::string out = "# " + both(Msg::doc_title) + "\n\n" + core::render(Msg::doc_generated, Lang::kZh) + "\n" +
                    core::render(Msg::doc_generated, Lang::kEn) + "\n\n" +
                    core::render(Msg::rules_total, Lang::kZh, {std::to_string(rules.rules.size())}) + "。\n";
  if (rules.norms.empty()) return out;
  for (const rules::Provision& provision : rules.norms.front().provisions) out += index_section(rules, provision);
  return out;
}

std::string write_tried(const engine::Tried& tried, const evidence::Evidence& item, Lang lang) {
  const WriteOptions options = in(lang);
  Sheet sheet(options);
  std::string as(word(item.kind, lang));
  if (!word(item.role, lang).empty()) as += sheet.aside(word(item.role, lang));
  sheet.hanging("", sheet.say(Msg::try_as, {as, sheet.quote(sheet.shown(item.text))}));
  sheet.hanging("", sheet.say(Msg::try_normal, {sheet.quote(sheet.shown(tried.normal))}));
  if (tried.words.size() > 1) {
    std::vector<std::string> words;
    for (const std::string& one : tried.words) words.push_back(sheet.shown(one));
    sheet.hanging("", sheet.say(Msg::try_tokens, {sheet.joined(words)}));
  }
  if (tried.answers.empty()) sheet.line(sheet.say(Msg::try_nothing));
  for (const bool cancelled : {false, true}) {
    bool headed = false;
    for (const engine::TryAnswer& answer : tried.answers) {
      if (answer.cancelled != cancelled) continue;
      if (!headed) sheet.heading(cancelled ? Msg::try_cancelled : Msg::try_answers);
      headed = true;
      const std::string title = sheet.shown(answer.title);
      std::string where = answer.where == engine::TryAnswer::kRule
                              ? sheet.say(Msg::try_rule_group, {answer.id, answer.group})
                              : sheet.say(answer.where == engine::TryAnswer::kSignal ? Msg::try_signal : Msg::try_scene,
                                          {answer.id, title});
      std::vector<std::string> terms;
      for (const engine::TryTerm& term : answer.terms) {
        std::string text = sheet.quote(sheet.shown(term.text));
        if (!term.set.empty()) text = sheet.say(Msg::try_of_set, {text, "$" + term.set});
        if (!term.note.empty()) text += sheet.aside(sheet.shown(term.note));
        terms.push_back(std::move(text));
      }
      if (!terms.empty()) where = sheet.say(Msg::try_by, {where, sheet.joined(terms)});
      const std::string reason = sheet.shown(answer.reason);
      sheet.hanging("   - ", cancelled ? sheet.say(Msg::report_reason, {where, reason}) : where);
    }
  }
  return sheet.take();
}

}  // namespace jianfu::report
