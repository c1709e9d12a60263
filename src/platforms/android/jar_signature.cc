#include "platforms/android/jar_signature.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "io/x509.h"
#include "platforms/shared/facts.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

constexpr std::string_view kFolder = "META-INF/";
constexpr std::string_view kManifest = "META-INF/MANIFEST.MF";
constexpr uint64_t kMaxSignature = 4ull << 20;
constexpr size_t kMaxFiles = 64;  // signature files looked at

bool ends_with_any_case(std::string_view name, std::string_view upper) {
  if (name.size() < upper.size()) return false;
  const std::string_view tail = name.substr(name.size() - upper.size());
  return std::equal(tail.begin(), tail.end(), upper.begin(), [](char c, char u) {
    return (c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c) == u;
  });
}

bool in_folder(std::string_view name) {
  return name.starts_with(kFolder) && name.find('/', kFolder.size()) == std::string_view::npos;
}

// "key: value" lines; one that begins with a space goes on with the value of the last. `visit(key, value)`.
template <typename Visit>
void each_attribute(std::string_view text, Visit visit) {
  std::string key, value;
  const auto flush = [&] {
    if (!key.empty()) visit(std::string_view(key), std::string_view(value));
    key.clear();
  };
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end);
    text.remove_prefix(text.starts_with("\r\n") ? 2 : std::min<size_t>(1, text.size()));
    if (line.starts_with(' ')) {
      value += line.substr(1);
      continue;
    }
    flush();
    const size_t colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    key = line.substr(0, colon);
    value = line.substr(colon + 2);
  }
  flush();
}

class JarReader {
 public:
  JarReader(const io::Tree& tree, evidence::Collector& out) : tree_(tree), out_(out) {}

  JarSignature run() {
    size_t looked_at = 0;
    for (size_t i = 0; i < tree_.entries().size(); ++i) {
      const std::string& name = tree_.entries()[i].name;
      if (!in_folder(name)) continue;
      const bool signature = ends_with_any_case(name, ".RSA") || ends_with_any_case(name, ".DSA") ||
                             ends_with_any_case(name, ".EC");
      const bool list = ends_with_any_case(name, ".SF");
      if ((!signature && !list) || looked_at++ >= kMaxFiles) continue;
      signature ? read_signature(i) : read_list(i);
    }
    read_manifest();
    return std::move(jar_);
  }

 private:
  io::Content load(size_t index, uint64_t cap) {
    io::Content content = tree_.read(index, cap);
    if (content.defect) out_.gap(*content.defect, shown_name(tree_.entries()[index]));
    return content;
  }

  void read_signature(size_t index) {
    ++jar_.files;
    const std::string place = shown_name(tree_.entries()[index]);
    const io::Content content = load(index, kMaxSignature);
    auto pkcs7 = io::x509::read_pkcs7(content.bytes.view());
    if (!pkcs7) {
      out_.gap(gap_of(GapReason::kCorrupt, {Msg::sig_bad_pkcs7, {place}}, place, content.bytes.size()));
      return;
    }
    const size_t chain = pkcs7->certificates.size();
    bool any = false;
    for (const auto& signer : pkcs7->signers) {
      if (!signer.certificate) continue;
      any = true;
      jar_.signers.push_back({place, pkcs7->certificates[*signer.certificate], signer.digest, chain});
    }
    if (!any) out_.gap(gap_of(GapReason::kCorrupt, {Msg::sig_no_certificate, {"v1"}}, place));
  }

  void read_list(size_t index) {
    const io::Content content = load(index, kMaxSignature);
    each_attribute(content.bytes.view(), [this](std::string_view key, std::string_view value) {
      if (key != "X-Android-APK-Signed") return;
      for (const char c : value) {
        if (c >= '2' && c <= '9') jar_.announced.insert(static_cast<uint32_t>(c - '0'));
      }
    });
  }

  // Android looks at the files that are there; one that is listed and is not there was taken out, or is
  // hidden.
  void read_manifest() {
    const auto index = tree_.find(kManifest);
    if (!index) return;
    jar_.has_manifest = true;
    const io::Content content = load(*index, tree_.limits().text_bytes);
    size_t missing = 0;
    std::string first;
    each_attribute(content.bytes.view(), [&](std::string_view key, std::string_view value) {
      if (key != "Name" || value.ends_with('/') || tree_.find(value)) return;
      if (missing++ == 0) first = value.substr(0, tree_.limits().name_bytes);
    });
    if (missing == 0) return;
    const std::string count = std::to_string(missing);
    first = text::to_valid_utf8(first);
    add_fact(out_, "signed-entry-missing " + first + ", count=" + count, std::string(kManifest));
    out_.gap(
        gap_of(GapReason::kMissingPart, {Msg::sig_entries_missing, {count, first}}, std::string(kManifest)));
  }

  const io::Tree& tree_;
  evidence::Collector& out_;
  JarSignature jar_;
};

}  // namespace

JarSignature read_jar_signature(const io::Tree& tree, evidence::Collector& out) {
  return JarReader(tree, out).run();
}

}  // namespace jianfu::platforms::android
