// Scripts of web pages: those of ScriptReader, and what only web programs have: tables of routes with titles
// ({path: "/x", meta: {title: …}, component: …}), links to local pages, pages that send the user elsewhere.
#pragma once

#include <string>
#include <string_view>

#include "platforms/shared/form_config.h"
#include "platforms/shared/web_site.h"

namespace jianfu::platforms {

class WebHost : public ScriptHost {
 public:
  WebHost(WebSite& site, std::string path, evidence::ModuleKind kind)
      : site_(site), path_(std::move(path)), kind_(kind) {}
  uint32_t module_of_file(std::string_view file) override;
  uint32_t page_of(std::string_view, std::string_view) override { return evidence::kNoModule; }
  std::string api_name(std::string_view callee) const override { return bridge_call(callee); }
  std::string file_of_module(std::string_view name) const override;

 private:
  WebSite& site_;
  std::string path_;  // of the file that is read, page or script
  evidence::ModuleKind kind_;
};

// Reads one script; `kind` says what the file at `path` is (a page, when the script stands in it). The
// address that the script sends the user to, when there is one.
std::string read_web_script(evidence::Collector& out, const Context& context, WebSite& site,
                            const std::string& path, evidence::ModuleKind kind, std::string_view source,
                            uint32_t first_line = 1);
// The same by a reader that is there already; what its forms demand goes to `rules`.
std::string read_web_script(evidence::Collector& out, const Context& context, WebSite& site,
                            const std::string& path, ScriptReader& reader, FormRules& rules,
                            std::string_view source, uint32_t first_line);

}  // namespace jianfu::platforms
