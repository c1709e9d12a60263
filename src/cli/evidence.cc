// jianfu evidence PACKAGE…: everything that was read, one line an item; --stats for counts and times.
#include <ostream>

#include "cli/commands.h"
#include "cli/run.h"
#include "engine/scan.h"
#include "evidence/text_form.h"

namespace jianfu::cli {

int evidence(const Options& options, Streams streams) {
  rules::RuleSet loaded;
  const rules::RuleSet* rules = rules_of(options, loaded, streams);
  if (rules == nullptr) return kUsage;
  const engine::Scanner scanner(*rules);
  engine::ScanOptions settings;
  settings.keep_everything = !options.matching;
  const Result<platforms::Reading> reading = scanner.read(options.paths, settings);
  if (!reading) {
    streams.err << reading.error().render(options.lang) << '\n';
    return kNotAssessed;
  }
  if (!options.stats) {
    streams.out << evidence::to_text(reading->evidence);
    return kClean;
  }
  for (const auto& [name, count] : reading->evidence.figures) streams.out << name << ' ' << count << '\n';
  for (size_t kind = 0; kind < evidence::kKindNames.size(); ++kind) {
    streams.out << "seen." << evidence::kKindNames[kind] << ' ' << reading->evidence.coverage.items[kind] << '\n';
  }
  streams.out << "modules " << reading->evidence.modules.size() << "\nedges " << reading->evidence.edges.size() << "\ngaps "
              << reading->evidence.gaps.size() << '\n';
  return kClean;
}

}  // namespace jianfu::cli
