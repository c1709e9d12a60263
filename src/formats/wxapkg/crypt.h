// Packages as the PC client keeps them (formats.md §8.1 "PC-encrypted packages"): the first KB ciphered, the
// rest XORed with one character, both by the app id of the program. Most programs mention their own app id,
// and so the key can be found in the package itself.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace jianfu::formats::wxapkg {

inline constexpr size_t kSealMark = 6;        // "V1MMWX"
inline constexpr size_t kCipherBytes = 1024;  // behind the mark
inline constexpr size_t kHeadBytes = 1023;    // of the plain package, that the cipher text gives
inline constexpr size_t kAppIdBytes = 18;     // "wx" and 16 hex digits
inline constexpr size_t kMostCandidates =
    256;  // app ids tried on one package: each costs a derivation of a key

bool looks_encrypted(std::string_view bytes);
bool is_app_id(std::string_view text);

// The key and the character that an app id stands for; for builders of tests as well.
std::string key_of(std::string_view app_id);
char xor_of(std::string_view app_id);
inline constexpr std::string_view kInitial = "the iv: 16 bytes";

// The plain package, or nothing when the app id does not fit.
std::optional<std::string> decrypt(std::string_view bytes, std::string_view app_id);

// App ids that stand in the XORed part and could be the package's own, the most frequent first; at most
// kMostCandidates. One pass.
std::vector<std::string> app_ids_in(std::string_view bytes);

// App ids known beforehand, and what became of them.
struct AppIds {
  std::vector<std::string> given;  // by the user
  std::vector<std::string>
      learned;  // seen in a path, or opened another package: its parts may not mention their id
  std::set<std::string> fitting;  // of those given, what opened something

  // Keeps the last kMostLearned.
  void learn(std::string id);
};
inline constexpr size_t kMostLearned = 32;

struct Decrypted {
  std::string bytes;
  std::string app_id;
};
// With the app ids given, learned and found in the package, in that order. `ids` may be null; learns what
// fits.
std::optional<Decrypted> decrypt(std::string_view bytes, AppIds* ids);

}  // namespace jianfu::formats::wxapkg
