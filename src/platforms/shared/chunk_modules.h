// Modules of the chunks that webpack splits a program into (common/vendor.js, vendors.js, pages/x/x.js):
// which is which by its id, and who asks for whom. Ids are of the whole program, unless parts of it were
// built for themselves; a module may be in several chunks.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "evidence/collector.h"
#include "platforms/shared/script.h"

namespace jianfu::platforms {

// "helper/ajax.js" of "…babel-loader…!./src/helper/ajax.js?type=script": the file a module is named by,
// without its loaders.
std::string path_of_webpack_module(std::string_view id);
// True of such a name, as opposed to "2f62", "1234" and "+E39".
bool is_webpack_path(std::string_view id);

class ChunkModules {
 public:
  // The module of this id in the chunk (a file) is `module` of the evidence.
  void note(std::string_view id, std::string_view chunk, uint32_t module);
  // `use.from`, read in the chunk, asks for the id.
  void ask(std::string_view id, std::string_view chunk, PendingUse use);
  // The edges, once all chunks were read: to the module of the same chunk, else of the chunk that is nearest
  // by folders. What only pages and components hold is theirs, and no edge leads there.
  void draw(evidence::Collector& out);

 private:
  struct Place {
    uint32_t chunk, module;
  };
  struct Ask {
    uint32_t chunk;
    std::string id;
    PendingUse use;
  };
  uint32_t number_of(std::string_view chunk);
  uint32_t find(const Ask& ask, evidence::Collector& out) const;

  std::vector<std::string> chunks_;
  std::unordered_map<std::string, uint32_t> chunk_numbers_;
  std::unordered_map<std::string, std::vector<Place>> places_;  // by id
  std::vector<Ask> asks_;
};

}  // namespace jianfu::platforms
