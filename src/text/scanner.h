// Scanner: the prefilter between the bytes of a package and the rules. It knows every literal that any
// rule or annotation could match (and a literal that any of their regexes must contain) and answers one
// question fast: could this item matter? It may say yes too often, never no too often; the decision is
// match/'s alone. That is why reading with or without it gives the same findings (tested).
// Formats and platforms see it as opaque.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace jianfu::text {

// Literals with what must be found out about them before they can be looked for. Of the built-in rules that is
// done when they are compiled, because it costs more than all the rest of a start.
struct Literals {
  std::string bytes;              // all of them, folded to lower case
  std::vector<uint32_t> ends;     // of each, in `bytes`
  std::vector<uint16_t> windows;  // where in each its rarest bytes stand; kNotSought: one like it is before it, or it is too short
  static constexpr uint16_t kNotSought = UINT16_MAX;

  size_t size() const { return ends.size(); }
  std::string_view of(uint32_t literal) const {
    const uint32_t begin = literal == 0 ? 0 : ends[literal - 1];
    return std::string_view(bytes).substr(begin, ends[literal] - begin);
  }
  // Every literal lies in `bytes` and every window in its literal.
  bool whole() const;
};

// `literals`: bytes to look for, ASCII case ignored; at least 2 bytes each (shorter ones are an error of the caller,
// checked by the rule loader). Order and duplicates do not matter.
Literals prepare(const std::vector<std::string>& literals);

class Scanner {
 public:
  explicit Scanner(const std::vector<std::string>& literals) : Scanner(prepare(literals)) {}
  explicit Scanner(Literals literals) : Scanner(std::make_shared<const Literals>(std::move(literals))) {}
  explicit Scanner(std::shared_ptr<const Literals> literals) : Scanner(std::move(literals), [](uint32_t) { return true; }) {}
  // Only those that `sought` picks; numbers stay those of all.
  template <typename Sought>
  Scanner(std::shared_ptr<const Literals> literals, const Sought& sought) : Scanner(std::move(literals), Empty{}) {
    for (uint32_t i = 0; i < patterns_->size(); ++i) {
      if (patterns_->windows[i] != Literals::kNotSought && sought(i)) add(i, patterns_->windows[i]);
    }
    order(long_);
    order(short_);
  }

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

  // Whether `take` is true of an occurrence; asks of one after the other, in no order that means anything.
  bool any(std::string_view item, const std::function<bool(const Hit&)>& take) const;

  size_t literals() const { return patterns_->size(); }
  uint32_t size_of(uint32_t literal) const { return static_cast<uint32_t>(patterns_->of(literal).size()); }

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

  struct Empty {};
  Scanner(std::shared_ptr<const Literals> literals, Empty);

  static void order(Slots& in);
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

  std::shared_ptr<const Literals> patterns_;
  std::vector<uint64_t> bitmap4_;      // 2^17 bits over hashes of 4 folded bytes
  std::vector<uint64_t> bitmap2_;      // 2^16 bits over pairs of them; empty when no literal is that short
  Slots long_, short_;
};

}  // namespace jianfu::text
