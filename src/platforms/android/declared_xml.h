// The XML files that a manifest names: shortcuts of the launcher, search boxes, accessibility services,
// device administrators, widgets, input methods, accounts and their sync adapters, and the network security
// config. What they show, what they open and what they ask for; read before the other resources, each file
// once.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "core/limits.h"
#include "evidence/collector.h"
#include "formats/axml/axml.h"
#include "platforms/android/manifest.h"
#include "platforms/android/program.h"
#include "platforms/shared/entries.h"

namespace jianfu::platforms::android {

class DeclaredXml {
 public:
  // All borrowed.
  DeclaredXml(const Manifest& manifest, const Resources& resources, const ProgramPart& part,
              evidence::Collector& out, const Limits& limits)
      : manifest_(manifest), values_(resources), part_(part), entries_(*part.entries), out_(out), limits_(limits) {}

  // After the components are modules.
  void read();

 private:
  // A file. `uses`: how many components it was read for, which must not multiply without end.
  struct Loaded {
    formats::axml::Document document;  // without elements: not readable
    uint32_t uses = 0;
  };

  void read_of(uint32_t resource, uint32_t module);
  Loaded* load(const std::string& path);
  void read_document(const formats::axml::Document& document, const std::string& path, uint32_t module);
  void read_security(uint32_t resource);

  const Manifest& manifest_;
  AttributeValues values_;
  const ProgramPart& part_;
  Entries& entries_;
  evidence::Collector& out_;
  const Limits& limits_;
  std::map<std::string, Loaded> loaded_;
};

}  // namespace jianfu::platforms::android
