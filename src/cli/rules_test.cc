// jianfu rules test [ID…] [--mutate]: the tests inside rule files, and whether they would notice a change.
#include <cstdio>
#include <ostream>

#include "cli/commands.h"
#include "cli/run.h"
#include "engine/mutate.h"
#include "engine/rule_tests.h"
#include "rules/load.h"

namespace jianfu::cli {
namespace {

bool known_rules(const Options& options, const rules::RuleSet& rules, Streams streams) {
  for (const std::string& id : options.rule_ids) {
    if (rules.find(id) != nullptr) continue;
    tell_no_rule(options, rules, id, streams);
    return false;
  }
  return true;
}

int run_tests(const Options& options, const rules::RuleSet& rules, Streams streams) {
  const std::vector<engine::RuleTestResult> results = engine::run_rule_tests(rules, options.rule_ids);
  size_t failed = 0;
  for (const engine::RuleTestResult& result : results) {
    if (result.passed) continue;
    ++failed;
    streams.out << result.file << ':' << result.line << ": "
                << say(options, Msg::rule_test_failed, {result.rule, result.expected, result.found}) << '\n'
                << result.explanation;
  }
  streams.out << say(options, Msg::rules_tests_done,
                     {std::to_string(results.size() - failed), std::to_string(failed)})
              << '\n';
  return failed == 0 ? kClean : kFindings;
}

int run_mutations(const Options& options, const rules::RuleSet& rules, Streams streams) {
  const engine::MutationReport report = engine::mutate(rules, options.rule_ids);
  if (report.failing > 0) {
    streams.err << say(options, Msg::mutate_baseline, {std::to_string(report.failing)}) << '\n';
    return kFindings;
  }
  for (const engine::Survivor& survivor : report.survivors)
    streams.out << say(options, Msg::mutate_survivor, {survivor.where, survivor.what.render(options.lang)}) << '\n';
  const double tried = static_cast<double>(report.tried), survived = static_cast<double>(report.survivors.size());
  const double percent = report.tried == 0 ? 0 : 100 * survived / tried;
  char shown[16];
  std::snprintf(shown, sizeof shown, "%.1f", percent);
  streams.out << say(options, Msg::mutate_total,
                     {std::to_string(report.tried), std::to_string(report.survivors.size()), shown})
              << '\n';
  return percent > options.survivors ? kFindings : kClean;
}

}  // namespace

int rules_test(const Options& options, Streams streams) {
  const auto files = rule_sources(options, streams);
  if (!files) return kUsage;
  const rules::Loaded loaded = rules::load(*files);
  for (const rules::Problem& problem : loaded.problems) {
    if (!problem.warning) streams.err << problem.render(options.lang) << '\n';
  }
  if (!loaded.ok()) return kFindings;
  if (!known_rules(options, loaded.rules, streams)) return kUsage;
  return options.mutate ? run_mutations(options, loaded.rules, streams) : run_tests(options, loaded.rules, streams);
}

}  // namespace jianfu::cli
