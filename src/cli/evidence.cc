// jianfu evidence PACKAGE…: everything that was read, one line an item; --stats for counts and times.
#include <ostream>

#include "cli/commands.h"
#include "cli/run.h"
#include "engine/scan.h"
#include "evidence/text_form.h"
#include "text/utf.h"

namespace jianfu::cli {
namespace {

// The packages inside follow the package around them, each behind a comment line that names its place.
void write_sets(const platforms::Reading& reading, std::ostream& out) {
  out << evidence::to_text(reading.evidence);
  for (const platforms::Reading& inner : reading.nested) {
    out << "# package " << text::displayable(inner.package.path) << '\n';
    write_sets(inner, out);
  }
}

}  // namespace

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
    write_sets(*reading, streams.out);
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
