#include "platforms/shared/paths.h"

#include <algorithm>

#include "text/utf.h"

namespace jianfu::platforms {

namespace {

// Of "a/./b/../c" a and c.
void append_parts(std::string_view path, std::string& out) {
  while (!path.empty()) {
    const size_t slash = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, slash);
    path.remove_prefix(std::min(slash + 1, path.size()));
    if (part == "..") out.resize(folder_of(out).size());
    if (part.empty() || part == "." || part == "..") continue;
    if (!out.empty()) out += '/';
    out += part;
  }
}

}  // namespace

std::string shown_name(const io::Entry& entry) {
  const std::string& name = entry.unicode_name.empty() ? entry.name : entry.unicode_name;
  if (text::valid_utf8(name)) return name;
  std::string decoded = text::from_gb18030(name);
  // Any two bytes may be some rare character of GB18030: a name in it has Han characters.
  return text::count_han(decoded) > 0 ? decoded : text::to_valid_utf8(name);
}

std::string_view folder_of(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

std::string_view base_of(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view without_extension(std::string_view path) {
  const size_t dot = path.rfind('.');
  return dot == std::string_view::npos || path.find('/', dot) != std::string_view::npos ? path
                                                                                        : path.substr(0, dot);
}

std::string_view without_query(std::string_view path) {
  return path.substr(0, std::min({path.find('?'), path.find('#'), path.find("\xEF\xBF\xBC"), path.size()}));
}

std::string resolve(std::string_view folder, std::string_view path) {
  std::string out;
  out.reserve(folder.size() + 1 + path.size());
  if (!path.starts_with('/')) append_parts(folder, out);
  append_parts(path, out);
  return out;
}

}  // namespace jianfu::platforms
