// Single-file components: .vue and .nvue, .ux of quick apps, .wpy of wepy. Their top-level elements are
// blocks: a template, scripts, style, and others of a framework's own. One reader for all of them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/collector.h"
#include "formats/markup/markup.h"
#include "platforms/platform.h"
#include "platforms/shared/form_config.h"
#include "platforms/shared/screen.h"
#include "platforms/shared/script.h"

namespace jianfu::platforms {

struct ComponentBlock {
  std::string_view name;  // as written: template, script, style, import, config …
  std::vector<formats::markup::Attribute> attributes;
  std::string_view text;  // between the tags; of a template nested ones included. Empty when there is none
  uint32_t line = 1;      // on which `text` begins
  bool closed = true;     // false: the end was not found, and was guessed
  const formats::markup::Attribute* find(std::string_view attribute) const;
  // Value of an attribute; empty when it is missing or bare.
  std::string_view value(std::string_view attribute) const;
};

// Blocks in order, views of `source` (UTF-8). Never fails: what lies between blocks is passed over.
std::vector<ComponentBlock> split_component(std::string_view source);

// True for names of single-file components.
bool is_component_name(std::string_view path);

// What a component is read for. References are borrowed for the call.
struct ComponentFile {
  evidence::Collector& out;
  const Context& context;
  ScriptHost& host;
  ScreenReader::Host screen;
  std::string entry;  // place in reports
  std::string file;   // as the host names it: what its scripts require is resolved from here
  uint32_t module = evidence::kNoModule;
  std::vector<PendingUse>& uses;
  // These may be null. Hears every element of the template, attributes as ScreenReader gets them.
  std::function<void(std::string_view tag, const Attributes& attributes, const Spot& spot)> on_element =
      nullptr;
  // Reads a script in place of ScriptReader::read with a ScreenSink; what its forms demand goes to `rules`.
  std::function<void(ScriptReader& reader, FormRules& rules, std::string_view source, uint32_t first_line)>
      read_script = nullptr;
  // Hears what the scripts build, when `read_script` is null.
  StructureVisitor* structure = nullptr;
};

// Template, scripts and what they name in other files. Styles give the texts that they show.
void read_component(const ComponentFile& component, std::string_view source);

}  // namespace jianfu::platforms
