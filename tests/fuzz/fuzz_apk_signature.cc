// Any bytes as a signed package: the block, its schemes and their certificates; and as a certificate and a
// PKCS#7 signature by themselves.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "builders/signing_builder.h"
#include "builders/zip_builder.h"
#include "formats/apk_signature/apk_signature.h"
#include "io/x509.h"

using namespace jianfu;
using namespace jianfu::formats::apk_signature;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto certificate = io::x509::read_certificate(bytes)) {
    display_name(certificate->subject);
    if (certificate->sha256.size() != 64) std::abort();
  }
  if (const auto pkcs7 = io::x509::read_pkcs7(bytes)) {
    for (const auto& signer : pkcs7->signers) {
      if (signer.certificate && *signer.certificate >= pkcs7->certificates.size()) std::abort();
    }
  }
  for (const uint32_t id : {kV2, kV3, kStamp}) read_scheme({id, 0, bytes});
  const auto block = find_block(bytes);
  if (!block) return 0;
  if (block->offset > size || block->size > size - block->offset) std::abort();
  for (const Pair& pair : block->pairs) {
    for (const Signer& signer : read_scheme(pair).signers) {
      for (const std::string_view certificate : signer.certificates) io::x509::read_certificate(certificate);
      for (const std::string_view certificate : signer.lineage) io::x509::read_certificate(certificate);
    }
  }
  return 0;
}

std::vector<std::string> seeds() {
  builders::BlockSigner signer;
  signer.certificates = {builders::certificate_of()};
  signer.lineage = {builders::certificate_of()};
  signer.also_signed = 3;
  builders::ZipBuilder zip;
  zip.add("a", "x");
  zip.before_directory = builders::signing_block_of(
      {{{kV2, builders::v2_of({signer})}, {kV3, builders::v3_of({signer})}, {kWalle, "{}"}},
       "APK Sig Block 42",
       {},
       {}});
  return {zip.build(), builders::certificate_of(), builders::pkcs7_of(), builders::v2_of({signer}),
          builders::v3_of({signer})};
}
