// Native libraries: whatever the bytes, views lie in them, and regions where texts are looked for do not
// overlap.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "builders/elf_builder.h"
#include "formats/elf/elf.h"
#include "formats/elf/immediates.h"
#include "formats/elf/jni.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace elf = jianfu::formats::elf;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const jianfu::Result<elf::Elf> file = elf::Elf::parse(bytes, jianfu::Limits{});
  if (!file) return 0;
  uint64_t end = 0;
  for (const elf::Region& part : elf::text_regions(*file).parts) {
    if (part.offset < end || part.bytes.size() > size - part.offset) std::abort();
    end = part.offset + part.bytes.size();
  }
  for (const elf::Machine machine : {elf::Machine::kArm64, elf::Machine::kX8664})
    elf::short_literals(bytes, machine, [](std::string_view, uint64_t) {});
  if (file->symbols().size() > size / 16) std::abort();
  for (const elf::Symbol& symbol : file->symbols()) {
    elf::demangle_jni(symbol.name);
    file->at(symbol.value, symbol.size);
  }
  return 0;
}

std::vector<std::string> seeds() {
  std::vector<std::string> out;
  for (const bool wide : {true, false}) {
    jianfu::builders::ElfBuilder builder;
    builder.wide = wide;
    builder.sections = {{".rodata", "text of a library"}, {".text", std::string(16, '\x1F'), 6}};
    builder.symbols = {{"Java_cn_gov_demo_Sign_submit__I", ".text"}, {"strlen", ""}};
    builder.soname = "libx.so";
    builder.needed = {"libc.so"};
    builder.gnu_hash = wide;
    out.push_back(builder.build());
    builder.dynamic = false;
    out.push_back(builder.build());
  }
  return out;
}
