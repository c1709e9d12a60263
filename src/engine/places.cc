#include "engine/places.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

namespace jianfu::engine {
namespace {

using evidence::EvidenceSet;

// "pages/sign/index.wxml", "pages/sign/index.js" → "pages/sign/index": the files of one screen.
std::string_view stem(std::string_view entry) {
  const size_t slash = entry.rfind('/');
  const size_t dot = entry.rfind('.');
  return dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash) ? entry
                                                                                          : entry.substr(0, dot);
}

// Candidates of a group in one file that were not taken yet, in order.
struct File {
  std::string_view entry;
  bool own = false;
  std::vector<uint32_t> items;
  size_t next = 0;
};

class Choice {
 public:
  Choice(const EvidenceSet& set, uint32_t own, size_t most) : set_(set), own_(own), most_(most) {}

  void add(const Candidate& candidate) {
    std::vector<File>& files = groups_[candidate.rank];
    const evidence::Evidence& item = set_.evidence[candidate.item];
    const auto [at, fresh] = files_.emplace(std::pair(candidate.rank, std::string_view(item.at.entry)), files.size());
    if (fresh) files.push_back({item.at.entry, is_own(item), {}, 0});
    File& file = files[at->second];
    if (file.items.size() < most_) file.items.push_back(candidate.item);
  }

  std::vector<uint32_t> take() {
    std::vector<uint32_t> out;
    for (auto& [rank, files] : groups_)
      std::stable_sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.own > b.own; });
    bool more = true;
    while (more && out.size() < most_) {
      more = false;
      for (auto& [rank, files] : groups_) {
        const uint32_t item = out.size() < most_ ? next_of(files) : UINT32_MAX;
        if (item == UINT32_MAX) continue;
        more = true;
        if (taken_.insert(item).second) out.push_back(item);
      }
    }
    return out;
  }

 private:
  bool is_own(const evidence::Evidence& item) const {
    if (own_ == evidence::kNoModule) return false;
    const evidence::Module& module = set_.modules[own_];
    return item.module == own_ || stem(item.at.entry) == stem(module.place) || stem(item.at.entry) == module.id;
  }

  // Of the file that was shown least; among equals the earlier.
  uint32_t next_of(std::vector<File>& files) {
    File* best = nullptr;
    uint32_t least = UINT32_MAX;
    for (File& file : files) {
      while (file.next < file.items.size() && taken_.count(file.items[file.next]) > 0) ++file.next;
      if (file.next == file.items.size()) continue;
      const auto shown = shown_.find(file.entry);
      const uint32_t times = shown == shown_.end() ? 0 : shown->second;
      if (times >= least) continue;
      best = &file;
      least = times;
      if (times == 0) break;
    }
    if (best == nullptr) return UINT32_MAX;
    ++shown_[best->entry];
    return best->items[best->next++];
  }

  const EvidenceSet& set_;
  uint32_t own_;
  size_t most_;
  std::map<uint32_t, std::vector<File>> groups_;                       // by rank
  std::map<std::pair<uint32_t, std::string_view>, size_t> files_;      // rank and entry → place in the group
  std::unordered_map<std::string_view, uint32_t> shown_;               // entry → times
  std::set<uint32_t> taken_;
};

}  // namespace

std::vector<uint32_t> choose_places(const EvidenceSet& set, const std::vector<Candidate>& candidates,
                                    uint32_t own, size_t most) {
  Choice choice(set, own, most);
  for (const Candidate& candidate : candidates) choice.add(candidate);
  return choice.take();
}

}  // namespace jianfu::engine
