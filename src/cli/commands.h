// The subcommands, one file each; the table in run.cc lists them. What they take is declared in
// grammar.cc.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "core/message.h"
#include "core/result.h"
#include "engine/judge.h"
#include "formats/wxapkg/crypt.h"
#include "rules/load.h"
#include "rules/model.h"

namespace jianfu::cli {

// Of audits.
struct AuditOptions {
  std::string db = "audit.db";
  std::string question, sql, since;
  uint64_t jobs = 0;      // 0: as many as there are processors
  uint64_t seconds = 600, memory = 4096;  // of a package; memory in MB
  bool retry = false, wait = false;
  std::string evidence;   // folder in which what was read is kept; empty: none
  std::string before, reports;  // report: database of an earlier audit; folder for pages of packages
  double threshold = 0.13;  // overlap
  bool clusters = false, templates = false;
  // On many machines.
  std::string plan, store, shard;
  uint64_t shards = 0;    // 0: not given
  bool incomplete = false, go = false;
  std::string engine, image, program;
  std::vector<std::string> hosts, claims;
};

// A setting as it counts for a call, and why.
struct Effective {
  std::string key;
  std::vector<std::string> values;  // none: it is not set
  bool is_switch = false;           // values are "true" or "false"
  bool is_list = false;
  std::string source;               // "--lang", "JIANFU_LANG", "….toml:3:1"; empty: what is without any
};

// What the command line said, for every subcommand.
struct Options {
  std::string command;      // "scan", "rules list" …
  std::vector<std::string> paths;
  std::string format;       // empty: as the ending of an output says, else text
  std::vector<std::string> outputs;  // files instead of standard output: FILE or FORMAT=FILE
  std::string profile;      // of documents: for whom
  std::string sarif_path_prefix;  // folder of the repository in which packages from elsewhere are said to lie
  std::string output;       // rules doc, baseline: file instead of standard output
  std::string rules;        // folder instead of the built-in rules
  std::string fail_on = "suspected";
  std::string min_severity = "info";
  std::string waivers, baseline;  // files
  std::string today;        // by which waivers expire; empty: of the calendar
  std::string audience;     // empty: as the declaration says, else internal
  std::string filing;       // required, not-required; empty: as the declaration says, else required
  std::string declaration;  // file
  Lang lang = Lang::kZh;
  std::string color = "auto";  // always, never
  bool quiet = false;       // no last line but of what went wrong
  bool verbose = false;     // each package when it is done
  std::string config;       // file instead of the nearest .jianfu.toml; "none"
  std::string config_file;  // the one that was used; empty: none
  std::vector<Effective> effective;  // config show: every setting
  bool stats = false;
  bool unmask = false;
  bool strict_coverage = false;
  bool by_screen = false;   // evidence: in the order of the screens that show it
  bool matching = false;    // evidence: only what could matter to a rule
  std::vector<std::string> app_ids;  // of encrypted packages
  std::string rule;         // rules show, explain, why-not
  std::string finding;      // explain: fingerprint
  std::vector<std::string> rule_ids;  // rules test
  bool mutate = false;      // rules test: would the tests notice a change?
  double survivors = 100;   // percentage of unnoticed changes from which on the exit code is 1
  std::string text;         // rules try
  std::string kind = "text", role = "label";
  std::string provision, feature;  // rules new
  bool explain = false;     // scan: the explanation of each finding in the JSON report
  double seconds = 600;     // scan: of reading a package; 0: no limit
  bool isolate = false;     // scan: each package in a process of its own
  uint64_t memory = 4096;   // of such a process, in MB; 0: no limit
  AuditOptions audit;
};

struct Streams {
  std::ostream& out;
  std::ostream& err;
};

int scan(const Options& options, Streams streams);
int evidence(const Options& options, Streams streams);
int baseline(const Options& options, Streams streams);
int convert(const Options& options, Streams streams);
int diff(const Options& options, Streams streams);
int review_apply(const Options& options, Streams streams);
int explain(const Options& options, Streams streams);
int why_not(const Options& options, Streams streams);
int rules_list(const Options& options, Streams streams);
int rules_show(const Options& options, Streams streams);
int rules_lint(const Options& options, Streams streams);
int rules_test(const Options& options, Streams streams);
int rules_doc(const Options& options, Streams streams);
int rules_try(const Options& options, Streams streams);
int rules_new(const Options& options, Streams streams);
int audit_run(const Options& options, Streams streams);
int audit_shard(const Options& options, Streams streams);  // audit run --plan
int audit_plan(const Options& options, Streams streams);
int audit_status(const Options& options, Streams streams);
int audit_merge(const Options& options, Streams streams);
int audit_submit(const Options& options, Streams streams);
int audit_import(const Options& options, Streams streams);
int audit_show(const Options& options, Streams streams);
int audit_report(const Options& options, Streams streams);
int audit_diff(const Options& options, Streams streams);
int audit_query(const Options& options, Streams streams);
int audit_overlap(const Options& options, Streams streams);
int config_init(const Options& options, Streams streams);
int config_show(const Options& options, Streams streams);
int completion(const Options& options, Streams streams);
int version(const Options& options, Streams streams);

// Shared by the subcommands.
std::string say(const Options& options, Msg id, const std::vector<std::string>& args = {});
// The rules to use: built in, or loaded from --rules into `loaded`. Null after an error was printed.
const rules::RuleSet* rules_of(const Options& options, rules::RuleSet& loaded, Streams streams);
// The rule files of --rules, or of ./rules; nothing after an error was printed.
std::optional<std::vector<rules::SourceFile>> rule_sources(const Options& options, Streams streams);
// Says that there is no such rule, and which may be meant.
void tell_no_rule(const Options& options, const rules::RuleSet& rules, const std::string& id, Streams streams);
// A file that people wrote for us, as bytes; nothing after an error was printed.
std::optional<std::string> form_file(const std::string& path, const Options& options, Streams streams);
// The declaration of --declaration; nothing after complaints were printed.
std::optional<engine::Declaration> declaration_of(const Options& options, const rules::RuleSet& rules, Streams streams);
// What the options say, else what the declaration says. Borrows the declaration.
engine::Scope scope_of(const Options& options, const std::optional<engine::Declaration>& declaration);
// "exit CODE: why", the last line of a call; gives the code.
int leave(int code, const std::string& why, const Options& options, Streams streams);
// Says which of the app ids given opened nothing.
void tell_unused(const Options& options, const formats::wxapkg::AppIds& app_ids, Streams streams);

}  // namespace jianfu::cli
