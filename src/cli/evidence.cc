// jianfu evidence PACKAGE…: everything that was read, one line an item; --by-screen in the order of the screens that
// show it; --stats for counts and times.
#include <ostream>

#include "cli/commands.h"
#include "cli/run.h"
#include "engine/scan.h"
#include "engine/screens.h"
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

using evidence::EvidenceSet;
using evidence::Kind;

// What a person meets on a screen, or what it does.
constexpr evidence::KindSet kOfScreens = {Kind::kText, Kind::kPurpose, Kind::kField, Kind::kApi, Kind::kEndpoint, Kind::kRoute};

void print_screen(const EvidenceSet& set, uint32_t screen, const std::vector<uint32_t>& items, std::ostream& out) {
  const evidence::Module& module = set.modules[screen];
  out << evidence::kModuleKindNames[static_cast<size_t>(module.kind)] << ' ' << module.id;
  if (!module.title.empty()) out << " “" << text::displayable(module.title) << "”";
  out << " owner=" << evidence::kOwnerNames[static_cast<size_t>(module.owner)] << " reach=" << evidence::kReachNames[static_cast<size_t>(module.reach)] << '\n';
  for (const uint32_t item : items) out << "  " << evidence::to_text(set, set.evidence[item]) << '\n';
}

void print_by_screen(const Options& options, const EvidenceSet& set, std::ostream& out) {
  const std::vector<std::vector<uint32_t>> screens = engine::screens_of_modules(set);
  std::vector<std::vector<uint32_t>> items(set.modules.size());
  std::vector<uint32_t> nowhere;
  for (uint32_t i = 0; i < set.evidence.size(); ++i) {
    if (!kOfScreens.has(set.evidence[i].kind)) continue;
    const uint32_t module = set.evidence[i].module;
    const bool known = module < screens.size() && !screens[module].empty();
    if (!known) nowhere.push_back(i);
    for (const uint32_t screen : known ? screens[module] : std::vector<uint32_t>()) items[screen].push_back(i);
  }
  for (uint32_t m = 0; m < items.size(); ++m) {
    if (!items[m].empty()) print_screen(set, m, items[m], out);
  }
  if (nowhere.empty()) return;
  out << say(options, Msg::evidence_no_screen) << '\n';
  for (const uint32_t item : nowhere) out << "  " << evidence::to_text(set, set.evidence[item]) << '\n';
}

void print_stats(const EvidenceSet& set, std::ostream& out) {
  for (const auto& [name, count] : set.figures) out << name << ' ' << count << '\n';
  for (size_t kind = 0; kind < evidence::kKindNames.size(); ++kind) {
    out << "seen." << evidence::kKindNames[kind] << ' ' << set.coverage.items[kind] << '\n';
  }
  out << "modules " << set.modules.size() << "\nedges " << set.edges.size() << "\ngaps " << set.gaps.size() << '\n';
}

}  // namespace

int evidence(const Options& options, Streams streams) {
  rules::RuleSet loaded;
  const rules::RuleSet* rules = rules_of(options, loaded, streams);
  if (rules == nullptr) return kUsage;
  const engine::Scanner scanner(*rules);
  engine::ScanOptions settings;
  settings.keep_everything = !options.matching;
  settings.app_ids->given = options.app_ids;
  const std::vector<std::vector<std::string>> packages = scanner.packages(options.paths, settings);
  int code = kClean;
  for (const std::vector<std::string>& paths : packages) {
    const Result<platforms::Reading> reading = scanner.read(paths, settings);
    if (!reading) {
      streams.err << reading.error().render(options.lang) << '\n';
      code = kNotAssessed;
      continue;
    }
    if (packages.size() > 1) streams.out << "# package " << text::displayable(paths.front()) << '\n';
    if (options.by_screen) {
      print_by_screen(options, reading->evidence, streams.out);
    } else if (options.stats) {
      print_stats(reading->evidence, streams.out);
    } else {
      write_sets(*reading, streams.out);
    }
  }
  tell_unused(options, *settings.app_ids, streams);
  return code;
}

}  // namespace jianfu::cli
