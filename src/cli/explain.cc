// jianfu explain PACKAGE… and jianfu why-not RULE PACKAGE: where findings come from, and why a rule found nothing.
#include <ostream>

#include "cli/commands.h"
#include "cli/run.h"
#include "engine/lean_rules.h"
#include "engine/scan.h"
#include "engine/why_not.h"
#include "report/explanation.h"
#include "report/why_not_text.h"
#include "rules/suggest.h"
#include "text/utf.h"

namespace jianfu::cli {
namespace {

report::WriteOptions write_options(const Options& options) { return {options.lang, options.unmask}; }

// False after a complaint: no rule of that id.
bool known_rule(const Options& options, const rules::RuleSet& rules, Streams streams) {
  if (options.rule.empty() || rules.find(options.rule) != nullptr) return true;
  tell_no_rule(options, rules, options.rule, streams);
  return false;
}

// Of a rule that others join, or that compares with a declaration: why it may have no finding of its own.
void tell_what_it_is(const Options& options, const rules::RuleSet& rules, const rules::Rule& rule, Streams streams) {
  if (rule.compare != rules::Compare::kNothing)
    streams.out << say(options, Msg::rule_compares, {rule.title.in(options.lang), rule.id}) << '\n';
  if (!rule.part) return;
  std::string joining;
  for (const uint32_t other : engine::rules_joining(rules, static_cast<uint32_t>(&rule - rules.rules.data())))
    joining += (joining.empty() ? "" : ", ") + rules.rules[other].id;
  streams.out << say(options, Msg::rule_is_part, {rule.title.in(options.lang), rule.id, joining}) << '\n';
}

// The package itself, then those inside of it, each behind its path.
void tell_why_not(const Options& options, const match::Matcher& matcher, const platforms::Reading& reading,
                  Streams streams) {
  const match::Session session(matcher, reading.evidence);
  const rules::RuleSet& rules = matcher.rules();
  const auto rule = static_cast<uint32_t>(rules.find(options.rule) - rules.rules.data());
  streams.out << report::write_why_not(engine::why_not(session, rule), write_options(options));
  for (const platforms::Reading& inner : reading.nested) {
    streams.out << "\n# " << text::displayable(inner.package.path) << '\n';
    tell_why_not(options, matcher, inner, streams);
  }
}

}  // namespace

int explain(const Options& options, Streams streams) {
  rules::RuleSet loaded;
  const rules::RuleSet* rules = rules_of(options, loaded, streams);
  if (rules == nullptr || !known_rule(options, *rules, streams)) return kUsage;
  std::optional<engine::Declaration> declaration;
  if (!options.declaration.empty()) {
    declaration = declaration_of(options, *rules, streams);
    if (!declaration) return kUsage;
  }
  if (!options.rule.empty()) tell_what_it_is(options, *rules, *rules->find(options.rule), streams);
  const engine::Scanner scanner(*rules);
  engine::ScanOptions settings;
  settings.scope = scope_of(options, declaration);
  settings.app_ids->given = options.app_ids;
  int code = kClean;
  scanner.scan(options.paths, settings, [&](engine::Scanner::Outcome outcome) {
    if (!outcome.report) {
      if (!outcome.skipped) code = kNotAssessed;
      streams.err << outcome.report.error().render(options.lang) << '\n';
      return;
    }
    streams.out << report::write_explanation(*outcome.report, {options.rule, options.finding}, write_options(options));
  });
  tell_unused(options, *settings.app_ids, streams);
  return code;
}

int why_not(const Options& options, Streams streams) {
  rules::RuleSet loaded;
  const rules::RuleSet* rules = rules_of(options, loaded, streams);
  if (rules == nullptr || !known_rule(options, *rules, streams)) return kUsage;
  const rules::Rule& rule = *rules->find(options.rule);
  tell_what_it_is(options, *rules, rule, streams);
  if (rule.compare != rules::Compare::kNothing && rule.groups.empty()) return kClean;
  const engine::Scanner scanner(*rules);
  engine::ScanOptions settings;
  settings.app_ids->given = options.app_ids;
  const std::vector<std::vector<std::string>> packages = scanner.packages(options.paths, settings);
  if (packages.size() > 1) {
    streams.err << say(options, Msg::whynot_several, {std::to_string(packages.size())}) << '\n';
    return kUsage;
  }
  const Result<platforms::Reading> reading = scanner.read(packages.front(), settings);
  if (!reading) {
    streams.err << reading.error().render(options.lang) << '\n';
    return kNotAssessed;
  }
  tell_why_not(options, scanner.matcher(), *reading, streams);
  tell_unused(options, *settings.app_ids, streams);
  return kClean;
}

}  // namespace jianfu::cli
