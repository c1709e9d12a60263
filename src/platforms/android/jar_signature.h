// The v1 signature: META-INF/MANIFEST.MF lists all files, *.SF signs that list, *.RSA, *.DSA and *.EC hold
// the certificates (PKCS#7). The list also tells of files that the archive's directory hides.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "evidence/collector.h"
#include "io/tree.h"

namespace jianfu::platforms::android {

struct JarSigner {
  std::string place;        // the entry it was read from
  std::string certificate;  // DER
  std::string digest;       // "SHA1" …: of its signature
  size_t chain = 0;         // certificates in that entry
};

struct JarSignature {
  std::vector<JarSigner> signers;
  std::set<uint32_t> announced;  // schemes that an .SF says were made too (X-Android-APK-Signed)
  size_t files = 0;              // signature files met, readable or not
  bool has_manifest = false;
};

// Defects become gaps; listed files that are not there a gap and a fact.
JarSignature read_jar_signature(const io::Tree& tree, evidence::Collector& out);

}  // namespace jianfu::platforms::android
