#include "platforms/frontend/routes.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "formats/js/js.h"
#include "platforms/shared/component_file.h"
#include "platforms/shared/paths.h"
#include "platforms/shared/route_table.h"
#include "text/utf.h"

namespace jianfu::platforms::frontend {
namespace {

using namespace std::string_view_literals;

constexpr std::array kScripts = {".js"sv, ".ts"sv, ".jsx"sv, ".tsx"sv, ".mjs"sv};

// Frameworks whose pages are the files of a folder.
constexpr std::array kFolderFrameworks = {"next"sv,      "nuxt"sv,       "nuxt3"sv,
                                          "umi"sv,       "@umijs/max"sv, "vite-plugin-pages"sv,
                                          "@nuxt/kit"sv, "ice"sv,        "unplugin-vue-router"sv};

bool is_script(std::string_view path) {
  return std::any_of(kScripts.begin(), kScripts.end(),
                     [&](std::string_view end) { return path.ends_with(end); });
}

// Files in which people keep routes.
bool may_hold_routes(const Project& project, const File& file) {
  const std::string_view path = file.path;
  // umi keeps them beside the sources.
  const std::string_view below = path.substr(std::min(path.size(), project.place().top.size()));
  for (const std::string_view name :
       {"config/routes"sv, "config/router.config"sv, "config/config"sv, ".umirc"sv}) {
    if (without_extension(below) == name && is_script(path)) return true;
  }
  if (file.role != FileRole::kSource) return false;
  if (!is_script(path) && !path.ends_with(".vue")) return false;
  const std::string_view inside = project.inside(path);
  std::string lower(inside);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  if (lower.find("rout") != std::string::npos) return !path.ends_with(".vue");
  const bool top = inside.find('/') == std::string_view::npos;
  return top && is_script(path) &&
         (lower.starts_with("app.") || lower.starts_with("main.") || lower.starts_with("index."));
}

// Only the tokens count here.
class TokenSink final : public formats::js::Sink {
 public:
  explicit TokenSink(StructureVisitor& visitor) : structure_(visitor) {}
  void on_literal(const formats::js::Literal&) override {}
  void on_call(const formats::js::Call&) override {}
  void on_identifier(std::string_view, uint32_t, uint32_t) override {}
  void on_module(std::string_view, uint32_t) override {}
  void on_require(std::string_view, uint32_t) override {}
  bool hears_tokens() const override { return true; }
  void on_token(const formats::js::Token& token, text::LineIndex& lines) override { structure_.on_token(token, lines); }

 private:
  ScriptStructure structure_;
};

std::string plain_path(std::string_view path) {
  std::string out = "/";
  for (const char c : path) {
    if (c == '/' && out.ends_with('/')) continue;
    out += c;
  }
  while (out.size() > 1 && out.ends_with('/')) out.pop_back();
  return out;
}

// "/study/" of "/study/:id" and "/study/:id/more"; empty when nothing of it varies.
std::string_view fixed_part(std::string_view path) {
  const size_t variable = path.find_first_of(":*[");
  return variable == std::string_view::npos ? std::string_view{} : path.substr(0, variable);
}

}  // namespace

Routes::Routes(const Project& project, const Limits& limits) : project_(project) {
  if (project.framework() != Framework::kWeb) return;
  read_tables(limits);
  if (routes_.empty()) read_folders();
  index();
}

void Routes::read_tables(const Limits& limits) {
  std::vector<std::pair<std::string, std::string>> loads;  // folder of a table, path above it
  std::vector<std::string> folders;                        // of each route's table
  std::vector<bool> inner;
  for (const File& file : project_.files()) {
    if (!may_hold_routes(project_, file)) continue;
    const std::string text =
        text::decode_text(project_.tree().read(file.index, limits.text_bytes).bytes.view());
    if (text.find("path") == std::string::npos) continue;
    RouteTable table;
    TokenSink sink(table);
    formats::js::read(text, limits, sink);
    const std::vector<TableRoute> found = table.take();
    if (found.empty()) continue;
    tables_.emplace(file.path, true);
    const size_t begin = routes_.size();
    for (const TableRoute& one : found) {
      Route route;
      route.path = one.path;
      route.name = one.name;
      route.title = one.title;
      route.redirect = one.redirect;
      route.entry = file.path;
      route.line = one.line;
      route.column = one.column;
      const File* component = one.component.empty() ? nullptr : project_.resolve(file.path, one.component);
      // umi names components from the folder of pages.
      if (component == nullptr && one.component.starts_with("./"))
        component = project_.with_ending(resolve(project_.place().root + "pages", one.component));
      if (component == nullptr && one.component.starts_with("./"))
        component = project_.with_ending(resolve(project_.place().root + "pages", one.component + "/index"));
      if (component != nullptr && !one.loads_table) route.file = component->path;
      if (component == nullptr) route.written = text::to_valid_utf8(one.component);
      if (component != nullptr && one.loads_table) loads.emplace_back(folder_of(component->path), one.path);
      routes_.push_back(std::move(route));
      folders.emplace_back(folder_of(file.path));
      inner.push_back(one.parent >= 0);
    }
    for (size_t i = 0; i < found.size(); ++i) {
      if (found[i].parent >= 0)
        routes_[begin + i].parent = routes_[begin + static_cast<size_t>(found[i].parent)].file;
    }
  }
  for (size_t i = 0; i < routes_.size(); ++i) {
    const auto above =
        std::find_if(loads.begin(), loads.end(), [&](const auto& load) { return load.first == folders[i]; });
    if (above != loads.end() && !routes_[i].path.starts_with('/') && above->second != routes_[i].path)
      routes_[i].path = above->second + "/" + routes_[i].path;
    routes_[i].path = plain_path(routes_[i].path);
  }
}

// pages/sign/_id.vue is /sign/:id, pages/sign/index.tsx /sign.
void Routes::read_folders() {
  const auto uses = [&](std::string_view wanted) {
    for (const std::string_view list : {"dependencies"sv, "devDependencies"sv}) {
      for (const auto& [name, version] : project_.package_json()[list].members) {
        if (name == wanted) return true;
      }
    }
    return false;
  };
  if (std::none_of(kFolderFrameworks.begin(), kFolderFrameworks.end(), uses)) return;
  for (const File& file : project_.files()) {
    if (file.role != FileRole::kSource) continue;
    std::string_view inside = project_.inside(file.path);
    const bool pages = inside.starts_with("pages/");
    if (!pages && !inside.starts_with("app/")) continue;
    const std::string_view name = without_extension(base_of(inside));
    if (!(is_script(inside) || is_component_name(inside)) || name.find('.') != std::string_view::npos)
      continue;
    if (!pages && name != "page") continue;  // Next.js: only page.tsx of a folder is one
    inside.remove_prefix(inside.find('/') + 1);
    const bool own = inside.starts_with("api/") || inside.find("components/") != std::string_view::npos ||
                     inside.find("/_") != std::string_view::npos ||
                     inside.find("hooks/") != std::string_view::npos;
    if (own || name == "_app" || name == "_document" || name == "404") continue;
    Route route;
    std::string path(without_extension(inside));
    for (const std::string_view end : {"index"sv, "page"sv}) {
      if (path == end || path.ends_with("/" + std::string(end))) path.resize(path.size() - end.size());
    }
    for (char& c : path) c = c == '[' ? ':' : c;
    std::erase(path, ']');
    route.path = plain_path(path);
    route.file = route.entry = file.path;
    routes_.push_back(std::move(route));
  }
}

void Routes::index() {
  for (size_t i = 0; i < routes_.size(); ++i) {
    const Route& route = routes_[i];
    if (!route.name.empty()) by_name_.emplace(route.name, i);
    if (!route.title.empty()) titles_.insert(route.title);
    if (route.file.empty() && route.redirect.empty()) continue;
    const std::string_view fixed = fixed_part(route.path);
    if (fixed.empty()) {
      const auto [at, fresh] = by_path_.emplace(route.path, i);
      // Of a layout and what it shows at first, the inner one is the page.
      if (!fresh && routes_[at->second].file == route.parent && !route.file.empty()) at->second = i;
    } else if (fixed.size() > 1) {
      by_prefix_.emplace(std::string(fixed), i);
    }
  }
}

std::string_view Routes::file_of(std::string_view written, bool whole) const {
  if (written.starts_with('#')) written.remove_prefix(1);
  if (!written.starts_with('/')) return {};
  const std::string_view path = without_query(written);
  const bool varies = path.size() < written.size() && written.substr(path.size()).starts_with("\xEF\xBF\xBC");
  if (path.size() < 2 && !whole) return {};
  std::string_view at = path;
  constexpr int kMostSteps = 8;  // redirects that lead in a circle
  for (int step = 0; step < kMostSteps; ++step) {
    const std::string_view bare = at.size() > 1 && at.ends_with('/') ? at.substr(0, at.size() - 1) : at;
    const auto exact = by_path_.find(bare);
    if (exact != by_path_.end() && !(varies && at.ends_with('/'))) {
      const Route& route = routes_[exact->second];
      if (route.redirect.empty() || (!route.file.empty() && route.redirect == route.path)) return route.file;
      at = route.redirect;
      continue;
    }
    const auto prefix = by_prefix_.find(at.ends_with('/') ? at : at.substr(0, at.rfind('/') + 1));
    return prefix == by_prefix_.end() ? std::string_view{} : std::string_view(routes_[prefix->second].file);
  }
  return {};
}

std::string_view Routes::file_of_name(std::string_view name) const {
  const auto route = by_name_.find(name);
  return route == by_name_.end() ? std::string_view{} : std::string_view(routes_[route->second].file);
}

const Route* Routes::first() const {
  const std::string_view home = file_of("/", true);
  for (const Route& route : routes_) {
    if (!route.file.empty() && (home.empty() || route.file == home)) return &route;
  }
  return nullptr;
}

PageList Routes::pages() const {
  PageList out;
  std::map<std::string, size_t, std::less<>> known;
  for (const Route& route : routes_) {
    // A component of a package has no source here; one of the project that is not there is missed.
    const bool own = route.written.starts_with('.') || route.written.starts_with("@/");
    if (route.file.empty() && !own) continue;
    const std::string id = route.file.empty() ? route.path : std::string(project_.inside(route.file));
    const auto [at, fresh] = known.emplace(id, out.pages.size());
    if (fresh) {
      Page page;
      page.path = id;
      page.file = route.file;
      page.entry = route.entry;
      page.line = route.line;
      out.pages.push_back(std::move(page));
    }
    Page& page = out.pages[at->second];
    if (page.title.text.empty()) page.title = {route.title, route.entry, route.line, route.column};
  }
  if (const Route* home = first()) out.entry_page = std::string(project_.inside(home->file));
  if (!tables_.empty()) out.entry = tables_.begin()->first;
  return out;
}

}  // namespace jianfu::platforms::frontend
