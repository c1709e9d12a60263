// Web pages and scripts that lie in a package (assets/www, a zip of an H5 program): texts, forms, addresses,
// calls and route tables, and the ways from page to page. Where they begin, native code decides by names we
// may not see: what no local page leads to counts as a beginning.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/collector.h"
#include "platforms/platform.h"
#include "platforms/shared/script.h"

namespace jianfu::platforms {

class WebSite {
 public:
  // Both borrowed.
  WebSite(evidence::Collector& out, const Context& context) : out_(out), context_(context) {}

  // `path` is the place in the package, `source` UTF-8.
  void read_page(const std::string& path, std::string_view source);
  // `kind`: what the script is when it is no mere script, a component.
  void read_script(const std::string& path, std::string_view source,
                   evidence::ModuleKind kind = evidence::ModuleKind::kScript);

  // A page, script or data file, made when new; finish() sees to it that it is not taken for unreachable.
  uint32_t module(const std::string& id, evidence::ModuleKind kind, const std::string& place);
  // Another page or file as a page names it; drawn at the end, when it is known what there is.
  void link(evidence::EdgeKind kind, uint32_t from, const std::string& from_path, std::string_view route,
            uint32_t line);
  std::vector<PendingUse>& uses() { return uses_; }
  // webpack: the script that holds a chunk, and the page that is made of one (formats.md §11.2).
  void holds_chunk(std::string_view id, uint32_t script);
  void loads_chunk(uint32_t page, std::string_view id, const std::string& entry, uint32_t line);

  // Sources that a bundle was made of, and which are in `map` (a place): `path` is theirs in the project.
  // Routes that they list are those of the bundle.
  void begin_sources(const std::string& map, const std::string& bundle) { bundles_.emplace(map, bundle); }
  void made_of(const std::string& bundle, const std::string& path, uint32_t module);
  // The file that routes of `path` are named after.
  const std::string& bundle_of(const std::string& path) const;

  // Draws what only the whole shows. To be called once, after everything was read.
  void finish();

  // Folder that "/x" counts from: "assets/www/" for "assets/www/js/a.js".
  static std::string_view root_of(std::string_view path);
  static bool is_page(std::string_view path);  // .html …
  // "assets/www/b.html" for "b.html?id=1" written in "assets/www/a.html"; empty for what is elsewhere.
  static std::string local_target(std::string_view from_path, std::string_view route);

 private:
  struct Link {
    evidence::EdgeKind kind;
    uint32_t from;
    std::string target, entry;
    uint32_t line;
  };
  void draw_links();
  void draw_uses();
  uint32_t used_by(const PendingUse& use) const;
  void draw_chunks();
  void draw_sources();
  uint32_t source_of(std::string_view target) const;
  void find_beginnings();

  evidence::Collector& out_;
  const Context& context_;
  std::vector<Link> links_;
  std::vector<PendingUse> uses_;
  struct ChunkUse {
    uint32_t page;
    std::string chunk, entry;
    uint32_t line;
  };
  std::vector<ChunkUse> chunk_uses_;
  std::map<std::string, uint32_t, std::less<>> chunks_;
  std::vector<uint32_t> modules_;
  std::map<std::string, std::string, std::less<>> bundles_;                   // by the place of their map
  std::map<std::string, std::vector<uint32_t>, std::less<>> bundle_sources_;  // by bundle
  std::set<uint32_t> made_of_files_;                                          // pages whose own file is known
  std::map<std::string, uint32_t, std::less<>> sources_;                      // by path in the project
};

// "uni.chooseImage" of a call of a bridge that web code reaches its host with, however it is reached; empty
// for others.
std::string bridge_call(std::string_view callee);

}  // namespace jianfu::platforms
