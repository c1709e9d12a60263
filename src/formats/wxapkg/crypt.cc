#include "formats/wxapkg/crypt.h"

#include <algorithm>
#include <map>
#include <utility>

#include "io/crypto.h"

namespace jianfu::formats::wxapkg {
namespace {

constexpr std::string_view kMark = "V1MMWX", kSalt = "saltiest";
constexpr uint32_t kIterations = 1000;
constexpr size_t kMostCounted = 4096;  // different app ids that are counted
constexpr size_t kXorAt = kAppIdBytes - 2;
constexpr char kXorOfShortIds = 0x66;

constexpr bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

std::string_view cipher_text(std::string_view bytes) {
  const std::string_view behind = bytes.substr(kSealMark);
  const size_t size = std::min(behind.size(), kCipherBytes);
  return behind.substr(0, size - size % io::crypto::kAesBlock);
}

// The head without its padding (PKCS #7), or nothing when it is no head of a package.
std::string head_of(std::string head) {
  const size_t padding = head.empty() ? 0 : static_cast<unsigned char>(head.back());
  if (padding == 0 || padding > io::crypto::kAesBlock || padding > head.size()) return {};
  head.resize(head.size() - padding);
  const bool marked = head.size() >= 18 && head[0] == '\xBE' && (head[13] == '\xED' || head[17] == '\xED');
  return marked ? head : std::string();
}

}  // namespace

bool looks_encrypted(std::string_view bytes) {
  return bytes.starts_with(kMark);
}

bool is_app_id(std::string_view text) {
  return text.size() == kAppIdBytes && text.starts_with("wx") &&
         std::all_of(text.begin() + 2, text.end(), is_hex);
}

std::string key_of(std::string_view app_id) {
  return io::crypto::pbkdf2_sha1(app_id, kSalt, kIterations, io::crypto::kAes256Key);
}

char xor_of(std::string_view app_id) {
  return app_id.size() < 2 ? kXorOfShortIds : app_id[app_id.size() - 2];
}

std::optional<std::string> decrypt(std::string_view bytes, std::string_view app_id) {
  if (!looks_encrypted(bytes)) return std::nullopt;
  const std::string_view sealed = cipher_text(bytes);
  std::string out = head_of(io::crypto::aes256_cbc_decrypt(key_of(app_id), kInitial, sealed));
  if (out.empty()) return std::nullopt;
  const std::string_view rest = bytes.substr(kSealMark + sealed.size());
  const char key = xor_of(app_id);
  const size_t head = out.size();
  out.resize(head + rest.size());
  std::transform(rest.begin(), rest.end(), out.begin() + static_cast<std::ptrdiff_t>(head),
                 [key](char c) { return static_cast<char>(c ^ key); });
  return out;
}

// Where 'w' stands before 'x', the XOR of both is that of the plain letters whatever the key is, and the key
// follows from the first: one pass does for all 16 keys.
std::vector<std::string> app_ids_in(std::string_view bytes) {
  constexpr char kStep = 'w' ^ 'x';
  std::map<std::string, size_t, std::less<>> counts;
  if (bytes.size() < kSealMark + kCipherBytes) return {};
  const std::string_view body = bytes.substr(kSealMark + kCipherBytes);
  for (size_t i = 0; i + kAppIdBytes <= body.size(); ++i) {
    if ((body[i] ^ body[i + 1]) != kStep) continue;
    const char key = static_cast<char>(body[i] ^ 'w');
    if (!is_hex(key) || body[i + kXorAt] != 0) continue;  // the digit that is the key, XORed with itself
    char id[kAppIdBytes];
    std::transform(body.begin() + static_cast<std::ptrdiff_t>(i),
                   body.begin() + static_cast<std::ptrdiff_t>(i + kAppIdBytes), id,
                   [key](char c) { return static_cast<char>(c ^ key); });
    const std::string_view found(id, kAppIdBytes);
    if (!is_app_id(found)) continue;
    const auto at = counts.find(found);
    if (at != counts.end()) {
      ++at->second;
    } else if (counts.size() < kMostCounted) {
      counts.emplace(found, 1);
    }
  }
  std::vector<std::pair<std::string, size_t>> ranked(counts.begin(), counts.end());
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> out;
  for (auto& [id, count] : ranked) {
    if (out.size() == kMostCandidates) break;
    out.push_back(std::move(id));
  }
  return out;
}

void AppIds::learn(std::string id) {
  if (std::find(learned.begin(), learned.end(), id) != learned.end()) return;
  if (learned.size() == kMostLearned) learned.erase(learned.begin());
  learned.push_back(std::move(id));
}

std::optional<Decrypted> decrypt(std::string_view bytes, AppIds* ids) {
  AppIds none;
  AppIds& known = ids == nullptr ? none : *ids;
  for (const std::vector<std::string>& list : {known.given, known.learned, app_ids_in(bytes)}) {
    for (const std::string& id : list) {
      std::optional<std::string> plain = decrypt(bytes, std::string_view(id));
      if (!plain) continue;
      if (std::find(known.given.begin(), known.given.end(), id) != known.given.end())
        known.fitting.insert(id);
      known.learn(id);
      return Decrypted{std::move(*plain), id};
    }
  }
  return std::nullopt;
}

}  // namespace jianfu::formats::wxapkg
