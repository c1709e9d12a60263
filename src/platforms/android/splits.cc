// Containers of APKs (formats.md §5.2): a base with its splits is one program, whether it comes as APKS,
// XAPK, APKM, as a folder, or as files handed in together.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "core/sha256.h"
#include "formats/identify.h"
#include "platforms/android/android.h"
#include "platforms/android/manifest.h"
#include "platforms/android/read_program.h"
#include "platforms/shared/facts.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kApk = ".apk", kApkm = ".apkm";
constexpr size_t kMostApks = 1'000;
// Where bundletool puts what it makes, in order of preference: the whole program stands in each of them.
constexpr std::array kFolders = {"splits/"sv, ""sv, "standalones/"sv, "instant/"sv, "system/"sv};

// Who an APK says it is.
struct Identity {
  std::string package, split;
};

std::optional<Identity> identity_of(const io::Tree& tree) {
  const auto index = tree.find("AndroidManifest.xml");
  if (!index) return std::nullopt;
  const io::Content content = tree.read(*index);
  const Result<formats::axml::Document> document = formats::axml::parse(content.bytes.view(), tree.limits());
  if (!document || document->elements.empty()) return std::nullopt;
  Identity out;
  for (const formats::axml::Element& element : document->elements) {
    if (element.name != "manifest") continue;
    if (const auto* package = element.find(0, "package")) out.package = package->text;
    if (const auto* split = element.find(0, "split")) out.split = split->text;
    break;
  }
  return out;
}

bool is_apk_name(std::string_view name) {
  return name.ends_with(kApk);
}

// An APK of the container, as opened.
struct Member {
  size_t index = 0;  // entry of the container
  std::string name;
  io::Blob bytes;
  std::unique_ptr<io::Tree> tree;
  Identity identity;
};

// Reads one container: finds the APKs in it, tells which of them are one program, and reads that.
class SetReader {
 public:
  SetReader(const io::Tree& tree, const Context& context)
      : tree_(tree),
        context_(context),
        out_(reading_.evidence, context.filter),
        program_(out_),
        entries_(program_.add_tree(tree, "")) {}

  Result<Reading> read() {
    leave_encrypted();
    open_members();
    if (members_.empty()) return without_apk();
    const std::string package = main_package();
    order(package);
    for (Member& member : members_) take(member, package);
    Status status = read_program(program_, context_, out_, reading_);
    if (!status) return status.error();
    return std::move(reading_);
  }

 private:
  // The old APKM files have no mark but that they are no archive.
  void leave_encrypted() {
    for (size_t i = 0; i < entries_.size(); ++i) {
      if (!entries_.at(i).name.ends_with(kApkm) ||
          formats::identify(entries_.head(i).bytes.view()) != formats::FileKind::kUnknown)
        continue;
      entries_.leave(i, gap_of(GapReason::kEncrypted, {Msg::gap_apkm_encrypted, {}}));
      encrypted_ = true;
    }
  }

  Result<Reading> without_apk() {
    if (!encrypted_) return Error{ErrorKind::kCorrupt, {Msg::set_no_apk, {}}, {}};
    entries_.report_container();
    return std::move(reading_);
  }

  // Of bundletool's folders the first that there is: the others hold the same program put together otherwise.
  std::string_view folder() const {
    for (const std::string_view folder : kFolders) {
      for (const io::Entry& entry : tree_.entries()) {
        const std::string_view name = entry.name;
        if (is_apk_name(name) && name.starts_with(folder) &&
            name.find('/', folder.size()) == std::string_view::npos)
          return folder;
      }
    }
    return {};
  }

  void open_members() {
    const std::string_view root = folder();
    for (size_t i = 0; i < entries_.size(); ++i) {
      const std::string_view name = entries_.at(i).name;
      if (entries_.done(i) || !is_apk_name(name)) continue;
      if (!name.starts_with(root) || name.find('/', root.size()) != std::string_view::npos) {
        entries_.skip(i);
        continue;
      }
      if (members_.size() >= kMostApks) {
        entries_.leave(i, gap_of(GapReason::kLimit,
                                 {Msg::limit_reached,
                                  {core::bilingual("安装包的数目", "packages"), std::to_string(kMostApks)}}));
        continue;
      }
      open_member(i);
    }
  }

  void open_member(size_t index) {
    Member member;
    member.index = index;
    member.name = entries_.name(index);
    member.bytes = entries_.load(index).bytes;
    Result<std::unique_ptr<io::Tree>> tree = io::open_zip(member.bytes.view(), context_.limits, &tree_);
    if (!tree) {
      out_.gap(gap_of(GapReason::kCorrupt, tree.error().what, member.name, member.bytes.size()));
      return;
    }
    std::optional<Identity> identity = identity_of(**tree);
    if (!identity) {
      out_.gap(gap_of(GapReason::kCorrupt, {Msg::apk_no_manifest, {}}, member.name, member.bytes.size()));
      return;
    }
    member.tree = std::move(*tree);
    member.identity = std::move(*identity);
    members_.push_back(std::move(member));
  }

  // That of a base with splits; else of the first base; where there is none, of the first split.
  std::string main_package() const {
    std::set<std::string_view> split;
    for (const Member& member : members_) {
      if (!member.identity.split.empty()) split.insert(member.identity.package);
    }
    const Member* best = nullptr;
    for (const Member& member : members_) {
      if (!member.identity.split.empty()) continue;
      if (split.count(member.identity.package) != 0) return member.identity.package;
      if (best == nullptr) best = &member;
    }
    return (best == nullptr ? members_.front() : *best).identity.package;
  }

  // The base, feature splits, configuration splits: what defines comes before what translates.
  void order(const std::string& package) {
    const auto rank = [&](const Member& member) {
      const std::string_view split = member.identity.split;
      if (member.identity.package != package) return 3;
      return split.empty() ? 0 : split.find("config.") == std::string_view::npos ? 1 : 2;
    };
    std::stable_sort(members_.begin(), members_.end(),
                     [&](const Member& a, const Member& b) { return rank(a) < rank(b); });
  }

  void take(Member& member, const std::string& package) {
    if (member.identity.package != package) return take_other(member);
    // The same split again is a variant for other devices.
    if (!seen_.emplace(member.identity.split, member.index).second) return;
    const uint64_t size = member.bytes.size();
    const std::string split = text::to_valid_utf8(member.identity.split);
    reading_.package.parts.push_back(
        {member.name, split.empty() ? "base" : "split", split, size, core::sha256_hex(member.bytes.view())});
    program_.add_apk(program_.add_tree(std::move(member.tree), std::move(member.bytes), member.name + "!/"));
  }

  // Another program in the same container: a package of its own.
  void take_other(const Member& member) {
    if (context_.depth >= context_.limits.depth) {
      const std::string depth = std::to_string(context_.limits.depth);
      return out_.gap(
          gap_of(GapReason::kLimit,
                 {Msg::limit_reached, {core::bilingual("容器的层数", "nested containers"), depth}},
                 member.name, member.bytes.size()));
    }
    const Input input{member.name, member.tree.get()};
    Context inner = context_;
    ++inner.depth;
    Result<Reading> other = android::read({&input, 1}, inner);
    if (!other)
      return out_.gap(gap_of(GapReason::kCorrupt, other.error().what, member.name, member.bytes.size()));
    other->package.path = member.name;
    other->package.kind = "apk";
    other->package.size = member.bytes.size();
    other->package.sha256 = core::sha256_hex(member.bytes.view());
    other->package.handed_in = true;
    reading_.nested.push_back(std::move(*other));
  }

  const io::Tree& tree_;
  Context context_;
  Reading reading_;
  evidence::Collector out_;
  Program program_;
  Entries& entries_;
  std::vector<Member> members_;
  std::map<std::string, size_t> seen_;  // split → entry
  bool encrypted_ = false;
};

bool has(const io::Tree& tree, std::string_view name) {
  return tree.find(name).has_value();
}

// A description that stores put beside the APKs; other programs have files of these names too.
bool describes(const io::Tree& tree, std::string_view name, std::string_view key) {
  constexpr uint64_t kHead = 65536;
  const auto index = tree.find(name);
  return index && tree.head(*index, kHead).bytes.view().find(key) != std::string_view::npos;
}

}  // namespace

bool is_split_name(std::string_view name) {
  return name == "base.apk" || name.starts_with("split_") || name.starts_with("config.") ||
         name.starts_with("base-") || name.find("-master") != std::string_view::npos ||
         name.find("split_config.") != std::string_view::npos;
}

Membership membership(const io::Tree& tree) {
  const std::optional<Identity> identity = identity_of(tree);
  return identity ? Membership{!identity->split.empty(), identity->package, identity->split} : Membership{};
}

bool is_described_set(const io::Tree& tree) {
  if (has(tree, "toc.pb") || has(tree, "meta.sai_v1.json") || has(tree, "meta.sai_v2.json")) return true;
  const bool any = std::any_of(tree.entries().begin(), tree.entries().end(), [](const io::Entry& entry) {
    return is_apk_name(entry.name) && entry.name.find('/') == std::string::npos;
  });
  return any &&
         (describes(tree, "manifest.json", "\"package_name\"") || describes(tree, "info.json", "\"pname\""));
}

int recognise_set(const io::Tree& tree) {
  if (has(tree, "AndroidManifest.xml")) return 0;
  size_t apks = 0, splits = 0;
  bool encrypted = false;
  for (const io::Entry& entry : tree.entries()) {
    encrypted |= tree.entries().size() == 1 && entry.name.ends_with(kApkm);
    if (!is_apk_name(entry.name) || entry.name.find('/') != std::string::npos) continue;
    ++apks;
    if (is_split_name(entry.name)) ++splits;
  }
  return encrypted || is_described_set(tree) || (apks > 1 && splits > 0) ? 2 : 0;
}

Result<Reading> read_set(std::span<const Input> inputs, const Context& context) {
  return SetReader(*inputs.front().tree, context).read();
}

}  // namespace jianfu::platforms::android
