#include "platforms/shared/covered.h"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>

#include "platforms/shared/literals.h"

namespace jianfu::platforms {
namespace {

using evidence::Evidence;
using evidence::Kind;

constexpr std::string_view kVariable = "\xE2\x80\xA6";  // "…", as readable_template() writes it

// Kinds of strings are not told apart: what is a constant in the source is a title in the bundle.
char group_of(const Evidence& item) {
  switch (item.kind) {
    case Kind::kCall:
      return 'c';
    case Kind::kField:
      return item.required ? 'r' : 'f';
    case Kind::kPermission:
    case Kind::kComponent:
    case Kind::kSdk:
    case Kind::kAsset:
    case Kind::kFact:
    case Kind::kApi:
      return 'o';
    default:
      return 't';
  }
}

uint64_t hash_of(char group, const std::string& text) {
  return std::hash<std::string>{}(text + group);
}

void append_without_spaces(std::string& out, std::string_view text) {
  constexpr std::string_view kNoBreak = "\xC2\xA0";
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    if (text.substr(i, kNoBreak.size()) == kNoBreak) {
      ++i;
      continue;
    }
    out += c;
  }
}

std::string whole_of(const Evidence& item) {
  std::string out;
  std::string_view text = item.text;
  // Frameworks call the platform by another name than the code that they were given: wx.scanCode,
  // uni.scanCode.
  if (item.kind == Kind::kCall) text.remove_prefix(text.find('.') + 1);
  append_without_spaces(out, text);
  for (const evidence::Argument& argument : item.arguments) {
    if (item.kind != Kind::kCall) break;
    out.append("\n").append(argument.name).append("\n").append(argument.value);
  }
  return out;
}

// Hears the pieces between variables and marks of markup that hold Han; false when `hears` says so.
template <typename Hears>
bool each_part(std::string_view text, const Hears& hears) {
  while (!text.empty()) {
    const size_t variable = text.find(kVariable), mark = text.find_first_of("<>\"'");
    const size_t end = std::min({variable, mark, text.size()});
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + (end == variable ? kVariable.size() : 1), text.size()));
    if (!holds_han(part)) continue;
    std::string bare;
    append_without_spaces(bare, part);
    if (!hears(bare)) return false;
  }
  return true;
}

bool is_said(const Sayings& sayings, const Evidence& item) {
  const char group = group_of(item);
  if (sayings.hashes.count(hash_of(group, whole_of(item))) != 0) return true;
  if (group == 'f') return sayings.hashes.count(hash_of('r', whole_of(item))) != 0;
  if (group != 't' || !holds_han(item.text)) return false;
  return each_part(item.text,
                   [&](const std::string& part) { return sayings.hashes.count(hash_of('t', part)) != 0; });
}

// A screen of its own in the bundle, none of whose sources the map has.
bool is_other_screen(const evidence::EvidenceSet& set, const Sayings& own, uint32_t module) {
  if (module >= set.modules.size() || own.modules.count(module) != 0) return false;
  const evidence::ModuleKind kind = set.modules[module].kind;
  return kind == evidence::ModuleKind::kPage || kind == evidence::ModuleKind::kComponent ||
         kind == evidence::ModuleKind::kApp;
}

}  // namespace

void Sayings::add(const Sayings& other) {
  hashes.insert(other.hashes.begin(), other.hashes.end());
  modules.insert(other.modules.begin(), other.modules.end());
}

void note_sayings(const evidence::EvidenceSet& set, size_t begin, Sayings& out) {
  for (size_t i = begin; i < set.evidence.size(); ++i) {
    const Evidence& item = set.evidence[i];
    const char group = group_of(item);
    out.modules.insert(item.module);
    out.hashes.insert(hash_of(group, whole_of(item)));
    if (group != 't') continue;
    each_part(item.text, [&](const std::string& part) {
      out.hashes.insert(hash_of('t', part));
      return true;
    });
  }
}

void drop_said(evidence::EvidenceSet& set, size_t begin, const Sayings& own, const Sayings& foreign) {
  const auto first = set.evidence.begin() + static_cast<ptrdiff_t>(std::min(begin, set.evidence.size()));
  const auto end = std::remove_if(first, set.evidence.end(), [&](const Evidence& item) {
    return !is_other_screen(set, own, item.module) && is_said(own, item);
  });
  for (auto item = first; item != end; ++item) {
    if (item->owner == evidence::Owner::kUnknown && is_said(foreign, *item))
      item->owner = evidence::Owner::kThirdParty;
  }
  set.evidence.erase(end, set.evidence.end());
}

}  // namespace jianfu::platforms
