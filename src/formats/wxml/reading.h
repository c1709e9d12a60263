// What one pass over a compiled script found, before constants, uses and pages are put together
// (assemble.cc). Views are of the script.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/wxml/compiled.h"
#include "formats/wxml/operands.h"

namespace jianfu::formats::wxml {

inline constexpr uint32_t kNoArray = UINT32_MAX;

// A function that builds (a template of) one file.
struct Function {
  std::string_view name;
  uint32_t page = 0;
  uint32_t named = 0;  // of Reading::named
};

// z[index] of `array`, used as … in `function`.
struct ConstantUse {
  uint32_t array = kNoArray;
  uint32_t index = 0;
  uint32_t function = 0;
  Use use = Use::kUnknown;
  std::string_view tag, attribute;
};

struct ElementUse {
  struct Attribute {
    std::string_view name;
    uint32_t use = UINT32_MAX;  // of uses; none for a bare attribute
  };
  std::string_view tag;
  uint32_t function = 0, js_line = 0;
  std::vector<Attribute> attributes;
};

struct Reading {
  Reading(std::string_view script, const Limits& limits) : operands(script, limits) {}

  Operands operands;
  std::vector<Array> arrays;
  std::vector<std::string> pages{std::string()};  // by number; 0: not known
  std::vector<Function> functions;
  std::vector<ConstantUse> uses;
  std::vector<ElementUse> elements;
  std::vector<Step> steps;                                      // index of kText: of uses
  std::vector<std::pair<uint32_t, std::string_view>> named{{}};          // page, name as written
  std::vector<uint32_t> template_uses;                                   // of uses: what stands in `is`
  std::vector<std::pair<uint32_t, std::string_view>> includes, imports;  // function, path as written
  std::vector<Script> scripts;
  std::vector<std::pair<std::string, std::string>> script_uses;
  std::vector<std::pair<uint64_t, uint64_t>> spans;
  std::vector<Defect> defects;
};

// Attribute names are written for JS: openType → open-type. Events and data-* are left as they are.
std::string attribute_name(std::string_view raw);
// "./pages/a.wxml" and "/pages/a.wxml" → "pages/a.wxml".
std::string page_name(std::string_view path);

template <typename T>
void sort_unique(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

Compiled assemble(Reading reading, std::string_view script, const Limits& limits, Constants told);

}  // namespace jianfu::formats::wxml
