#include "platforms/android/intent_filters.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/axml/attribute_ids.h"

namespace jianfu::platforms::android {
namespace {

namespace id = formats::axml::attribute;

struct PathAttribute {
  uint32_t id;
  std::string_view name;
  std::string_view before, behind;  // what stands around the value in a link
};

constexpr std::array kPaths = {
    PathAttribute{id::kPath, "path", "", ""},
    PathAttribute{id::kPathPrefix, "pathPrefix", "", "*"},
    PathAttribute{id::kPathPattern, "pathPattern", "", ""},
    PathAttribute{id::kPathSuffix, "pathSuffix", "*", ""},
    PathAttribute{id::kPathAdvancedPattern, "pathAdvancedPattern", "", ""},
};
constexpr std::array kOpaque = {
    PathAttribute{0, "ssp", "", ""},
    PathAttribute{0, "sspPrefix", "", "*"},
    PathAttribute{0, "sspPattern", "", ""},
    PathAttribute{id::kSspSuffix, "sspSuffix", "*", ""},
};

// Lists stay short in real filters; past this a repeat is no longer looked for.
constexpr size_t kMostCompared = 256;

void add_once(std::vector<std::string>& list, std::string text) {
  if (text.empty()) return;
  if (list.size() < kMostCompared && std::find(list.begin(), list.end(), text) != list.end()) return;
  list.push_back(std::move(text));
}

bool holds(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

template <size_t N>
void add_parts(std::vector<std::string>& list, const std::array<PathAttribute, N>& kinds,
               const formats::axml::Element& element, const AttributeValues& values) {
  for (const PathAttribute& kind : kinds) {
    std::string value = values.text(element, kind.id, kind.name);
    if (value.empty()) continue;
    add_once(list, std::string(kind.before) + value + std::string(kind.behind));
  }
}

void add_data(IntentFilter& filter, const formats::axml::Element& element, const AttributeValues& values) {
  add_once(filter.schemes, values.text(element, id::kScheme, "scheme"));
  add_once(filter.mime_types, values.text(element, id::kMimeType, "mimeType"));
  // A port counts only beside its host.
  std::string host = values.text(element, id::kHost, "host");
  const std::string port = values.text(element, id::kPort, "port");
  if (!host.empty() && !port.empty()) host.append(":").append(port);
  add_once(filter.authorities, std::move(host));
  add_parts(filter.paths, kPaths, element, values);
  add_parts(filter.opaque, kOpaque, element, values);
}

}  // namespace

bool IntentFilter::has_action(std::string_view name) const {
  return holds(actions, name);
}
bool IntentFilter::has_category(std::string_view name) const {
  return holds(categories, name);
}

bool IntentFilter::launches() const {
  return has_action("android.intent.action.MAIN") &&
         (has_category("android.intent.category.LAUNCHER") ||
          has_category("android.intent.category.LEANBACK_LAUNCHER"));
}

bool IntentFilter::from_the_web() const {
  return has_action("android.intent.action.VIEW") && has_category("android.intent.category.BROWSABLE");
}

void add_to_filter(IntentFilter& filter, const formats::axml::Element& child, const AttributeValues& values) {
  if (child.name == "action") {
    add_once(filter.actions, values.text(child, id::kName, "name"));
  } else if (child.name == "category") {
    add_once(filter.categories, values.text(child, id::kName, "name"));
  } else if (child.name == "data") {
    add_data(filter, child, values);
  }
}

std::vector<std::string> links_of(const IntentFilter& filter, size_t most, bool& cut) {
  std::vector<std::string> out;
  const auto add = [&](std::string link) {
    if (out.size() < most) return out.push_back(std::move(link)), true;
    cut = true;
    return false;
  };
  for (const std::string& scheme : filter.schemes) {
    if (filter.authorities.empty() && filter.opaque.empty() && !add(scheme + ":")) return out;
    for (const std::string& part : filter.opaque) {
      if (!add(scheme + ":" + part)) return out;
    }
    for (const std::string& authority : filter.authorities) {
      const std::string site = scheme + "://" + authority;
      if (filter.paths.empty() && !add(site)) return out;
      for (const std::string& path : filter.paths) {
        // Android takes a path without its '/' and never matches it: shown as it is meant.
        const bool rooted = path.starts_with('/') || path.starts_with('*') || path.starts_with('.');
        if (!add(site + (rooted ? "" : "/") + path)) return out;
      }
    }
  }
  return out;
}

}  // namespace jianfu::platforms::android
