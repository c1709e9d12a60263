// jianfu rules list | show | lint | doc | try: rules as they are. Testing them: rules_test.cc; new ones: rules_new.cc.
#include <algorithm>
#include <fstream>
#include <ostream>

#include "cli/commands.h"
#include "cli/run.h"
#include "report/rule_sheet.h"
#include "rules/load.h"

namespace jianfu::cli {
namespace {

bool deliver(const Options& options, const std::string& text, Streams streams) {
  if (options.output.empty()) {
    streams.out << text << std::flush;
    return streams.out.good();
  }
  std::ofstream file(options.output, std::ios::binary);
  file << text << std::flush;
  return file.good();
}

template <typename Names>
size_t place_in(const Names& names, const std::string& name) {
  return static_cast<size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

}  // namespace

// The rule files of --rules, or of ./rules: lint and test look at sources, which the built-in tables no longer hold.
std::optional<std::vector<rules::SourceFile>> rule_sources(const Options& options, Streams streams) {
  Result<std::vector<rules::SourceFile>> files =
      rules::read_rule_files(options.rules.empty() ? "rules" : options.rules);
  if (files) return std::move(*files);
  streams.err << files.error().render(options.lang) << '\n';
  return std::nullopt;
}

int rules_list(const Options& options, Streams streams) {
  rules::RuleSet loaded;
  const rules::RuleSet* rules = rules_of(options, loaded, streams);
  if (rules == nullptr) return kUsage;
  streams.out << (options.format == "json" ? report::write_rule_list_json(*rules)
                                           : report::write_rule_list(*rules, options.lang));
  return kClean;
}

int rules_show(const Options& options, Streams streams) {
  rules::RuleSet loaded;
  const rules::RuleSet* rules = rules_of(options, loaded, streams);
  if (rules == nullptr) return kUsage;
  const rules::Rule* rule = rules->find(options.rule);
  if (rule == nullptr) {
    tell_no_rule(options, *rules, options.rule, streams);
    return kUsage;
  }
  streams.out << report::write_rule(*rules, *rule, options.lang);
  return kClean;
}

int rules_lint(const Options& options, Streams streams) {
  const auto files = rule_sources(options, streams);
  if (!files) return kUsage;
  const rules::Loaded loaded = rules::load(*files);
  for (const rules::Problem& problem : loaded.problems) streams.err << problem.render(options.lang) << '\n';
  const auto errors = std::count_if(loaded.problems.begin(), loaded.problems.end(),
                                    [](const rules::Problem& problem) { return !problem.warning; });
  if (errors > 0) {
    streams.err << say(options, Msg::rules_lint_bad, {std::to_string(errors)}) << '\n';
    return kFindings;
  }
  streams.out << say(options, Msg::lint_ok, {std::to_string(loaded.rules.rules.size()),
                                             std::to_string(loaded.problems.size())})
              << '\n';
  return kClean;
}

int rules_doc(const Options& options, Streams streams) {
  rules::RuleSet loaded;
  const rules::RuleSet* rules = rules_of(options, loaded, streams);
  if (rules == nullptr) return kUsage;
  if (deliver(options, report::write_rule_index(*rules), streams)) return kClean;
  streams.err << say(options, Msg::cannot_write, {options.output.empty() ? "stdout" : options.output}) << '\n';
  return kInternal;
}

int rules_try(const Options& options, Streams streams) {
  rules::RuleSet loaded;
  const rules::RuleSet* rules = rules_of(options, loaded, streams);
  if (rules == nullptr) return kUsage;
  evidence::Evidence item;
  item.kind = static_cast<evidence::Kind>(place_in(evidence::kKindNames, options.kind));
  if (item.kind == evidence::Kind::kText)
    item.role = static_cast<evidence::Role>(place_in(evidence::kRoleNames, options.role));
  item.text = options.text;
  const match::Matcher matcher(*rules);
  streams.out << report::write_tried(engine::try_text(matcher, item), item, options.lang);
  return kClean;
}

}  // namespace jianfu::cli
