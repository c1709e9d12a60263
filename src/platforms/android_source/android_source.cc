#include "platforms/android_source/android_source.h"

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <utility>

#include "formats/axml/from_text.h"
#include "platforms/android/components.h"
#include "platforms/android/layouts.h"
#include "platforms/android/leftovers.h"
#include "platforms/android/links.h"
#include "platforms/android/manifest.h"
#include "platforms/android/own_code.h"
#include "platforms/android/resources.h"
#include "platforms/android_source/code.h"
#include "platforms/android_source/flutter.h"
#include "platforms/android_source/hybrid.h"
#include "platforms/android_source/program.h"
#include "platforms/android_source/project.h"
#include "platforms/android_source/values.h"
#include "platforms/shared/contents.h"
#include "platforms/shared/entries.h"
#include "platforms/shared/facts.h"
#include "platforms/shared/literals.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::android_source {
namespace {

using evidence::Collector;
using evidence::Evidence;
using evidence::Kind;
using evidence::ModuleKind;
using evidence::Owner;
namespace axml = formats::axml;

// Some entries of a tree, as a tree: one app of a project that holds several.
class PartTree final : public io::Tree {
 public:
  PartTree(const io::Tree& whole, std::vector<size_t> indices)
      : Tree(whole.limits(), nullptr), whole_(whole), indices_(std::move(indices)) {
    for (const size_t index : indices_) entries_.push_back(whole.entries()[index]);
    index_names();
  }

 private:
  io::Content load(size_t index, uint64_t cap) const override { return whole_.read(indices_[index], cap); }

  const io::Tree& whole_;
  std::vector<size_t> indices_;
};

// "cn.gov.": who made it.
std::string_view maker_of(std::string_view package) {
  const size_t first = package.find('.');
  const size_t second = first == std::string_view::npos ? first : package.find('.', first + 1);
  return package.substr(0, second == std::string_view::npos ? package.size() : second + 1);
}

class AppReader {
 public:
  // `parts`: the modules it is made of, its own first.
  AppReader(const io::Tree& tree, const Project& project, const std::vector<uint32_t>& parts,
            const Context& context, Reading& reading)
      : project_(project),
        parts_(parts),
        context_(context),
        out_(reading.evidence, context.filter),
        entries_(tree, out_),
        reading_(reading) {}

  // `files`: those of the tree, in its order.
  void read(const std::vector<File>& files) {
    read_values(files);
    load_screens(files);
    make_table();
    load_code(files);
    const Program program(units_);
    program.make_modules(out_);
    if (program.full())
      out_.gap(gap_of(GapReason::kLimit,
                      {Msg::limit_reached,
                       {core::bilingual("类", "classes"), std::to_string(program.classes().size())}}));
    read_manifests(files);
    own_the_app(program);
    for (const Screen& screen : screens_) read_screen(screen);
    android::Links links(out_);
    for (const android::Manifest& manifest : manifests_) android::name_components(manifest, out_, links);
    const Constants constants(program);
    Kept kept;
    read_code(units_, {program, constants, resources_, names_, links, kept, out_});
    const std::vector<std::string> namespaces = android::own_namespaces(manifests_);
    links.draw(android::own_screens(manifests_, namespaces, out_), namespaces);
    android::give_titles(out_.set());
    add_unreferenced();
    read_flutter(files_of(files, FileRole::kDart), {entries_, out_, context_, reading_});
    read_scripts(files_of(files, FileRole::kScript), {entries_, out_, context_, reading_});
    add_build();
    read_rest(files);
    entries_.report_container();
  }

 private:
  struct Screen {
    std::string entry;
    std::string text;
  };

  // Text of a file as UTF-8; its defect is a gap.
  std::string text_of(size_t index) {
    const io::Content content = entries_.load(index, context_.limits.text_bytes);
    return text::decode_text(content.bytes.view());
  }

  std::vector<size_t> files_of(const std::vector<File>& files, FileRole role) const {
    std::vector<size_t> out;
    for (const File& file : files) {
      if (file.role == role) out.push_back(file.index);
    }
    return out;
  }

  const Module& app() const { return project_.modules[parts_.front()]; }

  // The app's own values count before those of its libraries, as when it is built.
  template <typename Do>
  void each(const std::vector<File>& files, FileRole role, Do action) {
    for (const uint32_t module : parts_) {
      for (const File& file : files) {
        if (file.role == role && file.module == module) action(file);
      }
    }
  }

  void read_values(const std::vector<File>& files) {
    for (const uint32_t module : parts_) {
      for (const StringValue& value : project_.modules[module].gradle.strings) {
        names_.add_text("string", value.name, "", value.value);
        value_places_.emplace("string/" + value.name,
                              std::pair(project_.modules[module].gradle.entry, value.line));
      }
    }
    each(files, FileRole::kValues, [&](const File& file) {
      const ValuesFile values = android_source::read_values(
          text_of(file.index), locale_of_folder(file.folder), context_.limits, names_);
      for (const Defect& defect : values.defects) out_.gap(defect, entries_.name(file.index));
      for (const auto& [name, line] : values.lines)
        value_places_.emplace(name, std::pair(entries_.name(file.index), line));
    });
  }

  void load_screens(const std::vector<File>& files) {
    each(files, FileRole::kScreen, [&](const File& file) {
      Screen screen{entries_.name(file.index), text_of(file.index)};
      const std::string_view type = std::string_view(file.folder).substr(0, file.folder.find('-'));
      names_.add_text(type, without_extension(base_of(screen.entry)), locale_of_folder(file.folder),
                      screen.entry);
      add_ids(screen.text);
      screens_.push_back(std::move(screen));
    });
  }

  // @+id/name declares an id.
  void add_ids(std::string_view text) {
    constexpr std::string_view kMark = "@+id/";
    for (size_t at = text.find(kMark); at != std::string_view::npos; at = text.find(kMark, at)) {
      at += kMark.size();
      names_.add_name("id", text.substr(at, std::min<size_t>(text.find_first_of("\"'", at), at + 200) - at));
    }
  }

  void make_table() {
    io::Blob pool = io::Blob::own(names_.pool());
    formats::arsc::Table table = names_.table(pool.view());
    resources_.adopt(std::move(pool), std::move(table), "res");
    out_.figure("arsc.locales", resources_.locales());
  }

  void load_code(const std::vector<File>& files) {
    for (const FileRole role : {FileRole::kJava, FileRole::kKotlin}) {
      each(files, role, [&](const File& file) {
        io::Content content = entries_.load(file.index, context_.limits.text_bytes);
        const auto dialect =
            role == FileRole::kJava ? formats::java::Dialect::kJava : formats::java::Dialect::kKotlin;
        units_.push_back(
            read_unit(entries_.name(file.index), std::move(content.bytes), dialect, context_.limits));
        units_.back().module = file.module;
      });
    }
  }

  axml::Document document_of(std::string_view text, const std::string& entry,
                             std::vector<std::pair<std::string, std::string>> placeholders = {}) {
    axml::TextOptions options;
    options.id_of = [this](std::string_view type, std::string_view name) { return names_.id_of(type, name); };
    options.placeholders = std::move(placeholders);
    axml::Document document = axml::from_text(text, options, context_.limits);
    for (const Defect& defect : document.defects) out_.gap(defect, entry);
    return document;
  }

  void read_screen(const Screen& screen) {
    android::read_layout(document_of(screen.text, screen.entry), screen.entry,
                         resources_.name_of_file(0, screen.entry), resources_, out_);
  }

  // ---- manifests ----

  // The app's own first, its main one before those of its variants.
  void read_manifests(const std::vector<File>& files) {
    bool first = true;
    for (const uint32_t m : parts_) {
      const Module& module = project_.modules[m];
      for (const size_t whole : module.manifests) {
        const auto file = std::find_if(files.begin(), files.end(), [&](const File& one) {
          return one.role == FileRole::kManifest && one.whole == whole;
        });
        if (file == files.end()) continue;
        android::Manifest manifest = read_manifest(file->index, module);
        if (first) {
          android::add_identity(manifest, reading_.package);
          android::add_demands(manifest, out_);
          if (!app().gradle.application_id.empty()) reading_.package.id = app().gradle.application_id;
        } else {
          android::add_permissions(manifest, out_);
        }
        // A library's Application class is not the app's.
        if (m != parts_.front()) manifest.application.name.clear();
        android::add_components(manifest, out_);
        first = false;
        manifests_.push_back(std::move(manifest));
      }
    }
    if (reading_.package.id.empty()) reading_.package.id = app().gradle.application_id;
    for (const android::Manifest& manifest : manifests_) {
      out_.figure("manifest.uses-permission", manifest.permissions.size());
      for (const android::Component& component : manifest.components)
        out_.figure("manifest." + component.kind, 1);
    }
  }

  android::Manifest read_manifest(size_t index, const Module& module) {
    const std::string entry = entries_.name(index);
    const Gradle& gradle = module.gradle;
    std::vector<std::pair<std::string, std::string>> placeholders = gradle.placeholders;
    placeholders.emplace_back("applicationId", app().gradle.application_id.empty()
                                                   ? gradle.name_space
                                                   : app().gradle.application_id);
    axml::Document document = document_of(text_of(index), entry, std::move(placeholders));
    for (axml::Element& element : document.elements) {
      // The namespace of newer build scripts stands for the package.
      if (element.name != "manifest" || gradle.name_space.empty()) continue;
      axml::Attribute package;
      package.name = "package";
      package.type = axml::kString;
      package.text = gradle.name_space;
      element.attributes.insert(element.attributes.begin(), std::move(package));
    }
    android::Manifest out = android::read_manifest(document, resources_);
    out.place = entry;
    if (!gradle.version_name.empty()) out.version_name = gradle.version_name;
    if (!gradle.min_sdk.empty()) out.min_sdk = gradle.min_sdk;
    if (!gradle.target_sdk.empty()) out.target_sdk = gradle.target_sdk;
    return out;
  }

  // ---- owners ----

  // The app's package; modules of the project that another maker published are his.
  void own_the_app(const Program& program) {
    if (manifests_.empty() || manifests_.front().package.empty()) return;
    const std::string& package = manifests_.front().package;
    android::own_the_app(package, out_);
    for (const ClassRecord& record : program.classes()) {
      const Module& from = project_.modules[record.unit->module];
      evidence::Module& module = out_.at(out_.find_module(record.outer));
      if (module.owner != Owner::kUnknown) continue;
      const bool same_maker = record.name.starts_with(maker_of(package));
      if (same_maker && record.unit->module == parts_.front()) module.owner = Owner::kApp;
      if (!same_maker && from.licensed && record.unit->module != parts_.front())
        module.owner = Owner::kThirdParty;
    }
  }

  // ---- the rest ----

  // A left-over text stands in the values file that has it.
  void add_unreferenced() {
    android::add_unreferenced(
        resources_, "res",
        [this](Evidence& item, const android::ShownText&) {
          const auto place = value_places_.find(item.at.resource);
          if (place == value_places_.end()) return;
          item.at.entry = place->second.first;
          item.at.line = place->second.second;
        },
        out_);
  }

  // What build scripts say: libraries with their versions, addresses that end up in BuildConfig.
  void add_build() {
    for (const uint32_t m : parts_) {
      const Gradle& gradle = project_.modules[m].gradle;
      for (const Dependency& dependency : gradle.dependencies) add_dependency(dependency, gradle.entry);
      const std::string package = gradle.name_space.empty() ? reading_.package.id : gradle.name_space;
      for (const StringValue& field : gradle.fields) {
        Evidence item;
        item.kind = looks_like_endpoint(field.value) ? Kind::kEndpoint : Kind::kLiteral;
        item.text = text::to_valid_utf8(field.value);
        item.module = out_.module(package + ".BuildConfig", ModuleKind::kClass, gradle.entry);
        item.at.entry = gradle.entry;
        item.at.line = field.line;
        item.at.symbol = package + ".BuildConfig." + field.name;
        out_.add(std::move(item));
      }
    }
  }

  void add_dependency(const Dependency& dependency, const std::string& entry) {
    Evidence item;
    item.kind = Kind::kSdk;
    item.text = text::to_valid_utf8(dependency.name);
    item.owner = Owner::kThirdParty;
    item.at.entry = entry;
    item.at.line = dependency.line;
    if (!dependency.version.empty())
      item.arguments.push_back({"version", text::to_valid_utf8(dependency.version)});
    out_.add(std::move(item));
  }

  void read_rest(const std::vector<File>& files) {
    Contents contents(out_, context_, reading_);
    bool assembly = false;  // told once: a disassembled package holds thousands
    for (const File& file : files) {
      if (entries_.done(file.index)) continue;
      if (file.role == FileRole::kContent) {
        contents.read(entries_, file.index);
      } else if (file.role == FileRole::kBuild &&
                 base_of(entries_.at(file.index).name) == "libs.versions.toml") {
        for (const Dependency& dependency : read_catalogue(text_of(file.index)))
          add_dependency(dependency, entries_.name(file.index));
      } else {
        if (file.role == FileRole::kLibrary)
          add_fact(out_, "library " + entries_.name(file.index), entries_.name(file.index));
        const std::string& name = entries_.at(file.index).name;
        const bool code = name.ends_with(".smali") || name.ends_with(".dex");
        if (code && !assembly) {
          const std::string what = core::bilingual("smali 或 DEX 代码", "smali or DEX code");
          entries_.leave(file.index, gap_of(GapReason::kUnsupported, {Msg::gap_inner_file, {what}}));
          assembly = true;
        }
        entries_.skip(file.index);
      }
    }
  }

  const Project& project_;
  const std::vector<uint32_t>& parts_;
  const Context& context_;
  Collector out_;
  Entries entries_;
  Reading& reading_;
  formats::arsc::SourceTable names_;
  android::Resources resources_;
  std::map<std::string, std::pair<std::string, uint32_t>> value_places_;
  std::vector<Screen> screens_;
  std::deque<Unit> units_;
  std::vector<android::Manifest> manifests_;
};

// Which of the project's modules belong to an app; the first app takes what none claims.
std::vector<bool> share_of(const Project& project, const std::vector<std::vector<uint32_t>>& apps,
                           size_t app) {
  std::vector<bool> claimed(project.modules.size()), out(project.modules.size());
  for (const std::vector<uint32_t>& parts : apps) {
    for (const uint32_t module : parts) claimed[module] = true;
  }
  for (const uint32_t module : apps[app]) out[module] = true;
  for (size_t m = 0; app == 0 && m < out.size(); ++m) out[m] = out[m] || !claimed[m];
  return out;
}

void read_app(const io::Tree& tree, const Project& project, const std::vector<std::vector<uint32_t>>& apps,
              size_t app, const Context& context, Reading& reading) {
  const std::vector<bool> share = share_of(project, apps, app);
  std::vector<size_t> indices;
  std::vector<File> files;
  for (const File& file : project.files) {
    File mine = file;
    if (mine.module == kOutside) mine.module = app == 0 ? apps[0].front() : kOutside;
    if (mine.module == kOutside || !share[mine.module]) continue;
    mine.whole = file.index;
    mine.index = indices.size();
    indices.push_back(file.index);
    // What no app is made of is not delivered with this one.
    if (std::find(apps[app].begin(), apps[app].end(), mine.module) == apps[app].end())
      mine.role = FileRole::kSkipped;
    files.push_back(std::move(mine));
  }
  const PartTree part(tree, std::move(indices));
  AppReader(part, project, apps[app], context, reading).read(files);
}

}  // namespace

int recognise(const io::Tree& tree) {
  return recognise_project(tree);
}

bool is_library(const io::Tree& tree) {
  const Project project = survey(tree, tree.limits());
  return std::all_of(project.modules.begin(), project.modules.end(),
                     [](const Module& module) { return module.gradle.library; });
}

Result<Reading> read(std::span<const Input> inputs, const Context& context) {
  const io::Tree& tree = *inputs.front().tree;
  const Project project = survey(tree, context.limits);
  const std::vector<std::vector<uint32_t>> apps = apps_of(project);
  Reading reading;
  read_app(tree, project, apps, 0, context, reading);
  for (size_t app = 1; app < apps.size(); ++app) {
    Reading inner;
    inner.package.path = project.modules[apps[app].front()].root;
    inner.package.kind = "android-source";
    read_app(tree, project, apps, app, context, inner);
    reading.nested.push_back(std::move(inner));
  }
  return reading;
}

}  // namespace jianfu::platforms::android_source
