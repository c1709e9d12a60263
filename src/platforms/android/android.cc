#include "platforms/android/android.h"

#include <algorithm>
#include <array>
#include <set>

#include "formats/axml/axml.h"
#include "formats/dex/dex.h"
#include "formats/identify.h"
#include "platforms/android/code.h"
#include "platforms/android/layouts.h"
#include "platforms/android/manifest.h"
#include "platforms/android/resources.h"
#include "platforms/shared/paths.h"
#include "platforms/shared/web_assets.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

using evidence::Collector;
using evidence::Evidence;
using evidence::Kind;
using evidence::ModuleKind;
using formats::FileKind;

// Resource types that hold no words: not inflated.
constexpr std::array<std::string_view, 10> kWordlessTypes = {"drawable", "mipmap", "anim",  "animator", "color",
                                                             "interpolator", "transition", "font", "dimen", "id"};

bool is_wordless_resource(const std::string& path, std::string_view type) {
  if (!type.empty()) return std::find(kWordlessTypes.begin(), kWordlessTypes.end(), type) != kWordlessTypes.end();
  if (!path.starts_with("res/")) return false;
  return std::any_of(kWordlessTypes.begin(), kWordlessTypes.end(), [&](std::string_view word) { return path.compare(4, word.size(), word) == 0; });
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

class Reader {
 public:
  Reader(const io::Tree& tree, const Context& context, Reading& reading)
      : tree_(tree), context_(context), out_(reading.evidence, context.filter), package_(reading.package) {}

  Status read() {
    read_resources();
    Status manifest = read_manifest_entry();
    if (!manifest) return manifest;
    std::vector<DexFile> dex = open_dex();
    const bool no_code = dex.empty();
    Code code(std::move(dex), context_.limits);
    code.make_modules(out_);
    add_components(code);
    own_the_app();
    add_identity();
    for (size_t i = 0; i < tree_.entries().size(); ++i) read_entry(i);
    code.read(resources_, out_);
    add_unreferenced();
    if (no_code && manifest_.split.empty() && !manifest_.components.empty()) add_gap(GapReason::kMissingPart, {Msg::gap_no_dex, {}}, "classes.dex");
    add_anomalies();
    out_.figure("arsc.locales", resources_.locales());
    return Done{};
  }

 private:
  // Bytes of an entry; a defect becomes a gap, and the coverage counts it.
  io::Content load(size_t index) {
    io::Content content = tree_.read(index);
    if (content.defect) out_.gap(*content.defect, name(index));
    note_read(index, content);
    return content;
  }

  void note_read(size_t index, const io::Content& content) {
    if (!done_.insert(index).second) return;
    evidence::Coverage& coverage = out_.set().coverage;
    ++(content.defect && content.bytes.size() == 0 ? coverage.opaque : coverage.read);
    coverage.bytes_read += content.bytes.size();
  }

  std::string name(size_t index) const { return text::to_valid_utf8(tree_.entries()[index].name); }

  void add_gap(GapReason why, Message what, std::string entry, uint64_t bytes = 0) {
    evidence::Gap gap;
    gap.why = why;
    gap.what = std::move(what);
    gap.entry = std::move(entry);
    gap.bytes = bytes;
    out_.gap(std::move(gap));
  }

  void read_resources() {
    const auto index = tree_.find("resources.arsc");
    if (!index) return;
    std::vector<Defect> defects;
    resources_.load(load(*index).bytes, context_.limits, defects);
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
    const io::Content content = load(*index);
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
    for (size_t i = 0; i < tree_.entries().size(); ++i) {
      const std::string& path = tree_.entries()[i].name;
      if (!path.ends_with(".dex")) continue;
      dex_bytes_.push_back(load(i).bytes);
      for (const std::string_view part : formats::dex::split_container(dex_bytes_.back().view())) {
        Result<formats::dex::Dex> dex = formats::dex::Dex::parse(part, context_.limits, dex_bytes_.back().view());
        if (!dex) {
          add_gap(GapReason::kCorrupt, dex.error().what, name(i), part.size());
          continue;
        }
        for (const Defect& defect : dex->defects()) out_.gap(defect, name(i));
        for (const std::string& anomaly : dex->anomalies()) add_fact(anomaly, name(i));
        out.push_back({name(i), std::move(*dex)});
      }
    }
    return out;
  }

  // Components of the manifest: what they are to the user, and what the system can open.
  void add_components(const Code& code) {
    bool missing_class = false;
    for (const Component& component : manifest_.components) {
      const std::string& class_name = component.kind == "activity-alias" ? component.target : component.name;
      if (class_name.empty()) continue;
      missing_class |= component.kind != "activity-alias" && !code.has_class(class_name);
      const bool screen = component.kind.starts_with("activity");
      const uint32_t module = out_.module(outer_class(class_name), screen ? ModuleKind::kPage : ModuleKind::kService, "AndroidManifest.xml");
      evidence::Module& made = out_.at(module);
      made.kind = screen ? ModuleKind::kPage : ModuleKind::kService;
      if (made.title.empty() && screen) made.title = text::to_valid_utf8(component.label);
      if (component.launcher && component.enabled) made.entry = true;
      if (component.exported && component.enabled) made.reach = evidence::Reach::kYes;
      add_component(component, module);
    }
    if (!manifest_.application.empty()) {
      evidence::Module& app = out_.at(out_.module(manifest_.application, ModuleKind::kApp, "AndroidManifest.xml"));
      app.kind = ModuleKind::kApp;
      app.entry = true;
    }
    if (missing_class) add_fact("component-without-class", "AndroidManifest.xml");
  }

  void add_component(const Component& component, uint32_t module) {
    Evidence item = at(Kind::kComponent, component.name, component.line);
    item.module = module;
    item.arguments.push_back({"kind", component.kind});
    for (const std::string& action : component.actions) item.arguments.push_back({"action", text::to_valid_utf8(action)});
    out_.add(std::move(item));
    if (!component.label.empty()) {
      Evidence title = at(Kind::kText, component.label, component.line);
      title.role = evidence::Role::kTitle;
      title.module = module;
      out_.add(std::move(title));
    }
    for (const std::string& link : component.links) {
      Evidence route = at(Kind::kRoute, link, component.line);
      route.module = module;
      out_.add(std::move(route));
    }
  }

  Evidence at(Kind kind, std::string_view text, uint32_t line) const {
    Evidence item;
    item.kind = kind;
    item.text = text::to_valid_utf8(text);
    item.at.entry = "AndroidManifest.xml";
    item.at.line = line;
    return item;
  }

  void add_fact(std::string text, std::string entry) {
    Evidence item;
    item.kind = Kind::kFact;
    item.text = text::to_valid_utf8(text);
    item.at.entry = std::move(entry);
    out_.add(std::move(item));
  }

  // The manifest's package and its own components' packages are the app's; who else is known by name is told later.
  void own_the_app() {
    const std::string own = namespace_of(manifest_.package);
    const std::string application = manifest_.application.empty() ? own : namespace_of(manifest_.application);
    for (evidence::Module& module : out_.set().modules) {
      const bool code = module.kind != ModuleKind::kLayout && module.kind != ModuleKind::kResources;
      if (code && (module.id.starts_with(own) || module.id.starts_with(application))) module.owner = evidence::Owner::kApp;
      if (module.entry) module.owner = evidence::Owner::kApp;
    }
  }

  void add_identity() {
    package_.id = text::to_valid_utf8(manifest_.package);
    package_.name = text::to_valid_utf8(manifest_.label);
    package_.version = text::to_valid_utf8(manifest_.version_name);
    for (const Permission& permission : manifest_.permissions) out_.add(at(Kind::kPermission, permission.name, permission.line));
    if (!manifest_.target_sdk.empty()) add_fact("targetSdk=" + manifest_.target_sdk, "AndroidManifest.xml");
    if (!manifest_.min_sdk.empty()) add_fact("minSdk=" + manifest_.min_sdk, "AndroidManifest.xml");
    if (manifest_.debuggable) add_fact("debuggable", "AndroidManifest.xml");
    if (manifest_.cleartext) add_fact("usesCleartextTraffic", "AndroidManifest.xml");
    if (!manifest_.split.empty()) add_fact("split " + manifest_.split, "AndroidManifest.xml");
    for (const std::string& anomaly : manifest_.anomalies) add_fact(anomaly, "AndroidManifest.xml");
  }

  void read_entry(size_t index) {
    const io::Entry& entry = tree_.entries()[index];
    if (entry.directory) return;
    evidence::Coverage& coverage = out_.set().coverage;
    ++coverage.entries;
    coverage.bytes_total += entry.packed_bytes;
    if (done_.count(index) != 0) return;
    const std::string_view type = resources_.type_of_file(entry.name);
    if (formats::is_skipped_name(entry.name) || is_wordless_resource(entry.name, type) || entry.name.starts_with("META-INF/")) {
      ++coverage.skipped;
      return;
    }
    if (entry.name.starts_with("res/") || !type.empty()) return read_resource(index);
    read_asset(index);
  }

  void read_resource(size_t index) {
    const io::Content content = load(index);
    const std::string_view bytes = content.bytes.view();
    if (!formats::axml::looks_like(bytes)) return read_web_asset(out_, name(index), bytes, context_);
    Result<formats::axml::Document> document = formats::axml::parse(bytes, context_.limits);
    if (!document) return add_gap(GapReason::kCorrupt, document.error().what, name(index), bytes.size());
    for (const Defect& defect : document->defects) out_.gap(defect, name(index));
    read_layout(*document, name(index), resources_, out_);
  }

  // Assets and anything else: read when they are text, named when they are something we cannot read yet.
  void read_asset(size_t index) {
    const std::string path = name(index);
    evidence::Coverage& coverage = out_.set().coverage;
    const bool library = path.ends_with(".so");
    if (library || path.starts_with("assets/") || path.find('/') == std::string::npos) add_fact("file " + path, path);
    if (library) {
      ++coverage.skipped;
      return;
    }
    const io::Content head = tree_.head(index);
    const FileKind kind = formats::identify(head.bytes.view());
    if (kind == FileKind::kText && is_web_asset(path)) {
      const io::Content content = tree_.read(index, context_.limits.text_bytes);
      if (content.defect) out_.gap(*content.defect, path);
      note_read(index, content);
      return read_web_asset(out_, path, content.bytes.view(), context_);
    }
    const bool readable_later = kind == FileKind::kZip || kind == FileKind::kDex || kind == FileKind::kHermes || kind == FileKind::kSqlite ||
                                kind == FileKind::kWxapkg || kind == FileKind::kCompactDex || kind == FileKind::kAbc;
    if (readable_later) {
      ++coverage.opaque;
      const formats::KindName described = formats::describe(kind);
      return add_gap(GapReason::kUnsupported, {Msg::gap_inner_file, {core::bilingual(described.zh, described.en)}}, path,
                     tree_.entries()[index].packed_bytes);
    }
    ++coverage.skipped;
  }

  // Texts that no layout, manifest or code refers to are leftovers: kept, and marked.
  void add_unreferenced() {
    const std::vector<uint32_t> ids = resources_.unreferenced();
    const uint32_t module = out_.module("resources", ModuleKind::kResources, "resources.arsc");
    out_.at(module).reach = evidence::Reach::kUnknown;
    for (const uint32_t id : ids) {
      for (ShownText& text : resources_.texts(id)) {
        if (text.text.empty() || !out_.wants(text.text)) {
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
        item.at.locale = std::move(text.locale);
        item.translations = std::move(text.translations);
        out_.add(std::move(item));
      }
    }
  }

  void add_anomalies() {
    for (const io::Anomaly& anomaly : tree_.anomalies()) {
      add_fact(anomaly.detail.empty() ? anomaly.what : anomaly.what + " " + anomaly.detail, text::to_valid_utf8(anomaly.entry));
    }
    for (const Defect& defect : tree_.defects()) out_.gap(defect, "");
  }

  const io::Tree& tree_;
  const Context& context_;
  Collector out_;
  Package& package_;
  Resources resources_;
  Manifest manifest_;
  std::vector<io::Blob> dex_bytes_;  // what the Dex objects borrow
  std::set<size_t> done_;            // entries that were read
};

}  // namespace

int recognise(const io::Tree& tree) { return tree.find("AndroidManifest.xml") ? 2 : 0; }

Result<Reading> read(std::span<const Input> inputs, const Context& context) {
  Reading reading;
  Status status = Reader(*inputs.front().tree, context, reading).read();
  if (!status) return status.error();
  return reading;
}

}  // namespace jianfu::platforms::android
