#include "platforms/android/ui_calls.h"

#include <algorithm>
#include <array>

namespace jianfu::platforms::android {
namespace {

struct CallName {
  std::string_view name;
  CallMeaning meaning;
};

constexpr CallMeaning use(StringUse how) {
  return {how, Flow::kNone};
}
constexpr CallMeaning flow(Flow how) {
  return {StringUse::kUnknown, how};
}

// Sorted by name (checked below): asked once a method.
constexpr std::array kCalls = {
    CallName{"_$_findCachedViewById", flow(Flow::kFind)},
    CallName{"addTab", use(StringUse::kLabel)},
    CallName{"concat", flow(Flow::kPass)},
    CallName{"execSQL", use(StringUse::kHidden)},
    CallName{"findViewById", flow(Flow::kFind)},
    CallName{"finishActivity", flow(Flow::kLook)},
    CallName{"forName", flow(Flow::kByName)},
    CallName{"format", flow(Flow::kPass)},
    CallName{"fromHtml", flow(Flow::kPass)},
    CallName{"getCanonicalName", flow(Flow::kLook)},
    CallName{"getName", flow(Flow::kLook)},
    CallName{"getQuantityString", flow(Flow::kPass)},
    CallName{"getSimpleName", flow(Flow::kLook)},
    CallName{"getString", flow(Flow::kPass)},
    CallName{"getStringArray", flow(Flow::kPass)},
    CallName{"getText", flow(Flow::kPass)},
    CallName{"getTextArray", flow(Flow::kPass)},
    CallName{"getTypeName", flow(Flow::kLook)},
    CallName{"isAssignableFrom", flow(Flow::kLook)},
    CallName{"isInstance", flow(Flow::kLook)},
    CallName{"loadClass", flow(Flow::kByName)},
    CallName{"loadUrl", use(StringUse::kAddress)},
    CallName{"makeText", use(StringUse::kMessage)},
    CallName{"newTabSpec", use(StringUse::kLabel)},
    CallName{"rawQuery", use(StringUse::kHidden)},
    CallName{"setCenterTitle", use(StringUse::kTitle)},
    CallName{"setClassName", flow(Flow::kByName)},
    CallName{"setContentDescription", use(StringUse::kLabel)},
    CallName{"setContentText", use(StringUse::kMessage)},
    CallName{"setContentTitle", use(StringUse::kTitle)},
    CallName{"setError", use(StringUse::kMessage)},
    CallName{"setHint", use(StringUse::kLabel)},
    CallName{"setItems", use(StringUse::kLabel)},
    CallName{"setLabel", use(StringUse::kLabel)},
    CallName{"setMessage", use(StringUse::kMessage)},
    CallName{"setNegativeButton", use(StringUse::kLabel)},
    CallName{"setNeutralButton", use(StringUse::kLabel)},
    CallName{"setPositiveButton", use(StringUse::kLabel)},
    CallName{"setSubtitle", use(StringUse::kLabel)},
    CallName{"setSummary", use(StringUse::kMessage)},
    CallName{"setText", use(StringUse::kLabel)},
    CallName{"setTitle", use(StringUse::kTitle)},
    CallName{"setTitleText", use(StringUse::kTitle)},
    CallName{"showLong", use(StringUse::kMessage)},
    CallName{"showMessage", use(StringUse::kMessage)},
    CallName{"showShort", use(StringUse::kMessage)},
    CallName{"showTip", use(StringUse::kMessage)},
    CallName{"showToast", use(StringUse::kMessage)},
    CallName{"stringArrayResource", flow(Flow::kPass)},
    CallName{"stringResource", flow(Flow::kPass)},
    CallName{"toString", flow(Flow::kPass)},
    CallName{"toast", use(StringUse::kMessage)},
    CallName{"trim", flow(Flow::kPass)},
    CallName{"valueOf", flow(Flow::kPass)},
};
static_assert(std::is_sorted(kCalls.begin(), kCalls.end(),
                             [](const CallName& a, const CallName& b) { return a.name < b.name; }));

// Their strings are read by developers only.
constexpr std::array<std::string_view, 7> kHiddenTypes = {
    "Landroid/util/Log;", "Ltimber/log/",           "Ljava/util/logging/",  "Lorg/slf4j/",
    "Landroid/database/", "Lcom/orhanobut/logger/", "Ljava/io/PrintStream;"};

// Wrappers are named after what they wrap, wherever they come from. A class "Log" may be a record of the
// app's.
constexpr std::array<std::string_view, 14> kLogWrappers = {
    "ALog",    "DLog",     "DebugLog", "KLog",       "LogHelper",   "LogTool", "LogTools",
    "LogUtil", "LogUtils", "Logger",   "LoggerUtil", "LoggerUtils", "MyLog",   "XLog"};

bool wraps_a_log(std::string_view type) {
  if (!type.ends_with(';')) return false;
  type.remove_suffix(1);
  const size_t before = type.find_last_of("/$");
  const std::string_view name = type.substr(before == std::string_view::npos ? 1 : before + 1);
  return std::find(kLogWrappers.begin(), kLogWrappers.end(), name) != kLogWrappers.end();
}

}  // namespace

TypeMeaning meaning_of_type(std::string_view type) {
  if (type == "Ljava/lang/StringBuilder;" || type == "Ljava/lang/StringBuffer;") return TypeMeaning::kBuilder;
  if (type == "Landroid/content/Intent;") return TypeMeaning::kIntent;
  if (type == "Landroid/net/Uri;") return TypeMeaning::kUri;
  if (type.ends_with("Exception;") || type.ends_with("Error;")) return TypeMeaning::kException;
  if (type.ends_with("Dialog$Builder;") || type.ends_with("DialogBuilder;"))
    return TypeMeaning::kDialogBuilder;
  if (type.starts_with("Landroidx/compose/") && type.ends_with("TextKt;")) return TypeMeaning::kComposeText;
  const bool hidden = std::any_of(kHiddenTypes.begin(), kHiddenTypes.end(),
                                  [&](std::string_view start) { return type.starts_with(start); });
  if (hidden || wraps_a_log(type)) return TypeMeaning::kHidden;
  return type.find("Toast") != std::string_view::npos ? TypeMeaning::kToast : TypeMeaning::kOther;
}

CallMeaning meaning_of_call(std::string_view type, TypeMeaning meaning, std::string_view name) {
  switch (meaning) {
    case TypeMeaning::kHidden:
      return use(StringUse::kHidden);
    case TypeMeaning::kException:
      if (name == "<init>") return use(StringUse::kHidden);
      break;
    case TypeMeaning::kBuilder:
      if (name == "<init>" || name == "append") return flow(Flow::kBuild);
      return name == "toString" ? flow(Flow::kBuilt) : CallMeaning{};
    case TypeMeaning::kIntent:
      if (name == "<init>" || name == "setAction") return flow(Flow::kAction);
      if (name == "setType" || name == "setDataAndType") return flow(Flow::kType);
      if (name == "setPackage") return flow(Flow::kPackage);
      break;
    case TypeMeaning::kUri:
      return name == "parse" ? flow(Flow::kData) : CallMeaning{};
    case TypeMeaning::kComposeText:
      return use(StringUse::kLabel);
    case TypeMeaning::kToast:
      // Wrappers are named after what they wrap: ToastUtil.show, ToastUtils.showCenter.
      if (name.starts_with("show")) return use(StringUse::kMessage);
      break;
    case TypeMeaning::kDialogBuilder:
    case TypeMeaning::kOther:
      break;
  }
  if (name == "<init>")
    return type == "Landroid/content/ComponentName;" ? flow(Flow::kByName) : CallMeaning{};
  const auto at =
      std::lower_bound(kCalls.begin(), kCalls.end(), name,
                       [](const CallName& call, std::string_view wanted) { return call.name < wanted; });
  return at != kCalls.end() && at->name == name ? at->meaning : CallMeaning{};
}

}  // namespace jianfu::platforms::android
