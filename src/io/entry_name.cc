#include "io/entry_name.h"

#include <algorithm>

namespace jianfu::io {
namespace {

bool climbs(std::string_view name) {
  for (size_t at = name.find(".."); at != std::string_view::npos; at = name.find("..", at + 1)) {
    const bool starts = at == 0 || name[at - 1] == '/' || name[at - 1] == '\\';
    const bool ends = at + 2 == name.size() || name[at + 2] == '/' || name[at + 2] == '\\';
    if (starts && ends) return true;
  }
  return false;
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

}  // namespace

std::string_view oddity_of_name(std::string_view name) {
  if (name.empty()) return "empty";
  if (name.find('\0') != std::string_view::npos) return "NUL";
  if (std::any_of(name.begin(), name.end(), is_control)) return "control character";
  if (name.front() == '/' || (name.size() > 2 && name[1] == ':' && (name[2] == '\\' || name[2] == '/')))
    return "absolute";
  return climbs(name) ? "leads out of the folder" : "";
}

}  // namespace jianfu::io
