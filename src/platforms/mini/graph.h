// What only the whole program shows: ways between its files, pages that code opens by names it does not hold,
// pages without files, addresses of web views.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "evidence/collector.h"
#include "formats/markup/value.h"
#include "platforms/mini/program.h"
#include "platforms/shared/chunk_modules.h"
#include "platforms/shared/screen.h"
#include "platforms/shared/script.h"

namespace jianfu::platforms::mini {

class Graph {
 public:
  // Both borrowed.
  Graph(const Program& program, evidence::Collector& out) : program_(program), out_(out) {}

  std::vector<PendingUse>& uses() { return uses_; }
  ChunkModules& chunks() { return chunks_; }

  // A page or component of which a script or template was read.
  void note_read(std::string path) { read_.insert(std::move(path)); }
  // The same, and it was a template.
  void note_drawn(const std::string& path) {
    read_.insert(path);
    drawn_.insert(path);
  }
  // A template that is there and may be empty.
  void note_held(std::string path) { drawn_.insert(std::move(path)); }
  void note_template() { templates_ = true; }
  void note_script() { scripts_ = true; }

  // A call that opens a page by a name that the program does not hold whole: what is known of it stands
  // before and behind the unknown part. `property`: the last name of the value ("url" of item.url), empty
  // when unknown.
  struct OpenWay {
    uint32_t from = evidence::kNoModule;
    std::string prefix, suffix, property, entry;
    uint32_t line = 0;
  };
  void note_open_way(OpenWay way) { open_ways_.push_back(std::move(way)); }
  // A page stands as the value of this property somewhere: {url: '/pages/x'}, data-url="/pages/x". Ways that
  // take their page from such a property lead there, and nowhere else.
  void note_menu(std::string_view property) { menus_.emplace(property); }

  // A web view with its source, and an address that a script keeps under a name.
  void note_web_view(uint32_t module, formats::markup::Value source, Spot spot) {
    web_views_.push_back({module, std::move(source), std::move(spot)});
  }
  void note_address(uint32_t module, std::string_view property, std::string_view address);

  // To be called once, after everything was read.
  void finish();

 private:
  struct WebView {
    uint32_t module;
    formats::markup::Value source;
    Spot spot;
  };
  void draw_uses();
  void draw_open_ways();
  void tell_missing_pages();
  void tell_missing_kinds();
  std::pair<std::string, std::string> named(const std::vector<std::string>& pages) const;
  void tell_missing(const SubPackage* part, const std::vector<std::string>& pages, bool all);
  void tell_web_views();
  std::string address_of(const WebView& view) const;
  const SubPackage* part_of(const std::string& page) const;

  const Program& program_;
  evidence::Collector& out_;
  std::vector<PendingUse> uses_;
  ChunkModules chunks_;
  std::set<std::string> read_, drawn_;
  bool templates_ = false, scripts_ = false;  // any of them was read
  std::vector<OpenWay> open_ways_;
  std::set<std::string, std::less<>> menus_;
  std::vector<WebView> web_views_;
  // By module: name and address.
  std::unordered_map<uint32_t, std::vector<std::pair<std::string, std::string>>> addresses_;
};

}  // namespace jianfu::platforms::mini
