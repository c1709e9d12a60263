// What was read twice, from a bundle and from the sources that its map carries, is told once: where the
// source has it. Nothing says that a map is true, so what only the bundle has stays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_set>

#include "evidence/evidence.h"

namespace jianfu::platforms {

// Hashes of what pieces of evidence say, and of the parts of their texts.
using Sayings = std::unordered_set<uint64_t>;

// Adds what the items of `set` from `begin` on say.
void note_sayings(const evidence::EvidenceSet& set, size_t begin, Sayings& out);

// Of the items from `begin` on, those go that `own` says as well; those that only `foreign` says belong to
// third parties. Spaces do not count, nor where a compiler cut a text into pieces or joined them.
void drop_said(evidence::EvidenceSet& set, size_t begin, const Sayings& own, const Sayings& foreign);

}  // namespace jianfu::platforms
