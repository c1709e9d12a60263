// The APK signing block (formats.md §1.5): what stands between the last entry and the directory of a signed
// package. Read are the certificates and what is said beside them; no signature is verified.
//
//   block   u64 size (of what follows), pairs, u64 size again, 16 bytes of magic
//   pair    u64 size, u32 id, content
//   v2      [[signer]]: [signed data][[signature]][public key], where every [x] is a u32 size and x
//           signed data: [[digest]] [[certificate]] ([v3: u32 min SDK, u32 max SDK]) [[attribute]]
//   v3      as v2, with u32 min SDK, u32 max SDK behind the signed data; v3.1 as v3
//   lineage (v3 attribute) u32 version, [node]: [[certificate] u32 algorithm] u32 flags, u32 algorithm,
//   [signature]
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/defect.h"
#include "io/x509.h"

namespace jianfu::formats::apk_signature {

enum PairId : uint32_t {
  kV2 = 0x7109871a,
  kV3 = 0xf05368c0,
  kV31 = 0x1b93ad61,
  kStamp = 0x6dff800d,
  kOldStamp = 0x2b09189e,
  kPadding = 0x42726577,
  kDependencies = 0x504b4453,
  kFrosting = 0x2146444e,
  kWalle = 0x71777777,
  kVasDolly = 0x881155ff,
};

struct Pair {
  uint32_t id = 0;
  uint64_t offset = 0;  // of its content, in the file
  std::string_view bytes;
};

struct Block {
  uint64_t offset = 0;  // in the file
  uint64_t size = 0;    // of all of it
  std::string_view magic;
  bool displaced = false;  // not directly before the directory: the system does not see it
  std::vector<Pair> pairs;
  std::vector<Defect> defects;

  const Pair* find(uint32_t id) const;
};

// The block of a package; nothing when there is none. Blocks of sister formats ("RPK Sig Block 42") and of a
// wrong magic between equal sizes count: the magic says so.
std::optional<Block> find_block(std::string_view file);
inline constexpr std::string_view kMagic = "APK Sig Block 42";

struct Signer {
  std::vector<std::string_view> certificates;  // DER; the first is the signer's own
  std::vector<uint32_t> algorithms;            // of its signatures
  std::vector<uint32_t> digests;               // algorithm ids of its content digests
  std::vector<std::string_view> lineage;       // DER, from the oldest; of v3 and v3.1
  std::optional<uint32_t> min_sdk, max_sdk;    // of v3 and v3.1
  std::optional<uint32_t> also_signed;         // v2: the number of a newer scheme that must be there
  std::optional<uint32_t> rotation_min_sdk;    // v3: from where on v3.1 counts
};

struct Scheme {
  std::string_view name;  // "v2", "v3", "v3.1", "stamp"
  std::vector<Signer> signers;
  std::vector<Defect> defects;
};

// The signers of a v2, v3 or v3.1 pair, or the certificate of a source stamp.
Scheme read_scheme(const Pair& pair);
// "v2", "v3", "v3.1", "stamp"; "" for other ids.
std::string_view scheme_name(uint32_t id);
// "RSASSA-PSS-SHA256" …; hex for ids nobody knows.
std::string algorithm_name(uint32_t id);
bool uses_dsa(uint32_t algorithm);

// A name for people, as RFC 2253 orders it (CN first), in UTF-8. What is stored in another encoding is taken
// for GB18030, then for Latin-1.
std::string display_name(const io::x509::Name& name);
// The debug certificate that the SDK makes, and the test keys of Android's sources that everybody has.
bool is_debug_name(const io::x509::Name& subject);
bool is_test_key_name(const io::x509::Name& subject);

}  // namespace jianfu::formats::apk_signature
