// What a package does and what it is built from, as short texts that can be compared: taken from what an ordinary scan
// has read anyway, before it is judged. Kinds that tell of functions and kinds that tell of the template or the vendor
// are kept apart, because two apps of one template need not do the same, nor do two that do the same need to be alike
// in anything but that.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "audit/record.h"
#include "platforms/platform.h"

namespace jianfu::audit {

// What rules found is no feature here: it stands in the table of findings, and changes with the rules.
namespace feature {
inline constexpr std::string_view kTitle = "title";        // of a screen
inline constexpr std::string_view kField = "field";        // label of a form field
inline constexpr std::string_view kText = "text";          // on buttons, menus, labels
inline constexpr std::string_view kEndpoint = "endpoint";  // path of an address: village/report/add
inline constexpr std::string_view kApi = "api";            // a capability
inline constexpr std::string_view kLayout = "layout";      // paths of pages and components, names of screens and layouts
inline constexpr std::string_view kFramework = "framework";
inline constexpr std::string_view kSdk = "sdk";
inline constexpr std::string_view kCode = "code";          // beginnings of names of classes
inline constexpr std::string_view kHost = "host";          // of addresses
}  // namespace feature

// The most of a kind, so that a large app is a few kilobytes in the store (docs/audit-overlap.md has what apps have).
// What has more keeps the texts with the smallest hashes: of two apps with equal texts the same ones stay, so that the
// similarity of what is kept is that of the whole.
struct FeatureKind {
  std::string_view name;
  size_t most;
};
inline constexpr std::array kFeatureKinds = {
    FeatureKind{feature::kTitle, 100}, FeatureKind{feature::kField, 150},   FeatureKind{feature::kText, 300},
    FeatureKind{feature::kEndpoint, 150}, FeatureKind{feature::kApi, 60},   FeatureKind{feature::kLayout, 200},
    FeatureKind{feature::kFramework, 20}, FeatureKind{feature::kSdk, 60},   FeatureKind{feature::kCode, 10},
    FeatureKind{feature::kHost, 20},
};

// In normal form, sorted, each once. Without libraries and what comes with templates, as far as owners are known.
std::vector<FeatureRow> features_of(const platforms::Reading& reading);

// A number that is the same everywhere: features, terms and signatures are chosen by it.
uint64_t hash_of(std::string_view text);

}  // namespace jianfu::audit
