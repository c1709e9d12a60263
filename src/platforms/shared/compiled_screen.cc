#include "platforms/shared/compiled_screen.h"

#include <algorithm>
#include <optional>

#include "platforms/shared/literals.h"
#include "platforms/shared/paths.h"

namespace jianfu::platforms {
namespace {

using formats::wxml::Compiled;
using formats::wxml::Constant;
using formats::wxml::Element;
using formats::wxml::Step;
using formats::wxml::Text;
using formats::wxml::Use;

class Showing {
 public:
  Showing(const Compiled& compiled, const std::string& entry, const CompiledHost& host)
      : in_(compiled), entry_(entry), host_(host) {}

  void show() {
    for (const Step& step : in_.steps) take(step);
    screen_.reset();
    show_loose();
  }

 private:
  Spot spot_of(const std::string& page, uint32_t source_line, uint32_t line) const {
    return {entry_, line, 0, source_line == 0 ? page : page + ":" + std::to_string(source_line)};
  }

  ScreenReader& screen_of(const std::string& page, uint32_t named) {
    if (!screen_ || page != page_ || named != named_) {
      screen_.reset();
      screen_.emplace(host_.screen_of(std::string(without_extension(page)), named));
      page_ = page;
      named_ = named;
    }
    return *screen_;
  }

  void take(const Step& step) {
    if (step.kind == Step::Kind::kBegin) {
      screen_.reset();
    } else if (step.kind == Step::Kind::kText) {
      const Text& text = in_.texts[step.index];
      screen_of(text.page, text.named).text(text.value, spot_of(text.page, text.line, text.js_line));
    } else if (step.kind == Step::Kind::kClose) {
      const Element& element = in_.elements[step.index];
      screen_of(element.page, element.named).close(element.tag);
    } else {
      const Element& element = in_.elements[step.index];
      const Spot spot = spot_of(element.page, element.line, element.js_line);
      screen_of(element.page, element.named).open(element.tag, element.attributes, spot);
      host_.element(element, std::string(without_extension(element.page)), spot);
    }
  }

  // Lists of wx:for, data of templates, constants whose use is not known: shown, but where only the code
  // knows.
  void show_loose() {
    for (const Constant& constant : in_.constants) {
      if (constant.use != Use::kUnknown || !holds_han(constant.text)) continue;
      screen_of(constant.page, constant.named)
          .loose(constant.compared ? formats::markup::Value{"", {}, {constant.text}, {}}
                                   : formats::markup::Value{"", {constant.text}, {}, {}},
                 spot_of(constant.page, constant.line, constant.js_line));
    }
    for (const formats::wxml::Name& name : in_.names) {
      screen_of(name.page, name.named)
          .loose({"", {}, {}, {name.name}}, spot_of(name.page, name.line, name.js_line));
    }
  }

  const Compiled& in_;
  const std::string& entry_;
  const CompiledHost& host_;
  std::optional<ScreenReader> screen_;
  std::string page_;  // of screen_
  uint32_t named_ = 0;
};

}  // namespace

void show_compiled(const Compiled& compiled, const std::string& entry, const CompiledHost& host) {
  Showing(compiled, entry, host).show();
}

std::string without_templates(std::string_view script, const Compiled& compiled) {
  std::string out(script);
  const auto blank = [&out](uint64_t begin, uint64_t end) {
    for (size_t at = begin; at < std::min<uint64_t>(end, out.size()); ++at) {
      if (out[at] != '\n' && out[at] != '\r') out[at] = ' ';
    }
  };
  for (const auto& [begin, end] : compiled.spans) blank(begin, end);
  for (const formats::wxml::Script& wxs : compiled.scripts) blank(wxs.begin, wxs.end);
  return out;
}

}  // namespace jianfu::platforms
