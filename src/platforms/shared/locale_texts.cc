#include "platforms/shared/locale_texts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "platforms/shared/paths.h"

namespace jianfu::platforms {
namespace {

// Names of languages that stand alone as names of files or folders; others count with a region only
// ("de-DE").
constexpr std::array<std::string_view, 24> kLanguages = {"zh", "en", "ja", "ko", "fr", "de", "es", "pt",
                                                         "ru", "it", "ar", "th", "vi", "id", "ms", "bo",
                                                         "ug", "mn", "ii", "za", "kk", "hi", "tr", "pl"};
constexpr std::array<std::string_view, 3> kScripts = {"hans", "hant", "latn"};

bool is_alpha(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
  });
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

// "zh_CN" → "zh-CN", "zh-hans" → "zh-Hans", "cn" → "zh-CN"; empty when it is no locale.
std::string as_locale(std::string_view word) {
  const std::string plain = lower(word);
  if (plain == "cn" || plain == "zhcn") return "zh-CN";
  if (plain == "tw" || plain == "zhtw") return "zh-TW";
  const size_t cut = plain.find_first_of("-_");
  const std::string language = plain.substr(0, cut);
  if (std::find(kLanguages.begin(), kLanguages.end(), language) == kLanguages.end()) return {};
  if (cut == std::string::npos) return language;
  const std::string region = plain.substr(cut + 1);
  if (!is_alpha(region)) return {};
  if (std::find(kScripts.begin(), kScripts.end(), region) != kScripts.end()) {
    return language + "-" + upper(region.substr(0, 1)) + region.substr(1);
  }
  return region.size() == 2 ? language + "-" + upper(region) : std::string();
}

}  // namespace

bool is_chinese(std::string_view locale) {
  return locale.starts_with("zh");
}

LocaleOfPath locale_of_path(std::string_view path) {
  const std::string_view folder = folder_of(path);
  const std::string_view base = without_extension(base_of(path));
  const std::string_view ending = path.substr(path.size() - (base_of(path).size() - base.size()));
  if (std::string whole = as_locale(base); !whole.empty())
    return {std::move(whole), std::string(folder) + "/*" + std::string(ending)};
  // messages_zh_CN, app-en, strings.zh: the longest tail that is a locale.
  for (size_t at = base.find_first_of("_-."); at != std::string_view::npos;
       at = base.find_first_of("_-.", at + 1)) {
    std::string tail = as_locale(base.substr(at + 1));
    if (tail.empty()) continue;
    return {std::move(tail),
            std::string(folder) + "/" + std::string(base.substr(0, at)) + "*" + std::string(ending)};
  }
  std::string_view name = base_of(folder);
  if (name.ends_with(".lproj")) name.remove_suffix(6);
  std::string of_folder = as_locale(name);
  if (of_folder.empty()) return {};
  return {std::move(of_folder), std::string(folder_of(folder)) + "/*/" + std::string(base_of(path))};
}

bool LocaleTexts::add(const LocaleOfPath& place, const std::string& key, evidence::Evidence item) {
  if (kept_ >= kMost) return false;
  ++kept_;
  item.at.locale = place.locale;
  groups_[place.group][key].push_back(std::move(item));
  return true;
}

void LocaleTexts::flush(evidence::Collector& out) {
  for (auto& [group, keys] : groups_) {
    for (auto& [key, items] : keys) {
      std::stable_sort(items.begin(), items.end(), [](const auto& a, const auto& b) {
        return std::pair(!is_chinese(a.at.locale), std::string_view(a.at.locale)) <
               std::pair(!is_chinese(b.at.locale), std::string_view(b.at.locale));
      });
      evidence::Evidence first = std::move(items.front());
      for (size_t i = 1; i < items.size(); ++i) {
        if (items[i].at.locale == first.at.locale) {  // the key twice in one file
          out.add(std::move(items[i]));
        } else {
          first.translations.push_back({items[i].at.locale, std::move(items[i].text)});
        }
      }
      out.add(std::move(first));
    }
  }
  groups_.clear();
  kept_ = 0;
}

}  // namespace jianfu::platforms
