#include "platforms/android/method_walk.h"

#include <algorithm>
#include <utility>

#include "platforms/android/beginnings.h"
#include "platforms/android/titles.h"
#include "platforms/shared/literals.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

using evidence::Collector;
using evidence::EdgeKind;
using evidence::Evidence;
using evidence::Kind;
using evidence::kNoModule;
using evidence::ModuleKind;
using formats::dex::Dex;
using formats::dex::kNoIndex;
using formats::dex::MethodBody;

constexpr std::string_view kUnknownPiece = "\xEF\xBF\xBC";  // U+FFFC, as scripts have it
constexpr size_t kJoinedBytes = 4096;                       // a longer text is no label and no address
constexpr size_t kCharsBytes = 4096;
constexpr uint32_t kStaticFlag = 0x8;  // of access flags
constexpr size_t kIntentParts = 16;    // of one method
constexpr size_t kAddresses = 64;      // of one class

// Not of ASCII alone: written for people.
bool is_foreign(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

bool is_static(uint8_t op) {
  return op == 0x71 || op == 0x77;
}

bool is_system_action(std::string_view action) {
  return action.starts_with("android.");
}

}  // namespace

MethodWalk::MethodWalk(const Dex& dex, const DexTables& tables, const Resources& resources, Links& links,
                       Collector& out)
    : dex_(dex),
      tables_(tables),
      resources_(resources),
      links_(links),
      out_(out),
      texts_(resources, out),
      read_strings_(dex.strings()) {}

void MethodWalk::read(const MethodBody& body) {
  if (body.code_at == 0) return;
  const formats::dex::Code code = dex_.code(body);
  ++counts_.methods_with_code;
  method_scope_.entry = scope_->entry;
  method_scope_.module = scope_->module;
  method_scope_.class_name = scope_->class_name;
  method_scope_.foreign = scope_->foreign;
  if (body.method < tables_.methods() && (body.access & kStaticFlag) != 0 &&
      tables_.method(body.method).opens)
    method_scope_.module = opener_module(tables_.method(body.method));
  // A way into a screen is a module of its own, and nobody's as long as annotation does not know it.
  if (method_scope_.module != scope_->module)
    method_scope_.foreign = scope_->foreign && out_.is_foreign(out_.at(method_scope_.module).id);
  method_scope_.method_name = dex_.string(dex_.method(body.method).name);
  registers_.assign(code.registers, Register{});
  pending_.clear();
  joined_used_ = 0;
  type_uses_.clear();
  called_.clear();
  told_calls_ = 0;
  deed_.reset();
  result_ = {};
  const formats::dex::WalkResult result = formats::dex::walk(dex_, code, *this);
  counts_.invokes += result.invokes;
  counts_.const_strings += result.const_strings;
  if (result.invokes > told_calls_) out_.count(Kind::kCall, result.invokes - told_calls_);
  if (!result.whole) {
    ++counts_.broken_methods;
    for (const uint32_t string : formats::dex::carve_strings(dex_, code, result.stopped_at))
      on_string(UINT16_MAX, string);
  }
  if (scope_->module != kNoModule) ++out_.seen(scope_->module).methods;
  add_pending();
  add_intents();
  for (const TypeUse& use : type_uses_) {
    const uint32_t to = tables_.module_of(use.type);
    target(to, !use.looked_at);
    if (!use.looked_at) note_deed(to, {});
  }
}

// That the method opens a screen, or calls another function of the app.
void MethodWalk::note_deed(uint32_t page, std::string_view callee) {
  if (scope_->module == kNoModule || page == scope_->module) return;
  if (page != kNoModule && out_.at(page).kind != ModuleKind::kPage) page = kNoModule;
  const ModuleKind kind = out_.at(scope_->module).kind;
  const bool screen = kind == ModuleKind::kPage || kind == ModuleKind::kApp;
  if (page == kNoModule && (callee.empty() || !screen)) return;
  if (!deed_) deed_ = deed_of(method_scope_.method_name, kind, scope_->module);
  evidence::Deed deed = *deed_;
  deed.page = page;
  if (page == kNoModule) deed.callee = callee;
  deeds_.add(std::move(deed));
}

void MethodWalk::add_pending() {
  for (const Pending& pending : pending_) {
    if (pending.what == Pending::kResource) {
      texts_.add_resource(method_scope_, pending.value, pending.use);
    } else if (pending.what == Pending::kString) {
      texts_.add(method_scope_, text::from_mutf8(dex_.string(pending.value)),
                 dex_.string_offset(pending.value), pending.use);
    } else {
      std::string text = readable_template(text::from_mutf8(joined_[pending.value].text));
      const bool matters = holds_han(text) || looks_like_endpoint(text);
      if (matters && out_.wants(text)) texts_.add(method_scope_, std::move(text), 0, pending.use);
    }
  }
  if (cold_strings_ > 0) out_.count(Kind::kLiteral, cold_strings_);
  cold_strings_ = 0;
}

const MethodWalk::Register& MethodWalk::at(uint16_t reg) const {
  static constexpr Register kEmpty;
  return reg < registers_.size() ? registers_[reg] : kEmpty;
}

void MethodWalk::set(uint16_t reg, Register value) {
  if (reg < registers_.size()) registers_[reg] = value;
}

void MethodWalk::on_string(uint16_t reg, uint32_t string) {
  const std::string_view text = dex_.string(string);
  if (string < read_strings_.size()) read_strings_[string] = true;
  if (tables_.told_enough(string)) {
    ++cold_strings_;
    return set(reg, {});
  }
  uint32_t pending = UINT32_MAX;
  if (tables_.hot(string)) {
    pending = static_cast<uint32_t>(pending_.size());
    pending_.push_back({Pending::kString, string, StringUse::kUnknown});
  } else {
    ++cold_strings_;
  }
  if (scope_->module != kNoModule && is_foreign(text)) ++out_.seen(scope_->module).texts;
  links_.mention(text, scope_->module, scope_->entry);
  if (text.starts_with('/') && may_name_a_screen(text)) note_deed(kNoModule, text);
  if (text.starts_with("http") && addresses_.size() < kAddresses) addresses_.push_back(string);
  set(reg, {Held::kString, string, pending});
}

void MethodWalk::on_class(uint16_t reg, uint32_t type) {
  if (tables_.module_of(type) == kNoModule) return set(reg, {});
  set(reg, {Held::kClass, static_cast<uint32_t>(type_uses_.size()), UINT32_MAX});
  type_uses_.push_back({type, false});
}

void MethodWalk::on_new(uint16_t reg, uint32_t type) {
  target(tables_.module_of(type), true);
  if (!tables_.is_builder(type)) return set(reg, {});
  if (joined_used_ == joined_.size()) joined_.emplace_back();
  Joined& joined = joined_[joined_used_];
  joined.text.clear();
  joined.pieces = joined.literals = 0;
  joined.parts.clear();
  set(reg, {Held::kBuilder, static_cast<uint32_t>(joined_used_++), UINT32_MAX});
}

void MethodWalk::on_const(uint16_t reg, int32_t value) {
  const uint32_t bits = static_cast<uint32_t>(value);
  if (!resources_.may_be_id(bits)) return set(reg, {Held::kConstant, bits, UINT32_MAX});
  const Resources::What what = resources_.what(bits);
  if (what.text) {
    if (scope_->module != kNoModule) ++out_.seen(scope_->module).texts;
    const uint32_t pending = static_cast<uint32_t>(pending_.size());
    pending_.push_back({Pending::kResource, bits, StringUse::kUnknown});
    return set(reg, {Held::kResource, bits, pending});
  }
  if (what.screen) {
    const std::string name = resources_.name_of(bits);
    target(out_.module(name, ModuleKind::kLayout, name), true);
  }
  set(reg, {Held::kConstant, bits, UINT32_MAX});
}

void MethodWalk::on_static_get(uint16_t reg, uint32_t field) {
  if (const uint32_t id = tables_.resource_of(field)) return on_const(reg, static_cast<int32_t>(id));
  if (const uint32_t string = tables_.string_of(field); string != kNoIndex)
    return set(reg, {Held::kString, string, UINT32_MAX});
  set(reg, {});
}

void MethodWalk::on_instance_get(uint16_t reg, uint32_t field) {
  set(reg, tables_.holds_title(field) ? Register{Held::kTitleView, 0, UINT32_MAX} : Register{});
}

void MethodWalk::find_view(std::span<const uint16_t> registers) {
  for (const uint16_t reg : registers) {
    if (at(reg).held == Held::kConstant && is_title_name(resources_.key_of(at(reg).value)))
      result_ = {Held::kTitleView, 0, UINT32_MAX};
  }
}

void MethodWalk::on_invoke(uint8_t op, uint32_t method, std::span<const uint16_t> registers) {
  result_ = {};
  if (method >= tables_.methods()) return;
  const MethodFacts& facts = tables_.method(method);
  const uint32_t module = tables_.module_of(facts.type);
  if (module != kNoModule) {
    const bool shows = (is_static(op) || facts.companion) && (facts.opens || facts.makes);
    target(module, shows);
    note_deed(shows ? module : kNoModule, dex_.string(dex_.method(method).name));
    if (is_static(op) && facts.opens && module != scope_->module) target(opener_module(facts), false);
  }
  if (facts.meaning.use != StringUse::kUnknown) {
    for (const uint16_t reg : registers) mark(reg, facts.meaning.use);
    const bool on_title = facts.meaning.use == StringUse::kLabel && !registers.empty() &&
                          at(registers.front()).held == Held::kTitleView;
    if (facts.sets_title || on_title) tell_title(registers);
    if (facts.meaning.use == StringUse::kAddress) take_page(registers);
  }
  switch (facts.meaning.flow) {
    case Flow::kNone:
      break;
    case Flow::kPass:
      pass(registers);
      break;
    case Flow::kBuild:
      build(method, registers);
      break;
    case Flow::kBuilt:
      give_built(registers);
      break;
    case Flow::kAction:
      take_action(registers);
      break;
    case Flow::kData:
      take_intent_part("data", registers);
      pass(registers);
      break;
    case Flow::kType:
      take_intent_part("type", registers);
      break;
    case Flow::kPackage:
      take_intent_part("package", registers);
      break;
    case Flow::kByName:
      take_name(registers);
      break;
    case Flow::kFind:
      find_view(registers);
      break;
    case Flow::kLook:
      for (const uint16_t reg : registers) {
        if (at(reg).held == Held::kClass) type_uses_[at(reg).value].looked_at = true;
      }
      break;
  }
  if (!type_uses_.empty()) tell_route(registers);
  if (!method_scope_.foreign) add_call(method, registers);
}

// A table of routes puts a class and its path into one call: RouteMeta.build(type, SignActivity.class,
// "/sign/index", …).
void MethodWalk::tell_route(std::span<const uint16_t> registers) {
  uint32_t module = kNoModule;
  std::string_view path;
  for (const uint16_t reg : registers) {
    const Register& held = at(reg);
    if (held.held == Held::kClass) module = tables_.module_of(type_uses_[held.value].type);
    if (held.held == Held::kString && path.empty() && dex_.string(held.value).starts_with('/'))
      path = dex_.string(held.value);
  }
  if (module == kNoModule || path.empty() || out_.at(module).kind == ModuleKind::kClass) return;
  links_.add_route(path, module);
  Evidence route = method_scope_.at(Kind::kRoute, text::from_mutf8(path));
  route.module = module;
  out_.add(std::move(route));
}

// A screen's static method that opens it runs on the screen it was called from: what it shows is shown there.
// It is a module of its own, which its callers use.
uint32_t MethodWalk::opener_module(const MethodFacts& facts) {
  const uint32_t screen = tables_.module_of(facts.type);
  const std::string id = out_.at(screen).id + "." + text::from_mutf8(dex_.string(facts.name));
  const uint32_t module = out_.module(id, ModuleKind::kClass, scope_->entry);
  out_.at(module).owner = out_.at(screen).owner;
  return module;
}

void MethodWalk::on_move(uint16_t to, uint16_t from) {
  set(to, at(from));
}

void MethodWalk::on_move_result(uint16_t reg) {
  set(reg, result_);
  result_ = {};
}

void MethodWalk::on_branch() {
  std::fill(registers_.begin(), registers_.end(), Register{});
}

void MethodWalk::on_chars(std::string_view raw, uint16_t width) {
  if (width != 2 || raw.size() > kCharsBytes) return;
  std::string text = text::from_utf16le(raw);
  if (holds_han(text)) texts_.add(method_scope_, std::move(text), 0, StringUse::kUnknown);
}

// The first call that says how a text is used decides; a logged text that is also shown is shown.
void MethodWalk::mark(uint16_t reg, StringUse use) {
  const uint32_t pending = at(reg).pending;
  if (pending >= pending_.size()) return;
  tell_use(pending, use);
  if (pending_[pending].what != Pending::kJoined) return;
  for (const uint32_t part : joined_[pending_[pending].value].parts) tell_use(part, use);
}

void MethodWalk::tell_use(uint32_t pending, StringUse use) {
  StringUse& known = pending_[pending].use;
  if (known == StringUse::kUnknown || known == StringUse::kHidden) known = use;
}

// A title counts whether or not a rule asks for its words: reports call the screen by it.
void MethodWalk::tell_title(std::span<const uint16_t> registers) {
  for (const uint16_t reg : registers) {
    const Register& held = at(reg);
    if (held.held == Held::kResource) return texts_.title_resource(method_scope_, held.value);
    if (held.held == Held::kString)
      return texts_.title(method_scope_, text::from_mutf8(dex_.string(held.value)));
  }
}

void MethodWalk::pass(std::span<const uint16_t> registers) {
  for (const uint16_t reg : registers) {
    const Register& held = at(reg);
    const bool text =
        held.held == Held::kString || held.held == Held::kResource || held.held == Held::kJoined;
    if (!text) continue;
    result_ = held;
    return;
  }
}

void MethodWalk::build(uint32_t method, std::span<const uint16_t> registers) {
  if (registers.empty() || at(registers.front()).held != Held::kBuilder) return;
  const Register builder = at(registers.front());
  result_ = builder;
  if (registers.size() < 2) return;
  Joined& joined = joined_[builder.value];
  const Register& piece = at(registers[1]);
  if (joined.text.size() > kJoinedBytes) return;
  ++joined.pieces;
  if (piece.held == Held::kString) {
    joined.text += dex_.string(piece.value);
    ++joined.literals;
    if (piece.pending < pending_.size()) joined.parts.push_back(piece.pending);
  } else if (piece.held == Held::kConstant && piece.value < 0x80 && piece.value >= 0x20 &&
             dex_.string(dex_.proto(dex_.method(method).proto).shorty).ends_with('C')) {
    joined.text += static_cast<char>(piece.value);
  } else if (!std::string_view(joined.text).ends_with(kUnknownPiece)) {
    joined.text += kUnknownPiece;
  }
}

void MethodWalk::give_built(std::span<const uint16_t> registers) {
  if (registers.empty() || at(registers.front()).held != Held::kBuilder) return;
  const uint32_t index = at(registers.front()).value;
  const Joined& joined = joined_[index];
  if (joined.literals == 0 || joined.pieces < 2) return;
  result_ = {Held::kJoined, index, static_cast<uint32_t>(pending_.size())};
  pending_.push_back({Pending::kJoined, index, StringUse::kUnknown});
}

// Actions of the system are told as calls, since a capability may hang on them; those of the app are links.
void MethodWalk::take_action(std::span<const uint16_t> registers) {
  for (const uint16_t reg : registers) {
    if (at(reg).held != Held::kString) continue;
    if (is_system_action(dex_.string(at(reg).value))) actions_.push_back(at(reg).value);
    return;
  }
}

void MethodWalk::take_intent_part(std::string_view name, std::span<const uint16_t> registers) {
  for (const uint16_t reg : registers) {
    const bool text = at(reg).held == Held::kString || at(reg).held == Held::kJoined;
    if (text && intent_parts_.size() < kIntentParts)
      intent_parts_.push_back({std::string(name), text_of(at(reg))});
  }
}

// Which part belongs to which Intent of a method is not told: code with several is rare, and each may have
// them.
void MethodWalk::add_intents() {
  for (const uint32_t action : actions_) {
    const std::string name = "intent:" + text::from_mutf8(dex_.string(action));
    if (method_scope_.foreign || !out_.wants(name) || !out_.wants_code(Kind::kCall, name)) {
      out_.count(Kind::kCall, 1);
      continue;
    }
    Evidence item = method_scope_.at(Kind::kCall, name);
    item.arguments = intent_parts_;
    out_.add(std::move(item));
  }
  actions_.clear();
  intent_parts_.clear();
}

// A page is loaded: the addresses that the class holds may be it, unless the call itself says which.
void MethodWalk::take_page(std::span<const uint16_t> registers) {
  if (scope_->module != kNoModule) ++out_.seen(scope_->module).pages;
  const bool told = std::any_of(registers.begin(), registers.end(), [&](uint16_t reg) {
    return at(reg).held == Held::kString || at(reg).held == Held::kJoined;
  });
  loads_page_ = loads_page_ || !told;
}

// With a literal, the mention of it has been noted; without one any of the app's screens may be meant.
void MethodWalk::take_name(std::span<const uint16_t> registers) {
  const bool named = std::any_of(registers.begin(), registers.end(), [&](uint16_t reg) {
    return at(reg).held == Held::kString || at(reg).held == Held::kClass;
  });
  if (!named && scope_->module != kNoModule) links_.open_any(scope_->module, scope_->entry);
}

std::string MethodWalk::text_of(const Register& held) const {
  switch (held.held) {
    case Held::kString:
      return text::from_mutf8(dex_.string(held.value));
    case Held::kConstant:
      return std::to_string(static_cast<int32_t>(held.value));
    case Held::kJoined:
      return readable_template(text::from_mutf8(joined_[held.value].text));
    case Held::kClass:
      return text::from_mutf8(formats::dex::java_name(dex_.type(type_uses_[held.value].type)));
    case Held::kResource:
      return resources_.name_of(held.value);
    case Held::kNothing:
    case Held::kBuilder:
    case Held::kTitleView:
      break;
  }
  return {};
}

void MethodWalk::add_call(uint32_t method, std::span<const uint16_t> registers) {
  const std::vector<std::string>& names = tables_.names_of_call(method);
  if (names.empty()) return;
  Evidence item = method_scope_.at(Kind::kCall, {});
  for (const uint16_t reg : registers) {
    std::string value = text_of(at(reg));
    if (!value.empty()) item.arguments.push_back({"", std::move(value)});
  }
  if (item.arguments.empty() && !called_.insert(method).second) return;
  for (const std::string& name : names) {
    item.text = name;
    out_.add(item);
    ++told_calls_;
  }
}

void MethodWalk::use_type(uint32_t type) {
  target(tables_.module_of(type), false);
}

void MethodWalk::target(uint32_t module, bool made) {
  if (module == kNoModule || module == scope_->module) return;
  targets_.push_back((uint64_t{module} << 1) | (made ? 1 : 0));
}

void MethodWalk::end_class() {
  deeds_.flush(out_);
  std::sort(targets_.begin(), targets_.end());
  targets_.erase(std::unique(targets_.begin(), targets_.end()), targets_.end());
  for (const uint64_t one : targets_) {
    const uint32_t to = static_cast<uint32_t>(one >> 1);
    const ModuleKind kind = out_.at(to).kind;
    const bool made = (one & 1) != 0;
    const EdgeKind edge = made && kind == ModuleKind::kPage ? EdgeKind::kOpens
                          : made && (kind == ModuleKind::kComponent || kind == ModuleKind::kLayout)
                              ? EdgeKind::kIncludes
                              : EdgeKind::kUses;
    out_.edge(edge, scope_->module, to, scope_->entry);
  }
  targets_.clear();
  for (const uint32_t address : addresses_) {
    const std::string text = text::from_mutf8(dex_.string(address));
    if (!loads_page_ || !(text.starts_with("http://") || text.starts_with("https://"))) continue;
    Evidence fact = scope_->at(Kind::kFact, "web-view url=" + text);
    out_.add(std::move(fact));
  }
  addresses_.clear();
  loads_page_ = false;
}

}  // namespace jianfu::platforms::android
