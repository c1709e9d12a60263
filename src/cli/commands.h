// The subcommands, one file each; the table in run.cc lists them. Options are declared in options.cc, the only file
// that knows the option parser.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "core/message.h"
#include "core/result.h"
#include "engine/judge.h"
#include "formats/wxapkg/crypt.h"
#include "rules/model.h"

namespace jianfu::cli {

// What the command line said, for every subcommand.
struct Options {
  std::string command;      // "scan", "rules list" …
  std::vector<std::string> paths;
  std::string format = "text";
  std::string output;       // file instead of standard output
  std::string rules;        // folder instead of the built-in rules
  std::string fail_on = "suspected";
  std::string audience;     // empty: as the declaration says, else internal
  std::string filing;       // required, not-required; empty: as the declaration says, else required
  std::string declaration;  // file
  Lang lang = Lang::kZh;
  bool stats = false;
  bool unmask = false;
  bool strict_coverage = false;
  bool by_screen = false;   // evidence: in the order of the screens that show it
  bool matching = false;    // evidence: only what could matter to a rule
  std::vector<std::string> app_ids;  // of encrypted packages
  std::string rule;         // rules show
};

struct Streams {
  std::ostream& out;
  std::ostream& err;
};

int scan(const Options& options, Streams streams);
int evidence(const Options& options, Streams streams);
int rules_list(const Options& options, Streams streams);
int rules_show(const Options& options, Streams streams);
int rules_lint(const Options& options, Streams streams);
int rules_test(const Options& options, Streams streams);
int version(const Options& options, Streams streams);

// Shared by the subcommands.
std::string say(const Options& options, Msg id, const std::vector<std::string>& args = {});
// The rules to use: built in, or loaded from --rules into `loaded`. Null after an error was printed.
const rules::RuleSet* rules_of(const Options& options, rules::RuleSet& loaded, Streams streams);
// Says which of the app ids given opened nothing.
void tell_unused(const Options& options, const formats::wxapkg::AppIds& app_ids, Streams streams);

}  // namespace jianfu::cli
