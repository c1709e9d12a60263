#include "evidence/collector.h"

#include <algorithm>

#include "text/scanner.h"

namespace jianfu::evidence {
namespace {

// Structure of the package, or named by reviewers: few, and kept whatever the rules are.
bool always_kept(Kind kind) {
  return kind == Kind::kPermission || kind == Kind::kComponent || kind == Kind::kField || kind == Kind::kRoute || kind == Kind::kSdk ||
         kind == Kind::kFact || kind == Kind::kCall || kind == Kind::kPurpose;
}

uint64_t edge_key(EdgeKind kind, uint32_t from, uint32_t to) {
  return (uint64_t{static_cast<uint8_t>(kind)} << 62) ^ (uint64_t{from} << 31) ^ to;
}

}  // namespace

bool Collector::wants(std::string_view text) const { return filter_ == nullptr || filter_->hit(text); }

void Collector::add(Evidence item) {
  count(item.kind, 1);
  if (!always_kept(item.kind) && !wants(item.text)) return;
  set_.evidence.push_back(std::move(item));
}

uint32_t Collector::module(std::string_view id, ModuleKind kind, std::string_view place) {
  if (const auto at = modules_.find(id); at != modules_.end()) return at->second;
  const uint32_t made = static_cast<uint32_t>(set_.modules.size());
  Module module;
  module.id = id;
  module.kind = kind;
  module.place = place;
  set_.modules.push_back(std::move(module));
  modules_.emplace(id, made);
  return made;
}

uint32_t Collector::find_module(std::string_view id) const {
  const auto at = modules_.find(id);
  return at == modules_.end() ? kNoModule : at->second;
}

void Collector::edge(EdgeKind kind, uint32_t from, uint32_t to, std::string_view entry, uint32_t line) {
  if (from == kNoModule || to == kNoModule) return;
  if (!edges_.emplace(edge_key(kind, from, to), static_cast<uint32_t>(set_.edges.size())).second) return;
  set_.edges.push_back({kind, from, to, std::string(entry), line});
}

void Collector::gap(const Defect& defect, std::string_view entry, uint32_t module) {
  Gap out;
  out.why = defect.why;
  out.what = defect.what;
  out.entry = entry;
  out.module = module;
  out.bytes = defect.bytes;
  set_.gaps.push_back(std::move(out));
}

void Collector::figure(std::string_view name, uint64_t count) {
  const auto at = std::find_if(set_.figures.begin(), set_.figures.end(), [&](const auto& figure) { return figure.first == name; });
  if (at != set_.figures.end()) at->second += count;
  else set_.figures.emplace_back(name, count);
}

}  // namespace jianfu::evidence
