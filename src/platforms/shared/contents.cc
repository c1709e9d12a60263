#include "platforms/shared/contents.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/sha256.h"
#include "formats/source_map/source_map.h"
#include "formats/wxapkg/wxapkg.h"
#include "platforms/container.h"
#include "platforms/shared/asset_text.h"
#include "platforms/shared/component_file.h"
#include "platforms/shared/data_files.h"
#include "platforms/shared/facts.h"
#include "platforms/shared/flutter.h"
#include "platforms/shared/loose_android.h"
#include "platforms/shared/native.h"
#include "platforms/shared/paths.h"
#include "platforms/shared/script_bundles.h"
#include "platforms/shared/text_files.h"
#include "platforms/shared/web_shell.h"
#include "platforms/uniapp/program.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

using evidence::Collector;
using formats::FileKind;

// ---- the table: one row a kind of inner file ----

enum class How : uint8_t {
  kSkip,       // nothing in it that anybody asks for
  kRead,       // by the row's reader
  kText,       // by its name and its beginning, see kTexts
  kContainer,  // opened, and what is in it read
  kGap,        // known, and not readable
  kUnknown,    // whatever text stands in it as such
};

struct KindRow {
  FileKind kind;
  std::string_view ending;  // of the name; empty: any
  How how;
  InnerReader read = nullptr;
};

// The first row that fits counts.
constexpr std::array kKinds = {
    KindRow{FileKind::kEmpty, "", How::kSkip},
    KindRow{FileKind::kText, "", How::kText},
    KindRow{FileKind::kUtf16Text, "", How::kText},
    KindRow{FileKind::kImage, "", How::kSkip},
    KindRow{FileKind::kMedia, "", How::kSkip},
    KindRow{FileKind::kFont, "", How::kSkip},
    KindRow{FileKind::kIcuData, "", How::kSkip},
    KindRow{FileKind::kZip, "", How::kContainer},
    KindRow{FileKind::kWxapkg, "", How::kContainer},
    KindRow{FileKind::kGzip, "", How::kContainer},
    KindRow{FileKind::kTar, "", How::kContainer},
    KindRow{FileKind::kElf, "", How::kRead, read_native_library},
    KindRow{FileKind::kDex, "", How::kRead, read_loose_dex},
    KindRow{FileKind::kAxml, "", How::kRead, read_loose_layout},
    KindRow{FileKind::kHermes, "", How::kRead, read_hermes_bundle},
    KindRow{FileKind::kRamBundle, "", How::kRead, read_ram_bundle},
    KindRow{FileKind::kUnityMetadata, "", How::kRead, read_unity_metadata},
    KindRow{FileKind::kUnknown, "global-metadata.dat", How::kRead, read_unity_metadata},
    KindRow{FileKind::kLua, "", How::kRead, read_lua},
    KindRow{FileKind::kLuaJit, "", How::kRead, read_lua},
    KindRow{FileKind::kGettext, "", How::kRead, read_mo},
    KindRow{FileKind::kPe, "", How::kRead, read_dotnet},
    KindRow{FileKind::kDotnetStore, "", How::kRead, read_dotnet},
    KindRow{FileKind::kSqlite, "", How::kRead, read_sqlite},
    KindRow{FileKind::kDartKernel, "", How::kRead, read_flutter_kernel},
    KindRow{FileKind::kJavaClass, "", How::kRead, read_carved},
    KindRow{FileKind::kWasm, "", How::kRead, read_carved},
    KindRow{FileKind::kWxapkgEncrypted, "", How::kContainer},
    KindRow{FileKind::kTpkg, "", How::kContainer},
    KindRow{FileKind::kTpkgPacked, "", How::kGap},
    KindRow{FileKind::kCompactDex, "", How::kGap},
    KindRow{FileKind::kAbc, "", How::kGap},
    KindRow{FileKind::kArsc, "", How::kGap},
    KindRow{FileKind::kXz, "", How::kGap},
    KindRow{FileKind::kZstd, "", How::kGap},
    KindRow{FileKind::kBzip2, "", How::kGap},
    KindRow{FileKind::kSevenZip, "", How::kGap},
    KindRow{FileKind::kRar, "", How::kGap},
    KindRow{FileKind::kArchive, "", How::kGap},
    KindRow{FileKind::kPdf, "", How::kGap},
    KindRow{FileKind::kUnknown, "", How::kUnknown},
};

const KindRow& row_of(FileKind kind, std::string_view path) {
  const auto row = std::find_if(kKinds.begin(), kKinds.end(),
                                [&](const KindRow& r) { return r.kind == kind && path.ends_with(r.ending); });
  return row == kKinds.end() ? kKinds.back() : *row;
}

// Texts by the ending of their names.
using TextUse = Contents::TextUse;

struct TextRow {
  std::string_view ending;
  TextUse use;
};

constexpr std::array kTexts = {
    TextRow{".html", TextUse::kPage},     TextRow{".htm", TextUse::kPage},
    TextRow{".xhtml", TextUse::kPage},    TextRow{".vue", TextUse::kPage},
    TextRow{".nvue", TextUse::kPage},     TextRow{".js", TextUse::kScript},
    TextRow{".mjs", TextUse::kScript},    TextRow{".cjs", TextUse::kScript},
    TextRow{".jsx", TextUse::kScript},    TextRow{".tsx", TextUse::kScript},
    TextRow{".wxs", TextUse::kScript},    TextRow{".bundle", TextUse::kScript},
    TextRow{".json", TextUse::kJson},     TextRow{".arb", TextUse::kJson},
    TextRow{".json5", TextUse::kJson},    TextRow{".xml", TextUse::kXml},
    TextRow{".svg", TextUse::kXml},       TextRow{".plist", TextUse::kXml},
    TextRow{".css", TextUse::kStyle},     TextRow{".wxss", TextUse::kStyle},
    TextRow{".txt", TextUse::kLines},     TextRow{".properties", TextUse::kLines},
    TextRow{".strings", TextUse::kLines}, TextRow{".ini", TextUse::kLines},
    TextRow{".yaml", TextUse::kLines},    TextRow{".yml", TextUse::kLines},
    TextRow{".toml", TextUse::kLines},    TextRow{".csv", TextUse::kLines},
    TextRow{".md", TextUse::kLines},      TextRow{".po", TextUse::kLines},
    TextRow{".sql", TextUse::kLines},     TextRow{".map", TextUse::kSourceMap},
};

const TextRow* text_row_of(std::string_view path) {
  const auto row =
      std::find_if(kTexts.begin(), kTexts.end(), [&](const TextRow& r) { return path.ends_with(r.ending); });
  return row == kTexts.end() ? nullptr : &*row;
}

// Texts of other names, by how they begin.
TextUse use_of_text(std::string_view source) {
  const size_t begin = source.find_first_not_of(" \t\r\n");
  const std::string_view head =
      begin == std::string_view::npos ? std::string_view{} : source.substr(begin, 512);
  if (head.starts_with('{') || head.starts_with('[')) return TextUse::kJson;
  if (head.starts_with("<!DOCTYPE html") || head.starts_with("<!doctype html") || head.starts_with("<html"))
    return TextUse::kPage;
  if (head.starts_with('<')) return TextUse::kXml;
  constexpr std::array<std::string_view, 6> kWords = {"function(", "function (", "=>",
                                                      "var ",      "__d(",       "define("};
  const bool script = std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
    return head.find(word) != std::string_view::npos;
  });
  return script ? TextUse::kScript : TextUse::kLines;
}

// Data of engines and build tools: no words for people. A file of such a name that begins like something else
// is read.
constexpr std::array<std::string_view, 28> kHarmlessEndings = {".kotlin_module",
                                                               ".kotlin_builtins",
                                                               ".kotlin_metadata",
                                                               ".version",
                                                               ".tflite",
                                                               ".onnx",
                                                               ".mnn",
                                                               ".ncnn",
                                                               ".caffemodel",
                                                               ".ktx",
                                                               ".pvr",
                                                               ".astc",
                                                               ".dds",
                                                               ".fbx",
                                                               ".glb",
                                                               ".spv",
                                                               ".prof",
                                                               ".profm",
                                                               ".shader",
                                                               ".frag",
                                                               ".vert",
                                                               ".glsl",
                                                               ".atlas",
                                                               ".skel",
                                                               ".pfb",
                                                               ".icc",
                                                               ".cer",
                                                               ".bks"};
constexpr std::array<std::string_view, 5> kHarmlessNames = {
    "icudtl.dat", "DebugProbesKt.bin", "baseline.prof", "stamp-cert-sha256", "AssetManifest.bin"};

bool is_harmless_name(std::string_view path) {
  const std::string_view base = base_of(path);
  if (std::find(kHarmlessNames.begin(), kHarmlessNames.end(), base) != kHarmlessNames.end()) return true;
  if (base.starts_with("icudt") && base.ends_with(".dat")) return true;
  return std::any_of(kHarmlessEndings.begin(), kHarmlessEndings.end(),
                     [&](std::string_view ending) { return base.ends_with(ending); });
}

// Some magics of media are words that a text may begin with as well.
FileKind kind_of(std::string_view head) {
  const FileKind kind = formats::identify(head);
  const bool skipped = kind == FileKind::kImage || kind == FileKind::kMedia || kind == FileKind::kFont;
  const bool word = !head.empty() && static_cast<unsigned char>(head[0]) < 0x80;
  if (skipped && word && formats::looks_like_text(head)) return FileKind::kText;
  return kind == FileKind::kUnknown && looks_like_utf16(head) ? FileKind::kUtf16Text : kind;
}

constexpr std::string_view kMapEnding = ".map";
bool is_map_name(std::string_view name) {
  return name.ends_with(kMapEnding);
}

constexpr uint64_t kMostContainers = 10'000;
constexpr size_t kMostParsedJson = 8 << 20;  // a tree of more costs too much memory: read as a script
constexpr uint64_t kMostCarved = 4 << 20;
constexpr size_t kHeadBytes = 512;

}  // namespace

Contents::Contents(Collector& out, const Context& context, Reading& reading)
    : out_(out),
      context_(context),
      reading_(reading),
      nesting_(context.nesting == nullptr ? own_nesting_ : *context.nesting),
      depth_(context.depth),
      site_(out, context),
      maps_(out, context) {}

Contents::~Contents() = default;

// Once a tree, before anything in it is read.
void Contents::look_through(Entries& entries) {
  if (!looked_through_.insert(&entries.tree()).second) return;
  choose_libraries(entries);
  for (const std::string& folder : uniapp::find_programs(entries.tree())) {
    const auto manifest = entries.tree().find(folder + "manifest.json");
    if (!manifest) continue;
    const std::string place = entries.name(*manifest);
    const std::string root = place.substr(0, place.size() - base_of(place).size());
    programs_.push_back(std::make_unique<uniapp::Program>(out_, context_, site_, root));
    program_at_.emplace(root, programs_.back().get());
    programs_.back()->read_configuration(entries, folder);
    note_framework("uni-app");
  }
}

// Libraries lie in a package once for each processor: one of each is read.
void Contents::choose_libraries(const Entries& entries) {
  std::vector<std::string> libraries;
  for (size_t i = 0; i < entries.size(); ++i) {
    if (entries.at(i).name.ends_with(".so")) libraries.push_back(entries.name(i));
  }
  const LibraryChoice choice = which_abi(libraries);
  for (std::string& path : libraries) {
    if (!choice.reads(path)) unread_libraries_.insert(std::move(path));
  }
}

// The innermost program that a path lies in.
uniapp::Program* Contents::program_of(std::string_view path) const {
  for (size_t end = path.size();; end = path.substr(0, end - 1).rfind('/') + 1) {
    const auto program = program_at_.find(path.substr(0, end));
    if (program != program_at_.end()) return program->second;
    if (end == 0) return nullptr;
  }
}

// Bundles take their maps with them: what is left of those has no bundle.
void Contents::read_all(Entries& entries) {
  for (const bool maps : {false, true}) {
    for (size_t i = 0; i < entries.size(); ++i) {
      if (!entries.done(i) && maps == is_map_name(entries.at(i).name)) read(entries, i);
    }
  }
}

// A map that comes before the bundle beside it is read with it. True when that was done.
bool Contents::read_bundle_of(Entries& entries, size_t index) {
  const std::string& name = entries.at(index).name;
  if (!is_map_name(name)) return false;
  const std::string bundle = name.substr(0, name.size() - kMapEnding.size());
  const auto at = is_map_name(bundle) ? std::nullopt : entries.tree().find(bundle);
  if (at && !entries.done(*at)) read(entries, *at);
  return entries.done(index);
}

void Contents::read(Entries& entries, size_t index) {
  look_through(entries);
  if (entries.done(index) || read_bundle_of(entries, index)) return;
  const std::string path = entries.name(index);
  const bool library = path.ends_with(".so");
  if (library || path.starts_with("assets/") || path.find('/') == std::string::npos)
    add_fact(out_, "file " + path, path);
  if (library && unread_libraries_.count(path) != 0) return entries.skip(index);
  if (const std::string_view framework = framework_of(path); !framework.empty())
    note_framework(std::string(framework));
  if (text_row_of(path) != nullptr) return read_known_text(entries, index, path);
  const FileKind kind = kind_of(entries.head(index, kHeadBytes).bytes.view());
  // The name of a picture does not make it one: archives hide there.
  const bool plain = kind == FileKind::kUnknown || kind == FileKind::kText;
  if (plain && (is_harmless_name(path) || formats::is_skipped_name(path))) return entries.skip(index);
  read_by_kind(entries, index, path, kind);
}

// Texts cost more than other bytes: a bomb of them is cut short while each of its entries is still small.
std::optional<io::Content> Contents::load_text(Entries& entries, size_t index) {
  const uint64_t most = context_.limits.all_text_bytes;
  if (nesting_.text_bytes >= most) {
    entries.leave(
        index, gap_of(GapReason::kLimit, {Msg::limit_reached,
                                          {core::bilingual("全部文本文件的字节数", "bytes of all text files"),
                                           std::to_string(most)}}));
    return std::nullopt;
  }
  io::Content content = entries.load(index, std::min(context_.limits.text_bytes, most - nesting_.text_bytes));
  nesting_.text_bytes += content.bytes.view().size();
  return content;
}

// The name says text: read at once, then looked at.
void Contents::read_known_text(Entries& entries, size_t index, const std::string& path) {
  const std::optional<io::Content> loaded = load_text(entries, index);
  if (!loaded) return;
  const io::Content& content = *loaded;
  const std::string_view bytes = content.bytes.view();
  const FileKind kind = kind_of(bytes.substr(0, kHeadBytes));
  const KindRow& row = row_of(kind, path);
  const FileAt file{entries, index};
  if (row.how == How::kText) return read_text(path, bytes, &file);
  if (row.how == How::kSkip) return;
  if (row.how == How::kRead)
    return read_with_map(file, path, bytes, [&] { read_inner(row.read, path, bytes); });
  if (row.how == How::kContainer) return open_inside(entries, index, path, bytes);
  // Encrypted, as shells do to web pages; data of engines may bear such names too, but for pages and scripts.
  const TextUse use = text_row_of(path)->use;
  if (use == TextUse::kPage || use == TextUse::kScript) {
    out_.gap(gap_of(GapReason::kEncrypted, {Msg::gap_web_not_text, {}}, path, bytes.size()));
  } else {
    read_unknown(entries, index, path);
  }
}

void Contents::read_by_kind(Entries& entries, size_t index, const std::string& path, FileKind kind) {
  const KindRow& row = row_of(kind, path);
  const formats::KindName described = formats::describe(kind);
  const Message unread{Msg::gap_inner_file, {core::bilingual(described.zh, described.en)}};
  switch (row.how) {
    case How::kSkip:
      return entries.skip(index);
    case How::kRead: {
      const io::Content content = entries.load(index);
      return read_inner(row.read, path, content.bytes.view());
    }
    case How::kText: {
      const std::optional<io::Content> content = load_text(entries, index);
      const FileAt file{entries, index};
      return content ? read_text(path, content->bytes.view(), &file) : void();
    }
    case How::kContainer:
      return read_container(entries, index, path);
    case How::kGap:
      return entries.leave(index, gap_of(GapReason::kUnsupported, unread));
    case How::kUnknown:
      return read_unknown(entries, index, path);
  }
}

// What such files hold is reached by names that code makes up: not taken for unreachable.
void Contents::read_inner(InnerReader reader, const std::string& path, std::string_view bytes) {
  const size_t known = out_.set().modules.size();
  reader(out_, path, bytes, context_);
  for (size_t m = known; m < out_.set().modules.size(); ++m) {
    evidence::Module& module = out_.set().modules[m];
    if (module.reach == evidence::Reach::kUnknown) module.reach = evidence::Reach::kYes;
  }
}

// `file`: where it stands, for what lies beside it; null when it is a part of a file.
void Contents::read_text(const std::string& path, std::string_view bytes, const FileAt* file) {
  std::string storage;
  const std::string_view source = as_utf8(bytes, storage);
  const TextRow* row = text_row_of(path);
  const TextUse use = row == nullptr ? use_of_text(source) : row->use;
  read_web_shell(out_, path, source, context_);
  if (use == TextUse::kScript && file != nullptr)
    return read_with_map(*file, path, source, [&] { read_as(use, path, source); });
  read_as(use, path, source);
}

void Contents::read_as(TextUse use, const std::string& path, std::string_view source) {
  const TextFile file{out_, context_, locales_, path, source};
  switch (use) {
    case TextUse::kPage:
      return site_.read_page(path, source);
    case TextUse::kScript: {
      uniapp::Program* program = program_of(path);
      if (program == nullptr || !program->read_script(path, source)) site_.read_script(path, source);
      return;
    }
    case TextUse::kJson:
      return source.size() > kMostParsedJson ? site_.read_script(path, source) : read_json_texts(file);
    case TextUse::kXml:
      return read_xml_texts(file);
    case TextUse::kStyle:
      return read_style_texts(file);
    case TextUse::kLines:
      return read_line_texts(file);
    case TextUse::kSourceMap:
      if (!maps_.read_alone(source, path, bundle_reader(path, path)))
        read_as(use_of_text(source), path, source);
      return;
  }
}

// Bundles and what they were made of (formats.md §11.2). Of the bytes of a map only those of sources count as
// text.
void Contents::read_with_map(const FileAt& file, const std::string& path, std::string_view bytes,
                             const std::function<void()>& read_bundle) {
  constexpr uint64_t kMostMap = 256 << 20;
  const std::string_view address = formats::source_map::address_in(bytes);
  if (const auto inside = formats::source_map::inline_map(address)) {
    BundleReader reader = bundle_reader(path, path);
    reader.read_bundle = read_bundle;
    return maps_.read(*inside, path, reader);
  }
  Entries& entries = file.entries;
  const auto map = SourceMaps::find(entries.tree(), entries.at(file.index).name, bytes);
  if (!map || entries.done(*map)) return read_bundle();
  const std::string place = entries.name(*map);
  const io::Content content = entries.load(*map, kMostMap);
  BundleReader reader = bundle_reader(path, place);
  reader.read_bundle = read_bundle;
  std::string storage;
  maps_.read(as_utf8(content.bytes.view(), storage), place, reader);
}

BundleReader Contents::bundle_reader(const std::string& bundle, const std::string& map) {
  site_.begin_sources(map, bundle);
  BundleReader reader;
  reader.read_source = [this](const BundleSource& source, const std::string& place, std::string_view text) {
    return read_source(source, place, text);
  };
  reader.made_of = [this, bundle](const BundleSource& source, uint32_t module) {
    site_.made_of(bundle, source.path, module);
    if (const uniapp::Program* program = program_of(bundle)) program->made_of(source.path, module, bundle);
  };
  return reader;
}

uint32_t Contents::read_source(const BundleSource& source, const std::string& place, std::string_view text) {
  const uint64_t most = context_.limits.all_text_bytes;
  if (nesting_.text_bytes >= most) {
    out_.gap(
        gap_of(GapReason::kLimit,
               {Msg::limit_reached,
                {core::bilingual("全部文本文件的字节数", "bytes of all text files"), std::to_string(most)}},
               place, text.size()));
    return evidence::kNoModule;
  }
  nesting_.text_bytes += text.size();
  const bool part = place.ends_with(".jsx") || place.ends_with(".tsx") || is_component_name(place);
  switch (source.use) {
    case SourceUse::kComponent:
      site_.read_page(place, text);
      break;
    case SourceUse::kScript:
      site_.read_script(place, text, part ? evidence::ModuleKind::kComponent : evidence::ModuleKind::kScript);
      break;
    case SourceUse::kText:
      read_text(place, text);
  }
  return out_.find_module(place);
}

// ---- containers ----

void Contents::read_container(Entries& entries, size_t index, const std::string& path) {
  if (depth_ >= context_.limits.depth) {
    return entries.leave(
        index, gap_of(GapReason::kLimit, {Msg::gap_depth, {std::to_string(context_.limits.depth)}}));
  }
  if (nesting_.containers >= kMostContainers) {
    return entries.leave(index,
                         gap_of(GapReason::kLimit, {Msg::gap_containers, {std::to_string(kMostContainers)}}));
  }
  const io::Content content = entries.load(index);
  open_inside(entries, index, path, content.bytes.view());
}

void Contents::open_inside(Entries& entries, size_t index, const std::string& path, std::string_view bytes) {
  const uint64_t packed = entries.at(index).packed_bytes;
  if (depth_ >= context_.limits.depth) {
    return out_.gap(
        gap_of(GapReason::kLimit, {Msg::gap_depth, {std::to_string(context_.limits.depth)}}, path, packed));
  }
  std::string digest = core::sha256_hex(bytes);
  if (bytes.empty() || !nesting_.seen.insert(digest).second) return;  // damaged (said), or read elsewhere
  ++nesting_.containers;
  Result<std::unique_ptr<io::Tree>> tree = open_container(bytes, context_.limits, &entries.tree(), context_.app_ids);
  if (!tree) {
    const bool known = tree.error().kind == ErrorKind::kUnsupported;
    const bool encrypted = formats::wxapkg::looks_encrypted(bytes) || formats::wxapkg::looks_made_for_mac(bytes);
    const GapReason why = encrypted ? GapReason::kEncrypted : known ? GapReason::kUnsupported : GapReason::kCorrupt;
    return out_.gap(gap_of(why, tree.error().what, path, packed));
  }
  if (read_package(**tree, path, bytes, digest)) return;
  ++depth_;
  Entries inner(**tree, out_, path + "!/");
  inner.report_container();
  read_all(inner);
  looked_through_.erase(tree->get());
  --depth_;
}

// True when it is a package of its own, and was read as one.
bool Contents::read_package(const io::Tree& tree, const std::string& path, std::string_view bytes,
                            const std::string& digest) {
  const Platform* platform = recognise(tree);
  if (platform == nullptr || platform->read == nullptr || platform->content_when_nested) return false;
  const FileKind kind = formats::identify(bytes.substr(0, kHeadBytes));
  const bool sure = platform->recognise(tree) >= 2 || kind == FileKind::kWxapkg ||
                    kind == FileKind::kWxapkgEncrypted || kind == FileKind::kTpkg;
  // An Android library has a manifest too, in plain text.
  if (!sure || tree.find("classes.jar")) return false;
  Context inner = context_;
  inner.depth = depth_ + 1;
  inner.nesting = &nesting_;
  const std::array<Input, 1> inputs = {Input{path, &tree}};
  Result<Reading> reading = platform->read(inputs, inner);
  if (!reading) return false;
  reading->package.path = path;
  reading->package.kind = platform->kind;
  reading->package.size = bytes.size();
  reading->package.sha256 = digest;
  for (Reading& deeper : reading->nested) deeper.package.path = path + "!/" + deeper.package.path;
  reading_.nested.push_back(std::move(*reading));
  return true;
}

// ---- the rest ----

void Contents::read_unknown(Entries& entries, size_t index, const std::string& path) {
  const uint64_t size = entries.at(index).packed_bytes;
  if (!entries.done(index)) {
    if (size > kMostCarved) {
      entries.leave(index, gap_of(GapReason::kUnsupported,
                                  {Msg::gap_inner_file,
                                   {core::bilingual(formats::describe(FileKind::kUnknown).zh,
                                                    formats::describe(FileKind::kUnknown).en)}}));
    } else {
      const io::Content content = entries.load(index);
      // A zip may begin with anything.
      if (looks_like_container(content.bytes.view()))
        return open_inside(entries, index, path, content.bytes.view());
      read_inner(read_carved, path, content.bytes.view());
    }
  }
  ++unknown_files_;
  unknown_bytes_ += size;
  if (unknown_first_.empty() || path < unknown_first_) unknown_first_ = path;
}

void Contents::note_framework(const std::string& name) {
  std::vector<std::string>& known = reading_.package.frameworks;
  if (std::find(known.begin(), known.end(), name) != known.end()) return;
  known.push_back(name);
  add_fact(out_, "framework " + name, {});
}

void Contents::finish() {
  for (const auto& program : programs_) program->finish();
  site_.finish();
  locales_.flush(out_);
  if (unknown_files_ == 0) return;
  // A module of its own that nothing leads to: a library's data must not leave the whole package
  // undetermined.
  const uint32_t module = out_.module("unknown-files", evidence::ModuleKind::kResources, unknown_first_);
  out_.at(module).reach = evidence::Reach::kNo;
  evidence::Gap gap =
      gap_of(GapReason::kUnsupported,
             {Msg::gap_unknown_files,
              {std::to_string(unknown_files_), std::to_string(unknown_bytes_), unknown_first_}},
             unknown_first_, unknown_bytes_);
  gap.module = module;
  out_.gap(std::move(gap));
}

}  // namespace jianfu::platforms
