#include "platforms/shared/web_script.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platforms/shared/jsx_screen.h"
#include "platforms/shared/literals.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

using evidence::Collector;
using evidence::Evidence;
using evidence::Kind;
using evidence::ModuleKind;
using evidence::Role;

// Objects through which web code calls what its host offers.
constexpr std::array<std::string_view, 17> kBridges = {
    "uni.", "plus.",    "wx.",        "dd.",   "my.",        "tt.",             "swan.", "qq.",  "ks.",
    "jd.",  "cordova.", "Capacitor.", "weex.", "navigator.", "AlipayJSBridge.", "ww.",   "h5sdk."};

// A key of an object that has "path" and is one of these is an entry of a route table (Vue Router, React
// Router).
constexpr std::array<std::string_view, 9> kRouteKeys = {"component",   "components",   "element",
                                                        "redirect",    "children",     "lazy",
                                                        "beforeEnter", "loadChildren", "Component"};

bool is_remote(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

class WebScriptSink final : public formats::js::Sink {
 public:
  WebScriptSink(Collector& out, WebSite& site, ScriptReader& reader, const std::string& path,
                uint32_t first_line)
      : out_(out), site_(site), reader_(reader), path_(path), first_line_(first_line) {}
  ~WebScriptSink() override { end_route(); }
  WebScriptSink(const WebScriptSink&) = delete;
  WebScriptSink& operator=(const WebScriptSink&) = delete;

  void on_literal(const formats::js::Literal& literal) override {
    note_route(literal);
    note_way(literal);
    reader_.on_literal(literal);
  }
  void on_call(const formats::js::Call& call) override { reader_.on_call(call); }
  void on_identifier(std::string_view name, uint32_t line, uint32_t column) override {
    if (!route_.empty() && !is_table_ &&
        std::find(kRouteKeys.begin(), kRouteKeys.end(), name) != kRouteKeys.end())
      is_table_ = true;
    reader_.on_identifier(name, line, column);
  }
  void on_module(std::string_view name, uint32_t line) override {
    end_route();
    reader_.on_module(name, line);
  }
  void on_module_end() override {
    end_route();
    reader_.on_module_end();
  }
  void on_function(std::string_view name, uint32_t line) override { reader_.on_function(name, line); }
  void on_function_end() override { reader_.on_function_end(); }
  void on_require(std::string_view path, uint32_t line) override { reader_.on_require(path, line); }

  const std::string& sends_to() const { return sends_to_; }

 private:
  uint32_t line_of(uint32_t line) const { return line + first_line_ - 1; }

  void note_route(const formats::js::Literal& literal) {
    constexpr uint64_t kNear = 400;  // bytes between a path and the title that goes with it
    if (literal.property == "path" && literal.text.size() > 1 && literal.text.size() < 200 &&
        literal.text.front() == '/') {
      end_route();
      route_ = text::to_valid_utf8(literal.text);
      line_ = literal.line;
      column_ = literal.column;
      offset_ = literal.offset;
    } else if (!route_.empty() && title_.empty() && literal.property == "title" &&
               literal.offset < offset_ + kNear) {
      title_ = text::to_valid_utf8(literal.text);
    }
  }

  // A page of its own for each entry of a table: it has a title, and its own place in the address.
  void end_route() {
    if (!route_.empty() && is_table_) {
      const uint32_t page = site_.module(path_ + "#" + route_, ModuleKind::kPage, path_);
      if (out_.at(page).title.empty()) out_.at(page).title = title_;
      Evidence route;
      route.kind = Kind::kRoute;
      route.text = route_;
      route.module = page;
      route.at.entry = path_;
      route.at.line = line_of(line_);
      route.at.column = column_;
      if (!title_.empty()) {
        Evidence title = route;
        title.kind = Kind::kText;
        title.role = Role::kTitle;
        title.text = title_;
        out_.add(std::move(title));
        route.arguments.push_back({"title", title_});
      }
      out_.add(std::move(route));
      if (reader_.module() != evidence::kNoModule)
        out_.edge(evidence::EdgeKind::kOpens, reader_.module(), page, path_, line_of(line_));
    }
    route_.clear();
    title_.clear();
    is_table_ = false;
  }

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

  Collector& out_;
  WebSite& site_;
  ScriptReader& reader_;
  const std::string& path_;
  uint32_t first_line_;
  std::string route_, title_;  // entry of a route table that is being read
  uint32_t line_ = 0, column_ = 0;
  uint64_t offset_ = 0;
  bool is_table_ = false;
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

std::string read_web_script(Collector& out, const Context& context, WebSite& site, const std::string& path,
                            ScriptReader& reader, FormRules& rules, std::string_view source,
                            uint32_t first_line) {
  const auto nothing = [](std::string_view) { return evidence::kNoModule; };
  WebScriptSink sink(out, site, reader, path, first_line);
  ScreenSink screen(out, reader, sink, {nothing, nothing, "web"}, rules, path, first_line);
  reader.read(source, context.limits, first_line, &screen);
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
