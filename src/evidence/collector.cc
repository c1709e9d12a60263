#include "evidence/collector.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <tuple>

#include "text/minority.h"
#include "text/scanner.h"
#include "text/utf.h"

namespace jianfu::evidence {
namespace {

// Structure of the package: few, and asked for by kind alone.
constexpr KindSet kAlwaysKept = {Kind::kPermission, Kind::kComponent, Kind::kField, Kind::kRoute,
                                 Kind::kSdk,        Kind::kFact,      Kind::kCall,  Kind::kApi};

// Modules number fewer than 2^31: each takes many bytes of memory.
uint64_t edge_key(EdgeKind kind, uint32_t from, uint32_t to) {
  return (uint64_t{from} << 33) | (uint64_t{to} << 2) | static_cast<uint64_t>(kind);
}

// Names are told with every item that stands under them: a long one would be copied a hundred thousand times.
constexpr size_t kMostName = 512;

std::string_view as_name(std::string_view text) {
  if (text.size() <= kMostName) return text;
  size_t end = kMostName;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

// What stands on a screen beside what rules ask for: the sketch of a screen is drawn from it. Paragraphs, messages
// and what code holds are many and left to the filter.
bool labels_a_screen(const EvidenceSet& set, const Evidence& item) {
  if (item.kind != Kind::kText || (item.role != Role::kLabel && item.role != Role::kTitle)) return false;
  if (item.module >= set.modules.size()) return false;
  const ModuleKind kind = set.modules[item.module].kind;
  return kind == ModuleKind::kPage || kind == ModuleKind::kComponent || kind == ModuleKind::kLayout;
}

// Names of functions are short; sentences are help texts and content. Bytes: 16 Han characters, 96 of an address.
constexpr size_t kMostShown = 48, kMostAddress = 96;

// A guess from bytes that costs next to nothing: all strings of a package are asked.
bool may_tell_what_for(std::string_view text) {
  if (text.size() < 4 || text.size() > kMostAddress) return false;
  if (text.front() == '/' || text.starts_with("http")) return text.find(' ') == std::string_view::npos;
  if (text.size() > kMostShown) return false;
  // U+4E00 to U+9FFF begin with these bytes.
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '\xE4' && c <= '\xE9'; });
}

void shorten(std::string& name) {
  if (name.size() > kMostName) name.resize(as_name(name).size());
}

}  // namespace

bool Filter::wants(std::string_view text) const {
  // What no lexicon reads is kept to be counted.
  return terms == nullptr || (shown && may_tell_what_for(text)) || terms->hit(text) ||
         text::minority_script(text) != text::MinorityScript::kNone;
}

bool always_kept(const EvidenceSet& set, const Evidence& item) {
  return kAlwaysKept.has(item.kind) || labels_a_screen(set, item);
}

Collector::Collector(EvidenceSet& set, Filter filter) : set_(set), filter_(filter) {
  for (uint32_t i = 0; i < set.modules.size(); ++i) modules_.emplace(set.modules[i].id, i);
  for (uint32_t i = 0; i < set.edges.size(); ++i)
    edges_.emplace(edge_key(set.edges[i].kind, set.edges[i].from, set.edges[i].to), i);
}


void Collector::hear(std::string_view text, uint32_t module) {
  if (module < set_.modules.size() && !set_.modules[module].speaks) set_.modules[module].speaks = text::count_han(text) > 0;
}

void Collector::add(Evidence item) {
  count(item.kind, 1);
  if (item.kind == Kind::kText) hear(item.text, item.module);
  const bool keep = always_kept(set_, item) || wants(item.text) ||
                    std::any_of(item.arguments.begin(), item.arguments.end(),
                                [this](const Argument& argument) { return wants(argument.value); }) ||
                    std::any_of(item.translations.begin(), item.translations.end(),
                                [this](const Translation& other) { return wants(other.text); });
  if (!keep) return;
  shorten(item.at.symbol);
  shorten(item.at.entry);
  set_.evidence.push_back(std::move(item));
}

uint32_t Collector::module(std::string_view full_id, ModuleKind kind, std::string_view place) {
  const std::string_view id = as_name(full_id);
  if (const auto known = modules_.find(id); known != modules_.end()) return known->second;
  const auto index = static_cast<uint32_t>(set_.modules.size());
  Module made;
  made.id = id;
  made.kind = kind;
  made.place = as_name(place);
  set_.modules.push_back(std::move(made));
  modules_.emplace(std::string(id), index);
  return index;
}

uint32_t Collector::find_module(std::string_view id) const {
  const auto known = modules_.find(as_name(id));
  return known == modules_.end() ? kNoModule : known->second;
}

void Collector::edge(EdgeKind kind, uint32_t from, uint32_t to, std::string_view entry, uint32_t line) {
  if (from >= set_.modules.size() || to >= set_.modules.size()) return;
  const auto [known, made] =
      edges_.emplace(edge_key(kind, from, to), static_cast<uint32_t>(set_.edges.size()));
  if (made) {
    set_.edges.push_back({kind, from, to, std::string(entry), line});
    return;
  }
  // The first place in the order of reports stays, whatever was read first.
  Edge& first = set_.edges[known->second];
  if (std::tuple(entry, line) < std::tuple(std::string_view(first.entry), first.line)) {
    first.entry = entry;
    first.line = line;
  }
}

void Collector::gap(const Defect& defect, std::string_view entry, uint32_t module) {
  Gap made;
  made.why = defect.why;
  made.what = defect.what;
  // One for the whole package, however much of it is left: sort() drops repeats.
  const bool of_all = defect.why == GapReason::kTime;
  made.entry = of_all ? std::string_view() : entry;
  made.module = of_all ? kNoModule : module;
  made.bytes = defect.bytes;
  if (defect.offset != 0) {
    std::array<char, 24> where{};
    std::snprintf(where.data(), where.size(), "+0x%llx", static_cast<unsigned long long>(defect.offset));
    made.detail = where.data();
  }
  gap(std::move(made));
}

void Collector::figure(std::string_view name, uint64_t count) {
  const auto at = std::find_if(set_.figures.begin(), set_.figures.end(),
                               [&](const auto& figure) { return figure.first == name; });
  if (at != set_.figures.end()) {
    at->second += count;
  } else {
    set_.figures.emplace_back(name, count);
  }
}

}  // namespace jianfu::evidence
