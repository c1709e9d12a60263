// Names of certificates for people.
#include <algorithm>
#include <string>

#include "formats/apk_signature/apk_signature.h"
#include "text/utf.h"

namespace jianfu::formats::apk_signature {
namespace {

constexpr size_t kMaxShown = 256;  // characters of one value: enough for any company's name

// Keytool on a Chinese Windows of old stored GBK as if it were Latin-1 or UTF-8.
std::string decoded(std::string_view raw) {
  if (text::valid_utf8(raw)) return std::string(raw);
  std::string gb = text::from_gb18030(raw);
  if (text::count_han(gb) > 0) return gb;
  std::string out;
  for (const char c : raw) text::append_utf8(out, static_cast<unsigned char>(c));
  return out;
}

std::string cut(std::string value) {
  size_t at = 0;
  for (size_t n = 0; n < kMaxShown && at < value.size(); ++n) text::next_code_point(value, at);
  if (at < value.size()) value.replace(at, std::string::npos, "…");
  return value;
}

// RFC 2253 §2.4.
std::string escaped(const std::string& value) {
  std::string out;
  for (size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    const bool edge = (c == ' ' && (i == 0 || i + 1 == value.size())) || (c == '#' && i == 0);
    if (edge || std::string_view(",+\"\\<>;").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

bool has(const io::x509::Name& name, std::string_view key, std::string_view value) {
  return std::any_of(name.begin(), name.end(),
                     [&](const io::x509::NamePart& part) { return part.key == key && part.value == value; });
}

}  // namespace

std::string display_name(const io::x509::Name& name) {
  std::string out;
  for (size_t end = name.size(); end > 0;) {
    size_t begin = end - 1;  // of the attributes that share a step
    while (begin > 0 && name[begin].joins_previous) --begin;
    for (size_t i = begin; i < end; ++i) {
      if (!out.empty()) out += i == begin ? ',' : '+';
      out += name[i].key + "=" + escaped(cut(decoded(name[i].value)));
    }
    end = begin;
  }
  return out;
}

bool is_debug_name(const io::x509::Name& subject) {
  return has(subject, "CN", "Android Debug");
}

bool is_test_key_name(const io::x509::Name& subject) {
  return has(subject, "emailAddress", "android@android.com") && has(subject, "CN", "Android");
}

}  // namespace jianfu::formats::apk_signature
