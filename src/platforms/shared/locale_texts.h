// Texts that stand under the same key in a file for each language (i18n/zh-CN.json beside i18n/en.json): one
// piece of evidence each, Chinese first, with its translations.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/collector.h"

namespace jianfu::platforms {

// "zh-CN" of ".../i18n/zh-CN.json", "en" of ".../messages_en.properties" and ".../en/common.json"; `group` is
// the path without it. The locale is empty when the path names none.
struct LocaleOfPath {
  std::string locale;  // as BCP 47 writes it: "zh-CN"
  std::string group;
};
LocaleOfPath locale_of_path(std::string_view path);
bool is_chinese(std::string_view locale);

class LocaleTexts {
 public:
  // False when there are too many already: the caller hands the text over by itself.
  bool add(const LocaleOfPath& place, const std::string& key, evidence::Evidence item);
  // Hands over what was kept, with translations joined.
  void flush(evidence::Collector& out);

 private:
  static constexpr size_t kMost = 200'000;
  size_t kept_ = 0;
  std::map<std::string, std::map<std::string, std::vector<evidence::Evidence>>>
      groups_;  // group → key → one a locale
};

}  // namespace jianfu::platforms
