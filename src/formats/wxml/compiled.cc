// One forward pass. The script is made by one compiler and is as regular as a table: constant arrays first, then for
// each file of the list x a function that builds its elements and says which constant stands where.
#include "formats/wxml/compiled.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <tuple>

#include "text/utf.h"

namespace jianfu::formats::wxml {
namespace {

constexpr std::string_view kPlaceholder = "\xEF\xBF\xBC";  // U+FFFC: a variable
constexpr int kDepth = 64;                                  // of operand arrays
constexpr int kConcatenation = 11;                          // written as "a" with var a=11

bool name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}

// An operand (formats.md §8.1): [3,'text'], [1,value], [a,x,y], [[7],[3,'name']], z[15] …
struct Operand {
  enum Type : uint8_t { kNumber, kString, kList, kRepeat, kOther } type = kOther;
  int64_t number = 0;  // also the index of kRepeat
  std::string text;
  std::vector<Operand> items;
};

// What an operand shows: its text, and the literals inside of its expressions.
struct Shown {
  std::string text;
  std::vector<std::string> inner;
  uint32_t line = 0, js_line = 0;
  uint64_t offset = 0;
};

class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}
  bool done() const { return at_ >= text_.size(); }
  char peek() const { return done() ? '\0' : text_[at_]; }
  std::string_view rest() const { return text_.substr(at_); }
  size_t at() const { return at_; }
  uint32_t line() const { return line_; }
  void move_to(size_t to) {
    for (to = std::min(to, text_.size()); at_ < to; ++at_) line_ += text_[at_] == '\n';
  }
  void advance(size_t by = 1) { move_to(at_ + by); }
  bool accept(char c) {
    skip_space();
    if (peek() != c) return false;
    advance();
    return true;
  }
  void skip_space() {
    while (!done() && (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t')) advance();
  }
  std::string_view word() {
    const size_t begin = at_;
    while (!done() && name_character(peek())) ++at_;
    return text_.substr(begin, at_ - begin);
  }
  bool number(int64_t& out) {
    skip_space();
    const char* first = text_.data() + at_;
    const auto result = std::from_chars(first, text_.data() + text_.size(), out);
    if (result.ec != std::errc()) return false;
    at_ += static_cast<size_t>(result.ptr - first);
    return true;
  }
  // A quoted string; false when none begins here.
  bool string(std::string& out) {
    skip_space();
    const char quote = peek();
    if (quote != '\'' && quote != '"') return false;
    out.clear();
    for (advance(); !done() && peek() != quote;) {
      if (peek() == '\\') escape(out);
      else {
        out += peek();
        advance();
      }
    }
    advance();
    return true;
  }

 private:
  void escape(std::string& out) {
    advance();
    const char c = peek();
    advance();
    if (c == 'n') out += '\n';
    else if (c == 't') out += '\t';
    else if (c == 'r') out += '\r';
    else if (c == 'x' || c == 'u') {
      const size_t digits = c == 'x' ? 2 : 4;
      uint32_t value = 0xFFFD;
      const std::string_view hex = rest().substr(0, digits);
      if (hex.size() == digits && std::from_chars(hex.data(), hex.data() + digits, value, 16).ptr == hex.data() + digits) advance(digits);
      text::append_utf8(out, value >= 0xD800 && value <= 0xDFFF ? 0xFFFD : value);
    } else {
      out += c;
    }
  }

  std::string_view text_;
  size_t at_ = 0;
  uint32_t line_ = 1;
};

Operand read_operand(Cursor& in, int depth) {
  Operand out;
  in.skip_space();
  if (in.string(out.text)) {
    out.type = Operand::kString;
  } else if (in.peek() == '[' && depth < kDepth) {
    out.type = Operand::kList;
    in.advance();
    while (!in.done() && !in.accept(']')) {
      const size_t before = in.at();
      out.items.push_back(read_operand(in, depth + 1));
      in.accept(',');
      if (in.at() == before) in.advance();
    }
  } else if (in.number(out.number)) {
    out.type = Operand::kNumber;
  } else {
    const std::string_view word = in.word();
    if (word == "a") {
      out.type = Operand::kNumber;
      out.number = kConcatenation;
    } else if (word == "z" && in.accept('[') && in.number(out.number)) {
      out.type = Operand::kRepeat;
      in.accept(']');
    }
  }
  return out;
}

class Evaluation {
 public:
  explicit Evaluation(const std::vector<Shown>& array) : array_(array) {}

  Shown show(const Operand& operand) {
    out_.text = text_of(operand, 0);
    return std::move(out_);
  }

 private:
  std::string text_of(const Operand& o, int depth) {
    if (depth > kDepth) return std::string(kPlaceholder);
    if (o.type == Operand::kRepeat) return o.number >= 0 && static_cast<size_t>(o.number) < array_.size() ? array_[static_cast<size_t>(o.number)].text : "";
    if (o.type != Operand::kList || o.items.empty()) return o.type == Operand::kString ? o.text : std::string();
    const Operand& head = o.items.front();
    if (head.type == Operand::kNumber && (head.number == 3 || head.number == 1) && o.items.size() > 1) {
      return o.items[1].type == Operand::kString ? o.items[1].text : std::string(kPlaceholder);
    }
    if (head.type == Operand::kNumber && head.number == kConcatenation) {
      std::string joined;
      for (size_t i = 1; i < o.items.size(); ++i) joined += text_of(o.items[i], depth + 1);
      return joined;
    }
    if (head.type == Operand::kList) collect(o, depth);
    return std::string(kPlaceholder);
  }

  // Literals of an expression. [[7],[3,'name']] and [[6],obj,[3,'key']] name things; they show nothing.
  void collect(const Operand& o, int depth) {
    if (depth > kDepth || o.items.empty()) return;
    const Operand& head = o.items.front();
    const int64_t op = head.type == Operand::kList && !head.items.empty() ? head.items.front().number : 0;
    if (op == 7 || op == 6) return;
    for (size_t i = 1; i < o.items.size(); ++i) {
      const Operand& item = o.items[i];
      if (item.type != Operand::kList || item.items.empty()) continue;
      const Operand& kind = item.items.front();
      if (kind.type == Operand::kNumber && (kind.number == 1 || kind.number == 3)) {
        if (item.items.size() > 1 && item.items[1].type == Operand::kString && !item.items[1].text.empty()) out_.inner.push_back(item.items[1].text);
      } else if (kind.type == Operand::kList) {
        collect(item, depth + 1);
      } else {
        const std::string joined = text_of(item, depth + 1);
        if (joined != kPlaceholder && !joined.empty()) out_.inner.push_back(joined);
      }
    }
  }

  const std::vector<Shown>& array_;
  Shown out_;
};

std::string page_name(std::string_view path) {
  while (path.starts_with("./") || path.starts_with("/")) path.remove_prefix(path.starts_with("./") ? 2 : 1);
  return std::string(path);
}

class Reader {
 public:
  Reader(std::string_view script, const Limits& limits) : in_(script), script_(script), limits_(limits) {}

  Compiled read() {
    while (!in_.done()) step();
    resolve();
    return std::move(out_);
  }

 private:
  struct ConstantUse {
    std::string array;
    int64_t index = 0;
    Use use = Use::kUnknown;
    size_t element = SIZE_MAX;  // of out_.elements
    std::string attribute, page;
    uint32_t js_line = 0;
  };

  bool at_word_start() const { return in_.at() == 0 || !name_character(script_[in_.at() - 1]); }

  void step() {
    const std::string_view rest = in_.rest();
    switch (in_.peek()) {
      case 'Z':
        if (rest.starts_with("Z(") && at_word_start() && !script_.substr(0, in_.at()).ends_with("function ")) return constant();
        break;
      case 'g':
        if (rest.starts_with("gz$gwx") && at_word_start()) return array_name();
        break;
      case 'x':
        if ((rest.starts_with("x=['") || rest.starts_with("x=[\"")) && at_word_start()) return file_list();
        break;
      case 'd':
        if (rest.starts_with("d_[x[") && at_word_start()) return page();
        break;
      case '_':
        if (at_word_start()) return call();
        break;
      default: break;
    }
    in_.advance();
  }

  // gz$gwx_3(){ begins an array; gz$gwx_3() names the one that the function now read uses.
  void array_name() {
    const std::string name(in_.word());
    if (in_.rest().starts_with("(){") || in_.rest().starts_with("() {") || in_.rest().starts_with("(){\n")) defined_ = name;
    else if (in_.rest().starts_with("()")) used_ = name;
  }

  void constant() {
    Shown shown;
    const uint32_t js_line = in_.line();
    const uint64_t offset = in_.at();
    in_.advance(2);
    // Z(ops,debugLine) inside of the definition of Z is skipped by its caller; operands are lists or repeats.
    const Operand operand = read_operand(in_, 0);
    if (operand.type == Operand::kOther) return;
    std::vector<Shown>& array = arrays_[defined_];
    shown = Evaluation(array).show(operand);
    if (operand.type == Operand::kRepeat && operand.number >= 0 && static_cast<size_t>(operand.number) < array.size()) {
      shown.inner = array[static_cast<size_t>(operand.number)].inner;
    }
    shown.js_line = js_line;
    shown.offset = offset;
    if (in_.accept(',')) {  // debug output: ['pages/a.wxml', line, column]
      const Operand place = read_operand(in_, 0);
      if (place.items.size() == 3) shown.line = static_cast<uint32_t>(std::max<int64_t>(0, place.items[1].number));
    }
    if (count_++ < limits_.items) array.push_back(std::move(shown));
  }

  void file_list() {
    in_.advance(2);
    const Operand list = read_operand(in_, 0);
    files_.clear();
    for (const Operand& item : list.items) files_.push_back(page_name(item.text));
    for (const std::string& file : files_) out_.pages.push_back(file);
  }

  std::string file_at(int64_t index) const {
    return index >= 0 && static_cast<size_t>(index) < files_.size() ? files_[static_cast<size_t>(index)] : std::string();
  }

  // d_[x[3]]: what follows builds file 3.
  void page() {
    in_.advance(5);
    int64_t index = 0;
    if (in_.number(index)) page_ = file_at(index);
  }

  // "x[4]"; -1 when something else stands here.
  int64_t file_index() {
    in_.skip_space();
    int64_t index = -1;
    if (!in_.rest().starts_with("x[")) return -1;
    in_.advance(2);
    return in_.number(index) ? index : -1;
  }

  void call() {
    const size_t begin = in_.at();
    const std::string_view name = in_.word();
    if (in_.peek() != '(') {
      if (in_.at() == begin) in_.advance();
      return;
    }
    in_.advance();
    const bool new_form = name.size() == 3 && name[2] == 'z';
    if (name == "_n") return new_element(begin);
    if (name == "_mz" || name == "_m") return element_with_attributes(begin, new_form);
    if (name == "_rz" || name == "_r") return attribute(new_form);
    if (name == "_oz" || name == "_o") return constant_use(begin, new_form);
    if (name == "_ic" || name == "_ai") return include(name == "_ai");
  }

  // "var oB=_n('button')": the name left of the '='.
  std::string assigned_name(size_t begin) const {
    if (begin == 0 || script_[begin - 1] != '=') return {};
    size_t end = begin - 1, at = end;
    while (at > 0 && name_character(script_[at - 1])) --at;
    return std::string(script_.substr(at, end - at));
  }

  size_t add_element(size_t begin, std::string tag) {
    Element element;
    element.tag = std::move(tag);
    element.page = page_;
    element.js_line = in_.line();
    out_.elements.push_back(std::move(element));
    variables_[assigned_name(begin)] = out_.elements.size() - 1;
    return out_.elements.size() - 1;
  }

  void new_element(size_t begin) {
    std::string tag;
    if (in_.string(tag)) add_element(begin, std::move(tag));
  }

  bool skip_z(bool new_form) {
    if (!new_form) return true;
    return in_.accept('z') && in_.accept(',');
  }

  // _mz(z,'tag',['attr',o1,'attr2',o2]): indices count from the first one (formats.md §8.1).
  void element_with_attributes(size_t begin, bool new_form) {
    std::string tag;
    if (!skip_z(new_form) || !in_.string(tag) || !in_.accept(',')) return;
    const size_t element = add_element(begin, std::move(tag));
    const Operand list = read_operand(in_, 0);
    int64_t base = 0;
    for (size_t i = 0; i + 1 < list.items.size(); i += 2) {
      const int64_t index = base + list.items[i + 1].number;
      if (index < 0) {
        out_.elements[element].attributes.emplace_back(list.items[i].text, "true");
        continue;
      }
      add_use(index, Use::kAttribute, element, list.items[i].text);
      if (base == 0) base = list.items[i + 1].number;
    }
  }

  // _rz(z,oB,'bindtap',0,…
  void attribute(bool new_form) {
    if (!skip_z(new_form)) return;
    in_.skip_space();
    const std::string variable(in_.word());
    std::string name;
    int64_t index = 0;
    if (!in_.accept(',') || !in_.string(name) || !in_.accept(',') || !in_.number(index)) return;
    const auto at = variables_.find(variable);
    add_use(index, Use::kAttribute, at == variables_.end() ? SIZE_MAX : at->second, name);
  }

  // var xC=_oz(z,1,e,s,gg)⏎_(oB,xC): a text node; if(_oz(…)): a condition.
  void constant_use(size_t begin, bool new_form) {
    int64_t index = 0;
    if (!skip_z(new_form) || !in_.number(index)) return;
    const bool condition = script_.substr(0, begin).ends_with("if(") || script_.substr(0, begin).ends_with("if (");
    Use use = condition ? Use::kCondition : Use::kUnknown;
    const std::string variable = assigned_name(begin);
    if (!variable.empty()) {
      constexpr size_t kStatement = 80;  // the rest of this statement and the next one
      const std::string_view next = script_.substr(in_.at(), kStatement);
      const size_t close = next.find(')');
      const std::string_view after = close == std::string_view::npos ? std::string_view() : next.substr(close + 1);
      const size_t at = after.find_first_not_of(" \r\n\t;");
      if (at != std::string_view::npos && after.substr(at).starts_with("_(") && after.find("," + variable + ")") != std::string_view::npos) use = Use::kText;
    }
    add_use(index, use, SIZE_MAX, "");
  }

  void include(bool import) {
    if (import) {
      in_.word();
      if (!in_.accept(',')) return;
    }
    const int64_t target = file_index();
    if (target >= 0 && !page_.empty()) raw_includes_.emplace_back(page_, file_at(target));
  }

  void add_use(int64_t index, Use use, size_t element, std::string attribute) {
    if (uses_.size() >= limits_.items) return;
    uses_.push_back({used_, index, use, element, std::move(attribute), page_, in_.line()});
  }

  void resolve() {
    std::set<std::tuple<std::string, std::string, Use>> seen;  // page, text, use
    std::map<std::string, std::vector<bool>> placed;
    for (const ConstantUse& use : uses_) {
      const auto array = arrays_.find(use.array);
      if (array == arrays_.end() || use.index < 0 || static_cast<size_t>(use.index) >= array->second.size()) continue;
      const size_t index = static_cast<size_t>(use.index);
      const Shown& shown = array->second[index];
      std::vector<bool>& marks = placed[use.array];
      marks.resize(array->second.size());
      marks[index] = true;
      if (use.element != SIZE_MAX) out_.elements[use.element].attributes.emplace_back(use.attribute, shown.text);
      if (use.element != SIZE_MAX && out_.elements[use.element].line == 0) out_.elements[use.element].line = shown.line;
      add(shown, use, seen);
    }
    for (const auto& [name, array] : arrays_) {
      const std::vector<bool>& marks = placed[name];
      for (size_t i = 0; i < array.size(); ++i) {
        if (i >= marks.size() || !marks[i]) add(array[i], {name, 0, Use::kUnknown, SIZE_MAX, "", page_of(name), 0}, seen);
      }
    }
    resolve_includes();
  }

  // A page of the array, by any use of it.
  std::string page_of(const std::string& array) const {
    const auto at = std::find_if(uses_.begin(), uses_.end(), [&](const ConstantUse& use) { return use.array == array; });
    return at == uses_.end() ? std::string() : at->page;
  }

  void add(const Shown& shown, const ConstantUse& use, std::set<std::tuple<std::string, std::string, Use>>& seen) {
    const auto put = [&](const std::string& text) {
      if (text.empty() || text == kPlaceholder || !seen.emplace(use.page, text, use.use).second) return;
      Constant out;
      out.text = text;
      out.use = use.use;
      if (use.element != SIZE_MAX) out.tag = out_.elements[use.element].tag;
      out.attribute = use.attribute;
      out.page = use.page;
      out.line = shown.line;
      out.js_line = shown.js_line;
      out.js_offset = shown.offset;
      out_.constants.push_back(std::move(out));
    };
    put(shown.text);
    for (const std::string& inner : shown.inner) put(inner);
  }

  // "../common/line.wxml" as seen from the page that includes it; the list holds both spellings.
  void resolve_includes() {
    for (const auto& [page, path] : raw_includes_) {
      std::string target = path;
      if (path.starts_with("../")) {
        std::string folder = page.substr(0, page.rfind('/') == std::string::npos ? 0 : page.rfind('/'));
        while (target.starts_with("../")) {
          target.erase(0, 3);
          folder = folder.substr(0, folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/'));
        }
        if (!folder.empty()) target = folder + "/" + target;
      }
      out_.includes.emplace_back(page, target);
    }
    std::sort(out_.includes.begin(), out_.includes.end());
    out_.includes.erase(std::unique(out_.includes.begin(), out_.includes.end()), out_.includes.end());
  }

  Cursor in_;
  std::string_view script_;
  const Limits& limits_;
  Compiled out_;
  std::map<std::string, std::vector<Shown>> arrays_;
  std::string defined_, used_;   // array being filled, array in use
  std::vector<std::string> files_;
  std::string page_;
  std::map<std::string, size_t> variables_;  // element by the name of its variable
  std::vector<ConstantUse> uses_;
  std::vector<std::pair<std::string, std::string>> raw_includes_;
  uint64_t count_ = 0;
};

}  // namespace

bool looks_like(std::string_view script) { return script.find("$gwx") != std::string_view::npos && script.find("Z(") != std::string_view::npos; }

Compiled read(std::string_view script, const Limits& limits) { return Reader(script, limits).read(); }

}  // namespace jianfu::formats::wxml
