// What a template puts on the screen, as evidence: texts with their role, form fields with label and required
// mark, handlers, links to pages, components. Fed by markup (source) and by compiled templates alike.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evidence/collector.h"

namespace jianfu::platforms {

using Attributes = std::vector<std::pair<std::string, std::string>>;  // name → value, entities decoded

// Where a piece of a template stands.
struct Spot {
  std::string entry;
  uint32_t line = 0;
  uint32_t column = 0;
  std::string symbol;  // of a compiled template: the file it was made of
};

// An element that takes something from the user, by its tag in kebab case.
bool is_field_tag(std::string_view tag);

class ScreenReader {
 public:
  struct Host {
    // Module of the page that a route names (as written), or kNoModule.
    std::function<uint32_t(std::string_view route)> page_of;
    // Module of a custom component by its tag on this page, or kNoModule.
    std::function<uint32_t(std::string_view tag)> component_of;
    // Prefix of pseudo calls for elements and open-types: "wx".
    std::string api;
    // False: another reader tells the texts; here they only label fields.
    bool texts = true;
  };

  ScreenReader(evidence::Collector& out, uint32_t module, Host host)
      : out_(out), module_(module), host_(std::move(host)) {}

  // Text between tags; `expression`: a string inside of {{…}}.
  void text(std::string_view text, const Spot& spot, bool expression);
  void element(std::string_view tag, const Attributes& attributes, const Spot& spot);
  // The label of the next field is no longer the text before it.
  void end_of_row() { label_.clear(); }

 private:
  void add(evidence::Kind kind, evidence::Role role, std::string_view text, const Spot& spot);
  void field(std::string_view tag, const Attributes& attributes, const Spot& spot);

  evidence::Collector& out_;
  uint32_t module_;
  Host host_;
  std::string label_;  // last text seen: what a field behind it is called
};

}  // namespace jianfu::platforms
