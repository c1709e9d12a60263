// The signers of the schemes, out of sizes within sizes.
#include <array>
#include <string>

#include "formats/apk_signature/apk_signature.h"
#include "io/byte_reader.h"
#include "io/zip_records.h"

namespace jianfu::formats::apk_signature {
namespace {

using io::ByteReader;

constexpr size_t kMaxSigners = 64;  // Android takes ten
constexpr size_t kMaxItems = 256;   // certificates, digests, attributes of one signer

enum Attribute : uint32_t {
  kStrippingProtection = 0xbeeff00d,
  kProofOfRotation = 0x3ba06f8c,
  kRotationMinSdk = 0x559f8b02,
};

struct Algorithm {
  uint32_t id;
  std::string_view name;
  bool dsa = false;
};
constexpr std::array kAlgorithms = {
    Algorithm{0x0101, "RSASSA-PSS-SHA256"},   Algorithm{0x0102, "RSASSA-PSS-SHA512"},
    Algorithm{0x0103, "RSA-SHA256"},          Algorithm{0x0104, "RSA-SHA512"},
    Algorithm{0x0201, "ECDSA-SHA256"},        Algorithm{0x0202, "ECDSA-SHA512"},
    Algorithm{0x0301, "DSA-SHA256", true},    Algorithm{0x0421, "VERITY-RSA-SHA256"},
    Algorithm{0x0423, "VERITY-ECDSA-SHA256"}, Algorithm{0x0425, "VERITY-DSA-SHA256", true},
};

const Algorithm* algorithm_of(uint32_t id) {
  for (const Algorithm& one : kAlgorithms) {
    if (one.id == id) return &one;
  }
  return nullptr;
}

std::string_view take_sized(ByteReader& in) {
  return in.take(in.le<uint32_t>());
}

class SchemeReader {
 public:
  explicit SchemeReader(const Pair& pair) : pair_(pair) { out_.name = scheme_name(pair.id); }

  Scheme run() {
    if (pair_.id == kStamp || pair_.id == kOldStamp) {
      read_stamp();
    } else {
      read_signers();
    }
    return std::move(out_);
  }

 private:
  bool is_v3() const { return pair_.id == kV3 || pair_.id == kV31; }

  void fail(const ByteReader& where) {
    const auto at = static_cast<uint64_t>(where.bytes().data() - pair_.bytes.data()) + where.offset();
    out_.defects.push_back({GapReason::kCorrupt,
                            {Msg::sig_scheme_bad, {std::string(out_.name), io::zip::hex(pair_.offset + at)}},
                            pair_.offset + at,
                            0});
  }

  void read_signers() {
    ByteReader in(pair_.bytes);
    ByteReader list(take_sized(in));
    while (in.ok() && list.remaining() > 0 && out_.signers.size() < kMaxSigners) {
      const std::string_view one = take_sized(list);
      if (!list.ok()) break;
      read_signer(one);
    }
    if (!in.ok() || !list.ok()) return fail(in.ok() ? list : in);
    if (out_.signers.empty()) fail(in);
  }

  // What was read before a defect is kept: the certificates come early.
  void read_signer(std::string_view bytes) {
    Signer signer;
    ByteReader in(bytes);
    const std::string_view signed_data = take_sized(in);
    if (!in.ok()) return fail(in);
    const bool whole = read_signed_data(signed_data, signer);
    if (is_v3()) {
      signer.min_sdk = in.le<uint32_t>();
      signer.max_sdk = in.le<uint32_t>();
    }
    read_ids(take_sized(in), signer.algorithms);
    if (!in.ok() && whole) fail(in);
    if (signer.certificates.empty() && whole) {
      out_.defects.push_back(
          {GapReason::kCorrupt, {Msg::sig_no_certificate, {std::string(out_.name)}}, pair_.offset, 0});
    }
    out_.signers.push_back(std::move(signer));
  }

  bool read_signed_data(std::string_view bytes, Signer& signer) {
    ByteReader in(bytes);
    read_ids(take_sized(in), signer.digests);
    ByteReader certificates(take_sized(in));
    while (certificates.remaining() > 0 && signer.certificates.size() < kMaxItems) {
      const std::string_view one = take_sized(certificates);
      if (!certificates.ok()) break;
      signer.certificates.push_back(one);
    }
    if (is_v3()) in.skip(8);  // the SDK versions, which are said again outside
    ByteReader attributes(take_sized(in));
    for (size_t i = 0; attributes.remaining() > 0 && i < kMaxItems; ++i) {
      ByteReader one(take_sized(attributes));
      if (!attributes.ok()) break;
      read_attribute(one, signer);
    }
    for (const ByteReader* part : {&in, &certificates, &attributes}) {
      if (part->ok()) continue;
      fail(*part);
      return false;
    }
    return true;
  }

  void read_attribute(ByteReader& in, Signer& signer) {
    const auto id = in.le<uint32_t>();
    if (id == kStrippingProtection) signer.also_signed = in.le<uint32_t>();
    if (id == kRotationMinSdk) signer.rotation_min_sdk = in.le<uint32_t>();
    if (id == kProofOfRotation) read_lineage(in, signer);
    if (!in.ok()) fail(in);
  }

  void read_lineage(ByteReader& in, Signer& signer) {
    in.skip(4);  // version
    while (in.ok() && in.remaining() > 0 && signer.lineage.size() < kMaxItems) {
      ByteReader node(take_sized(in));
      ByteReader data(take_sized(node));
      const std::string_view certificate = take_sized(data);
      if (in.ok() && data.ok() && !certificate.empty()) {
        signer.lineage.push_back(certificate);
      } else if (in.ok()) {
        return fail(data);
      }
    }
  }

  // [[u32 id, …]]: digests and signatures alike.
  static void read_ids(std::string_view list, std::vector<uint32_t>& out) {
    ByteReader in(list);
    while (in.remaining() > 0 && out.size() < kMaxItems) {
      ByteReader one(take_sized(in));
      const auto id = one.le<uint32_t>();
      if (!in.ok() || !one.ok()) return;
      out.push_back(id);
    }
  }

  // [[certificate] …]; the old one has no size around it.
  void read_stamp() {
    ByteReader in(pair_.bytes);
    ByteReader stamp(take_sized(in));
    const std::string_view certificate = take_sized(stamp);
    if (!in.ok() || !stamp.ok() || certificate.empty()) return fail(in);
    Signer signer;
    signer.certificates.push_back(certificate);
    out_.signers.push_back(std::move(signer));
  }

  const Pair& pair_;
  Scheme out_;
};

}  // namespace

std::string_view scheme_name(uint32_t id) {
  switch (id) {
    case kV2:
      return "v2";
    case kV3:
      return "v3";
    case kV31:
      return "v3.1";
    case kStamp:
    case kOldStamp:
      return "stamp";
    default:
      return {};
  }
}

std::string algorithm_name(uint32_t id) {
  const Algorithm* known = algorithm_of(id);
  return known != nullptr ? std::string(known->name) : io::zip::hex(id);
}

bool uses_dsa(uint32_t algorithm) {
  const Algorithm* known = algorithm_of(algorithm);
  return known != nullptr && known->dsa;
}

Scheme read_scheme(const Pair& pair) {
  return SchemeReader(pair).run();
}

}  // namespace jianfu::formats::apk_signature
