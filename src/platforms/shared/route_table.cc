#include "platforms/shared/route_table.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platforms/shared/literals.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

constexpr size_t kMostRoutes = 10'000;
constexpr size_t kLongestPath = 300;

// Beside a path, one of these makes a route.
constexpr std::array<std::string_view, 12> kComponentKeys = {
    "component", "components", "element",      "Component", "lazy",          "getComponent",
    "redirect",  "redirectTo", "loadChildren", "children",  "loadComponent", "render"};

bool is_component_key(std::string_view key) {
  return std::find(kComponentKeys.begin(), kComponentKeys.end(), key) != kComponentKeys.end();
}

bool looks_like_path(std::string_view path) {
  return path.size() < kLongestPath && path.find_first_of(" \t\r\n<>\"'") == std::string_view::npos &&
         path.find("://") == std::string_view::npos;
}

std::string joined(std::string_view around, std::string_view path) {
  std::string out(around);
  if (path.empty()) return out;
  if (!out.ends_with('/')) out += '/';
  return out.append(path);
}

}  // namespace

void RouteTable::on_import(std::string_view name, std::string_view path) {
  constexpr size_t kMostImports = 20'000;
  if (imports_.size() < kMostImports) imports_.insert_or_assign(std::string(name), std::string(path));
}

void RouteTable::add(TableRoute route, Begin begin, std::string_view name_of_component) {
  if (routes_.size() >= kMostRoutes) return;
  routes_.push_back(std::move(route));
  begins_.push_back(begin);
  component_names_.emplace_back(name_of_component);
}

void RouteTable::on_object(const ScriptObject& object) {
  const ScriptMember* path = object.find("path");
  if (path == nullptr || path->kind != ValueKind::kString || !looks_like_path(path->text)) return;
  TableRoute route;
  std::string_view name_of_component;
  bool is_route = false;
  for (const ScriptMember& member : object.members) {
    const bool text = member.kind == ValueKind::kString;
    if (is_component_key(member.key)) {
      is_route = true;
      if (member.key == "redirect" || member.key == "redirectTo") {
        if (text) route.redirect = text::to_valid_utf8(member.text);
        continue;
      }
      if (member.key == "children") continue;
      if (route.component.empty()) route.component = member.import;
      if (route.component.empty() && text) route.component = member.text;
      if (route.chunk.empty()) route.chunk = member.chunk;
      if (name_of_component.empty())
        name_of_component = !member.element.empty() ? member.element : text ? "" : member.text;
      route.loads_table |= member.key == "loadChildren";
    } else if (member.key == "name" && text) {
      route.name = text::to_valid_utf8(member.text);
    } else if (member.key == "title" && text) {
      route.title = text::to_valid_utf8(member.text);
    } else if ((member.key == "meta" || member.key == "data" || member.key == "handle") &&
               route.title.empty()) {
      route.title = text::to_valid_utf8(member.title);
    }
  }
  // umi names its menus in words.
  if (route.title.empty() && holds_han(route.name)) route.title = route.name;
  if (!is_route) return;
  route.path = text::to_valid_utf8(path->text);
  route.line = path->line;
  route.column = path->column;
  const int64_t self = static_cast<int64_t>(routes_.size());
  // Those that began behind the object lie in it.
  const text::Position begin = object.place();
  for (size_t i = routes_.size(); i-- > 0;) {
    if (std::pair(begins_[i].line, begins_[i].column) < std::pair(begin.line, begin.column)) break;
    TableRoute& inner = routes_[i];
    if (inner.parent < 0) inner.parent = self;
    if (!inner.path.starts_with('/') && inner.path.size() < kLongestPath)
      inner.path = joined(route.path, inner.path);
  }
  add(std::move(route), {begin.line, begin.column}, name_of_component);
}

void RouteTable::on_element(std::string_view tag, std::span<const ScriptMember> members, uint32_t line,
                            uint32_t column) {
  if (tag != "Route" && tag != "PrivateRoute" && tag != "AuthRoute") return;
  TableRoute route;
  std::string_view name_of_component;
  bool index = false, shows = false;
  const ScriptMember* path = nullptr;
  for (const ScriptMember& member : members) {
    if (member.key == "path" && member.kind == ValueKind::kString) path = &member;
    index |= member.key == "index";
    if (!is_component_key(member.key)) continue;
    shows = true;
    if (route.component.empty()) route.component = member.import;
    if (name_of_component.empty()) name_of_component = !member.element.empty() ? member.element : member.text;
  }
  if (path != nullptr) route.path = text::to_valid_utf8(path->text);
  route.line = line;
  route.column = column;
  if (!open_.empty() && open_.back() < routes_.size()) {
    route.parent = static_cast<int64_t>(open_.back());
    if (!route.path.starts_with('/')) route.path = joined(routes_[open_.back()].path, route.path);
  }
  const bool known = (path != nullptr || index) && looks_like_path(route.path);
  open_.push_back(known || shows ? routes_.size() : open_.empty() ? kMostRoutes : open_.back());
  if (known || shows) add(std::move(route), {line, column}, name_of_component);
}

void RouteTable::on_element_end(std::string_view tag) {
  const bool route = tag == "Route" || tag == "PrivateRoute" || tag == "AuthRoute";
  if (route && !open_.empty()) open_.pop_back();
}

std::vector<TableRoute> RouteTable::take() {
  for (size_t i = 0; i < routes_.size(); ++i) {
    if (!routes_[i].component.empty() || component_names_[i].empty()) continue;
    const auto import = imports_.find(component_names_[i]);
    if (import != imports_.end()) routes_[i].component = import->second;
  }
  return std::move(routes_);
}

}  // namespace jianfu::platforms
