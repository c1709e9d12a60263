#include "platforms/shared/paths.h"

#include <algorithm>
#include <vector>

#include "text/utf.h"

namespace jianfu::platforms {

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
  std::string joined;
  if (path.starts_with('/')) {
    joined = path;
  } else {
    joined.append(folder).append("/").append(path);
  }
  std::vector<std::string_view> parts;
  std::string_view rest = joined;
  while (!rest.empty()) {
    const size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, slash);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    if (part == ".." && !parts.empty()) parts.pop_back();
    if (!part.empty() && part != "." && part != "..") parts.push_back(part);
  }
  std::string out;
  for (const std::string_view part : parts) {
    if (!out.empty()) out += '/';
    out += part;
  }
  return out;
}

}  // namespace jianfu::platforms
