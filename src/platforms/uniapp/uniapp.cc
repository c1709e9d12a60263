#include "platforms/uniapp/uniapp.h"

#include <algorithm>
#include <string>
#include <vector>

#include "evidence/collector.h"
#include "platforms/shared/contents.h"
#include "platforms/shared/entries.h"
#include "platforms/uniapp/program.h"

namespace jianfu::platforms::uniapp {

int recognise(const io::Tree& tree) {
  if (!tree.find("manifest.json") || tree.find("AndroidManifest.xml")) return 0;
  const std::vector<std::string> roots = find_programs(tree);
  return std::find(roots.begin(), roots.end(), std::string()) != roots.end() ? 2 : 0;
}

Result<Reading> read(std::span<const Input> inputs, const Context& context) {
  Reading reading;
  evidence::Collector out(reading.evidence, context.filter);
  Entries entries(*inputs.front().tree, out);
  Contents contents(out, context, reading);
  contents.read_all(entries);
  if (const Program* program = contents.program()) {
    reading.package.id = program->id();
    reading.package.name = program->name();
    reading.package.version = program->version();
  }
  contents.finish();
  entries.report_container();
  return reading;
}

}  // namespace jianfu::platforms::uniapp
