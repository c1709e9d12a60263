#include "engine/unreviewed.h"

#include <algorithm>
#include <array>

#include "match/hits.h"
#include "text/minority.h"
#include "text/utf.h"

namespace jianfu::engine {
namespace {

using evidence::Evidence;
using text::MinorityScript;

// A list of languages names each in its own script; that hides no screen. From here on texts are out of view.
constexpr uint64_t kFew = 12;

constexpr std::array<Msg, text::kMinorityScripts> kNames = {Msg::script_other,     Msg::script_uyghur, Msg::script_tibetan,
                                                            Msg::script_mongolian, Msg::script_yi,     Msg::script_korean,
                                                            Msg::script_dai};

// One that also stands there in Chinese was reviewed in Chinese.
bool has_chinese(const Evidence& item) {
  return std::any_of(item.translations.begin(), item.translations.end(),
                     [](const evidence::Translation& other) { return text::count_han(other.text) > 0; });
}

bool counts(const evidence::EvidenceSet& set, const Evidence& item) {
  return item.kind == evidence::Kind::kText && !item.dormant && match::owner_of(set, item) != evidence::Owner::kThirdParty;
}

}  // namespace

void find_unreviewed(evidence::EvidenceSet& set, const rules::RuleSet& rules) {
  std::array<uint64_t, text::kMinorityScripts> found{};
  uint64_t all = 0;
  for (const Evidence& item : set.evidence) {
    if (!counts(set, item)) continue;
    const MinorityScript script = text::minority_script(item.text);
    if (script == MinorityScript::kNone || has_chinese(item)) continue;
    ++found[static_cast<size_t>(script)];
    ++all;
  }
  if (all == 0) return;
  std::string zh, en;
  for (size_t i = 1; i < found.size(); ++i) {
    if (found[i] == 0) continue;
    const std::string number = " " + std::to_string(found[i]);
    zh += (zh.empty() ? "" : "、") + core::render(kNames[i], Lang::kZh) + number;
    en += (en.empty() ? "" : ", ") + core::render(kNames[i], Lang::kEn) + number;
  }
  evidence::Gap gap;
  gap.why = GapReason::kNoLexicon;
  gap.what = {Msg::gap_unreviewed, {std::to_string(all), core::bilingual(zh, en)}};
  const auto row = std::find_if(rules.gaps.begin(), rules.gaps.end(), [](const rules::GapRule& one) { return one.why == GapReason::kNoLexicon; });
  if (row != rules.gaps.end()) {
    gap.ask_zh = row->ask.zh;
    gap.ask_en = row->ask.en;
    if (all >= kFew) gap.hides = row->hides;
  }
  set.gaps.push_back(std::move(gap));
}

}  // namespace jianfu::engine
