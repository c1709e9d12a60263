#include "platforms/android/ui_calls.h"

#include <algorithm>
#include <array>

namespace jianfu::platforms::android {
namespace {

struct CallName {
  std::string_view name;
  StringUse use;
};

constexpr std::array kCalls = {
    CallName{"setText", StringUse::kLabel},
    CallName{"setHint", StringUse::kLabel},
    CallName{"setTitle", StringUse::kTitle},
    CallName{"setSubtitle", StringUse::kLabel},
    CallName{"setTitleText", StringUse::kTitle},
    CallName{"setCenterTitle", StringUse::kTitle},
    CallName{"setMessage", StringUse::kMessage},
    CallName{"setError", StringUse::kMessage},
    CallName{"setSummary", StringUse::kMessage},
    CallName{"setContentText", StringUse::kMessage},
    CallName{"setContentTitle", StringUse::kTitle},
    CallName{"setContentDescription", StringUse::kLabel},
    CallName{"setPositiveButton", StringUse::kLabel},
    CallName{"setNegativeButton", StringUse::kLabel},
    CallName{"setNeutralButton", StringUse::kLabel},
    CallName{"makeText", StringUse::kMessage},
    CallName{"showToast", StringUse::kMessage},
    CallName{"toast", StringUse::kMessage},
    CallName{"showShort", StringUse::kMessage},
    CallName{"showLong", StringUse::kMessage},
    CallName{"showMessage", StringUse::kMessage},
    CallName{"showTip", StringUse::kMessage},
    CallName{"addTab", StringUse::kLabel},
    CallName{"newTabSpec", StringUse::kLabel},
    CallName{"setLabel", StringUse::kLabel},
    CallName{"loadUrl", StringUse::kAddress},
    CallName{"execSQL", StringUse::kHidden},
    CallName{"rawQuery", StringUse::kHidden},
};

constexpr std::array<std::string_view, 5> kHiddenTypes = {"Landroid/util/Log;", "Ltimber/log/Timber;", "Ljava/util/logging/", "Lorg/slf4j/",
                                                          "Landroid/database/"};

}  // namespace

StringUse use_of_argument(std::string_view type, std::string_view name) {
  if (std::any_of(kHiddenTypes.begin(), kHiddenTypes.end(), [&](std::string_view hidden) { return type.starts_with(hidden); })) return StringUse::kHidden;
  const bool throwable = type.ends_with("Exception;") || type.ends_with("Error;");
  if (throwable && name == "<init>") return StringUse::kHidden;
  const auto at = std::find_if(kCalls.begin(), kCalls.end(), [&](const CallName& call) { return call.name == name; });
  if (at != kCalls.end()) return at->use;
  // Wrappers are named after what they wrap: ToastUtil.show, ToastUtils.showCenter.
  if (type.find("Toast") != std::string_view::npos && name.starts_with("show")) return StringUse::kMessage;
  return StringUse::kUnknown;
}

}  // namespace jianfu::platforms::android
