// RE2 behind one small face: compiled on first use, bounded memory, and the literals that a match must hold.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace jianfu::text {

class Regex {
 public:
  explicit Regex(std::string pattern);
  ~Regex();
  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;

  // First match in `text` as [begin, end), or {npos, npos}. Thread-safe; compiles lazily, once.
  std::pair<size_t, size_t> find(std::string_view text) const;
  const std::string& pattern() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// What the rule loader needs to know of a pattern: why it is unusable (syntax, matches the empty string), or
// the literals one of which every match contains (empty: there is no such literal).
struct RegexFacts {
  std::string error;
  bool matches_empty = false;
  std::vector<std::string> literals;
};
RegexFacts inspect_regex(const std::string& pattern);

}  // namespace jianfu::text
