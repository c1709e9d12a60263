// The scripts of React Native, Ionic and Cordova projects: one module a file, screens by where they lie and
// what they are called, dependencies with their versions.
#pragma once

#include <cstddef>
#include <vector>

#include "evidence/collector.h"
#include "platforms/platform.h"
#include "platforms/shared/entries.h"

namespace jianfu::platforms::android_source {

// What readers of the hybrid parts of a project are given.
struct Parts {
  Entries& entries;
  evidence::Collector& out;
  const Context& context;
  Reading& reading;
};

// `scripts`: entries that are JS, TS or JSX. Without a hybrid framework in a package.json they are tools, not
// the app.
void read_scripts(const std::vector<size_t>& scripts, const Parts& parts);

}  // namespace jianfu::platforms::android_source
