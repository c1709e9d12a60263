// Attributes of template languages (Vue, wepy, quick apps) as those of plain markup: what an element says,
// which code it runs, what it only compares with. `:label="'x'"` is label="x".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/markup/markup.h"
#include "platforms/shared/screen.h"

namespace jianfu::platforms {

struct Snippet {
  std::string code;
  uint32_t line = 1;
};

struct PlainElement {
  std::string tag;                    // in kebab case: VanField is van-field
  Attributes attributes;              // texts and names; of an expression one attribute a string in it
  std::vector<std::string> shown;     // v-text, v-html, in place of children
  std::vector<std::string> compared;  // strings of conditions: nobody sees them
  std::vector<std::string> names;     // variables and members of what is bound, repeated or asked
  std::vector<Snippet> code;          // handlers, and bound objects and arrays
  bool required = false;              // said by its rules, or of the element itself
  bool bound_label = false;           // its label is known at run time only
};

PlainElement plain_element(const formats::markup::Tag& tag);

// Strings that an expression may come to; what stands on a side of a comparison goes to `compared` (may be
// null).
std::vector<std::string> expression_strings(std::string_view expression,
                                            std::vector<std::string>* compared = nullptr);

// SignIn → sign-in, signIn → sign-in.
std::string kebab(std::string_view name);

}  // namespace jianfu::platforms
