// Snapshots of the Dart VM: whatever the bytes, strings lie in them, and each way of reading ends.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "builders/dart_builder.h"
#include "formats/dart/snapshot.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace dart = jianfu::formats::dart;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::optional<dart::Header> header = dart::read_header(bytes);
  if (!header) return 0;
  const auto check = [&](const dart::String& string) {
    if (string.offset > size || string.bytes.size() > size - string.offset) std::abort();
    if (string.wide && string.bytes.size() % 2 != 0) std::abort();
  };
  dart::read_strings(bytes, *header, true, check);
  dart::walk_chains(bytes, *header, check);
  dart::read_heap(bytes, false, check);
  return 0;
}

std::vector<std::string> seeds() {
  std::vector<std::string> out;
  for (const bool cluster : {true, false}) {
    jianfu::builders::DartBuilder builder;
    builder.cluster = cluster;
    builder.strings = jianfu::builders::dart_names(40);
    builder.strings.push_back("文字");
    out.push_back(builder.build());
  }
  return out;
}
