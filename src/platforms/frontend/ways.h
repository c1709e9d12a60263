// Ways to pages that code opens by names it does not hold whole: '/pages/' + kind + '/index'. They may lead to any
// page that fits, so that none of these is called unreachable.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/collector.h"

namespace jianfu::platforms::frontend {

class Ways {
 public:
  using Pages = std::map<std::string, uint32_t, std::less<>>;  // by path

  // `url` with U+FFFC for what the code does not hold, as written in the file `inside` (below the root). Nothing for
  // whole ones, and for those of which nothing is known.
  void note(std::string_view url, std::string_view inside, uint32_t from, const std::string& entry, uint32_t line);
  // Draws those that pages need which nothing else leads to; once, when all other edges are drawn.
  void draw(evidence::Collector& out, const Pages& pages) const;

 private:
  struct Way {
    uint32_t from;
    std::string prefix, suffix;
    std::string entry;
    uint32_t line;
  };
  std::vector<Way> ways_;
};

}  // namespace jianfu::platforms::frontend
