// Whose package it is: the certificates of v1, v2, v3 and v3.1, what stands beside them in the signing block,
// and what about them is odd. No signature is verified and nobody is trusted: what the package says is told.
#pragma once

#include "evidence/collector.h"
#include "io/tree.h"
#include "platforms/platform.h"

namespace jianfu::platforms::android {

// Fills package.signer and adds facts ("signer v2 sha256=… subject=…", "signer-mismatch …") and gaps. When a
// certificate expires is told by its dates alone: the same package gives the same report on any day.
void read_signer(const io::Tree& tree, Package& package, evidence::Collector& out);

}  // namespace jianfu::platforms::android
