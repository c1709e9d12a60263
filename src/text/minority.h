// Scripts of China's languages that no lexicon here can read: their texts are counted, and the count is told, so
// that nobody takes them for reviewed.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace jianfu::text {

enum class MinorityScript : uint8_t {
  kNone,
  kArabic,     // Uyghur, Kazakh, Kirghiz
  kTibetan,
  kMongolian,  // the traditional script
  kYi,
  kHangul,
  kTai,        // Tai Le, New Tai Lue
};
inline constexpr size_t kMinorityScripts = 7;

// The script of a text that is written in one of them: at least two of its characters, and no Han. ASCII costs
// next to nothing.
MinorityScript minority_script(std::string_view utf8);

}  // namespace jianfu::text
