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
  // `literals`: bytes to look for, ASCII case ignored; at least 2 bytes each (shorter ones are an error of
  // the caller, checked by the rule loader). Order and duplicates do not matter.
  explicit Scanner(const std::vector<std::string>& literals);

  // True when `item` holds a literal, or its normal form does and can differ by more than case: it holds a
  // carrier (has_carrier) or a Traditional character. `item` is UTF-8 or MUTF-8, as it lies in the file.
  bool hit(std::string_view item) const;

  // Every occurrence in `item` as it stands (no carriers), in order of offset, then of literal; appended to
  // `out`. Literals are numbered as in the constructor's argument (of duplicates, the first).
  struct Hit {
    uint32_t literal = 0;
    uint32_t offset = 0;
  };
  void find_all(std::string_view item, std::vector<Hit>& out) const;

  size_t literals() const { return patterns_.size(); }

 private:
  // Four folded bytes of a literal, by which it is found; or two, of a literal of two or three bytes.
  struct Slot {
    uint32_t word;
    uint32_t pattern;
    uint32_t window;  // where in the pattern they stand
  };
  // Slots ordered by bucket (top bits of the hash of `word`), and where each bucket begins.
  struct Slots {
    std::vector<Slot> slots;
    std::vector<uint32_t> starts;
    template <typename Take>
    bool each(uint32_t word, Take take) const;
  };

  void order(Slots& in) const;
  void add(uint32_t pattern, uint32_t window);
  bool stands_at(uint32_t pattern, std::string_view item, size_t offset) const;
  template <typename Take>
  bool candidates_at(std::string_view item, size_t at, uint32_t word, Take take) const;
  template <bool kShort>
  uint64_t ask(uint64_t bytes, bool last) const;
  template <typename Take>
  bool scan(std::string_view item, Take take) const;
  template <bool kShort, typename Take>
  bool scan(std::string_view item, Take take) const;
  bool hit_raw(std::string_view item) const;

  std::vector<std::string> patterns_;  // folded to lower case
  std::vector<uint64_t> bitmap4_;      // 2^17 bits over hashes of 4 folded bytes
  std::vector<uint64_t> bitmap2_;      // 2^16 bits over pairs of them; empty when no literal is that short
  Slots long_, short_;
};

}  // namespace jianfu::text
