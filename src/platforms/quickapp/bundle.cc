#include "platforms/quickapp/bundle.h"

#include <algorithm>
#include <array>
#include <set>

#include "formats/js/js.h"
#include "text/line_index.h"

namespace jianfu::platforms::quickapp {
namespace {

using formats::js::symbol;
using formats::js::Token;
using formats::js::TokenKind;
using formats::js::Word;

constexpr std::string_view kComponent = "@app-component/";
constexpr std::string_view kApplication = "@app-application/";
constexpr std::string_view kModule = "@app-module/";
constexpr size_t kMostFrames = 4096;  // brackets in brackets; of templates none counts

bool is_name(const Token& token) {
  return token.kind == TokenKind::kIdentifier;
}
bool is_key(const Token& token) {
  return token.kind == TokenKind::kIdentifier || token.kind == TokenKind::kKeyword ||
         token.kind == TokenKind::kString || token.kind == TokenKind::kNumber;
}
bool is_id(const Token& token) {
  return token.kind == TokenKind::kNumber ||
         (token.kind == TokenKind::kString && token.text.find('/') != std::string_view::npos);
}
// What may follow the type of an element; of the last toolkits also in short.
constexpr std::array<std::string_view, 15> kTreeKeys = {"attr",  "classList", "children", "events", "id",
                                                        "style", "shown",     "repeat",   "is",     "append",
                                                        "a",     "cL",        "c",        "e",      "s"};

// Keys of styles begin like selectors.
bool is_selector(std::string_view key) {
  return !key.empty() && (key[0] == '.' || key[0] == '#' || key[0] == '@');
}

class Survey {
 public:
  Survey(std::string_view source, const Limits& limits) : source_(source), tokens_(source, limits) {}

  Bundle run() {
    frames_.emplace_back();
    for (Token token = tokens_.next_piece(); token.kind != TokenKind::kEnd; token = tokens_.next_piece()) {
      if (swallow_ > 0 || lost_ > 0) {
        pass_over(token);
        continue;
      }
      on_token(token);
      past_[count_++ % past_.size()] = token;
    }
    while (frames_.size() > 1) close(last_end_);
    resolve();
    return std::move(out_);
  }

 private:
  enum class Kind : uint8_t { kPlain, kTree, kStyle, kManifest, kDefine };
  struct Frame {
    char bracket = 0;
    Kind kind = Kind::kPlain;
    bool exported = false;      // the value of …exports or …template
    bool table = false;         // of modules, by their place: [function(…), …]
    bool first_key = false;     // no key was read yet
    bool tree_pending = false;  // {type: "div", and the next key decides
    Token opened;               // the bracket
    // What the toolkit appends to scripts begins here; sure once its own names came.
    std::optional<Token> tail;
    bool tail_sure = false;
    // A module that began as an element of this bracket.
    std::optional<Token> candidate;
    bool is_module = false;
    bool method = false;  // 12(e, t) {…}
    bool wraps = false;   // "(" right behind the key of a candidate: 12: ((e, t) => {…})
    uint32_t element = 0;
  };

  // The token `back` places before the one being read; kEnd when there is none.
  const Token& before(size_t back) const {
    static const Token none;
    return back == 0 || back > count_ || back > past_.size() ? none : past_[(count_ - back) % past_.size()];
  }
  Frame& top() { return frames_.back(); }

  // In a template or a style, of which only the end counts, or in brackets deeper than any script's.
  void pass_over(const Token& token) {
    uint32_t& depth = lost_ > 0 ? lost_ : swallow_;
    if (token.is(symbol("{")) || token.is(symbol("[")) || token.is(symbol("("))) {
      ++depth;
    } else if ((token.is(symbol("}")) || token.is(symbol("]")) || token.is(symbol(")"))) && --depth == 0) {
      if (&depth == &swallow_) close(token);
      past_[count_++ % past_.size()] = token;
    }
    last_end_ = token;
  }

  void on_token(const Token& token) {
    if (token.kind == TokenKind::kString) on_string(token);
    if (token.kind == TokenKind::kIdentifier && token.text == "_descriptor") mark_tail();
    if (token.kind == TokenKind::kPunctuator) {
      on_symbol(token);
    } else {
      on_operand(token);
    }
    last_end_ = token;
  }

  // ---- keys, and what they tell of the object ----

  void on_operand(const Token& token) {
    Frame& frame = top();
    // require("@system.x").method
    if (is_name(token) && before(1).is(symbol(".")) && before(2).is(symbol(")")) &&
        before(3).kind == TokenKind::kString) {
      if (const std::string_view feature = feature_of(before(3).text); !feature.empty())
        out_.direct.emplace(token.offset, feature);
    }
    // {"./ajax.js": 158}: what a webpack context leads to.
    if (token.kind == TokenKind::kNumber && before(1).is(symbol(":")) &&
        before(2).kind == TokenKind::kString && before(2).text.starts_with("./"))
      asks_.push_back({current_, std::string(token.text), kNoPart});
    const bool begins = before(1).is(symbol("{")) || before(1).is(symbol(",")) || before(1).is(symbol("["));
    if (frame.table && begins && token.word == Word::kFunction) begin_candidate(frame, token, true);
    if (token.word != Word::kFunction) return;
    if (frame.candidate && before(1).is(symbol(":"))) frame.is_module = true;
    if (frame.wraps && before(1).is(symbol("("))) enter_module(2);
  }

  // The first keys tell what an exported object is.
  void on_colon() {
    Frame& frame = top();
    const Token& key = before(1);
    const bool at_key = is_key(key) && (before(2).is(symbol("{")) || before(2).is(symbol(",")));
    if (frame.bracket != '{' || !at_key) return;
    if (is_id(key) && current_ == kNoPart) begin_candidate(frame, key, false);
    if (frame.tree_pending) {
      frame.tree_pending = false;
      if (std::find(kTreeKeys.begin(), kTreeKeys.end(), key.text) != kTreeKeys.end()) begin_tree();
    }
    if (!frame.first_key) return;
    frame.first_key = false;
    if (frame.exported && key.kind == TokenKind::kString && is_selector(key.text)) frame.kind = Kind::kStyle;
    if (key.text == "package") first_package_ = frames_.size();
    if (frame.exported && (key.text == "type" || key.text == "t")) maybe_tree_ = frames_.size();
  }

  void on_string(const Token& token) {
    const Token& colon = before(1);
    if (colon.is(symbol(":")) && before(2).kind == TokenKind::kString && before(2).text.starts_with("./"))
      asks_.push_back({current_, std::string(token.text), kNoPart});
    if (colon.is(symbol(":")) && maybe_tree_ == frames_.size()) {
      maybe_tree_ = 0;
      top().tree_pending = true;
    }
    if (colon.is(symbol(":")) && first_package_ == frames_.size()) maybe_manifest_ = frames_.size();
    if (const std::string_view feature = feature_of(token.text); !feature.empty()) note_alias(feature);
    if (!before(1).is(symbol("("))) return;
    const std::string_view callee = before(2).text;
    if (callee == "$app_define$") begin_component(token);
    if (callee == "$app_bootstrap$" && token.text.starts_with(kComponent))
      out_.main = std::string(token.text.substr(kComponent.size()));
    if (callee == "parse" && token.text.starts_with("{\"package\":"))  // JSON.parse('{…}') of the manifest
      skip(token, token);
  }

  void begin_tree() {
    Frame& frame = top();
    frame.kind = Kind::kTree;
    swallow_ = 1;
    BundleTree tree;
    tree.module = current_;
    tree.range = range(frame.opened, frame.opened);
    out_.trees.push_back(tree);
    if (current_ != kNoPart) {
      out_.modules[current_].data = true;
      if (!out_.modules[current_].tree) out_.modules[current_].tree = out_.trees.size() - 1;
    }
    // exports.template = {…} inside of the definition itself.
    if (component_ != kNoPart) out_.components[component_].tree = out_.trees.size() - 1;
  }

  // ---- brackets ----

  void on_symbol(const Token& token) {
    switch (token.symbol) {
      case symbol("{"):
      case symbol("["):
      case symbol("("):
        return open(token);
      case symbol("}"):
      case symbol("]"):
      case symbol(")"):
        if (frames_.size() > 1) close(token);
        return after_close(token);
      case symbol(","):
        return on_comma(token);
      case symbol(":"):
        return on_colon();
      case symbol("=>"):
        if (top().candidate && !top().method) {
          enter_module(1);
        } else if (top().wraps) {
          enter_module(2);
        }
        return;
      default:
        return;
    }
  }

  void open(const Token& token) {
    if (frames_.size() >= kMostFrames) {
      lost_ = 1;
      return;
    }
    Frame& around = top();
    // 12(e, t) {…} among the modules.
    if (token.is(symbol("(")) && around.bracket == '{' && current_ == kNoPart && is_id(before(1)) &&
        (before(2).is(symbol("{")) || before(2).is(symbol(",")))) {
      begin_candidate(around, before(1), false);
      around.method = true;
    }
    if (around.candidate && around.method && token.is(symbol("{")) && before(1).is(symbol(")")))
      around.is_module = true;
    if (around.candidate && around.is_module) enter_module(1);
    Frame frame;
    frame.wraps =
        around.candidate && current_ == kNoPart && token.is(symbol("(")) && before(1).is(symbol(":"));
    frame.bracket = token.text[0];
    frame.opened = token;
    if (frame.bracket == '{') {
      frame.first_key = true;
      const bool assigned = before(1).is(symbol("="));
      frame.exported = assigned && (before(2).text == "exports" || before(2).text == "template");
    }
    frame.table = frame.bracket == '[' && before(1).is(symbol("(")) &&
                  (before(2).is(symbol("}")) || before(2).is(symbol(")")));
    if (frame.bracket == '(' && before(1).text == "$app_define$") frame.kind = Kind::kDefine;
    frames_.push_back(std::move(frame));
  }

  void close(const Token& token) {
    end_module(token);
    const Frame frame = std::move(frames_.back());
    const size_t depth = frames_.size();
    frames_.pop_back();
    if (maybe_tree_ == depth) maybe_tree_ = 0;
    if (first_package_ == depth) first_package_ = 0;
    switch (frame.kind) {
      case Kind::kTree:
        if (!out_.trees.empty()) out_.trees.back().range = range(frame.opened, token);
        skip(frame.opened, token);
        break;
      case Kind::kStyle:
        if (current_ != kNoPart) out_.modules[current_].data = true;
        skip(frame.opened, token);
        break;
      case Kind::kManifest:
        if (!out_.manifest) out_.manifest = frame.opened.offset;
        skip(frame.opened, token);
        break;
      case Kind::kDefine:
        component_ = kNoPart;
        since_define_.clear();
        break;
      case Kind::kPlain:
        if (frame.tail && frame.tail_sure) skip(*frame.tail, token);
        break;
    }
    maybe_manifest_ = maybe_manifest_ == depth ? 0 : maybe_manifest_;
  }

  void on_comma(const Token& token) {
    Frame& frame = top();
    // {package: "…", name: …}: the second key makes it one.
    if (frame.candidate) end_module(token);
    if (frame.table) ++frame.element;
    if (maybe_manifest_ == frames_.size() && frame.bracket == '{') {
      maybe_manifest_ = 0;
      frame.kind = Kind::kManifest;
    }
  }

  // ---- modules ----

  void begin_candidate(Frame& frame, const Token& key, bool by_place) {
    if (current_ != kNoPart) return;
    end_module(key);
    frame.candidate = key;
    frame.is_module = by_place;
    frame.method = false;
    id_ = by_place ? std::to_string(frame.element) : std::string(key.text);
  }

  // `back`: how many brackets up the list of modules is open.
  void enter_module(size_t back) {
    if (frames_.size() <= back) return;
    Frame& frame = frames_[frames_.size() - back];
    if (!frame.candidate || current_ != kNoPart) return;
    BundleModule module;
    module.range = range(*frame.candidate, *frame.candidate);
    module.id = id_;
    current_ = static_cast<uint32_t>(out_.modules.size());
    open_at_ = frames_.size() - back + 1;
    out_.modules.push_back(std::move(module));
    since_define_.clear();
  }

  void end_module(const Token& token) {
    Frame& frame = top();
    if (current_ != kNoPart && open_at_ == frames_.size()) {
      out_.modules[current_].range.end = token.offset;
      current_ = kNoPart;
      since_define_.clear();
    }
    frame.candidate.reset();
    frame.is_module = frame.method = false;
  }

  // ---- a(12): a module asks for another ----

  void after_close(const Token& token) {
    // name ( id )
    if (token.is(symbol(")")) && before(2).is(symbol("(")) && is_name(before(3)) && is_id(before(1)))
      note_use(std::string(before(1).text), before(4), before(5));
    if (token.is(symbol("]"))) note_tail();
  }

  struct Ask {
    uint32_t from = kNoPart;
    std::string id;
    uint32_t component = kNoPart;  // whose template it is
  };

  void note_use(std::string id, const Token& equals, const Token& name) {
    Ask ask{current_, id, kNoPart};
    if (component_ != kNoPart && equals.is(symbol("=")) && name.text == "template")
      ask.component = component_;
    if (component_ == kNoPart) since_define_.push_back(id);
    asks_.push_back(std::move(ask));
  }

  void begin_component(const Token& token) {
    const bool component = token.text.starts_with(kComponent);
    if (!component && !token.text.starts_with(kApplication)) return;
    BundleComponent made;
    made.name = std::string(token.text.substr(component ? kComponent.size() : kApplication.size()));
    made.module = current_;
    component_ = static_cast<uint32_t>(out_.components.size());
    out_.components.push_back(std::move(made));
    scripts_.push_back(since_define_);
    since_define_.clear();
  }

  // What was asked for between the last definition and this one: script and style of the component, and what
  // defines the components it uses.
  void resolve() {
    std::map<std::string_view, uint32_t> ids;
    for (uint32_t i = 0; i < out_.modules.size(); ++i) ids.emplace(out_.modules[i].id, i);
    const auto module_of = [&](const std::string& id) {
      const auto at = ids.find(id);
      return at == ids.end() ? kNoPart : at->second;
    };
    for (const Ask& ask : asks_) {
      const uint32_t to = module_of(ask.id);
      if (to == kNoPart) continue;
      if (to != ask.from) out_.uses.emplace_back(ask.from, to);
      if (ask.component != kNoPart && out_.modules[to].tree) {
        out_.components[ask.component].tree = out_.modules[to].tree;
      }
    }
    std::sort(out_.uses.begin(), out_.uses.end());
    out_.uses.erase(std::unique(out_.uses.begin(), out_.uses.end()), out_.uses.end());
    std::set<uint32_t> definitions;
    for (const BundleComponent& component : out_.components) definitions.insert(component.module);
    for (size_t i = 0; i < out_.components.size(); ++i) {
      for (const std::string& id : scripts_[i]) {
        const uint32_t module = module_of(id);
        if (module != kNoPart && !out_.modules[module].data && definitions.count(module) == 0)
          out_.components[i].scripts.push_back(module);
      }
    }
    std::sort(out_.skipped.begin(), out_.skipped.end(),
              [](const Range& a, const Range& b) { return a.begin < b.begin; });
    text::LineIndex lines(source_);
    const auto place = [&](Range& range) {
      const text::Position from = lines.at(range.begin), to = lines.at(range.end);
      range.from = position(from.line, from.column);
      range.to = position(to.line, to.column);
    };
    for (BundleModule& module : out_.modules) place(module.range);
    for (Range& range : out_.skipped) place(range);
  }

  // ---- what the toolkit appends to the script of a page: it folds public, protected and private data ----

  void note_tail() {
    if (before(1).text != "private" || before(3).text != "protected" || before(5).text != "public") return;
    if (before(6).is(symbol("[")) && top().bracket == '{') top().tail = before(6);
  }
  void mark_tail() {
    constexpr size_t kNear = 12;  // brackets between the array and the first use of the name
    for (size_t i = 0; i < kNear && i < frames_.size(); ++i) {
      Frame& frame = frames_[frames_.size() - 1 - i];
      if (!frame.tail) continue;
      frame.tail_sure = true;
      return;
    }
  }

  // ---- names of features ----

  void alias(std::string name, std::string target) {
    out_.aliases[{current_, std::move(name)}] = std::move(target);
  }

  void note_alias(std::string_view feature) {
    if (before(1).word == Word::kImport) return;
    if (before(1).text == "from") return note_imported(feature, 2);
    if (!before(1).is(symbol("("))) return;
    // require("…") inside of calls and brackets, up to the names that it is assigned to.
    size_t back = 2;
    while (back < past_.size()) {
      const Token& token = before(back);
      if (token.is(symbol("="))) {
        if (before(back + 1).is(symbol("}"))) return note_imported(feature, back + 1);
        if (!is_name(before(back + 1))) return;
        const bool member = before(back + 2).is(symbol("."));
        if (member) {
          out_.aliases[{kNoPart, "." + std::string(before(back + 1).text)}] = std::string(feature);
        } else {
          alias(std::string(before(back + 1).text), std::string(feature));
        }
        back += 2;
      } else if (is_name(token) || token.is(symbol("(")) || token.is(symbol(".")) ||
                 token.word == Word::kAwait) {
        ++back;
      } else {
        return;
      }
    }
  }

  // import a, {b as c} from "…"; const {b: c} = require("…"): read backwards from what stands before.
  void note_imported(std::string_view feature, size_t back) {
    if (is_name(before(back)) && before(back + 1).text != "as") {
      return alias(std::string(before(back).text), std::string(feature));
    }
    if (is_name(before(back)) && before(back + 2).is(symbol("*"))) {
      return alias(std::string(before(back).text), std::string(feature));
    }
    if (!before(back).is(symbol("}"))) return;
    for (++back; back < past_.size() && !before(back).is(symbol("{")); ++back) {
      if (!is_name(before(back))) continue;
      const std::string local(before(back).text);
      const bool renamed = before(back + 1).text == "as" || before(back + 1).is(symbol(":"));
      if (renamed) back += 2;
      alias(local, std::string(feature) + "." + std::string(before(back).text));
    }
    if (before(back + 1).is(symbol(",")) && is_name(before(back + 2)))
      alias(std::string(before(back + 2).text), std::string(feature));
  }

  // ---- places ----

  static Range range(const Token& first, const Token& last) { return {first.offset, last.end(), 0, 0}; }
  void skip(const Token& first, const Token& last) { out_.skipped.push_back(range(first, last)); }

  std::string_view source_;
  formats::js::Tokeniser tokens_;
  Bundle out_;
  std::vector<Frame> frames_;
  std::array<Token, 64> past_;
  size_t count_ = 0;
  Token last_end_;
  uint32_t swallow_ = 0, lost_ = 0;  // brackets that are open in what is passed over
  uint32_t current_ = kNoPart;       // module
  size_t open_at_ = 0;                                              // frames when it began
  std::string id_;                                                  // of the candidate
  uint32_t component_ = kNoPart;                                    // whose definition is open
  size_t maybe_tree_ = 0, first_package_ = 0, maybe_manifest_ = 0;  // frames of the object that may be one
  std::vector<std::string> since_define_;
  std::vector<std::vector<std::string>> scripts_;  // by component
  std::vector<Ask> asks_;
};

// The range of sorted, disjoint ones that `at` lies in.
template <typename Item, typename RangeOf>
size_t range_at(const std::vector<Item>& items, Position at, RangeOf range_of) {
  auto after = std::upper_bound(items.begin(), items.end(), at,
                                [&](Position p, const Item& item) { return p < range_of(item).from; });
  if (after == items.begin()) return items.size();
  --after;
  return at < range_of(*after).to ? static_cast<size_t>(after - items.begin()) : items.size();
}

}  // namespace

uint32_t Bundle::module_at(Position at) const {
  const size_t index = range_at(modules, at, [](const BundleModule& m) -> const Range& { return m.range; });
  return index == modules.size() ? kNoPart : static_cast<uint32_t>(index);
}

bool Bundle::is_skipped(Position at) const {
  return range_at(skipped, at, [](const Range& r) -> const Range& { return r; }) != skipped.size();
}

bool Bundle::is_skipped_offset(uint64_t offset) const {
  auto after = std::upper_bound(skipped.begin(), skipped.end(), offset,
                                [](uint64_t o, const Range& range) { return o < range.begin; });
  return after != skipped.begin() && offset < std::prev(after)->end;
}

std::string_view feature_of(std::string_view module) {
  if (module.starts_with(kModule)) return module.substr(kModule.size());
  if (module.starts_with('@') && (module.starts_with("@system.") || module.starts_with("@service.")))
    return module.substr(1);
  return {};
}

Bundle survey_bundle(std::string_view source, const Limits& limits) {
  return Survey(source, limits).run();
}

}  // namespace jianfu::platforms::quickapp
