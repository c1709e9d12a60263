// Constants of the framework that packages hold as their value and sources by their name.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace jianfu::platforms::android_source {

inline constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kFrameworkConstants = {{
    {"MediaStore.ACTION_IMAGE_CAPTURE", "android.media.action.IMAGE_CAPTURE"},
    {"MediaStore.ACTION_VIDEO_CAPTURE", "android.media.action.VIDEO_CAPTURE"},
    {"MediaStore.INTENT_ACTION_STILL_IMAGE_CAMERA", "android.media.action.STILL_IMAGE_CAMERA"},
    {"Intent.ACTION_VIEW", "android.intent.action.VIEW"},
    {"Intent.ACTION_PICK", "android.intent.action.PICK"},
    {"Intent.ACTION_GET_CONTENT", "android.intent.action.GET_CONTENT"},
    {"Intent.ACTION_OPEN_DOCUMENT", "android.intent.action.OPEN_DOCUMENT"},
    {"Intent.ACTION_CALL", "android.intent.action.CALL"},
    {"Intent.ACTION_DIAL", "android.intent.action.DIAL"},
    {"Intent.ACTION_SEND", "android.intent.action.SEND"},
    {"Intent.ACTION_SENDTO", "android.intent.action.SENDTO"},
    {"Intent.ACTION_INSTALL_PACKAGE", "android.intent.action.INSTALL_PACKAGE"},
    {"Intent.ACTION_MAIN", "android.intent.action.MAIN"},
    {"Settings.ACTION_LOCATION_SOURCE_SETTINGS", "android.settings.LOCATION_SOURCE_SETTINGS"},
    {"Settings.ACTION_USAGE_ACCESS_SETTINGS", "android.settings.USAGE_ACCESS_SETTINGS"},
    {"Settings.ACTION_APPLICATION_DETAILS_SETTINGS", "android.settings.APPLICATION_DETAILS_SETTINGS"},
    {"Settings.ACTION_WIRELESS_SETTINGS", "android.settings.WIRELESS_SETTINGS"},
    {"Settings.ACTION_MANAGE_UNKNOWN_APP_SOURCES", "android.settings.MANAGE_UNKNOWN_APP_SOURCES"},
    {"LocationManager.GPS_PROVIDER", "gps"},
    {"LocationManager.NETWORK_PROVIDER", "network"},
    {"LocationManager.PASSIVE_PROVIDER", "passive"},
    {"Context.LOCATION_SERVICE", "location"},
}};

// Empty when unknown. Permissions follow a scheme.
inline std::string framework_constant(std::string_view path) {
  const auto known =
      std::find_if(kFrameworkConstants.begin(), kFrameworkConstants.end(), [&](const auto& row) {
        return path == row.first ||
               (path.ends_with(row.first) && path[path.size() - row.first.size() - 1] == '.');
      });
  if (known != kFrameworkConstants.end()) return std::string(known->second);
  constexpr std::string_view kPermission = "Manifest.permission.";
  const size_t at = path.rfind(kPermission);
  const bool whole = at == 0 || (at != std::string_view::npos && path[at - 1] == '.');
  return whole ? "android.permission." + std::string(path.substr(at + kPermission.size())) : std::string();
}

}  // namespace jianfu::platforms::android_source
