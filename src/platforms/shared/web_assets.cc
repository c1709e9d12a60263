#include "platforms/shared/web_assets.h"

#include <algorithm>
#include <array>

#include "formats/markup/markup.h"
#include "platforms/shared/literals.h"
#include "platforms/shared/paths.h"
#include "platforms/shared/screen.h"
#include "platforms/shared/script.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

using evidence::Collector;
using evidence::ModuleKind;

constexpr std::array<std::string_view, 11> kEndings = {".html", ".htm", ".xhtml", ".js", ".json", ".xml", ".txt", ".properties", ".vue", ".bundle", ".jsbundle"};

bool is_page(std::string_view path) { return path.ends_with(".html") || path.ends_with(".htm") || path.ends_with(".xhtml"); }

// Scripts of web pages: no routes, no platform API beyond what a native bridge would name.
class WebHost final : public ScriptHost {
 public:
  explicit WebHost(Collector& out) : out_(out) {}
  uint32_t module_of_file(std::string_view file) override { return out_.module(file, ModuleKind::kScript, file); }
  uint32_t page_of(std::string_view, std::string_view) override { return evidence::kNoModule; }
  std::string api_name(std::string_view callee) const override {
    for (const std::string_view root : {"uni.", "plus.", "wx.", "dd.", "my."}) {
      if (callee.starts_with(root)) return std::string(callee);
    }
    return {};
  }

 private:
  Collector& out_;
};

class PageHandler final : public formats::markup::Handler {
 public:
  PageHandler(Collector& out, const std::string& path, const Context& context)
      : out_(out), path_(path), context_(context), module_(out.module(path, ModuleKind::kPage, path)),
        screen_(out, module_, {[](std::string_view) { return evidence::kNoModule; }, [](std::string_view) { return evidence::kNoModule; }, "web"}) {}

  void on_open(const formats::markup::Tag& tag) override {
    Attributes attributes;
    for (const formats::markup::Attribute& attribute : tag.attributes) attributes.emplace_back(attribute.name, attribute.has_value ? attribute.value : "true");
    screen_.element(tag.name, attributes, {path_, tag.line, tag.column, ""});
    in_title_ = tag.name == "title";
  }
  void on_close(std::string_view, uint32_t) override { in_title_ = false; }
  void on_text(std::string_view text, uint32_t line, uint32_t column) override {
    if (in_title_) out_.at(module_).title = text::to_valid_utf8(text);
    screen_.text(text, {path_, line, column, ""}, false);
  }
  void on_raw(std::string_view element, std::string_view text, uint32_t) override {
    if (element != "script") return;
    WebHost host(out_);
    std::vector<PendingUse> uses;
    ScriptReader(out_, host, path_, path_, uses).read(text, context_.limits);
  }

 private:
  Collector& out_;
  const std::string& path_;
  const Context& context_;
  uint32_t module_;
  ScreenReader screen_;
  bool in_title_ = false;
};

}  // namespace

bool is_web_asset(std::string_view path) {
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) { return path.ends_with(ending); });
}

void read_web_asset(Collector& out, const std::string& path, std::string_view bytes, const Context& context) {
  const std::string decoded = text::valid_utf8(bytes) ? std::string() : text::decode_text(bytes);
  const std::string_view source = decoded.empty() ? bytes : std::string_view(decoded);
  if (is_page(path)) {
    PageHandler handler(out, path, context);
    for (const Defect& defect : formats::markup::read(source, context.limits, handler)) out.gap(defect, path);
    return;
  }
  const bool script = path.ends_with(".js") || path.ends_with("bundle");  // of React Native, when plain
  if (!script && !path.ends_with(".json")) return;
  if (!script && !holds_han(source)) return;
  WebHost host(out);
  std::vector<PendingUse> uses;
  ScriptReader(out, host, path, path, uses).read(source, context.limits);
}

}  // namespace jianfu::platforms
