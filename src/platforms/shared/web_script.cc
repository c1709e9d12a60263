#include "platforms/shared/web_script.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platforms/shared/jsx_screen.h"
#include "platforms/shared/literals.h"
#include "platforms/shared/paths.h"
#include "platforms/shared/route_table.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

using evidence::Collector;
using evidence::Evidence;
using evidence::Kind;
using evidence::ModuleKind;
using evidence::Role;

// Objects through which web code calls what its host offers.
constexpr std::array<std::string_view, 18> kBridges = {"uni.",  "plus.",      "wx.",
                                                       "dd.",   "my.",        "tt.",
                                                       "swan.", "qq.",        "ks.",
                                                       "jd.",   "cordova.",   "Capacitor.",
                                                       "weex.", "navigator.", "AlipayJSBridge.",
                                                       "ww.",   "h5sdk.",     "WeixinJSBridge."};

bool is_remote(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

class WebScriptSink final : public formats::js::Relay {
 public:
  WebScriptSink(WebSite& site, ScriptReader& reader, const std::string& path, uint32_t first_line)
      : Relay(reader), site_(site), reader_(reader), path_(path), first_line_(first_line) {}

  void on_literal(const formats::js::Literal& literal) override {
    note_way(literal);
    reader_.on_literal(literal);
  }

  const std::string& sends_to() const { return sends_to_; }

 private:
  uint32_t line_of(uint32_t line) const { return line + first_line_ - 1; }

  void note_way(const formats::js::Literal& literal) {
    const std::string_view text = literal.text;
    if (WebSite::is_page(without_query(text)) && text.find(' ') == std::string_view::npos &&
        reader_.module() != evidence::kNoModule) {
      site_.link(evidence::EdgeKind::kOpens, reader_.module(), path_, text, line_of(literal.line));
    }
    if (!sends_to_.empty() || !is_remote(text)) return;
    const bool moves =
        literal.property == "location" || (literal.property == "href" && literal.callee.empty()) ||
        literal.callee.ends_with("location.replace") || literal.callee.ends_with("location.assign");
    if (moves) sends_to_ = readable_template(text::to_valid_utf8(text));
  }

  WebSite& site_;
  ScriptReader& reader_;
  const std::string& path_;
  uint32_t first_line_;
  std::string sends_to_;
};

}  // namespace

std::string bridge_call(std::string_view callee) {
  for (const std::string_view root : kBridges) {
    for (size_t at = callee.find(root); at != std::string_view::npos; at = callee.find(root, at + 1)) {
      const std::string_view name = callee.substr(at);
      const bool describes = name.starts_with("navigator.userAgent") ||
                             name.starts_with("navigator.appVersion") ||
                             name.starts_with("navigator.platform");
      if (!describes && (at == 0 || callee[at - 1] == '.')) return std::string(name);
    }
  }
  return {};
}

uint32_t WebHost::module_of_file(std::string_view file) {
  if (file == path_) return site_.module(path_, kind_, path_);
  const bool part =
      file.ends_with(".vue") || file.ends_with(".nvue") || file.ends_with(".jsx") || file.ends_with(".tsx");
  return site_.module(std::string(file), part ? ModuleKind::kComponent : ModuleKind::kScript, path_);
}

// "./src/views/Sign.vue?vue&type=template" → "assets/www/src/views/Sign.vue".
std::string WebHost::file_of_module(std::string_view name) const {
  name = name.substr(0, std::min(name.find('?'), name.size()));
  constexpr std::string_view kScheme = "webpack:///";
  if (name.starts_with(kScheme)) name.remove_prefix(kScheme.size());
  const bool source = name.ends_with(".js") || name.ends_with(".ts") || name.ends_with(".vue") ||
                      name.ends_with(".nvue") || name.ends_with(".jsx") || name.ends_with(".tsx") ||
                      name.ends_with(".mjs");
  return source ? std::string(WebSite::root_of(path_)) + text::to_valid_utf8(resolve("", name))
                : std::string();
}

namespace {

// A page of its own for each entry of a table: it has a title, and its own place in the address.
void add_route(Collector& out, WebSite& site, const TableRoute& table, const std::string& path,
               uint32_t script, uint32_t line, uint32_t column) {
  const std::string name = table.path.starts_with('/') ? table.path : "/" + table.path;
  const bool pattern = name.find('*') != std::string::npos;
  const bool bare = table.chunk.empty() && table.component.empty() && table.title.empty();
  if (pattern || (name.size() < 2 && bare)) return;
  const uint32_t page = site.module(site.bundle_of(path) + "#" + name, ModuleKind::kPage, path);
  if (out.at(page).title.empty()) out.at(page).title = table.title;
  Evidence route;
  route.kind = Kind::kRoute;
  route.text = name;
  route.module = page;
  route.at.entry = path;
  route.at.line = line;
  route.at.column = column;
  if (!table.title.empty()) {
    Evidence title = route;
    title.kind = Kind::kText;
    title.role = Role::kTitle;
    title.text = table.title;
    out.add(std::move(title));
    route.arguments.push_back({"title", table.title});
  }
  out.add(std::move(route));
  if (script != evidence::kNoModule) out.edge(evidence::EdgeKind::kOpens, script, page, path, line);
  if (!table.chunk.empty()) site.loads_chunk(page, table.chunk, path, line);
  if (!table.component.empty()) site.link(evidence::EdgeKind::kIncludes, page, path, table.component, line);
}

// (self.webpackChunk = …).push([["chunk-1a2b"], {…}]): what a script of webpack holds.
void note_chunks(WebSite& site, std::string_view source, uint32_t script) {
  constexpr size_t kHead = 1000;
  constexpr std::string_view kPush = ".push([[";
  const std::string_view head = source.substr(0, kHead);
  const size_t begin = head.find(kPush);
  if (begin == std::string_view::npos || script == evidence::kNoModule) return;
  std::string_view ids = head.substr(begin + kPush.size());
  ids = ids.substr(0, ids.find(']'));
  while (!ids.empty()) {
    const size_t end = std::min(ids.find(','), ids.size());
    std::string_view id = ids.substr(0, end);
    while (!id.empty() && (id.front() == '"' || id.front() == '\'' || id.front() == ' ')) id.remove_prefix(1);
    while (!id.empty() && (id.back() == '"' || id.back() == '\'' || id.back() == ' ')) id.remove_suffix(1);
    if (!id.empty()) site.holds_chunk(id, script);
    ids.remove_prefix(std::min(end + 1, ids.size()));
  }
}

}  // namespace

std::string read_web_script(Collector& out, const Context& context, WebSite& site, const std::string& path,
                            ScriptReader& reader, FormRules& rules, std::string_view source,
                            uint32_t first_line) {
  const auto nothing = [](std::string_view) { return evidence::kNoModule; };
  RouteTable table;
  WebScriptSink sink(site, reader, path, first_line);
  ScreenSink screen(out, reader, sink, {nothing, nothing, "web"}, rules, path, first_line, &table);
  reader.read(source, context.limits, first_line, &screen);
  note_chunks(site, source, reader.module());
  for (const TableRoute& route : table.take())
    add_route(out, site, route, path, reader.module(), route.line + first_line - 1, route.column);
  return sink.sends_to();
}

std::string read_web_script(Collector& out, const Context& context, WebSite& site, const std::string& path,
                            ModuleKind kind, std::string_view source, uint32_t first_line) {
  WebHost host(site, path, kind);
  ScriptReader reader(out, host, path, path, site.uses());
  FormRules rules;
  std::string sends_to = read_web_script(out, context, site, path, reader, rules, source, first_line);
  rules.flush(out);
  return sends_to;
}

}  // namespace jianfu::platforms
