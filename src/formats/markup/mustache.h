// {{…}} in templates: where it ends. Its expression may hold quotes, '<', '>' and braces, so it ends neither
// the text nor the tag it stands in.
#pragma once

#include <cstddef>
#include <string_view>

namespace jianfu::formats::markup {

inline constexpr std::string_view kMustacheOpen = "{{", kMustacheClose = "}}";

// Finds ends in one text; asked for rising positions it stays linear, whatever the text holds.
class MustacheFinder {
 public:
  explicit MustacheFinder(std::string_view text) : text_(text) {}

  // Past the "}}" that closes the "{{" at `at`; npos when none does within kReach bytes.
  size_t end_of(size_t at);

 private:
  size_t next_close(size_t from);
  size_t balanced_end(size_t at);

  std::string_view text_;
  size_t close_ = 0;  // first "}}" at or behind asked_
  size_t asked_ = std::string_view::npos;
  size_t wasted_ = 0;  // bytes looked at for balanced ends that there were not
};

}  // namespace jianfu::formats::markup
