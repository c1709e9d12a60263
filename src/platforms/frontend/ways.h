// Ways to pages that code opens by names it does not hold whole: '/pages/' + kind + '/index'. They may lead to any
// page that fits, so that none of these is called unreachable.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/collector.h"
#include "formats/js/js.h"
#include "platforms/shared/script.h"

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

// True for the last name of a call that shows another page: navigateTo.
bool shows_page(std::string_view name);

// Stands before the reader of one script: finds ways, and keeps from it what lists of pages and tabs name, which
// say what there is and not what leads where.
class WaySink final : public formats::js::Relay {
 public:
  struct Script {
    const std::string& entry;
    std::string_view inside;  // below the root
    uint32_t first_line = 1;
    bool configuration = false;  // it lists pages
  };
  // `ways` may be null: none are looked for.
  WaySink(ScriptReader& reader, Ways* ways, Script script) : Relay(reader), reader_(reader), ways_(ways), script_(script) {}

  void on_literal(const formats::js::Literal& literal) override;
  void on_call(const formats::js::Call& call) override;

 private:
  void note(std::string_view url, uint32_t line);

  ScriptReader& reader_;
  Ways* ways_;
  Script script_;
};

}  // namespace jianfu::platforms::frontend
