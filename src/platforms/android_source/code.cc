#include "platforms/android_source/code.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "platforms/android/annotations.h"
#include "platforms/android/beginnings.h"
#include "platforms/android/code_texts.h"
#include "platforms/android/ui_calls.h"
#include "platforms/android_source/framework_constants.h"
#include "platforms/shared/literals.h"
#include "text/utf.h"

namespace jianfu::platforms::android_source {
namespace {

namespace java = formats::java;
using android::AnnotationMeaning;
using android::CallMeaning;
using android::Flow;
using android::StringUse;
using android::TypeMeaning;
using evidence::EdgeKind;
using evidence::Evidence;
using evidence::Kind;
using evidence::kNoModule;
using evidence::ModuleKind;

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
std::string_view last_part(std::string_view path) {
  return path.substr(path.rfind('.') == std::string_view::npos ? 0 : path.rfind('.') + 1);
}

// "ActivitySignBinding" → "activity_sign"; empty when it is no binding's name.
std::string layout_of_binding(std::string_view type) {
  constexpr std::string_view kEnd = "Binding";
  std::string_view name = last_part(type);
  if (!name.ends_with(kEnd) || name.size() == kEnd.size() || !is_upper(name[0])) return {};
  name.remove_suffix(kEnd.size());
  std::string out;
  for (const char c : name) {
    if (is_upper(c) && !out.empty()) out += '_';
    out += is_upper(c) ? static_cast<char>(c + 32) : c;
  }
  return out;
}

// What a call gives that is found by its name alone.
std::string_view type_of_bare_call(std::string_view root) {
  if (root == "getSupportActionBar()" || root == "supportActionBar")
    return "androidx.appcompat.app.ActionBar";
  if (root == "getActionBar()" || root == "actionBar") return "android.app.ActionBar";
  if (root == "getActivity()" || root == "requireActivity()" || root == "activity")
    return "android.app.Activity";
  if (root == "getContext()" || root == "requireContext()" || root == "getApplicationContext()" ||
      root == "getBaseContext()" || root == "context")
    return "android.content.Context";
  if (root == "getPackageManager()" || root == "packageManager") return "android.content.pm.PackageManager";
  if (root == "getContentResolver()" || root == "contentResolver") return "android.content.ContentResolver";
  if (root == "getWindow()" || root == "window") return "android.view.Window";
  if (root == "getIntent()" || root == "intent") return "android.content.Intent";
  return {};
}

// A screen is told of itself, a dialog or a list row is not.
bool titles_a_screen(std::string_view type) {
  constexpr std::array<std::string_view, 5> kEnds = {"Activity", "ActionBar", "Toolbar", "TitleBar",
                                                     "CollapsingToolbarLayout"};
  return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return type.ends_with(end); });
}

// BASE + "sign/list", "/sign/" + id + "/detail": the first piece of text is one.
bool holds_an_address(std::string_view text) {
  while (text.starts_with(java::kPlaceholder)) text.remove_prefix(java::kPlaceholder.size());
  return looks_like_endpoint(text.substr(0, text.find(java::kPlaceholder)));
}

bool makes_one(std::string_view name) {
  return name == "newInstance" || name == "getInstance" || name == "create" || name == "inflate" ||
         name == "instance" || name == "build";
}

class UnitReader {
 public:
  UnitReader(const Unit& unit, const CodeContext& context)
      : unit_(unit), in_(context), out_(context.out), texts_(context.resources, context.out) {
    scope_.entry = unit.entry;
  }

  void read() {
    add_synthetic_imports();
    for (const Event& event : unit_.events) take(event);
    release();
    draw_edges();
    add_pages();
    deeds_.flush(out_);
    if (cold_ > 0) out_.count(Kind::kLiteral, cold_);
    for (const Defect& defect : unit_.scan.defects) out_.gap(defect, unit_.entry);
  }

 private:
  struct Address {
    uint32_t module = kNoModule;
    std::string_view text;
    uint32_t line = 0;
  };
  struct Open {
    const ClassRecord* record = nullptr;  // null for an anonymous class
    size_t variables = 0;
  };

  // ---- annotations ----

  // What an annotation says stands before what it says it of: a class, a method, else the place it is in.
  void take(const Event& event) {
    if (is_annotation(event)) {
      press_annotated_ |= std::get<java::Call>(event).callee.path.ends_with("Click");
      return;
    }
    if (is_of_annotation(event)) {
      held_.push_back(&event);
      return;
    }
    const auto* begin = std::get_if<ClassBegin>(&event);
    const bool annotated =
        (begin != nullptr && !begin->name.empty()) || std::holds_alternative<Method>(event);
    if (!annotated) release();
    std::visit([this](const auto& one) { on(one); }, event);
    if (annotated) release();
  }

  void release() {
    for (const Event* event : held_) std::visit([this](const auto& one) { on(one); }, *event);
    held_.clear();
  }

  // The annotation itself, and Kotlin's lists in one.
  bool is_annotation(const Event& event) const {
    const auto* call = std::get_if<java::Call>(&event);
    return call != nullptr &&
           (call->callee.path.starts_with('@') || (!held_.empty() && call->callee.path == "arrayOf"));
  }

  static bool is_of_annotation(const Event& event) {
    if (const auto* literal = std::get_if<java::Literal>(&event))
      return literal->callee.path.starts_with('@') || literal->outer.starts_with('@');
    const auto* reference = std::get_if<java::Reference>(&event);
    return reference != nullptr && reference->callee.path.starts_with('@');
  }

  // ---- structure ----

  void on(const ClassBegin& begin) {
    const ClassRecord* record = nullptr;
    if (!begin.name.empty()) {
      const std::string_view inside = inner() != nullptr ? std::string_view(inner()->name) : unit_.package;
      std::string name(inside);
      if (!name.empty()) name += '.';
      record = in_.program.find(name.append(begin.name));
    }
    open_.push_back({record, variables_.size()});
    methods_.push_back({});
    enter();
    if (record == nullptr) return;
    place(begin.place);
    add_name(record->java, record->java);
  }

  void on(const Super& super) {
    // class SignActivity extends BaseActivity<SignPresenter>: what it inherits is a presenter of that class.
    target(module_of(resolve(super.path)), false, scope_.line);
    include_binding(super.path);
  }

  void on(End end) {
    if (end == End::kMethod) {
      if (method_variables_.size() <= 1) add_intents();
      if (!methods_.empty()) methods_.pop_back();
      if (!method_variables_.empty()) {
        variables_.resize(std::min(variables_.size(), method_variables_.back()));
        method_variables_.pop_back();
      }
    } else if (!open_.empty()) {
      variables_.resize(std::min(variables_.size(), open_.back().variables));
      open_.pop_back();
      if (!methods_.empty()) methods_.pop_back();
    }
    if (methods_.size() < pressed_depth_) pressed_depth_ = 0;
    enter();
  }

  void on(const Method& method) {
    methods_.push_back(method.name);
    if (press_annotated_ && pressed_depth_ == 0) pressed_depth_ = methods_.size();
    press_annotated_ = false;
    method_variables_.push_back(variables_.size());
    enter();
    if (method.name == "<init>") return;
    place(method.place);
    add_name(method.name, method.name);
  }

  void on(const Variable& variable) {
    place(variable.place);
    constexpr size_t kVariables = 4096;  // in sight at once
    if (variables_.size() < kVariables) variables_.push_back({variable.name, variable.type});
    if (!variable.field) return;
    const std::string_view method = scope_.method_name;
    scope_.method_name = {};
    add_name(variable.name, variable.name);
    scope_.method_name = method;
  }

  void on(const Constant&) {}

  // The innermost class with a name.
  const ClassRecord* inner() const {
    for (auto at = open_.rbegin(); at != open_.rend(); ++at) {
      if (at->record != nullptr) return at->record;
    }
    return nullptr;
  }

  void enter() {
    const ClassRecord* record = inner();
    if (record != nullptr) {
      scope_.module = out_.find_module(record->outer);
      scope_.class_name = record->java;
    } else {
      scope_.class_name.clear();
      scope_.module = kNoModule;
    }
    scope_.method_name = {};
    for (auto at = methods_.rbegin(); at != methods_.rend() && scope_.method_name.empty(); ++at)
      scope_.method_name = *at;
  }

  // What stands outside of classes belongs to the class that is made of the file.
  void need_module() {
    if (scope_.module != kNoModule) return;
    scope_.class_name = Program::file_class(unit_);
    scope_.module = out_.module(scope_.class_name, ModuleKind::kClass, unit_.entry);
  }

  void place(const java::Place& at) {
    need_module();
    scope_.line = at.line;
    scope_.column = at.column;
  }

  // ---- names and types ----

  // The same names come again and again.
  const std::string& resolve(std::string_view written) const {
    const ClassRecord* inside = inner();
    const auto [known, made] = resolved_.try_emplace(std::pair(inside, written));
    if (made)
      known->second = in_.program.resolve(
          unit_, inside != nullptr ? std::string_view(inside->name) : std::string_view{}, written);
    return known->second;
  }

  uint32_t module_of(const std::string& name) const {
    const ClassRecord* record = in_.program.find(name);
    return record == nullptr ? kNoModule : out_.find_module(record->outer);
  }

  std::string_view declared_type(std::string_view variable) const {
    for (auto at = variables_.rbegin(); at != variables_.rend(); ++at) {
      if (at->first == variable) return at->second;
    }
    return {};
  }

  // The type of "lm", "this.lm", "Urls", "a.b.C", "binding.tv", "getActivity()"; empty when it cannot be
  // told.
  std::string type_of(std::string_view path) const {
    while (path.starts_with("this.")) path.remove_prefix(5);
    if (path == "this" || path == "super" || path.empty())
      return inner() != nullptr ? inner()->name : std::string();
    if (path.ends_with(".this")) return resolve(path.substr(0, path.size() - 5));
    if (path == "System.out" || path == "System.err" || path == "java.lang.System.out" ||
        path == "java.lang.System.err")
      return "java.io.PrintStream";
    if (const std::string_view known = type_of_bare_call(path); !known.empty() && declared_type(path).empty())
      return std::string(known);
    const std::string_view first = path.substr(0, path.find('.'));
    if (first.size() == path.size() || !is_upper(first[0])) {
      const std::string_view declared = declared_type(first);
      std::string type = !declared.empty()    ? resolve(declared)
                         : inner() != nullptr ? in_.program.field_type(inner()->name, first)
                                              : std::string();
      if (first.size() == path.size() && !type.empty()) return type;
      if (!type.empty()) {
        const std::string_view rest = path.substr(first.size() + 1);
        return rest.find('.') == std::string_view::npos ? in_.program.field_type(type, rest) : std::string();
      }
    }
    const std::string_view last = last_part(path);
    const bool names_a_class = !last.empty() && is_upper(last[0]) && path.find('(') == std::string_view::npos;
    return names_a_class ? resolve(path) : std::string();
  }

  // The class that a call is made on, in full.
  std::string owner_of(const java::Callee& callee) const {
    if (callee.made) return resolve(callee.path);
    const size_t dot = callee.path.rfind('.');
    if (callee.chained)
      return callee.root.empty() || dot != std::string_view::npos ? std::string() : type_of(callee.root);
    const bool prints = callee.path == "println" || callee.path == "print";
    if (prints && unit_.dialect == java::Dialect::kKotlin) return "java.io.PrintStream";
    if (dot == std::string_view::npos) return inner() != nullptr ? inner()->name : std::string();
    return type_of(callee.path.substr(0, dot));
  }

  static bool is_static_on(const java::Callee& callee, std::string_view type) {
    const size_t dot = callee.path.rfind('.');
    return !callee.chained && dot != std::string_view::npos &&
           last_part(callee.path.substr(0, dot)) == last_part(type);
  }

  // ---- uses ----

  struct Meaning {
    CallMeaning call;
    bool title = false;  // of the screen itself
  };

  Meaning meaning_of(const java::Callee& callee) const {
    const std::string owner = owner_of(callee);
    std::string type = in_.program.java_name(owner);
    if (callee.made && type.starts_with("androidx.compose."))
      type = std::string(type.substr(0, type.rfind('.'))) + "." + std::string(callee.name()) + "Kt";
    const std::string descriptor = descriptor_of(type);
    Meaning out;
    const TypeMeaning meaning = android::meaning_of_type(descriptor);
    out.call = android::meaning_of_call(
        descriptor, meaning,
        callee.made && !type.ends_with("Kt") ? std::string_view("<init>") : callee.name());
    if (out.call.use == StringUse::kTitle && meaning != TypeMeaning::kDialogBuilder)
      out.title = titles(owner);
    return out;
  }

  bool titles(const std::string& owner) const {
    const ClassRecord* record = in_.program.find(owner);
    const uint32_t module =
        record == nullptr || record->name != record->outer ? kNoModule : out_.find_module(record->outer);
    return (module != kNoModule && out_.at(module).kind == ModuleKind::kPage) || titles_a_screen(owner);
  }

  // title = "…", tv.text = "…" of Kotlin.
  Meaning meaning_of_assignment(std::string_view target, std::string_view name) const {
    Meaning out;
    if (unit_.dialect != java::Dialect::kKotlin || name.empty() || is_upper(name[0])) return out;
    std::string setter = "set" + std::string(name);
    setter[3] = static_cast<char>(setter[3] >= 'a' && setter[3] <= 'z' ? setter[3] - 32 : setter[3]);
    out.call = android::meaning_of_call("L;", TypeMeaning::kOther, setter);
    if (out.call.use == StringUse::kTitle) out.title = titles(type_of(target));
    return out;
  }

  template <typename Item>
  Meaning meaning(const Item& item) const {
    if (item.callee.path.empty())
      return item.declares ? Meaning{} : meaning_of_assignment(item.target, item.name);
    return meaning_of(item.callee);
  }

  // ---- literals ----

  void on(const java::Literal& literal) {
    place(literal.place);
    std::string_view text = literal.text;
    bool is_template = literal.is_template;
    if (!literal.holes.empty()) {
      const std::string_view whole = put_together(literal);
      if (whole.empty() && (literal.of_names || literal.text == java::kPlaceholder)) return;
      if (!whole.empty()) text = whole;
      is_template = text.find(java::kPlaceholder) != std::string_view::npos;
    }
    const bool annotation = literal.callee.path.starts_with('@');
    if (annotation && !literal.part) on_annotation(literal.callee, literal.name, text, is_template);
    if (annotation) return;
    mention(text, literal.asked);
    if (literal.part) return;
    const Meaning how = meaning(literal);
    if (how.title) texts_.title(scope_, readable_template(text));
    take_intent(how.call.flow, text);
    if (text.starts_with("http://") || text.starts_with("https://"))
      addresses_.push_back({scope_.module, text, literal.place.line});
    add_text(text, is_template, how.call.use);
  }

  // With the constants in it; empty when none is known.
  std::string_view put_together(const java::Literal& literal) {
    constexpr size_t kMost = 32 << 20;  // bytes of a project
    Constants::Composed whole = in_.constants.compose(unit_, class_around(), literal.text, literal.holes);
    if (!whole.known || in_.kept.bytes > kMost) return {};
    in_.kept.bytes += whole.text.size();
    return in_.kept.texts.emplace_back(std::move(whole.text));
  }

  std::string_view class_around() const {
    return inner() != nullptr ? std::string_view(inner()->name) : std::string_view{};
  }

  void add_text(std::string_view text, bool is_template, StringUse use) {
    if (!out_.wants(text)) {
      ++cold_;
      return;
    }
    if (is_template && use == StringUse::kUnknown && holds_an_address(text)) use = StringUse::kAddress;
    std::string shown = is_template ? readable_template(text) : std::string(text);
    texts_.add(scope_, text::to_valid_utf8(shown), 0, use);
  }

  void on_annotation(const java::Callee& callee, std::string_view name, std::string_view text,
                     bool is_template) {
    const std::string type = descriptor_of(in_.program.java_name(resolve(callee.path.substr(1))));
    const AnnotationMeaning meaning = android::meaning_of_element(
        android::meaning_of_annotation(type), name.empty() ? std::string_view("value") : name);
    if (meaning == AnnotationMeaning::kNothing) return;
    if (meaning == AnnotationMeaning::kRoute) in_.links.add_route(text, scope_.module);
    const bool named = meaning == AnnotationMeaning::kRoute || meaning == AnnotationMeaning::kEndpoint ||
                       meaning == AnnotationMeaning::kName;
    if (!named)
      return add_text(text, is_template,
                      meaning == AnnotationMeaning::kMessage ? StringUse::kMessage : StringUse::kUnknown);
    const Kind kind = meaning == AnnotationMeaning::kRoute      ? Kind::kRoute
                      : meaning == AnnotationMeaning::kEndpoint ? Kind::kEndpoint
                                                                : Kind::kIdentifier;
    if (!out_.wants(text)) return out_.count(kind, 1);
    out_.add(scope_.at(kind, text::to_valid_utf8(readable_template(text))));
  }

  // Actions of the system are told as calls, since a capability may hang on them, with what the method gives
  // its Intents; those of the app are links.
  void take_intent(Flow flow, std::string_view text) {
    constexpr size_t kParts = 16;
    if (flow == Flow::kAction && text.starts_with("android.")) actions_.emplace_back(text);
    const std::string_view part = flow == Flow::kData      ? "data"
                                  : flow == Flow::kType    ? "type"
                                  : flow == Flow::kPackage ? "package"
                                                           : "";
    if (!part.empty() && intent_parts_.size() < kParts)
      intent_parts_.push_back({std::string(part), text::to_valid_utf8(readable_template(text))});
  }

  void add_intents() {
    for (const std::string& action : actions_) {
      const std::string name = "intent:" + action;
      if (!out_.wants(name)) {
        out_.count(Kind::kCall, 1);
        continue;
      }
      Evidence item = scope_.at(Kind::kCall, text::to_valid_utf8(name));
      item.arguments = intent_parts_;
      out_.add(std::move(item));
    }
    actions_.clear();
    intent_parts_.clear();
  }

  void add_name(std::string_view name, std::string_view shown) {
    need_module();
    if (!out_.wants(name)) return out_.count(Kind::kIdentifier, 1);
    out_.add(scope_.at(Kind::kIdentifier, text::to_valid_utf8(shown)));
  }

  // ---- references ----

  void on(const java::Reference& reference) {
    place(reference.place);
    if (reference.is_class) {
      const Meaning how = reference.callee.path.empty() ? Meaning{} : meaning_of(reference.callee);
      const uint32_t to = module_of(resolve(reference.path));
      const bool made = how.call.flow != Flow::kLook;
      need_module();
      if (made) note_opening(to, reference.asked);
      return target(to, made, reference.place.line);
    }
    if (on_resource(reference)) return;
    const std::string_view own = constant_of(reference.path);
    const std::string framework = own.empty() ? framework_constant(reference.path) : std::string();
    const std::string_view value = own.empty() ? std::string_view(framework) : own;
    if (value.empty()) return;
    const bool is_template = value.find(java::kPlaceholder) != std::string_view::npos;
    if (reference.callee.path.starts_with('@')) {
      if (!reference.part) on_annotation(reference.callee, reference.name, value, is_template);
      return;
    }
    // Links borrow: a constant of the project stays, those of the framework are no links.
    if (!own.empty()) mention(own, reference.asked);
    if (reference.part && !own.empty()) return;
    const Meaning how = meaning(reference);
    if (how.title) texts_.title(scope_, readable_template(value));
    take_intent(how.call.flow, value);
    if (value.starts_with("http://") || value.starts_with("https://"))
      addresses_.push_back({scope_.module, own, reference.place.line});
    add_text(value, is_template, how.call.use);
  }

  // The text that a constant of the project stands for; empty when unknown. The same ones come again.
  std::string_view constant_of(std::string_view path) {
    const auto [known, made] = constants_.try_emplace(std::pair(inner(), path));
    if (made) known->second = in_.constants.find(unit_, class_around(), path);
    return known->second;
  }

  // R.string.sign, com.x.R.layout.activity_sign.
  bool on_resource(const java::Reference& reference) {
    const std::string_view path = reference.path;
    const size_t key_dot = path.rfind('.');
    if (key_dot == std::string_view::npos || key_dot == 0) return false;
    const size_t type_dot = path.rfind('.', key_dot - 1);
    if (type_dot == std::string_view::npos) return false;
    const std::string_view root = path.substr(0, type_dot);
    if (!java::holds_resources(root.substr(root.rfind('.') + 1))) return false;  // npos + 1 is 0
    if (root == "android.R") return true;
    const uint32_t id =
        in_.names.id_of(path.substr(type_dot + 1, key_dot - type_dot - 1), path.substr(key_dot + 1));
    if (id == 0) return true;
    const android::Resources::What what = in_.resources.what(id);
    if (what.text) {
      const Meaning how = meaning(reference);
      if (how.title) texts_.title_resource(scope_, id);
      texts_.add_resource(scope_, id, how.call.use);
    } else if (what.screen) {
      include_layout(id, reference.place.line);
    } else {
      in_.resources.refer(id);
    }
    return true;
  }

  void include_layout(uint32_t id, uint32_t line) {
    const std::string name = in_.resources.name_of(id);
    target(out_.module(name, ModuleKind::kLayout, name), true, line);
  }

  void include_binding(std::string_view type) {
    need_module();
    const std::string layout = layout_of_binding(type);
    const uint32_t id =
        layout.empty() || in_.program.find(resolve(type)) != nullptr ? 0 : in_.names.id_of("layout", layout);
    if (id != 0) include_layout(id, scope_.line);
  }

  // import kotlinx.android.synthetic.main.activity_sign.*
  void add_synthetic_imports() {
    constexpr std::string_view kStart = "kotlinx.android.synthetic.";
    for (const java::Import& import : unit_.imports) {
      if (!import.path.starts_with(kStart)) continue;
      std::string_view layout = import.path.substr(import.path.find('.', kStart.size()) + 1);
      layout = layout.substr(0, layout.find('.'));
      if (const uint32_t id = in_.names.id_of("layout", layout); id != 0) synthetic_.push_back(id);
    }
  }

  // ---- calls ----

  void on(const java::Call& call) {
    place(call.place);
    if (call.callee.path.starts_with('@')) return;
    const std::string owner = owner_of(call.callee);
    const ClassRecord* record = owner.empty() ? nullptr : in_.program.find(owner);
    const uint32_t module = record == nullptr ? kNoModule : out_.find_module(record->outer);
    if (module != kNoModule) {
      const bool made = call.callee.made || shows(call.callee, *record, module);
      if (made) note_opening(module, call.asked);
      target(module, made, call.place.line);
    }
    if (record != nullptr || call.callee.path.find('.') == std::string_view::npos)
      note_call(call.callee.name(), call.asked);
    if (record == nullptr) include_binding(call.callee.made ? call.callee.path : owner);
    const Meaning how = meaning_of(call.callee);
    if (how.call.flow == Flow::kByName && call.arguments.empty() && scope_.module != kNoModule &&
        out_.at(scope_.module).owner == evidence::Owner::kApp && !call.callee.made)
      in_.links.open_any(scope_.module, scope_.entry);
    if (how.call.use == StringUse::kAddress && call.arguments.empty()) loads_page_.insert(scope_.module);
    if (call.callee.made || owner.empty()) return;
    name_call(owner, call);
    if (record != nullptr) name_call(in_.program.framework_base(owner), call);
  }

  // A static function of a screen that is given a Context starts it; one of a part that makes or shows it
  // includes it.
  bool shows(const java::Callee& callee, const ClassRecord& record, uint32_t module) const {
    const bool by_name = is_static_on(callee, record.name);
    const ModuleKind kind = out_.at(module).kind;
    if (kind == ModuleKind::kPage) return by_name && record.openers.count(callee.name()) != 0;
    if (kind == ModuleKind::kComponent)
      return (by_name && makes_one(callee.name())) || callee.name().starts_with("show");
    return false;
  }

  void name_call(const std::string& type, const java::Call& call) {
    if (type.empty() || type.starts_with("java.lang.")) return;
    std::string full = in_.program.java_name(type);
    full.append(".").append(call.callee.name());
    if (!out_.wants(full)) return out_.count(Kind::kCall, 1);
    Evidence item = scope_.at(Kind::kCall, text::to_valid_utf8(full));
    for (const java::Argument& argument : call.arguments)
      item.arguments.push_back(
          {std::string(argument.name), text::to_valid_utf8(readable_template(argument.value))});
    if (item.arguments.empty() && !called_.insert({scope_.module, full}).second) return;
    out_.add(std::move(item));
  }

  // ---- what functions do ----

  // Of the function that is being read: the outermost, since what it makes anonymous runs because of it.
  evidence::Deed deed(bool asked) const {
    std::string_view first;
    size_t names = 0;
    for (const std::string_view name : methods_) {
      if (name.empty()) continue;
      asked |= android::runs_on_demand(name);
      if (names++ == 0) first = name;
    }
    const ModuleKind kind = out_.at(scope_.module).kind;
    // What launch code hands out are listeners to much else.
    const bool handed_out = kind == ModuleKind::kApp && names > 1;
    const bool pressed = !method_variables_.empty() && method_variables_.front() < variables_.size() &&
                         variables_[method_variables_.front()].second == "View" &&
                         !android::runs_at_the_start(first);
    if (asked || handed_out || pressed || pressed_depth_ != 0) return android::deed_on_demand(scope_.module);
    return android::deed_of(first, kind, scope_.module);
  }

  void note_opening(uint32_t to, bool asked) {
    if (to == kNoModule || scope_.module == kNoModule || to == scope_.module) return;
    if (out_.at(to).kind != ModuleKind::kPage) return;
    evidence::Deed one = deed(asked);
    one.page = to;
    deeds_.add(std::move(one));
  }

  void note_call(std::string_view name, bool asked) {
    if (scope_.module == kNoModule || name.empty()) return;
    evidence::Deed one = deed(asked);
    one.callee = name;
    deeds_.add(std::move(one));
  }

  void mention(std::string_view text, bool asked) {
    if (android::may_name_a_screen(text)) note_call(text, asked);
    in_.links.mention(text, scope_.module, scope_.entry);
  }

  // ---- edges ----

  // A page is loaded: the addresses that the class holds may be it, unless the call itself says which.
  void add_pages() {
    for (const Address& address : addresses_) {
      if (loads_page_.count(address.module) == 0) continue;
      Evidence fact;
      fact.kind = Kind::kFact;
      fact.text = "web-view url=" + text::to_valid_utf8(readable_template(address.text));
      fact.module = address.module;
      fact.at.entry = unit_.entry;
      fact.at.line = address.line;
      out_.add(std::move(fact));
    }
  }

  void target(uint32_t to, bool made, uint32_t line) {
    if (to == kNoModule) return;
    need_module();
    if (scope_.module == to) return;
    targets_.emplace(std::tuple(scope_.module, to, made), line);
  }

  void draw_edges() {
    if (!synthetic_.empty()) {
      for (const Event& event : unit_.events) {
        const auto* begin = std::get_if<ClassBegin>(&event);
        if (begin == nullptr || begin->name.empty()) continue;
        on(*begin);
        for (const uint32_t id : synthetic_) include_layout(id, begin->place.line);
        on(End::kClass);
        break;
      }
    }
    for (const auto& [ends, line] : targets_) {
      const auto& [from, to, made] = ends;
      const ModuleKind kind = out_.at(to).kind;
      const EdgeKind edge = made && kind == ModuleKind::kPage ? EdgeKind::kOpens
                            : made && (kind == ModuleKind::kComponent || kind == ModuleKind::kLayout)
                                ? EdgeKind::kIncludes
                                : EdgeKind::kUses;
      out_.edge(edge, from, to, unit_.entry, line);
    }
  }

  const Unit& unit_;
  const CodeContext& in_;
  evidence::Collector& out_;
  android::CodeTexts texts_;
  android::Scope scope_;
  std::vector<Open> open_;
  std::vector<std::string_view> methods_;
  std::vector<size_t> method_variables_;
  evidence::Deeds deeds_;
  bool press_annotated_ = false;  // @OnClick(R.id.login) stands before what is read next …
  size_t pressed_depth_ = 0;      // … and the size of methods_ in such a method; 0 outside
  std::vector<std::pair<std::string_view, std::string_view>> variables_;  // name, type as written
  std::vector<uint32_t> synthetic_;
  mutable std::map<std::pair<const ClassRecord*, std::string_view>, std::string> resolved_;
  std::map<std::pair<const ClassRecord*, std::string_view>, std::string_view> constants_;
  std::map<std::tuple<uint32_t, uint32_t, bool>, uint32_t> targets_;
  std::set<std::pair<uint32_t, std::string>> called_;
  std::vector<std::string> actions_;              // of the method being read
  std::vector<evidence::Argument> intent_parts_;  // … and what it gives its Intents
  std::vector<Address> addresses_;                // of web pages, in this file
  std::set<uint32_t> loads_page_;                 // modules that load a page which the call does not name
  std::vector<const Event*> held_;                // of annotations, until it is known what they stand at
  uint64_t cold_ = 0;
};

}  // namespace

void read_code(const std::deque<Unit>& units, const CodeContext& context) {
  for (const Unit& unit : units) UnitReader(unit, context).read();
}

}  // namespace jianfu::platforms::android_source
