// One forward pass over a script that one compiler wrote (formats.md §8.1): constant arrays first, then for
// each file the functions that build it and say which constant stands where. Only words are looked at, and
// only those the compiler uses; what does not read like a call of it is passed over. All versions since 2017
// that were seen:
//   oldest   one array; d_['./pages/a.wxml'], _o(3,…), _r(v,'class',4,…), _m('view',['class',0,'id',1],…)
//   later    file names in x=[…]; d_[x[0]]
//   2018 on  one array a file, function gz$gwx_1(), read as z=gz$gwx_1(); _oz(z,3,…), _rz, _mz
//   lazy     $gwx_XC_0 and gz$gwx_XC_0_1, one script a page
#include "formats/wxml/compiled.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "formats/wxml/easel.h"
#include "formats/wxml/reading.h"

namespace jianfu::formats::wxml {
namespace {

constexpr uint32_t kNoFunction = UINT32_MAX;
constexpr size_t kLongestPath = 4096;

std::string_view without_space(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n";
  const size_t begin = text.find_first_not_of(kSpaces);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpaces) - begin + 1);
}

class Walk {
 public:
  Walk(std::string_view script, const Limits& limits)
      : script_(script), limits_(limits), in_{script, 0}, out_(script, limits) {}

  Reading read() {
    while (next_word()) {
      const size_t begin = begin_;
      take(word_);
      previous_ = word_;
      previous_end_ = std::max(previous_end_, begin + word_.size());
    }
    if (lost_ != 0) {
      out_.defects.push_back({limited_ ? GapReason::kLimit : GapReason::kCorrupt,
                              {Msg::wxml_constants_lost, {std::to_string(lost_)}}});
    }
    return std::move(out_);
  }

 private:
  // A variable of the function now read: an element, or a constant whose use the next line tells.
  struct Variable {
    uint32_t element = UINT32_MAX, use = UINT32_MAX;
    uint32_t condition = UINT32_MAX;  // of a virtual node: use that decides on what is added to it now
  };

  bool next_word() {
    size_t at = in_.at;
    while (at < script_.size() && !is_word_character(script_[at])) ++at;
    begin_ = in_.at = at;
    word_ = in_.word();
    return !word_.empty();
  }

  // What stands between the word before and this one.
  std::string_view between() const {
    return without_space(script_.substr(previous_end_, begin_ - previous_end_));
  }
  std::string_view assigned() const { return between() == "=" ? previous_ : std::string_view(); }

  void take(std::string_view word) {
    switch (word[0]) {
      case 'Z':
        if (word == "Z") previous_ == "function" ? begin_array() : constant();
        return;
      case 'g':
        if (word.starts_with("gz$gwx")) array_name(word);
        return;
      case '$':
        if (word.starts_with("$gwx")) open_page();
        return;
      case 'x':
        if (word == "x") file_names();
        return;
      case 'd':
        if (word == "d_") definition();
        return;
      case 'e':
        if (word == "e_") entry();
        return;
      case 'm':
        if (in_.peek() == '=') page_function(word);
        return;
      case 'n':
        if (word == "nnm") return script_names();
        if (word == "nv_require") return script_use();
        if (word.starts_with("np_") && previous_ == "function") script(word);
        return;
      case 'f':
        if (word == "f_") script_user();
        return;
      case 'w':
        if (word == "wxVkey" && function_ != kNoFunction) branch();
        return;
      case '_':
        if (previous_ != "function" && function_ != kNoFunction && in_.peek() == '(') call(word);
        return;
      default:
        return;
    }
  }

  // --- constants

  void array_name(std::string_view word) {
    if (previous_ == "function") {
      announced_ = word;
    } else if (in_.peek() == '(') {
      const auto at = array_of_name_.find(word);
      array_in_use_ = at == array_of_name_.end() ? kNoArray : at->second;
    }
  }

  // function Z(ops){…} begins each array.
  void begin_array() {
    filled_ = static_cast<uint32_t>(out_.arrays.size());
    out_.arrays.emplace_back();
    if (announced_.empty())
      array_in_use_ = filled_;
    else
      array_of_name_[announced_] = filled_;
    announced_ = {};
    in_.accept('(');
    in_.word();
    out_.arrays[filled_].debug = in_.accept(',');
  }

  void constant() {
    if (filled_ == kNoArray || !in_.accept('(')) return;
    Entry entry;
    entry.js_line = line_at(begin_);
    entry.js_offset = begin_;
    Array& array = out_.arrays[filled_];
    entry.root = out_.operands.parse(in_, array);
    // The limit may be met in the midst of an operand.
    limited_ |= entry.root == kNoNode && out_.operands.size() >= limits_.items;
    if (entry.root == kNoNode)
      ++lost_;
    else if (in_.accept(','))
      read_place(entry, array);
    if (entries_++ < limits_.items) array.entries.push_back(entry);
    if (entry.root != kNoNode) read_span();
  }

  // What was read need not be read by others. Calls one behind the other are one span; whatever stands
  // between two of them stays outside.
  void read_span() {
    constexpr std::string_view kBetween = ");\r\n\t ";
    const size_t before = out_.spans.empty() ? 0 : out_.spans.back().second;
    const bool goes_on =
        !out_.spans.empty() && begin_ >= before &&
        script_.substr(before, begin_ - before).find_first_not_of(kBetween) == std::string_view::npos;
    if (goes_on)
      out_.spans.back().second = in_.at;
    else
      out_.spans.emplace_back(begin_, in_.at);
  }

  // ['pages/a/a.wxml',4,31] of the debug output.
  void read_place(Entry& entry, const Array& array) {
    const uint32_t id = out_.operands.parse(in_, array);
    if (id == kNoNode) return;
    const Operands::Node& place = out_.operands.node(id);
    if (place.kind != Operands::Kind::kList || place.count < 2) return;
    const Operands::Node& file = out_.operands.node(out_.operands.child(place, 0));
    const Operands::Node& line = out_.operands.node(out_.operands.child(place, 1));
    if (file.kind == Operands::Kind::kString) entry.page = page_number(out_.operands.raw(file));
    if (line.kind == Operands::Kind::kNumber)
      entry.line = static_cast<uint32_t>(std::clamp<int64_t>(line.number, 0, UINT32_MAX));
  }

  uint32_t line_at(size_t offset) {
    line_ += static_cast<uint32_t>(std::count(script_.begin() + static_cast<ptrdiff_t>(counted_),
                                              script_.begin() + static_cast<ptrdiff_t>(offset), '\n'));
    counted_ = offset;
    return line_;
  }

  // --- files and their functions

  uint32_t page_number(std::string_view path) {
    std::string name = page_name(path);
    if (name.empty()) return 0;
    const auto [at, added] =
        page_of_name_.try_emplace(std::move(name), static_cast<uint32_t>(out_.pages.size()));
    if (added) out_.pages.push_back(at->first);
    return at->second;
  }

  // x=['./pages/a.wxml',…]; other scripts have an x as well, but not with such names.
  void file_names() {
    if (!in_.accept('=') || !in_.accept('[')) return;
    std::vector<std::string_view> names;
    while (const auto name = in_.quoted()) {
      names.push_back(*name);
      if (!in_.accept(',')) break;
    }
    const bool templates =
        std::any_of(names.begin(), names.end(), [](std::string_view n) { return n.ends_with(".wxml"); });
    if (templates) files_ = std::move(names);
  }

  // x[3] or './pages/a.wxml'.
  std::optional<std::string_view> file() {
    if (const auto name = in_.quoted()) return name;
    if (in_.word() != "x" || !in_.accept('[')) return std::nullopt;
    const auto index = in_.integer();
    if (!index || !in_.accept(']') || *index < 0 || static_cast<uint64_t>(*index) >= files_.size())
      return std::nullopt;
    return files_[static_cast<size_t>(*index)];
  }

  // $gwx('./pages/a.wxml')
  void open_page() {
    if (!in_.accept('(')) return;
    in_.skip_space();
    if (in_.peek() != '\'' && in_.peek() != '"') return;
    if (const auto name = in_.quoted(); name && name->ends_with(".wxml")) page_number(*name);
  }

  // d_[x[3]]={} goes before all of a file; d_[x[3]]["card"]=function(e,s,r,gg){ is a template of it.
  void definition() {
    if (!in_.accept('[')) return;
    const auto name = file();
    if (!name || !in_.accept(']')) return;
    page_ = page_number(*name);
    filled_ = kNoArray;  // arrays are over; a Z( further on is somebody else's
    if (in_.peek() == '[') begin_function("", template_of_file());
  }

  // ["card"] as one of the file's named templates; 0 when it is none.
  uint32_t template_of_file() {
    in_.accept('[');
    const auto name = in_.quoted();
    if (!name || name->empty() || !in_.accept(']') || out_.named.size() >= limits_.items) return 0;
    out_.named.emplace_back(page_, *name);
    return static_cast<uint32_t>(out_.named.size() - 1);
  }

  // var m3=function(e,s,r,gg){
  void page_function(std::string_view word) {
    Cursor ahead = in_;
    if (!ahead.accept('=') || ahead.word() != "function") return;
    begin_function(word, 0);
  }

  void begin_function(std::string_view name, uint32_t named) {
    if (out_.functions.size() >= limits_.items) return;
    function_ = static_cast<uint32_t>(out_.functions.size());
    out_.functions.push_back({name, page_, named});
    out_.steps.push_back({Step::Kind::kBegin, 0});
    variables_ = {};
    condition_ = UINT32_MAX;
  }

  // e_[x[3]]={f:m3,…} ends the functions of a file; e_[x[3]].i stands inside of them; e_[path] ends them all.
  void entry() {
    if (!in_.accept('[')) return;
    const size_t begin = in_.at;
    if (in_.word() == "path") function_ = kNoFunction;
    in_.at = begin;
    const auto name = file();
    if (!name || !in_.accept(']') || !in_.accept('=') || !in_.accept('{')) return;
    const uint32_t page = page_number(*name);
    if (in_.word() == "f" && in_.accept(':')) {
      const std::string_view function = in_.word();
      if (function_ != kNoFunction && out_.functions[function_].name == function)
        out_.functions[function_].page = page;
    }
    function_ = kNoFunction;
  }

  // --- scripts of templates

  // nnm={"m_pages/a.wxml:m":np_0,"p_utils/x.wxs":np_1}: inside of a template and of its own.
  void script_names() {
    if (!in_.accept('=') || !in_.accept('{')) return;
    while (const auto name = in_.quoted()) {
      if (!in_.accept(':')) return;
      const std::string_view function = in_.word();
      const std::string file = script_file(*name);
      if (!file.empty() && script_of_name_.size() < limits_.items)
        script_of_name_.try_emplace(function, file);
      if (!in_.accept(',')) return;
    }
  }

  static std::string script_file(std::string_view name) {
    if (name.starts_with("p_")) return page_name(name.substr(2));
    if (!name.starts_with("m_")) return {};
    name.remove_prefix(2);
    return page_name(name.substr(0, name.rfind(':')));
  }

  // function np_0(){…return nv_module.nv_exports;}
  void script(std::string_view word) {
    constexpr std::string_view kEnd = "return nv_module.nv_exports;}";
    script_user_ = {};
    const auto file = script_of_name_.find(word);
    const size_t end = script_.find(kEnd, begin_);
    if (file == script_of_name_.end() || end == std::string_view::npos) return;
    const size_t begin = std::min(script_.find('{', begin_) + 1, end);
    out_.scripts.push_back({file->second, begin, end, line_at(begin_)});
    script_of_name_.erase(file);  // so that each is found once, and the searches stay few
  }

  // f_['pages/a.wxml']['m'] =nv_require("p_utils/x.wxs");
  void script_user() {
    if (!in_.accept('[')) return;
    if (const auto name = in_.quoted(); name && name->ends_with(".wxml")) script_user_ = *name;
  }
  void script_use() {
    if (!in_.accept('(')) return;
    const auto name = in_.quoted();
    if (!name || !name->starts_with("p_") || script_user_.empty() || out_.script_uses.size() >= limits_.items)
      return;
    if (script_user_.size() + name->size() > kLongestPath) return;
    out_.script_uses.emplace_back(page_name(script_user_), script_file(*name));
  }

  // --- what the functions do

  void call(std::string_view word) {
    struct Form {
      std::string_view name;
      void (Walk::*read)();
    };
    // The forms that end in z name their array first.
    static constexpr std::array kForms = {
        Form{"_o", &Walk::value},     Form{"_m", &Walk::element_with_attributes},
        Form{"_r", &Walk::attribute}, Form{"_1", &Walk::template_data},
        Form{"_2", &Walk::loop},      Form{"_n", &Walk::bare_element},
        Form{"_", &Walk::append},     Form{"_gd", &Walk::template_name},
        Form{"_ai", &Walk::import},   Form{"_ic", &Walk::include},
    };
    const bool names_array = word.size() == 3 && word[2] == 'z';
    const std::string_view stem = names_array ? word.substr(0, 2) : word;
    const auto form =
        std::find_if(kForms.begin(), kForms.end(), [&](const Form& f) { return f.name == stem; });
    if (form == kForms.end() || !in_.accept('(')) return;
    if (names_array && (in_.word().empty() || !in_.accept(','))) return;
    (this->*form->read)();
  }

  // A use of the constant whose number stands here; UINT32_MAX when none does.
  uint32_t use(Use how, std::string_view tag, std::string_view attribute) {
    const auto index = in_.integer();
    return index ? add_use(*index, how, tag, attribute) : UINT32_MAX;
  }
  uint32_t add_use(int64_t index, Use how, std::string_view tag, std::string_view attribute) {
    if (index < 0 || index >= UINT32_MAX || array_in_use_ == kNoArray || out_.uses.size() >= limits_.items)
      return UINT32_MAX;
    out_.uses.push_back({array_in_use_, static_cast<uint32_t>(index), function_, how, tag, attribute});
    return static_cast<uint32_t>(out_.uses.size() - 1);
  }

  // if(_oz(z,3,…)) is a condition; var v=_oz(z,3,…) waits for _(parent,v), a text, or _gd(x[0],v,…), a
  // template's name.
  void value() {
    const bool condition = previous_ == "if" && between() == "(";
    const std::string_view variable = assigned();
    const uint32_t id = condition ? use(Use::kCondition, "", "wx:if") : use(Use::kUnknown, "", "");
    if (!variable.empty() && id != UINT32_MAX) variables_[variable].use = id;
    if (condition) condition_ = id;
  }

  // if(_oz(z,3,…)){oB.wxVkey=1 begins a branch of oB, and so does else{oB.wxVkey=2.
  void branch() {
    if (between() == ".") variables_[previous_].condition = condition_;
    condition_ = UINT32_MAX;
  }

  void append() {
    const std::string_view parent = in_.word();
    if (!in_.accept(',')) return;
    const auto child = variables_.find(in_.word());
    if (child == variables_.end()) return;
    const auto at = variables_.find(parent);
    if (child->second.element != UINT32_MAX) {
      if (at != variables_.end() && at->second.condition != UINT32_MAX)
        add_attribute(child->second.element, "wx:if", at->second.condition);
      step(Step::Kind::kClose, child->second.element);
    } else if (child->second.use != UINT32_MAX) {
      ConstantUse& text = out_.uses[child->second.use];
      text.use = Use::kText;
      if (at != variables_.end() && at->second.element != UINT32_MAX)
        text.tag = out_.elements[at->second.element].tag;
      step(Step::Kind::kText, child->second.use);
    }
  }

  // Every step but kBegin answers a call of the script, so there are no more of them than bytes.
  void step(Step::Kind kind, uint32_t index) { out_.steps.push_back({kind, index}); }

  void template_name() {
    if (!file() || !in_.accept(',')) return;
    const auto name = variables_.find(in_.word());
    if (name == variables_.end() || name->second.use == UINT32_MAX) return;
    ConstantUse& is = out_.uses[name->second.use];
    is.use = Use::kAttribute;
    is.tag = "template";
    is.attribute = "is";
    out_.template_uses.push_back(name->second.use);
  }

  void template_data() { use(Use::kUnknown, "template", "data"); }
  void loop() { use(Use::kUnknown, "", "wx:for"); }

  uint32_t begin_element(std::string_view variable, std::string_view tag) {
    if (out_.elements.size() >= limits_.items) return UINT32_MAX;
    const uint32_t id = static_cast<uint32_t>(out_.elements.size());
    out_.elements.push_back({tag, function_, line_at(begin_), {}});
    if (!variable.empty()) variables_[variable].element = id;
    step(Step::Kind::kOpen, id);
    return id;
  }

  void bare_element() {
    const std::string_view variable = assigned();
    if (const auto tag = in_.quoted()) begin_element(variable, *tag);
  }

  // ['class',5,'id',1,'hidden',-7]: numbers count from the first that is not 0; below 0 there is no value.
  void element_with_attributes() {
    const std::string_view variable = assigned();
    const auto tag = in_.quoted();
    if (!tag || !in_.accept(',') || !in_.accept('[')) return;
    const uint32_t id = begin_element(variable, *tag);
    int64_t base = 0;
    while (const auto name = in_.quoted()) {
      if (!in_.accept(',')) return;
      const auto offset = in_.integer();
      if (!offset || *offset > UINT32_MAX || *offset < -int64_t{UINT32_MAX}) return;
      const bool bare = base + *offset < 0;
      add_attribute(id, *name, bare ? UINT32_MAX : add_use(base + *offset, Use::kAttribute, *tag, *name));
      if (base == 0 && !bare) base = *offset;
      if (!in_.accept(',')) return;
    }
  }

  void attribute() {
    const auto at = variables_.find(in_.word());
    if (!in_.accept(',')) return;
    const auto name = in_.quoted();
    if (!name || !in_.accept(',')) return;
    const uint32_t id = at == variables_.end() ? UINT32_MAX : at->second.element;
    const uint32_t used = use(Use::kAttribute, id == UINT32_MAX ? "" : out_.elements[id].tag, *name);
    if (used != UINT32_MAX) add_attribute(id, *name, used);
  }

  void add_attribute(uint32_t element, std::string_view name, uint32_t used) {
    if (element == UINT32_MAX || ++attributes_ > limits_.items) return;
    out_.elements[element].attributes.push_back({name, used});
  }

  // _ai(list,x[1],e_,x[0],line,column) and _ic(x[1],e_,x[0],…)
  void import() {
    in_.word();
    if (in_.accept(',')) file_into(out_.imports);
  }
  void include() { file_into(out_.includes); }
  void file_into(std::vector<std::pair<uint32_t, std::string_view>>& list) {
    const auto path = file();
    if (path && list.size() < limits_.items) list.emplace_back(function_, *path);
  }

  std::string_view script_;
  const Limits& limits_;
  Cursor in_;
  Reading out_;

  std::string_view word_, previous_;
  size_t begin_ = 0, previous_end_ = 0;
  uint32_t line_ = 1;
  size_t counted_ = 0;  // up to here lines are in line_

  std::unordered_map<std::string_view, uint32_t> array_of_name_;  // gz$gwx_1
  std::string_view announced_;                                    // function gz$gwx_1(){ before its array
  uint32_t filled_ = kNoArray, array_in_use_ = kNoArray;
  uint64_t entries_ = 0, attributes_ = 0, lost_ = 0;
  bool limited_ = false;

  std::unordered_map<std::string_view, std::string> script_of_name_;  // np_0 → file
  std::string_view script_user_;

  std::vector<std::string_view> files_;  // x
  std::unordered_map<std::string, uint32_t> page_of_name_;
  uint32_t page_ = 0;
  uint32_t function_ = kNoFunction;
  uint32_t condition_ = UINT32_MAX;  // use of the if( just read
  std::unordered_map<std::string_view, Variable> variables_;
};

}  // namespace

std::string page_name(std::string_view path) {
  while (path.starts_with("./") || path.starts_with("/")) path.remove_prefix(path.starts_with("./") ? 2 : 1);
  return std::string(path);
}

bool looks_like(std::string_view script) {
  if (looks_like_easel(script)) return true;
  if (script.find("$gwx") == std::string_view::npos) return false;
  return script.find("function Z(") != std::string_view::npos;
}

Compiled read(std::string_view script, const Limits& limits, Constants told) {
  Reading reading = Walk(script, limits).read();
  Compiled out = assemble(std::move(reading), script, limits, told);
  if (looks_like_easel(script)) read_easel(script, limits, out);
  return out;
}

}  // namespace jianfu::formats::wxml
