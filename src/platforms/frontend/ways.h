// Ways to pages that code opens by names it does not hold whole: '/pages/' + kind + '/index'. They may lead to any
// page that fits, so that none of these is called unreachable.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evidence/collector.h"
#include "formats/js/js.h"
#include "platforms/shared/script.h"

namespace jianfu::platforms::frontend {

class Ways {
 public:
  using Pages = std::map<std::string, uint32_t, std::less<>>;  // by path

  // Borrowed; may be filled later.
  explicit Ways(const Pages& pages) : pages_(pages) {}

  // `url` with U+FFFC for what the code does not hold, as written in the file `inside` (below the root). Nothing for
  // whole ones, and for those of which nothing is known.
  void note(std::string_view url, std::string_view inside, uint32_t from, const std::string& entry, uint32_t line);
  // A page is opened by the value of a property of something else: url of item.url.
  void note_property(std::string property, uint32_t from, const std::string& entry, uint32_t line);
  // A literal that is the value of a property: when it is a page, those who open that property mean such literals.
  void note_menu(std::string_view text, std::string_view property);
  // Draws those that pages need which nothing else leads to; once, when all other edges are drawn.
  void draw(evidence::Collector& out) const;

 private:
  struct Way {
    uint32_t from;
    std::string prefix, suffix, property;
    std::string entry;
    uint32_t line;
  };
  const Pages& pages_;
  std::vector<Way> ways_;
  std::set<std::string, std::less<>> menus_;
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
    std::string_view source;
    uint32_t first_line = 1;
    bool configuration = false;  // it lists pages
  };
  // `ways` may be null: none are looked for.
  WaySink(ScriptReader& reader, Ways* ways, Script script)
      : Relay(reader), reader_(reader), ways_(ways), script_(script) {}

  void on_literal(const formats::js::Literal& literal) override;
  void on_call(const formats::js::Call& call) override;

 private:
  void note(std::string_view url, uint32_t line);

  ScriptReader& reader_;
  Ways* ways_;
  Script script_;
};

}  // namespace jianfu::platforms::frontend
