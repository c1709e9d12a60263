#include "platforms/android/code.h"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "formats/dex/code_walk.h"
#include "platforms/android/ui_calls.h"
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
using evidence::Role;
using formats::dex::ClassData;
using formats::dex::ClassDef;
using formats::dex::Dex;
using formats::dex::MethodBody;

constexpr uint32_t kAppResources = 0x7f;      // package id in the top byte of a resource id
constexpr size_t kSuperclassSteps = 32;       // deeper inheritance was not seen; a circle ends here

struct BaseClass {
  std::string_view part;
  ModuleKind kind;
};
// By the end of a superclass's name, framework or support library alike.
constexpr std::array kBaseClasses = {
    BaseClass{"Activity;", ModuleKind::kPage},        BaseClass{"Fragment;", ModuleKind::kComponent},
    BaseClass{"Dialog;", ModuleKind::kComponent},     BaseClass{"PopupWindow;", ModuleKind::kComponent},
    BaseClass{"Adapter;", ModuleKind::kComponent},    BaseClass{"View;", ModuleKind::kComponent},
    BaseClass{"Layout;", ModuleKind::kComponent},     BaseClass{"Service;", ModuleKind::kService},
    BaseClass{"Receiver;", ModuleKind::kService},     BaseClass{"Worker;", ModuleKind::kService},
    BaseClass{"ViewHolder;", ModuleKind::kComponent},
};

ModuleKind kind_of_base(std::string_view descriptor) {
  for (const BaseClass& base : kBaseClasses) {
    if (descriptor.ends_with(base.part)) return base.kind;
  }
  return ModuleKind::kClass;
}

// Where a string comes to be used, while a method is walked.
struct PendingString {
  uint32_t string = 0;
  StringUse use = StringUse::kUnknown;
};

enum class Held : uint8_t { kNothing, kString, kConstant };
struct Register {
  Held held = Held::kNothing;
  uint32_t value = 0;    // string index, constant
  uint32_t pending = UINT32_MAX;
};

}  // namespace

std::string_view outer_class(std::string_view java_name) {
  const size_t dollar = java_name.find('$', java_name.rfind('.') == std::string_view::npos ? 1 : java_name.rfind('.') + 2);
  return java_name.substr(0, dollar);
}

struct Code::State {
  std::vector<DexFile> files;
  Limits limits;
  // Descriptor → superclass descriptor, of every class defined in the package; views of the DEX bytes.
  std::unordered_map<std::string_view, std::string_view> supers;

  // First superclass that the package does not define: "Landroid/app/Activity;".
  std::string_view framework_base(std::string_view descriptor) const {
    for (size_t step = 0; step < kSuperclassSteps; ++step) {
      const auto at = supers.find(descriptor);
      if (at == supers.end()) return descriptor;
      descriptor = at->second;
    }
    return {};
  }

  ModuleKind kind_of(std::string_view descriptor) const {
    for (size_t step = 0; step < kSuperclassSteps; ++step) {
      const auto at = supers.find(descriptor);
      if (at == supers.end()) return kind_of_base(descriptor);
      // A base class of the app's own ("BaseActivity") says as much as one of the framework.
      if (const ModuleKind kind = kind_of_base(at->second); kind != ModuleKind::kClass) return kind;
      descriptor = at->second;
    }
    return ModuleKind::kClass;
  }
};

namespace {

// Reads one DEX file.
class DexReader {
 public:
  template <typename State>
  DexReader(const DexFile& file, const State& state, const Resources& resources, Collector& out)
      : file_(file), dex_(file.dex), resources_(resources), out_(out) {
    prepare_strings();
    prepare_types();
    prepare_methods([&](std::string_view descriptor) { return state.framework_base(descriptor); });
    prepare_resource_fields();
  }

  void read() {
    for (uint32_t c = 0; c < dex_.classes(); ++c) read_class(dex_.class_def(c));
    add_figures();
    if (broken_methods_ > 0) {
      evidence::Gap gap;
      gap.why = GapReason::kCorrupt;
      gap.what = {Msg::gap_methods, {std::to_string(broken_methods_)}};
      gap.entry = file_.entry;
      out_.gap(std::move(gap));
    }
  }

  // Of all files together, and of each by its name: how a reader compares them with other tools' counts.
  void add_figures() {
    const std::pair<std::string_view, uint64_t> figures[] = {{"methods-with-code", methods_with_code_}, {"const-strings", const_strings_},
                                                             {"invokes", invokes_},                     {"methods-not-walked-whole", broken_methods_},
                                                             {"strings", dex_.strings()},               {"classes", dex_.classes()}};
    for (const auto& [name, count] : figures) {
      out_.figure("dex." + std::string(name), count);
      out_.figure(file_.entry + "." + std::string(name), count);
    }
  }

  // Visitor of formats::dex::walk.
  void on_string(uint16_t reg, uint32_t string) {
    uint32_t pending = UINT32_MAX;
    if (is_hot(string)) {
      pending = static_cast<uint32_t>(pending_.size());
      pending_.push_back({string, StringUse::kUnknown});
    } else {
      ++cold_strings_;
    }
    set(reg, {Held::kString, string, pending});
  }
  void on_class(uint16_t reg, uint32_t type) {
    use_type(type, true);
    set(reg, {});
  }
  void on_new(uint16_t reg, uint32_t type) {
    use_type(type, true);
    set(reg, {});
  }
  void on_const(uint16_t reg, int32_t value) {
    const uint32_t bits = static_cast<uint32_t>(value);
    if (bits >> 24 == kAppResources) use_resource(bits);
    set(reg, {Held::kConstant, bits, UINT32_MAX});
  }
  void on_static_get(uint16_t reg, uint32_t field) {
    if (const auto at = resource_fields_.find(field); at != resource_fields_.end()) use_resource(at->second);
    set(reg, {});
  }
  void on_invoke(uint8_t, uint32_t method, std::span<const uint16_t> registers) {
    if (method >= methods_.size()) return;
    const MethodFacts& facts = methods_[method];
    use_type(facts.type, false);
    if (facts.use != StringUse::kUnknown) {
      for (const uint16_t reg : registers) mark(reg, facts.use);
    }
    if (facts.call) add_call(method, registers);
  }
  void on_move(uint16_t to, uint16_t from) {
    if (from < registers_.size()) set(to, registers_[from]);
  }
  void on_move_result(uint16_t reg) { set(reg, {}); }
  void on_write(uint16_t reg) { set(reg, {}); }
  void on_branch() { std::fill(registers_.begin(), registers_.end(), Register{}); }
  void on_chars(std::string_view raw, uint16_t width) {
    if (width != 2 || raw.size() > 4096) return;
    const std::string text = text::from_utf16le(raw);
    if (holds_han(text)) add_text(text, 0, StringUse::kUnknown);
  }

 private:
  struct MethodFacts {
    uint32_t type = 0;
    StringUse use = StringUse::kUnknown;
    bool call = false;
  };

  void prepare_strings() {
    hot_.resize(dex_.strings());
    for (uint32_t i = 0; i < dex_.strings(); ++i) hot_[i] = out_.wants(dex_.string(i));
  }

  void prepare_types() {
    modules_.resize(dex_.types(), kNoModule);
    for (uint32_t t = 0; t < dex_.types(); ++t) {
      const std::string_view descriptor = dex_.type(t);
      if (descriptor.starts_with('L')) modules_[t] = out_.find_module(outer_class(formats::dex::java_name(descriptor)));
    }
  }

  // A call is named by the class that is written, and, when the package defines that class, by the framework class behind
  // it too: the package may only inherit the method. A name can matter only when its class or its method does, so that no
  // name is put together for the others.
  template <typename Base>
  void prepare_methods(Base framework_base) {
    const std::vector<bool> hot_types = types_that_matter();
    methods_.resize(dex_.methods());
    call_names_.resize(dex_.methods());
    for (uint32_t m = 0; m < dex_.methods(); ++m) {
      const formats::dex::Method method = dex_.method(m);
      const std::string_view type = dex_.type(method.owner);
      const std::string_view name = dex_.string(method.name);
      methods_[m].type = method.owner;
      methods_[m].use = use_of_argument(type, name);
      if (!type.starts_with('L') || name.starts_with('<')) continue;
      const bool defined = method.owner < modules_.size() && modules_[method.owner] != kNoModule;
      const bool hot_name = is_hot(method.name);
      if (hot_name || (method.owner < hot_types.size() && hot_types[method.owner])) name_call(m, type, name);
      if (defined && hot_name) name_call(m, framework_base(type), name);
    }
  }

  std::vector<bool> types_that_matter() const {
    std::vector<bool> out(dex_.types());
    for (uint32_t t = 0; t < dex_.types(); ++t) {
      const std::string_view descriptor = dex_.type(t);
      out[t] = descriptor.starts_with('L') && out_.wants(formats::dex::java_name(descriptor));
    }
    return out;
  }

  void name_call(uint32_t method, std::string_view type, std::string_view name) {
    if (type.empty() || type.starts_with("Ljava/lang/")) return;
    std::string full = formats::dex::java_name(type);
    full.append(".").append(name);
    if (!out_.wants(full)) return;
    methods_[method].call = true;
    call_names_[method].push_back(text::from_mutf8(full));
  }

  // Fields of R$type classes with their ids: library modules and debug builds read those instead of constants.
  void prepare_resource_fields() {
    for (uint32_t c = 0; c < dex_.classes(); ++c) {
      const ClassDef def = dex_.class_def(c);
      const std::string_view name = dex_.type(def.type);
      if (name.find("/R$") == std::string_view::npos || def.static_values_at == 0) continue;
      const std::vector<formats::dex::EncodedValue> values = dex_.static_values(def);
      const ClassData data = dex_.class_data(def);
      for (size_t f = 0; f < std::min(values.size(), data.static_fields.size()); ++f) {
        const uint32_t id = static_cast<uint32_t>(values[f].value);
        if (id >> 24 == kAppResources) resource_fields_[data.static_fields[f].field] = id;
      }
    }
  }

  bool is_hot(uint32_t string) const { return string < hot_.size() && hot_[string]; }

  void read_class(const ClassDef& def) {
    module_ = def.type < modules_.size() ? modules_[def.type] : kNoModule;
    if (module_ == kNoModule) return;
    class_name_ = formats::dex::java_name(dex_.type(def.type));
    const ClassData data = dex_.class_data(def);
    if (def.super != formats::dex::kNoIndex) use_type(def.super, false);
    add_identifier(class_name_, dex_.type(def.type));
    for (const auto* fields : {&data.static_fields, &data.instance_fields}) {
      for (const formats::dex::FieldDef& field : *fields) add_name(dex_.field(field.field).name, ".");
    }
    add_static_strings(def);
    if (def.annotations_at != 0) add_annotations(def);
    for (const auto* methods : {&data.direct_methods, &data.virtual_methods}) {
      for (const MethodBody& body : *methods) read_method(body);
    }
    draw_edges();
  }

  void add_static_strings(const ClassDef& def) {
    if (def.static_values_at == 0) return;
    for (const formats::dex::EncodedValue& value : dex_.static_values(def)) {
      if (value.type == 0x17 && is_hot(static_cast<uint32_t>(value.value))) add_string(static_cast<uint32_t>(value.value), StringUse::kUnknown);
    }
  }

  // Endpoints (@GET("path")), routes (@Route(path = "…")), validation messages stand in annotations.
  void add_annotations(const ClassDef& def) {
    for (const formats::dex::AnnotatedMember& member : dex_.annotations(def)) {
      if (dex_.type(member.annotation.type).starts_with("Lkotlin/Metadata;") || dex_.type(member.annotation.type).starts_with("Ldalvik/")) continue;
      for (const auto& element : member.annotation.elements) {
        const bool message = dex_.string(element.name) == "message";
        for (const formats::dex::EncodedValue& value : element.values) {
          const uint32_t string = static_cast<uint32_t>(value.value);
          if (value.type == 0x17 && is_hot(string)) add_string(string, message ? StringUse::kMessage : StringUse::kUnknown);
        }
      }
    }
  }

  void read_method(const MethodBody& body) {
    const formats::dex::Code code = dex_.code(body);
    method_name_ = dex_.string(dex_.method(body.method).name);
    method_name_at_ = dex_.method(body.method).name;
    add_name(method_name_at_, ".");
    if (body.code_at == 0) return;
    ++methods_with_code_;
    registers_.assign(code.registers, Register{});
    pending_.clear();
    called_.clear();
    const formats::dex::WalkResult result = formats::dex::walk(dex_, code, *this);
    invokes_ += result.invokes;
    const_strings_ += result.const_strings;
    if (!result.whole) ++broken_methods_;
    for (const PendingString& pending : pending_) add_string(pending.string, pending.use);
    if (cold_strings_ > 0) out_.count(Kind::kLiteral, cold_strings_);
    cold_strings_ = 0;
  }

  void set(uint16_t reg, Register value) {
    if (reg < registers_.size()) registers_[reg] = value;
  }

  void mark(uint16_t reg, StringUse use) {
    if (reg >= registers_.size() || registers_[reg].pending == UINT32_MAX) return;
    PendingString& pending = pending_[registers_[reg].pending];
    if (pending.use == StringUse::kUnknown || pending.use == StringUse::kHidden) pending.use = use;
  }

  void use_type(uint32_t type, bool made) {
    if (type >= modules_.size() || modules_[type] == kNoModule || modules_[type] == module_) return;
    targets_.push_back((uint64_t{modules_[type]} << 1) | (made ? 1 : 0));
  }

  void draw_edges() {
    std::sort(targets_.begin(), targets_.end());
    targets_.erase(std::unique(targets_.begin(), targets_.end()), targets_.end());
    for (const uint64_t target : targets_) {
      const uint32_t to = static_cast<uint32_t>(target >> 1);
      const ModuleKind kind = out_.at(to).kind;
      const bool made = (target & 1) != 0;
      const EdgeKind edge = made && kind == ModuleKind::kPage        ? EdgeKind::kOpens
                            : made && kind == ModuleKind::kComponent ? EdgeKind::kIncludes
                                                                     : EdgeKind::kUses;
      out_.edge(edge, module_, to, file_.entry);
    }
    targets_.clear();
  }

  void use_resource(uint32_t id) {
    const std::string_view type = resources_.type_of(id);
    if (type == "layout" || type == "menu" || type == "xml" || type == "navigation") {
      const std::string name = resources_.name_of(id);
      out_.edge(EdgeKind::kIncludes, module_, out_.module(name, ModuleKind::kLayout, name), file_.entry);
    } else if (is_text_type(type)) {
      for (ShownText& text : resources_.texts(id)) {
        Evidence item = at(Kind::kText, text::to_valid_utf8(text.text));
        item.role = role_by_length(item.text, Role::kLabel);
        item.at.resource = resources_.name_of(id);
        item.at.locale = std::move(text.locale);
        item.translations = std::move(text.translations);
        out_.add(std::move(item));
      }
    }
  }

  Evidence at(Kind kind, std::string text) const {
    Evidence item;
    item.kind = kind;
    item.text = std::move(text);
    item.module = module_;
    item.at.entry = file_.entry;
    item.at.symbol = text::to_valid_utf8(class_name_);
    if (!method_name_.empty()) item.at.symbol.append(".").append(text::from_mutf8(method_name_));
    return item;
  }

  void add_string(uint32_t string, StringUse use) { add_text(text::from_mutf8(dex_.string(string)), dex_.string_offset(string), use); }

  void add_text(std::string text, uint64_t offset, StringUse use) {
    const bool han = holds_han(text);
    const bool shown = use == StringUse::kLabel || use == StringUse::kTitle || use == StringUse::kMessage;
    Kind kind = Kind::kLiteral;
    Role role = Role::kNone;
    if (use == StringUse::kHidden) {
      kind = Kind::kLiteral;
    } else if (shown || han) {
      kind = Kind::kText;
      role = use == StringUse::kTitle ? Role::kTitle : use == StringUse::kMessage ? Role::kMessage : use == StringUse::kLabel ? Role::kLabel : Role::kUnknown;
      role = role_by_length(text, role);
    } else if (use == StringUse::kAddress || looks_like_endpoint(text)) {
      kind = Kind::kEndpoint;
    }
    if (role == Role::kTitle && out_.at(module_).title.empty() && out_.at(module_).kind == ModuleKind::kPage) out_.at(module_).title = text;
    Evidence item = at(kind, std::move(text));
    item.role = role;
    if (offset != 0) item.at.offset = offset;
    out_.add(std::move(item));
  }

  void add_call(uint32_t method, std::span<const uint16_t> registers) {
    Evidence item = at(Kind::kCall, {});
    for (const uint16_t reg : registers) {
      if (reg >= registers_.size()) continue;
      const Register& held = registers_[reg];
      if (held.held == Held::kString) item.arguments.push_back({"", text::from_mutf8(dex_.string(held.value))});
      if (held.held == Held::kConstant) item.arguments.push_back({"", std::to_string(static_cast<int32_t>(held.value))});
    }
    if (item.arguments.empty() && !called_.insert(method).second) return;
    for (const std::string& name : call_names_[method]) {
      item.text = name;
      out_.add(item);
    }
  }

  void add_name(uint32_t string, std::string_view) {
    if (!is_hot(string)) return out_.count(Kind::kIdentifier, 1);
    const std::string_view name = dex_.string(string);
    if (name.starts_with('<') || name.starts_with("lambda$") || name.starts_with("access$")) return;
    add_identifier(text::from_mutf8(name), name);
  }

  void add_identifier(std::string name, std::string_view) {
    if (!out_.wants(name)) return out_.count(Kind::kIdentifier, 1);
    Evidence item = at(Kind::kIdentifier, text::to_valid_utf8(name));
    out_.add(std::move(item));
  }

  const DexFile& file_;
  const Dex& dex_;
  const Resources& resources_;
  Collector& out_;
  std::vector<bool> hot_;              // by string
  std::vector<uint32_t> modules_;      // by type
  std::vector<MethodFacts> methods_;
  std::vector<std::vector<std::string>> call_names_;  // by method; most have none
  std::unordered_map<uint32_t, uint32_t> resource_fields_;
  // Of the class and method now read.
  uint32_t module_ = kNoModule;
  std::string class_name_;
  std::string_view method_name_;
  uint32_t method_name_at_ = 0;
  std::vector<Register> registers_;
  std::vector<PendingString> pending_;
  std::unordered_set<uint32_t> called_;
  std::vector<uint64_t> targets_;
  uint64_t cold_strings_ = 0;
  uint64_t methods_with_code_ = 0, const_strings_ = 0, invokes_ = 0, broken_methods_ = 0;
};

}  // namespace

Code::Code(std::vector<DexFile> files, const Limits& limits) : state_(std::make_unique<State>()) {
  state_->files = std::move(files);
  state_->limits = limits;
  for (const DexFile& file : state_->files) {
    for (uint32_t c = 0; c < file.dex.classes(); ++c) {
      const ClassDef def = file.dex.class_def(c);
      state_->supers.emplace(file.dex.type(def.type), def.super == formats::dex::kNoIndex ? std::string_view{} : file.dex.type(def.super));
    }
  }
}

Code::~Code() = default;

void Code::make_modules(Collector& out) {
  for (const DexFile& file : state_->files) {
    for (uint32_t c = 0; c < file.dex.classes(); ++c) {
      const std::string_view descriptor = file.dex.type(file.dex.class_def(c).type);
      const std::string name = text::from_mutf8(formats::dex::java_name(descriptor));
      const std::string_view outer = outer_class(name);
      const bool inner = outer.size() != name.size();
      // An inner class's kind is not its outer one's: only the outer class itself decides.
      const uint32_t module = out.module(outer, inner ? ModuleKind::kClass : state_->kind_of(descriptor), file.entry);
      if (!inner && out.at(module).kind == ModuleKind::kClass) out.at(module).kind = state_->kind_of(descriptor);
    }
  }
}

void Code::read(const Resources& resources, Collector& out) {
  for (const DexFile& file : state_->files) DexReader(file, *state_, resources, out).read();
}

bool Code::has_class(std::string_view java_name) const {
  std::string descriptor = "L" + std::string(java_name) + ";";
  std::replace(descriptor.begin(), descriptor.end(), '.', '/');
  return state_->supers.count(descriptor) != 0;
}

}  // namespace jianfu::platforms::android
