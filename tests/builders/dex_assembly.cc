#include "builders/dex_assembly.h"

#include <algorithm>
#include <optional>

#include "builders/dex_encode.h"

namespace jianfu::builders {
namespace {

using Op = DexInstruction::Op;
using Resources = std::map<std::string, uint32_t>;

// The words of one line. The first failure stays.
class Line {
 public:
  explicit Line(std::string_view text) : rest_(text) { skip_space(); }

  const std::string& error() const { return error_; }
  void fail(std::string why) {
    if (error_.empty()) error_ = std::move(why);
  }
  bool done() const { return rest_.empty() || rest_[0] == '#' || !error_.empty(); }
  bool at(char c) const { return !done() && rest_[0] == c; }

  bool accept(char c) {
    if (!at(c)) return false;
    rest_.remove_prefix(1);
    skip_space();
    return true;
  }
  void expect(char c) {
    if (!accept(c)) fail(std::string("expected '") + c + "' before '" + std::string(rest_) + "'");
  }
  bool accept(std::string_view word) {
    if (peek() != word) return false;
    this->word();
    return true;
  }
  std::string_view peek() const {
    return done() ? std::string_view{}
                  : rest_.substr(0, std::min(rest_.size(), rest_.find_first_of(" \t(),=\"#")));
  }
  std::string word() {
    const std::string out(peek());
    if (out.empty()) fail("expected a name before '" + std::string(rest_) + "'");
    rest_.remove_prefix(out.size());
    skip_space();
    return out;
  }

  std::string quoted() {
    std::string out;
    if (!at('"')) fail("expected a text in quotes before '" + std::string(rest_) + "'");
    if (!error_.empty()) return out;
    size_t i = 1;
    for (; i < rest_.size() && rest_[i] != '"'; ++i) {
      if (rest_[i] == '\\' && i + 1 < rest_.size()) {
        const char c = rest_[++i];
        out += c == 'n' ? '\n' : c == 't' ? '\t' : c;
      } else {
        out += rest_[i];
      }
    }
    if (i == rest_.size()) fail("the text is not closed");
    rest_.remove_prefix(std::min(i + 1, rest_.size()));
    skip_space();
    return out;
  }

  int32_t number() {
    const std::string text = word();
    const bool negative = text.starts_with('-');
    const std::string digits = text.substr(negative ? 1 : 0);
    const bool hex = digits.starts_with("0x");
    uint64_t value = 0;
    bool good = digits.size() > (hex ? 2u : 0u);
    for (const char c : hex ? digits.substr(2) : digits) {
      const size_t digit = std::string_view("0123456789abcdef").find(static_cast<char>(c | 0x20));
      good = good && digit < (hex ? 16u : 10u) && value <= 0xFFFFFFFF;
      value = value * (hex ? 16 : 10) + digit;
    }
    if (!good || value > 0xFFFFFFFF) fail("expected a number, found '" + text + "'");
    const auto bits = static_cast<uint32_t>(value);
    return static_cast<int32_t>(negative ? ~bits + 1 : bits);
  }

  std::string type() {
    std::string name = word();
    if (name == "string") name = "String";
    const bool in_lang =
        !name.empty() && name[0] >= 'A' && name[0] <= 'Z' && name.find('.') == std::string::npos;
    return in_lang ? "java.lang." + name : name;
  }

  // "(TYPE, TYPE)"
  std::vector<std::string> types() {
    std::vector<std::string> out;
    expect('(');
    while (!done() && !at(')')) {
      out.push_back(type());
      if (!accept(',')) break;
    }
    expect(')');
    return out;
  }

 private:
  void skip_space() { rest_.remove_prefix(std::min(rest_.size(), rest_.find_first_not_of(" \t\r"))); }

  std::string_view rest_;
  std::string error_;
};

bool is_wide(const std::string& type) {
  return type == "long" || type == "double";
}
bool is_object(const std::string& type) {
  return std::string_view("L[").find(dex_descriptor(type)[0]) != std::string::npos;
}

// Writes the instructions of one method. Register 0 holds the last result, arguments follow it.
class MethodWriter {
 public:
  MethodWriter(DexMethod& method, const DexClass& owner, const Resources& resources)
      : method_(method), owner_(owner), resources_(resources) {}

  void instruction(Line& line) {
    const std::string name = line.word();
    if (name == "string") return add(dex_op::string(1, line.quoted()));
    if (name == "int") return add(dex_op::constant(1, line.number()));
    if (name == "resource") return add(dex_op::constant(1, resource(line)));
    if (name == "class") return add(dex_op::type(1, line.type()));
    if (name == "layout") return layout(resource(line));
    if (name == "new") return create(line.type());
    if (name == "start") return start(line.type());
    if (name == "get") return get(line);
    if (name == "chars") return array("char", 2, utf16_bytes(line.quoted()));
    if (name == "bytes") return array("byte", 1, line.quoted());
    if (name == "return") return give(line);
    if (name == "call") return call(line);
    line.fail("unknown instruction '" + name + "'");
  }

  // The return that was not written.
  void finish() {
    if (returned_) return;
    if (method_.returns == "void") return add(dex_op::return_void());
    zero(1, method_.returns);
    add_return(1);
  }

  void call_super_constructor() {
    add(dex_op::invoke(Op::kInvokeDirect, {owner_.super, "<init>"}, {kArgument}));
  }

 private:
  static constexpr uint16_t kResult = 0;

  void add(DexInstruction in) { method_.code.push_back(std::move(in)); }
  bool has_this() const { return (method_.access & kAccStatic) == 0; }

  int32_t resource(Line& line) {
    if (!line.at('@')) return line.number();
    const std::string name = line.word().substr(1);
    const auto found = resources_.find(name);
    if (found == resources_.end()) line.fail("unknown resource '" + name + "'");
    return found == resources_.end() ? 0 : static_cast<int32_t>(found->second);
  }

  static std::string utf16_bytes(const std::string& text) {
    std::string out;
    for (const char16_t unit : to_utf16(text)) {
      out += static_cast<char>(unit & 0xFF);
      out += static_cast<char>(unit >> 8);
    }
    return out;
  }

  void put_this(uint16_t to) {
    if (!has_this()) return add(dex_op::constant(to, 0));
    add({.op = Op::kMoveObject, .registers = {to, kArgument}});
  }
  void zero(uint16_t to, const std::string& type) {
    if (!is_wide(type)) return add(dex_op::constant(to, 0));
    add({.op = Op::kConstWide32, .registers = {to}});
  }

  void layout(int32_t id) {
    put_this(1);
    add(dex_op::constant(2, id));
    const std::string owner = has_this() ? owner_.name : "android.app.Activity";
    add(dex_op::invoke(Op::kInvokeVirtual, {owner, "setContentView", "void", {"int"}}, {1, 2}));
  }

  void create(const std::string& type) {
    add(dex_op::create(kResult, type));
    add(dex_op::invoke(Op::kInvokeDirect, {type, "<init>"}, {kResult}));
    result_type_ = type;
  }

  void start(const std::string& activity) {
    const std::string intent = "android.content.Intent";
    add(dex_op::create(3, intent));
    put_this(1);
    add(dex_op::type(2, activity));
    add(dex_op::invoke(Op::kInvokeDirect,
                       {intent, "<init>", "void", {"android.content.Context", "java.lang.Class"}},
                       {3, 1, 2}));
    const std::string owner = has_this() ? owner_.name : "android.content.Context";
    add(dex_op::invoke(Op::kInvokeVirtual, {owner, "startActivity", "void", {intent}}, {1, 3}));
  }

  static std::pair<std::string, std::string> split_member(Line& line) {
    const std::string text = line.word();
    const size_t dot = text.rfind('.');
    if (dot == std::string::npos || dot == 0) line.fail("expected CLASS.NAME, found '" + text + "'");
    if (dot == std::string::npos) return {};
    return {text.substr(0, dot), text.substr(dot + 1)};
  }

  void get(Line& line) {
    const auto [owner, name] = split_member(line);
    const std::string type = line.type();
    if (is_wide(type)) line.fail("fields of 64 bits cannot be got");
    if (!line.error().empty()) return;
    add(dex_op::static_get(kResult, {owner, type, name}));
    result_type_ = type;
  }

  void array(const std::string& element, uint16_t width, std::string bytes) {
    add(dex_op::constant(1, static_cast<int32_t>(bytes.size() / width)));
    add({.op = Op::kNewArray, .registers = {kResult, 1}, .text = element + "[]"});
    add(dex_op::array(kResult, width, std::move(bytes)));
    result_type_ = element + "[]";
  }

  void argument(Line& line, uint16_t to, const std::string& type) {
    if (line.done()) return zero(to, type);
    if (is_wide(type)) return add({.op = Op::kConstWide32, .registers = {to}, .value = line.number()});
    if (line.at('"')) return add(dex_op::string(to, line.quoted()));
    if (line.at('@')) return add(dex_op::constant(to, resource(line)));
    if (line.accept("class")) return add(dex_op::type(to, line.type()));
    if (line.accept("this")) return put_this(to);
    if (line.accept("result")) return add({.op = Op::kMoveObject, .registers = {to, kResult}});
    if (line.accept("true")) return add(dex_op::constant(to, 1));
    if (line.accept("false") || line.accept("null")) return zero(to, type);
    add(dex_op::constant(to, line.number()));
  }

  static Op invoke_kind(Line& line) {
    if (line.accept("static")) return Op::kInvokeStatic;
    if (line.accept("interface")) return Op::kInvokeInterface;
    if (line.accept("super")) return Op::kInvokeSuper;
    if (line.accept("direct")) return Op::kInvokeDirect;
    return Op::kInvokeVirtual;
  }

  // What follows the parameters is a return type unless it begins an argument.
  static bool begins_argument(const Line& line) {
    static constexpr std::string_view kArguments[] = {"class", "this", "result", "true", "false", "null"};
    const std::string_view word = line.peek();
    if (word.empty()) return true;
    const char c = word[0];
    return (c >= '0' && c <= '9') || c == '-' || c == '@' ||
           std::find(std::begin(kArguments), std::end(kArguments), word) != std::end(kArguments);
  }

  void call(Line& line) {
    const Op op = invoke_kind(line);
    MethodRef ref;
    std::tie(ref.owner, ref.name) = split_member(line);
    ref.parameters = line.types();
    if (!begins_argument(line)) ref.returns = line.type();
    if (!line.error().empty()) return;
    std::vector<uint16_t> registers;
    uint16_t next = 1;
    if (op != Op::kInvokeStatic) {
      receiver(ref.owner, next);
      registers.push_back(next++);
    }
    for (const std::string& parameter : ref.parameters) {
      argument(line, next, parameter);
      registers.push_back(next++);
      if (is_wide(parameter)) registers.push_back(next++);
    }
    const std::string returns = ref.returns;
    add(dex_op::invoke(op, std::move(ref), std::move(registers)));
    if (returns != "void") move_result(returns);
  }

  void receiver(const std::string& owner, uint16_t to) {
    if (result_type_ != owner) return put_this(to);
    add({.op = Op::kMoveObject, .registers = {to, kResult}});
  }

  void move_result(const std::string& type) {
    const Op op = is_wide(type)     ? Op::kMoveResultWide
                  : is_object(type) ? Op::kMoveResultObject
                                    : Op::kMoveResult;
    add(dex_op::move_result(op, kResult));
    result_type_ = type;
  }

  void give(Line& line) {
    if (method_.returns == "void") return line.fail("the method returns nothing");
    argument(line, 1, method_.returns);
    add_return(1);
    returned_ = true;
  }
  void add_return(uint16_t from) {
    const std::string& type = method_.returns;
    const Op op = is_wide(type) ? Op::kReturnWide : is_object(type) ? Op::kReturnObject : Op::kReturn;
    add({.op = op, .registers = {from}});
  }

  DexMethod& method_;
  const DexClass& owner_;
  const Resources& resources_;
  std::string result_type_;
  bool returned_ = false;
};

class Assembler {
 public:
  explicit Assembler(const Resources& resources) : resources_(resources) {}

  Assembled run(std::string_view text) {
    size_t number = 0;
    while (!text.empty()) {
      const std::string_view row = text.substr(0, std::min(text.size(), text.find('\n')));
      text.remove_prefix(std::min(text.size(), row.size() + 1));
      ++number;
      Line line(row);
      if (line.done()) continue;
      one_line(line, row[0] == ' ' || row[0] == '\t');
      if (line.error().empty() && !line.done())
        line.fail("what is '" + std::string(line.peek()) + "' doing here");
      if (!line.error().empty()) return {{}, "line " + std::to_string(number) + ": " + line.error()};
    }
    end_class();
    return {std::move(classes_), ""};
  }

 private:
  void one_line(Line& line, bool indented) {
    if (line.at('@')) return annotation(line);
    if (!indented) return begin_class(line);
    if (classes_.empty()) return line.fail("a class must come first");
    if (line.accept("field")) return field(line);
    if (line.accept("method")) return begin_method(line);
    if (!writer_) return line.fail("instructions need a method with a body around them");
    writer_->instruction(line);
  }

  static uint32_t modifiers(Line& line) {
    static const std::map<std::string_view, uint32_t> kFlags = {
        {"public", kAccPublic}, {"private", kAccPrivate}, {"static", kAccStatic},
        {"final", kAccFinal},   {"native", kAccNative},   {"abstract", kAccAbstract}};
    uint32_t out = 0;
    for (auto flag = kFlags.find(line.peek()); flag != kFlags.end(); flag = kFlags.find(line.peek())) {
      out |= flag->second;
      line.word();
    }
    return (out & kAccPrivate) != 0 ? out : out | kAccPublic;
  }

  void begin_class(Line& line) {
    end_class();
    DexClass out;
    out.access = modifiers(line);
    if (line.accept("interface")) {
      out.access |= kAccInterface | kAccAbstract;
    } else if (!line.accept("class")) {
      return line.fail("expected class or interface, found '" + std::string(line.peek()) + "'");
    }
    out.name = line.type();
    if (line.accept("extends")) out.super = line.type();
    if (line.accept("implements")) {
      do out.interfaces.push_back(line.type());
      while (line.accept(','));
    }
    const std::string simple = out.name.substr(out.name.rfind('.') + 1);
    out.source_file = simple.substr(0, simple.find('$')) + ".java";
    out.annotations = std::move(annotations_);
    annotations_.clear();
    classes_.push_back(std::move(out));
  }

  void end_class() {
    end_method();
    if (classes_.empty() || (classes_.back().access & kAccInterface) != 0) return;
    DexClass& c = classes_.back();
    const auto named = [](const DexMethod& m) { return m.name == "<init>"; };
    if (std::any_of(c.methods.begin(), c.methods.end(), named)) return;
    c.methods.push_back({.name = "<init>", .access = kAccPublic | kAccConstructor});
    MethodWriter writer(c.methods.back(), c, resources_);
    writer.call_super_constructor();
    writer.finish();
  }

  void end_method() {
    if (writer_) writer_->finish();
    writer_.reset();
  }

  // @com.x.Foo "text" …, or @com.x.Foo name="text" other="a", "b"
  void annotation(Line& line) {
    line.expect('@');
    DexAnnotation out{line.type()};
    while (!line.done()) {
      const std::string name = line.at('"') ? "value" : line.word();
      if (!line.at('"')) line.expect('=');
      std::vector<std::string> texts;
      do texts.push_back(line.quoted());
      while (line.accept(','));
      out.elements.emplace_back(name, std::move(texts));
    }
    annotations_.push_back(std::move(out));
  }

  void field(Line& line) {
    end_method();
    DexField out;
    out.access = modifiers(line);
    out.type = line.type();
    out.name = line.word();
    if (line.accept('=')) {
      if ((out.access & kAccStatic) == 0) return line.fail("only static fields have values");
      if (line.at('"')) {
        out.value = line.quoted();
      } else {
        out.value = literal(line);
      }
    }
    out.annotations = std::move(annotations_);
    annotations_.clear();
    classes_.back().fields.push_back(std::move(out));
  }

  int32_t literal(Line& line) {
    if (line.accept("true")) return 1;
    if (line.accept("false")) return 0;
    if (!line.at('@')) return line.number();
    const std::string name = line.word().substr(1);
    const auto found = resources_.find(name);
    if (found == resources_.end()) line.fail("unknown resource '" + name + "'");
    return found == resources_.end() ? 0 : static_cast<int32_t>(found->second);
  }

  void begin_method(Line& line) {
    end_method();
    DexClass& c = classes_.back();
    DexMethod out;
    out.access = modifiers(line);
    out.name = line.word();
    out.parameters = line.types();
    if (!line.done()) out.returns = line.type();
    out.annotations = std::move(annotations_);
    annotations_.clear();
    if (out.name == "<init>") out.access |= kAccConstructor;
    if ((c.access & kAccInterface) != 0) out.access |= kAccAbstract;
    const bool has_body = (out.access & (kAccAbstract | kAccNative)) == 0;
    c.methods.push_back(std::move(out));
    if (!has_body) return;
    writer_.emplace(c.methods.back(), c, resources_);
    if (c.methods.back().name == "<init>") writer_->call_super_constructor();
  }

  const Resources& resources_;
  std::vector<DexClass> classes_;
  std::vector<DexAnnotation> annotations_;  // for the declaration that follows
  std::optional<MethodWriter> writer_;      // of the last method; neither list grows while it is there
};

}  // namespace

Assembled assemble_classes(std::string_view text, const Resources& resources) {
  return Assembler(resources).run(text);
}

AssembledDex assemble_dex(std::string_view text, const Resources& resources, std::string_view version) {
  const Assembled assembled = assemble_classes(text, resources);
  if (!assembled.error.empty()) return {"", assembled.error};
  return {build_dex(assembled.classes, version), ""};
}

}  // namespace jianfu::builders
