#include "platforms/frontend/conditional.h"

#include <algorithm>
#include <vector>

namespace jianfu::platforms::frontend {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

// What stands behind "#" of a line that is such a comment: "ifdef VUE3". Empty for other lines.
std::string_view directive_of(std::string_view line) {
  line = trimmed(line);
  for (const std::string_view mark : {"//", "/*", "<!--", "*"}) {
    if (!line.starts_with(mark)) continue;
    line = trimmed(line.substr(mark.size()));
    break;
  }
  if (!line.starts_with('#')) return {};
  for (const std::string_view end : {"*/", "-->"}) line = trimmed(line.substr(0, line.find(end)));
  return line.substr(1);
}

// Whether lines behind `directive` are for the other version; nothing but one version may be asked for.
bool is_other(std::string_view directive, bool vue3) {
  const bool negated = directive.starts_with("ifndef");
  const std::string_view name = trimmed(directive.substr(std::min(directive.find(' '), directive.size())));
  if (name != "VUE3" && name != "VUE2") return false;
  return ((name == "VUE3") == vue3) == negated;
}

}  // namespace

std::string_view for_vue(std::string_view source, bool vue3, std::string& storage) {
  if (source.find("VUE3") == std::string_view::npos && source.find("VUE2") == std::string_view::npos) return source;
  storage.clear();
  std::vector<bool> left_out;  // of the conditions that are open
  for (size_t at = 0; at < source.size();) {
    const size_t end = std::min(source.find('\n', at), source.size());
    const std::string_view line = source.substr(at, end - at);
    const std::string_view directive = directive_of(line);
    if (directive.starts_with("ifdef") || directive.starts_with("ifndef")) {
      left_out.push_back(is_other(directive, vue3) || (!left_out.empty() && left_out.back()));
    } else if (directive.starts_with("endif")) {
      if (!left_out.empty()) left_out.pop_back();
    } else if (left_out.empty() || !left_out.back()) {
      storage += line;
    }
    if (end < source.size()) storage += '\n';
    at = end + 1;
  }
  return storage;
}

}  // namespace jianfu::platforms::frontend
