#include "engine/packer.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jianfu::engine {
namespace {

using evidence::Evidence;
using evidence::EvidenceSet;
using evidence::Kind;

constexpr std::string_view kPackingFact = "packing.";
constexpr std::string_view kWeakMarker = "weak-marker";  // the sign that needs no fact

struct Mark {
  bool found = false;
  std::string place;  // of the first one
  void set(std::string_view where) {
    if (!found) place = where;
    found = true;
  }
};

// Marks of all packers, strong and weak, by their order in the rules.
struct Marks {
  std::vector<Mark> strong, weak;
};

void find_files(const EvidenceSet& set, const PackerFiles& files, Marks& marks) {
  for (const Evidence& item : set.evidence) {
    if (item.kind != Kind::kFact || !item.text.starts_with(kFileFact)) continue;
    const std::string_view path = std::string_view(item.text).substr(kFileFact.size());
    files.strong.find(path, [&](uint32_t p) { marks.strong[p].set(path); });
    files.weak.find(path, [&](uint32_t p) { marks.weak[p].set(path); });
  }
}

void find_class(std::string_view name, const std::vector<rules::Packer>& packers, Marks& marks) {
  const auto any = [&](const std::vector<std::string>& patterns) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const std::string& one) { return fits(one, name); });
  };
  for (size_t p = 0; p < packers.size(); ++p) {
    if (any(packers[p].classes)) marks.strong[p].set(name);
    if (any(packers[p].weak_classes)) marks.weak[p].set(name);
  }
}

// The Application class and the components of the manifest; a class that merely lies about starts nothing.
void find_classes(const EvidenceSet& set, const std::vector<rules::Packer>& packers, Marks& marks) {
  for (const evidence::Module& module : set.modules) {
    if (module.entry) find_class(module.id, packers, marks);
  }
  for (const Evidence& item : set.evidence) {
    if (item.kind == Kind::kComponent) find_class(item.text, packers, marks);
  }
}

// Number of that name in "packing.code-bytes bytes=80000 components=14", in thousandths.
std::optional<uint64_t> number_of(std::string_view fact, std::string_view name) {
  constexpr uint64_t kMost = UINT64_MAX / 100000;  // room for decimals and percents
  for (size_t at = fact.find(' '); at != std::string_view::npos; at = fact.find(' ', at + 1)) {
    std::string_view word = fact.substr(at + 1);
    word = word.substr(0, word.find(' '));
    if (!word.starts_with(name) || word.size() <= name.size() || word[name.size()] != '=') continue;
    uint64_t value = 0;
    int decimals = -1;  // none yet
    for (const char c : word.substr(name.size() + 1)) {
      if (c == '.' && decimals < 0) {
        decimals = 0;
      } else if (c < '0' || c > '9' || value > kMost / 10) {
        return std::nullopt;
      } else if (decimals < 3) {
        value = value * 10 + static_cast<uint64_t>(c - '0');
        decimals += decimals < 0 ? 0 : 1;
      }
    }
    for (decimals = std::max(decimals, 0); decimals < 3; ++decimals) value *= 10;
    return value;
  }
  return std::nullopt;
}

bool holds(const rules::Bound& bound, std::string_view fact) {
  const std::optional<uint64_t> number = number_of(fact, bound.number);
  if (!number) return false;
  if (bound.test == rules::Bound::kAtLeast) return *number >= bound.thousandths;
  if (bound.test == rules::Bound::kAtMost) return *number <= bound.thousandths;
  const std::optional<uint64_t> whole = number_of(fact, bound.of);
  // In long double: both sides may pass 64 bits.
  return whole && *whole > 0 &&
         static_cast<long double>(*number) * 100000.0L >
             static_cast<long double>(*whole) * static_cast<long double>(bound.thousandths);
}

// The first fact that shows the sign; null when none does.
const Evidence* shown(const EvidenceSet& set, const rules::PackSign& sign) {
  for (const Evidence& item : set.evidence) {
    if (item.kind != Kind::kFact || !item.text.starts_with(kPackingFact)) continue;
    const std::string_view rest = std::string_view(item.text).substr(kPackingFact.size());
    if (rest.substr(0, rest.find(' ')) != sign.id) continue;
    if (std::all_of(sign.bounds.begin(), sign.bounds.end(),
                    [&](const rules::Bound& bound) { return holds(bound, rest); }))
      return &item;
  }
  return nullptr;
}

void add_gap(EvidenceSet& set, GapReason why, Message what, std::string place, const std::string& fact) {
  Evidence item;
  item.kind = Kind::kFact;
  item.text = "packer " + fact;
  item.at.entry = place;
  set.evidence.push_back(std::move(item));
  ++set.coverage.items[static_cast<size_t>(Kind::kFact)];
  evidence::Gap gap;
  gap.why = why;
  gap.what = std::move(what);
  gap.entry = std::move(place);
  set.gaps.push_back(std::move(gap));
}

// Signs that show, their points added up; each counts once.
void suspect(EvidenceSet& set, const rules::Suspicion& suspicion, const Marks& marks) {
  const auto weak =
      std::find_if(marks.weak.begin(), marks.weak.end(), [](const Mark& mark) { return mark.found; });
  uint64_t points = 0;
  std::string zh, en, place;
  for (const rules::PackSign& sign : suspicion.signs) {
    const bool marker = sign.id == kWeakMarker;
    const Evidence* fact = marker ? nullptr : shown(set, sign);
    if (marker ? weak == marks.weak.end() : fact == nullptr) continue;
    points += sign.points;
    zh += (zh.empty() ? "" : "；") + sign.reason.in(Lang::kZh);
    en += (en.empty() ? "" : "; ") + sign.reason.in(Lang::kEn);
    if (place.empty()) place = marker ? weak->place : fact->at.entry;
  }
  if (suspicion.threshold == 0 || points < suspicion.threshold) return;
  add_gap(set, GapReason::kPackedSuspected, {Msg::gap_packed_suspected, {core::bilingual(zh, en)}},
          std::move(place), "suspected");
}

}  // namespace

PackerFiles::PackerFiles(const std::vector<rules::Packer>& packers) {
  for (uint32_t p = 0; p < packers.size(); ++p) {
    for (const std::string& file : packers[p].files) strong.add(file, p);
    for (const std::string& file : packers[p].weak_files) weak.add(file, p);
  }
}

void find_packer(EvidenceSet& set, const rules::RuleSet& rules, const PackerFiles& files) {
  Marks marks{std::vector<Mark>(rules.packers.size()), std::vector<Mark>(rules.packers.size())};
  find_files(set, files, marks);
  find_classes(set, rules.packers, marks);
  bool known = false;
  for (size_t p = 0; p < rules.packers.size(); ++p) {
    if (!marks.strong[p].found) continue;
    add_gap(set, GapReason::kPacked, {Msg::gap_packed, {rules.packers[p].name}}, marks.strong[p].place,
            rules.packers[p].name);
    known = true;
  }
  if (!known) suspect(set, rules.suspicion, marks);
}

}  // namespace jianfu::engine
