#include "platforms/batch.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <optional>

#include "formats/identify.h"
#include "io/file.h"
#include "platforms/android/android.h"
#include "platforms/android_source/android_source.h"
#include "platforms/container.h"
#include "platforms/open.h"
#include "platforms/platform.h"
#include "platforms/shared/paths.h"

namespace jianfu::platforms {
namespace {

using namespace std::string_view_literals;

constexpr size_t kDeepest = 8;  // folders in folders that packages are looked for in

// Files of these names were meant as packages, whatever they hold: what cannot be read of them is said.
constexpr std::array kPackageEndings = {".apk"sv,   ".aab"sv, ".apks"sv,  ".xapk"sv,   ".apkm"sv, ".wxapkg"sv,
                                        ".wgt"sv,   ".hap"sv, ".app"sv,   ".ipa"sv,    ".rpk"sv,  ".rpks"sv, ".srpk"sv, ".qapkg"sv,
                                        ".ttpkg"sv, ".smt"sv, ".kspkg"sv, ".jdapkg"sv};

// Where one of these stands, one app begins, though what it is shows only deeper.
constexpr std::array kTops = {"settings.gradle"sv, "settings.gradle.kts"sv,
                              "package.json"sv,    "project.config.json"sv,
                              "manifest.json"sv,   "app-config.json"sv,
                              "module.json"sv,     "pack.info"sv,
                              "BundleConfig.pb"sv, "src/main/AndroidManifest.xml"sv};

// Of those, the ones that may stand above several programs.
constexpr std::array kSharedTops = {"package.json"sv, "project.config.json"sv};
constexpr std::array kBuilt = {"dist"sv, "build"sv, "unpackage"sv, "output"sv};

// Nothing in them was handed in to be checked.
bool is_foreign(std::string_view folder) {
  return folder.starts_with('.') || folder == "node_modules" || folder == "__MACOSX";
}

bool is_package_name(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return std::any_of(kPackageEndings.begin(), kPackageEndings.end(),
                     [&](std::string_view ending) { return lower.ends_with(ending); });
}

// Entries of a folder's tree in one of its folders.
struct Range {
  size_t begin = 0, end = 0;
  std::string folder;  // with its '/', empty for the top
};

// A folder of a tree, as a tree: all of it, or the files that lie in it directly.
class FolderView final : public io::Tree {
 public:
  FolderView(const io::Tree& whole, const Range& range, bool only_top)
      : Tree(whole.limits(), nullptr), whole_(whole) {
    for (size_t i = range.begin; i < range.end; ++i) {
      io::Entry entry = whole.entries()[i];
      entry.name.erase(0, range.folder.size());
      if (only_top && entry.name.find('/') != std::string::npos) continue;
      entries_.push_back(std::move(entry));
      indices_.push_back(i);
    }
    index_names();
  }

 private:
  io::Content load(size_t index, uint64_t cap) const override { return whole_.read(indices_[index], cap); }

  const io::Tree& whole_;
  std::vector<size_t> indices_;
};

// The platform of a folder that is one app. APKs that merely lie in one folder are none.
const Platform* app_of(const io::Tree& tree) {
  const Platform* platform = recognise(tree);
  const bool loose = platform != nullptr && platform->recognise == android::recognise_set &&
                     !android::is_described_set(tree);
  return loose ? nullptr : platform;
}

struct Found {
  std::string name;                    // inside the folder handed in; of a folder without its '/'
  const Platform* platform = nullptr;  // of a folder
  bool library = false;                // a project that others are built with
};

class Finder {
 public:
  Finder(std::string root, const io::Tree& tree) : root_(std::move(root)), tree_(tree) {}

  std::vector<Found> find() {
    const Range all{0, tree_.entries().size(), {}};
    std::vector<Found> out = in(all, 0);
    if (is_one_set(out)) return {{std::string(), nullptr, false}};
    return out;
  }

  // Whether packages lie below the folders that were looked into.
  bool too_deep() const { return too_deep_; }

  std::string path_of(const Found& found) const { return found.name.empty() ? root_ : path_below(found.name); }

 private:
  std::string path_below(const std::string& name) const { return (std::filesystem::path(root_) / name).string(); }

  std::vector<Found> in(const Range& range, size_t depth) {
    const FolderView all(tree_, range, false);
    const Platform* platform = app_of(all);
    const bool top = platform != nullptr && is_top(range, all);
    if (top && !may_hold_several(all, *platform)) return {whole(range, all, platform)};
    std::vector<Found> out = below(range, depth);
    if (top && (out.size() < 2 || are_parts(out, all))) return {whole(range, all, platform)};
    if (platform != nullptr && is_one_app(out, platform)) return {whole(range, all, platform)};
    return out;
  }

  // What the folders of one hold.
  std::vector<Found> below(const Range& range, size_t depth) {
    std::vector<Found> out;
    for (size_t i = range.begin; i < range.end;) {
      const std::string& name = tree_.entries()[i].name;
      const size_t cut = name.find('/', range.folder.size());
      if (cut == std::string::npos) {
        if (is_package(i)) out.push_back({name, nullptr, false});
        ++i;
        continue;
      }
      const Range inner = folder_at(i, range.end, name.substr(0, cut + 1));
      const std::string_view folder =
          std::string_view(name).substr(range.folder.size(), cut - range.folder.size());
      if (!is_foreign(folder) && depth >= kDeepest) {
        too_deep_ |= holds_package_name(inner);
      } else if (!is_foreign(folder)) {
        std::vector<Found> more = in(inner, depth + 1);
        std::move(more.begin(), more.end(), std::back_inserter(out));
      }
      i = inner.end;
    }
    drop_built(out);
    return out;
  }

  // A repository of several programs has a package.json of its own, which is that of none of them: the app itself
  // is deeper.
  static bool may_hold_several(const io::Tree& all, const Platform& platform) {
    const bool shared = std::any_of(kSharedTops.begin(), kSharedTops.end(),
                                    [&](std::string_view name) { return all.find(name).has_value(); });
    const bool bound = all.find("settings.gradle").has_value() || all.find("settings.gradle.kts").has_value();
    return shared && !bound && platform.recognise(all) < 2;
  }

  // A mini-program with its plug-in, as one project.config.json names them.
  static bool are_parts(const std::vector<Found>& found, const io::Tree& all) {
    return all.find("project.config.json").has_value() &&
           std::all_of(found.begin(), found.end(),
                       [&](const Found& one) { return one.platform == found.front().platform; });
  }

  // What a build wrote beside its sources is no program of its own.
  static void drop_built(std::vector<Found>& found) {
    const auto built = [](const Found& one) {
      const std::string_view folder = base_of(one.name);
      return one.platform != nullptr &&
             std::find(kBuilt.begin(), kBuilt.end(), folder) != kBuilt.end();
    };
    const bool source = std::any_of(found.begin(), found.end(),
                                    [&](const Found& one) { return one.platform != nullptr && !built(one); });
    if (source) std::erase_if(found, built);
  }

  // The tree is sorted by name: what lies in a folder stands together.
  Range folder_at(size_t begin, size_t end, std::string folder) const {
    size_t at = begin;
    while (at < end && tree_.entries()[at].name.starts_with(folder)) ++at;
    return {begin, at, std::move(folder)};
  }

  bool is_top(const Range& range, const io::Tree& all) const {
    if (std::any_of(kTops.begin(), kTops.end(),
                    [&](std::string_view name) { return all.find(name).has_value(); }))
      return true;
    return app_of(FolderView(tree_, range, true)) != nullptr || android::is_described_set(all);
  }

  // A repository whose app lies in one of its folders, alone or with the libraries it is built with.
  static bool is_one_app(const std::vector<Found>& found, const Platform* platform) {
    const auto same = [&](const Found& one) { return one.platform == platform; };
    return std::all_of(found.begin(), found.end(), same) &&
           std::count_if(found.begin(), found.end(), [](const Found& one) { return !one.library; }) <= 1;
  }

  static Found whole(const Range& range, const io::Tree& tree, const Platform* platform) {
    const std::string name = range.folder.substr(0, range.folder.size() - (range.folder.empty() ? 0 : 1));
    const bool source = platform->recognise == android_source::recognise;
    return {name, platform, source && !name.empty() && android_source::is_library(tree)};
  }

  bool holds_package_name(const Range& range) const {
    const auto first = tree_.entries().begin();
    return std::any_of(first + static_cast<std::ptrdiff_t>(range.begin),
                       first + static_cast<std::ptrdiff_t>(range.end),
                       [](const io::Entry& entry) { return is_package_name(entry.name); });
  }

  bool is_package(size_t index) const {
    const std::string& name = tree_.entries()[index].name;
    if (is_package_name(name)) return true;
    if (!looks_like_container(tree_.head(index).bytes.view())) return false;
    const Result<std::unique_ptr<Opened>> opened = open(path_below(name), tree_.limits());
    if (!opened) return false;
    // An Android library has a manifest too.
    if (recognise(*(*opened)->tree) != nullptr) return !(*opened)->tree->find("classes.jar");
    return !packages_inside(**opened, nullptr).empty();
  }

  // A base with its splits and nothing else.
  bool is_one_set(const std::vector<Found>& found) const {
    if (found.size() < 2 || android::recognise_set(tree_) == 0) return false;
    std::optional<std::string> program;
    for (const Found& one : found) {
      if (one.name.find('/') != std::string::npos || !one.name.ends_with(".apk")) return false;
      const Result<std::unique_ptr<Opened>> opened = open(path_below(one.name), tree_.limits());
      if (!opened) return false;
      const Membership member = android::membership(*(*opened)->tree);
      if (member.program.empty() || program.value_or(member.program) != member.program) return false;
      program = member.program;
    }
    return true;
  }

  std::string root_;
  const io::Tree& tree_;
  bool too_deep_ = false;
};

}  // namespace

Batch packages_in(const std::string& path, const Limits& limits) {
  Batch out;
  out.paths = {path};
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored)) return out;
  const Result<std::unique_ptr<io::Tree>> tree = io::open_folder(path, limits);
  if (!tree) return out;  // opening it again tells why
  Finder finder(path, **tree);
  const std::vector<Found> found = finder.find();
  if (found.empty() || found.front().name.empty()) return out;
  out.several = true;
  out.paths.clear();
  for (const Found& one : found) out.paths.push_back(finder.path_of(one));
  for (const Defect& defect : (*tree)->defects()) out.unread.push_back({ErrorKind::kIo, defect.what, path});
  if (finder.too_deep())
    out.unread.push_back(
        {ErrorKind::kLimit,
         {Msg::limit_reached, {core::bilingual("文件夹层数", "levels of folders"), std::to_string(kDeepest)}},
         path});
  return out;
}

namespace {

constexpr uint32_t kDeepestInside = 3;        // containers around a package that only carry it
constexpr size_t kMostLookedInto = 1'000;     // containers in one that carries packages
constexpr size_t kMagicBytes = 64;

bool carries_packages(const io::Tree& tree, formats::wxapkg::AppIds* app_ids, uint32_t depth);

// Entries that are packages, or containers that carry some. A name says what was meant, content what it is.
std::vector<std::string> inside(const io::Tree& tree, formats::wxapkg::AppIds* app_ids, uint32_t depth) {
  std::vector<std::string> out;
  size_t looked = 0;
  for (size_t i = 0; i < tree.entries().size() && looked < kMostLookedInto; ++i) {
    const std::string& name = tree.entries()[i].name;
    const bool foreign = is_foreign(name.substr(0, name.find('/'))) || base_of(name).starts_with('.');
    if (tree.entries()[i].directory || foreign) continue;
    const bool named = is_package_name(name);
    if (!named && !looks_like_container(tree.head(i).bytes.view())) continue;
    ++looked;
    bool found = named;
    if (!named) {
      const io::Content content = tree.read(i);
      const Result<std::unique_ptr<io::Tree>> inner =
          open_container(content.bytes.view(), tree.limits(), &tree, app_ids);
      found = inner && carries_packages(**inner, app_ids, depth + 1);
    }
    if (found) out.push_back(name);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool carries_packages(const io::Tree& tree, formats::wxapkg::AppIds* app_ids, uint32_t depth) {
  if (recognise(tree) != nullptr) return !tree.find("classes.jar");
  return depth < kDeepestInside && !inside(tree, app_ids, depth).empty();
}

}  // namespace

std::vector<std::string> packages_inside(const Opened& opened, formats::wxapkg::AppIds* app_ids) {
  if (opened.around.size() >= kDeepestInside) return {};
  std::vector<std::string> out = inside(*opened.tree, app_ids, 0);
  for (std::string& name : out) name = opened.path + std::string(kInside) + name;
  return out;
}

std::vector<std::string> loose_packages_in(const std::string& folder) {
  std::vector<std::string> out;
  std::error_code error;
  // Paths are spelled as the caller spells them: "main.wxapkg" lies in the folder "".
  const std::filesystem::path root(folder);
  std::filesystem::directory_iterator at(folder.empty() ? std::filesystem::path(".") : root, error);
  for (const std::filesystem::directory_iterator end; !error && at != end; at.increment(error)) {
    if (at->is_regular_file(error)) out.push_back((root / at->path().filename()).string());
  }
  std::sort(out.begin(), out.end());
  std::vector<std::string> packages;
  for (const std::string& path : out) {
    const Result<io::FileHead> head = io::read_head_of_file(path, kMagicBytes);
    if (!head || packages.size() == kMostBeside) continue;
    const formats::FileKind kind = formats::identify(head->bytes);
    if (kind == formats::FileKind::kWxapkg || kind == formats::FileKind::kWxapkgEncrypted ||
        kind == formats::FileKind::kTpkg)
      packages.push_back(path);
  }
  return packages;
}

}  // namespace jianfu::platforms
