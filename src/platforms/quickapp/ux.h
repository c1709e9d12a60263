// Pages and components of a quick app: .ux files of a source project, and the bundles that are made of them.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "evidence/collector.h"
#include "platforms/platform.h"
#include "platforms/quickapp/manifest.h"
#include "platforms/quickapp/page_screen.h"
#include "platforms/quickapp/scripts.h"

namespace jianfu::platforms::quickapp {

class Components {
 public:
  // All borrowed.
  Components(evidence::Collector& out, const Context& context, Scripts& scripts, const Translate& translate)
      : out_(out), context_(context), scripts_(scripts), translate_(translate) {}

  // `root`: where src/ lies, as places are shown.
  void set_root(std::string root) { root_ = std::move(root); }
  // `path` in the program, `entry` its place in reports; UTF-8.
  void read_source(const std::string& path, const std::string& entry, std::string_view source);
  void read_compiled(const std::string& path, const std::string& entry, std::string_view source);

 private:
  class ImportHandler;
  class UxHandler;

  ScreenReader::Host host(std::map<std::string, uint32_t> tags);
  std::string imported(const std::string& from, std::string_view source) const;

  evidence::Collector& out_;
  const Context& context_;
  Scripts& scripts_;
  const Translate& translate_;
  std::string root_;
};

}  // namespace jianfu::platforms::quickapp
