// The Java and Kotlin of a source project as evidence: the same modules, edges, texts, calls and names as the
// package that is built of it (formats.md §4.4). What an instruction tells there, names and their declared
// types tell here.
#pragma once

#include <deque>
#include <string>

#include "evidence/collector.h"
#include "formats/arsc/source_table.h"
#include "platforms/android/links.h"
#include "platforms/android/resources.h"
#include "platforms/android_source/constants.h"
#include "platforms/android_source/program.h"

namespace jianfu::platforms::android_source {

// Texts put together of constants where they are used: the links borrow them.
struct Kept {
  std::deque<std::string> texts;
  size_t bytes = 0;
};

struct CodeContext {
  const Program& program;
  const Constants& constants;
  const android::Resources& resources;
  const formats::arsc::SourceTable& names;  // ids by name
  android::Links& links;
  Kept& kept;
  evidence::Collector& out;
};

// After Program::make_modules and the manifest. What the links borrow lives in the units.
void read_code(const std::deque<Unit>& units, const CodeContext& context);

}  // namespace jianfu::platforms::android_source
