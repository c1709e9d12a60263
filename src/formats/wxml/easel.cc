// Two steps: one pass over the script makes a tree of functions with what each does in order; from the root
// function of every template the elements are then told as they nest. A function is told once, where it is
// used first.
#include "formats/wxml/easel.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "formats/markup/escapes.h"
#include "formats/wxml/operands.h"
#include "formats/wxml/reading.h"

namespace jianfu::formats::wxml {
namespace {

constexpr std::string_view kMark = "addCompiledTemplate(";
constexpr std::string_view kFile = "]=D(";  // R["utils/x"]=D("utils/x",…: a .wxs file
constexpr size_t kFileName = 2;             // up to the D
constexpr size_t kLongestPath = 4096;
constexpr size_t kMostAttributes = 1000;  // of one element
constexpr size_t kLongestChoice = 16 << 10;
constexpr uint32_t kNone = UINT32_MAX;
constexpr size_t kDeepest = 200;  // functions inside of each other; the compiler makes a few

bool word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}
bool is_quote(char c) {
  return c == '"' || c == '\'' || c == '`';
}

// Past the string at `at`.
size_t past_string(std::string_view text, size_t at) {
  const char quote = text[at];
  for (size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == quote) return i + 1;
    if (text[i] == '\\') ++i;
  }
  return text.size();
}

// Names the compiler gives: D.title is the data's title, X and Y are its helpers, k is an item.
bool is_own_name(std::string_view name) {
  return name.size() > 1 && name[0] != '$' && name != "undefined" && name != "Object" && name != "create";
}

// --- values

// "共"+Y(D.n)+"个" with what Y wraps; strings inside of it are shown or compared.
class ValueReader {
 public:
  static markup::Value read(std::string_view code) {
    ValueReader reader;
    reader.join(trimmed(code), 0);
    std::erase_if(reader.out_.names, [](const std::string& name) { return !is_own_name(name); });
    return std::move(reader.out_);
  }

 private:
  static std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
  }

  // Where the part ends that begins at `at`: at a '+' outside of brackets.
  static size_t part_end(std::string_view code, size_t at) {
    size_t depth = 0;
    while (at < code.size()) {
      const char c = code[at];
      if (is_quote(c)) {
        at = past_string(code, at);
        continue;
      }
      if (c == '(' || c == '[' || c == '{') ++depth;
      if ((c == ')' || c == ']' || c == '}') && depth > 0) --depth;
      if (c == '+' && depth == 0) return at;
      ++at;
    }
    return code.size();
  }

  void join(std::string_view code, size_t depth) {
    if (code.empty()) return;
    for (size_t at = 0; at <= code.size();) {
      const size_t end = part_end(code, at);
      part(trimmed(code.substr(at, end - at)), depth);
      at = end + 1;
    }
  }

  void part(std::string_view code, size_t depth) {
    if (code.empty()) return;
    if (is_quote(code[0]) && past_string(code, 0) == code.size()) {
      out_.text += markup::unescape_js(code.substr(1, code.size() - 2));
    } else if (depth < 4 && code.starts_with("Y(") && code.back() == ')' && wraps_sum(code)) {
      join(code.substr(2, code.size() - 3), depth + 1);
    } else {
      const markup::Value inner = markup::read_expression(code);
      out_.text += inner.text;
      out_.shown.insert(out_.shown.end(), inner.shown.begin(), inner.shown.end());
      out_.compared.insert(out_.compared.end(), inner.compared.begin(), inner.compared.end());
      out_.names.insert(out_.names.end(), inner.names.begin(), inner.names.end());
    }
  }

  // Y("共"+Y(D.n)) is a text with parts; in Y(D.n+"个") the sum is the expression's own.
  static bool wraps_sum(std::string_view code) {
    const std::string_view inner = code.substr(2, code.size() - 3);
    return is_quote(inner[0]) || inner.starts_with("Y(");
  }

  markup::Value out_;
};

// --- functions

struct Attribute {
  std::string name;
  std::string_view value;  // code; empty: bare
};
struct Op {
  enum class Kind : uint8_t { kElement, kText, kCall } kind = Kind::kText;
  std::string_view word;    // tag, or function that is called
  std::string_view value;   // code of a text
  std::string_view child;   // function of an element's content
  uint32_t branch = kNone;  // of branches_
  std::vector<Attribute> attributes;
  size_t at = 0;
};
// if(c===2){: which of the choices that c is set by.
struct Branch {
  std::string_view variable, number;
};
struct Function {
  uint32_t around = kNone;
  std::unordered_map<std::string_view, std::string_view> choices;  // c → D.a?1:D.b?2:0
  std::vector<Op> ops;
  std::unordered_map<std::string_view, uint32_t> inner;
  std::unordered_map<std::string_view, std::string_view> assigned;  // c → "card", the code of it
  bool told = false;
  bool draws_template = false;  // I(c): the named template whose name c holds
};
struct Template {
  std::string_view page;
  uint32_t named = 0;  // of Compiled::named
  uint32_t root = kNone;
};

class Reader {
 public:
  Reader(std::string_view script, const Limits& limits, Compiled& out)
      : script_(script),
        limits_(limits),
        out_(out),
        bytes_left_(std::min<uint64_t>(64 * uint64_t{script.size()} + (1 << 20), 512 << 20)) {
    for (size_t at = script.find('\n'); at != std::string_view::npos; at = script.find('\n', at + 1))
      lines_.push_back(at);
  }

  void read() {
    size_t file = script_.find(kFile), next = script_.find(kMark);
    while (next != std::string_view::npos) {
      const bool script_first = file < next;
      at_ = script_first ? file + kFileName : next + kMark.size();
      if (script_first) {
        page_ = {};
        script();
      } else {
        page_ = quoted();
        named_ = 0;
        scan_template();
      }
      if (file != std::string_view::npos && file < at_) file = script_.find(kFile, at_);
      if (next < at_) next = script_.find(kMark, at_);
    }
    for (const Template& one : templates_) tell(one);
    sort_unique(out_.includes);
    sort_unique(out_.imports);
    if (limited_)
      out_.defects.push_back({GapReason::kLimit,
                              {Msg::limit_reached,
                               {core::bilingual("模板中的元素数", "elements of templates"),
                                std::to_string(out_.elements.size())}}});
  }

 private:
  char peek() const { return at_ < script_.size() ? script_[at_] : '\0'; }
  bool accept(std::string_view text) {
    if (!script_.substr(at_).starts_with(text)) return false;
    at_ += text.size();
    return true;
  }
  std::string_view word() {
    const size_t begin = at_;
    while (at_ < script_.size() && word_character(script_[at_])) ++at_;
    return script_.substr(begin, at_ - begin);
  }
  // Inside of the quotes, escaped; empty when no string stands here.
  std::string_view quoted() {
    if (!is_quote(peek())) return {};
    const size_t begin = at_;
    at_ = past_string(script_, at_);
    return script_.substr(begin + 1, at_ > begin + 1 ? at_ - begin - 2 : 0);
  }
  // Up to the ',' or closing bracket that ends an argument; the cursor stays on it.
  std::string_view argument() {
    const size_t begin = at_;
    size_t depth = 0;
    while (at_ < script_.size()) {
      const char c = script_[at_];
      if (is_quote(c)) {
        at_ = past_string(script_, at_);
        continue;
      }
      if (depth == 0 && (c == ',' || c == ')' || c == ']' || c == '}' || c == ';')) break;
      if (c == '(' || c == '[' || c == '{') ++depth;
      if (c == ')' || c == ']' || c == '}') --depth;
      ++at_;
    }
    return script_.substr(begin, at_ - begin);
  }

  // The same, and nobody else need read it.
  std::string_view told_argument() {
    const size_t begin = at_;
    const std::string_view code = argument();
    out_.spans.emplace_back(begin, at_);
    return code;
  }

  // One template of the group, up to the next or to the end of its bracket. Functions that take the renderer
  // and data, (R,C,D,U,A)=>{, hold the functions of one template; "return {C:a" names the root.
  void scan_template() {
    size_t depth = 1;
    while (at_ < script_.size() && depth > 0) {
      const char c = script_[at_];
      if (is_quote(c)) {
        at_ = past_string(script_, at_);
      } else if (word_character(c)) {
        if (!unit()) word();
      } else {
        if (c == '(' || c == '[' || c == '{') ++depth;
        if (c == ')' || c == ']' || c == '}') --depth;
        ++at_;
      }
    }
  }

  // D('pages/a#m',(require,exports,module)=>{…}): a script inside of a template, or without '#' a .wxs file.
  bool script() {
    const size_t begin = at_;
    if (accept("D(") && is_quote(peek())) {
      const std::string_view name = quoted();
      if (!name.empty() && accept(",(require,exports,module)=>{")) {
        const size_t mark = name.find('#');
        Script script;
        script.file = mark == std::string_view::npos ? script_path(name) : page_path(name.substr(0, mark));
        script.js_line = line_at(at_);
        script.begin = at_;
        for (size_t depth = 1; at_ < script_.size() && depth > 0;) {
          const char c = script_[at_];
          if (c == '{') ++depth;
          if (c == '}') --depth;
          at_ = is_quote(c) ? past_string(script_, at_) : at_ + 1;
        }
        script.end = std::max<uint64_t>(script.begin, at_ - 1);
        if (out_.scripts.size() < limits_.items) out_.scripts.push_back(std::move(script));
        return true;
      }
    }
    at_ = begin;
    return false;
  }

  // G["pages/b"] of another file: included, or imported as (G["pages/b"]||{})._; R["utils/x"]: a .wxs file.
  bool reference() {
    const size_t begin = at_;
    const bool file = accept("G[");
    if ((file || accept("R[")) && is_quote(peek())) {
      const std::string_view name = quoted();
      accept("]");
      const size_t known = out_.includes.size() + out_.imports.size() + out_.uses.size();
      if (name == page_ || page_.empty() || known >= limits_.items ||
          name.size() + page_.size() >= kLongestPath)
        return true;
      if (!file)
        out_.uses.emplace_back(page_path(page_), script_path(name));
      else if (script_.substr(at_).starts_with("||{})._"))  // left to those who count brackets
        out_.imports.emplace_back(page_path(page_), page_path(name));
      else
        out_.includes.push_back({page_path(page_), page_path(name), named_});
      return true;
    }
    at_ = begin;
    return false;
  }

  // H["name"]=(R,C,D,U,A)=>{ … }
  bool unit() {
    if (script() || reference()) return true;
    const size_t begin = at_;
    if (accept("H[") && is_quote(peek())) {
      const std::string_view name = quoted();
      if (accept("]=(R,C,D,U,A)=>{")) {
        named_ = name.empty() ? 0 : named(name);
        const uint32_t root = add_function(kNone);
        if (root == kNone) return true;
        templates_.push_back({page_, named_, kNone});
        const size_t mine = templates_.size() - 1;
        root_name_ = {};
        scan_body(root, 0);
        const auto at = functions_[root].inner.find(root_name_);
        templates_[mine].root = at == functions_[root].inner.end() ? kNone : at->second;
        return true;
      }
    }
    at_ = begin;
    return false;
  }

  uint32_t named(std::string_view name) {
    if (out_.named.size() >= limits_.items || !afford(page_.size() + name.size() + sizeof(Named))) return 0;
    out_.named.push_back({page_path(page_), markup::unescape_js(name)});
    return static_cast<uint32_t>(out_.named.size() - 1);
  }

  uint32_t add_function(uint32_t around) {
    if (functions_.size() >= limits_.items) {
      limited_ = true;
      return kNone;
    }
    functions_.emplace_back();
    functions_.back().around = around;
    return static_cast<uint32_t>(functions_.size() - 1);
  }

  // What the function does, up to and past the '}' that ends it.
  void scan_body(uint32_t function, size_t nesting) {
    size_t depth = 1;
    std::vector<std::pair<size_t, uint32_t>> branches;  // of blocks: depth inside, number
    while (at_ < script_.size() && depth > 0) {
      const char c = script_[at_];
      if (is_quote(c)) {
        loose();
      } else if (word_character(c)) {
        take_word(function, nesting, branches.empty() ? kNone : branches.back().second);
        if (pending_branch_ != kNone && peek() == '{') {
          ++at_;
          ++depth;
          branches.emplace_back(depth, pending_branch_);
        }
        pending_branch_ = kNone;
      } else {
        if (c == '{') ++depth;
        if (c == '}') {
          if (!branches.empty() && branches.back().first == depth) branches.pop_back();
          --depth;
        }
        ++at_;
      }
    }
  }

  void take_word(uint32_t function, size_t nesting, uint32_t branch_here) {
    const size_t begin = at_;
    if (script_[at_] == 'G' && reference()) return;
    const bool member = begin > 0 && script_[begin - 1] == '.';
    const std::string_view name = word();
    if (member) return;
    if (name == "if") return branch();
    if (name == "return" && accept(" {C:")) {
      const size_t brace = begin + std::string_view("return ").size();
      if (nesting == 0) root_name_ = word();
      at_ = brace;  // counted like every other
      return;
    }
    if (peek() == '=' && define(function, nesting, name)) return;
    if (peek() != '(') return;
    if (name == "E") return element(function, branch_here, begin);
    if (name == "T") return text(function, begin);
    if (name == "B" || name == "J") return call(function, false, begin);
    if (name == "F") return call(function, true, begin);
    if (name == "I") functions_[function].draws_template = true;
  }

  // b=(C,T,E)=>{ is a function, c=D.x?1:0 what a branch goes by.
  bool define(uint32_t function, size_t nesting, std::string_view name) {
    const size_t begin = at_;
    ++at_;
    if (accept("(")) {
      while (word_character(peek()) || peek() == ',') ++at_;
      if (accept(")=>{") && nesting < kDeepest) {
        const uint32_t inner = add_function(function);
        if (inner == kNone) return true;
        functions_[function].inner[name] = inner;
        scan_body(inner, nesting + 1);
        return true;
      }
      at_ = begin;
      return false;
    }
    if (peek() == '=' || peek() == '>') {
      at_ = begin;
      return false;
    }
    const size_t value = at_;
    if (value < vain_until_) return true;  // inside of an assignment that was looked at
    const std::string_view code = told_argument();
    if (code.find("?1:") != std::string_view::npos && code.size() < kLongestChoice) {
      // The variable may be one of the function around, where the branches look for it.
      functions_[function].choices.insert_or_assign(name, code);
      const uint32_t around = functions_[function].around;
      if (around != kNone) functions_[around].choices.try_emplace(name, code);
      return true;
    }
    if (code.size() < kLongestChoice) functions_[function].assigned.insert_or_assign(name, code);
    vain_until_ = at_;
    at_ = value;
    out_.spans.pop_back();
    return true;
  }

  // if(c===1){
  void branch() {
    const size_t begin = at_;
    if (!accept("(")) return;
    const std::string_view variable = word();
    if (!accept("===")) {
      at_ = begin;
      return;
    }
    const std::string_view number = word();
    if (!accept(")") || branches_.size() >= limits_.items) return;
    pending_branch_ = static_cast<uint32_t>(branches_.size());
    branches_.push_back({variable, number});
  }

  std::string_view condition_of_branch(uint32_t function, uint32_t branch) const {
    for (uint32_t scope = function; branch != kNone && scope != kNone; scope = functions_[scope].around) {
      const auto at = functions_[scope].choices.find(branches_[branch].variable);
      if (at != functions_[scope].choices.end()) return condition_of(at->second, branches_[branch].number);
    }
    return {};
  }

  // Of D.a?1:D.b?2:0 the expression before "?N:".
  static std::string_view condition_of(std::string_view code, std::string_view number) {
    const std::string mark = "?" + std::string(number) + ":";
    const size_t end = code.find(mark);
    if (end == std::string_view::npos) return {};
    const size_t previous = code.substr(0, end).rfind(':');
    const bool first = number == "1" || previous == std::string_view::npos;
    return first ? code.substr(0, end) : code.substr(previous + 1, end - previous - 1);
  }

  bool room() {
    if (ops_ < limits_.items) {
      ++ops_;
      return true;
    }
    limited_ = true;
    return false;
  }

  // T("…"), T(Y("共"+Y(D.n)),…), T()
  void text(uint32_t function, size_t begin) {
    ++at_;
    Op op;
    op.at = begin;
    op.value = told_argument();
    while (peek() == ',' &&
           at_ < script_.size()) {  // what is done when the data changes: the same text again
      ++at_;
      told_argument();
    }
    if (!op.value.empty() && room()) functions_[function].ops.push_back(std::move(op));
  }

  // E("view",{},(N,C)=>{…},b,"slot")
  void element(uint32_t function, uint32_t branch_here, size_t begin) {
    ++at_;
    Op op;
    op.kind = Op::Kind::kElement;
    op.at = begin;
    op.branch = branch_here;
    op.word = quoted();
    if (op.word.empty() || !accept(",")) return;
    argument();  // generics
    if (!accept(",(N,C)=>{")) return;
    attributes(op);
    if (accept(",")) op.child = word();
    if (room()) functions_[function].ops.push_back(std::move(op));
  }

  // Up to and past the '}'.
  void attributes(Op& op) {
    size_t depth = 1;
    while (at_ < script_.size() && depth > 0) {
      const char c = script_[at_];
      if (is_quote(c)) {
        at_ = past_string(script_, at_);
      } else if (word_character(c)) {
        const std::string_view name = word();
        if (name == "R" && accept(".")) {
          const std::string_view what = word();
          if (peek() == '(') renderer_call(op, what);
        } else if ((name == "O" || name == "L") && peek() == '(') {
          renderer_call(op, name);
        }
      } else {
        if (c == '{') ++depth;
        if (c == '}') --depth;
        ++at_;
      }
    }
  }

  // O(N,"title",value), R.d(N,"name",value,…) of data-name, R.v(N,"tap","handler",…), L(N,classes), R.i(N,id)
  void renderer_call(Op& op, std::string_view what) {
    if (!accept("(N,")) return;
    Attribute attribute;
    if (what == "L") attribute.name = "class";
    if (what == "i") attribute.name = "id";
    if (what == "O" || what == "d" || what == "v") {
      const std::string name = markup::unescape_js(quoted());
      if (name.empty() || !accept(",")) return;
      attribute.name = what == "d" ? "data-" + name : what == "v" ? "bind:" + name : name;
    }
    attribute.value = told_argument();
    // A value is set again when data changes.
    const bool known = std::any_of(op.attributes.begin(), op.attributes.end(),
                                   [&](const Attribute& a) { return a.name == attribute.name; });
    if (!attribute.name.empty() && !(known && what != "v") && op.attributes.size() < kMostAttributes &&
        room())
      op.attributes.push_back(std::move(attribute));
  }

  // B(c,d), J(b); F(D.list,"id",…,j) with what is repeated.
  void call(uint32_t function, bool loop, size_t begin) {
    ++at_;
    Op op;
    op.kind = Op::Kind::kCall;
    op.at = begin;
    const std::string_view first = loop ? told_argument() : argument();
    std::string_view last = first;
    if (loop) op.value = first;
    while (accept(",")) last = argument();
    op.word = last;
    if (!loop) use_template(function, first, last, begin);
    if (room()) functions_[function].ops.push_back(std::move(op));
  }

  // c="card";B(c,d), where d draws what c names.
  void use_template(uint32_t function, std::string_view name, std::string_view drawn_by, size_t begin) {
    const auto value = functions_[function].assigned.find(name);
    if (value == functions_[function].assigned.end()) return;
    const uint32_t draws = find_function(function, drawn_by);
    if (draws == kNone || !functions_[draws].draws_template || out_.template_uses.size() >= limits_.items ||
        !afford(page_.size() + 4 * value->second.size() + sizeof(TemplateUse)))
      return;
    out_.template_uses.push_back(
        {ValueReader::read(value->second), page_path(page_), 0, line_at(begin), named_});
  }

  // A string that is in none of these: data of a template.
  void loose() {
    const size_t begin = at_;
    const std::string_view inside = quoted();
    const bool plain =
        std::all_of(inside.begin(), inside.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
    if (plain && inside.find("\\u") == std::string_view::npos) return;
    out_.spans.emplace_back(begin, at_);
    add_loose(markup::unescape_js(inside), begin);
  }
  void add_loose(std::string text, size_t offset) {
    if (out_.constants.size() >= limits_.items || !afford(page_.size() + sizeof(Constant))) return;
    Constant constant;
    constant.text = std::move(text);
    constant.page = page_path(page_);
    constant.in_expression = true;
    constant.js_offset = offset;
    constant.js_line = line_at(offset);
    constant.named = named_;
    out_.constants.push_back(std::move(constant));
  }

  static std::string page_path(std::string_view page) {
    std::string out = page_name(markup::unescape_js(page));
    return out.ends_with(".wxml") ? out : out + ".wxml";
  }

  static std::string script_path(std::string_view name) {
    std::string out = page_name(markup::unescape_js(name));
    return out.ends_with(".wxs") ? out : out + ".wxs";
  }

  uint32_t line_at(size_t offset) const {
    const auto after = std::lower_bound(lines_.begin(), lines_.end(), offset);
    return static_cast<uint32_t>(after - lines_.begin()) + 1;
  }

  // Whatever names and conditions are repeated: never much more than the script holds, nor than a machine
  // has.
  bool afford(uint64_t bytes) {
    if (bytes <= bytes_left_) {
      bytes_left_ -= bytes;
      return true;
    }
    bytes_left_ = 0;
    limited_ = true;
    return false;
  }

  // --- telling

  void tell(const Template& one) {
    if (one.root == kNone) return;
    const std::string page = page_path(one.page);
    if (out_.pages.empty() || out_.pages.back() != page) out_.pages.push_back(page);
    out_.steps.push_back({Step::Kind::kBegin, 0});
    named_ = one.named;
    tell_function(one.root, page);
  }

  struct Place {
    uint32_t function;
    size_t op;
    uint32_t element;  // that ends with it
  };

  uint32_t find_function(uint32_t from, std::string_view name) const {
    for (uint32_t scope = from; scope != kNone; scope = functions_[scope].around) {
      const auto at = functions_[scope].inner.find(name);
      if (at != functions_[scope].inner.end()) return at->second;
    }
    return kNone;
  }

  void tell_function(uint32_t root, const std::string& page) {
    std::vector<Place> open = {{root, 0, kNone}};
    functions_[root].told = true;
    while (!open.empty()) {
      Place& place = open.back();
      if (place.op >= functions_[place.function].ops.size()) {
        if (place.element != kNone) out_.steps.push_back({Step::Kind::kClose, place.element});
        open.pop_back();
        continue;
      }
      const uint32_t here = place.function;
      const Op& op = functions_[here].ops[place.op++];
      uint32_t element = kNone;
      if (op.kind == Op::Kind::kText) tell_text(op, page);
      if (op.kind == Op::Kind::kElement) element = tell_element(op, here, page);
      if (op.kind == Op::Kind::kCall && !op.value.empty()) tell_list(op, page);
      const uint32_t next = find_function(here, op.kind == Op::Kind::kElement ? op.child : op.word);
      if (op.kind != Op::Kind::kText && next != kNone && !functions_[next].told) {
        functions_[next].told = true;
        open.push_back({next, 0, element});
      } else if (element != kNone) {
        out_.steps.push_back({Step::Kind::kClose, element});
      }
    }
  }

  void tell_text(const Op& op, const std::string& page) {
    if (!afford(page.size() + sizeof(Text))) return;
    out_.steps.push_back({Step::Kind::kText, static_cast<uint32_t>(out_.texts.size())});
    out_.texts.push_back({ValueReader::read(op.value), page, 0, line_at(op.at), named_});
  }

  uint32_t tell_element(const Op& op, uint32_t function, const std::string& page) {
    const std::string_view condition = condition_of_branch(function, op.branch);
    // A name of the condition costs a string.
    if (!afford(page.size() + op.word.size() + sizeof(Element) + condition.size() * sizeof(std::string) / 2))
      return kNone;
    Element element;
    element.tag = markup::unescape_js(op.word);
    element.page = page;
    element.js_line = line_at(op.at);
    element.named = named_;
    for (const Attribute& attribute : op.attributes) {
      markup::Value value =
          attribute.value.empty() ? markup::Value{"true", {}, {}, {}} : ValueReader::read(attribute.value);
      element.attributes.emplace_back(attribute.name, std::move(value));
    }
    if (!condition.empty()) element.attributes.emplace_back("wx:if", ValueReader::read(condition));
    const uint32_t id = static_cast<uint32_t>(out_.elements.size());
    out_.elements.push_back(std::move(element));
    out_.steps.push_back({Step::Kind::kOpen, id});
    return id;
  }

  // F(["子","丑"],…): what is repeated may be written in place.
  void tell_list(const Op& op, const std::string& page) {
    markup::Value value = ValueReader::read(op.value);
    if (markup::says_something(value.text))
      value.shown.push_back(value.text);  // a string, character by character
    for (const std::string& text : value.shown) {
      if (out_.constants.size() >= limits_.items || !afford(page.size() + sizeof(Constant))) return;
      Constant constant;
      constant.text = text;
      constant.page = page;
      constant.in_expression = true;
      constant.attribute = "wx:for";
      constant.js_line = line_at(op.at);
      constant.js_offset = op.at;
      constant.named = named_;
      out_.constants.push_back(std::move(constant));
    }
    for (const std::string& name : value.names) {
      if (afford(page.size() + sizeof(Name))) out_.names.push_back({name, page, 0, line_at(op.at), named_});
    }
  }

  std::string_view script_;
  const Limits& limits_;
  Compiled& out_;
  size_t at_ = 0;
  std::string_view page_, root_name_;
  uint32_t named_ = 0;  // template now scanned or told, of Compiled::named
  std::vector<Function> functions_;
  std::vector<Template> templates_;
  std::vector<Branch> branches_;
  uint32_t pending_branch_ = kNone;
  uint64_t ops_ = 0;
  bool limited_ = false;
  std::vector<size_t> lines_;  // offsets of their ends
  uint64_t bytes_left_;
  size_t vain_until_ = 0;  // no choice begins before
};

}  // namespace

bool looks_like_easel(std::string_view script) {
  return script.find(kMark) != std::string_view::npos &&
         script.find("(R,C,D,U,A)=>{") != std::string_view::npos;
}

void read_easel(std::string_view script, const Limits& limits, Compiled& out) {
  Reader(script, limits, out).read();
}

}  // namespace jianfu::formats::wxml
