// Elements of a quick-app template, source or compiled, as evidence: what is peculiar to quick apps on top of
// ScreenReader. Texts inside of a text are one text, buttons are inputs by name, the web element shows a page
// of a server, names in {{…}} may be keys of i18n.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platforms/quickapp/expression.h"
#include "platforms/shared/screen.h"

namespace jianfu::platforms::quickapp {

// Prefix of calls that elements stand for: "quickapp.element.camera".
inline constexpr std::string_view kElementApi = "quickapp";

struct Element {
  std::string type;
  std::vector<std::pair<std::string, Value>> attributes;  // dashed names
  std::vector<std::pair<std::string, Value>> events;      // "click" → "doSign", "doSign(1, evt)"
};

class PageScreen {
 public:
  PageScreen(evidence::Collector& out, uint32_t module, ScreenReader::Host host);

  void open(Element element, const Spot& spot);
  void text(const Value& text, const Spot& spot);
  void close(std::string_view type);

 private:
  void add(evidence::Evidence item, const Spot& spot);

  evidence::Collector& out_;
  uint32_t module_;
  ScreenReader screen_;
  // Of the text that is open: how many elements deep, and what it holds so far.
  size_t inline_depth_ = 0;
  Value inline_;
  Spot inline_spot_;
};

}  // namespace jianfu::platforms::quickapp
