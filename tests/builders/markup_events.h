// What the reader of markup told, one line an event: for tests, and for the fuzz target that wants every byte
// touched.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "formats/markup/markup.h"

namespace jianfu::builders {

class MarkupEvents final : public formats::markup::Handler {
 public:
  void on_open(const formats::markup::Tag& tag) override {
    told += "<" + std::string(tag.name);
    for (const formats::markup::Attribute& attribute : tag.attributes) {
      told += " " + std::string(attribute.name);
      if (attribute.has_value) told += "=[" + attribute.value + "]";
    }
    told += (tag.self_closing ? "/> " : "> ") + place(tag.line, tag.column);
  }
  void on_close(std::string_view name, uint32_t) override { told += "</" + std::string(name) + ">\n"; }
  void on_text(std::string_view text, uint32_t line, uint32_t column) override {
    told += "[" + std::string(text) + "] " + place(line, column);
  }
  void on_raw(std::string_view element, std::string_view text, uint32_t line) override {
    told += std::string(element) + "{" + std::string(text) + "} " + std::to_string(line) + "\n";
  }

  std::string told;

 private:
  static std::string place(uint32_t line, uint32_t column) {
    return std::to_string(line) + ":" + std::to_string(column) + "\n";
  }
};

inline std::string markup_events(std::string_view source) {
  MarkupEvents events;
  formats::markup::read(source, Limits{}, events);
  return std::move(events.told);
}

}  // namespace jianfu::builders
