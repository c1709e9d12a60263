#include "platforms/mini/mini.h"

#include <array>
#include <utility>

#include "formats/wxml/compiled.h"
#include "platforms/mini/detect.h"
#include "platforms/mini/graph.h"
#include "platforms/mini/modules.h"
#include "platforms/mini/parts.h"
#include "platforms/mini/program.h"
#include "platforms/mini/scripts.h"
#include "platforms/mini/templates.h"
#include "platforms/shared/paths.h"
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
        scripts_(program, out, context, modules_, templates_, graph_) {}

  void read_files() {
    templates_.hear_scripts([this](const File& file, std::string_view source, uint32_t line) {
      scripts_.read(file, source, line);
    });
    for (const File& file : program_.files) read_file(file);
    templates_.finish();
    graph_.finish();
  }

 private:
  void read_file(const File& file) {
    evidence::Coverage& coverage = out_.set().coverage;
    ++coverage.entries;
    coverage.bytes_total += file.tree->entries()[file.index].packed_bytes;
    const FileType type = type_of(file.path);
    if (type == FileType::kSkipped || type == FileType::kStyle || type == FileType::kOther) {
      ++coverage.skipped;
      return;
    }
    const io::Content content = file.tree->read(file.index, context_.limits.text_bytes);
    if (content.defect) out_.gap(*content.defect, file.entry);
    ++(content.defect && content.bytes.size() == 0 ? coverage.opaque : coverage.read);
    coverage.bytes_read += content.bytes.size();
    const std::string_view bytes = content.bytes.view();
    const std::string decoded = text::valid_utf8(bytes) && !bytes.starts_with("\xEF\xBB\xBF")
                                    ? std::string()
                                    : text::decode_text(bytes);
    read_text(file, type, decoded.empty() ? bytes : std::string_view(decoded));
  }

  void read_text(const File& file, FileType type, std::string_view source) {
    if (type == FileType::kTemplate) return templates_.read_source(file, source);
    if (type == FileType::kHtml) return templates_.read_html(file, source);
    // A JSON file is a script's expression: menus and texts that a page may show.
    if (type == FileType::kJson && is_configuration(file)) return;
    if (!formats::wxml::looks_like(source)) return scripts_.read(file, source);
    const std::string rest = templates_.read_compiled(file, source);
    scripts_.read(file, rest);
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
  Modules modules_;
  Graph graph_;
  Templates templates_;
  Scripts scripts_;
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
