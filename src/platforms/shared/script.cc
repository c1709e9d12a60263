#include "platforms/shared/script.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "platforms/shared/facts.h"
#include "platforms/shared/literals.h"
#include "platforms/shared/of_use.h"
#include "platforms/shared/paths.h"
#include "platforms/shared/platform_methods.h"

namespace jianfu::platforms {
namespace {

using evidence::Evidence;
using evidence::Kind;

bool is_script_name(std::string_view name) {
  return name.ends_with(".js") || name.ends_with(".ts") || name.ends_with(".wxs") || name.ends_with(".jsx") ||
         name.ends_with(".tsx");
}

// Types are written in these; in what was built from them "name: …" is something else.
bool may_hold_types(std::string_view name) {
  return name.ends_with(".ts") || name.ends_with(".tsx") || name.ends_with(".mts") ||
         name.ends_with(".vue") || name.ends_with(".jsx") || name.ends_with(".ux");
}

bool is_number(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

using formats::js::Obfuscation;

Message what_is_hidden(const Obfuscation& found) {
  const std::string count = std::to_string(found.count);
  switch (found.kind) {
    case Obfuscation::Kind::kStrings:
      return {Msg::gap_obfuscated_strings, {count}};
    case Obfuscation::Kind::kNames:
      return {Msg::gap_obfuscated_names, {count}};
    case Obfuscation::Kind::kPacked:
      return {Msg::gap_packed_script, {count}};
    default:
      return {Msg::gap_encoded_script, {std::string(found.name)}};
  }
}

evidence::KindSet kinds_hidden(const Obfuscation& found) {
  switch (found.kind) {
    case Obfuscation::Kind::kStrings:
      return {};  // as rules/annotate/gaps.yaml has it
    case Obfuscation::Kind::kNames:
      return {Kind::kCall, Kind::kApi};
    default:
      return {Kind::kText, Kind::kLiteral, Kind::kEndpoint, Kind::kCall, Kind::kApi};
  }
}

using namespace std::string_view_literals;

// Functions that run as a program, page or part of one begins, and calls that are given such a function.
constexpr std::array kBeginnings = {
    "onLaunch"sv,          "onShow"sv,           "onLoad"sv,           "onReady"sv,     "onInit"sv,
    "onCreate"sv,          "onPageShow"sv,       "created"sv,          "mounted"sv,     "beforeCreate"sv,
    "beforeMount"sv,       "activated"sv,        "attached"sv,         "onMounted"sv,   "onBeforeMount"sv,
    "onActivated"sv,       "componentDidMount"sv, "componentWillMount"sv, "componentDidShow"sv, "ngOnInit"sv,
    "ionViewDidEnter"sv,   "ionViewWillEnter"sv, "useEffect"sv,        "useLayoutEffect"sv, "useMount"sv,
    "useLoad"sv,           "useDidShow"sv,       "useReady"sv,         "useLaunch"sv,   "aboutToAppear"sv,
    "onPageStart"sv,       "beforeRouteEnter"sv, "deviceready"sv};
// Calls that are given what runs before any page is shown.
constexpr std::string_view kGuard = "beforeEach";
// What is done when a call is through belongs to the function that made the call.
constexpr std::array kOutcomes = {"success"sv, "fail"sv,    "complete"sv, "then"sv,  "catch"sv,
                                  "finally"sv, "callback"sv, "resolve"sv,  "error"sv, "cb"sv};
// Who does not agree stays where he is.
constexpr std::array kQuestions = {"showModal"sv, "confirm"sv, "showActionSheet"sv, "actionSheet"sv, "showDialog"sv,
                                   "$confirm"sv,  "on"sv,      "addEventListener"sv, "$on"sv,       "$once"sv};

template <size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// A guard that asks what a route says of itself (to.meta.requiresAuth) lets the others pass.
bool guards_all(std::string_view source, uint64_t offset) {
  constexpr size_t kMost = 4000;
  constexpr std::array kOptIn = {"require"sv, "need"sv, "auth"sv, "login"sv, "isAuth"sv, "isLogin"sv, "permission"sv};
  std::string_view guard = source.substr(std::min<size_t>(offset, source.size()), kMost);
  int depth = 0;
  for (size_t i = 0; i < guard.size(); ++i) {
    depth += guard[i] == '(' ? 1 : guard[i] == ')' ? -1 : 0;
    if (guard[i] == ')' && depth == 0) guard = guard.substr(0, i);
  }
  for (size_t at = guard.find("meta"); at != std::string_view::npos; at = guard.find("meta", at + 1)) {
    std::string_view behind = guard.substr(at + 4);
    behind.remove_prefix(std::min(behind.find_first_not_of("?.[\"'!"), behind.size()));
    if (std::any_of(kOptIn.begin(), kOptIn.end(), [&](std::string_view word) { return behind.starts_with(word); }))
      return false;
  }
  return true;
}

// Words of a condition that asks whether a server turned the request down.
bool asks_for_refusal(std::string_view condition) {
  constexpr std::array kWords = {"401"sv, "403"sv, "xpire"sv, "nauthor"sv, "过期"sv, "失效"sv, "请重新登录"sv, "未登录"sv,
                                 "NOT_LOGIN"sv, "notLogin"sv, "TokenInvalid"sv, "TOKEN_INVALID"sv, "invalid_token"sv};
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return condition.find(word) != std::string_view::npos; });
}

// The code at `offset` runs only when a server said that nobody is known (any more): if (res.code == 401) …,
// case 401: …. Read backwards: the statement itself, the label of its case, the heads of the blocks around.
bool answers_refusal(std::string_view source, uint64_t offset) {
  constexpr size_t kMost = 800;
  const size_t begin = std::min<size_t>(offset, source.size());
  const size_t least = begin - std::min(begin, kMost);
  size_t end = begin;  // of the statement that is looked at
  int beside = 0;      // blocks beside the code that are being passed …
  bool around = true, passed = false;  // … and whether the statement is one around it, or the head of such a block
  bool labelled = false;
  for (size_t at = begin; at-- > least;) {
    const char c = source[at];
    if (beside > 0) {
      beside += c == '}' ? 1 : c == '{' ? -1 : 0;
      if (beside == 0) end = at, passed = true, around = false;
      continue;
    }
    if (c != '{' && c != '}' && c != ';') continue;
    const std::string_view statement = source.substr(at + 1, end - at - 1);
    const bool label = !labelled && !passed && statement.find("case") != std::string_view::npos;
    if (((around && !passed) || label) && asks_for_refusal(statement)) return true;
    labelled |= label;
    end = at;
    passed = around = false;
    if (c == '}') ++beside;
    if (c == '{') around = true, labelled = false;
  }
  return false;
}

// Calls that show another page by what their names say.
bool moves(std::string_view callee) {
  constexpr std::array kMoves = {"push"sv, "replace"sv, "next"sv, "launch"sv, "to"sv, "open"sv, "reset"sv, "redirect"sv};
  constexpr std::array kStarts = {"navigate"sv, "redirect"sv, "reLaunch"sv, "relaunch"sv, "switchTab"sv, "go"sv,
                                  "jump"sv,     "route"sv,    "replace"sv,  "toPage"sv,   "toUrl"sv,     "toLogin"sv};
  const std::string_view name = last_name(callee);
  return is_one_of(kMoves, name) || std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) {
           return name.starts_with(start);
         });
}

}  // namespace

std::string_view last_name(std::string_view path) {
  return path.substr(path.rfind('.') + 1);
}

std::string_view functions_of_symbol(std::string_view symbol) {
  const size_t mark = symbol.find(kFunctionMark);
  if (mark != std::string_view::npos) return symbol.substr(mark + kFunctionMark.size());
  const bool file =
      symbol.find_first_of("/#") != std::string_view::npos || is_script_name(symbol) || symbol.ends_with(".vue");
  return file ? std::string_view{} : symbol;
}

bool stands_in_function(std::string_view symbol, std::string_view name) {
  std::string_view left = functions_of_symbol(symbol);
  while (!name.empty() && !left.empty()) {
    const size_t dot = std::min(left.find('.'), left.size());
    if (left.substr(0, dot) == name) return true;
    left.remove_prefix(std::min(dot + 1, left.size()));
  }
  return false;
}

std::string ScriptHost::file_of_module(std::string_view name) const {
  if (!is_script_name(name) && !name.ends_with(".json")) return {};
  return std::string(name.starts_with('/') ? name.substr(1) : name);
}

std::string ScriptHost::file_of_chunk_module(std::string_view id, std::string_view) const {
  return file_of_module(id);
}

ScriptReader::ScriptReader(evidence::Collector& out, ScriptHost& host, std::string entry, std::string file,
                           std::vector<PendingUse>& uses)
    : out_(out), host_(host), entry_(std::move(entry)), file_(std::move(file)), bundle_(file_), uses_(uses) {
  module_ = host_.module_of_file(file_);
}

void ScriptReader::read(std::string_view source, const Limits& limits, uint32_t first_line,
                        formats::js::Sink* through) {
  first_line_ = first_line;
  source_ = source;
  asks_for_refusal_.reset();
  const formats::js::Scan scan = formats::js::read(source, limits, through == nullptr ? *this : *through);
  for (const Defect& defect : scan.defects) out_.gap(defect, entry_, module_);
  flush_deeds(0);
}

// The function that a deed is done in, and whether that runs as the module begins.
const ScriptReader::Doing& ScriptReader::doing() {
  if (doing_.functions == functions_) return doing_;
  doing_ = {functions_, {}, false};
  std::string_view name, left = functions_;
  while (!left.empty()) {
    const size_t dot = std::min(left.find('.'), left.size());
    const std::string_view one = left.substr(0, dot);
    doing_.begins |= is_one_of(kBeginnings, one);
    if (name.empty() || !is_one_of(kOutcomes, one)) name = one;
    left.remove_prefix(std::min(dot + 1, left.size()));
  }
  doing_.name = name;
  return doing_;
}

void ScriptReader::note_deed(evidence::Deed deed, uint64_t offset) {
  constexpr size_t kMost = 20'000;  // of one module
  const size_t begin = outer_.empty() ? 0 : outer_.back().deeds;
  if (module_ == evidence::kNoModule || deeds_.size() - begin >= kMost) return;
  if (doing().begins) deed.when = evidence::Deed::When::kStart;
  // What stands outside of all functions of a part of the screen: <script setup>.
  if (functions_.empty() && out_.at(module_).kind != evidence::ModuleKind::kScript)
    deed.when = answers_people_ ? evidence::Deed::When::kOnDemand : evidence::Deed::When::kStart;
  deed.module = module_;
  deed.function = doing().name;
  deeds_.push_back({std::move(deed), offset});
}

void ScriptReader::note_opening(uint32_t page, std::string_view callee, uint64_t offset) {
  if (page == evidence::kNoModule || page == module_) return;
  evidence::Deed deed;
  deed.page = page;
  const size_t before = deeds_.size();
  note_deed(std::move(deed), offset);
  if (deeds_.size() != before) deeds_.back().moves = moves(callee);
}

void ScriptReader::note_call(const formats::js::Call& call) {
  using When = evidence::Deed::When;
  const std::string_view name = last_name(call.callee);
  const bool begins = is_one_of(kBeginnings, name), guards = name == kGuard && guards_all(source_, call.offset);
  bool asks = is_one_of(kQuestions, name);
  for (const formats::js::CallArgument& argument : call.arguments)
    asks = asks && !(argument.name == "showCancel" && argument.value == "false");
  if (begins || guards || asks) {
    for (size_t i = deeds_.size(); i-- > 0 && deeds_[i].offset >= call.offset;) {
      deeds_[i].asked |= asks;
      if (begins && deeds_[i].what.when == When::kCalled) deeds_[i].what.when = When::kStart;
      if (!guards) continue;
      deeds_[i].what.when = When::kGuard;
      deeds_[i].moves = true;
    }
  }
  evidence::Deed deed;
  deed.callee = name;
  note_deed(std::move(deed), call.offset);
}

// Calls tell of functions that open pages: a script where none does has none to tell.
void ScriptReader::flush_deeds(size_t begin) {
  const auto opens = [](const Deed& deed) { return deed.what.page != evidence::kNoModule && deed.moves; };
  const auto first = deeds_.begin() + static_cast<ptrdiff_t>(std::min(begin, deeds_.size()));
  const bool matters = std::any_of(first, deeds_.end(), opens) ||
                       (first != deeds_.end() && out_.at(first->what.module).kind != evidence::ModuleKind::kScript);
  evidence::Deeds done;
  // Of a bundle each module ends here: its source is looked through once.
  if (matters && !asks_for_refusal_) asks_for_refusal_ = asks_for_refusal(source_);
  const bool refusals = matters && *asks_for_refusal_;
  for (auto deed = first; matters && deed != deeds_.end(); ++deed) {
    // What serves others (a wrapper of requests) goes to the login on demand; a page asks for itself.
    const bool serves = deed->what.when == evidence::Deed::When::kCalled &&
                        out_.at(deed->what.module).kind != evidence::ModuleKind::kPage;
    if (refusals && serves && answers_refusal(source_, deed->offset)) continue;
    if (!deed->asked && (deed->what.page == evidence::kNoModule || deed->moves)) done.add(std::move(deed->what));
  }
  done.flush(out_);
  deeds_.erase(first, deeds_.end());
}

Evidence ScriptReader::item(Kind kind, std::string_view text, uint32_t line, uint32_t column) const {
  Evidence out;
  out.kind = kind;
  out.text = readable_template(text);
  out.module = module_;
  out.at.entry = entry_;
  out.at.symbol = symbol();
  out.at.line = line_of(line);
  out.at.column = column;
  return out;
}

// Of a bundle: which of the files in it.
std::string ScriptReader::symbol() const {
  if (file_ == bundle_) return functions_;
  if (functions_.empty()) return file_;
  std::string out = file_;
  return out.append(kFunctionMark).append(functions_);
}

void ScriptReader::on_literal(const formats::js::Literal& literal) {
  if (literal.text.empty()) return;
  if (module_ != evidence::kNoModule) {
    const uint32_t page = host_.page_of(literal.text, file_);
    if (page != evidence::kNoModule) {
      out_.add(item(Kind::kRoute, literal.text, literal.line, literal.column));
      if (page != module_)
        out_.edge(evidence::EdgeKind::kOpens, module_, page, entry_, line_of(literal.line));
      note_opening(page, literal.callee, literal.offset);
      return;
    }
  }
  const bool is_type = literal.in_type && may_hold_types(file_);
  const LiteralUse use =
      is_type ? LiteralUse{} : use_of_literal(literal.text, literal.callee, literal.property, literal.argument);
  if (use.kind == Kind::kText) out_.hear(literal.text, module_);
  const bool wanted = out_.wants(literal.text) &&
                      (use.kind != Kind::kLiteral || is_of_use(out_, use.kind, readable_template(literal.text)));
  if (!wanted) return out_.count(use.kind, 1);
  Evidence found = item(use.kind, literal.text, literal.line, literal.column);
  found.role = use.role;
  out_.add(std::move(found));
}

void ScriptReader::on_call(const formats::js::Call& call) {
  note_call(call);
  std::string name = host_.api_name(call.callee);
  if (name.empty()) name = unplaced_call(call.callee);
  if (name.empty()) return;
  if (!is_of_use(out_, Kind::kCall, name) && !host_.reads_calls_of(name)) return out_.count(Kind::kCall, 1);
  Evidence found = item(Kind::kCall, name, call.line, call.column);
  for (const formats::js::CallArgument& argument : call.arguments)
    found.arguments.push_back({argument.name, readable_template(argument.value)});
  out_.add(std::move(found));
}

bool ScriptReader::wants_identifier(std::string_view name) {
  if (out_.wants(name) && is_of_use(out_, Kind::kIdentifier, name)) return true;
  out_.count(Kind::kIdentifier, 1);
  return false;
}

void ScriptReader::on_identifier(std::string_view name, uint32_t line, uint32_t column) {
  out_.add(item(Kind::kIdentifier, name, line, column));
}

void ScriptReader::begin_module(std::string chunk) {
  outer_.push_back({file_, std::move(chunk_), std::move(functions_), std::move(function_sizes_), deeds_.size()});
  chunk_ = std::move(chunk);
  functions_.clear();
  function_sizes_.clear();
}

void ScriptReader::enter(std::string file) {
  if (file.empty()) return;
  file_ = std::move(file);
  module_ = host_.module_of_file(file_);
}

void ScriptReader::on_module(std::string_view name, uint32_t) {
  begin_module({});
  // A number: of a bundle that kept no names.
  enter(is_number(name) ? bundle_ + "#" + std::string(name) : host_.file_of_module(name));
}

void ScriptReader::on_chunk_module(std::string_view id, uint32_t) {
  begin_module(chunk());
  enter(host_.file_of_chunk_module(id, chunk_));
  host_.note_chunk_module(id, chunk_, module_);
}

void ScriptReader::on_chunk_require(std::string_view id, uint32_t line) {
  if (module_ != evidence::kNoModule)
    host_.note_chunk_require(id, chunk(), {module_, {}, entry_, line_of(line)});
}

void ScriptReader::on_module_end() {
  if (outer_.empty()) return;
  flush_deeds(outer_.back().deeds);
  file_ = std::move(outer_.back().file);
  chunk_ = std::move(outer_.back().chunk);
  functions_ = std::move(outer_.back().functions);
  function_sizes_ = std::move(outer_.back().function_sizes);
  outer_.pop_back();
  module_ = host_.module_of_file(file_);
}

// The outer names count: handlers are among them. Names of one letter are a minifier's, and tell nobody
// anything.
void ScriptReader::on_function(std::string_view name, uint32_t) {
  constexpr ptrdiff_t kLevels = 5;
  constexpr size_t kMostBytes = 160;
  function_sizes_.push_back(functions_.size());
  if (name.size() < 2 || std::count(functions_.begin(), functions_.end(), '.') + 1 >= kLevels ||
      functions_.size() + name.size() > kMostBytes)
    return;
  if (!functions_.empty()) functions_ += '.';
  functions_ += name;
}

void ScriptReader::on_function_end() {
  if (function_sizes_.empty()) return;
  functions_.resize(function_sizes_.back());
  function_sizes_.pop_back();
}

// How dense the obfuscator's names are is a fact; what it hides is a gap.
void ScriptReader::on_obfuscation(const Obfuscation& found) {
  if (found.kind == Obfuscation::Kind::kDensity) {
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "script.obfuscated density=%.2f", found.share);
    return out_.add(item(Kind::kFact, text.data(), found.line, 0));
  }
  evidence::Gap gap = gap_of(GapReason::kObfuscated, what_is_hidden(found), entry_);
  gap.module = module_;
  gap.hides = kinds_hidden(found);
  out_.gap(std::move(gap));
}

void ScriptReader::on_require(std::string_view path, uint32_t line) {
  if (module_ == evidence::kNoModule || path.empty()) return;
  const bool relative = path.starts_with('.') || path.starts_with('/');
  const std::string target = relative ? resolve(folder_of(chunk()), path) : std::string(path);
  uses_.push_back({module_, std::string(is_script_name(target) ? without_extension(target) : target), entry_,
                   line_of(line)});
}

}  // namespace jianfu::platforms
