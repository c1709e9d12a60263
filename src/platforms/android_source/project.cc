#include "platforms/android_source/project.h"

#include <algorithm>
#include <array>
#include <set>

#include "formats/identify.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::android_source {
namespace {

constexpr std::string_view kManifest = "AndroidManifest.xml";

// Folders of any depth whose contents nobody wrote or nobody delivers.
constexpr std::array<std::string_view, 9> kForeignFolders = {".git/",         ".gradle/", ".idea/",
                                                             "node_modules/", "Pods/",    ".dart_tool/",
                                                             ".svn/",         ".cxx/",    "gradle/wrapper/"};
// Folders beside the sources of a module.
constexpr std::array<std::string_view, 4> kMadeFolders = {"build/", "bin/", "gen/", "out/"};

bool starts_or_holds(std::string_view path, std::string_view folder) {
  for (size_t at = path.find(folder); at != std::string_view::npos; at = path.find(folder, at + 1)) {
    if (at == 0 || path[at - 1] == '/') return true;
  }
  return false;
}

bool is_foreign(std::string_view path) {
  return std::any_of(kForeignFolders.begin(), kForeignFolders.end(),
                     [&](std::string_view folder) { return starts_or_holds(path, folder); });
}

// Source sets that are not in what is delivered: test, androidTest, testDebug, debug.
bool is_undelivered_set(std::string_view set) {
  return set.starts_with("test") || set.starts_with("androidTest") || set == "debug" || set == "benchmark" ||
         set == "screenshotTest";
}

// "app/src/main/" → root "app/", set "main"; a folder that is none of a Gradle module is its own root.
struct SourceSet {
  std::string_view root, set;
};
SourceSet source_set_of(std::string_view folder) {
  const std::string_view trimmed = folder.substr(0, folder.size() - (folder.ends_with('/') ? 1 : 0));
  const std::string_view set = base_of(trimmed);
  const std::string_view above = folder_of(trimmed);
  if (base_of(above) != "src" || set.empty()) return {folder, {}};
  return {folder.substr(0, above.size() - 3), set};
}

bool looks_like_xml(const io::Tree& tree, size_t index) {
  const io::Content head = tree.head(index, 64);
  std::string_view bytes = head.bytes.view();
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && bytes[first] == '<';
}

bool is_gradle_script(std::string_view base) {
  return base == "build.gradle" || base == "build.gradle.kts";
}

std::string text_of(const io::Tree& tree, size_t index, const Limits& limits) {
  constexpr uint64_t kBytes = 1 << 20;  // of a build script
  const io::Content content = tree.read(index, std::min(kBytes, limits.text_bytes));
  return text::decode_text(content.bytes.view());
}

class Surveyor {
 public:
  Surveyor(const io::Tree& tree, const Limits& limits) : tree_(tree), limits_(limits) {}

  Project survey() {
    find_modules();
    read_scripts();
    for (size_t i = 0; i < tree_.entries().size(); ++i) {
      if (!tree_.entries()[i].directory) add_file(i);
    }
    return std::move(out_);
  }

 private:
  uint32_t module_at(std::string_view root) {
    const auto known = std::find_if(out_.modules.begin(), out_.modules.end(),
                                    [&](const Module& module) { return module.root == root; });
    if (known != out_.modules.end()) return static_cast<uint32_t>(known - out_.modules.begin());
    Module made;
    made.root = root;
    made.name = base_of(root.substr(0, root.size() - (root.ends_with('/') ? 1 : 0)));
    out_.modules.push_back(std::move(made));
    return static_cast<uint32_t>(out_.modules.size() - 1);
  }

  void find_modules() {
    constexpr size_t kModules = 500;  // of a project; more are no modules
    for (size_t i = 0; i < tree_.entries().size() && out_.modules.size() < kModules; ++i) {
      const std::string& name = tree_.entries()[i].name;
      if (base_of(name) != kManifest || is_foreign(name) || !looks_like_xml(tree_, i)) continue;
      const SourceSet set = source_set_of(std::string_view(name).substr(0, name.size() - kManifest.size()));
      if (is_undelivered_set(set.set) || is_made(set.root, name)) continue;
      Module& module = out_.modules[module_at(set.root)];
      const bool main = set.set.empty() || set.set == "main";
      module.manifests.insert(main ? module.manifests.begin() : module.manifests.end(), i);
    }
    if (out_.modules.empty()) module_at("");
  }

  // Of build/ folders of this or any outer module.
  static bool is_made(std::string_view root, std::string_view path) {
    const auto holds = [&](std::string_view folder) {
      return starts_or_holds(root, folder) || path.substr(root.size()).starts_with(folder);
    };
    return std::any_of(kMadeFolders.begin(), kMadeFolders.end(), holds);
  }

  void read_scripts() {
    for (size_t i = 0; i < tree_.entries().size(); ++i) {
      const std::string& name = tree_.entries()[i].name;
      const std::string_view base = base_of(name);
      if (is_foreign(name) ||
          (!is_gradle_script(base) && base != "project.properties" && base != "gradle.properties"))
        continue;
      const std::string_view root = std::string_view(name).substr(0, name.size() - base.size());
      const auto module = std::find_if(out_.modules.begin(), out_.modules.end(),
                                       [&](const Module& one) { return one.root == root; });
      if (module == out_.modules.end()) continue;
      const std::string text = text_of(tree_, i, limits_);
      if (is_gradle_script(base)) {
        module->gradle.entry = text::to_valid_utf8(name);
        read_gradle(text, base.ends_with(".kts"), limits_, module->gradle);
      } else if (base == "project.properties") {
        module->gradle.library |= text.find("android.library=true") != std::string::npos;
      } else {
        module->licensed |= text.find("POM_ARTIFACT_ID") != std::string::npos;
      }
    }
  }

  // The module whose root is the longest that the path begins with.
  uint32_t module_of(std::string_view path) const {
    uint32_t best = kOutside;
    size_t size = 0;
    for (uint32_t m = 0; m < out_.modules.size(); ++m) {
      const std::string& root = out_.modules[m].root;
      if (root.size() >= size && path.starts_with(root)) {
        best = m;
        size = root.size();
      }
    }
    return best;
  }

  void add_file(size_t index) {
    const std::string& name = tree_.entries()[index].name;
    File file;
    file.index = index;
    file.module = module_of(name);
    Module outside;
    Module& module = file.module == kOutside ? outside : out_.modules[file.module];
    const std::string_view inside = std::string_view(name).substr(module.root.size());
    if (module.root.size() > 0 && (inside.starts_with("LICENSE") || inside.starts_with("LICENCE")))
      module.licensed = true;
    file.role = role_of(name, inside, module, file);
    module.code_files += file.role == FileRole::kJava || file.role == FileRole::kKotlin;
    out_.files.push_back(std::move(file));
  }

  FileRole role_of(std::string_view name, std::string_view inside, const Module& module, File& file) const {
    if (is_foreign(name)) return FileRole::kSkipped;
    if (std::find(module.manifests.begin(), module.manifests.end(), file.index) != module.manifests.end())
      return FileRole::kManifest;
    if (std::any_of(kMadeFolders.begin(), kMadeFolders.end(),
                    [&](std::string_view folder) { return inside.starts_with(folder); }))
      return FileRole::kSkipped;
    if (inside.starts_with("src/")) {
      const std::string_view rest = inside.substr(4);
      if (is_undelivered_set(rest.substr(0, rest.find('/'))) && rest.find('/') != std::string_view::npos)
        return FileRole::kSkipped;
    }
    if (inside.starts_with("test/") || inside.starts_with("androidTest/") ||
        inside.starts_with("integration_test/") || starts_or_holds(inside, "__tests__/"))
      return FileRole::kSkipped;
    const std::string_view base = base_of(name);
    if (is_gradle_script(base) || base == "settings.gradle" || base == "settings.gradle.kts" ||
        base.ends_with(".properties") || base == "libs.versions.toml")
      return FileRole::kBuild;
    if (formats::is_skipped_name(name)) return FileRole::kSkipped;
    if (const FileRole role = resource_role(name, inside, file); role != FileRole::kSkipped) return role;
    return by_ending(name, inside);
  }

  // …/res/layout-land/x.xml
  FileRole resource_role(std::string_view name, std::string_view inside, File& file) const {
    const std::string_view folder = base_of(folder_of(name));
    const std::string_view above = folder_of(folder_of(inside));
    const bool resource = base_of(above) == "res" || base_of(above).starts_with("res-") ||
                          base_of(above).starts_with("res_") || base_of(folder_of(above)) == "res";
    if (!resource) return FileRole::kSkipped;
    file.folder = folder;
    const std::string_view type = folder.substr(0, folder.find('-'));
    const bool xml = name.ends_with(".xml");
    if (type == "values" && xml) return FileRole::kValues;
    if ((type == "layout" || type == "menu" || type == "xml" || type == "navigation") && xml)
      return FileRole::kScreen;
    return type == "raw" ? FileRole::kContent : FileRole::kSkipped;
  }

  static FileRole by_ending(std::string_view name, std::string_view inside) {
    const auto ends = [&](std::string_view ending) { return name.ends_with(ending); };
    const bool asset = inside.starts_with("assets/") || inside.find("/assets/") != std::string_view::npos;
    if (!asset) {
      if (ends(".java")) return FileRole::kJava;
      if (ends(".kt")) return FileRole::kKotlin;
      if (ends(".dart")) return FileRole::kDart;
      if (ends(".d.ts") || ends(".min.js") || ends(".config.js") || ends(".test.js") || ends(".test.ts") ||
          ends(".test.tsx") || ends(".spec.ts"))
        return FileRole::kSkipped;
      if (ends(".js") || ends(".jsx") || ends(".ts") || ends(".tsx")) return FileRole::kScript;
      if (ends(".jar") || ends(".aar")) return FileRole::kLibrary;
      if (ends(".html") || ends(".htm")) return FileRole::kContent;
      return FileRole::kSkipped;
    }
    return FileRole::kContent;
  }

  const io::Tree& tree_;
  const Limits& limits_;
  Project out_;
};

// A word of the whole in the head of a file.
bool head_holds(const io::Tree& tree, size_t index, std::initializer_list<std::string_view> words) {
  constexpr uint64_t kHead = 64 << 10;
  const io::Content head = tree.head(index, kHead);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return head.bytes.view().find(word) != std::string_view::npos;
  });
}

}  // namespace

int recognise_project(const io::Tree& tree) {
  int best = 0;
  bool pages = false;
  for (size_t i = 0; i < tree.entries().size(); ++i) {
    const std::string& name = tree.entries()[i].name;
    const std::string_view base = base_of(name);
    if (is_foreign(name)) continue;
    pages |= base == "pages.json";
    if (base == kManifest && looks_like_xml(tree, i)) best = 2;
    if (best == 2) continue;
    if (is_gradle_script(base) || base == "settings.gradle" || base == "settings.gradle.kts")
      best = std::max(best, 1);
    if (base == "pubspec.yaml" && head_holds(tree, i, {"flutter:"}))
      best = name == base ? 2 : std::max(best, 1);
    if (base == "package.json" &&
        head_holds(tree, i, {"\"react-native\"", "\"@capacitor/core\"", "\"cordova", "\"@ionic/"}))
      best = std::max(best, 1);
    if (base == "config.xml" && head_holds(tree, i, {"cordova.apache.org", "<widget"}))
      best = std::max(best, 1);
  }
  // uni-app projects carry a package.json and, sometimes, an Android shell.
  return pages ? std::min(best, 1) : best;
}

Project survey(const io::Tree& tree, const Limits& limits) {
  return Surveyor(tree, limits).survey();
}

std::vector<std::vector<uint32_t>> apps_of(const Project& project) {
  const auto is_app = [&](const Module& module) { return module.gradle.application; };
  const bool told = std::any_of(project.modules.begin(), project.modules.end(), is_app);
  std::vector<uint32_t> apps, libraries;
  for (uint32_t m = 0; m < project.modules.size(); ++m) {
    const Module& module = project.modules[m];
    const bool app = told ? is_app(module) : !module.gradle.library;
    (app ? apps : libraries).push_back(m);
  }
  if (apps.empty()) apps.swap(libraries);
  std::stable_sort(apps.begin(), apps.end(), [&](uint32_t a, uint32_t b) {
    return project.modules[a].code_files > project.modules[b].code_files;
  });
  // Without a word of which is the app, the modules of one tree are taken together.
  if (!told && apps.size() > 1) {
    const auto contains = [&](uint32_t outer, uint32_t inner) {
      return project.modules[inner].root.starts_with(project.modules[outer].root);
    };
    const bool one_tree = std::any_of(apps.begin(), apps.end(), [&](uint32_t a) {
      return std::all_of(apps.begin(), apps.end(), [&](uint32_t b) { return contains(a, b); });
    });
    if (one_tree) {
      for (; apps.size() > 1; apps.pop_back()) libraries.push_back(apps.back());
    }
  }
  std::vector<std::vector<uint32_t>> out;
  for (const uint32_t app : apps) {
    std::vector<uint32_t> parts;
    parts.push_back(app);
    std::set<uint32_t> seen;
    seen.insert(app);
    for (size_t at = 0; at < parts.size(); ++at) {
      for (const std::string& path : project.modules[parts[at]].gradle.projects) {
        const std::string_view name =
            std::string_view(path).substr(path.rfind(':') == std::string::npos ? 0 : path.rfind(':') + 1);
        for (const uint32_t library : libraries) {
          if (project.modules[library].name == name && seen.insert(library).second) parts.push_back(library);
        }
      }
    }
    // One app and no word of what it depends on: everything there is.
    const bool everything = apps.size() == 1 && parts.size() == 1;
    for (size_t l = 0; everything && l < libraries.size(); ++l) parts.push_back(libraries[l]);
    out.push_back(std::move(parts));
  }
  return out;
}

std::string locale_of_folder(std::string_view folder) {
  const size_t dash = folder.find('-');
  if (dash == std::string_view::npos) return {};
  std::string_view rest = folder.substr(dash + 1);
  std::string out;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('-'), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const bool letters =
        !part.empty() && std::all_of(part.begin(), part.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (part.starts_with("b+")) {
      out = part.substr(2);
      std::replace(out.begin(), out.end(), '+', '-');
      return out;
    }
    // mcc310 and mnc004 stand before the language; of three letters "car" is a dock.
    if (part.starts_with("mcc") || part.starts_with("mnc")) continue;
    if (out.empty() && letters && (part.size() == 2 || (part.size() == 3 && part != "car"))) {
      out = part;
    } else if (!out.empty() && part.size() == 3 && part[0] == 'r' && part[1] >= 'A' && part[1] <= 'Z') {
      return out + "-" + std::string(part.substr(1));
    } else {
      return out;
    }
  }
  return out;
}

}  // namespace jianfu::platforms::android_source
