#include "platforms/android/read_program.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/axml/axml.h"
#include "formats/dex/checksum.h"
#include "formats/dex/dex.h"
#include "formats/identify.h"
#include "formats/proguard_map/proguard_map.h"
#include "io/byte_reader.h"
#include "io/read_ahead.h"
#include "platforms/android/code.h"
#include "platforms/android/components.h"
#include "platforms/android/declared_xml.h"
#include "platforms/android/layouts.h"
#include "platforms/android/leftovers.h"
#include "platforms/android/library_versions.h"
#include "platforms/android/links.h"
#include "platforms/android/manifest.h"
#include "platforms/android/manifest_figures.h"
#include "platforms/android/own_code.h"
#include "platforms/android/packing.h"
#include "platforms/android/resources.h"
#include "platforms/android/signer.h"
#include "platforms/android/substance.h"
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
  const std::string_view folder = std::string_view(path).substr(4, path.find('/', 4) - 4);
  const std::string_view named = folder.substr(0, folder.find('-'));
  return std::find(kWordlessTypes.begin(), kWordlessTypes.end(), named) != kWordlessTypes.end();
}

constexpr std::string_view kFront = "before-the-archive.dex";  // where evidence in such code stands

// What build tools tell each other in bundles and containers of APKs (formats.md §5): nothing that users get.
bool is_of_the_build(std::string_view entry) {
  return entry == "BundleConfig.pb" || entry == "toc.pb" || entry.starts_with("BUNDLE-METADATA/") ||
         entry.starts_with("META-INF/");
}

// Signatures, versions of libraries, licences: nothing that an app shows. Pages, scripts and archives have no
// business in META-INF and are read like anywhere else.
bool is_of_the_signature(std::string_view path) {
  if (!path.starts_with("META-INF/")) return false;
  constexpr std::array<std::string_view, 6> kRead = {".html", ".htm", ".js", ".json", ".zip", ".dex"};
  return std::none_of(kRead.begin(), kRead.end(),
                      [&](std::string_view ending) { return path.ends_with(ending); });
}

// One program, stage by stage.
class Reader {
 public:
  Reader(Program& program, const Context& context, Collector& out, Reading& reading)
      : program_(program), context_(context), out_(out), reading_(reading) {}

  Status read() {
    const io::ReadAhead ahead(code_entries());
    for (ProgramPart& part : program_.parts()) read_resources(part);
    for (ProgramPart& part : program_.parts()) {
      Status manifest = read_manifest_entry(part);
      if (!manifest) return manifest;
    }
    read_signer(program_.parts().front().entries->tree(), reading_.package, out_);
    std::vector<DexFile> dex = open_dex();
    const bool no_code = dex.empty();
    const Packing packing(dex, manifests_.front());
    read_names();
    Code code(std::move(dex), names_.empty() ? nullptr : &names_);
    code.make_modules(out_);
    for (const Manifest& manifest : manifests_) add_components(manifest, out_);
    own_the_app(manifests_.front().package, out_);
    add_identity(manifests_.front(), reading_.package);
    for (const Manifest& manifest : manifests_) add_demands(manifest, out_);
    if (manifests_.front().split.empty()) packing.report(code, out_);
    for (size_t p = 0; p < program_.parts().size(); ++p) read_notes(program_.parts()[p], manifests_[p]);
    for (Entries& entries : program_.trees()) read_entries(entries);
    contents_.finish();
    Links links(out_);
    for (const Manifest& manifest : manifests_) name_components(manifest, out_, links);
    code.read(resources_, links, out_);
    const std::vector<std::string> namespaces = own_namespaces(manifests_);
    links.draw(own_screens(manifests_, namespaces, out_), namespaces);
    give_titles(out_.set());
    add_unreferenced(
        resources_, resources_.tables().empty() ? std::string_view() : resources_.place_of(0),
        [this](Evidence& item, const ShownText& text) { item.at.entry = resources_.place_of(text.table); },
        out_);
    add_orphans(resources_, out_);
    if (manifests_.front().split.empty() && !no_code)
      report_substance(namespaces, !reading_.nested.empty(), manifests_.front().place, out_);
    note_missing(no_code);
    for (Entries& entries : program_.trees()) entries.report_container();
    out_.figure("arsc.locales", resources_.locales());
    for (const std::string& one : namespaces) {
      out_.figure("classes.below " + one, out_.keeps_everything() ? code.classes_below(one) : 0);
    }
    return Done{};
  }

 private:
  void read_resources(ProgramPart& part) {
    Entries& entries = *part.entries;
    const auto index = entries.tree().find(part.resources());
    if (!index) return;
    std::vector<Defect> defects;
    const std::string place = entries.name(*index);
    const TableForm form = part.bundle ? TableForm::kProto : TableForm::kBinary;
    part.table = resources_.load(entries.load(*index).bytes, form, place, context_.limits, defects);
    for (const Defect& defect : defects) out_.gap(defect, place);
    if (part.table == kNoTable) return;
    const formats::arsc::Table& table = resources_.tables()[part.table];
    out_.figure("arsc.pool-strings", table.pool.size());
    out_.figure("arsc.type-specs", table.type_specs);
    out_.figure("arsc.type-chunks", table.type_chunks);
    out_.figure("arsc.packages", table.packages);
    for (const std::string& anomaly : table.anomalies) add_fact(out_, anomaly, place);
    add_string_figures(table, out_);
    count_texts(table);
  }

  // What stands beside the code and the screens: what was built in, and the files that the manifest names.
  void read_notes(const ProgramPart& part, const Manifest& manifest) {
    if (!part.bundle) {
      add_abis(*part.entries, out_);
      report_opaque_assets(*part.entries, out_);
      read_library_versions(*part.entries, out_);
    }
    DeclaredXml(manifest, resources_, part, out_, context_.limits).read();
  }

  // Texts by language, for comparison with other tools: "strings.zh-CN", "strings.default".
  void count_texts(const formats::arsc::Table& table) {
    if (!out_.keeps_everything()) return;
    std::vector<uint64_t> counts(table.configs.size());
    for (const formats::arsc::Resource& resource : table.resources) {
      if (!is_text_type(resource.type)) continue;
      for (uint32_t v = 0; v < resource.value_count; ++v) {
        const formats::arsc::Value& value = table.values[resource.first_value + v];
        if (value.type == formats::axml::kString) ++counts[value.config];
      }
    }
    for (size_t c = 0; c < counts.size(); ++c) {
      const std::string& locale = table.configs[c].locale;
      if (counts[c] > 0)
        out_.figure("strings." + (locale.empty() ? std::string("default") : locale), counts[c]);
    }
  }

  Status read_manifest_entry(const ProgramPart& part) {
    Entries& entries = *part.entries;
    const auto index = entries.tree().find(part.manifest());
    if (!index) return Error{ErrorKind::kNotThisKind, {Msg::apk_no_manifest, {}}, {}};
    const std::string place = entries.name(*index);
    const io::Content content = entries.load(*index);
    Result<formats::axml::Document> document = part.parse_xml(content.bytes.view(), context_.limits);
    manifests_.emplace_back().place = place;
    if (!document) {
      // Code and resources may still be read: the package is not lost, its component graph is.
      out_.gap(Defect{GapReason::kCorrupt, document.error().what, 0, content.bytes.size()}, place);
      return Done{};
    }
    for (const Defect& defect : document->defects) out_.gap(defect, place);
    Manifest& manifest = manifests_.back();
    manifest = read_manifest(*document, resources_);
    manifest.place = place;
    add_manifest_figures(manifest, out_);
    return Done{};
  }

  bool is_code(const Entries& entries, size_t index) {
    return entries.at(index).name.ends_with(".dex") && program_.part_of(entries, index) != nullptr;
  }

  // Most of what is to be inflated, needed after resources and manifest were read.
  std::vector<io::ReadAhead::Wanted> code_entries() {
    std::vector<io::ReadAhead::Wanted> out;
    for (const Entries& entries : program_.trees()) {
      for (size_t i = 0; i < entries.size(); ++i) {
        if (is_code(entries, i)) out.push_back({&entries.tree(), i});
      }
    }
    return out;
  }

  std::vector<DexFile> open_dex() {
    std::vector<DexFile> out;
    for (Entries& entries : program_.trees()) {
      open_front(entries.tree().container(), out);
      for (size_t i = 0; i < entries.size(); ++i) {
        if (is_code(entries, i)) open_dex(entries, i, out);
      }
    }
    return out;
  }

  void open_dex(Entries& entries, size_t index, std::vector<DexFile>& out) {
    const std::string place = entries.name(index);
    io::Content content = entries.load(index);
    dex_bytes_.push_back(std::move(content.bytes));
    // What came out damaged is told as that.
    if (!content.defect && formats::dex::checksum_is_wrong(dex_bytes_.back().view())) add_fact(out_, "dex-checksum", place);
    open_dex(dex_bytes_.back().view(), place, out);
  }

  // Code in front of the archive, which Android 5 to 7 run in place of the package's own where nothing but v1 protects
  // it (Janus). Its size may take in the archive.
  void open_front(std::string_view file, std::vector<DexFile>& out) {
    if (!file.starts_with("dex\n") || file.size() < formats::dex::kHeaderBytes) return;
    constexpr uint64_t kFileSizeAt = 32;
    const uint64_t claimed = io::ByteReader(file).le_at<uint32_t>(kFileSizeAt);
    open_dex(file.substr(0, static_cast<size_t>(std::max<uint64_t>(claimed, formats::dex::kHeaderBytes))), std::string(kFront), out);
  }

  void open_dex(std::string_view bytes, const std::string& place, std::vector<DexFile>& out) {
    for (const std::string_view part : formats::dex::split_container(bytes)) {
      Result<formats::dex::Dex> dex = formats::dex::Dex::parse(part, context_.limits, bytes);
      if (!dex) {
        out_.gap(gap_of(GapReason::kCorrupt, dex.error().what, place, part.size()));
        continue;
      }
      for (const Defect& defect : dex->defects()) out_.gap(defect, place);
      // Of code in front it is told that it is there; that an archive follows is no further oddity.
      if (place != kFront) {
        for (const std::string& anomaly : dex->anomalies()) add_fact(out_, anomaly, place);
      }
      out.push_back({place, std::move(*dex)});
      add_dex_figures(out.back(), out_);
    }
  }

  // The first that has any: a bundle carries one.
  void read_names() {
    for (const Program::NameMap& place : program_.names()) {
      if (!names_.empty()) return;
      names_text_ = place.entries->load(place.index).bytes;
      names_ = formats::proguard_map::Map(names_text_.view(), context_.limits);
    }
  }

  void read_entries(Entries& entries) {
    for (size_t i = 0; i < entries.size(); ++i) {
      if (entries.done(i)) continue;
      if (const ProgramPart* part = program_.part_of(entries, i)) {
        read_entry(*part, i);
      } else if (is_of_the_build(entries.at(i).name)) {
        entries.skip(i);
      } else {
        contents_.read(entries, i);
      }
    }
  }

  void read_entry(const ProgramPart& part, size_t index) {
    Entries& entries = *part.entries;
    const std::string& name = entries.at(index).name;
    const std::string path(part.installed(name));
    const std::string_view type = resources_.type_of_file(part.table, path);
    const bool resource = path.starts_with("res/") || !type.empty();
    // Raw files may be of any kind whatever their name.
    const bool picture =
        resource && type != "raw" && !path.starts_with("res/raw") && formats::is_skipped_name(name);
    if (path.empty() || picture || is_wordless_resource(path, type) || is_of_the_signature(path))
      return entries.skip(index);
    if (resource) {
      read_resource(part, index, path);
    } else {
      contents_.read(entries, index);
    }
  }

  void read_resource(const ProgramPart& part, size_t index, const std::string& path) {
    Entries& entries = *part.entries;
    if (!part.is_xml(path, entries.head(index).bytes.view())) return contents_.read(entries, index);
    const std::string place = entries.name(index);
    const io::Content content = entries.load(index);
    const std::string_view bytes = content.bytes.view();
    Result<formats::axml::Document> document = part.parse_xml(bytes, context_.limits);
    if (!document) return out_.gap(gap_of(GapReason::kCorrupt, document.error().what, place, bytes.size()));
    for (const Defect& defect : document->defects) out_.gap(defect, place);
    for (const std::string& anomaly : document->anomalies) add_fact(out_, anomaly, place);
    read_layout(*document, place, name_of_layout(part, path, place), resources_, out_);
  }

  // A file that no resource names is called what it is in the package.
  std::string name_of_layout(const ProgramPart& part, const std::string& path,
                             const std::string& place) const {
    return resources_.type_of_file(part.table, path).empty() ? place
                                                             : resources_.name_of_file(part.table, path);
  }

  // A split that was handed in without its base is read for what it is.
  void note_missing(bool no_code) {
    const Manifest& main = manifests_.front();
    if (!main.split.empty()) {
      out_.gap(
          gap_of(GapReason::kMissingPart, {Msg::gap_no_base, {text::to_valid_utf8(main.split)}}, main.place));
    } else if (no_code && !main.components.empty()) {
      out_.gap(gap_of(GapReason::kMissingPart, {Msg::gap_no_dex, {}}, "classes.dex"));
    }
  }

  Program& program_;
  const Context& context_;
  Collector& out_;
  Reading& reading_;
  Contents contents_{out_, context_, reading_};
  Resources resources_;
  std::vector<Manifest> manifests_;  // of the parts, the main one first
  std::vector<io::Blob> dex_bytes_;  // what the Dex objects borrow
  io::Blob names_text_;              // what names_ borrows
  formats::proguard_map::Map names_;
};

}  // namespace

Status read_program(Program& program, const Context& context, Collector& out, Reading& reading) {
  return Reader(program, context, out, reading).read();
}

}  // namespace jianfu::platforms::android
