// Intent filters: what a component answers to, and the links that a filter's data make when they are put
// together as Android does: every scheme with every authority with every path of one filter, whichever <data>
// they stand in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "formats/axml/axml.h"
#include "platforms/android/attribute_values.h"

namespace jianfu::platforms::android {

struct IntentFilter {
  std::vector<std::string> actions, categories;
  std::vector<std::string> schemes;
  std::vector<std::string> authorities;  // host, or host:port
  // As links show them: "/exact", "/prefix*", "*suffix"; patterns as they are.
  std::vector<std::string> paths;
  std::vector<std::string> opaque;  // scheme specific parts
  std::vector<std::string> mime_types;
  bool verified = false;  // android:autoVerify
  uint32_t line = 0;

  bool has_action(std::string_view name) const;
  bool has_category(std::string_view name) const;
  bool launches() const;      // the icon of the launcher, of a phone or of a television
  bool from_the_web() const;  // VIEW and BROWSABLE: a link in a page or a message opens it
};

// Adds one child (action, category, data) to the filter.
void add_to_filter(IntentFilter& filter, const formats::axml::Element& child, const AttributeValues& values);

inline constexpr size_t kMostLinks = 256;  // of one filter; real ones have dozens

// "scheme://host:port/path" for each combination, "scheme:" without an authority. `most`: more are not made;
// `cut` says whether there would have been more.
std::vector<std::string> links_of(const IntentFilter& filter, size_t most, bool& cut);

}  // namespace jianfu::platforms::android
