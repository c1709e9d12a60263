// String pools (formats.md §2.2) for the builders of binary XML and resource tables.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace jianfu::builders {

class StringPoolBuilder {
 public:
  explicit StringPoolBuilder(bool utf8) : utf8_(utf8) {}

  // Index of the text; equal texts share one.
  uint32_t add(const std::string& text);
  // A new entry even where the text is there already.
  uint32_t append(const std::string& text);
  // Styled strings come first in a pool: precondition, nothing else was added. `tags`: "b",
  // "a;href=https://…".
  uint32_t add_styled(const std::string& text, const std::vector<std::string>& tags);

  std::string chunk() const;

 private:
  std::string encoded(const std::string& text) const;

  bool utf8_;
  std::vector<std::string> strings_;
  std::vector<std::vector<std::string>> tags_;  // entry i: of string i
  std::map<std::string, uint32_t> index_;
};

}  // namespace jianfu::builders
