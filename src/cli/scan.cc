// jianfu scan PACKAGE…: reports on standard output, one last line on standard error that says which exit code and why.
#include "cli/commands.h"
#include "cli/gated.h"
#include "cli/inputs.h"
#include "cli/outputs.h"
#include "cli/run.h"
#include "cli/scanned.h"
#include "report/phrases.h"
#include "report/text_gate.h"

namespace jianfu::cli {

int scan(const Options& options, Streams streams) {
  const std::string no_output = report::phrase(report::Phrase::exit_bad_output, options.lang);
  rules::RuleSet loaded;
  const rules::RuleSet* rules = rules_of(options, loaded, streams);
  if (rules == nullptr) return kUsage;
  const std::optional<GateFiles> files = gate_files_of(options, *rules, streams);
  if (!files) return kUsage;
  const std::optional<std::vector<Target>> targets = targets_of(options, streams);
  if (!targets) return leave(kUsage, no_output, options, streams);

  Inputs inputs;
  if (!inputs.read(options, streams)) return leave(kUsage, report::phrase(report::Phrase::exit_bad_input, options.lang), options, streams);
  std::optional<Scanned> all = scanned(options, *rules, inputs.paths(), options.explain || wants_reasons(*targets), streams);
  if (!all || !mark(all->reports, *files, options, streams)) return kUsage;
  for (engine::Report& report : all->reports) report.package.path = inputs.as_given(report.package.path);

  const report::WriteOptions write{options.lang, options.unmask, false, all->batch, options.explain, options.profile, options.sarif_path_prefix};
  const int delivered = deliver(all->reports, *targets, write, options, streams);
  if (delivered != kClean) return leave(delivered, no_output, options, streams);

  const engine::Thresholds thresholds = thresholds_of(options);
  const engine::Gate gate = engine::gate(all->reports, thresholds);
  return leave(exit_code_of(gate.answer), report::gate_reason(gate, thresholds, write), options, streams);
}

}  // namespace jianfu::cli
