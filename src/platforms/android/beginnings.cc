#include "platforms/android/beginnings.h"

#include <algorithm>
#include <array>

namespace jianfu::platforms::android {

using evidence::Deed;

bool runs_at_the_start(std::string_view method) {
  constexpr std::array<std::string_view, 10> kStarts = {
      "onCreate",      "onStart",              "onResume", "onPostCreate",  "onPostResume",
      "onViewCreated", "onWindowFocusChanged", "run",      "handleMessage", "onAnimationEnd"};
  return std::find(kStarts.begin(), kStarts.end(), method) != kStarts.end();
}

bool runs_on_demand(std::string_view method) {
  constexpr std::array<std::string_view, 25> kSigns = {
      "Click",  "click",  "onTouch",      "Select",           "onKey",   "onMenu",  "onEditor",
      "onBack", "onRece", "onEvent",      "onActivityResult", "onStop",  "onPause", "onDestroy",
      "ogout",  "ogOut",  "onMessageEve", "onNewIntent",      "onCheckedChanged",
      // A server turned a request down.
      "xpire", "nauthorized", "okenInvalid", "okenLose", "intercept", "kickOut"};
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [&](std::string_view sign) { return method.find(sign) != std::string_view::npos; });
}

Deed deed_on_demand(uint32_t module) {
  Deed out;
  out.module = module;
  out.when = Deed::When::kOnDemand;
  return out;
}

Deed deed_of(std::string_view method, evidence::ModuleKind kind, uint32_t module) {
  if (method.empty() || runs_on_demand(method)) return deed_on_demand(module);
  Deed out;
  out.module = module;
  out.function = method;
  if (method.starts_with("lambda$") || method.starts_with("access$"))
    out.when = Deed::When::kCalled;  // made by the compiler, for whoever calls it
  else if (runs_at_the_start(method))
    out.when = kind == evidence::ModuleKind::kApp && method != "onCreate" ? Deed::When::kCalled : Deed::When::kStart;
  else  // What the launch code does not do as it begins is a service to others.
    out.when = kind == evidence::ModuleKind::kApp ? Deed::When::kCalled : Deed::When::kWhenUncalled;
  return out;
}

bool may_name_a_screen(std::string_view text) {
  constexpr size_t kMost = 128;
  if (text.size() < 4 || text.size() > kMost || text.find_first_of(" :%\n") != std::string_view::npos) return false;
  return text.front() == '/' ? text[1] != '/' : text.find('.') != std::string_view::npos && text.find('/') == std::string_view::npos;
}

}  // namespace jianfu::platforms::android
