#include "platforms/mini/scripts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platforms/mini/open_expression.h"
#include "platforms/shared/form_config.h"
#include "platforms/shared/literals.h"
#include "platforms/shared/of_use.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::mini {
namespace {

using evidence::Evidence;
using evidence::Kind;

constexpr std::string_view kVariable = "\xEF\xBF\xBC";

// Calls that show another page.
constexpr std::array<std::string_view, 4> kOpening = {"navigateTo", "redirectTo", "reLaunch", "switchTab"};

bool opens_page(std::string_view callee) {
  return std::find(kOpening.begin(), kOpening.end(), last_name(callee)) != kOpening.end();
}

bool is_remote(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

const std::string* argument(const formats::js::Call& call, std::string_view name) {
  for (const formats::js::CallArgument& one : call.arguments) {
    if (one.name == name) return &one.value;
  }
  return nullptr;
}

}  // namespace

// Hears a script in the place of the reader it hands on to.
class Scripts::Sink final : public formats::js::Relay {
 public:
  Sink(Scripts& scripts, ScriptReader& reader, const File& file, std::string_view source, uint32_t first_line)
      : Relay(reader),
        scripts_(scripts),
        reader_(reader),
        file_(file),
        source_(source),
        forms_(scripts.out_, reader, rules_, file.entry, first_line),
        structure_(forms_) {}

  bool hears_tokens() const override { return true; }
  bool wants_identifier(std::string_view name) override {
    const bool wanted = !name.empty() && names_.of(name, [&] { return scripts_.out_.wants(name) && is_of_use(scripts_.out_, Kind::kIdentifier, name); });
    if (!wanted) scripts_.out_.count(Kind::kIdentifier, 1);
    return wanted;
  }
  void on_token(const formats::js::Token& token, text::LineIndex& lines) override { structure_.on_token(token, lines); }

  void on_literal(const formats::js::Literal& literal) override {
    // Templates that were compiled into markup in a string, and texts with tags.
    if (literal.text.starts_with('<') && literal.text.find("</") != std::string_view::npos)
      return read_markup(literal);
    reader_.on_literal(literal);
    if (literal.property.empty() && literal.text.size() < 8) return;
    if (is_remote(literal.text) && !literal.property.empty() && reader_.module() != evidence::kNoModule)
      scripts_.graph_.note_address(reader_.module(), literal.property, literal.text);
    if (literal.text.find('/') == std::string_view::npos) return;
    if (!literal.property.empty() && !opens_page(literal.callee) && names_page(literal.text))
      scripts_.graph_.note_menu(literal.property);
  }

  void on_call(const formats::js::Call& call) override {
    reader_.on_call(call);
    const std::string_view name = last_name(call.callee);
    if (opens_page(call.callee)) return note_way(call);
    if (name == "navigateToMiniProgram" || name == "openEmbeddedMiniProgram") {
      for (const std::string_view key : {"appId", "appid"})
        if (const std::string* id = argument(call, key)) add(Kind::kRoute, "mini-program:" + *id, call);
    } else if (name == "callFunction") {
      if (const std::string* function = argument(call, "name"))
        add(Kind::kEndpoint, "cloud:" + *function, call);
    } else if (name == "collection" && call.arguments.size() == 1 && call.arguments.front().name.empty()) {
      add(Kind::kEndpoint, "cloud-collection:" + call.arguments.front().value, call);
    }
  }

 private:
  void read_markup(const formats::js::Literal& literal) {
    const std::string path =
        reader_.module() == evidence::kNoModule ? Modules::path_of_script(file_.path) : std::string(place());
    scripts_.templates_.read_markup(path, {file_.entry, literal.line, literal.column, ""}, literal.text);
  }
  // Seen from the page, which in a bundle is not the file.
  std::string_view place() const {
    return reader_.module() == evidence::kNoModule ? std::string_view()
                                                   : scripts_.out_.at(reader_.module()).id;
  }
  bool names_page(std::string_view route) const {
    return scripts_.modules_.page_of(route, place()) != evidence::kNoModule;
  }

  void add(Kind kind, std::string text, const formats::js::Call& call) {
    Evidence item;
    item.kind = kind;
    item.text = readable_template(text);
    item.module = reader_.module();
    item.at.entry = file_.entry;
    item.at.symbol = reader_.symbol();
    item.at.line = call.line;
    item.at.column = call.column;
    scripts_.out_.add(std::move(item));
  }

  // A page whose name the call does not hold, or only in part.
  void note_way(const formats::js::Call& call) {
    Graph::OpenWay way;
    way.from = reader_.module();
    way.entry = file_.entry;
    way.line = call.line;
    if (way.from == evidence::kNoModule) return;
    const std::string page(place());
    if (const std::string* url = argument(call, "url")) {
      if (draw_bare_name(call, *url, page, way) || !take_pattern(*url, page, way)) return;
    } else {
      way.property = property_opened(source_, call.offset, "url");
      if (way.property.empty()) return;
    }
    scripts_.graph_.note_open_way(std::move(way));
  }

  // navigateTo({url: "detail?id=1"}): a page of the same folder. As a text alone it could be anything.
  bool draw_bare_name(const formats::js::Call& call, std::string_view url, const std::string& page, const Graph::OpenWay& way) {
    const std::string_view path = without_query(url);
    if (path.empty() || path.find('/') != std::string_view::npos) return false;
    const uint32_t to = scripts_.modules_.page(resolve(folder_of(page), path));
    if (to != evidence::kNoModule && to != way.from) {
      scripts_.out_.edge(evidence::EdgeKind::kOpens, way.from, to, way.entry, way.line);
      reader_.note_opening(to, call.callee, call.offset);
    }
    return to != evidence::kNoModule;
  }

  // "/pages/" + kind + "/index?id=1": what stands before and behind.
  bool take_pattern(std::string_view url, const std::string& page, Graph::OpenWay& way) const {
    const size_t first = url.find(kVariable);
    if (first == std::string_view::npos || first == 0) return false;
    if (scripts_.modules_.page_of(url, page) != evidence::kNoModule) return false;
    const std::string_view before = url.substr(0, first);
    if (before.find('?') != std::string_view::npos) return false;
    const size_t slash = before.rfind('/');
    if (slash == std::string_view::npos) return false;
    const std::string_view from = before.starts_with('/') ? std::string_view() : folder_of(page);
    const std::string folder = resolve(from, before.substr(0, slash + 1));
    way.prefix = folder + (folder.empty() ? "" : "/") + std::string(before.substr(slash + 1));
    if (url.find('?', first) == std::string_view::npos)
      way.suffix = url.substr(url.rfind(kVariable) + kVariable.size());
    return true;
  }

  Scripts& scripts_;
  ScriptReader& reader_;
  const File& file_;
  std::string_view source_;
  FormRules rules_;  // claimed by configurations; what a rule says besides is a text of its own
  FormConfig forms_;
  ScriptStructure structure_;
  Answers names_;  // whether they are wanted
};

void Scripts::read(const File& file, std::string_view source, uint32_t first_line) {
  if (type_of(file.path) == FileType::kScript) graph_.note_script();
  ScriptReader reader(out_, *this, file.entry, file.path, graph_.uses());
  Sink sink(*this, reader, file, source, first_line);
  reader.read(source, context_.limits, first_line, &sink);
}

uint32_t Scripts::module_of_file(std::string_view file) {
  graph_.note_read(Modules::path_of_script(file.substr(0, file.find('#'))));
  return modules_.of_script(file);
}

// Of a page's chunk all is the page's but what comes from packages; of others a file in its own place.
std::string Scripts::file_of_chunk_module(std::string_view id, std::string_view chunk) const {
  const bool named = is_webpack_path(id);
  std::string path = named ? path_of_webpack_module(id) : text::to_valid_utf8(id);
  const bool foreign = named && path.starts_with("node_modules/");
  if (path.empty() || (named && (foreign || !modules_.is_part(chunk)))) return path;
  return std::string(chunk) + "#" + path;
}

void Scripts::note_chunk_module(std::string_view id, std::string_view chunk, uint32_t module) {
  graph_.chunks().note(id, chunk, module);
}

void Scripts::note_chunk_require(std::string_view id, std::string_view chunk, const PendingUse& use) {
  graph_.chunks().ask(id, chunk, use);
}

// "./pages/x/x.axml?hash" and "pages/x/x" of a bundle.
std::string Scripts::file_of_module(std::string_view name) const {
  name = name.substr(0, name.find('?'));
  const bool template_name = std::any_of(dialects().begin(), dialects().end(), [&](const Dialect& dialect) {
    return name.ends_with(dialect.template_ending);
  });
  const std::string path = text::to_valid_utf8(resolve("", name));
  if (template_name || program_.is_page(path)) return path;
  return ScriptHost::file_of_module(name).empty() ? std::string() : path;
}

}  // namespace jianfu::platforms::mini
