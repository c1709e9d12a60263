#include "platforms/frontend/project.h"

#include <algorithm>
#include <array>
#include <set>

#include "formats/json/json.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::frontend {
namespace {

using namespace std::string_view_literals;
using formats::json::Value;

constexpr uint64_t kMostPackage = 1 << 20;  // bytes of a package.json

// One row a framework, in order: those of the first rows are built on what the later ones name.
struct Row {
  Framework framework;
  std::array<std::string_view, 3> dependencies;  // of package.json; any of them, "@x/" any that begins so
  std::array<std::string_view, 3> starts;        // files in the root, any of them: what makes it a program
};
constexpr std::array kFrameworks = {
    Row{Framework::kUniApp, {"@dcloudio/uni-app", "@dcloudio/vite-plugin-uni"}, {"pages.json", "App.vue"}},
    Row{Framework::kTaro, {"@tarojs/taro", "@tarojs/cli"}, {"app.", ""}},
    Row{Framework::kMpvue, {"mpvue", "megalo", "@megalo/"}, {"App.vue", "main.", "app.json"}},
    Row{Framework::kWepy, {"wepy", "@wepy/core"}, {"app.wpy"}},
    Row{Framework::kWeb, {"vue", "react", "@angular/core"}, {"main.", "index.", "App."}},
};

// Apps that are no program of a browser, though written with its libraries.
constexpr std::array kNotWeb = {"react-native"sv, "expo"sv, "electron"sv, "weex-ui"sv};

// Nothing in them is the project's own.
constexpr std::array kForeign = {"node_modules"sv, "__MACOSX"sv, "bower_components"sv, "jspm_packages"sv};
// What a build writes, beside the sources.
constexpr std::array kBuilt = {"dist"sv, "unpackage"sv, "build"sv, "output"sv, ".temp"sv, "out"sv, "release"sv};
constexpr std::array kTests = {"test"sv, "tests"sv, "__tests__"sv, "__mocks__"sv, "e2e"sv, "cypress"sv,
                               "coverage"sv, "docs"sv, "doc"sv, "uni_modules_test"sv};

constexpr std::array kEndings = {""sv,    ".vue"sv, ".nvue"sv, ".uvue"sv, ".wpy"sv,  ".tsx"sv,  ".jsx"sv,
                                 ".ts"sv, ".js"sv,  ".mjs"sv,  ".uts"sv,  ".json"sv, ".html"sv};
// Taro and uni-app build other files for other clients: index.weapp.tsx.
constexpr std::array kClients = {".weapp"sv, ".h5"sv, ".alipay"sv, ".swan"sv, ".tt"sv, ".rn"sv};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

bool is_one_of(std::string_view name, const auto& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

template <typename Predicate>
bool any_segment(std::string_view folders, Predicate predicate) {
  while (!folders.empty()) {
    const size_t slash = std::min(folders.find('/'), folders.size());
    if (predicate(folders.substr(0, slash))) return true;
    folders.remove_prefix(std::min(slash + 1, folders.size()));
  }
  return false;
}

// By the folders of a whole path.
bool is_dependency(std::string_view path) {
  return any_segment(folder_of(path), [](std::string_view folder) {
    return is_one_of(folder, kForeign) || (folder.size() > 1 && folder.front() == '.');
  });
}

// Below the place of a project: in a folder that a build wrote.
bool is_built(std::string_view below_top) {
  const size_t slash = below_top.find('/');
  return slash != std::string_view::npos && is_one_of(below_top.substr(0, slash), kBuilt);
}

bool is_test(std::string_view below_top) {
  const std::string_view base = base_of(below_top);
  return base.find(".test.") != std::string_view::npos || base.find(".spec.") != std::string_view::npos ||
         base.find(".stories.") != std::string_view::npos || base.ends_with(".d.ts") ||
         any_segment(folder_of(below_top), [](std::string_view folder) { return is_one_of(folder, kTests); });
}

bool begins(std::string_view name, std::string_view pattern) {
  return pattern.ends_with('.') ? name.starts_with(pattern) : name == pattern;
}

bool names_dependency(const Value& package, std::string_view wanted) {
  if (wanted.empty()) return false;
  for (const std::string_view list : {"dependencies"sv, "devDependencies"sv, "peerDependencies"sv}) {
    for (const auto& [name, version] : package[list].members) {
      if (wanted.ends_with('/') ? name.starts_with(wanted) : name == wanted) return true;
    }
  }
  return false;
}

Value read_json(const io::Tree& tree, size_t index, const Limits& limits) {
  const io::Content content = tree.read(index, kMostPackage);
  return formats::json::parse(text::decode_text(content.bytes.view()), limits).root;
}

class Survey {
 public:
  explicit Survey(const io::Tree& tree) : tree_(tree) {
    for (size_t i = 0; i < tree.entries().size(); ++i) look_at(i);
  }

  std::vector<Place> places() {
    for (const std::string& folder : uni_) add({Framework::kUniApp, top_of(folder), folder});
    for (const std::string& folder : wepy_) add({Framework::kWepy, top_of(folder), folder});
    for (const auto& [top, index] : packages_) add_package(top, index);
    std::sort(out_.begin(), out_.end(), [](const Place& a, const Place& b) { return a.root < b.root; });
    drop_inner();
    return std::move(out_);
  }

 private:
  void look_at(size_t index) {
    const std::string& name = tree_.entries()[index].name;
    const std::string_view base = base_of(name);
    const std::string folder = name.substr(0, name.size() - base.size());
    const bool start = base.starts_with("main.") || base.starts_with("index.") || base.starts_with("App.") ||
                       base.starts_with("app.");
    if (!start && base != "pages.json" && base != "package.json") return;
    if (is_dependency(name)) return;
    if (base == "package.json") packages_.emplace(folder, index);
    if (base == "app.wpy") wepy_.push_back(folder);
    if (base == "pages.json" && (tree_.find(folder + "manifest.json") || tree_.find(folder + "App.vue") ||
                                 tree_.find(folder + "main.js") || tree_.find(folder + "App.uvue")))
      uni_.push_back(folder);
    if (start) starts_[folder].emplace_back(base);
  }

  // "src/" belongs to the package around it.
  std::string top_of(const std::string& folder) const {
    constexpr std::string_view kSource = "src/";
    if (!folder.ends_with("/" + std::string(kSource)) && folder != kSource) return folder;
    const std::string above = folder.substr(0, folder.size() - kSource.size());
    return packages_.count(above) != 0 ? above : folder;
  }

  void add_package(const std::string& top, size_t index) {
    const std::string source = top + "src/";
    if (starts_.count(top) == 0 && starts_.count(source) == 0 && !tree_.find(top + "public/index.html")) return;
    const Value package = read_json(tree_, index, tree_.limits());
    for (const Row& row : kFrameworks) {
      const bool named = std::any_of(row.dependencies.begin(), row.dependencies.end(),
                                     [&](std::string_view name) { return names_dependency(package, name); });
      if (!named) continue;
      if (row.framework == Framework::kWeb &&
          std::any_of(kNotWeb.begin(), kNotWeb.end(),
                      [&](std::string_view name) { return names_dependency(package, name); }))
        return;
      for (const std::string& root : {source, top}) {
        // A server's index.js is no page of a browser.
        const bool shown = row.framework != Framework::kWeb || root != top || tree_.find(top + "index.html") ||
                           tree_.find(top + "public/index.html");
        if (shown && starts(row, root)) return add({row.framework, top, root});
      }
    }
  }

  bool starts(const Row& row, const std::string& root) const {
    if (tree_.find(root + std::string(row.starts[0]))) return true;
    const auto names = starts_.find(root);
    if (names == starts_.end()) return false;
    return std::any_of(names->second.begin(), names->second.end(), [&](const std::string& name) {
      return std::any_of(row.starts.begin(), row.starts.end(), [&](std::string_view pattern) {
        return !pattern.empty() && begins(name, pattern);
      });
    });
  }

  void add(Place place) {
    const bool known = std::any_of(out_.begin(), out_.end(),
                                   [&](const Place& other) { return other.root == place.root; });
    if (!known) out_.push_back(std::move(place));
  }

  // Build output and plugins that hold a project's files lie inside of one.
  void drop_inner() {
    std::vector<Place> kept;
    for (Place& place : out_) {
      const bool inner = std::any_of(out_.begin(), out_.end(), [&](const Place& outer) {
        if (&outer == &place || place.root.size() <= outer.top.size() || !place.root.starts_with(outer.top))
          return false;
        if (place.root.size() > outer.root.size() && place.root.starts_with(outer.root)) return true;
        return is_built(std::string_view(place.root).substr(outer.top.size())) || place.top == outer.top;
      });
      if (!inner) kept.push_back(place);
    }
    out_ = std::move(kept);
  }

  const io::Tree& tree_;
  std::map<std::string, size_t> packages_;  // folder → package.json
  std::vector<std::string> uni_, wepy_;
  std::map<std::string, std::vector<std::string>> starts_;  // folder → names of files that programs start with
  std::vector<Place> out_;
};

}  // namespace

std::vector<Place> find_projects(const io::Tree& tree) {
  return Survey(tree).places();
}

Project::Project(const io::Tree& tree, Place place, const Limits& limits)
    : tree_(tree), place_(std::move(place)), limits_(limits) {
  list_files();
  if (const auto index = tree_.find(place_.top + "package.json"))
    package_json_ = read_json(tree_, *index, limits_);
  read_aliases();
}

void Project::list_files() {
  const auto& entries = tree_.entries();
  std::vector<std::string> others;  // projects inside of this one's folder
  for (const Place& other : find_projects(tree_)) {
    if (other.top.size() > place_.top.size() && other.top.starts_with(place_.top)) others.push_back(other.top);
  }
  files_.reserve(entries.size());
  for (size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].directory) continue;
    const std::string& name = entries[i].name;
    File file{i, shown_name(entries[i]), FileRole::kForeign};
    const bool mine = name.starts_with(place_.top) && !is_dependency(name) &&
                      std::none_of(others.begin(), others.end(),
                                   [&](const std::string& other) { return name.starts_with(other); });
    if (mine) {
      const std::string_view below = std::string_view(name).substr(place_.top.size());
      const bool source = name.starts_with(place_.root) && !is_test(below) &&
                          !is_built(std::string_view(name).substr(place_.root.size()));
      const bool config = below.find('/') == std::string_view::npos &&
                          (below.ends_with(".json") || below.ends_with(".js") || below.ends_with(".ts"));
      file.role = config && place_.root != place_.top ? FileRole::kConfig : source ? FileRole::kSource : FileRole::kForeign;
    }
    if (file.role != FileRole::kForeign) {
      by_path_.emplace(file.path, files_.size());
      by_lower_.emplace(lower(file.path), files_.size());
    }
    files_.push_back(std::move(file));
  }
}

// {"compilerOptions": {"baseUrl": ".", "paths": {"@/*": ["src/*"]}}}, and what every template of a project
// sets up in its bundler's configuration.
void Project::read_aliases() {
  for (const std::string_view name : {"tsconfig.json"sv, "jsconfig.json"sv}) {
    const auto index = tree_.find(place_.top + std::string(name));
    if (!index) continue;
    const Value options = read_json(tree_, *index, limits_)["compilerOptions"];
    const std::string base = jianfu::platforms::resolve(place_.top, options["baseUrl"].string_or("."));
    for (const auto& [alias, targets] : options["paths"].members) {
      if (!alias.ends_with('*') || targets.items.empty()) continue;
      std::string_view target = targets.items[0].string_or("");
      if (!target.ends_with('*')) continue;
      target.remove_suffix(1);
      std::string folder = jianfu::platforms::resolve(base, target);
      if (!folder.empty()) folder += '/';
      aliases_.emplace_back(alias.substr(0, alias.size() - 1), std::move(folder));
    }
  }
  std::stable_sort(aliases_.begin(), aliases_.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  for (const std::string_view usual : {"@/"sv, "~@/"sv, "~/"sv, "@src/"sv, "src/"sv})
    aliases_.emplace_back(usual, place_.root);
}

const File* Project::find(std::string_view path) const {
  const auto at = by_path_.find(path);
  return at == by_path_.end() ? nullptr : &files_[at->second];
}

std::string_view Project::inside(std::string_view path) const {
  const std::string_view root = place_.root;
  return path.starts_with(root) ? path.substr(root.size()) : path;
}

bool Project::is_source(std::string_view path) const {
  const File* file = find(path);
  return file != nullptr && file->role == FileRole::kSource;
}

std::string Project::text(std::string_view path) const {
  const File* file = find(path);
  if (file == nullptr) return {};
  const io::Content content = tree_.read(file->index, limits_.text_bytes);
  return text::decode_text(content.bytes.view());
}

const File* Project::with_ending(std::string_view path) const {
  const File* file = ending_in(by_path_, path);
  return file != nullptr ? file : ending_in(by_lower_, lower(path));
}

const File* Project::ending_in(const std::map<std::string, size_t, std::less<>>& files,
                               std::string_view path) const {
  // Names that begin so stand together.
  const auto first = files.lower_bound(path);
  if (first == files.end() || !first->first.starts_with(path)) return nullptr;
  std::string name;
  const auto named = [&](std::string_view middle, std::string_view client, std::string_view ending) -> const File* {
    name.assign(path).append(middle).append(client).append(ending);
    const auto at = files.find(name);
    return at == files.end() ? nullptr : &files_[at->second];
  };
  for (const std::string_view middle : {""sv, "/index"sv}) {
    for (const std::string_view ending : kEndings) {
      if (const File* file = named(middle, {}, ending)) return file;
    }
    for (const std::string_view client : kClients) {
      for (const std::string_view ending : {".tsx"sv, ".jsx"sv, ".ts"sv, ".js"sv, ".vue"sv}) {
        if (const File* file = named(middle, client, ending)) return file;
      }
    }
  }
  return nullptr;
}

const File* Project::resolve(std::string_view from, std::string_view written) const {
  written = written.substr(0, written.find('?'));
  if (written.empty() || written.size() > 512) return nullptr;
  if (written.starts_with('.')) return with_ending(jianfu::platforms::resolve(folder_of(from), written));
  for (const auto& [alias, folder] : aliases_) {
    if (!written.starts_with(alias)) continue;
    const std::string path = jianfu::platforms::resolve(folder, written.substr(alias.size()));
    if (const File* file = with_ending(path)) return file;
  }
  // "@components/x", "components/x", "/components/x": folders of the root by their name.
  const std::string_view plain = written.starts_with('@') || written.starts_with('/') ? written.substr(1) : written;
  if (plain.find('/') == std::string_view::npos) return nullptr;
  return with_ending(jianfu::platforms::resolve(place_.root, plain));
}

}  // namespace jianfu::platforms::frontend
