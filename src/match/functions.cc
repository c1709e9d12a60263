#include "match/functions.h"

#include <algorithm>

namespace jianfu::match {
namespace {

constexpr std::string_view kInFile = " \xE2\x80\xBA ";  // "file › function", of the files in a bundle

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

// "utils/api", "app.js#2f62", "index.vue": of a bundle, code outside of any function.
bool is_file(std::string_view symbol) {
  return symbol.find_first_of("/#") != std::string_view::npos || symbol.ends_with(".js") ||
         symbol.ends_with(".ts") || symbol.ends_with(".vue") || symbol.ends_with(".jsx") ||
         symbol.ends_with(".tsx");
}

// "com.x.Sign.submit": parts in lower case, then a class.
bool has_package(std::string_view symbol) {
  size_t parts = 0;
  while (!symbol.empty() && !is_upper(symbol.front())) {
    const size_t dot = symbol.find('.');
    if (dot == std::string_view::npos) return false;
    symbol.remove_prefix(dot + 1);
    ++parts;
  }
  return !symbol.empty() && parts >= 1;
}

// What frameworks call the function that holds a component as a whole.
bool is_whole_component(std::string_view name) {
  return name == "setup" || name == "render" || name == "data";
}

// Compilers move the body of a lambda into a method named after the one it stands in.
std::string_view of_lambda(std::string_view name) {
  constexpr std::string_view kJava = "lambda$", kKotlin = "$lambda";
  if (name.starts_with(kJava)) {
    name.remove_prefix(kJava.size());
    return name.substr(0, name.rfind('$'));
  }
  return name.substr(0, name.find(kKotlin));
}

std::string key(const std::string& entry, std::string_view function) {
  std::string out(entry);
  out += '\n';
  return out.append(function);
}

}  // namespace

std::vector<std::string> functions_of(std::string_view symbol) {
  std::vector<std::string> out;
  std::string path;
  if (const size_t mark = symbol.find(kInFile); mark != std::string_view::npos) {
    path = symbol.substr(0, mark + kInFile.size());
    symbol.remove_prefix(mark + kInFile.size());
  } else if (is_file(symbol)) {
    return out;
  }
  bool in_class = !has_package(symbol);
  while (!symbol.empty()) {
    const size_t dot = std::min(symbol.find('.'), symbol.size());
    const std::string_view part = of_lambda(symbol.substr(0, dot));
    path.append(part);
    const bool is_class = !part.empty() && is_upper(part.front());
    in_class |= is_class;
    if (in_class && !is_class && !part.empty() && !is_whole_component(part)) out.push_back(path);
    path += '.';
    symbol.remove_prefix(std::min(dot + 1, symbol.size()));
  }
  return out;
}

void FunctionIndex::add(const evidence::EvidenceSet& set, uint32_t item) {
  const evidence::Location& at = set.evidence[item].at;
  const std::vector<std::string> functions = functions_of(at.symbol);
  if (functions.empty()) return;
  for (const std::string& function : functions) around_.emplace(key(at.entry, function), item);
  own_.emplace(key(at.entry, functions.back()), item);
}

uint32_t FunctionIndex::near(const evidence::EvidenceSet& set, uint32_t item) const {
  const evidence::Location& at = set.evidence[item].at;
  const std::vector<std::string> functions = functions_of(at.symbol);
  if (functions.empty()) return UINT32_MAX;
  if (const auto inside = around_.find(key(at.entry, functions.back())); inside != around_.end())
    return inside->second;
  for (const std::string& function : functions) {
    if (const auto outside = own_.find(key(at.entry, function)); outside != own_.end())
      return outside->second;
  }
  return UINT32_MAX;
}

}  // namespace jianfu::match
