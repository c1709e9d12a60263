// Evidence sets for the forms that they are written in: anything that can stand in one, in any order.
#pragma once

#include <array>
#include <random>
#include <string>

#include "core/message.h"
#include "evidence/evidence.h"
#include "evidence/pressed.h"

namespace jianfu::evidence {

// Random sets out of pieces that a careless writer or reader trips over.
class RandomSet {
 public:
  explicit RandomSet(unsigned seed) : random_(seed) {}

  EvidenceSet make() {
    EvidenceSet out;
    for (uint32_t i = below(5) + 1; i > 0; --i)
      out.modules.push_back({std::to_string(i) + word(), pick<ModuleKind>(kModuleKindNames), word(),
                             pick<Owner>(kOwnerNames), pick<Reach>(kReachNames), coin(), word()});
    const auto modules = static_cast<uint32_t>(out.modules.size());
    for (uint32_t i = below(4); i > 0; --i)
      out.edges.push_back({pick<EdgeKind>(kEdgeKindNames), below(modules), below(modules), word(), below(9)});
    for (uint32_t i = below(8); i > 0; --i) out.evidence.push_back(item(modules));
    for (uint32_t i = below(4); i > 0; --i) out.gaps.push_back(gap(modules));
    out.coverage = {below(9), below(9), below(9), below(9), UINT64_MAX, below(9), {}};
    for (uint64_t& count : out.coverage.items) count = below(3);
    return out;
  }

 private:
  uint32_t below(uint32_t most) { return static_cast<uint32_t>(random_() % most); }
  bool coin() { return below(2) == 0; }
  template <typename Value, typename Names>
  Value pick(const Names& names) {
    return static_cast<Value>(below(static_cast<uint32_t>(names.size())));
  }
  std::string word() {
    constexpr std::array<std::string_view, 34> kPieces = {
        "a",      "\"",     "\\",   "=",        " ",       "\n",      "\r",   "\t", "\x01",
        "\x7f",   "#",      ":",    "12",       ":0",      "+0x1f",   "打卡", "“",  "，",
        "\u200b", "\u202e", "\xff", "\xc0\x80", "tr:",     "arg:",    "in",   "at", "required",
        "module", "\ufffd", "𠀀",   "\xed\xa0", "\\u0041", "dormant", ","};
    std::string out;
    for (uint32_t i = below(4); i > 0; --i) out += kPieces[below(kPieces.size())];
    return out;
  }
  uint32_t some_module(uint32_t modules) { return coin() ? below(modules) : kNoModule; }

  Evidence item(uint32_t modules) {
    Evidence out;
    out.kind = pick<Kind>(kKindNames);
    out.role = pick<Role>(kRoleNames);
    out.owner = pick<Owner>(kOwnerNames);
    out.required = coin();
    if (coin()) out.arguments.push_back({std::string(kPressed), {}});
    out.dormant = coin();
    out.module = some_module(modules);
    out.text = word();
    out.at = {word(), below(3), below(3), std::nullopt, word(), word(), word()};
    if (coin()) out.at.offset = coin() ? UINT64_MAX : below(3);
    for (uint32_t i = below(4); i > 0; --i) out.arguments.push_back({word(), word()});
    for (uint32_t i = below(3); i > 0; --i) out.translations.push_back({word(), word()});
    return out;
  }
  Gap gap(uint32_t modules) {
    Gap out;
    out.why = pick<GapReason>(core::kGapReasonNames);
    if (coin()) out.what.id = Msg::past_end;
    for (uint32_t i = below(3); i > 0; --i) out.what.args.push_back(word());
    out.detail = word();
    out.entry = word();
    out.module = some_module(modules);
    out.hides = KindSet::from_bits(below(1u << kKindNames.size()));
    out.bytes = below(3);
    out.ask_zh = word();
    out.ask_en = word();
    return out;
  }

  std::mt19937 random_;
};

}  // namespace jianfu::evidence
