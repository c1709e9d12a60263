#include "engine/settle.h"

#include <algorithm>

#include "engine/reach.h"
#include "engine/starts.h"
#include "engine/tampering.h"

namespace jianfu::engine {
namespace {

using evidence::Evidence;
using evidence::EvidenceSet;
using evidence::Kind;

// Those that marks showed, beside those that the platform knows by itself.
void name_frameworks(const EvidenceSet& set, platforms::Package& package) {
  for (const Evidence& item : set.evidence) {
    if (item.kind != Kind::kFact || !item.text.starts_with(kFrameworkFact)) continue;
    const std::string name = item.text.substr(kFrameworkFact.size());
    if (std::find(package.frameworks.begin(), package.frameworks.end(), name) == package.frameworks.end())
      package.frameworks.push_back(name);
  }
}

// The name is what people know the app by: rules about its operator read it as a fact.
void tell_name(const platforms::Package& package, EvidenceSet& set) {
  if (package.name.empty()) return;
  Evidence item;
  item.kind = Kind::kFact;
  item.text = std::string(kNameFact) + package.name;
  item.owner = evidence::Owner::kApp;
  ++set.coverage.items[static_cast<size_t>(item.kind)];
  set.evidence.push_back(std::move(item));
}

}  // namespace

void settle(platforms::Reading& reading, const Annotator& annotator, const evidence::Choice* wanted) {
  EvidenceSet& set = reading.evidence;
  annotator.annotate(set);
  name_frameworks(set, reading.package);
  reading.package.tricks = tricks_of(reading.package, set);
  tell_name(reading.package, set);
  find_starts(set);
  find_reachable(set);
  if (wanted != nullptr) evidence::choose(*wanted, set);  // before it is put in order, which takes longest
  evidence::sort(set);
  for (platforms::Reading& inner : reading.nested) settle(inner, annotator, wanted);
}

void choose(platforms::Reading& reading, const evidence::Choice& wanted) {
  evidence::choose(wanted, reading.evidence);
  for (platforms::Reading& inner : reading.nested) choose(inner, wanted);
}

}  // namespace jianfu::engine
