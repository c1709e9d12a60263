// Resource ids of framework attributes (formats.md §2.6): what an attribute means, whatever its name string says.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace jianfu::formats::axml::attribute {

inline constexpr uint32_t kTheme = 0x01010000, kLabel = 0x01010001, kIcon = 0x01010002, kName = 0x01010003, kPermission = 0x01010006,
                          kEnabled = 0x0101000e, kDebuggable = 0x0101000f, kExported = 0x01010010, kProcess = 0x01010011,
                          kAuthorities = 0x01010018, kDescription = 0x01010020, kValue = 0x01010024, kResource = 0x01010025,
                          kMimeType = 0x01010026, kScheme = 0x01010027, kHost = 0x01010028, kPath = 0x0101002a, kPathPrefix = 0x0101002b,
                          kEntries = 0x010100b2, kId = 0x010100d0, kVisibility = 0x010100dc, kLayout = 0x010100f2, kSrc = 0x01010119,
                          kTextOn = 0x01010124, kTextOff = 0x01010125, kText = 0x0101014f, kHint = 0x01010150, kPrompt = 0x0101017b,
                          kTitle = 0x010101e1, kKey = 0x010101e8, kSummary = 0x010101e9, kDefaultValue = 0x010101ed,
                          kDialogTitle = 0x010101f2, kDialogMessage = 0x010101f3, kTargetActivity = 0x01010202,
                          kMinSdkVersion = 0x0101020c, kVersionCode = 0x0101021b, kVersionName = 0x0101021c, kInputType = 0x01010220,
                          kOnClick = 0x0101026f, kTargetSdkVersion = 0x01010270, kMaxSdkVersion = 0x01010271,
                          kContentDescription = 0x01010273, kAllowBackup = 0x01010280, kRequired = 0x0101028e, kQueryHint = 0x010102d5,
                          kUsesCleartextTraffic = 0x010104ec, kForegroundServiceType = 0x01010599;

struct NamedId {
  std::string_view name;
  uint32_t id;
};
inline constexpr std::array kAll = {
    NamedId{"theme", kTheme}, NamedId{"label", kLabel}, NamedId{"icon", kIcon}, NamedId{"name", kName}, NamedId{"permission", kPermission},
    NamedId{"enabled", kEnabled}, NamedId{"debuggable", kDebuggable}, NamedId{"exported", kExported}, NamedId{"process", kProcess},
    NamedId{"authorities", kAuthorities}, NamedId{"description", kDescription}, NamedId{"value", kValue}, NamedId{"resource", kResource},
    NamedId{"mimeType", kMimeType}, NamedId{"scheme", kScheme}, NamedId{"host", kHost}, NamedId{"path", kPath}, NamedId{"pathPrefix", kPathPrefix},
    NamedId{"entries", kEntries}, NamedId{"id", kId}, NamedId{"visibility", kVisibility}, NamedId{"layout", kLayout}, NamedId{"src", kSrc},
    NamedId{"textOn", kTextOn}, NamedId{"textOff", kTextOff}, NamedId{"text", kText}, NamedId{"hint", kHint}, NamedId{"prompt", kPrompt},
    NamedId{"title", kTitle}, NamedId{"key", kKey}, NamedId{"summary", kSummary}, NamedId{"defaultValue", kDefaultValue},
    NamedId{"dialogTitle", kDialogTitle}, NamedId{"dialogMessage", kDialogMessage}, NamedId{"targetActivity", kTargetActivity},
    NamedId{"minSdkVersion", kMinSdkVersion}, NamedId{"versionCode", kVersionCode}, NamedId{"versionName", kVersionName},
    NamedId{"inputType", kInputType}, NamedId{"onClick", kOnClick}, NamedId{"targetSdkVersion", kTargetSdkVersion},
    NamedId{"maxSdkVersion", kMaxSdkVersion}, NamedId{"contentDescription", kContentDescription}, NamedId{"allowBackup", kAllowBackup},
    NamedId{"required", kRequired}, NamedId{"queryHint", kQueryHint}, NamedId{"usesCleartextTraffic", kUsesCleartextTraffic},
    NamedId{"foregroundServiceType", kForegroundServiceType},
};

// 0 when the name is none of the table.
constexpr uint32_t id_of(std::string_view name) {
  for (const NamedId& row : kAll) {
    if (row.name == name) return row.id;
  }
  return 0;
}

}  // namespace jianfu::formats::axml::attribute
