// What the reader of compiled templates found, as text: for tests and for the fuzz target.
#pragma once

#include <string>

#include "formats/wxml/compiled.h"

namespace jianfu::builders {

// page[:line] use text <tag attribute>; "*" before the text of an expression.
inline std::string told_constants(const formats::wxml::Compiled& compiled) {
  constexpr const char* kUses[] = {"unknown", "text", "attribute", "condition"};
  std::string out;
  for (const formats::wxml::Constant& c : compiled.constants) {
    out += (c.page.empty() ? "?" : c.page) + (c.line == 0 ? "" : ":" + std::to_string(c.line)) + " ";
    out += std::string(kUses[static_cast<size_t>(c.use)]) + " " + (c.in_expression ? "*" : "") + c.text;
    if (!c.tag.empty() || !c.attribute.empty())
      out += " <" + c.tag + (c.attribute.empty() ? "" : " " + c.attribute) + ">";
    out += "\n";
  }
  return out;
}

inline std::string told_elements(const formats::wxml::Compiled& compiled) {
  std::string out;
  for (const formats::wxml::Element& e : compiled.elements) {
    out += (e.page.empty() ? "?" : e.page) + (e.line == 0 ? "" : ":" + std::to_string(e.line)) + " <" + e.tag;
    for (const auto& [name, value] : e.attributes) out += " " + name + "=" + value.text;
    out += ">\n";
  }
  return out;
}

inline std::string told_includes(const formats::wxml::Compiled& compiled) {
  std::string out;
  for (const auto& [page, file, named] : compiled.includes) {
    const std::string& inside = compiled.named.at(named).name;
    out += page + (inside.empty() ? "" : "#" + inside) + " -> " + file + "\n";
  }
  for (const auto& [page, file] : compiled.imports) out += page + " => " + file + "\n";
  return out;
}

// page[#name of the template] uses name
inline std::string told_template_uses(const formats::wxml::Compiled& compiled) {
  std::string out;
  for (const formats::wxml::TemplateUse& use : compiled.template_uses) {
    const std::string& inside = compiled.named.at(use.named).name;
    out += use.page + (inside.empty() ? "" : "#" + inside) + " uses " + use.is.text;
    for (const std::string& shown : use.is.shown) out += " *" + shown;
    out += "\n";
  }
  return out;
}

}  // namespace jianfu::builders
