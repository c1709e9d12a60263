// Flutter programs as evidence (formats.md §7.3): the texts of the Dart code, and the files it was made of,
// so that a reviewer sees which pages exist. Strings do not tell which file they come from, so all of the
// program is one module.
#pragma once

#include <string>
#include <string_view>

#include "evidence/collector.h"
#include "formats/elf/elf.h"
#include "platforms/platform.h"

namespace jianfu::platforms {

// Exports a snapshot of the Dart VM, or holds one in its data.
bool looks_like_flutter(const formats::elf::Elf& library);

// One module for the program, its id the path, and one a package that it uses ("package:http"), where a table
// of SDKs can name it. A program whose strings cannot be found is a gap that hides what its screens show.
void read_flutter_library(evidence::Collector& out, const std::string& path,
                          const formats::elf::Elf& library);

// flutter_assets/kernel_blob.bin of debug builds: its bytes are carved, sources with their comments among
// them.
bool looks_like_flutter_kernel(std::string_view bytes);
void read_flutter_kernel(evidence::Collector& out, const std::string& path, std::string_view bytes,
                         const Context& context);

}  // namespace jianfu::platforms
