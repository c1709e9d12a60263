// Puts together what the pass over a compiled script found: what each constant shows, what it is used as, and
// which page it belongs to.
#include <algorithm>
#include <functional>
#include <unordered_set>

#include "formats/markup/escapes.h"
#include "formats/markup/markup.h"
#include "formats/wxml/reading.h"

namespace jianfu::formats::wxml {
namespace {

using Kind = Operands::Kind;

constexpr std::string_view kVariable = "\xEF\xBF\xBC";  // U+FFFC

// Heads of operands (formats.md §8.1).
constexpr int64_t kValue = 1, kOperator = 2, kText = 3, kMember = 6, kName = 7, kJoin = 11;

// What a constant shows: as a whole, and the strings inside of its expressions.
struct Shown {
  markup::Value value;
  bool has_string = false;  // else it is a variable, a number or true
};

class Showing {
 public:
  Showing(const Operands& operands, uint64_t steps) : operands_(operands), steps_(steps) {}

  bool exhausted() const { return steps_ == 0; }

  Shown show(uint32_t root) {
    shown_ = {};
    const Operands::Node& node = operands_.node(root);
    if (head(node) == kJoin) {
      for (uint32_t i = 1; i < node.count && spend(); ++i) join(operands_.child(node, i));
    } else {
      join(root);
    }
    return std::move(shown_);
  }

 private:
  // Repeats share nodes, so a small script can hold a large sum of parts: work is bounded for all constants
  // together.
  bool spend(uint64_t steps = 1) {
    steps_ -= std::min(steps, steps_);
    return steps_ != 0;
  }

  // The number a list begins with; -1 for [[7],…], whose head is a list, and for what is no list.
  int64_t head(const Operands::Node& node) const {
    if (node.kind != Kind::kList || node.count == 0) return -1;
    const Operands::Node& first = operands_.node(operands_.child(node, 0));
    return first.kind == Kind::kNumber ? first.number : -1;
  }
  // The operator of [[7],…].
  int64_t operation(const Operands::Node& node) const {
    if (node.kind != Kind::kList || node.count == 0) return -1;
    return head(operands_.node(operands_.child(node, 0)));
  }
  bool literal(const Operands::Node& node) const {
    const int64_t h = head(node);
    return (h == kValue || h == kText) && node.count == 2;
  }
  std::string text_of(const Operands::Node& literal_node) {
    const Operands::Node& value = operands_.node(operands_.child(literal_node, 1));
    if (value.kind == Kind::kList) return std::string(kVariable);
    const std::string_view raw = operands_.raw(value);
    if (!spend(raw.size() + 1)) return {};
    if (value.kind != Kind::kString) return std::string(raw);
    shown_.has_string = true;
    if (raw.find_first_of("\\&") == std::string_view::npos) return std::string(raw);
    return markup::decode_entities(markup::unescape_js(raw));
  }

  void join(uint32_t id) {
    const Operands::Node& node = operands_.node(id);
    if (literal(node)) {
      shown_.value.text += text_of(node);
      return;
    }
    shown_.value.text += kVariable;
    collect(id);
  }

  bool compares(const Operands::Node& node) const {
    if (operation(node) != kOperator) return false;
    const Operands::Node& head_list = operands_.node(operands_.child(node, 0));
    if (head_list.count != 2) return false;
    const std::string_view sign = operands_.raw(operands_.node(operands_.child(head_list, 1)));
    return sign == "==" || sign == "===" || sign == "!=" || sign == "!==";
  }

  // Strings and names of an expression in the order they are written. Keys of objects are neither.
  void collect(uint32_t root) {
    pending_.assign(1, {root, false, false});
    while (!pending_.empty() && spend()) {
      const Part part = pending_.back();
      pending_.pop_back();
      const Operands::Node& node = operands_.node(part.id);
      if (node.kind != Kind::kList) continue;
      if (literal(node)) {
        if (operands_.node(operands_.child(node, 1)).kind != Kind::kString) continue;
        markup::Value& value = shown_.value;
        (part.name ? value.names : part.compared ? value.compared : value.shown).push_back(text_of(node));
        continue;
      }
      const int64_t what = operation(node);
      const bool compared = compares(node);
      for (uint32_t i = node.count; i > 1; --i) {
        const bool name = (what == kName && i == 2) || (what == kMember && i == 3);
        pending_.push_back({operands_.child(node, i - 1), compared, name});
      }
    }
  }

  struct Part {
    uint32_t id;
    bool compared, name;
  };

  const Operands& operands_;
  uint64_t steps_;
  Shown shown_;
  std::vector<Part> pending_;  // of the expression now collected
};

// "../tpl/a" seen from "pages/x/x.wxml" → "tpl/a.wxml", as the run time resolves it.
std::string resolved(std::string_view page, std::string_view path) {
  std::vector<std::string_view> parts;
  const auto walk = [&parts](std::string_view rest) {
    for (size_t end = 0; !rest.empty(); rest.remove_prefix(std::min(end + 1, rest.size()))) {
      end = std::min(rest.find('/'), rest.size());
      const std::string_view part = rest.substr(0, end);
      if (part == "..") {
        if (!parts.empty()) parts.pop_back();
      } else if (!part.empty() && part != ".") {
        parts.push_back(part);
      }
    }
  };
  const size_t folder = page.rfind('/');
  if (!path.starts_with('/') && folder != std::string_view::npos) walk(page.substr(0, folder));
  walk(path);
  std::string out;
  for (const std::string_view part : parts) out.append(out.empty() ? "" : "/").append(part);
  if (!out.ends_with(".wxml")) out += ".wxml";
  return out;
}

class Assembly {
 public:
  Assembly(Reading reading, std::string_view script, const Limits& limits, Constants told)
      : in_(std::move(reading)),
        limits_(limits),
        all_constants_(told == Constants::kAll),
        showing_(in_.operands, budget(script)),
        text_left_(budget(script)),
        told_(16, Hash{out_.constants}, Same{out_.constants}) {}

  Compiled put_together() {
    out_.defects = std::move(in_.defects);
    out_.pages.assign(in_.pages.begin() + 1, in_.pages.end());
    tell_named();
    begin_elements();
    sort_uses();
    find_pages_of_arrays();
    for (uint32_t i = 0; i < in_.arrays.size(); ++i) tell_array(i);
    in_.operands.forget();
    in_.arrays = {};
    end_elements();
    tell_steps();
    out_.spans = std::move(in_.spans);
    out_.scripts = std::move(in_.scripts);
    out_.uses = std::move(in_.script_uses);
    tell_template_uses();
    tell_files();
    tell_defects();
    return std::move(out_);
  }

 private:
  // Constants are told once for the same place; the set holds numbers of out_.constants.
  struct Hash {
    const std::vector<Constant>& all;
    size_t operator()(size_t i) const {
      const Constant& c = all[i];
      const std::hash<std::string> hash;
      return hash(c.text) ^ (hash(c.page) * 31) ^ (hash(c.attribute) * 37) ^ (hash(c.tag) * 41) ^
             static_cast<size_t>(c.use) ^ (size_t{c.named} << 8);
    }
  };
  struct Same {
    const std::vector<Constant>& all;
    bool operator()(size_t i, size_t j) const {
      const Constant &a = all[i], &b = all[j];
      return a.use == b.use && a.named == b.named && a.in_expression == b.in_expression &&
             a.compared == b.compared && a.text == b.text && a.page == b.page && a.tag == b.tag &&
             a.attribute == b.attribute;
    }
  };

  // Ten times what real scripts need (20 packages), and never more than a machine has.
  static uint64_t budget(std::string_view script) {
    return std::min<uint64_t>(64 * uint64_t{script.size()} + (1 << 20), 512 << 20);
  }

  bool afford(uint64_t bytes) {
    if (bytes <= text_left_) {
      text_left_ -= bytes;
      return true;
    }
    text_left_ = 0;
    cut_ = true;
    return false;
  }

  // Attributes of elements and conditions are asked for by use.
  void begin_elements() {
    values_.resize(in_.uses.size());
    wanted_.assign(in_.uses.size(), false);
    lines_.assign(in_.uses.size(), 0);
    js_lines_.assign(in_.uses.size(), 0);
    for (const ElementUse& element : in_.elements) {
      for (const ElementUse::Attribute& attribute : element.attributes) {
        if (attribute.use != UINT32_MAX) wanted_[attribute.use] = true;
      }
    }
    for (const uint32_t use : in_.template_uses) wanted_[use] = true;
  }

  void tell_named() {
    for (size_t i = 1; i < in_.named.size(); ++i) {
      const auto& [page, name] = in_.named[i];
      if (!afford(in_.pages[page].size() + name.size() + sizeof(Named))) return;
      out_.named.push_back({in_.pages[page], markup::unescape_js(name)});
    }
  }

  // What a limit left out stands in no named template.
  uint32_t named_of(uint32_t function) const {
    const uint32_t named = in_.functions[function].named;
    return named < out_.named.size() ? named : 0;
  }

  void sort_uses() {
    order_.resize(in_.uses.size());
    for (uint32_t i = 0; i < order_.size(); ++i) order_[i] = i;
    std::stable_sort(order_.begin(), order_.end(), [this](uint32_t a, uint32_t b) {
      const ConstantUse &x = in_.uses[a], &y = in_.uses[b];
      return x.array != y.array ? x.array < y.array : x.index < y.index;
    });
  }

  uint32_t page_of(const ConstantUse& use) const { return in_.functions[use.function].page; }

  // An array that one file alone uses belongs to it as a whole; others (the one array of old scripts) do not.
  void find_pages_of_arrays() {
    constexpr uint32_t kMany = UINT32_MAX;
    array_page_.assign(in_.arrays.size(), 0);
    for (const ConstantUse& use : in_.uses) {
      uint32_t& page = array_page_[use.array];
      const uint32_t here = page_of(use);
      if (page == 0)
        page = here;
      else if (page != here)
        page = kMany;
    }
    for (uint32_t& page : array_page_) page = page == kMany ? 0 : page;
  }

  // Uses are sorted by array and number, so one walk meets each constant with its uses.
  void tell_array(uint32_t number) {
    const Array& array = in_.arrays[number];
    uint32_t page_before = 0;
    for (uint32_t index = 0; index < array.entries.size(); ++index) {
      const Entry& entry = array.entries[index];
      const size_t first = next_use_;
      while (next_use_ < order_.size() && is_use_of(order_[next_use_], number, index)) ++next_use_;
      if (first != next_use_) page_before = page_of(in_.uses[order_[next_use_ - 1]]);
      if (entry.root == kNoNode || showing_.exhausted()) continue;
      const Shown shown = showing_.show(entry.root);
      for (size_t i = first; i < next_use_; ++i) tell_use(shown, entry, order_[i]);
      if (first == next_use_) tell_unused(shown, entry, page_of_unused(number, page_before));
    }
    for (; next_use_ < order_.size() && in_.uses[order_[next_use_]].array == number; ++next_use_) ++dangling_;
  }

  bool is_use_of(uint32_t use, uint32_t array, uint32_t index) const {
    return in_.uses[use].array == array && in_.uses[use].index == index;
  }

  // In the one array of old scripts files follow each other: between two uses of one file all is of that
  // file.
  uint32_t page_of_unused(uint32_t array, uint32_t page_before) const {
    if (array_page_[array] != 0) return array_page_[array];
    if (next_use_ >= order_.size() || in_.uses[order_[next_use_]].array != array) return 0;
    return page_of(in_.uses[order_[next_use_]]) == page_before ? page_before : 0;
  }

  void tell_use(const Shown& shown, const Entry& entry, uint32_t id) {
    const ConstantUse& use = in_.uses[id];
    if (!afford(page_bytes(entry, page_of(use)) + use.tag.size() + use.attribute.size())) return;
    lines_[id] = entry.line;
    js_lines_[id] = entry.js_line;
    const bool held = wanted_[id] || use.use == Use::kText;
    if (held && afford(bytes_of(shown.value))) values_[id] = shown.value;
    const bool names = !held || use.tag == "template";  // of `is` no element tells them
    const bool constants = all_constants_ || use.use == Use::kUnknown;
    if (!names && !constants) return;
    Constant constant = described(entry, page_of(use));
    constant.use = use.use;
    constant.named = named_of(use.function);
    constant.tag = markup::unescape_js(use.tag);
    constant.attribute = attribute_name(use.attribute);
    if (constants) tell(constant, shown);
    if (names) tell_names(constant, shown);
  }

  static uint64_t bytes_of(const markup::Value& value) {
    uint64_t out = value.text.size();
    for (const std::vector<std::string>* list : {&value.shown, &value.compared, &value.names}) {
      for (const std::string& text : *list) out += text.size() + 16;
    }
    return out;
  }

  void tell_names(const Constant& described, const Shown& shown) {
    for (const std::string& name : shown.value.names) {
      if (!afford(name.size() + described.page.size() + 16)) return;
      out_.names.push_back({name, described.page, described.line, described.js_line, described.named});
    }
  }

  void tell_unused(const Shown& shown, const Entry& entry, uint32_t page) {
    const Constant constant = described(entry, page);
    tell(constant, shown);
    tell_names(constant, shown);
  }

  // The debug output knows better.
  const std::string& page_name_of(const Entry& entry, uint32_t page) const {
    return in_.pages[entry.page != 0 ? entry.page : page];
  }
  uint64_t page_bytes(const Entry& entry, uint32_t page) const { return page_name_of(entry, page).size(); }

  Constant described(const Entry& entry, uint32_t page) const {
    Constant out;
    out.page = page_name_of(entry, page);
    out.line = entry.line;
    out.js_line = entry.js_line;
    out.js_offset = entry.js_offset;
    return out;
  }

  void tell(const Constant& described, const Shown& shown) {
    if (shown.has_string) tell_text(described, shown.value.text, false, false);
    for (const std::string& text : shown.value.shown) tell_text(described, text, true, false);
    for (const std::string& text : shown.value.compared) tell_text(described, text, true, true);
  }

  void tell_text(Constant constant, const std::string& text, bool in_expression, bool compared) {
    if (!markup::says_something(text)) return;
    if (out_.constants.size() >= limits_.items || !afford(text.size())) return;
    constant.text = text;
    constant.in_expression = in_expression;
    constant.compared = compared;
    out_.constants.push_back(std::move(constant));
    if (!told_.insert(out_.constants.size() - 1).second) out_.constants.pop_back();
  }

  void end_elements() {
    out_.elements.reserve(in_.elements.size());
    for (const ElementUse& use : in_.elements) {
      if (!afford(in_.pages[in_.functions[use.function].page].size() + use.tag.size())) return;
      Element element;
      element.tag = markup::unescape_js(use.tag);
      element.page = in_.pages[in_.functions[use.function].page];
      element.js_line = use.js_line;
      element.named = named_of(use.function);
      element.attributes.reserve(use.attributes.size());
      for (const ElementUse::Attribute& attribute : use.attributes) {
        markup::Value value;
        if (attribute.use == UINT32_MAX) {
          value.text = "true";
        } else {
          if (!afford(bytes_of(values_[attribute.use]))) return;
          // A condition may stand at many elements, an attribute at its own.
          const bool own = in_.uses[attribute.use].use == Use::kAttribute;
          value = own ? std::move(values_[attribute.use]) : values_[attribute.use];
          const uint32_t line = lines_[attribute.use];
          if (element.line == 0 || (line != 0 && line < element.line)) element.line = line;
        }
        element.attributes.emplace_back(attribute_name(attribute.name), std::move(value));
      }
      out_.elements.push_back(std::move(element));
    }
  }

  // Texts are told where they are added; what a limit left out is passed over.
  void tell_steps() {
    out_.steps.reserve(in_.steps.size());
    for (Step step : in_.steps) {
      if (step.kind == Step::Kind::kText) {
        const uint32_t id = step.index;
        const std::string& page = in_.pages[page_of(in_.uses[id])];
        if (!afford(page.size() + 32)) return;
        step.index = static_cast<uint32_t>(out_.texts.size());
        out_.texts.push_back(
            {std::move(values_[id]), page, lines_[id], js_lines_[id], named_of(in_.uses[id].function)});
      } else if (step.kind != Step::Kind::kBegin && step.index >= out_.elements.size()) {
        continue;
      }
      out_.steps.push_back(step);
    }
  }

  void tell_template_uses() {
    for (const uint32_t id : in_.template_uses) {
      const std::string& page = in_.pages[page_of(in_.uses[id])];
      if (!afford(page.size() + sizeof(TemplateUse))) return;
      out_.template_uses.push_back(
          {std::move(values_[id]), page, lines_[id], js_lines_[id], named_of(in_.uses[id].function)});
    }
  }

  void tell_files() {
    for (const auto& [function, path] : in_.includes) {
      const std::string& page = in_.pages[in_.functions[function].page];
      if (!afford(page.size() + path.size())) return;
      out_.includes.push_back({page, resolved(page, path), named_of(function)});
    }
    for (const auto& [function, path] : in_.imports) {
      const std::string& page = in_.pages[in_.functions[function].page];
      if (!afford(page.size() + path.size())) return;
      out_.imports.emplace_back(page, resolved(page, path));
    }
    sort_unique(out_.includes);
    sort_unique(out_.imports);
  }

  void tell_defects() {
    if (cut_ || showing_.exhausted()) {
      out_.defects.push_back({GapReason::kLimit,
                              {Msg::limit_reached,
                               {core::bilingual("模板常量展开后的大小", "size of the templates' constants"),
                                std::to_string(out_.constants.size())}}});
    }
    if (dangling_ != 0) {
      out_.defects.push_back({GapReason::kCorrupt, {Msg::wxml_uses_lost, {std::to_string(dangling_)}}});
    }
  }

  Reading in_;
  const Limits& limits_;
  bool all_constants_;
  Compiled out_;
  Showing showing_;
  uint64_t text_left_;  // what repeats may blow the texts up to
  bool cut_ = false;
  uint64_t dangling_ = 0;
  std::vector<uint32_t> order_;  // of in_.uses
  size_t next_use_ = 0;          // in order_
  std::vector<uint32_t> array_page_;
  std::vector<uint32_t> lines_, js_lines_;  // by use
  std::vector<markup::Value> values_;       // by use, of attributes and texts
  std::vector<bool> wanted_;                // by use: an attribute of an element
  std::unordered_set<size_t, Hash, Same> told_;
};

}  // namespace

std::string attribute_name(std::string_view raw) {
  const bool as_written = raw.starts_with("bind") || raw.starts_with("catch") || raw.starts_with("data-") ||
                          raw.starts_with("capture-") || raw.starts_with("mut-") ||
                          raw.find(':') != std::string_view::npos;
  std::string name = markup::unescape_js(raw);
  if (as_written) return name;
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z')
      out.append("-").append(1, static_cast<char>(c + 32));
    else
      out += c;
  }
  return out;
}

Compiled assemble(Reading reading, std::string_view script, const Limits& limits, Constants told) {
  return Assembly(std::move(reading), script, limits, told).put_together();
}

}  // namespace jianfu::formats::wxml
