// Scanner: the prefilter between the bytes of a package and the rules. It knows every literal that any
// rule or annotation could match (and a literal that any of their regexes must contain) and answers one
// question fast: could this item matter? It may say yes too often, never no too often; the decision is
// match/'s alone. That is why reading with or without it gives the same findings (tested).
// Formats and platforms see it as opaque.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jianfu::text {

class Scanner {
 public:
  // `literals`: bytes to look for, ASCII case ignored; at least 2 bytes each (shorter ones are an error of the
  // caller, checked by the rule loader). Order and duplicates do not matter.
  explicit Scanner(const std::vector<std::string>& literals);

  // True when `item` holds a literal, or holds a carrier (zero-width, full-width or compatibility form, entity,
  // Han–separator–Han) and its normal form holds one. `item` is UTF-8 or MUTF-8, as it lies in the file.
  bool hit(std::string_view item) const;

  // Every occurrence in `item` as it stands (no carriers), in order of offset, then of literal; appended to `out`.
  // Literals are numbered as in the constructor's argument (of duplicates, the first).
  struct Hit {
    uint32_t literal = 0;
    uint32_t offset = 0;
  };
  void find_all(std::string_view item, std::vector<Hit>& out) const;

  size_t literals() const { return patterns_.size(); }

 private:
  bool hit_raw(std::string_view item) const;
  // Calls found(literal, offset) for each occurrence until it returns true; true when it did.
  template <typename Found>
  bool each(std::string_view item, Found found) const;

  std::vector<std::string> patterns_;    // folded to lower case
  std::vector<uint64_t> bitmap4_;        // 2^17 bits over hashes of 4 folded bytes
  std::vector<uint64_t> bitmap2_;        // 2^16 bits over pairs of folded bytes, for literals of 2 and 3 bytes
  std::vector<uint32_t> bucket_start_;   // by hash: first index into bucket_
  struct Slot {
    uint32_t pattern;
    uint32_t window;  // offset of the hashed window in the pattern
  };
  std::vector<Slot> bucket_;
  std::vector<uint32_t> short_start_;
  std::vector<uint32_t> short_;
};

}  // namespace jianfu::text
