#include "platforms/quickapp/program.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "formats/identify.h"
#include "platforms/container.h"
#include "platforms/quickapp/bundle.h"
#include "platforms/quickapp/compiled_template.h"
#include "platforms/quickapp/manifest.h"
#include "platforms/quickapp/scripts.h"
#include "platforms/quickapp/ux.h"
#include "platforms/shared/asset_text.h"
#include "platforms/shared/contents.h"
#include "platforms/shared/data_files.h"
#include "platforms/shared/entries.h"
#include "platforms/shared/facts.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::quickapp {
namespace {

using evidence::Collector;
using evidence::EdgeKind;
using evidence::ModuleKind;

constexpr std::string_view kManifest = "manifest.json";
constexpr std::string_view kI18n = "i18n/";
constexpr size_t kMostNamed = 20;  // pages that a gap names

// What is not the app's own: dependencies, what was built from it.
bool is_ignored(std::string_view path) {
  constexpr std::array<std::string_view, 6> kFolders = {"/node_modules/", "/.git/", "/dist/",
                                                        "/build/",        "/test/", "/__tests__/"};
  return std::any_of(kFolders.begin(), kFolders.end(), [&](std::string_view folder) {
    return path.starts_with(folder.substr(1)) || path.find(folder) != std::string_view::npos;
  });
}

bool is_script(std::string_view path) {
  return path.ends_with(".js") || path.ends_with(".mjs") ||
         (path.ends_with(".ts") && !path.ends_with(".d.ts"));
}
// Styles of the source that were packed too: their words are comments.
bool is_style(std::string_view path) {
  return path.ends_with(".scss") || path.ends_with(".less") || path.ends_with(".styl") ||
         path.ends_with(".css");
}
bool is_component(std::string_view path) {
  return path.ends_with(".ux") || path.ends_with(".mix");
}

// Code of the engines of watches: JerryScript snapshots, QuickJS; also scripts that were compiled under their
// name.
bool is_bytecode(std::string_view path, std::string_view head) {
  if (head.starts_with("JRRY") || path.ends_with(".jsc")) return true;
  if (!path.ends_with(".bin")) return false;
  return path.starts_with("bin/") || path.find("/bin/") != std::string_view::npos || path == "app.bin" ||
         path.starts_with("pages/") || path.ends_with(".js.bin") || path.ends_with("/index.bin");
}

// One file of the program, in one of its containers.
struct File {
  Entries* entries = nullptr;
  size_t index = 0;
  std::string path;   // in the program
  std::string entry;  // as reports show it
};

class Reader {
 public:
  Reader(Collector& out, const Context& context, Reading& reading, bool source)
      : out_(out), context_(context), reading_(reading), contents_(out, context, reading), source_(source) {}

  void read(std::span<const Input> inputs) {
    for (const Input& input : inputs) add_input(input, &input == &inputs.front());
    list_files();
    read_i18n();
    read_manifest_file();
    Scripts scripts(out_, context_, manifest_);
    Components components(out_, context_, scripts, translate_);
    components.set_root(root_);
    for (const File& file : files_) scripts.note(file.path);
    for (const File& file : files_) read_file(file, scripts, components);
    scripts.finish();
    note_missing();
    for (const auto& entries : containers_) {
      if (source_) {
        skip_rest(*entries);
      } else {
        contents_.read_all(*entries);
      }
    }
    contents_.finish();
    for (const auto& entries : containers_) entries->report_container();
    reading_.package.id = manifest_.package;
    reading_.package.name = manifest_.name;
    reading_.package.version = manifest_.version;
  }

 private:
  // ---- containers ----

  void add_input(const Input& input, bool first) {
    const std::string name(base_of(input.path));
    if (!first) reading_.package.parts.push_back({input.path, "sub-package", name, 0, ""});
    const std::string prefix = first ? std::string() : name + "!/";
    containers_.push_back(std::make_unique<Entries>(*input.tree, out_, prefix));
    if (!source_ && !input.tree->find(kManifest)) open_inside(*containers_.back());
  }

  // .rpks: the whole app, its base and its sub-packages, cards. The whole one comes first, so that of what
  // lies in several the first is read.
  void open_inside(Entries& outer) {
    std::vector<std::pair<int, size_t>> order;
    for (size_t i = 0; i < outer.size(); ++i) {
      const std::string& name = outer.at(i).name;
      if (!name.ends_with(".rpk") && !name.ends_with(".srpk")) continue;
      const int rank = name.ends_with(".rpk") ? (name.find("_widgets") == std::string::npos ? 0 : 3)
                                              : (name.ends_with(".base.srpk") ? 1 : 2);
      order.emplace_back(rank, i);
    }
    std::sort(order.begin(), order.end());
    for (const auto& [rank, index] : order) {
      if (context_.depth >= context_.limits.depth) {
        outer.leave(index,
                    gap_of(GapReason::kLimit, {Msg::gap_depth, {std::to_string(context_.limits.depth)}}));
        continue;
      }
      const std::string place = outer.name(index);
      bytes_.push_back(std::make_unique<io::Content>(outer.load(index)));
      auto tree = open_container(bytes_.back()->bytes.view(), context_.limits, &outer.tree());
      if (!tree) {
        out_.gap(gap_of(GapReason::kCorrupt, tree.error().what, place));
        continue;
      }
      trees_.push_back(std::move(*tree));
      containers_.push_back(std::make_unique<Entries>(*trees_.back(), out_, place + "!/"));
      reading_.package.parts.push_back({place, "sub-package", std::string(base_of(place)), 0, ""});
    }
  }

  void list_files() {
    if (source_) root_ = source_root(containers_.front()->tree()).value_or("");
    std::set<std::string> seen;
    for (const auto& entries : containers_) {
      for (size_t i = 0; i < entries->size(); ++i) {
        if (entries->done(i)) continue;
        const std::string name = shown_name(entries->at(i));
        if (!name.starts_with(root_) || (source_ && is_ignored(name))) continue;
        std::string path = name.substr(root_.size());
        const bool first = seen.insert(path).second;
        // Each part has a copy of what the whole app has; a second file of a name in one container is none.
        if (!first && entries != containers_.front()) {
          entries->skip(i);
          continue;
        }
        files_.push_back({entries.get(), i, std::move(path), entries->name(i)});
      }
    }
  }

  void skip_rest(Entries& entries) {
    for (size_t i = 0; i < entries.size(); ++i) {
      if (!entries.done(i)) entries.skip(i);
    }
  }

  std::string_view text_of(const File& file, std::string& storage) {
    const io::Content content = file.entries->load(file.index, context_.limits.text_bytes);
    std::string decoded;
    storage = std::string(as_utf8(content.bytes.view(), decoded));
    return storage;
  }

  // ---- configuration ----

  void read_i18n() {
    std::map<std::string, std::pair<int, std::string>> texts;
    for (const File& file : files_) {
      if (!file.path.starts_with(kI18n) || !file.path.ends_with(".json")) continue;
      const io::Content content =
          file.entries->tree().read(file.index, std::min<uint64_t>(context_.limits.text_bytes, kMostI18n));
      std::string decoded;
      const formats::json::Document document =
          formats::json::parse(as_utf8(content.bytes.view(), decoded), context_.limits);
      const std::string locale = locale_of_path(file.path).locale;
      const int rank = locale == "zh-CN" ? 3 : is_chinese(locale) ? 2 : locale.empty() ? 1 : 0;
      add_texts(document.root, rank, texts);
    }
    for (auto& [key, text] : texts) texts_.emplace(key, std::move(text.second));
    translate_ = [this](std::string_view key) {
      const auto at = texts_.find(key);
      return at == texts_.end() ? std::string() : at->second;
    };
  }

  static void add_texts(const formats::json::Value& root, int rank,
                        std::map<std::string, std::pair<int, std::string>>& texts) {
    std::vector<std::pair<const formats::json::Value*, std::string>> open{{&root, ""}};
    while (!open.empty()) {
      const auto [value, path] = open.back();
      open.pop_back();
      if (value->is(formats::json::Type::kString)) {
        auto& kept = texts[path];
        if (kept.second.empty() || kept.first < rank) kept = {rank, text::to_valid_utf8(value->text)};
      }
      if (path.size() > kMostKey) continue;
      for (const auto& [key, member] : value->members)
        open.emplace_back(&member, path.empty() ? key : path + "." + key);
    }
  }

  void read_manifest_file() {
    std::string place, storage;
    formats::json::Document document;
    for (const File& file : files_) {
      if (file.path != kManifest || !document.root.members.empty()) continue;
      document = formats::json::parse(text_of(file, storage), context_.limits);
      place = file.entry;
    }
    for (const Defect& defect : document.defects) out_.gap(defect, place);
    if (document.root["router"].members.empty()) read_inlined_manifest(document, place);
    const bool none = document.root.members.empty();
    manifest_ = read_manifest(document.root, none ? std::string(kManifest) : place, translate_, out_);
    if (none || !document.defects.empty()) find_pages(none);
  }

  // Of old toolkits, and of newer ones again: a copy in the application's script.
  void read_inlined_manifest(formats::json::Document& document, std::string& place) {
    for (const File& file : files_) {
      if (file.path != "app.js") continue;
      const io::Content content = file.entries->tree().read(file.index, context_.limits.text_bytes);
      std::string decoded;
      const std::string_view source = as_utf8(content.bytes.view(), decoded);
      const Bundle bundle = survey_bundle(source, context_.limits);
      if (!bundle.manifest) continue;
      formats::json::Document inlined = formats::json::parse_at(source, *bundle.manifest, context_.limits);
      inlined.defects.clear();  // !0 and !1 of shortened scripts
      if (inlined.root["router"].members.empty()) continue;
      document = std::move(inlined);
      place = file.entry;
      return;
    }
  }

  // By the files that are there, when no manifest says it.
  void find_pages(bool none) {
    std::vector<std::string> found;
    for (const File& file : files_) {
      const std::string_view folder = folder_of(file.path);
      if (folder.empty() || manifest_.page(folder) != nullptr || !is_page_file(file)) continue;
      found.emplace_back(folder);
      Page page;
      page.name = found.back();
      page.component = std::string(without_extension(base_of(file.path)));
      out_.module(page.name, ModuleKind::kPage, page.name);
      add_page(manifest_, std::move(page));
    }
    if (!none && found.empty()) return;
    // Which of them the app begins with is not known.
    for (const std::string& page : found) out_.at(out_.find_module(page)).entry = true;
    const std::string count = std::to_string(found.size());
    out_.gap(
        gap_of(GapReason::kMissingPart,
               {Msg::gap_inner_file,
                {core::bilingual(
                    "manifest.json 缺失或损坏，按文件找回 " + count +
                        " 个页面，标题、入口和声明的接口可能不全；请提交完整的 rpk 包",
                    "manifest.json is missing or damaged; " + count +
                        " pages were found by their files, titles, the way in and declared features may be "
                        "missing; please hand in the whole rpk package")}},
               std::string(kManifest)));
  }

  bool is_page_file(const File& file) const {
    if (source_) return is_component(file.path) && file.path.starts_with("pages/");
    if (!file.path.ends_with(".js")) return false;
    const io::Content content = file.entries->tree().read(file.index, context_.limits.text_bytes);
    return content.bytes.view().find("$app_bootstrap$") != std::string_view::npos;
  }

  // ---- files ----

  void read_file(const File& file, Scripts& scripts, Components& components) {
    if (file.entries->done(file.index)) return;
    std::string storage;
    if (source_ && is_component(file.path)) {
      return components.read_source(file.path, file.entry, text_of(file, storage));
    }
    if (is_script(file.path)) return read_script(file, scripts, components);
    // Of a page its bundle says all that its source does, template and names included: read once.
    if (file.path.ends_with(".js.map") && file.entries->tree().find(bundle_of(file)))
      return file.entries->skip(file.index);
    if (source_) return read_source_data(file);
    const std::string_view base = base_of(file.path);
    if (base == "app-chunks.json" || base == "page-chunks.json")
      return read_chunks(file, scripts, components);
    if (file.path.starts_with("META-INF/") || is_style(file.path)) return file.entries->skip(file.index);
    if (is_bytecode(file.path, file.entries->head(file.index, 16).bytes.view())) return read_bytecode(file);
    // Everything else is content, as in any package.
  }

  static std::string bundle_of(const File& map) {
    return std::string(without_extension(map.entries->at(map.index).name));
  }

  void read_script(const File& file, Scripts& scripts, Components& components) {
    std::string storage;
    const std::string_view source = text_of(file, storage);
    if (!source_ && !formats::looks_like_text(source.substr(0, 512))) {
      has_bytecode_.insert(file.path);
      return note_bytecode(file, source);
    }
    if (source_) return scripts.read_source(file.path, file.entry, source);
    components.read_compiled(file.path, file.entry, source);
  }

  void read_source_data(const File& file) {
    if (!file.path.ends_with(".json") || file.path == kManifest) return file.entries->skip(file.index);
    contents_.read(*file.entries, file.index);
  }

  // {"chunk.js": "source"}: what pages share.
  void read_chunks(const File& file, Scripts&, Components& components) {
    std::string storage;
    const formats::json::Document document = formats::json::parse(text_of(file, storage), context_.limits);
    for (const Defect& defect : document.defects) out_.gap(defect, file.entry);
    for (const auto& [name, code] : document.root.members) {
      const std::string path(folder_of(file.path));
      const std::string shown = text::to_valid_utf8(name);
      components.read_compiled((path.empty() ? "" : path + "/") + shown, file.entry, code.string_or(""));
    }
  }

  void read_bytecode(const File& file) {
    const io::Content content = file.entries->load(file.index);
    has_bytecode_.insert(file.path);
    note_bytecode(file, content.bytes.view());
  }

  void note_bytecode(const File& file, std::string_view bytes) {
    read_carved(out_, file.entry, bytes, context_);
    out_.gap(
        gap_of(GapReason::kUnsupported,
               {Msg::gap_inner_file,
                {core::bilingual("字节码脚本（穿戴设备快应用），只提取了其中可辨认的文字；请提交源码工程",
                                 "a script in bytecode (quick app of wearables), of which only recognisable "
                                 "texts were taken out; please hand in the source project")}},
               file.entry, bytes.size()));
  }

  // ---- what is not there ----

  // Pages of a sub-package that was not handed in, and pages without a file.
  void note_missing() {
    std::set<std::string, std::less<>> there;
    for (const File& file : files_) there.emplace(without_extension(file.path));
    std::map<std::string, std::vector<std::string>> missing;  // by sub-package
    for (const Page& page : manifest_.pages) {
      const std::string file = Manifest::file_of(page);
      if (there.count(file) != 0 || has_bytecode_.count(file + ".bin") != 0) continue;
      const bool compiled = there.count(file + ".js") != 0 || there.count("bin/" + file) != 0;
      if (compiled) continue;
      missing[std::string(manifest_.part_of(page.name))].push_back(page.name);
    }
    for (const auto& [part, pages] : missing) {
      const Message what =
          part.empty() ? Message{Msg::gap_inner_file,
                                 {core::bilingual("清单列出的页面没有文件：" + joined(pages),
                                                  "pages of the manifest without files: " + joined(pages))}}
                       : Message{Msg::gap_sub_package, {part, joined(pages)}};
      out_.gap(gap_of(GapReason::kMissingPart, what, pages.front()));
    }
  }

  static std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (size_t i = 0; i < names.size() && i < kMostNamed; ++i) out += (i == 0 ? "" : ", ") + names[i];
    return names.size() > kMostNamed ? out + " …" : out;
  }

  static constexpr uint64_t kMostI18n = 4 << 20;
  static constexpr size_t kMostKey = 512;

  Collector& out_;
  const Context& context_;
  Reading& reading_;
  Contents contents_;
  bool source_;
  std::vector<std::unique_ptr<io::Content>> bytes_;  // of trees_
  std::vector<std::unique_ptr<io::Tree>> trees_;
  std::vector<std::unique_ptr<Entries>> containers_;
  std::string root_;
  std::vector<File> files_;
  std::map<std::string, std::string, std::less<>> texts_;  // of i18n
  Translate translate_;
  Manifest manifest_;
  std::set<std::string> has_bytecode_;
};

}  // namespace

std::optional<std::string> source_root(const io::Tree& tree) {
  std::optional<std::string> best;
  for (const io::Entry& entry : tree.entries()) {
    if (base_of(entry.name) != "app.ux" || is_ignored(entry.name)) continue;
    std::string root = entry.name.substr(0, entry.name.size() - base_of(entry.name).size());
    if (!best || root.size() < best->size()) best = std::move(root);
  }
  return best;
}

Result<Reading> read_program(std::span<const Input> inputs, const Context& context, bool source) {
  Reading reading;
  Collector out(reading.evidence, context.filter);
  Reader(out, context, reading, source).read(inputs);
  return reading;
}

}  // namespace jianfu::platforms::quickapp
