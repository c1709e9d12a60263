// What the manifest says as evidence: identity of the package, permissions and why it makes its own, and its
// components as modules with what the system, other apps and links can open. Facts by id: docs/evidence.md.
#pragma once

#include "evidence/collector.h"
#include "platforms/android/code.h"
#include "platforms/android/links.h"
#include "platforms/android/manifest.h"
#include "platforms/platform.h"
#include "platforms/shared/entries.h"

namespace jianfu::platforms::android {

// What a part asks for; add_demands() has it too.
void add_permissions(const Manifest& manifest, evidence::Collector& out);
// Of the main part.
void add_identity(const Manifest& manifest, Package& package);
// Permissions and how the program wants to be run; of every part.
void add_demands(const Manifest& manifest, evidence::Collector& out);
// After Code::make_modules: a component is the module of its class.
void add_components(const Manifest& manifest, evidence::Collector& out);

// `lib/<abi>/` as facts: what the package was built for.
void add_abis(const Entries& entries, evidence::Collector& out);

// Evidence of a text as people see it.
evidence::Evidence shown_evidence(evidence::Kind kind, evidence::Role role, const Shown& shown,
                                  const std::string& entry, uint32_t line);
// What opens the app's components beside their classes: actions of their own, links, the names of aliases.
void name_components(const Manifest& manifest, const evidence::Collector& out, Links& links);
// The module of a component's class; kNoModule when there is none of that name.
uint32_t module_of(const Component& component, const evidence::Collector& out);

}  // namespace jianfu::platforms::android
