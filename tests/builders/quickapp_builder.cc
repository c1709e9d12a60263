#include "builders/quickapp_builder.h"

#include <algorithm>

#include "builders/zip_builder.h"

namespace jianfu::builders {
namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string function_of(const QuickValue& value) {
  return "function () {return " + value.compiled + "}";
}

std::string compiled(const QuickValue& value) {
  return value.compiled.empty() ? quoted(value.written) : function_of(value);
}

// "confirm-text" → "confirmText".
std::string camel(const std::string& name) {
  std::string out;
  for (size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '-' && i + 1 < name.size())
      out += static_cast<char>(name[++i] - 32);
    else
      out += name[i];
  }
  return out;
}

bool is_block_only(const std::string& type) {
  return type == "input" || type == "image" || type == "picker";
}

std::string ux_of(const QuickElement& element, const std::string& indent) {
  std::string out = indent + "<" + element.type;
  for (const auto& [name, value] : element.attributes) out += " " + name + "=\"" + value.written + "\"";
  for (const auto& [name, value] : element.events) out += " on" + name + "=\"" + value.written + "\"";
  if (is_block_only(element.type)) return out + " />\n";
  out += ">" + element.text.written;
  // Space between a text and the elements in it would be text too.
  const bool lines = !element.children.empty() && element.text.written.empty();
  if (lines) out += "\n";
  for (const QuickElement& child : element.children) {
    std::string inner = ux_of(child, lines ? indent + "  " : "");
    if (!lines) inner.pop_back();
    out += inner;
  }
  return out + (lines ? indent : "") + "</" + element.type + ">\n";
}

// As the toolkit writes it: type, attr, what steers the element, events, children; keys in quotes before they
// are shortened.
class TreeWriter {
 public:
  explicit TreeWriter(QuickBuild build) : quote_(build == QuickBuild::kDevelopment ? "\"" : "") {}

  std::string tree(const QuickElement& element) const {
    std::string attributes, more;
    for (const auto& [name, value] : element.attributes) {
      if (name == "if")
        more += "," + key("shown") + function_of(value);
      else if (name == "for")
        more += "," + key("repeat") + function_of(value);
      else
        attributes += (attributes.empty() ? "" : ",") + key(camel(name)) + compiled(value);
    }
    if (!element.text.written.empty() && element.children.empty()) {
      const std::string name = element.type == "option" ? "content" : "value";
      attributes += (attributes.empty() ? "" : ",") + key(name) + compiled(element.text);
    }
    std::string events;
    for (const auto& [name, value] : element.events) {
      const std::string handler =
          value.compiled.empty() ? quoted(value.written) : "function (evt) { return " + value.compiled + "}";
      events += (events.empty() ? "" : ",") + key(name) + handler;
    }
    std::string children;
    if (!element.text.written.empty() && !element.children.empty()) {
      QuickElement span{"span", {}, {}, element.text, {}};  // a text beside elements
      children += tree(span);
    }
    for (const QuickElement& child : element.children)
      children += (children.empty() ? "" : ",") + tree(child);
    return "{" + key("type") + quoted(element.type) + "," + key("attr") + "{" + attributes + "}" + more +
           (events.empty() ? "" : "," + key("events") + "{" + events + "}") +
           (children.empty() ? "" : "," + key("children") + "[" + children + "]") + "}";
  }

 private:
  std::string key(const std::string& name) const { return quote_ + name + quote_ + ":"; }

  std::string quote_;
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

// The names of a script's features become those of the compiler.
std::string compiled_script(const QuickComponent& component, const std::string& argument) {
  std::string head, body = component.script;
  for (size_t i = 0; i < component.features.size(); ++i) {
    const std::string name = "_system" + std::to_string(i);
    head += "var " + name + " = d(" + argument + "(\"@app-module/" + component.features[i].second + "\"));";
    body = replaced(body, component.features[i].first + ".", name + ".default.");
  }
  return head + "function d(e){return e&&e.__esModule?e:{default:e}}exports.default=" + body + ";";
}

// What the toolkit appends to the script of a page.
constexpr const char* kTail =
    "const moduleOwn = exports.default || module.exports;"
    "const accessors = ['public', 'protected', 'private'];"
    "if (moduleOwn.data && accessors.some(function (acc) { return moduleOwn[acc]; })) {"
    "  throw new Error('页面VM对象中的属性data不可与\"' + accessors.join(',') + "
    "'\"同时存在，请使用private替换data名称');"
    "} else if (!moduleOwn.data) { moduleOwn.data = {}; moduleOwn._descriptor = {};"
    "  accessors.forEach(function (acc) { console.warn('页面VM对象中的属性' + acc + "
    "'的值不能是函数，请使用对象'); }); }";

class BundleWriter {
 public:
  BundleWriter(const QuickApp& app, QuickBuild build) : app_(app), build_(build), trees_(build) {}

  std::string page(const QuickComponent& component) {
    const std::string entry = define(component, "index", true);
    return bundle("createPageHandler",
                  entry + "$app_bootstrap$(\"@app-component/index\",{packagerVersion:\"2.0.8\"})");
  }

  std::string application() {
    const std::string script = module(
        "app",
        "module.exports=function(module,exports,$app_require$){exports.default=" + app_.app_script + "}");
    const std::string manifest = module("manifest", "module.exports=JSON.parse('" + app_.manifest + "')");
    return bundle("createAppHandler",
                  "var s=n(" + script +
                      ");$app_define$(\"@app-application/app\",[],function(r,e,m){"
                      "s(m,e,r);m.exports.manifest=n(" +
                      manifest +
                      ")});"
                      "$app_bootstrap$(\"@app-application/app\",{packagerVersion:\"2.0.8\"})");
  }

 private:
  // Adds a module, and gives the way it is asked for.
  std::string module(const std::string& name, const std::string& body) {
    const std::string id =
        build_ == QuickBuild::kRelease
            ? std::to_string(100 + modules_.size())
            : quoted("../node_modules/loader.js?index=0!./src/" + name + ".ux?uxType=page");
    modules_.push_back(
        id + (build_ == QuickBuild::kRelease ? ":(module,exports,n)=>{" : ": ((module, exports, n) => {") +
        body + (build_ == QuickBuild::kRelease ? "}" : "})"));
    return id;
  }

  std::string define(const QuickComponent& component, const std::string& name, bool page) {
    std::string code;
    for (const auto& [tag, path] : component.imports) {
      const auto used = std::find_if(app_.components.begin(), app_.components.end(),
                                     [&wanted = path](const QuickComponent& c) { return c.path == wanted; });
      if (used != app_.components.end())
        code += "n(" + module("define/" + path, define(*used, tag, false)) + ");";
    }
    const std::string script =
        module(component.path, "module.exports=function(module,exports,$app_require$){\"use strict\";" +
                                   compiled_script(component, "$app_require$") + (page ? kTail : "") + "}");
    const std::string style =
        module(component.path + ".style", "module.exports={\".page\":{\"fontFamily\":\"样式里的字\"}}");
    const std::string tree =
        module(component.path + ".template", "module.exports=" + trees_.tree(component.root));
    return code + "var t=n(" + script + ");$app_define$(\"@app-component/" + name +
           "\",[],function(r,e,m){t(m,e,r);m.exports.template=n(" + tree + ");m.exports.style=n(" + style +
           ")});";
  }

  std::string bundle(const std::string& handler, const std::string& entry) {
    std::string out = "(function(){var " + handler + "=function(){return (() => {var modules=({";
    for (size_t i = 0; i < modules_.size(); ++i) out += (i == 0 ? "" : ",\n") + modules_[i];
    out += "});function n(id){return modules[id]}\n(() => {" + entry + "})()})()};";
    modules_.clear();
    return out + "window." + handler + "=" + handler + "})();";
  }

  const QuickApp& app_;
  QuickBuild build_;
  TreeWriter trees_;
  std::vector<std::string> modules_;
};

}  // namespace

QuickValue quick_text(std::string text) {
  return {std::move(text), ""};
}

QuickValue quick_expression(const std::string& written, const std::string& compiled) {
  return {"{{" + written + "}}", compiled};
}

QuickValue quick_joined(const std::vector<QuickValue>& parts) {
  QuickValue out{"", "''"};
  for (const QuickValue& part : parts) {
    out.written += part.written;
    out.compiled += " + " + (part.compiled.empty() ? "'" + part.written + "'" : "(" + part.compiled + ")");
  }
  return out;
}

QuickFiles quickapp_source(const QuickApp& app) {
  QuickFiles out;
  out["src/manifest.json"] = app.manifest;
  out["src/app.ux"] = "<script>\nexport default " + app.app_script + "\n</script>\n";
  for (const auto& [path, bytes] : app.files) out["src/" + path] = bytes;
  for (const auto* list : {&app.pages, &app.components}) {
    for (const QuickComponent& component : *list) {
      std::string ux;
      for (const auto& [tag, path] : component.imports)
        ux += "<import name=\"" + tag + "\" src=\"/" + path + "\"></import>\n";
      ux += "<template>\n" + ux_of(component.root, "  ") + "</template>\n<script>\n";
      for (const auto& [name, feature] : component.features)
        ux += "import " + name + " from '@" + feature + "'\n";
      ux += "export default " + component.script +
            "\n</script>\n<style>\n.page { font-family: '样式里的字'; }\n</style>\n";
      out["src/" + component.path + ".ux"] = ux;
    }
  }
  return out;
}

QuickFiles quickapp_package(const QuickApp& app, QuickBuild build) {
  QuickFiles out = app.files;
  out["manifest.json"] = app.manifest;
  out["META-INF/CERT"] = "hash.json";
  BundleWriter writer(app, build);
  out["app.js"] = writer.application();
  for (const QuickComponent& page : app.pages) out[page.path + ".js"] = writer.page(page);
  return out;
}

std::string quickapp_zip(const QuickFiles& files) {
  std::vector<ZipFile> entries;
  for (const auto& [path, bytes] : files) entries.push_back({path, bytes, true});
  return zip_of(entries);
}

}  // namespace jianfu::builders
