#include "builders/wxml_compiler.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

#include "builders/wxml_expression.h"
#include "formats/markup/markup.h"

namespace jianfu::builders {
namespace {

namespace markup = formats::markup;

struct Node {
  struct Attribute {
    std::string name, value;
    bool has_value = false;
  };
  std::string tag;  // empty: a text
  std::string text;
  std::vector<Attribute> attributes;
  std::vector<std::unique_ptr<Node>> children;
  uint32_t line = 1;

  const Attribute* find(std::string_view name) const {
    const auto at = std::find_if(attributes.begin(), attributes.end(),
                                 [&](const Attribute& a) { return a.name == name; });
    return at == attributes.end() ? nullptr : &*at;
  }
  std::string value(std::string_view name, std::string otherwise = "") const {
    const Attribute* attribute = find(name);
    return attribute == nullptr ? otherwise : attribute->value;
  }
};

class TreeBuilder final : public markup::Handler {
 public:
  TreeBuilder() { open_.push_back(&root); }
  void on_open(const markup::Tag& tag) override {
    auto node = std::make_unique<Node>();
    node->tag = tag.name;
    node->line = tag.line;
    for (const markup::Attribute& a : tag.attributes)
      node->attributes.push_back({std::string(a.name), a.value, a.has_value});
    Node* added = node.get();
    open_.back()->children.push_back(std::move(node));
    if (!tag.self_closing) open_.push_back(added);
  }
  void on_close(std::string_view name, uint32_t) override {
    if (open_.size() > 1 && open_.back()->tag == name) open_.pop_back();
  }
  void on_text(std::string_view text, uint32_t line, uint32_t) override {
    auto node = std::make_unique<Node>();
    node->text = text;
    node->line = line;
    open_.back()->children.push_back(std::move(node));
  }
  void on_raw(std::string_view, std::string_view, uint32_t) override {}

  Node root;

 private:
  std::vector<Node*> open_;
};

std::string camel_case(std::string_view name) {
  if (name.starts_with("data-") || name.starts_with("bind") || name.starts_with("catch"))
    return std::string(name);
  std::string out;
  for (size_t i = 0; i < name.size(); ++i) {
    const bool joint = name[i] == '-' && i + 1 < name.size() && name[i + 1] >= 'a' && name[i + 1] <= 'z';
    out += joint ? static_cast<char>(name[++i] - 32) : name[i];
  }
  return out;
}

// x, and the place of each file in it.
class Files {
 public:
  std::string place(const std::string& path) {
    const auto at = std::find(names_.begin(), names_.end(), path);
    const size_t index = static_cast<size_t>(at - names_.begin());
    if (at == names_.end()) names_.push_back(path);
    return "x[" + std::to_string(index) + "]";
  }
  std::string list() const {
    std::string out;
    for (const std::string& name : names_) out += (out.empty() ? "" : ",") + js_literal(name);
    return "[" + out + "]";
  }

 private:
  std::vector<std::string> names_;
};

class FileCompiler {
 public:
  FileCompiler(std::string path, size_t number, Files& files, const WxmlOptions& options)
      : path_("./" + path),
        number_(std::to_string(number)),
        here_(files.place(path_)),
        files_(files),
        options_(options) {}

  void compile(const Node& root) {
    templates(root);
    code_ += "var m" + number_ + "=function(e,s,r,gg){\nvar z=" + array() + "()\n";
    children(root, {"r", "e,s"});
    code_ += "return r\n}\ne_[" + here_ + "]={f:m" + number_ + ",j:[],i:[],ti:[],ic:[]}\n";
  }

  std::string array_function() const {
    const std::string cached = "__WXML_GLOBAL__.ops_cached.$gwx_" + number_;
    const std::string z = options_.debug ? "function Z(ops,debugLine){z.push(['11182016',ops,debugLine])}"
                                         : "function Z(ops){z.push(ops)}";
    return "function " + array() + "(){\nif( " + cached + ")return " + cached + "\n" + cached +
           "=[];\n(function(z){var a=11;" + z + "\n" + constants_ + "})(" + cached + ");return " + cached +
           "\n}\n";
  }
  std::string functions() const { return "d_[" + here_ + "]={}\n" + code_; }

 private:
  // Where code is written: the variable of the parent, and the names of the surrounding function's arguments.
  struct Scope {
    std::string parent, arguments;
  };

  std::string array() const { return "gz$gwx_" + number_; }
  std::string variable() { return "v" + std::to_string(variables_++) + "V"; }
  std::string call(const Scope& in, int64_t index) const {
    return "(z," + std::to_string(index) + "," + in.arguments + ",gg)";
  }

  // A constant that was there before is written as its repeat.
  int64_t constant(const std::string& operand, uint32_t line) {
    const auto at = std::find(operands_.begin(), operands_.end(), operand);
    const std::string first =
        "z[" + std::to_string(at - operands_.begin()) + "]" + (options_.debug ? "[1]" : "");
    const std::string place =
        options_.debug ? ",[" + js_literal(path_) + "," + std::to_string(line) + ",1]" : "";
    constants_ += "Z(" + (at == operands_.end() ? operand : first) + place + ")\n";
    operands_.push_back(operand);
    return static_cast<int64_t>(operands_.size()) - 1;
  }

  void templates(const Node& node) {
    for (const auto& child : node.children) {
      const std::string name = child->value("name");
      if (child->tag == "template" && !name.empty()) {
        code_ += "d_[" + here_ + "][\"" + name + "\"]=function(e,s,r,gg){\nvar z=" + array() + "()\n";
        constant("[3," + js_literal(name) + "]", child->line);
        children(*child, {"r", "e,s"});
        code_ += "return r\n}\n";
      }
      templates(*child);
    }
  }

  void children(const Node& node, const Scope& in) {
    std::string chain;  // variable of the wx:if that may go on
    int branch = 0;
    for (const auto& child : node.children) {
      const bool first = child->find("wx:if") != nullptr, more = child->find("wx:elif") != nullptr;
      if (child->find("wx:for") != nullptr) {
        loop(*child, in);
      } else if (first || ((more || child->find("wx:else") != nullptr) && !chain.empty())) {
        if (first) {
          chain = virtual_node(in);
          branch = 0;
        }
        const std::string condition = child->value(first ? "wx:if" : "wx:elif");
        code_ += first ? "" : "else ";
        if (first || more) code_ += "if(_oz" + call(in, constant(operand_of(condition), child->line)) + ")";
        code_ += "{" + chain + ".wxVkey=" + std::to_string(++branch) + "\n";
        one(*child, {chain, in.arguments});
        code_ += "}\n";
      } else {
        one(*child, in);
      }
    }
  }

  std::string virtual_node(const Scope& in) {
    const std::string node = variable();
    code_ += "var " + node + "=_v()\n_(" + in.parent + "," + node + ")\n";
    return node;
  }

  void loop(const Node& node, const Scope& in) {
    const std::string holder = virtual_node(in), function = variable();
    const std::string item = node.value("wx:for-item", "item"), index = node.value("wx:for-index", "index");
    const int64_t list = constant(operand_of(node.value("wx:for")), node.line);
    const std::string e = variable(), s = variable(), r = variable();
    code_ += "var " + function + "=function(" + e + "," + s + "," + r + ",gg){\n";
    if (node.find("wx:if") != nullptr)
      code_ +=
          "if(_oz" + call({r, e + "," + s}, constant(operand_of(node.value("wx:if")), node.line)) + "){\n";
    one(node, {r, e + "," + s});
    if (node.find("wx:if") != nullptr) code_ += "}\n";
    code_ += "return " + r + "\n}\n" + holder + ".wxXCkey=2\n_2z(z," + std::to_string(list) + "," + function +
             "," + in.arguments + ",gg," + holder + "," + js_literal(item) + "," + js_literal(index) + "," +
             js_literal(node.value("wx:key")) + ")\n";
  }

  void one(const Node& node, const Scope& in) {
    if (node.tag.empty()) return text(node, in);
    if (node.tag == "block") return children(node, in);
    if (node.tag == "wxs") return;
    if (node.tag == "template") return node.find("is") != nullptr ? use_template(node, in) : void();
    if (node.tag == "import") {
      code_ += "_ai(" + in.parent + "," + files_.place(node.value("src")) + ",e_," + here_ + "," +
               std::to_string(node.line) + ",1)\n";
    } else if (node.tag == "include") {
      code_ += "_ic(" + files_.place(node.value("src")) + ",e_," + here_ + "," + in.arguments + "," +
               in.parent + ",gg);\n";
    } else {
      element(node, in);
    }
  }

  void text(const Node& node, const Scope& in) {
    const std::string name = variable();
    code_ += "var " + name + "=_oz" + call(in, constant(operand_of(node.text), node.line)) + "\n_(" +
             in.parent + "," + name + ")\n";
  }

  void use_template(const Node& node, const Scope& in) {
    const std::string holder = virtual_node(in), name = variable(), found = variable(), data = variable();
    const std::string members = node.value("data");
    const size_t inner = members.size() >= 4 ? members.size() - 4 : 0;
    const int64_t values =
        constant(object_operand(std::string_view(members).substr(std::min<size_t>(2, members.size()), inner)),
                 node.line);
    code_ += "var " + name + "=_oz" + call(in, constant(operand_of(node.value("is")), node.line)) + "\nvar " +
             found + "=_gd(" + here_ + "," + name + ",e_,d_)\nif(" + found + "){\nvar " + data + "=_1z" +
             call(in, values) + " || {}\n" + found + "(" + data + "," + data + "," + holder +
             ",gg)\n}\nelse _w(" + name + "," + here_ + "," + std::to_string(node.line) + ",1)\n";
  }

  void element(const Node& node, const Scope& in) {
    std::vector<const Node::Attribute*> bare, valued;
    for (const Node::Attribute& attribute : node.attributes) {
      if (attribute.name.starts_with("wx:")) continue;
      (attribute.has_value ? valued : bare).push_back(&attribute);
    }
    const std::string name = variable();
    if (bare.empty() && valued.size() < 2) {
      code_ += "var " + name + "=_n(" + js_literal(node.tag) + ")\n";
      if (!valued.empty()) {
        code_ += "_rz(z," + name + "," + js_literal(camel_case(valued[0]->name)) + "," +
                 std::to_string(constant(operand_of(valued[0]->value), node.line)) + "," + in.arguments +
                 ",gg)\n";
      }
    } else {
      code_ += "var " + name + "=_mz(z," + js_literal(node.tag) + "," +
               attribute_list(bare, valued, node.line) + ",[]," + in.arguments + ",gg)\n";
    }
    children(node, {name, in.arguments});
    code_ += "_(" + in.parent + "," + name + ")\n";
  }

  // Numbers count from the first that is not 0.
  std::string attribute_list(const std::vector<const Node::Attribute*>& bare,
                             const std::vector<const Node::Attribute*>& valued, uint32_t line) {
    std::string out;
    for (const Node::Attribute* attribute : bare)
      out += (out.empty() ? "" : ",") + js_literal(camel_case(attribute->name)) + ",-1";
    int64_t base = 0;
    for (const Node::Attribute* attribute : valued) {
      const int64_t index = constant(operand_of(attribute->value), line);
      out += (out.empty() ? "" : ",") + js_literal(camel_case(attribute->name)) + "," +
             std::to_string(index - base);
      if (base == 0) base = index;
    }
    return "[" + out + "]";
  }

  std::string path_, number_, here_;
  Files& files_;
  const WxmlOptions& options_;
  std::string constants_, code_;
  std::vector<std::string> operands_;
  size_t variables_ = 0;
};

}  // namespace

std::string compile_templates(const std::map<std::string, std::string>& templates, const WxmlOptions& options) {
  Files files;
  std::string arrays, functions;
  size_t number = 0;
  for (const auto& [path, source] : templates) {
    TreeBuilder tree;
    markup::read(source, Limits{}, tree);
    FileCompiler compiler(path, ++number, files, options);
    compiler.compile(tree.root);
    arrays += compiler.array_function();
    functions += compiler.functions();
  }
  return "/*v0.5vv_20200413_syb_scopedata*/window.__wcc_version__='v0.5vv_20200413_syb_scopedata';\n"
         "var $gwxc\n$gwx=function(path,global){\n"
         "function _(a,b){if(typeof(b)!='undefined')a.children.push(b);}\n"
         "function _n(tag){$gwxc++;return {tag:'wx-'+tag,attr:{},children:[],n:[],raw:{},generics:{}}}\n"
         "var e_={},d_={},p_={}\n__WXML_GLOBAL__.ops_cached = __WXML_GLOBAL__.ops_cached || {}\n"
         "var z=__WXML_GLOBAL__.ops_set.$gwx || [];\n" +
         arrays + "__WXML_GLOBAL__.ops_set.$gwx=z;\nvar x=" + files.list() + ";" + functions +
         "if(path&&e_[path]){\nreturn function(env,dd,global){var "
         "root={\"tag\":\"wx-page\"};root.children=[]\n"
         "var main=e_[path].f\nmain(env,{},root,global);\nreturn root;\n}\n}\n}\n";
}

}  // namespace jianfu::builders
