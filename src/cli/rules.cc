// jianfu rules list | show | lint | test.
#include <iomanip>
#include <ostream>

#include "cli/commands.h"
#include "cli/run.h"
#include "engine/rule_tests.h"
#include "rules/load.h"

namespace jianfu::cli {
namespace {

// The rule files of --rules, or of ./rules: lint and test look at sources, which the built-in tables no longer hold.
std::optional<std::vector<rules::SourceFile>> sources(const Options& options, Streams streams) {
  Result<std::vector<rules::SourceFile>> files = rules::read_rule_files(options.rules.empty() ? "rules" : options.rules);
  if (files) return std::move(*files);
  streams.err << files.error().render(options.lang) << '\n';
  return std::nullopt;
}

std::string_view severity(const rules::Rule& rule) { return rules::kSeverityNames[static_cast<size_t>(rule.severity)]; }

}  // namespace

int rules_list(const Options& options, Streams streams) {
  rules::RuleSet loaded;
  const rules::RuleSet* rules = rules_of(options, loaded, streams);
  if (rules == nullptr) return kUsage;
  for (const rules::Rule& rule : rules->rules) {
    streams.out << std::left << std::setw(4) << rule.provision << std::setw(28) << rule.id << std::setw(8) << severity(rule)
                << rule.title.in(options.lang) << '\n';
  }
  return kClean;
}

int rules_show(const Options& options, Streams streams) {
  rules::RuleSet loaded;
  const rules::RuleSet* rules = rules_of(options, loaded, streams);
  if (rules == nullptr) return kUsage;
  const rules::Rule* rule = rules->find(options.rule);
  if (rule == nullptr) {
    streams.err << say(options, Msg::no_such_rule, {options.rule}) << '\n';
    return kUsage;
  }
  streams.out << rule->id << "  " << rule->title.in(options.lang) << "  [" << rule->provision << ", " << rule->feature << ", " << severity(*rule)
              << "]\n\n"
              << rule->message.in(options.lang) << "\n? " << rule->question.in(options.lang) << "\n> " << rule->remedy.in(options.lang) << "\n\n";
  const std::pair<std::string_view, const std::optional<rules::Condition>*> conditions[] = {
      {"confirmed", &rule->confirmed}, {"probable", &rule->probable}, {"hint", &rule->hint}, {"strong", &rule->strong}, {"some", &rule->some}};
  for (const auto& [name, condition] : conditions) {
    if (*condition) streams.out << std::left << std::setw(12) << name << (*condition)->source << '\n';
  }
  for (const rules::RequiredGrade& step : rule->required) {
    streams.out << std::left << std::setw(14) << step.grade << (step.when ? step.when->source : "-") << '\n';
  }
  for (const rules::Group& group : rule->groups) {
    streams.out << "\n" << group.name << ":";
    for (const uint32_t set : group.any) {
      for (const uint32_t term : rules->term_sets[set].terms) streams.out << ' ' << rules->terms[term].text << ';';
    }
  }
  streams.out << '\n';
  return kClean;
}

int rules_lint(const Options& options, Streams streams) {
  const auto files = sources(options, streams);
  if (!files) return kUsage;
  const rules::Loaded loaded = rules::load(*files);
  for (const rules::Problem& problem : loaded.problems) streams.err << problem.render(options.lang) << '\n';
  if (!loaded.ok()) return kUsage;
  streams.out << say(options, Msg::lint_ok, {std::to_string(loaded.rules.rules.size()), std::to_string(loaded.problems.size())}) << '\n';
  return kClean;
}

int rules_test(const Options& options, Streams streams) {
  const auto files = sources(options, streams);
  if (!files) return kUsage;
  const rules::Loaded loaded = rules::load(*files);
  for (const rules::Problem& problem : loaded.problems) {
    if (!problem.warning) streams.err << problem.render(options.lang) << '\n';
  }
  if (!loaded.ok()) return kUsage;
  const std::vector<engine::RuleTestResult> results = engine::run_rule_tests(loaded.rules);
  size_t failed = 0;
  for (const engine::RuleTestResult& result : results) {
    if (result.passed) continue;
    ++failed;
    streams.out << result.file << ':' << result.line << ": " << say(options, Msg::rule_test_failed, {result.rule, result.expected, result.found}) << '\n';
    streams.out << result.explanation;
  }
  streams.out << results.size() - failed << " passed, " << failed << " failed\n";
  return failed == 0 ? kClean : kFindings;
}

}  // namespace jianfu::cli
