// Scripts of a quick app, compiled or source, through ScriptReader: which module each is, which features it
// calls under which names, which routes lead where.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/collector.h"
#include "platforms/platform.h"
#include "platforms/quickapp/bundle.h"
#include "platforms/quickapp/manifest.h"
#include "platforms/shared/script.h"

namespace jianfu::platforms::quickapp {

class Scripts {
 public:
  // All borrowed.
  Scripts(evidence::Collector& out, const Context& context, const Manifest& manifest)
      : out_(out), context_(context), manifest_(manifest) {}

  // To be told of all files before any is read.
  void note(const std::string& path) { files_.insert(path); }
  bool holds(const std::string& path) const { return files_.count(path) != 0; }

  // A script of a source project, or the block of a component; `file` as requires count from.
  void read_source(const std::string& file, const std::string& entry, std::string_view source,
                   uint32_t first_line = 1, uint32_t module = evidence::kNoModule);
  // What in a compiled bundle is script. `module`: of the page that it is of.
  void read_bundle(const std::string& file, const std::string& entry, std::string_view source,
                   const Bundle& bundle, uint32_t module);

  uint32_t page_of(std::string_view route, bool bare) const;
  // Module of a script or component by its path without extension.
  uint32_t module_of_path(const std::string& path, evidence::ModuleKind kind, const std::string& place);
  std::vector<PendingUse>& uses() { return uses_; }
  // Draws what only the whole shows.
  void finish();

 private:
  class Host;
  class Listener;

  void use_folder(const std::string& file, std::string_view folder, uint32_t module, const std::string& entry,
                  uint32_t line);

  evidence::Collector& out_;
  const Context& context_;
  const Manifest& manifest_;
  std::set<std::string> files_;
  std::vector<PendingUse> uses_;
  std::map<std::string, std::string> members_;  // ".name" → feature, of aliases that are members
};

}  // namespace jianfu::platforms::quickapp
