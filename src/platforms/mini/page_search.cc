#include "platforms/mini/page_search.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::mini {
namespace {

constexpr uint64_t kStubBytes = 4096;        // real ones have some 500 (formats.md §8.1)
constexpr uint64_t kScriptBytes = 64 << 10;  // a page says early that it is one
constexpr std::string_view kCompiledTemplate = ".swan.js";

std::string head_of(const File& file, uint64_t bytes) {
  return std::string(file.tree->read(file.index, bytes).bytes.view());
}

// <page>.html of a compiled package: loads the template of one page and nothing else.
bool is_stub(const Program& program, const File& file) {
  if (!file.path.ends_with(".html") || file.path.find('/') == std::string::npos) return false;
  if (file.tree->entries()[file.index].packed_bytes > kStubBytes) return false;
  const std::string page(without_extension(file.path));
  const std::string text = head_of(file, kStubBytes);
  return text.find("$gwx(") != std::string::npos || text.find("<page>") != std::string::npos ||
         text.find("__wxAppCode__") != std::string::npos || program.find(page + ".js") != nullptr;
}

bool calls(std::string_view script, std::string_view function) {
  for (size_t at = script.find(function); at != std::string_view::npos; at = script.find(function, at + 1)) {
    const unsigned char before = at == 0 ? ' ' : static_cast<unsigned char>(script[at - 1]);
    if (std::isalnum(before) == 0 && before != '_' && before != '$' && before != '.') return true;
  }
  return false;
}

// A template whose script makes a page.
bool is_source_page(const Program& program, const File& file) {
  if (type_of(file.path) != FileType::kTemplate) return false;
  const std::string page(without_extension(file.path));
  for (const std::string_view ending : {".js", ".ts"}) {
    const File* script = program.find(page + std::string(ending));
    if (script == nullptr) continue;
    const std::string text = head_of(*script, kScriptBytes);
    return calls(text, "Page(") || (!calls(text, "Component(") && file.path.starts_with("pages/"));
  }
  return false;
}

// __wxRoute='pages/x/x'; stands before each page's script is required.
void add_routes(std::string_view script, std::vector<std::string>& pages) {
  constexpr std::string_view kMark = "__wxRoute";
  for (size_t at = script.find(kMark); at != std::string_view::npos; at = script.find(kMark, at + 1)) {
    size_t next = at + kMark.size();
    while (next < script.size() && (script[next] == ' ' || script[next] == '=')) ++next;
    if (next >= script.size() || (script[next] != '\'' && script[next] != '"')) continue;
    const size_t close = script.find(script[next], next + 1);
    if (close == std::string_view::npos || close - next > 300) continue;
    const std::string_view page = script.substr(next + 1, close - next - 1);
    if (page.find('/') != std::string_view::npos) pages.push_back(resolve("", page));
  }
}

std::vector<std::string> found_pages(const Program& program, const Context& context) {
  std::vector<std::string> out;
  for (const File& file : program.files) {
    if (program.compiled ? is_stub(program, file) : is_source_page(program, file)) {
      out.emplace_back(without_extension(file.path));
    } else if (program.compiled && file.path.ends_with(kCompiledTemplate)) {
      out.push_back(file.path.substr(0, file.path.size() - kCompiledTemplate.size()));
    } else if (program.compiled && type_of(file.path) == FileType::kScript) {
      add_routes(file.tree->read(file.index, context.limits.text_bytes).bytes.view(), out);
    }
  }
  return out;
}

}  // namespace

void find_pages(Program& program, evidence::Collector& out, const Context& context, const File* config) {
  size_t found = 0;
  for (const std::string& page : found_pages(program, context)) {
    // Components have such stubs and routes too; by convention they lie in folders of that name.
    const bool component = page.starts_with("components/") ||
                           page.find("/components/") != std::string::npos ||
                           page.starts_with("miniprogram_npm/") || page.starts_with("custom-tab-bar/");
    if (!component && program.add_page(text::to_valid_utf8(page))) ++found;
  }
  if (config == nullptr && program.find("plugin.json") != nullptr) return;  // its own gap: parts.h
  evidence::Gap gap;
  gap.why = config == nullptr ? GapReason::kMissingPart : GapReason::kCorrupt;
  gap.what = {config == nullptr ? Msg::gap_no_main_package : Msg::gap_page_search, {std::to_string(found)}};
  gap.entry = config == nullptr ? std::string(program.dialect->compiled_config) : config->entry;
  out.gap(std::move(gap));
}

}  // namespace jianfu::platforms::mini
