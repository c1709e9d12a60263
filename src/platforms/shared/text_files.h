// Data and text files of packages as evidence (formats.md §11.5): JSON with key paths, XML, properties and
// other key-value lines, style sheets, plain text. What they hold is shown by code that names no file, so
// that the file is their module.
#pragma once

#include <string>
#include <string_view>

#include "evidence/collector.h"
#include "platforms/platform.h"
#include "platforms/shared/locale_texts.h"

namespace jianfu::platforms {

// One text file, decoded.
struct TextFile {
  evidence::Collector& out;
  const Context& context;
  LocaleTexts& locales;
  const std::string& path;  // its place in the package
  std::string_view source;
};

void read_json_texts(const TextFile& file);
void read_xml_texts(const TextFile& file);
void read_style_texts(const TextFile& file);
// Lines: "key=value" (.properties, .ini), "key: value" (.yaml), "key" = "value" (.strings), else each line as
// it is.
void read_line_texts(const TextFile& file);

}  // namespace jianfu::platforms
