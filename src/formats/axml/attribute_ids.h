// Resource ids of framework attributes (formats.md §2.6): what an attribute means, whatever its name string
// says.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace jianfu::formats::axml::attribute {

inline constexpr uint32_t kTheme = 0x01010000;
inline constexpr uint32_t kLabel = 0x01010001;
inline constexpr uint32_t kIcon = 0x01010002;
inline constexpr uint32_t kName = 0x01010003;
inline constexpr uint32_t kPermission = 0x01010006;
inline constexpr uint32_t kReadPermission = 0x01010007;
inline constexpr uint32_t kWritePermission = 0x01010008;
inline constexpr uint32_t kProtectionLevel = 0x01010009;
inline constexpr uint32_t kPermissionGroup = 0x0101000a;
inline constexpr uint32_t kSharedUserId = 0x0101000b;
inline constexpr uint32_t kHasCode = 0x0101000c;
inline constexpr uint32_t kPersistent = 0x0101000d;
inline constexpr uint32_t kEnabled = 0x0101000e;
inline constexpr uint32_t kDebuggable = 0x0101000f;
inline constexpr uint32_t kExported = 0x01010010;
inline constexpr uint32_t kProcess = 0x01010011;
inline constexpr uint32_t kTaskAffinity = 0x01010012;
inline constexpr uint32_t kMultiprocess = 0x01010013;
inline constexpr uint32_t kExcludeFromRecents = 0x01010017;
inline constexpr uint32_t kAuthorities = 0x01010018;
inline constexpr uint32_t kGrantUriPermissions = 0x0101001b;
inline constexpr uint32_t kPriority = 0x0101001c;
inline constexpr uint32_t kLaunchMode = 0x0101001d;
inline constexpr uint32_t kScreenOrientation = 0x0101001e;
inline constexpr uint32_t kConfigChanges = 0x0101001f;
inline constexpr uint32_t kDescription = 0x01010020;
inline constexpr uint32_t kTargetPackage = 0x01010021;
inline constexpr uint32_t kValue = 0x01010024;
inline constexpr uint32_t kResource = 0x01010025;
inline constexpr uint32_t kMimeType = 0x01010026;
inline constexpr uint32_t kScheme = 0x01010027;
inline constexpr uint32_t kHost = 0x01010028;
inline constexpr uint32_t kPort = 0x01010029;
inline constexpr uint32_t kPath = 0x0101002a;
inline constexpr uint32_t kPathPrefix = 0x0101002b;
inline constexpr uint32_t kPathPattern = 0x0101002c;
inline constexpr uint32_t kAction = 0x0101002d;
inline constexpr uint32_t kData = 0x0101002e;
inline constexpr uint32_t kTargetClass = 0x0101002f;
inline constexpr uint32_t kEntries = 0x010100b2;
inline constexpr uint32_t kId = 0x010100d0;
inline constexpr uint32_t kTag = 0x010100d1;
inline constexpr uint32_t kVisibility = 0x010100dc;
inline constexpr uint32_t kLayout = 0x010100f2;
inline constexpr uint32_t kSrc = 0x01010119;
inline constexpr uint32_t kTextOn = 0x01010124;
inline constexpr uint32_t kTextOff = 0x01010125;
inline constexpr uint32_t kText = 0x0101014f;
inline constexpr uint32_t kHint = 0x01010150;
inline constexpr uint32_t kPrompt = 0x0101017b;
inline constexpr uint32_t kTitle = 0x010101e1;
inline constexpr uint32_t kTitleCondensed = 0x010101e2;
inline constexpr uint32_t kKey = 0x010101e8;
inline constexpr uint32_t kSummary = 0x010101e9;
inline constexpr uint32_t kDefaultValue = 0x010101ed;
inline constexpr uint32_t kSummaryOn = 0x010101ef;
inline constexpr uint32_t kSummaryOff = 0x010101f0;
inline constexpr uint32_t kDialogTitle = 0x010101f2;
inline constexpr uint32_t kDialogMessage = 0x010101f3;
inline constexpr uint32_t kPositiveButtonText = 0x010101f5;
inline constexpr uint32_t kNegativeButtonText = 0x010101f6;
inline constexpr uint32_t kEntryValues = 0x010101f8;
inline constexpr uint32_t kTargetActivity = 0x01010202;
inline constexpr uint32_t kMinSdkVersion = 0x0101020c;
inline constexpr uint32_t kVersionCode = 0x0101021b;
inline constexpr uint32_t kVersionName = 0x0101021c;
inline constexpr uint32_t kInputType = 0x01010220;
inline constexpr uint32_t kSettingsActivity = 0x01010225;
inline constexpr uint32_t kInitialLayout = 0x01010251;
inline constexpr uint32_t kSharedUserLabel = 0x01010261;
inline constexpr uint32_t kImeActionLabel = 0x01010265;
inline constexpr uint32_t kOnClick = 0x0101026f;
inline constexpr uint32_t kTargetSdkVersion = 0x01010270;
inline constexpr uint32_t kMaxSdkVersion = 0x01010271;
inline constexpr uint32_t kTestOnly = 0x01010272;
inline constexpr uint32_t kContentDescription = 0x01010273;
inline constexpr uint32_t kAllowBackup = 0x01010280;
inline constexpr uint32_t kGlEsVersion = 0x01010281;
inline constexpr uint32_t kRequired = 0x0101028e;
inline constexpr uint32_t kAccountType = 0x0101028f;
inline constexpr uint32_t kContentAuthority = 0x01010290;
inline constexpr uint32_t kQueryHint = 0x010102d5;
inline constexpr uint32_t kFragment = 0x010102e3;
inline constexpr uint32_t kAccessibilityEventTypes = 0x01010380;
inline constexpr uint32_t kPackageNames = 0x01010381;
inline constexpr uint32_t kAccessibilityFeedbackType = 0x01010382;
inline constexpr uint32_t kCanRetrieveWindowContent = 0x01010385;
inline constexpr uint32_t kParentActivityName = 0x010103a7;
inline constexpr uint32_t kIsolatedProcess = 0x010103a9;
inline constexpr uint32_t kBanner = 0x010103f2;
inline constexpr uint32_t kExtractNativeLibs = 0x010104ea;
inline constexpr uint32_t kFullBackupContent = 0x010104eb;
inline constexpr uint32_t kUsesCleartextTraffic = 0x010104ec;
inline constexpr uint32_t kAutoVerify = 0x010104ee;
inline constexpr uint32_t kNetworkSecurityConfig = 0x01010527;
inline constexpr uint32_t kShortcutId = 0x01010528;
inline constexpr uint32_t kShortcutShortLabel = 0x01010529;
inline constexpr uint32_t kShortcutLongLabel = 0x0101052a;
inline constexpr uint32_t kShortcutDisabledMessage = 0x0101052b;
inline constexpr uint32_t kRoundIcon = 0x0101052c;
inline constexpr uint32_t kIsolatedSplits = 0x0101054b;
inline constexpr uint32_t kCompileSdkVersion = 0x01010572;
inline constexpr uint32_t kCompileSdkVersionCodename = 0x01010573;
inline constexpr uint32_t kAppComponentFactory = 0x0101057a;
inline constexpr uint32_t kForegroundServiceType = 0x01010599;
inline constexpr uint32_t kHasFragileUserData = 0x0101059a;
inline constexpr uint32_t kRequestLegacyExternalStorage = 0x01010603;
inline constexpr uint32_t kPathSuffix = 0x0101061e;
inline constexpr uint32_t kSspSuffix = 0x0101061f;
inline constexpr uint32_t kPathAdvancedPattern = 0x01010620;
inline constexpr uint32_t kDataExtractionRules = 0x0101063e;
inline constexpr uint32_t kIsAccessibilityTool = 0x01010641;
inline constexpr uint32_t kUsesPermissionFlags = 0x01010644;
inline constexpr uint32_t kRequiredSplitTypes = 0x0101064e;

struct NamedId {
  uint32_t id;
  std::string_view name;
};

inline constexpr std::array kAll = {
    NamedId{kTheme, "theme"},
    NamedId{kLabel, "label"},
    NamedId{kIcon, "icon"},
    NamedId{kName, "name"},
    NamedId{kPermission, "permission"},
    NamedId{kReadPermission, "readPermission"},
    NamedId{kWritePermission, "writePermission"},
    NamedId{kProtectionLevel, "protectionLevel"},
    NamedId{kPermissionGroup, "permissionGroup"},
    NamedId{kSharedUserId, "sharedUserId"},
    NamedId{kHasCode, "hasCode"},
    NamedId{kPersistent, "persistent"},
    NamedId{kEnabled, "enabled"},
    NamedId{kDebuggable, "debuggable"},
    NamedId{kExported, "exported"},
    NamedId{kProcess, "process"},
    NamedId{kTaskAffinity, "taskAffinity"},
    NamedId{kMultiprocess, "multiprocess"},
    NamedId{kExcludeFromRecents, "excludeFromRecents"},
    NamedId{kAuthorities, "authorities"},
    NamedId{kGrantUriPermissions, "grantUriPermissions"},
    NamedId{kPriority, "priority"},
    NamedId{kLaunchMode, "launchMode"},
    NamedId{kScreenOrientation, "screenOrientation"},
    NamedId{kConfigChanges, "configChanges"},
    NamedId{kDescription, "description"},
    NamedId{kTargetPackage, "targetPackage"},
    NamedId{kValue, "value"},
    NamedId{kResource, "resource"},
    NamedId{kMimeType, "mimeType"},
    NamedId{kScheme, "scheme"},
    NamedId{kHost, "host"},
    NamedId{kPort, "port"},
    NamedId{kPath, "path"},
    NamedId{kPathPrefix, "pathPrefix"},
    NamedId{kPathPattern, "pathPattern"},
    NamedId{kAction, "action"},
    NamedId{kData, "data"},
    NamedId{kTargetClass, "targetClass"},
    NamedId{kEntries, "entries"},
    NamedId{kId, "id"},
    NamedId{kTag, "tag"},
    NamedId{kVisibility, "visibility"},
    NamedId{kLayout, "layout"},
    NamedId{kSrc, "src"},
    NamedId{kTextOn, "textOn"},
    NamedId{kTextOff, "textOff"},
    NamedId{kText, "text"},
    NamedId{kHint, "hint"},
    NamedId{kPrompt, "prompt"},
    NamedId{kTitle, "title"},
    NamedId{kTitleCondensed, "titleCondensed"},
    NamedId{kKey, "key"},
    NamedId{kSummary, "summary"},
    NamedId{kDefaultValue, "defaultValue"},
    NamedId{kSummaryOn, "summaryOn"},
    NamedId{kSummaryOff, "summaryOff"},
    NamedId{kDialogTitle, "dialogTitle"},
    NamedId{kDialogMessage, "dialogMessage"},
    NamedId{kPositiveButtonText, "positiveButtonText"},
    NamedId{kNegativeButtonText, "negativeButtonText"},
    NamedId{kEntryValues, "entryValues"},
    NamedId{kTargetActivity, "targetActivity"},
    NamedId{kMinSdkVersion, "minSdkVersion"},
    NamedId{kVersionCode, "versionCode"},
    NamedId{kVersionName, "versionName"},
    NamedId{kInputType, "inputType"},
    NamedId{kSettingsActivity, "settingsActivity"},
    NamedId{kInitialLayout, "initialLayout"},
    NamedId{kSharedUserLabel, "sharedUserLabel"},
    NamedId{kImeActionLabel, "imeActionLabel"},
    NamedId{kOnClick, "onClick"},
    NamedId{kTargetSdkVersion, "targetSdkVersion"},
    NamedId{kMaxSdkVersion, "maxSdkVersion"},
    NamedId{kTestOnly, "testOnly"},
    NamedId{kContentDescription, "contentDescription"},
    NamedId{kAllowBackup, "allowBackup"},
    NamedId{kGlEsVersion, "glEsVersion"},
    NamedId{kRequired, "required"},
    NamedId{kAccountType, "accountType"},
    NamedId{kContentAuthority, "contentAuthority"},
    NamedId{kQueryHint, "queryHint"},
    NamedId{kFragment, "fragment"},
    NamedId{kAccessibilityEventTypes, "accessibilityEventTypes"},
    NamedId{kPackageNames, "packageNames"},
    NamedId{kAccessibilityFeedbackType, "accessibilityFeedbackType"},
    NamedId{kCanRetrieveWindowContent, "canRetrieveWindowContent"},
    NamedId{kParentActivityName, "parentActivityName"},
    NamedId{kIsolatedProcess, "isolatedProcess"},
    NamedId{kBanner, "banner"},
    NamedId{kExtractNativeLibs, "extractNativeLibs"},
    NamedId{kFullBackupContent, "fullBackupContent"},
    NamedId{kUsesCleartextTraffic, "usesCleartextTraffic"},
    NamedId{kAutoVerify, "autoVerify"},
    NamedId{kNetworkSecurityConfig, "networkSecurityConfig"},
    NamedId{kShortcutId, "shortcutId"},
    NamedId{kShortcutShortLabel, "shortcutShortLabel"},
    NamedId{kShortcutLongLabel, "shortcutLongLabel"},
    NamedId{kShortcutDisabledMessage, "shortcutDisabledMessage"},
    NamedId{kRoundIcon, "roundIcon"},
    NamedId{kIsolatedSplits, "isolatedSplits"},
    NamedId{kCompileSdkVersion, "compileSdkVersion"},
    NamedId{kCompileSdkVersionCodename, "compileSdkVersionCodename"},
    NamedId{kAppComponentFactory, "appComponentFactory"},
    NamedId{kForegroundServiceType, "foregroundServiceType"},
    NamedId{kHasFragileUserData, "hasFragileUserData"},
    NamedId{kRequestLegacyExternalStorage, "requestLegacyExternalStorage"},
    NamedId{kPathSuffix, "pathSuffix"},
    NamedId{kSspSuffix, "sspSuffix"},
    NamedId{kPathAdvancedPattern, "pathAdvancedPattern"},
    NamedId{kDataExtractionRules, "dataExtractionRules"},
    NamedId{kIsAccessibilityTool, "isAccessibilityTool"},
    NamedId{kUsesPermissionFlags, "usesPermissionFlags"},
    NamedId{kRequiredSplitTypes, "requiredSplitTypes"},
};
static_assert(std::is_sorted(kAll.begin(), kAll.end(), [](NamedId a, NamedId b) { return a.id < b.id; }));

// 0 when the name is none of the table.
constexpr uint32_t id_of(std::string_view name) {
  for (const NamedId& row : kAll) {
    if (row.name == name) return row.id;
  }
  return 0;
}

// Empty when the id is none of the table.
constexpr std::string_view name_of(uint32_t id) {
  const auto at = std::lower_bound(kAll.begin(), kAll.end(), id,
                                   [](NamedId row, uint32_t wanted) { return row.id < wanted; });
  return at != kAll.end() && at->id == id ? at->name : std::string_view{};
}

}  // namespace jianfu::formats::axml::attribute
