#include "builders/wechat_builder.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "builders/byte_writer.h"
#include "formats/markup/markup.h"

namespace jianfu::builders {
namespace {

using Json = nlohmann::ordered_json;
namespace markup = formats::markup;

std::string js_string(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    if (c == '\n') out += "\\n";
    else if (c == '&') out += "\\x26";
    else out += c;
  }
  return out + "'";
}

// "共{{n}}个" → [a,[3,'共'],[[7],[3,'n']],[3,'个']]; "{{a ? 'x' : 'y'}}" → [[2,'?:'],…].
std::string expression(std::string_view text) {
  const size_t question = text.find('?');
  const size_t colon = text.find(':', question == std::string_view::npos ? 0 : question);
  const auto part = [](std::string_view one) {
    while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
    while (!one.empty() && one.back() == ' ') one.remove_suffix(1);
    if (one.size() >= 2 && (one.front() == '\'' || one.front() == '"')) return "[1," + js_string(one.substr(1, one.size() - 2)) + "]";
    return "[[7],[3," + js_string(one) + "]]";
  };
  if (question == std::string_view::npos || colon == std::string_view::npos) return part(text);
  return "[[2,'?:']," + part(text.substr(0, question)) + "," + part(text.substr(question + 1, colon - question - 1)) + "," + part(text.substr(colon + 1)) + "]";
}

std::string operand(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t open = std::min(text.find("{{"), text.size());
    if (open > 0) parts.push_back("[3," + js_string(text.substr(0, open)) + "]");
    text.remove_prefix(open);
    if (text.empty()) break;
    const size_t close = std::min(text.find("}}"), text.size());
    parts.push_back(expression(text.substr(2, close - 2)));
    text.remove_prefix(std::min(close + 2, text.size()));
  }
  if (parts.size() == 1) return parts.front();
  std::string out = "[a";
  for (const std::string& part : parts) out += "," + part;
  return out + "]";
}

// Compiles one page: constants into `z`, calls into `code`.
class PageCompiler final : public markup::Handler {
 public:
  void on_open(const markup::Tag& tag) override {
    const std::string variable = "v" + std::to_string(variables_++);
    std::vector<const markup::Attribute*> attributes;
    for (const markup::Attribute& attribute : tag.attributes) attributes.push_back(&attribute);
    if (attributes.size() > 1) {
      code_ += "var " + variable + "=_mz(z,'" + std::string(tag.name) + "',[";
      int64_t base = 0;
      for (size_t i = 0; i < attributes.size(); ++i) {
        const int64_t index = attributes[i]->has_value ? constant(attributes[i]->value) : -1;
        code_ += (i == 0 ? "" : ",") + js_string(attributes[i]->name) + "," + std::to_string(index < 0 ? -1 - base : index - base);
        if (base == 0 && index >= 0) base = index;
      }
      code_ += "],[],e,s,gg)\n";
    } else {
      code_ += "var " + variable + "=_n('" + std::string(tag.name) + "')\n";
      if (!attributes.empty()) code_ += "_rz(z," + variable + "," + js_string(attributes.front()->name) + "," + std::to_string(constant(attributes.front()->value)) + ",e,s,gg)\n";
    }
    if (tag.self_closing) code_ += "_(" + parent() + "," + variable + ")\n";
    else open_.push_back(variable);
  }
  void on_close(std::string_view, uint32_t) override {
    if (open_.empty()) return;
    const std::string variable = open_.back();
    open_.pop_back();
    code_ += "_(" + parent() + "," + variable + ")\n";
  }
  void on_text(std::string_view text, uint32_t, uint32_t) override {
    const std::string variable = "v" + std::to_string(variables_++);
    code_ += "var " + variable + "=_oz(z," + std::to_string(constant(text)) + ",e,s,gg)\n_(" + parent() + "," + variable + ")\n";
  }
  void on_raw(std::string_view, std::string_view, uint32_t) override {}

  const std::string& constants() const { return constants_; }
  const std::string& code() const { return code_; }

 private:
  std::string parent() const { return open_.empty() ? "r" : open_.back(); }
  int64_t constant(std::string_view text) {
    constants_ += "Z(" + operand(text) + ")\n";
    return count_++;
  }

  std::string constants_, code_;
  std::vector<std::string> open_;
  size_t variables_ = 0;
  int64_t count_ = 0;
};

std::string page_frame(const std::string& templates) {
  return "/*v0.5vv_20200413_syb_scopedata*/window.__wcc_version__='v0.5vv_20200413_syb_scopedata';\n"
         "$gwx=function(path,global){\nfunction _(a,b){if(typeof(b)!='undefined')a.children.push(b);}\n"
         "function _n(tag){return{tag:tag,attr:{},children:[]}}\n" + templates + "}\n";
}

}  // namespace

std::string wxapkg_of(const std::vector<WxapkgFile>& files) {
  ByteWriter index;
  index.be<uint32_t>(static_cast<uint32_t>(files.size()));
  size_t index_size = 4, body = 0;
  for (const WxapkgFile& file : files) index_size += 12 + file.name.size();
  for (const WxapkgFile& file : files) {
    index.be<uint32_t>(static_cast<uint32_t>(file.name.size())).raw(file.name);
    index.be<uint32_t>(static_cast<uint32_t>(14 + index_size + body)).be<uint32_t>(static_cast<uint32_t>(file.bytes.size()));
    body += file.bytes.size();
  }
  ByteWriter out;
  out.raw("\xBE").be<uint32_t>(0).be<uint32_t>(static_cast<uint32_t>(index_size)).be<uint32_t>(static_cast<uint32_t>(body)).raw("\xED");
  out.raw(index.bytes());
  for (const WxapkgFile& file : files) out.raw(file.bytes);
  return out.take();
}

std::string compile_wxml(const std::map<std::string, std::string>& templates) {
  std::string arrays = "var z=[];\n", pages, list;
  size_t number = 0;
  for (const auto& [path, source] : templates) {
    PageCompiler page;
    markup::read(source, Limits{}, page);
    const std::string name = "gz$gwx_" + std::to_string(number + 1), cached = "__WXML_GLOBAL__.ops_cached.$gwx_" + std::to_string(number + 1);
    arrays += "function " + name + "(){\nif(" + cached + ")return " + cached + "\n" + cached + "=[];\n(function(z){var a=11;function Z(ops){z.push(ops)}\n" +
              page.constants() + "})(" + cached + ");return " + cached + "\n}\n";
    const std::string file = "x[" + std::to_string(number) + "]";
    pages += "d_[" + file + "]={}\nvar m" + std::to_string(number) + "=function(e,s,r,gg){\nvar z=" + name + "()\n" + page.code() + "return r\n}\ne_[" + file +
             "]={f:m" + std::to_string(number) + ",j:[],i:[],ti:[],ic:[]}\n";
    list += (number == 0 ? "" : ",") + js_string("./" + path);
    ++number;
  }
  return page_frame(arrays + "var x=[" + list + "];" + pages);
}

BuiltProgram build_wxapkg(const std::map<std::string, std::string>& files) {
  BuiltProgram out;
  const auto app = files.find("app.json");
  Json config = app == files.end() ? Json() : Json::parse(app->second, nullptr, false, true);
  if (!config.is_object()) {
    out.error = "app.json is missing or broken";
    return out;
  }
  Json global = {{"window", config.value("window", Json::object())}};
  config.erase("window");
  config["global"] = global;
  Json pages = Json::object();
  std::map<std::string, std::string> templates;
  std::string service = "var __wxAppData={};\n", requires_;
  for (const auto& [path, text] : files) {
    if (path.ends_with(".wxml")) {
      templates[path] = text;
      pages[path.substr(0, path.size() - 5) + ".html"] = Json{{"window", Json::object()}};
    }
    if (path.ends_with(".js")) {
      service += "define(\"" + path + "\", function(require, module, exports, window, document, frames, self, location, navigator, localStorage, "
                 "history, Caches, screen, alert, confirm, prompt, XMLHttpRequest, WebSocket){\n" + text + "\n});\n";
      requires_ += "__wxRoute='" + path.substr(0, path.size() - 3) + "';require(\"" + path + "\");\n";
    }
  }
  for (const auto& [path, text] : files) {
    if (!path.ends_with(".json") || path == "app.json" || path == "project.config.json") continue;
    const Json page = Json::parse(text, nullptr, false);
    if (page.is_discarded()) out.error = path + " is broken";
    else pages[path.substr(0, path.size() - 5) + ".html"] = Json{{"window", page}};
  }
  config["page"] = pages;
  std::vector<WxapkgFile> packed = {{"/app-config.json", config.dump()}, {"/app-service.js", service + requires_}, {"/app-wxss.js", "var setCssToHead=function(){};\n" + compile_wxml(templates)},
                                    {"/page-frame.js", "var __pageFrameStartTime__=Date.now();\n"}};
  for (const auto& [path, text] : templates) packed.push_back({"/" + path.substr(0, path.size() - 5) + ".html", "<page></page>\n"});
  out.bytes = wxapkg_of(packed);
  return out;
}

}  // namespace jianfu::builders
