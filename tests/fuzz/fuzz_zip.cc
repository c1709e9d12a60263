// Any bytes as a zip: opened, every head and every entry read, all within small limits.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "builders/zip_builder.h"
#include "io/tree.h"

using namespace jianfu;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.entries = 200;
  limits.entry_bytes = 1 << 16;
  limits.total_bytes = 1 << 20;
  limits.ratio_free_bytes = 4096;
  limits.ratio = 200;
  io::looks_like_zip(bytes);
  const auto tree = io::open_zip(bytes, limits);
  if (!tree) return 0;
  for (size_t i = 0; i < (*tree)->entries().size(); ++i) {
    if ((*tree)->head(i, 64).bytes.size() > 64) std::abort();
    if ((*tree)->read(i).bytes.size() > limits.entry_bytes) std::abort();
    if (!(*tree)->find((*tree)->entries()[i].name)) std::abort();
  }
  return 0;
}

std::vector<std::string> seeds() {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "line " + std::to_string(i) + '\n';
  builders::ZipBuilder odd;
  odd.prefix = "front";
  odd.comment = "comment";
  odd.add("streamed", text, true).descriptor = true;
  odd.add("flagged", text, true).both([](auto& f) { f.flags = uint16_t{1}; });
  odd.add("unknown", text).both([](auto& f) { f.method = uint16_t{0x1999}; });
  odd.add("wide", "x").both([](auto& f) {
    f.extra = std::string("\x01\x00\x08\x00\x01\x00\x00\x00\x00\x00\x00\x00", 12);
  });
  odd.add("renamed", "y").both([](auto& f) { f.extra = builders::unicode_path_extra("renamed", "改名"); });
  odd.add("hidden", text, true).listed = false;
  odd.add("lengthy", text).local.name_bytes = uint16_t{11};
  odd.before_directory = "block before the directory";
  builders::ZipBuilder wide = odd;
  wide.zip64 = true;
  builders::ZipBuilder lost = odd;
  lost.end_record = false;
  return {builders::zip_of({{"a", text, true}, {"b", text, false}}),
          builders::bzip2_zip_of({{"a", text, true}}),
          builders::encrypted_zip_of({{"a", text, true}}, "secret"),
          odd.build(),
          wide.build(),
          lost.build()};
}
