#include "cli/run.h"

#include <array>
#include <exception>
#include <ostream>

#include "cli/commands.h"
#include "cli/options.h"
#include "rules/load.h"
#include "rules/suggest.h"

namespace jianfu::cli {
namespace {

struct Row {
  std::string_view name;
  int (*run)(const Options&, Streams);
};

constexpr std::array kCommands = {
    Row{"scan", scan},
    Row{"baseline", baseline},
    Row{"convert", convert},
    Row{"diff", diff},
    Row{"review apply", review_apply},
    Row{"evidence", evidence},
    Row{"explain", explain},
    Row{"why-not", why_not},
    Row{"rules list", rules_list},
    Row{"rules show", rules_show},
    Row{"rules lint", rules_lint},
    Row{"rules test", rules_test},
    Row{"rules doc", rules_doc},
    Row{"rules try", rules_try},
    Row{"rules new", rules_new},
    Row{"audit run", audit_run},
    Row{"audit query", audit_query},
    Row{"audit plan", audit_plan},
    Row{"audit status", audit_status},
    Row{"audit merge", audit_merge},
    Row{"audit submit", audit_submit},
    Row{"audit import", audit_import},
    Row{"audit show", audit_show},
    Row{"audit report", audit_report},
    Row{"audit diff", audit_diff},
    Row{"audit overlap", audit_overlap},
    Row{"config init", config_init},
    Row{"config show", config_show},
    Row{"completion", completion},
    Row{"version", version},
};

}  // namespace

int run(const std::vector<std::string>& args, std::ostream& out, std::ostream& err) {
  const Parsed parsed = options_of(args);
  if (parsed.exit) {
    (*parsed.exit == kClean ? out : err) << parsed.text;
    return *parsed.exit;
  }
  // The fire door: an exception here is a defect of ours, and must still leave with the right code.
  try {
    for (const Row& command : kCommands) {
      if (command.name == parsed.options.command) return command.run(parsed.options, {out, err});
    }
  } catch (const std::exception& error) {
    err << say(parsed.options, Msg::internal_error, {error.what()}) << '\n';
  }
  return kInternal;
}

std::string say(const Options& options, Msg id, const std::vector<std::string>& args) { return core::render(id, options.lang, args); }

int leave(int code, const std::string& why, const Options& options, Streams streams) {
  const bool fine = code == kClean || code == kFindings;
  if (!options.quiet || !fine) streams.err << say(options, Msg::exit_line, {std::to_string(code), why}) << '\n';
  return code;
}

const rules::RuleSet* rules_of(const Options& options, rules::RuleSet& loaded, Streams streams) {
  if (options.rules.empty()) return &rules::built_in();
  Result<std::vector<rules::SourceFile>> files = rules::read_rule_files(options.rules);
  if (!files) {
    streams.err << files.error().render(options.lang) << '\n';
    return nullptr;
  }
  rules::Loaded result = rules::load(*files);
  for (const rules::Problem& problem : result.problems) {
    if (!problem.warning) streams.err << problem.render(options.lang) << '\n';
  }
  if (!result.ok()) return nullptr;
  loaded = std::move(result.rules);
  return &loaded;
}

void tell_no_rule(const Options& options, const rules::RuleSet& rules, const std::string& id, Streams streams) {
  std::vector<std::string> known;
  for (const rules::Rule& rule : rules.rules) known.push_back(rule.id);
  streams.err << say(options, Msg::no_such_rule, {id, rules::suggestion(id, known)}) << '\n';
}

void tell_unused(const Options& options, const formats::wxapkg::AppIds& app_ids, Streams streams) {
  for (const std::string& id : app_ids.given) {
    if (app_ids.fitting.count(id) == 0) streams.err << say(options, Msg::app_id_unused, {id}) << '\n';
  }
}

}  // namespace jianfu::cli
