// Markup that cannot be broken by what stands in it: text comes in through escapes only, and tags and names of
// attributes are ours.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jianfu::report {

class Html {
 public:
  Html() = default;
  // Escaped for text and for attribute values.
  static Html text(std::string_view plain);

  Html& operator<<(const Html& more) {
    bytes_ += more.bytes_;
    return *this;
  }
  bool empty() const { return bytes_.empty(); }
  const std::string& bytes() const { return bytes_; }

 private:
  friend Html element(std::string_view, const std::vector<std::pair<std::string_view, std::string>>&, const Html&);
  friend Html lone(std::string_view, const std::vector<std::pair<std::string_view, std::string>>&);
  friend Html inline_source(std::string_view, std::string_view);
  std::string bytes_;
};

using Attributes = std::vector<std::pair<std::string_view, std::string>>;

Html element(std::string_view name, const Attributes& attributes, const Html& inside);
inline Html element(std::string_view name, const Html& inside) { return element(name, {}, inside); }
// Without an end tag: <input>.
Html lone(std::string_view name, const Attributes& attributes);
// <style> or <script> around a constant of ours, which holds no "</".
Html inline_source(std::string_view name, std::string_view source);

// One after the other, with `between` between them.
Html joined(const std::vector<Html>& items, const Html& between);

}  // namespace jianfu::report
