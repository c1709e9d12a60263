// What was done to a package that only misleads those who look into it: facts of the readers that no build tool leaves
// behind (docs/tampering.md). It stands beside the findings and judges nothing: what Android reads was read.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "evidence/evidence.h"
#include "platforms/platform.h"

namespace jianfu::engine {

// One of each kind, in the order of known_tricks(). Source projects have none: a zip of sources is written by hand.
std::vector<platforms::Trick> tricks_of(const platforms::Package& package, const evidence::EvidenceSet& set);

// Their ids, gravest first.
std::span<const std::string_view> known_tricks();

}  // namespace jianfu::engine
