#include "report/places.h"

#include <algorithm>
#include <string>

namespace jianfu::report {
namespace {

constexpr std::string_view kArrow = " › ";

// "src/com/x/Foo.java" → "src.com.x.Foo".
std::string dotted(std::string_view entry) {
  const size_t slash = entry.rfind('/') == std::string_view::npos ? 0 : entry.rfind('/');
  std::string out(entry.substr(0, std::min(entry.size(), entry.find('.', slash))));
  std::replace(out.begin(), out.end(), '/', '.');
  return out;
}

bool ends_in_name(std::string_view path, std::string_view name) {
  return path == name ||
         (path.size() > name.size() && path.ends_with(name) && path[path.size() - name.size() - 1] == '.');
}

bool ends_a_name(std::string_view text, size_t at) {
  return at == text.size() || text[at] == '.' || text[at] == '$' || text.substr(at).starts_with(kArrow);
}

}  // namespace

std::string_view symbol_beyond(std::string_view entry, std::string_view symbol) {
  if (symbol.starts_with(entry) && symbol.substr(entry.size()).starts_with(kArrow))
    return symbol.substr(entry.size() + kArrow.size());
  const std::string path = dotted(entry);
  for (size_t at = symbol.size(); at > 0; --at) {
    if (!ends_a_name(symbol, at) || !ends_in_name(path, symbol.substr(0, at))) continue;
    // A class without its package tells nothing by being named like some file.
    if (symbol.substr(0, at).find('.') == std::string_view::npos) break;
    const std::string_view rest = symbol.substr(at);
    return rest.substr(rest.starts_with(kArrow) ? kArrow.size() : std::min<size_t>(rest.size(), 1));
  }
  return symbol;
}

bool tells_module(const evidence::Location& at, std::string_view module) {
  const std::string_view entry = at.entry, symbol = at.symbol;
  if (entry == module || (entry.starts_with(module) && entry.substr(module.size()).starts_with('.'))) return true;
  if (symbol.starts_with(module) && ends_a_name(symbol, module.size())) return true;
  return module.find('.') != std::string_view::npos && ends_in_name(dotted(entry), module);
}

}  // namespace jianfu::report
