#include "platforms/mini/mini.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/wxml/compiled.h"
#include "platforms/container.h"
#include "platforms/mini/detect.h"
#include "platforms/mini/graph.h"
#include "platforms/mini/modules.h"
#include "platforms/mini/parts.h"
#include "platforms/mini/program.h"
#include "platforms/mini/scripts.h"
#include "platforms/mini/templates.h"
#include "platforms/shared/asset_text.h"
#include "platforms/shared/component_file.h"
#include "platforms/shared/paths.h"
#include "platforms/shared/source_maps.h"
#include "platforms/shared/undecoded.h"
#include "text/utf.h"

namespace jianfu::platforms::mini {
namespace {

using evidence::Collector;

// Data files that configure tools or the program; what of them is evidence was read before.
constexpr std::array<std::string_view, 12> kConfiguration = {"app-config.json",
                                                             "appConfig.json",
                                                             "app.json",
                                                             "project.config.json",
                                                             "project.private.config.json",
                                                             "sitemap.json",
                                                             "mini.project.json",
                                                             "project.tt.json",
                                                             "project.swan.json",
                                                             "package.json",
                                                             "tsconfig.json",
                                                             "package-lock.json"};

class Reader {
 public:
  Reader(const Program& program, Collector& out, const Context& context)
      : program_(program),
        out_(out),
        context_(context),
        modules_(program, out),
        graph_(program, out),
        templates_(program, out, context, modules_, graph_),
        scripts_(program, out, context, modules_, templates_, graph_),
        maps_(out, context) {}

  void read_files() {
    templates_.hear_scripts([this](const File& file, std::string_view source, uint32_t line) {
      scripts_.read(file, source, line);
    });
    for (const File& file : program_.files) read_file(file);
    tell_left_out();
    templates_.finish();
    graph_.finish();
  }

 private:
  void read_file(const File& file) {
    evidence::Coverage& coverage = out_.set().coverage;
    ++coverage.entries;
    coverage.bytes_total += file.tree->entries()[file.index].packed_bytes;
    const FileType type = type_of(file.path);
    if (type == FileType::kOther && looks_like_container(file.tree->head(file.index).bytes.view()))
      return leave_container(file);
    if (type == FileType::kSkipped || type == FileType::kStyle || type == FileType::kOther) {
      ++coverage.skipped;
      return;
    }
    const uint64_t most = context_.limits.all_text_bytes;
    if (text_bytes_ >= most) return leave_out(file);
    const io::Content content =
        file.tree->read(file.index, std::min(context_.limits.text_bytes, most - text_bytes_));
    text_bytes_ += content.bytes.size();
    if (content.defect) out_.gap(*content.defect, file.entry);
    ++(content.defect && content.bytes.size() == 0 ? coverage.opaque : coverage.read);
    coverage.bytes_read += content.bytes.size();
    tell_undecoded(out_, content.bytes.view(), file.entry);
    const std::string_view bytes = content.bytes.view();
    const std::string decoded = text::valid_utf8(bytes) && !bytes.starts_with("\xEF\xBB\xBF")
                                    ? std::string()
                                    : text::decode_text(bytes);
    read_text(file, type, decoded.empty() ? bytes : std::string_view(decoded));
  }

  // An index may list the same bytes any number of times: what they cost together is bounded.
  void leave_out(const File& file) {
    ++out_.set().coverage.opaque;
    if (left_out_.entry.empty()) left_out_.entry = file.entry;
    left_out_.bytes += file.tree->entries()[file.index].packed_bytes;
  }
  void tell_left_out() {
    if (left_out_.entry.empty()) return;
    left_out_.why = GapReason::kLimit;
    left_out_.what = {Msg::limit_reached,
                      {core::bilingual("全部文本文件的字节数", "bytes of all text files"),
                       std::to_string(context_.limits.all_text_bytes)}};
    out_.gap(std::move(left_out_));
  }

  // A program in a program is opened by no client, and a reader's business of its own.
  void leave_container(const File& file) {
    ++out_.set().coverage.opaque;
    evidence::Gap gap;
    gap.why = GapReason::kUnsupported;
    gap.entry = file.entry;
    gap.what = {Msg::gap_other_program, {file.entry}};
    gap.bytes = file.tree->entries()[file.index].packed_bytes;
    out_.gap(std::move(gap));
  }

  void read_text(const File& file, FileType type, std::string_view source) {
    if (type == FileType::kTemplate) return templates_.read_source(file, source);
    if (type == FileType::kHtml) return templates_.read_html(file, source);
    // A JSON file is a script's expression: menus and texts that a page may show.
    if (type == FileType::kJson && is_configuration(file)) return;
    if (!formats::wxml::looks_like(source)) return read_script(file, source);
    const std::string rest = templates_.read_compiled(file, source);
    read_script(file, rest);
  }

  // Through its sources when its map carries them. Screens stay with the compiled templates: of components
  // only the scripts are read.
  void read_script(const File& file, std::string_view script) {
    constexpr uint64_t kMostMap = 256 << 20;
    const io::Tree& tree = *file.tree;
    const auto map = SourceMaps::find(tree, tree.entries()[file.index].name, script);
    if (!map) return scripts_.read(file, script);
    const io::Content content = tree.read(*map, kMostMap);
    const std::string name = shown_name(tree.entries()[*map]);
    const std::string place =
        file.entry.substr(0, file.entry.size() - shown_name(tree.entries()[file.index]).size()) + name;
    BundleReader reader;
    reader.read_bundle = [&] { scripts_.read(file, script); };
    reader.read_source = [&](const BundleSource& source, const std::string& at, std::string_view text) {
      return read_source({file.tree, file.index, path_in_program(source.path), at}, source.use, text);
    };
    reader.made_of = [&](const BundleSource&, uint32_t module) {
      const uint32_t bundle = modules_.of_script(file.path);
      if (bundle != evidence::kNoModule && bundle != module)
        out_.edge(evidence::EdgeKind::kUses, bundle, module, file.entry);
    };
    std::string storage;
    maps_.read(as_utf8(content.bytes.view(), storage), place, reader);
  }

  uint32_t read_source(const File& file, SourceUse use, std::string_view text) {
    if (use == SourceUse::kText) return evidence::kNoModule;
    if (use == SourceUse::kScript) scripts_.read(file, text);
    if (use == SourceUse::kComponent) {
      for (const ComponentBlock& block : split_component(text)) {
        if (block.name == "script") scripts_.read(file, block.text, block.line);
      }
    }
    return modules_.of_script(file.path);
  }

  // "src/pages/sign/sign.vue" → "pages/sign/sign.vue", when that is where the program has it.
  std::string path_in_program(const std::string& source) const {
    for (size_t slash = source.find('/'); slash != std::string::npos; slash = source.find('/', slash + 1)) {
      const std::string path = source.substr(slash + 1);
      const std::string bare(without_extension(path));
      if (program_.is_page(bare) || program_.components.count(bare) != 0) return path;
    }
    constexpr std::string_view kSources = "src/";
    return source.starts_with(kSources) ? source.substr(kSources.size()) : source;
  }

  bool is_configuration(const File& file) const {
    const std::string_view name = base_of(file.path);
    for (const std::string_view known : kConfiguration) {
      if (name == known) return true;
    }
    const std::string path(without_extension(file.path));
    return program_.is_page(path) || program_.components.count(path) != 0;
  }

  const Program& program_;
  Collector& out_;
  const Context& context_;
  uint64_t text_bytes_ = 0;  // of files read as texts
  evidence::Gap left_out_;   // of files beyond the bound: the first, and how much
  Modules modules_;
  Graph graph_;
  Templates templates_;
  Scripts scripts_;
  SourceMaps maps_;
};

}  // namespace

int recognise(const io::Tree& tree) {
  if (const auto config = find_config(tree)) return config->root.empty() ? 2 : 1;
  return has_compiled_mark(tree) ? 1 : 0;
}

std::string_view kind_of(const io::Tree& tree) {
  return dialect_of(tree, find_config(tree)).kind;
}

Result<Reading> read(std::span<const Input> inputs, const Context& context) {
  Reading reading;
  Collector out(reading.evidence, context.filter);
  const Program program = read_program(inputs, context, out);
  Reader(program, out, context).read_files();
  report_containers(inputs, out);
  reading.package.id = program.app_id.empty() ? inputs.front().tree->program_id() : program.app_id;
  reading.package.name = program.name;
  note_parts(inputs, reading.package, out);
  return reading;
}

}  // namespace jianfu::platforms::mini
