// What was read twice, from a bundle and from the sources that its map carries, is told once: where the
// source has it. Nothing says that a map is true, so what only the bundle has stays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_set>

#include "evidence/evidence.h"

namespace jianfu::platforms {

// What pieces of evidence say, as hashes of the whole and of the parts of their texts, and whose it is.
struct Sayings {
  std::unordered_set<uint64_t> hashes;
  std::unordered_set<uint32_t> modules;

  void add(const Sayings& other);
};

// Adds what the items of `set` from `begin` on say.
void note_sayings(const evidence::EvidenceSet& set, size_t begin, Sayings& out);

// Of the items from `begin` on, those go that `own` says as well; those that only `foreign` says belong to
// third parties. Spaces do not count, nor where a compiler cut a text into pieces or joined them. Pages and
// components that `own` says nothing of keep what they have.
void drop_said(evidence::EvidenceSet& set, size_t begin, const Sayings& own, const Sayings& foreign);

}  // namespace jianfu::platforms
