// Any bytes as a tar and as a gzip: opened, every head and every entry read, all within small limits.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "builders/tar_builder.h"
#include "io/tree.h"

using namespace jianfu;

namespace {

void read_all(const Result<std::unique_ptr<io::Tree>>& tree, const Limits& limits) {
  if (!tree) return;
  if ((*tree)->entries().size() > limits.entries) std::abort();
  for (size_t i = 0; i < (*tree)->entries().size(); ++i) {
    if ((*tree)->head(i, 64).bytes.size() > 64) std::abort();
    if ((*tree)->read(i).bytes.size() > limits.entry_bytes) std::abort();
    if (!(*tree)->find((*tree)->entries()[i].name)) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.entries = 100;
  limits.entry_bytes = 1 << 16;
  limits.total_bytes = 1 << 20;
  limits.ratio_free_bytes = 4096;
  limits.ratio = 200;
  io::looks_like_tar(bytes);
  read_all(io::open_tar(bytes, limits), limits);
  if (io::looks_like_gzip(bytes)) read_all(io::open_gzip(bytes, limits), limits);
  return 0;
}

std::vector<std::string> seeds() {
  using builders::pax_record;
  const std::string small = builders::tar_of({{"././@LongLink", std::string("a-name\0", 7), 'L'},
                                              {"a", "1"},
                                              {"x", pax_record("path", "b") + pax_record("size", "1"), 'x'},
                                              {"cut", "2"},
                                              {"link", "", '1', "a", "", uint64_t{1}}});
  const std::string odd =
      builders::tar_of({{"s", "data", 'S'}, {"lost", "x", '0', "", "", {}, {}, true}, {"d", "", '5'}});
  return {small, odd, builders::gzip_of(small, {"name", "extra", "comment", true, {}}),
          builders::gzip_of("one") + builders::gzip_of("two")};
}
