#include "platforms/shared/platform_methods.h"

#include <algorithm>
#include <array>

namespace jianfu::platforms {
namespace {

// Sorted. Of what a person would notice or mind; words that any object may have (login, share) are not among
// them.
constexpr std::array<std::string_view, 40> kMethods = {"addPhoneCalendar",
                                                       "addPhoneContact",
                                                       "chooseAddress",
                                                       "chooseImage",
                                                       "chooseLocation",
                                                       "chooseMedia",
                                                       "chooseMessageFile",
                                                       "chooseVideo",
                                                       "createCameraContext",
                                                       "createInterstitialAd",
                                                       "createRewardedVideoAd",
                                                       "downloadFile",
                                                       "getClipboardData",
                                                       "getFuzzyLocation",
                                                       "getLocation",
                                                       "getPhoneNumber",
                                                       "getRecorderManager",
                                                       "getUserInfo",
                                                       "getUserProfile",
                                                       "getWeRunData",
                                                       "makePhoneCall",
                                                       "navigateToMiniProgram",
                                                       "onLocationChange",
                                                       "openBluetoothAdapter",
                                                       "openEmbeddedMiniProgram",
                                                       "openLocation",
                                                       "requestPayment",
                                                       "requestSubscribeMessage",
                                                       "saveImageToPhotosAlbum",
                                                       "saveVideoToPhotosAlbum",
                                                       "scanCode",
                                                       "setClipboardData",
                                                       "startBeaconDiscovery",
                                                       "startBluetoothDevicesDiscovery",
                                                       "startFacialRecognitionVerify",
                                                       "startLocationUpdate",
                                                       "startLocationUpdateBackground",
                                                       "startRecord",
                                                       "startSoterAuthentication",
                                                       "uploadFile"};
static_assert(std::is_sorted(kMethods.begin(), kMethods.end()));
constexpr size_t kShortest = 8;
static_assert(std::all_of(kMethods.begin(), kMethods.end(), [](std::string_view name) { return name.size() >= kShortest; }));

constexpr std::array<std::string_view, 8> kOwnObjects = {"this",  "that",  "self", "_this",
                                                         "_self", "_that", "vm",   "me"};
constexpr std::array<std::string_view, 10> kPlatforms = {"wx", "my", "dd", "tt",  "swan",
                                                         "qq", "ks", "jd", "uni", "plus"};

bool is_one_of(std::string_view name, const auto& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::string unplaced_call(std::string_view callee) {
  const size_t dot = callee.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  const std::string_view method = callee.substr(dot + 1);
  if (method.size() < kShortest) return {};
  if (!std::binary_search(kMethods.begin(), kMethods.end(), method)) return {};
  const std::string_view object =
      callee.substr(callee.rfind('.', dot - 1) + 1, dot - callee.rfind('.', dot - 1) - 1);
  if (is_one_of(object, kOwnObjects) || is_one_of(object, kPlatforms)) return {};
  return "?." + std::string(method);
}

}  // namespace jianfu::platforms
