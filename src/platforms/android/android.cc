#include "platforms/android/android.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/axml/axml.h"
#include "formats/dex/dex.h"
#include "formats/identify.h"
#include "platforms/android/code.h"
#include "platforms/android/components.h"
#include "platforms/android/layouts.h"
#include "platforms/android/links.h"
#include "platforms/android/manifest.h"
#include "platforms/android/resources.h"
#include "platforms/android/signer.h"
#include "platforms/shared/contents.h"
#include "platforms/shared/entries.h"
#include "platforms/shared/facts.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

using evidence::Collector;
using evidence::Evidence;
using evidence::Kind;
using evidence::ModuleKind;

// Resource types that hold no words: not inflated.
constexpr std::array<std::string_view, 10> kWordlessTypes = {
    "drawable", "mipmap", "anim", "animator", "color", "interpolator", "transition", "font", "dimen", "id"};

bool is_wordless_resource(const std::string& path, std::string_view type) {
  if (!type.empty())
    return std::find(kWordlessTypes.begin(), kWordlessTypes.end(), type) != kWordlessTypes.end();
  if (!path.starts_with("res/")) return false;
  return std::any_of(kWordlessTypes.begin(), kWordlessTypes.end(),
                     [&](std::string_view word) { return path.compare(4, word.size(), word) == 0; });
}

// "cn.gov.demo.app" → "cn.gov.demo.": classes below it are the app's own.
std::string namespace_of(std::string_view package) {
  constexpr size_t kParts = 3;
  size_t at = 0;
  for (size_t part = 0; part < kParts; ++part) {
    const size_t dot = package.find('.', at);
    if (dot == std::string_view::npos) return std::string(package) + ".";
    at = dot + 1;
  }
  return std::string(package.substr(0, at));
}

// One APK, stage by stage.
class Reader {
 public:
  Reader(const io::Tree& tree, const Context& context, Reading& reading)
      : tree_(tree),
        context_(context),
        out_(reading.evidence, context.filter),
        entries_(tree, out_),
        reading_(reading) {}

  Status read() {
    read_resources();
    Status manifest = read_manifest_entry();
    if (!manifest) return manifest;
    std::vector<DexFile> dex = open_dex();
    const bool no_code = dex.empty();
    Code code(std::move(dex));
    code.make_modules(out_);
    add_components(manifest_, code, out_);
    own_the_app();
    add_identity(manifest_, reading_.package, out_);
    read_signer(tree_, reading_.package, out_);
    for (size_t i = 0; i < entries_.size(); ++i) read_entry(i);
    contents_.finish();
    Links links(out_);
    name_components(links);
    code.read(resources_, links, out_);
    links.draw(own_screens(), own_namespaces());
    give_titles(out_.set());
    add_unreferenced();
    if (no_code && manifest_.split.empty() && !manifest_.components.empty()) {
      out_.gap(gap_of(GapReason::kMissingPart, {Msg::gap_no_dex, {}}, "classes.dex"));
    }
    entries_.report_container();
    out_.figure("arsc.locales", resources_.locales());
    return Done{};
  }

 private:
  void read_resources() {
    const auto index = tree_.find("resources.arsc");
    if (!index) return;
    std::vector<Defect> defects;
    resources_.load(entries_.load(*index).bytes, context_.limits, defects);
    for (const Defect& defect : defects) out_.gap(defect, "resources.arsc");
    const formats::arsc::Table* table = resources_.table();
    if (table == nullptr) return;
    out_.figure("arsc.pool-strings", table->pool.size());
    out_.figure("arsc.type-specs", table->type_specs);
    out_.figure("arsc.type-chunks", table->type_chunks);
    out_.figure("arsc.packages", table->packages);
  }

  Status read_manifest_entry() {
    const auto index = tree_.find("AndroidManifest.xml");
    if (!index) return Error{ErrorKind::kNotThisKind, {Msg::apk_no_manifest, {}}, {}};
    const io::Content content = entries_.load(*index);
    Result<formats::axml::Document> document = formats::axml::parse(content.bytes.view(), context_.limits);
    if (!document) {
      // Code and resources may still be read: the package is not lost, its component graph is.
      Defect defect{GapReason::kCorrupt, document.error().what, 0, content.bytes.size()};
      out_.gap(defect, "AndroidManifest.xml");
      return Done{};
    }
    for (const Defect& defect : document->defects) out_.gap(defect, "AndroidManifest.xml");
    manifest_ = read_manifest(*document, resources_);
    out_.figure("manifest.pool-strings", manifest_.pool_strings);
    out_.figure("manifest.mapped-ids", manifest_.mapped_ids);
    out_.figure("manifest.uses-permission", manifest_.permissions.size());
    out_.figure("manifest.permission", manifest_.declared_permissions);
    for (const Component& component : manifest_.components) out_.figure("manifest." + component.kind, 1);
    return Done{};
  }

  std::vector<DexFile> open_dex() {
    std::vector<DexFile> out;
    for (size_t i = 0; i < entries_.size(); ++i) {
      if (!entries_.at(i).name.ends_with(".dex")) continue;
      dex_bytes_.push_back(entries_.load(i).bytes);
      for (const std::string_view part : formats::dex::split_container(dex_bytes_.back().view())) {
        Result<formats::dex::Dex> dex =
            formats::dex::Dex::parse(part, context_.limits, dex_bytes_.back().view());
        if (!dex) {
          out_.gap(gap_of(GapReason::kCorrupt, dex.error().what, entries_.name(i), part.size()));
          continue;
        }
        for (const Defect& defect : dex->defects()) out_.gap(defect, entries_.name(i));
        for (const std::string& anomaly : dex->anomalies()) add_fact(out_, anomaly, entries_.name(i));
        out.push_back({entries_.name(i), std::move(*dex)});
      }
    }
    return out;
  }

  // The manifest's package is the app's; who else is known by name, and whose the entries are, is told later.
  void own_the_app() {
    if (manifest_.package.empty()) return;
    const std::string own = namespace_of(manifest_.package);
    for (evidence::Module& module : out_.set().modules) {
      const bool code = module.kind != ModuleKind::kLayout && module.kind != ModuleKind::kResources;
      if (code && module.id.starts_with(own)) module.owner = evidence::Owner::kApp;
    }
  }

  // Vendors write below a package of their own and build for many: the launcher tells where.
  std::vector<std::string> own_namespaces() const {
    std::vector<std::string> out = {namespace_of(manifest_.package)};
    for (const Component& component : manifest_.components) {
      if (component.launcher) out.push_back(namespace_of(component.name));
    }
    return out;
  }

  // What opens the app's components beside their classes.
  void name_components(Links& links) const {
    for (const Component& component : manifest_.components) {
      const bool alias = component.kind == "activity-alias";
      const uint32_t module = out_.find_module(outer_class(alias ? component.target : component.name));
      if (module == evidence::kNoModule) continue;
      if (alias) links.add_name(component.name, module);
      for (const std::string& action : component.actions) {
        if (!action.starts_with("android.")) links.add_name(action, module);
      }
      for (const std::string& link : component.links) links.add_name(link, module);
    }
  }

  std::vector<uint32_t> own_screens() const {
    const std::vector<std::string> namespaces = own_namespaces();
    std::vector<uint32_t> out;
    for (const Component& component : manifest_.components) {
      const bool own = std::any_of(namespaces.begin(), namespaces.end(),
                                   [&](const std::string& one) { return component.name.starts_with(one); });
      const uint32_t module = out_.find_module(outer_class(component.name));
      if (component.kind == "activity" && own && module != evidence::kNoModule) out.push_back(module);
    }
    return out;
  }

  void read_entry(size_t index) {
    if (entries_.done(index)) return;
    const io::Entry& entry = entries_.at(index);
    const std::string_view type = resources_.type_of_file(entry.name);
    const bool resource = entry.name.starts_with("res/") || !type.empty();
    if ((resource && formats::is_skipped_name(entry.name)) || is_wordless_resource(entry.name, type) ||
        entry.name.starts_with("META-INF/")) {
      return entries_.skip(index);
    }
    if (resource) {
      read_resource(index);
    } else {
      contents_.read(entries_, index);
    }
  }

  void read_resource(size_t index) {
    const io::Content head = entries_.head(index);
    if (!formats::axml::looks_like(head.bytes.view())) return contents_.read(entries_, index);
    const io::Content content = entries_.load(index);
    const std::string_view bytes = content.bytes.view();
    Result<formats::axml::Document> document = formats::axml::parse(bytes, context_.limits);
    if (!document)
      return out_.gap(gap_of(GapReason::kCorrupt, document.error().what, entries_.name(index), bytes.size()));
    for (const Defect& defect : document->defects) out_.gap(defect, entries_.name(index));
    read_layout(*document, entries_.name(index), resources_, out_);
  }

  // Texts that no layout, manifest or code refers to are leftovers: kept, and marked.
  void add_unreferenced() {
    const std::vector<uint32_t> ids = resources_.unreferenced();
    const uint32_t module = out_.module("resources", ModuleKind::kResources, "resources.arsc");
    out_.at(module).reach = evidence::Reach::kUnknown;
    for (const uint32_t id : ids) {
      for (const ShownText& text : resources_.shown(id)) {
        if (text.text.empty() || !wants(out_, text)) {
          out_.count(Kind::kText, 1);
          continue;
        }
        Evidence item;
        item.kind = Kind::kText;
        item.role = evidence::Role::kUnknown;
        item.text = text::to_valid_utf8(text.text);
        item.dormant = true;
        item.module = module;
        item.at.entry = "resources.arsc";
        item.at.resource = resources_.name_of(id);
        item.at.locale = text.locale;
        item.translations = text.translations;
        out_.add(std::move(item));
      }
    }
  }

  const io::Tree& tree_;
  const Context& context_;
  Collector out_;
  Entries entries_;
  Reading& reading_;
  Contents contents_{out_, context_, reading_};
  Resources resources_;
  Manifest manifest_;
  std::vector<io::Blob> dex_bytes_;  // what the Dex objects borrow
};

}  // namespace

int recognise(const io::Tree& tree) {
  return tree.find("AndroidManifest.xml") ? 2 : 0;
}

Result<Reading> read(std::span<const Input> inputs, const Context& context) {
  Reading reading;
  Status status = Reader(*inputs.front().tree, context, reading).read();
  if (!status) return status.error();
  return reading;
}

}  // namespace jianfu::platforms::android
