// Whether a tree holds a mini-program, where its configuration stands, and which client it is for: by what
// the files are called and, where those of several clients are called alike, by the API that the scripts
// call.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/tree.h"
#include "platforms/mini/dialects.h"

namespace jianfu::platforms::mini {

struct ConfigPlace {
  size_t index = 0;  // of the configuration file in the tree
  bool compiled = false;
  std::string root;  // of the program: "miniprogram/", empty for the tree's own; as stored
};

// Nothing when the tree has no configuration of a mini-program. Of several the one nearest to the top.
std::optional<ConfigPlace> find_config(const io::Tree& tree);

// Roots of other programs that lie beside the one at `place`, not in it; as stored.
std::vector<std::string> other_programs(const io::Tree& tree, const ConfigPlace& place);

// A file that only compiled packages have, for those whose configuration is elsewhere.
bool has_compiled_mark(const io::Tree& tree);

// The client of what lies below `place`, or of a part without configuration.
const Dialect& dialect_of(const io::Tree& tree, const std::optional<ConfigPlace>& place);

// Dependencies and version control: not the program's own.
bool is_ignored(std::string_view path);

}  // namespace jianfu::platforms::mini
