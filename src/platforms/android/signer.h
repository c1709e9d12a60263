// Whose package it is: the certificates of v1, v2, v3 and v3.1, what stands beside them in the signing block,
// and what about them is odd. No signature is verified and nobody is trusted: what the package says is told.
#pragma once

#include <cstdint>
#include <optional>

#include "evidence/collector.h"
#include "io/tree.h"
#include "platforms/platform.h"

namespace jianfu::platforms::android {

// Fills package.signer and adds facts ("signer v2 sha256=… subject=…", "signer-mismatch …") and gaps. `now`:
// seconds since 1970, for telling what has expired; the clock's when nothing is given.
void read_signer(const io::Tree& tree, Package& package, evidence::Collector& out,
                 std::optional<int64_t> now = std::nullopt);

}  // namespace jianfu::platforms::android
