// Which page each module of a webpack bundle (app-service.js, app-view.js) belongs to: pages are registered
// by
// __definePage("pages/x/x", … r("256f") …), modules ask for each other by such ids. What several pages ask
// for belongs to none.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/limits.h"

namespace jianfu::platforms::uniapp {

struct BundleMap {
  std::map<std::string, std::string, std::less<>> page_of;  // id → page; empty: of several, or of none

  bool holds(std::string_view id) const { return page_of.find(id) != page_of.end(); }
};

BundleMap map_bundle(std::string_view source, const Limits& limits);

}  // namespace jianfu::platforms::uniapp
