#include "platforms/android/signer.h"

#include <algorithm>
#include <ctime>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/apk_signature/apk_signature.h"
#include "io/x509.h"
#include "io/zip_records.h"
#include "platforms/android/jar_signature.h"
#include "platforms/shared/facts.h"
#include "platforms/shared/paths.h"
#include "text/ascii.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

using io::x509::Certificate;
namespace apk = formats::apk_signature;

constexpr std::string_view kBlockPlace = "APK Signing Block";
constexpr uint32_t kShortRsa = 2048;  // bits; below, a key is weak
constexpr uint32_t kShortEc = 224;
constexpr size_t kMostText = 400;  // bytes of channel data or a comment shown

std::string date_of(const std::string& time) {
  return time.substr(0, 10);
}

// Readable text for facts: one line, not endless.
std::string shown(std::string_view bytes) {
  std::string out = text::displayable(text::to_valid_utf8(bytes.substr(0, kMostText)));
  if (bytes.size() > kMostText) out += "…";
  return out;
}

bool is_readable(std::string_view bytes) {
  return !bytes.empty() && text::valid_utf8(bytes) && std::none_of(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
  });
}

class SignerReader {
 public:
  SignerReader(const io::Tree& tree, Package& package, evidence::Collector& out, int64_t now)
      : tree_(tree), package_(package), out_(out), now_(now) {}

  void run() {
    const JarSignature jar = read_jar_signature(tree_, out_);
    for (const JarSigner& signer : jar.signers) add_jar_signer(signer);
    const std::optional<apk::Block> block = apk::find_block(tree_.container());
    if (block) read_block(*block);
    compare();
    check_stripping(jar);
    check_front();
    read_comment();
    if (package_.signer.empty()) fact(block || jar.files > 0 ? "signer-unreadable" : "signer-unsigned", "");
  }

 private:
  void fact(std::string text, std::string_view place) { add_fact(out_, std::move(text), std::string(place)); }

  void bad_certificate(std::string_view scheme, size_t bytes, std::string_view place) {
    out_.gap(gap_of(GapReason::kCorrupt,
                    {Msg::sig_bad_certificate, {std::string(scheme), std::to_string(bytes)}},
                    std::string(place), bytes));
  }

  // ---- the schemes ----

  void add_jar_signer(const JarSigner& signer) {
    const auto certificate = io::x509::read_certificate(signer.certificate);
    if (!certificate) return bad_certificate("v1", signer.certificate.size(), signer.place);
    if (signer.digest == "MD5") fact("signer-weak-digest v1 MD5", signer.place);
    add("v1", *certificate, signer.place, "", signer.chain);
  }

  void read_block(const apk::Block& block) {
    for (const Defect& defect : block.defects) out_.gap(defect, kBlockPlace);
    if (!block.defects.empty()) fact("signing-block-damaged", kBlockPlace);
    if (block.displaced) fact("signing-block-displaced at=" + io::zip::hex(block.offset), kBlockPlace);
    if (block.magic != apk::kMagic) fact("signing-block-magic " + shown(block.magic), kBlockPlace);
    ignored_ = block.displaced || block.magic != apk::kMagic;
    for (const apk::Pair& pair : block.pairs) read_pair(pair);
  }

  void read_pair(const apk::Pair& pair) {
    if (!apk::scheme_name(pair.id).empty()) return read_scheme(pair);
    const std::string size = " bytes=" + std::to_string(pair.bytes.size());
    switch (pair.id) {
      case apk::kPadding:
        return;
      case apk::kWalle:
        return fact("channel walle " + shown(pair.bytes), kBlockPlace);
      case apk::kVasDolly:
        return fact("channel vasdolly " + shown(pair.bytes), kBlockPlace);
      case apk::kDependencies:
        return fact("signing-block dependency-info" + size, kBlockPlace);
      case apk::kFrosting:
        return fact("signing-block frosting" + size, kBlockPlace);
      default:
        fact("signing-block id=" + io::zip::hex(pair.id) + size +
                 (is_readable(pair.bytes) ? " text=" + shown(pair.bytes) : ""),
             kBlockPlace);
    }
  }

  void read_scheme(const apk::Pair& pair) {
    const apk::Scheme scheme = apk::read_scheme(pair);
    for (const Defect& defect : scheme.defects) out_.gap(defect, kBlockPlace);
    for (const apk::Signer& signer : scheme.signers) {
      if (scheme.name == "v2" && signer.also_signed && !ignored_) announced_.insert(*signer.also_signed);
      for (const uint32_t algorithm : signer.algorithms) {
        if (apk::uses_dsa(algorithm))
          weak_.insert(std::string(scheme.name) + " " + apk::algorithm_name(algorithm));
      }
      add_lineage(scheme, signer);
      if (signer.certificates.empty()) continue;
      const auto certificate = io::x509::read_certificate(signer.certificates.front());
      if (!certificate) {
        bad_certificate(scheme.name, signer.certificates.front().size(), kBlockPlace);
        continue;
      }
      std::string sdk;
      if (signer.min_sdk && signer.max_sdk) {
        sdk = " sdk=" + std::to_string(*signer.min_sdk) + "-";
        if (*signer.max_sdk != INT32_MAX && *signer.max_sdk != UINT32_MAX)
          sdk += std::to_string(*signer.max_sdk);
      }
      add(std::string(scheme.name), *certificate, kBlockPlace, sdk, signer.certificates.size());
    }
  }

  void add_lineage(const apk::Scheme& scheme, const apk::Signer& signer) {
    for (const std::string_view der : signer.lineage) {
      const auto certificate = io::x509::read_certificate(der);
      if (!certificate) {
        bad_certificate(scheme.name, der.size(), kBlockPlace);
        continue;
      }
      lineage_.insert(certificate->sha256);
      fact("signer-lineage " + std::string(scheme.name) + " sha256=" + certificate->sha256 +
               " subject=" + apk::display_name(certificate->subject),
           kBlockPlace);
    }
  }

  void add(std::string scheme, const Certificate& certificate, std::string_view place,
           const std::string& more, size_t chain) {
    Signer signer;
    signer.scheme = scheme;
    signer.subject = apk::display_name(certificate.subject);
    signer.issuer = apk::display_name(certificate.issuer);
    signer.serial = certificate.serial;
    signer.sha256 = certificate.sha256;
    signer.sha1 = certificate.sha1;
    signer.md5 = certificate.md5;
    signer.valid_from = certificate.valid_from;
    signer.valid_until = certificate.valid_until;
    signer.key =
        certificate.key + (certificate.key_bits > 0 ? " " + std::to_string(certificate.key_bits) : "");
    const bool twice = std::any_of(package_.signer.begin(), package_.signer.end(), [&](const Signer& other) {
      return other.scheme == signer.scheme && other.sha256 == signer.sha256;
    });
    if (twice) return;
    // The system does not see the block: what it says is no signature of this package.
    if (ignored_ && place == kBlockPlace) {
      return fact("signer-ignored " + scheme + " sha256=" + signer.sha256 + " subject=" + signer.subject,
                  place);
    }
    fact("signer " + scheme + " sha256=" + signer.sha256 + " subject=" + signer.subject + more, place);
    if (!certificate.self_issued) {
      fact("signer-issued " + scheme + " issuer=" + signer.issuer + " chain=" + std::to_string(chain), place);
    }
    if (scheme != "stamp") {
      by_scheme_[scheme].insert(signer.sha256);
      check(certificate, signer);
    }
    package_.signer.push_back(std::move(signer));
  }

  // ---- what is odd about one certificate, said once for all schemes it is in ----

  void check(const Certificate& certificate, const Signer& signer) {
    if (!checked_.insert(certificate.sha256).second) return;
    if (apk::is_debug_name(certificate.subject)) fact("signer-debug-certificate " + signer.subject, "");
    if (apk::is_test_key_name(certificate.subject)) fact("signer-public-test-key " + signer.subject, "");
    if (!certificate.valid_until.empty() && certificate.until_seconds < now_)
      fact("signer-expired until=" + date_of(certificate.valid_until), "");
    const uint32_t least = certificate.key.starts_with("EC") ? kShortEc : kShortRsa;
    const bool is_short = certificate.key_bits > 0 && certificate.key_bits < least &&
                          (certificate.key == "RSA" || certificate.key == "DSA" || certificate.key == "EC");
    if (is_short) weak_.insert("key " + signer.key);
    if (certificate.key == "DSA") weak_.insert("key " + signer.key);
    if (certificate.key_bits == 0) fact("signer-key-unreadable " + signer.key, "");
    if (certificate.signature_algorithm.find("MD5") != std::string::npos ||
        certificate.signature_algorithm.find("md5") != std::string::npos) {
      weak_.insert("certificate " + certificate.signature_algorithm);
    }
  }

  // ---- what is odd between them ----

  // v3 may have another certificate than v2 when it was rotated: then the lineage has both.
  void compare() {
    for (const std::string& weak : weak_) fact("signer-weak " + weak, "");
    const std::set<std::string>* first = nullptr;
    std::string_view first_name;
    for (const auto& [scheme, digests] : by_scheme_) {
      const bool same = first == nullptr || *first == digests || (in_lineage(*first) && in_lineage(digests));
      if (!same) {
        fact("signer-mismatch " + std::string(first_name) + "=" + *first->begin() + " " + scheme + "=" +
                 *digests.begin(),
             "");
      }
      if (first == nullptr) {
        first = &digests;
        first_name = scheme;
      }
    }
  }
  bool in_lineage(const std::set<std::string>& digests) const {
    return std::all_of(digests.begin(), digests.end(),
                       [this](const std::string& digest) { return lineage_.count(digest) > 0; });
  }

  // The older scheme says which newer ones there were: who takes them off gets back what can be changed
  // unseen.
  void check_stripping(const JarSignature& jar) {
    std::set<uint32_t> announced = announced_;
    announced.insert(jar.announced.begin(), jar.announced.end());
    for (const uint32_t scheme : announced) {
      if ((scheme == 2 || scheme == 3) && by_scheme_.count("v" + std::to_string(scheme)) == 0)
        fact("signer-scheme-stripped v" + std::to_string(scheme), "");
    }
    if (jar.files > 0 && !jar.signers.empty() && !jar.has_manifest)
      fact("signer-v1-without-manifest", "META-INF/");
  }

  // Code in front of a package that only v1 protects runs unseen on Android 5 to 7 (CVE-2017-13156).
  void check_front() {
    if (!tree_.container().starts_with("dex\n")) return;
    const bool protected_whole = by_scheme_.count("v2") > 0 || by_scheme_.count("v3") > 0;
    fact(protected_whole ? "dex-before-zip" : "dex-before-zip v1-only", "");
  }

  void read_comment() {
    const std::string_view file = tree_.container();
    const auto end = io::zip::end_record_before(file, file.size());
    if (!end || end->comment_bytes == 0) return;
    const std::string_view comment = file.substr(static_cast<size_t>(end->at + io::zip::kEndBytes),
                                                 static_cast<size_t>(end->comment_bytes));
    fact(is_readable(comment) ? "zip-comment " + shown(comment)
                              : "zip-comment bytes=" + std::to_string(comment.size()) + " " + shown(comment),
         "");
  }

  const io::Tree& tree_;
  Package& package_;
  evidence::Collector& out_;
  int64_t now_;
  bool ignored_ = false;                                    // what the block says
  std::map<std::string, std::set<std::string>> by_scheme_;  // digests
  std::set<std::string> lineage_;
  std::set<std::string> checked_;
  std::set<std::string> weak_;
  std::set<uint32_t> announced_;  // schemes that must be there
};

}  // namespace

void read_signer(const io::Tree& tree, Package& package, evidence::Collector& out,
                 std::optional<int64_t> now) {
  SignerReader(tree, package, out, now ? *now : static_cast<int64_t>(std::time(nullptr))).run();
}

}  // namespace jianfu::platforms::android
